#include "core/desk/media/picture_fetch_job.h"

#include "core/base/log.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QNetworkReply>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace rawi {

namespace {

constexpr qint64 kMaxFile = 64 * 1024 * 1024; // the peaks of a day of sound
constexpr int kTransferTimeoutMs = 30'000;

// What a preview draws beside a film.
bool isMaterial(VariantType type)
{
    return type == VariantType::Thumbnail || type == VariantType::Storyboard || type == VariantType::Waveform
        || type == VariantType::Report;
}

// The index of a storyboard comes after its sheets: who reads it finds them.
bool isIndex(const MediaVariant &variant)
{
    return variant.contentType == "text/vtt"_L1;
}

} // namespace

PictureFetchJob::PictureFetchJob(Replica &replica, SyncEngine &sync, const QString &cacheDirectory, QObject *parent)
    : QObject(parent), m_replica(replica), m_sync(sync), m_localMedia(replica), m_cacheDirectory(cacheDirectory)
{
    connect(&m_replica, &Replica::rowsChanged, this, &PictureFetchJob::look);
    connect(&m_sync, &SyncEngine::mediaUrlReady, this,
            [this](const QUuid &asset, const QString &variant, const QUrl &url, const Error &) {
                if (!m_current || m_current->asset.uuid() != asset || m_current->variant != variant) {
                    return;
                }
                if (url.isEmpty()) {
                    m_current.reset(); // tried again when the row or the connection changes
                    next();
                } else {
                    download(*m_current, url);
                }
            });
}

void PictureFetchJob::look(const QSet<RowKey> &changed)
{
    const RecordInfo &type = recordInfo<MediaVariant>();
    if (changed.isEmpty()) {
        if (const auto posters = m_replica.where<MediaVariant>("type", enumText(VariantType::Poster)); posters.ok()) {
            for (const MediaVariant &variant : *posters) {
                want(variant);
            }
        }
        for (const Id<MediaAsset> &asset : std::as_const(m_lookedAt)) {
            wantAll(asset);
        }
    }
    for (const RowKey &key : changed) {
        if (key.type != type.name) {
            continue;
        }
        if (const auto found = m_replica.find(Id<MediaVariant>(key.id)); found.ok() && *found) {
            want(**found);
        }
    }
    next();
}

void PictureFetchJob::lookAt(const Id<MediaAsset> &asset)
{
    if (!asset.isNull()) {
        m_lookedAt.insert(asset);
        wantAll(asset);
        next();
    }
}

void PictureFetchJob::wantAll(const Id<MediaAsset> &asset)
{
    auto variants = m_replica.where<MediaVariant>("asset_id", asset.text());
    if (!variants.ok()) {
        return;
    }
    // want() puts each before the others.
    std::stable_sort(variants->begin(), variants->end(),
                     [](const MediaVariant &one, const MediaVariant &other) { return isIndex(one) > isIndex(other); });
    for (const MediaVariant &variant : *variants) {
        want(variant);
    }
}

void PictureFetchJob::want(const MediaVariant &variant)
{
    const bool looked = m_lookedAt.contains(variant.assetId);
    if (variant.status != VariantStatus::Completed || variant.fileSize > kMaxFile
        || !(variant.type == VariantType::Poster || (looked && isMaterial(variant.type)))) {
        return;
    }
    const auto local = m_localMedia.find(variant.assetId, variant.name);
    if (!local.ok() || (*local && QFileInfo::exists((*local)->path) && isKnown(variant, (*local)->sha256))) {
        return;
    }
    const Wanted wanted{variant.assetId, variant.name, variant.sha256, variant.fileSize};
    if (m_current == wanted) {
        return;
    }
    m_wanted.removeAll(wanted);
    looked ? m_wanted.prepend(wanted) : m_wanted.append(wanted);
}

// Whether the file that is here is the one on the server, or the one that replaces it there.
bool PictureFetchJob::isKnown(const MediaVariant &variant, const QString &sha256) const
{
    const auto variants = m_replica.where<MediaVariant>("asset_id", variant.assetId.text());
    return !variants.ok() || std::any_of(variants->cbegin(), variants->cend(), [&](const MediaVariant &one) {
        return one.name == variant.name && one.sha256 == sha256;
    });
}

void PictureFetchJob::next()
{
    if (m_current || m_wanted.isEmpty() || m_sync.status().state != SyncState::Online) {
        return;
    }
    m_current = m_wanted.takeFirst();
    if (QFileInfo(pathOf(*m_current)).size() == m_current->size && m_current->size > 0) { // of another asset, or of another time
        const Wanted here = *std::exchange(m_current, std::nullopt);
        if (const auto noted = note(here); noted.ok()) {
            Q_EMIT fetched(here.asset.uuid());
        }
        QMetaObject::invokeMethod(this, &PictureFetchJob::next, Qt::QueuedConnection);
        return;
    }
    m_sync.requestMediaUrl(m_current->asset.uuid(), m_current->variant);
}

void PictureFetchJob::download(const Wanted &wanted, const QUrl &url)
{
    QNetworkRequest request(url);
    request.setTransferTimeout(kTransferTimeoutMs);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply, most = wanted.size](qint64 got, qint64) {
        if (most > 0 && got > most) { // more than was announced
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, wanted] {
        reply->deleteLater();
        m_current.reset();
        if (reply->error() == QNetworkReply::NoError) {
            if (const auto kept = keep(wanted, reply->readAll()); !kept.ok()) {
                qCWarning(lcDesk) << "picture not kept:" << kept.error().toString();
            } else {
                Q_EMIT fetched(wanted.asset.uuid());
            }
        }
        next();
    });
}

Result<void> PictureFetchJob::keep(const Wanted &wanted, const QByteArray &bytes)
{
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    if (QLatin1StringView(hash) != wanted.sha256) {
        return Error{ErrorCode::ChecksumMismatch, wanted.variant, u"the picture is not the announced one"_s, SubjectKind::Code};
    }
    const QString path = pathOf(wanted);
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorCode::IoError, file.fileName(), file.errorString()};
    }
    return note(wanted);
}

Result<void> PictureFetchJob::note(const Wanted &wanted)
{
    const QFileInfo info(pathOf(wanted));
    return m_localMedia.put({wanted.asset, wanted.variant, info.filePath(), info.size(),
                             info.lastModified().toMSecsSinceEpoch(), wanted.sha256});
}

QString PictureFetchJob::pathOf(const Wanted &wanted) const
{
    return u"%1/content/%2/%3"_s.arg(m_cacheDirectory, wanted.sha256.mid(0, 2), wanted.sha256);
}

} // namespace rawi

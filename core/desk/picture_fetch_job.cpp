#include "core/desk/picture_fetch_job.h"

#include "core/base/log.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QNetworkReply>
#include <QSaveFile>

namespace rawi {

namespace {

constexpr qint64 kMaxPicture = 16 * 1024 * 1024;
constexpr int kTransferTimeoutMs = 30'000;

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

void PictureFetchJob::want(const MediaVariant &variant)
{
    if (variant.status != VariantStatus::Completed || variant.type != VariantType::Poster) {
        return;
    }
    const auto local = m_localMedia.find(variant.assetId, variant.name);
    if (!local.ok() || (*local && (*local)->sha256 == variant.sha256)) {
        return;
    }
    const Wanted wanted{variant.assetId, variant.name, variant.sha256};
    if (!m_wanted.contains(wanted)) {
        m_wanted.append(wanted);
    }
}

void PictureFetchJob::next()
{
    if (m_current || m_wanted.isEmpty() || m_sync.status().state != SyncState::Online) {
        return;
    }
    m_current = m_wanted.takeFirst();
    m_sync.requestMediaUrl(m_current->asset.uuid(), m_current->variant);
}

void PictureFetchJob::download(const Wanted &wanted, const QUrl &url)
{
    QNetworkRequest request(url);
    request.setTransferTimeout(kTransferTimeoutMs);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 got, qint64) {
        if (got > kMaxPicture) {
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
        return Error{ErrorCode::ChecksumMismatch, wanted.variant, QStringLiteral("the picture is not the announced one")};
    }
    const QString directory = m_cacheDirectory + QLatin1Char('/') + wanted.asset.text();
    QDir().mkpath(directory);
    QSaveFile file(QStringLiteral("%1/%2.jpg").arg(directory, wanted.variant));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorCode::IoError, file.fileName(), file.errorString()};
    }
    return m_localMedia.put({wanted.asset, wanted.variant, file.fileName(), bytes.size(),
                             QFileInfo(file.fileName()).lastModified().toMSecsSinceEpoch(), wanted.sha256});
}

} // namespace rawi

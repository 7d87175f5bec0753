#include "core/sync/upload_client.h"

#include "core/base/log.h"

#include <algorithm>

namespace rawi {

namespace {

constexpr int kPollMs = 250; // while the server verifies

bool isOpen(const Upload &upload)
{
    return canPause(upload.state);
}

ManifestFile fileOf(const Upload &upload, const MediaVariant &variant)
{
    const QString contentType = variant.contentType.section(QLatin1Char(';'), 0, 0).trimmed().toLower();
    std::optional<LoudnessReport> loudness;
    if (const auto report = LoudnessReport::fromJson(variant.loudness); !variant.loudness.isEmpty() && report.ok()) {
        loudness = *report;
    }
    return {variant.type,
            variant.name,
            contentType.isEmpty() ? u"application/octet-stream"_s : contentType,
            upload.size,
            upload.sha256,
            variant.width,
            variant.height,
            variant.durationMs,
            loudness};
}

} // namespace

UploadClient::UploadClient(Replica &replica, AuthClient &auth, QObject *parent)
    : QObject(parent)
    , m_replica(replica)
    , m_auth(auth)
    , m_http(this)
    , m_manifests(auth, m_http)
    , m_store(replica)
    , m_tus(replica, auth, m_http)
    , m_retry(this)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &UploadClient::next);
    connect(&m_tus, &TusUpload::changed, this, &UploadClient::changed);
    connect(&m_tus, &TusUpload::advanced, this, [this] { m_backoff.reset(); });
    connect(&m_tus, &TusUpload::delivered, this, [this](const QUuid &id) {
        if (m_batch) {
            m_batch->missing.remove(id);
        }
        later();
    });
    connect(&m_tus, &TusUpload::dropped, this, [this] {
        m_batch.reset(); // a manifest without this file
        later();
    });
    connect(&m_tus, &TusUpload::postponed, this, [this](const Error &error, int atLeastMs) {
        m_batch.reset();
        backOff("upload", error, atLeastMs);
    });
    connect(&m_tus, &TusUpload::journalFailed, this, [this] { m_retry.start(m_backoff.nextMs()); });
}

void UploadClient::start()
{
    stop();
    m_running = true;
    m_backoff.reset();
    next();
}

void UploadClient::stop()
{
    m_http.abortAll();
    m_retry.stop();
    m_running = false;
    m_batch.reset();
    m_tus.stop();
    m_terminating.clear();
}

void UploadClient::wake()
{
    next();
}

void UploadClient::retryNow()
{
    m_backoff.reset();
    m_retry.stop();
    next();
}

void UploadClient::retry(const QUuid &id)
{
    const Result<std::optional<Upload>> found = m_store.find(id);
    if (!found || !*found || isOpen(**found) || (*found)->state == UploadState::Done) {
        return;
    }
    Upload upload = **found;
    upload.state = UploadState::Waiting;
    upload.error = {};
    upload.attempts = 0;
    if (const Result<void> put = m_store.put(upload); !put) {
        qCWarning(lcSync) << "upload:" << put.error().toString();
    }
    Q_EMIT changed(id);
    retryNow();
}

void UploadClient::pause(const QUuid &id)
{
    hold(id, UploadState::Paused);
}

void UploadClient::cancel(const QUuid &id)
{
    hold(id, UploadState::Cancelled);
}

// All of it on this thread, so that no answer under way writes its own state over the person's.
void UploadClient::hold(const QUuid &id, UploadState state)
{
    const Result<std::optional<Upload>> found = m_store.find(id);
    const bool may = found && *found && (state == UploadState::Paused ? canPause((*found)->state) : canCancel((*found)->state));
    if (!may) {
        return;
    }
    if (m_tus.current() == id) {
        m_tus.stop();
    }
    if (m_batch && m_batch->uploads.values().contains(id)) {
        m_batch.reset(); // a manifest without this file
    }
    Upload upload = **found;
    upload.state = state;
    upload.error = {};
    if (const Result<void> put = m_store.put(upload); !put) {
        qCWarning(lcSync) << "upload journal:" << put.error().toString();
    }
    Q_EMIT changed(id);
    later();
}

void UploadClient::tellCancelled()
{
    const Result<QList<Upload>> uploads = m_store.uploads();
    for (const Upload &one : uploads ? *uploads : QList<Upload>()) {
        if (one.state != UploadState::Cancelled || one.url.isEmpty() || m_terminating.contains(one.id)) {
            continue;
        }
        m_terminating.insert(one.id);
        m_tus.terminate(one.url, [this, id = one.id](bool told) {
            m_terminating.remove(id);
            const Result<std::optional<Upload>> found = m_store.find(id);
            if (!told || !found || !*found) { // told again with the next start, or when the link is back
                return;
            }
            Upload upload = **found;
            upload.url.clear();
            upload.offset = 0;
            if (const Result<void> put = m_store.put(upload); !put) {
                qCWarning(lcSync) << "upload journal:" << put.error().toString();
            }
        });
    }
}

int UploadClient::waiting() const
{
    const Result<QList<Upload>> uploads = m_store.uploads();
    return !uploads ? 0 : static_cast<int>(std::count_if(uploads->begin(), uploads->end(), isOpen));
}

void UploadClient::next()
{
    if (!m_running) {
        return;
    }
    tellCancelled();
    if (m_tus.isBusy() || m_retry.isActive()) {
        return;
    }
    if (m_batch) {
        goOnWithBatch();
    } else if (const std::optional<Upload> upload = choose()) {
        openBatch(upload->assetId);
    }
}

// The one that failed least, so that no upload stands in the way of the others. A new one waits for the outbox:
// the server must have heard of its variant.
std::optional<Upload> UploadClient::choose() const
{
    const Result<QList<Upload>> uploads = m_store.uploads();
    if (!uploads) {
        qCWarning(lcSync) << "uploads:" << uploads.error().toString();
        return std::nullopt;
    }
    const bool mayCreate = m_replica.waitingCount() == 0;
    std::optional<Upload> chosen;
    for (const Upload &one : *uploads) {
        if (isOpen(one) && (mayCreate || !one.url.isEmpty()) && (!chosen || one.attempts < chosen->attempts)) {
            chosen = one;
        }
    }
    return chosen;
}

void UploadClient::openBatch(const Id<MediaAsset> &asset)
{
    Batch batch;
    const Result<UploadManifest> manifest = manifestOf(asset, batch);
    if (!manifest) {
        qCWarning(lcSync) << "upload:" << manifest.error().toString();
        m_retry.start(m_backoff.nextMs());
        return;
    }
    if (manifest->files.isEmpty()) { // all were settled
        later();
        return;
    }
    m_batch = std::move(batch);
    m_batch->asking = true;
    m_batch->turn = ++m_turn;
    m_manifests.post(*manifest, batchHandler());
}

ManifestClient::Handler UploadClient::batchHandler()
{
    return [this, turn = m_turn](const Result<ManifestStanding> &standing, int retryAfterMs) {
        if (m_batch && m_batch->turn == turn) {
            batchAnswered(standing, retryAfterMs);
        }
    };
}

// The open uploads of the asset whose variants are still wanted; settles the others.
Result<UploadManifest> UploadClient::manifestOf(const Id<MediaAsset> &asset, Batch &batch)
{
    RAWI_ASSIGN(const QList<Upload> uploads, m_store.uploads());
    RAWI_ASSIGN(const std::optional<MediaAsset> row, m_replica.find(asset));
    UploadManifest manifest{asset, row ? row->sha256 : QString(), {}};
    for (Upload upload : uploads) {
        if (upload.assetId != asset || !isOpen(upload) || manifest.files.size() == kMaxManifestFiles) {
            continue;
        }
        RAWI_ASSIGN(const std::optional<MediaVariant> variant, m_store.variantOf(upload));
        const bool isThere = variant && variant->status == VariantStatus::Completed && variant->sha256 == upload.sha256;
        const bool isTwice = variant && batch.uploads.contains(variant->name);
        if (variant && !isThere && !isTwice) {
            manifest.files.append(fileOf(upload, *variant));
            batch.uploads.insert(variant->name, upload.id);
            continue;
        }
        if (isTwice) {
            continue; // the next batch
        }
        upload.state = isThere ? UploadState::Done : UploadState::Failed;
        RAWI_ASSIGN(const std::optional<Error> why, isThere ? Result(std::optional<Error>()) : whyGone(upload));
        upload.error = why.value_or(Error{});
        RAWI_TRY(m_store.put(upload));
        Q_EMIT changed(upload.id);
    }
    return manifest;
}

// Its announcement was refused, or somebody took the file out.
Result<std::optional<Error>> UploadClient::whyGone(const Upload &upload) const
{
    RAWI_ASSIGN(const QList<OutboxEntry> refused, m_replica.outbox(OutboxState::Refused));
    std::optional<Error> why = Error{ErrorCode::NotFound, upload.variantId.text(), u"no such variant any more"_s};
    for (const OutboxEntry &one : refused) {
        const QJsonObject &args = one.command.args;
        if (one.command.name == "media.add_variant"_L1 && args.value("sha256"_L1).toString() == upload.sha256
            && args.value("asset_id"_L1).toString() == upload.assetId.text()) {
            why = one.reason;
        }
    }
    return why;
}

void UploadClient::batchAnswered(const Result<ManifestStanding> &standing, int retryAfterMs)
{
    if (!m_running) {
        return;
    }
    m_batch->asking = false;
    if (!standing) {
        batchRefused(standing.error(), retryAfterMs);
        return;
    }
    m_backoff.reset();
    m_batch->missing.clear();
    for (auto it = standing->missing.begin(); it != standing->missing.end(); ++it) {
        if (const QUuid upload = m_batch->uploads.value(it.key()); !upload.isNull()) {
            m_batch->missing.insert(upload, it.value());
        }
    }
    switch (standing->status) {
    case ManifestStanding::Status::Completed:
    case ManifestStanding::Status::Failed:
        endBatch(standing->problems);
        return;
    case ManifestStanding::Status::Pending:
        if (!m_batch->missing.isEmpty()) {
            goOnWithBatch();
            return;
        }
        break;
    case ManifestStanding::Status::Processing:
        break;
    }
    m_retry.start(kPollMs);
}

void UploadClient::goOnWithBatch()
{
    if (m_batch->asking) {
        return;
    }
    if (m_batch->missing.isEmpty()) {
        m_batch->asking = true;
        m_manifests.ask(batchHandler());
        return;
    }
    const Result<std::optional<Upload>> upload = m_store.find(m_batch->missing.begin().key());
    if (!upload || !*upload) { // taken out of the journal meanwhile
        m_batch.reset();
        later();
        return;
    }
    m_tus.begin(**upload, m_batch->missing.begin().value());
}

// Published, or refused because of `problems`: the files without one go up again without the others.
void UploadClient::endBatch(const QHash<QString, Error> &problems)
{
    const Batch batch = *std::exchange(m_batch, std::nullopt);
    for (auto it = batch.uploads.begin(); it != batch.uploads.end(); ++it) {
        const Result<std::optional<Upload>> found = m_store.find(it.value());
        if (!found || !*found) {
            continue;
        }
        Upload upload = **found;
        const auto problem = problems.constFind(it.key());
        upload.state = problem != problems.cend() ? UploadState::Failed
            : problems.isEmpty()                  ? UploadState::Done
                                                  : UploadState::Waiting;
        upload.error = problem != problems.cend() ? *problem : Error{};
        upload.offset = upload.state == UploadState::Done ? upload.size : upload.offset;
        upload.attempts += upload.state == UploadState::Waiting ? 1 : 0;
        if (const Result<void> put = m_store.put(upload); !put) {
            qCWarning(lcSync) << "upload journal:" << put.error().toString();
        }
        Q_EMIT changed(upload.id);
    }
    if (problems.isEmpty()) {
        later();
        return;
    }
    for (const Error &error : problems) {
        qCWarning(lcSync) << "upload refused:" << error.toString();
    }
    m_retry.start(m_backoff.nextMs());
}

void UploadClient::batchRefused(const Error &error, int retryAfterMs)
{
    const Batch batch = *std::exchange(m_batch, std::nullopt);
    bool final = error.code == ErrorCode::InvalidArgument || error.code == ErrorCode::UnknownField
        || error.code == ErrorCode::FieldRequired || error.code == ErrorCode::PermissionDenied
        || error.code == ErrorCode::TooLarge || error.code == ErrorCode::StateConflict;
    for (const QUuid &id : batch.uploads) {
        const Result<std::optional<Upload>> found = m_store.find(id);
        if (!found || !*found) {
            continue;
        }
        Upload upload = **found;
        ++upload.attempts;
        final = final || (error.code == ErrorCode::NotFound && upload.attempts > 8); // its asset was refused
        upload.state = final ? UploadState::Failed : UploadState::Waiting;
        upload.error = error;
        if (const Result<void> put = m_store.put(upload); !put) {
            qCWarning(lcSync) << "upload journal:" << put.error().toString();
        }
        Q_EMIT changed(id);
    }
    backOff("manifest", error, retryAfterMs);
}

void UploadClient::backOff(const char *what, const Error &error, int atLeastMs)
{
    if (error.code == ErrorCode::Unauthenticated) {
        m_running = false; // start() after the next sign-in
        return;
    }
    const int wait = std::max(atLeastMs, m_backoff.nextMs());
    qCInfo(lcSync).nospace() << what << ": " << error.toString() << " - again in " << wait << " ms";
    m_retry.start(wait);
}

void UploadClient::later()
{
    QMetaObject::invokeMethod(this, &UploadClient::next, Qt::QueuedConnection);
}

} // namespace rawi

// The manifest's half of UploadClient: what waits of one asset goes up together.
#include "core/base/log.h"
#include "core/sync/upload_client.h"

#include <algorithm>

namespace rawi {

namespace {

constexpr int kPollMs = 250; // while the server verifies

bool isOpen(const Upload &upload)
{
    return upload.state == UploadState::Waiting || upload.state == UploadState::Running;
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
        QMetaObject::invokeMethod(this, &UploadClient::next, Qt::QueuedConnection);
        return;
    }
    m_batch = std::move(batch);
    m_batch->asking = true;
    m_manifests.post(*manifest, [this](const Result<ManifestStanding> &standing, int retryAfterMs) {
        batchAnswered(standing, retryAfterMs);
    });
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
        RAWI_ASSIGN(const std::optional<MediaVariant> variant, m_replica.find(upload.variantId));
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
        upload.error = isThere
            ? Error{}
            : Error{ErrorCode::NotFound, upload.variantId.text(), u"no such variant any more"_s};
        RAWI_TRY(m_store.put(upload));
        Q_EMIT changed(upload.id);
    }
    return manifest;
}

void UploadClient::batchAnswered(const Result<ManifestStanding> &standing, int retryAfterMs)
{
    if (!m_running || !m_batch) {
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
        m_manifests.ask([this](const Result<ManifestStanding> &standing, int retryAfterMs) {
            batchAnswered(standing, retryAfterMs);
        });
        return;
    }
    const Result<std::optional<Upload>> upload = m_store.find(m_batch->missing.begin().key());
    if (!upload || !*upload) { // taken out of the journal meanwhile
        m_batch.reset();
        QMetaObject::invokeMethod(this, &UploadClient::next, Qt::QueuedConnection);
        return;
    }
    begin(**upload);
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
        QMetaObject::invokeMethod(this, &UploadClient::next, Qt::QueuedConnection);
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
    if (error.code == ErrorCode::Unauthenticated) {
        m_running = false; // start() after the next sign-in
        return;
    }
    const int wait = std::max(retryAfterMs, m_backoff.nextMs());
    qCInfo(lcSync) << "manifest:" << error.toString() << "- again in" << wait << "ms";
    m_retry.start(wait);
}

} // namespace rawi

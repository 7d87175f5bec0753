#include "sync-server/media/upload_service.h"

#include "core/base/log.h"
#include "sync-server/blobs/blob_hold.h"
#include "sync-server/media/media_rows.h"

#include <QDateTime>

namespace rawi::server {

namespace {

Error mismatch(const char *field, const QString &announced)
{
    return {ErrorCode::InvalidArgument, QLatin1StringView(field),
            u"the variant announced %1"_s.arg(announced)};
}

Result<void> checkAgainst(const MediaVariant &variant, const NewUpload &announced)
{
    if (!announced.asset.isNull() && announced.asset != variant.assetId.uuid()) {
        return mismatch("asset_id", variant.assetId.text());
    }
    if (variant.status == VariantStatus::Completed) {
        return announced.sha256 == variant.sha256
            ? Error{ErrorCode::AlreadyExists, variant.id.text(), u"the server holds these bytes already"_s}
            : Error{ErrorCode::StateConflict, variant.id.text(),
                    u"the variant is complete with other bytes; announce it anew"_s, SubjectKind::Code};
    }
    if (!announced.sha256.isEmpty() && !variant.sha256.isEmpty() && announced.sha256 != variant.sha256) {
        return mismatch("sha256", variant.sha256);
    }
    if (variant.fileSize > 0 && announced.length != variant.fileSize) {
        return mismatch("Upload-Length", QString::number(variant.fileSize));
    }
    return {};
}

Error ended(const QUuid &id)
{
    return {ErrorCode::FileMissing, uuidText(id), u"the upload has ended or expired; start a new one"_s, SubjectKind::Code};
}

// What no retry can mend.
bool isFinal(const Error &error)
{
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::ChecksumMismatch
        || error.code == ErrorCode::StateConflict || error.code == ErrorCode::CorruptData
        || error.code == ErrorCode::FileMissing || error.code == ErrorCode::InvalidArgument;
}

} // namespace

UploadService::UploadService(PgPool &pool, BlobStore &blobs, JobQueue &jobs, ManifestService &manifests)
    : m_pool(pool), m_blobs(blobs), m_jobs(jobs), m_manifests(manifests), m_uploads(pool)
{
}

Result<Upload> UploadService::create(const Request &request, const NewUpload &announced)
{
    if (announced.variant.isNull()) {
        return createUnannounced(request, announced);
    }
    RAWI_ASSIGN(const MediaVariant variant, readVariant(m_pool, announced.variant, request.session.actor));
    RAWI_TRY(checkAgainst(variant, announced));
    Upload upload;
    upload.id = makeUuidV7(QDateTime::currentMSecsSinceEpoch());
    upload.variantId = announced.variant;
    upload.assetId = variant.assetId.uuid();
    upload.createdBy = request.session.actor.id.uuid();
    upload.length = announced.length;
    upload.sha256 = announced.sha256.isEmpty() ? variant.sha256 : announced.sha256;
    upload.metadata = announced.metadata;
    NewUpload wanted = announced;
    wanted.sha256 = upload.sha256;
    RAWI_ASSIGN(const bool stored, completeFromStored(request, wanted));
    if (stored) {
        upload.received = upload.length;
        upload.state = UploadState::Done;
        return m_uploads.create(upload);
    }
    RAWI_ASSIGN(const Upload created, reserve(upload));
    return created.isComplete() ? finish(request.correlationId, created.id) : Result<Upload>(created);
}

Result<Upload> UploadService::createUnannounced(const Request &request, const NewUpload &announced)
{
    Upload upload;
    upload.id = makeUuidV7(QDateTime::currentMSecsSinceEpoch());
    upload.createdBy = request.session.actor.id.uuid();
    upload.length = announced.length;
    upload.sha256 = announced.sha256;
    upload.metadata = announced.metadata;
    RAWI_TRY(checkReserve(upload)); // no draft is made for what has no room
    RAWI_ASSIGN(upload.contentItem, m_unannounced.makeItem(request, announced));
    RAWI_ASSIGN(const Upload created, reserve(upload));
    return created.isComplete() ? finish(request.correlationId, created.id) : Result<Upload>(created);
}

// Everything that is under way must fit beside it: the bytes come later, and then it is too late to say so.
Result<void> UploadService::checkReserve(const Upload &upload)
{
    RAWI_ASSIGN(const UploadStore::Outstanding outstanding, m_uploads.outstanding(upload.createdBy));
    if (outstanding.ofPerson + upload.length > kMostUnderWay) {
        return Error{ErrorCode::TooLarge, u"Upload-Length"_s,
                     u"%1 bytes of your uploads are still to come, and %2 are the most; finish or remove some first"_s
                         .arg(outstanding.ofPerson)
                         .arg(kMostUnderWay),
                     SubjectKind::Field};
    }
    return m_blobs.checkRoom(outstanding.all + upload.length);
}

Result<Upload> UploadService::reserve(const Upload &upload)
{
    const std::lock_guard lock(m_reserving);
    RAWI_TRY(checkReserve(upload));
    RAWI_ASSIGN(const Upload created, m_uploads.create(upload));
    RAWI_TRY(m_blobs.openIncoming(created.id));
    return created;
}

// Everybody who may upload may read the whole workspace, so equal bytes anywhere in it are bytes they may
// read.
Result<bool> UploadService::completeFromStored(const Request &request, const NewUpload &announced)
{
    if (announced.sha256.isEmpty()) {
        return false;
    }
    RAWI_ASSIGN(const bool known, someVariantHolds(m_pool, announced.sha256, Holding::Completed));
    if (!known || !m_blobs.keep(announced.sha256, announced.length)) {
        return false;
    }
    RAWI_TRY(m_manifests.arrived(request.correlationId, announced.variant, announced.sha256, announced.length));
    return true;
}

Result<Upload> UploadService::mine(const Request &request, const QUuid &id)
{
    RAWI_ASSIGN(Upload upload, m_uploads.find(id));
    const Actor &actor = request.session.actor;
    if (upload.createdBy != actor.id.uuid() && !actor.may(u"media.manage_uploads")) {
        return Error{ErrorCode::PermissionDenied, uuidText(id), u"somebody else's upload"_s, SubjectKind::Code};
    }
    if (upload.state == UploadState::Gone || upload.expired) {
        return ended(id);
    }
    return upload;
}

void UploadService::evictWriter(const QUuid &id)
{
    std::shared_ptr<UploadWriter> writer;
    {
        const std::lock_guard lock(m_activeLock);
        writer = m_active.take(id).lock();
    }
    if (writer) {
        writer->evict();
    }
}

Result<Upload> UploadService::status(const Request &request, const QUuid &id)
{
    RAWI_ASSIGN(Upload upload, mine(request, id));
    if (upload.state != UploadState::Open) {
        return upload;
    }
    evictWriter(id);
    RAWI_ASSIGN(upload, m_uploads.evict(id));
    return upload.isComplete() ? finish(request.correlationId, id) : Result<Upload>(upload);
}

Result<std::shared_ptr<UploadWriter>> UploadService::write(const Request &request, const QUuid &id,
                                                           qint64 offset,
                                                           std::optional<ChunkChecksum> checksum)
{
    const auto wrongOffset = [&](const Upload &upload) {
        return Error{ErrorCode::OffsetMismatch, QString::number(upload.received), u"so many bytes of the upload are here"_s};
    };
    RAWI_ASSIGN(Upload upload, mine(request, id));
    if (upload.state == UploadState::Done) {
        return offset == upload.length ? Result(std::shared_ptr<UploadWriter>()) : wrongOffset(upload);
    }
    RAWI_ASSIGN(upload, m_uploads.lease(id));
    // A writer of this process whose lease ran out must not write behind the new one's back.
    evictWriter(id);
    if (offset != upload.received) {
        RAWI_TRY(m_uploads.commit(upload, UploadStore::Lease::Release));
        return wrongOffset(upload);
    }
    Result<std::shared_ptr<UploadWriter>> writer =
        UploadWriter::open(m_uploads, m_blobs, upload, std::move(checksum));
    if (!writer) {
        if (isFinal(writer.error())) {
            RAWI_TRY(endWithError(upload, writer.error()));
        }
        RAWI_TRY(m_uploads.commit(upload, UploadStore::Lease::Release));
        return writer.error();
    }
    const std::lock_guard lock(m_activeLock);
    m_active[id] = *writer;
    return writer;
}

Result<Upload> UploadService::finishWrite(const Request &request, UploadWriter &writer, bool complete)
{
    Result<Upload> upload = writer.finish(complete);
    {
        const std::lock_guard lock(m_activeLock);
        if (m_active.value(writer.uploadId()).lock().get() == &writer) {
            m_active.remove(writer.uploadId());
        }
    }
    return upload && upload->isComplete() ? finish(request.correlationId, writer.uploadId()) : upload;
}

Result<Upload> UploadService::finish(const std::string &correlationId, const QUuid &id)
{
    const std::lock_guard lock(m_finishing);
    RAWI_ASSIGN(Upload upload, m_uploads.find(id));
    if (upload.state == UploadState::Done) {
        return upload;
    }
    if (upload.state == UploadState::Gone || !upload.isComplete()) {
        return ended(id);
    }
    const QString digest = upload.hash.digest();
    if (!upload.sha256.isEmpty() && upload.sha256 != digest) {
        return endWithError(upload,
                            {ErrorCode::ChecksumMismatch, u"sha256"_s,
                             u"announced %1, received %2"_s.arg(upload.sha256, digest), SubjectKind::Field});
    }
    if (const Result<void> adopted = m_blobs.adopt(id, digest, upload.length); !adopted) {
        return isFinal(adopted.error()) ? endWithError(upload, adopted.error()) : adopted.error();
    }
    const Result<void> told = upload.contentItem.isNull()
        ? m_manifests.arrived(correlationId, upload.variantId, digest, upload.length)
        : m_unannounced.takeIn(upload, digest);
    if (!told) {
        return isFinal(told.error()) ? endWithError(upload, told.error()) : told.error();
    }
    RAWI_TRY(m_uploads.close(id, UploadState::Done));
    upload.state = UploadState::Done;
    return upload;
}

Result<Upload> UploadService::endWithError(const Upload &upload, const Error &error)
{
    RAWI_TRY(m_uploads.close(upload.id, UploadState::Gone));
    RAWI_TRY(m_blobs.removeIncoming(upload.id));
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::CorruptData ? ended(upload.id)
                                                                                     : error;
}

Result<void> UploadService::terminate(const Request &request, const QUuid &id)
{
    RAWI_ASSIGN(const Upload upload, mine(request, id));
    if (upload.state != UploadState::Open) {
        return {};
    }
    evictWriter(id);
    RAWI_TRY(m_uploads.close(id, UploadState::Gone));
    return m_blobs.removeIncoming(id);
}

Result<int> UploadService::sweep(qint64 nowMs, const GoOn &goOn)
{
    RAWI_ASSIGN(const QList<QUuid> expired, m_uploads.closeExpired());
    for (const QUuid &id : expired) {
        evictWriter(id);
        RAWI_TRY(m_blobs.removeIncoming(id));
    }
    RAWI_ASSIGN(const QList<QUuid> complete, m_uploads.completeButOpen());
    for (const QUuid &id : complete) {
        if (const Result<Upload> finished = finish({}, id); !finished) {
            qCWarning(lcServer).noquote()
                << "upload" << uuidText(id) << "not finished:" << finished.error().toString();
        }
    }
    RAWI_TRY(m_uploads.forgetEnded());
    RAWI_ASSIGN(const int replaced, sweepReplaced(nowMs));
    const auto blob = [&](const QString &sha256) -> Result<bool> {
        if (goOn) {
            RAWI_TRY(goOn());
        }
        return isReferenced(sha256);
    };
    const auto upload = [this](const QUuid &id) -> Result<bool> {
        const Result<Upload> found = m_uploads.find(id);
        if (!found) {
            return found.error().code == ErrorCode::NotFound ? Result<bool>(false) : found.error();
        }
        return found->state == UploadState::Open;
    };
    const auto work = [this](const QUuid &job) { return m_jobs.store().isOpen(job); };
    RAWI_ASSIGN(const std::optional<SweepTurn> turn, SweepTurn::take(m_pool));
    if (!turn) {
        return replaced + static_cast<int>(expired.size()); // a backup is being taken; the next hour's sweep finds them
    }
    RAWI_ASSIGN(const int orphans, m_blobs.sweep({blob, upload, work}, nowMs));
    return orphans + replaced + static_cast<int>(expired.size());
}

Result<bool> UploadService::isReferenced(const QString &sha256)
{
    RAWI_ASSIGN(const bool held, someVariantHolds(m_pool, sha256, Holding::Any));
    return held ? Result<bool>(true) : m_jobs.store().someJobNeeds(sha256);
}

Result<int> UploadService::sweepReplaced(qint64 nowMs, qint64 graceMs)
{
    constexpr const char *kDue = "SELECT sha256, at::text FROM replaced_blobs"
                                 " WHERE at <= clock_timestamp() - make_interval(secs => $1::float / 1000) ORDER BY at LIMIT 1000";
    RAWI_ASSIGN(const PgRows due, m_pool.with<PgRows>([&](PgConnection &connection) {
        return connection.exec(kDue, {std::to_string(graceMs)});
    }));
    RAWI_ASSIGN(const std::optional<SweepTurn> turn, due.count() == 0 ? Result<std::optional<SweepTurn>>(std::nullopt) : SweepTurn::take(m_pool));
    if (!turn) {
        return 0; // nothing to do, or a backup is being taken
    }
    int removed = 0;
    for (int row = 0; row < due.count(); ++row) {
        RAWI_ASSIGN(const bool used, isReferenced(due.string(row, 0)));
        bool gone = false;
        if (!used) {
            RAWI_ASSIGN(gone, m_blobs.removeUnused(due.string(row, 0), nowMs - graceMs));
            removed += gone ? 1 : 0;
        }
        // One that was touched lately comes again; one that was replaced again meanwhile has another time.
        const char *sql = used || gone ? "DELETE FROM replaced_blobs WHERE sha256 = $1 AND at = $2::timestamptz"
                                       : "UPDATE replaced_blobs SET at = clock_timestamp() WHERE sha256 = $1 AND at = $2::timestamptz";
        RAWI_TRY(m_pool.with<PgRows>([&](PgConnection &connection) {
            return connection.exec(sql, {due.string(row, 0).toStdString(), due.string(row, 1).toStdString()});
        }));
    }
    return removed;
}

} // namespace rawi::server

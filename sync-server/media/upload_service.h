#pragma once

#include "sync-server/blobs/upload_writer.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/http.h"
#include "sync-server/media/manifest_service.h"

#include <QHash>

namespace rawi::server {

// What a client announces.
struct NewUpload {
    QUuid variant;
    QUuid asset; // may be null
    qint64 length = 0;
    QString sha256; // may be empty
    QString metadata; // Upload-Metadata as sent
    // Of a file without an announced variant, as standard tus clients send it.
    QString fileName;
    QString contentType; // as the client says; may be empty
};

// What becomes of a file that nobody announced.
struct UnannouncedFiles {
    // Makes the draft of which it will be the original, as who asks; its id.
    std::function<Result<QUuid>(const Request &, const NewUpload &)> makeItem;
    // All bytes are stored under this hash.
    std::function<Result<void>(const Upload &, const QString &sha256)> takeIn;
};

// Takes uploads from their announcement to a blob (shared/design/sync.md, Uploads): who may write them, one writer at
// a time, and who hears of it when the last byte is there. Thread-safe.
class UploadService {
public:
    UploadService(PgPool &pool, BlobStore &blobs, JobQueue &jobs, ManifestService &manifests);
    // Before the first request.
    void setUnannounced(UnannouncedFiles unannounced) { m_unannounced = std::move(unannounced); }

    // What one person may have under way, in bytes that are still to come: several seasons of films.
    static constexpr qint64 kMostUnderWay = 256LL << 30;

    // Answers it complete (Done) when the workspace holds these bytes already. Errors: NotFound (no such
    // variant), InvalidArgument (not what the variant announced), AlreadyExists (the variant has these
    // bytes), StateConflict (it has others), TooLarge (with what this person has under way), DiskFull (with what everybody has).
    Result<Upload> create(const Request &request, const NewUpload &announced);
    // Where it stands. Ends a PATCH that is under way, keeping what it received, and finishes what a dead
    // server left complete. Errors: NotFound, PermissionDenied, FileMissing (ended or expired).
    Result<Upload> status(const Request &request, const QUuid &id);
    // A writer from `offset` on, or none when the upload is complete. Errors: OffsetMismatch, Locked; as
    // status().
    Result<std::shared_ptr<UploadWriter>> write(const Request &request, const QUuid &id, qint64 offset,
                                                std::optional<ChunkChecksum> checksum);
    // Ends a PATCH; with the last byte the upload becomes a blob, and its variant is on its way to be readable.
    // Errors: ChecksumMismatch; as status().
    Result<Upload> finishWrite(const Request &request, UploadWriter &writer, bool complete);
    Result<Upload> finish(const std::string &correlationId, const QUuid &id);
    // Forgets the upload and its bytes. Errors: as status().
    Result<void> terminate(const Request &request, const QUuid &id);

    // Housekeeping, at start and every hour: expired uploads, those a dead server left complete, and files
    // nobody refers to. Answers how many files went. `goOn` is asked before each file; its error ends the sweep.
    using GoOn = std::function<Result<void>()>;
    Result<int> sweep(qint64 nowMs, const GoOn &goOn = {});
    // The same every minute of what variants had until `graceMs` ago: who found such a blob in a row has opened it since.
    Result<int> sweepReplaced(qint64 nowMs, qint64 graceMs = kReplacedGraceMs);

    static constexpr qint64 kReplacedGraceMs = 10LL * 60 * 1000;

private:
    Result<Upload> mine(const Request &request, const QUuid &id);
    Result<Upload> createUnannounced(const Request &request, const NewUpload &announced);
    Result<void> checkReserve(const Upload &upload);
    Result<Upload> reserve(const Upload &upload);
    Result<bool> completeFromStored(const Request &request, const NewUpload &announced);
    Result<Upload> endWithError(const Upload &upload, const Error &error);
    void evictWriter(const QUuid &id);
    Result<bool> isReferenced(const QString &sha256);

    PgPool &m_pool;
    BlobStore &m_blobs;
    JobQueue &m_jobs;
    ManifestService &m_manifests;
    UploadStore m_uploads;
    UnannouncedFiles m_unannounced;
    std::mutex m_reserving; // two that would fit alone may not fit together
    std::mutex m_finishing; // one upload becomes a blob at a time
    std::mutex m_activeLock;
    QHash<QUuid, std::weak_ptr<UploadWriter>> m_active;
};

} // namespace rawi::server

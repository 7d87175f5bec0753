#pragma once

#include "sync-server/blobs/running_hash.h"
#include "sync-server/pg/pg.h"

#include <QList>
#include <QUuid>

namespace rawi::server {

enum class UploadState { Open, Done, Gone };

// One upload as its row says.
struct Upload {
    QUuid id;
    QUuid variantId;
    QUuid assetId;
    QUuid createdBy;
    QUuid contentItem; // of a file that nobody announced: the draft it becomes the original of
    qint64 length = 0; // bytes announced
    qint64 received = 0; // bytes that are durable
    RunningHash hash; // over those
    QString sha256; // announced; may be empty
    QString metadata; // Upload-Metadata as sent
    UploadState state = UploadState::Open;
    bool expired = false;
    bool leased = false; // somebody writes
    qint64 fence = 0;
    qint64 expiresAt = 0; // seconds since the epoch

    bool isComplete() const { return received == length; }
};

// The rows of unfinished uploads, each call one statement of its own. Thread-safe.
// Every call may also fail with what PgConnection::exec() fails with.
class UploadStore {
public:
    explicit UploadStore(PgPool &pool);

    // Bytes that open uploads announced and have not sent yet: what they will still need on the disk.
    struct Outstanding {
        qint64 all = 0;
        qint64 ofPerson = 0;
    };
    Result<Outstanding> outstanding(const QUuid &person);
    // Answers it with its time of expiry.
    Result<Upload> create(const Upload &upload);
    // Errors: NotFound.
    Result<Upload> find(const QUuid &id);
    // Makes the caller its only writer for kLeaseSeconds and raises the fence. Errors: Locked (somebody else
    // is), FileMissing (done, ended or expired), NotFound.
    Result<Upload> lease(const QUuid &id);
    // Ends any lease and raises the fence, so that an earlier writer's next commit fails. Errors: NotFound.
    Result<Upload> evict(const QUuid &id);

    enum class Lease { Renew, Release };
    // Writes down that upload.received bytes with upload.hash are durable. Errors: Locked (the fence was
    // raised).
    Result<void> commit(const Upload &upload, Lease lease);
    Result<void> close(const QUuid &id, UploadState state);

    // Open uploads past their time become Gone; answers them.
    Result<QList<QUuid>> closeExpired();
    // Uploads that hold every byte and are still open: their server died before it could finish them.
    Result<QList<QUuid>> completeButOpen();
    // Drops the rows of uploads that ended over 30 days ago.
    Result<void> forgetEnded();

    static constexpr int kLeaseSeconds = 60;

private:
    PgPool &m_pool;
};

} // namespace rawi::server

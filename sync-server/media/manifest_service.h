#pragma once

#include "sync-server/blobs/blob_store.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/jobs/job_queue.h"
#include "sync-server/media/media_worker.h"
#include "sync-server/media/manifest_store.h"

namespace rawi::server {

// Decides when variants become readable: those of one manifest together, when every byte is here and was looked into.
// A variant that no manifest names is a manifest of one. Thread-safe.
class ManifestService {
public:
    // Adds the kind `verify` to the queue.
    ManifestService(PgPool &pool, CommandService &commands, BlobStore &blobs, JobQueue &jobs, const MediaWorker &worker);

    // Announces the files and says what is missing; the same manifest again answers where it stands.
    // Errors: NotFound (asset), InvalidArgument (made from another original), and the commands'.
    Result<StoredManifest> post(const CommandContext &context, const UploadManifest &manifest);
    Result<StoredManifest> find(const QUuid &id) { return m_store.find(id); }
    // The names of a Pending one whose bytes are not here.
    QStringList missing(const StoredManifest &stored);

    // The bytes of a variant are here, as blob `sha256`. Errors: the commands'; NotFound (the variant was removed).
    Result<void> arrived(const std::string &correlationId, const QUuid &variant, const QString &sha256, qint64 size);

    // Publishes files whose bytes are here, in the caller's job, unless it was cancelled. Errors: what is wrong with the
    // first file.
    Result<void> verifyAndPublish(JobLease &lease, const UploadManifest &manifest);

private:
    Result<QJsonObject> verify(JobLease &lease);
    Result<QList<FileProblem>> look(JobLease &lease, const StoredManifest &stored);
    Result<void> publish(const JobLease &lease, const StoredManifest &stored);
    Result<void> refuse(const StoredManifest &stored, const QList<FileProblem> &problems);
    Result<void> beginVerify(const StoredManifest &stored);
    Result<StoredManifest> announce(const CommandContext &context, const UploadManifest &manifest);
    Result<void> arrivedAlone(const std::string &correlationId, const MediaVariant &variant, const QString &sha256, qint64 size);

    PgPool &m_pool;
    CommandService &m_commands;
    BlobStore &m_blobs;
    JobQueue &m_jobs;
    const MediaWorker &m_worker;
    ManifestStore m_store;
};

} // namespace rawi::server

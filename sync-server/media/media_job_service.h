#pragma once

#include "core/media/worker_results.h"
#include "sync-server/gateway/http.h"
#include "sync-server/media/manifest_service.h"
#include "sync-server/media/upload_service.h"

#include <chrono>

namespace rawi::server {

// A stored variant that work begins from.
struct MediaSource {
    QUuid asset;
    QString variant;
    QString sha256;
};

// A file that came with a form: its bytes are a blob, nobody has looked into it yet.
struct ImportedFile {
    QString sha256;
    qint64 size = 0;
    QString fileName;
    QString contentType; // as the client says; may be empty
    QUuid contentItem;   // null = make one
    QString titleAr;
    QString titleEn;
};

// What bounds the work of one workspace.
struct JobLimits {
    int open = 200;                           // jobs of people that wait or run
    std::chrono::milliseconds encodeFloor = std::chrono::minutes(15);
    int encodeFactor = 10;                    // times the film's length, for each rendition
    std::chrono::milliseconds analyzeFloor = std::chrono::minutes(5); // or the film's length
};

// The work the server does on media when asked: transcode, analyze, and taking in what came with a form. Each becomes a
// job of the queue; whatever it makes is verified and published like a desk's files. Thread-safe.
class MediaJobService {
public:
    // Adds the kinds `transcode`, `analyze` and `upload` to the queue.
    MediaJobService(PgPool &pool, BlobStore &blobs, CommandService &commands, JobQueue &jobs, const MediaWorker &worker,
                    ManifestService &manifests, const JobLimits &limits);

    // {"media_id" | "source_url"}: media of this server, by id or by its address here. Errors: InvalidArgument for any
    // other address (nothing is ever fetched), NotFound, StateConflict (announced, but its bytes are not here).
    Result<MediaSource> source(const Request &request, const QJsonObject &body) const;
    // `targets`: keys of built-in presets or the newsroom's. Errors: InvalidArgument naming the unknown one.
    Result<Job> transcode(const Request &request, const MediaSource &source, const QStringList &targets);
    Result<Job> analyze(const Request &request, const MediaSource &source);
    // Errors: NotFound (content item).
    Result<Job> importFile(const Request &request, const ImportedFile &file);
    // For uploads without an announced variant: a draft for each, of which it is made the original.
    UnannouncedFiles unannouncedFiles();
    // Errors: NotFound, also of another feature's job.
    Result<Job> find(const QUuid &id, const Actor &reader);
    // Those about what the reader may know of.
    Result<QList<Job>> list(JobFilter filter, const Actor &reader);
    // Only who asked for it, while they may still edit, or somebody who manages; both are read anew. Errors: as
    // JobStore::cancel(), PermissionDenied, StateConflict (the server needs it).
    Result<Job> cancel(const Request &request, const QUuid &id);
    // Before gigabytes are sent for a job. Errors: RateLimited.
    Result<void> checkQueue(const Request &request) const;

private:
    Result<QUuid> makeDraft(const Request &request, const NewUpload &announced);
    Result<void> takeIn(const Upload &upload, const QString &sha256);
    Result<Job> enqueue(const Request &request, const char *kind, const QUuid &asset, const QString &sha256,
                        const QJsonObject &args);
    JobBound bound() const;
    Result<QJsonObject> planOf(const QStringList &targets, const MediaAsset &film) const;
    Result<QJsonObject> runTranscode(JobLease &lease);
    Result<QJsonObject> runAnalyze(JobLease &lease);
    Result<QJsonObject> runImport(JobLease &lease);
    Result<UploadManifest> takeIn(JobLease &lease, const QString &folder, const EncodeResult &done);
    Result<QJsonObject> probe(JobLease &lease, const QString &sha256) const;
    // Runs the worker; ran out of time, the error says how much there was and what to do.
    Result<QJsonObject> work(const QStringList &arguments, qint64 limitMs, const MediaWorker::Listener &listener) const;
    Result<void> makeAsset(JobLease &lease, const QUuid &asset, const QUuid &item, const QJsonObject &metadata);

    PgPool &m_pool;
    BlobStore &m_blobs;
    CommandService &m_commands;
    JobQueue &m_jobs;
    const MediaWorker &m_worker;
    ManifestService &m_manifests;
    const JobLimits m_limits;
};

} // namespace rawi::server

#include "core/desk/encode_queue.h"

#include "core/base/log.h"
#include "core/desk/worker_process.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace rawi {

struct EncodeQueue::Private {
    EncodeQueue *q;
    Replica &replica;
    EncodeJobStore store;
    LocalMediaStore localMedia;
    QString worker;
    QString outputDirectory;
    const Clock &clock;
    QList<EncodeJob> jobs;
    WorkerProcess *process = nullptr;
    QUuid running;
    bool started = false;

    EncodeJob *find(const QUuid &id);
    void keep(EncodeJob &job);
    void load();
    void next();
    void start(EncodeJob &job);
    void progress(const QUuid &id, const QJsonObject &line);
    void ended(const QUuid &id, const QJsonObject &last, const std::optional<Error> &error);
    Result<void> announce(const EncodeJob &job, const QJsonObject &done);
};

EncodeQueue::EncodeQueue(Replica &replica, const QString &workerProgram, const QString &outputDirectory,
                         const Clock &clock, QObject *parent)
    : QObject(parent),
      d(new Private{this, replica, EncodeJobStore(replica), LocalMediaStore(replica), workerProgram, outputDirectory,
                    clock, {}, nullptr, {}, false})
{
    d->load();
}

EncodeQueue::~EncodeQueue()
{
    delete d->process; // kills the worker; its finished segments stay, and load() queues the job again
}

void EncodeQueue::start()
{
    d->started = true;
    QMetaObject::invokeMethod(this, [this] { d->next(); }, Qt::QueuedConnection);
}

QStringList EncodeQueue::presets()
{
    return {QStringLiteral("720p"), QStringLiteral("360p")};
}

Result<QList<QUuid>> EncodeQueue::enqueue(const Id<MediaAsset> &asset, const QStringList &presetNames)
{
    for (const QString &preset : presetNames) {
        if (!presets().contains(preset)) {
            return Error{ErrorCode::InvalidArgument, preset,
                         QStringLiteral("known presets: %1").arg(presets().join(QStringLiteral(", ")))};
        }
    }
    RAWI_ASSIGN(const std::optional<LocalFile> original, d->localMedia.find(asset, QStringLiteral("original")));
    if (!original || !QFileInfo::exists(original->path)) {
        return Error{ErrorCode::FileMissing, original ? original->path : asset.text(),
                     QStringLiteral("the original is not on this desk")};
    }
    QList<QUuid> ids;
    for (const QString &preset : presetNames) {
        const auto same = std::find_if(d->jobs.begin(), d->jobs.end(), [&](const EncodeJob &job) {
            return job.assetId == asset && job.preset == preset && job.state != EncodeState::Done
                && job.state != EncodeState::Failed && job.state != EncodeState::Cancelled;
        });
        if (same != d->jobs.end()) {
            ids.append(same->id); // already on its way
            continue;
        }
        EncodeJob job;
        job.id = makeUuidV7(d->clock.nowMs());
        job.assetId = asset;
        job.sourcePath = original->path;
        job.preset = preset;
        job.createdMs = d->clock.nowMs();
        RAWI_TRY(d->store.put(job));
        d->jobs.append(job);
        ids.append(job.id);
    }
    Q_EMIT jobsReset();
    QMetaObject::invokeMethod(this, [this] { d->next(); }, Qt::QueuedConnection);
    return ids;
}

QList<EncodeJob> EncodeQueue::jobs() const
{
    return d->jobs;
}

std::optional<EncodeJob> EncodeQueue::job(const QUuid &id) const
{
    const EncodeJob *found = d->find(id);
    return found ? std::optional<EncodeJob>(*found) : std::nullopt;
}

void EncodeQueue::pause(const QUuid &id)
{
    EncodeJob *job = d->find(id);
    if (!job || (job->state != EncodeState::Running && job->state != EncodeState::Queued)) {
        return;
    }
    if (job->state == EncodeState::Running) {
        d->process->suspend();
    }
    job->state = EncodeState::Paused;
    d->keep(*job);
}

void EncodeQueue::resume(const QUuid &id)
{
    EncodeJob *job = d->find(id);
    if (!job || job->state != EncodeState::Paused) {
        return;
    }
    if (d->running == id) {
        job->state = EncodeState::Running;
        d->process->resume();
    } else {
        job->state = EncodeState::Queued;
    }
    d->keep(*job);
    d->next();
}

void EncodeQueue::cancel(const QUuid &id)
{
    EncodeJob *job = d->find(id);
    if (!job || job->state == EncodeState::Done || job->state == EncodeState::Failed) {
        return;
    }
    if (d->running == id) {
        d->process->kill();
        return;
    }
    job->state = EncodeState::Cancelled;
    d->keep(*job);
}

void EncodeQueue::retry(const QUuid &id)
{
    EncodeJob *job = d->find(id);
    if (!job || (job->state != EncodeState::Failed && job->state != EncodeState::Cancelled)) {
        return;
    }
    job->state = EncodeState::Queued;
    job->error = {};
    d->keep(*job);
    d->next();
}

void EncodeQueue::remove(const QUuid &id)
{
    if (d->running == id || !d->find(id)) {
        return;
    }
    if (const auto removed = d->store.remove(id); !removed.ok()) {
        qCWarning(lcDesk) << "encode job not removed:" << removed.error().toString();
        return;
    }
    d->jobs.removeIf([&](const EncodeJob &job) { return job.id == id; });
    Q_EMIT jobsReset();
}

qint64 EncodeQueue::runningPid() const
{
    return d->process ? d->process->pid() : 0;
}

EncodeJob *EncodeQueue::Private::find(const QUuid &id)
{
    const auto found = std::find_if(jobs.begin(), jobs.end(), [&](const EncodeJob &job) { return job.id == id; });
    return found == jobs.end() ? nullptr : &*found;
}

void EncodeQueue::Private::keep(EncodeJob &job)
{
    if (const auto kept = store.put(job); !kept.ok()) {
        qCWarning(lcDesk) << "encode job not kept:" << kept.error().toString();
    }
    Q_EMIT q->jobChanged(job.id);
}

void EncodeQueue::Private::load()
{
    const auto stored = store.jobs();
    if (!stored.ok()) {
        qCWarning(lcDesk) << "encode jobs:" << stored.error().toString();
        return;
    }
    jobs = *stored;
    for (EncodeJob &job : jobs) {
        if (job.state == EncodeState::Running) {
            job.state = EncodeState::Queued; // the desk or the machine died; finished segments are still there
            keep(job);
        }
    }
}

void EncodeQueue::Private::next()
{
    if (!started || !running.isNull()) {
        return;
    }
    const auto waiting =
        std::find_if(jobs.begin(), jobs.end(), [](const EncodeJob &job) { return job.state == EncodeState::Queued; });
    if (waiting != jobs.end()) {
        start(*waiting);
    }
}

void EncodeQueue::Private::start(EncodeJob &job)
{
    const QString directory = QStringLiteral("%1/%2/%3").arg(outputDirectory, job.assetId.text(), job.preset);
    QDir().mkpath(directory);
    job.state = EncodeState::Running;
    ++job.attempts;
    job.error = {};
    running = job.id;
    process = new WorkerProcess(worker,
                                {QStringLiteral("encode"), job.sourcePath, QStringLiteral("--preset"), job.preset,
                                 QStringLiteral("--out"), directory, QStringLiteral("--progress"),
                                 QStringLiteral("json")},
                                0);
    connect(process, &WorkerProcess::line, q, [this, id = job.id](const QJsonObject &line) { progress(id, line); });
    connect(process, &WorkerProcess::ended, q,
            [this, id = job.id](const QJsonObject &last, const std::optional<Error> &error) { ended(id, last, error); });
    keep(job);
    process->start();
}

void EncodeQueue::Private::progress(const QUuid &id, const QJsonObject &line)
{
    EncodeJob *job = find(id);
    if (!job || line.value(QLatin1StringView("type")).toString() != QLatin1StringView("progress")) {
        return;
    }
    job->permille = line.value(QLatin1StringView("permille")).toInt();
    job->etaMs = line.value(QLatin1StringView("eta_ms")).toInteger(-1);
    Q_EMIT q->jobChanged(id); // not stored: a restart asks the segments, not this number
}

void EncodeQueue::Private::ended(const QUuid &id, const QJsonObject &last, const std::optional<Error> &error)
{
    process->deleteLater();
    process = nullptr;
    running = {};
    EncodeJob *job = find(id);
    if (!job) {
        return;
    }
    std::optional<Error> failure = error;
    if (!failure) {
        job->outputPath = last.value(QLatin1StringView("path")).toString();
        if (const auto announced = announce(*job, last); !announced.ok()) {
            failure = announced.error();
        }
    }
    if (failure) {
        job->state = failure->code == ErrorCode::Cancelled ? EncodeState::Cancelled : EncodeState::Failed;
        job->error = *failure;
    } else {
        job->state = EncodeState::Done;
        job->permille = 1000;
    }
    job->etaMs = -1;
    const EncodeJob done = *job; // a slot below may add or remove jobs
    keep(*job);
    if (done.state == EncodeState::Done) {
        Q_EMIT q->changed();
        Q_EMIT q->finished(done.id, done.assetId.uuid(), done.preset);
    }
    next();
}

Result<void> EncodeQueue::Private::announce(const EncodeJob &job, const QJsonObject &done)
{
    const QFileInfo info(job.outputPath);
    const QString sha256 = done.value(QLatin1StringView("sha256")).toString();
    if (!info.exists() || info.size() != done.value(QLatin1StringView("size")).toInteger() || sha256.isEmpty()) {
        return Error{ErrorCode::WorkerCrashed, job.outputPath, QStringLiteral("the finished file is not as reported")};
    }
    RAWI_TRY(localMedia.put(
        {job.assetId, job.preset, job.outputPath, info.size(), info.lastModified().toMSecsSinceEpoch(), sha256}));
    const auto member = [&](const char *name) { return done.value(QLatin1StringView(name)); };
    RAWI_TRY(replica.execute(QStringLiteral("media.add_variant"),
                             {{QStringLiteral("asset_id"), job.assetId.text()},
                              {QStringLiteral("type"), enumText(VariantType::Rendition)},
                              {QStringLiteral("name"), job.preset},
                              {QStringLiteral("content_type"), member("content_type")},
                              {QStringLiteral("file_size"), info.size()},
                              {QStringLiteral("sha256"), sha256},
                              {QStringLiteral("width"), member("width")},
                              {QStringLiteral("height"), member("height")},
                              {QStringLiteral("duration_ms"), member("duration_ms")}}));
    return {};
}

} // namespace rawi

#include "core/desk/media/encode_queue_private.h"

#include "core/base/log.h"
#include "core/desk/media/encode_extras.h"
#include "core/desk/media/power_supply.h"
#include "core/text/truncate.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>

namespace rawi {

namespace {

QJsonObject extrasOf(const EncodeJob &job)
{
    QJsonObject extras = job.plan;
    extras.remove(kRenditions);
    return extras;
}

// Whether a job encodes the same asset in the same way, whatever its renditions.
bool isAlike(const EncodeJob &job, const EncodeRequest &request)
{
    return job.kind == EncodeKind::Encode && job.assetId == request.asset && extrasOf(job) == request.extras;
}

bool isFailedLike(const EncodeJob &job, const EncodeJob &other)
{
    return job.id != other.id && job.state == EncodeState::Failed && other.kind == EncodeKind::Encode
        && isAlike(job, {other.assetId, {}, extrasOf(other)});
}

} // namespace

EncodeQueue::Private::Private(EncodeQueue *queue, Replica &house, MediaIntake &library,
                              const QString &workerProgram, const QString &directory, const Clock &now)
    : q(queue),
      replica(house),
      intake(library),
      store(house),
      localMedia(house),
      renditions(house, directory + u"/renditions"_s),
      worker(workerProgram),
      outputDirectory(directory + u"/renditions"_s),
      cutDirectory(directory + u"/cuts"_s),
      clock(now)
{
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

void EncodeQueue::Private::later()
{
    if (!lookPosted) {
        lookPosted = true;
        QMetaObject::invokeMethod(q, [this] { look(); }, Qt::QueuedConnection);
    }
}

EncodeJob *EncodeQueue::Private::sameUnderWay(const EncodeRequest &request, const QJsonObject &rendition)
{
    const auto found = std::find_if(jobs.begin(), jobs.end(), [&](const EncodeJob &job) {
        return job.isOpen() && isAlike(job, request) && job.plan.value(kRenditions).toArray().contains(rendition);
    });
    return found == jobs.end() ? nullptr : &*found;
}

EncodeJob *EncodeQueue::Private::sameToTryAgain(const EncodeJob &wanted)
{
    const auto found = std::find_if(jobs.begin(), jobs.end(), [&](const EncodeJob &job) {
        return (job.state == EncodeState::Failed || job.state == EncodeState::Cancelled) && job.kind == wanted.kind
            && job.assetId == wanted.assetId && job.plan == wanted.plan;
    });
    return found == jobs.end() ? nullptr : &*found;
}

EncodeJob *EncodeQueue::Private::sameNotBegun(const EncodeRequest &request)
{
    const auto found = std::find_if(jobs.begin(), jobs.end(), [&](const EncodeJob &job) {
        return job.state == EncodeState::Queued && job.attempts == 0 && job.priority == request.priority
            && isAlike(job, request);
    });
    return found == jobs.end() ? nullptr : &*found;
}

QList<QUuid> EncodeQueue::Private::failedWithin(const EncodeJob &wanted) const
{
    const QJsonArray renditions = wanted.plan.value(kRenditions).toArray();
    QList<QUuid> ids;
    for (const EncodeJob &job : jobs) {
        const QJsonArray failed = job.plan.value(kRenditions).toArray();
        const auto isWanted = [&](const QJsonValue &one) { return renditions.contains(one); };
        if (isFailedLike(job, wanted) && std::all_of(failed.begin(), failed.end(), isWanted)) {
            ids.append(job.id);
        }
    }
    return ids;
}

QList<QUuid> EncodeQueue::Private::joinFailed(EncodeJob &failed) const
{
    QList<QUuid> ids;
    QJsonArray renditions = failed.plan.value(kRenditions).toArray();
    for (const EncodeJob &job : jobs) {
        if (failed.state != EncodeState::Failed || !isFailedLike(job, failed) || job.error.code != failed.error.code) {
            continue;
        }
        const QJsonArray others = job.plan.value(kRenditions).toArray();
        for (const QJsonValue &one : others) {
            if (!renditions.contains(one)) {
                renditions.append(one);
            }
        }
        ids.append(job.id);
    }
    if (!ids.isEmpty()) {
        failed.plan.insert(kRenditions, renditions);
    }
    return ids;
}

Result<EncodeJob> EncodeQueue::Private::made(EncodeKind kind, const Id<MediaAsset> &asset, const QJsonObject &plan,
                                             EncodePriority priority)
{
    RAWI_ASSIGN(const std::optional<MediaAsset> record, replica.find(asset));
    EncodeJob job;
    RAWI_ASSIGN(job.sourcePath, originalOf(replica, asset));
    job.id = makeUuidV7(clock.nowMs());
    job.assetId = asset;
    job.kind = kind;
    job.plan = plan;
    job.priority = priority;
    job.order = lastOrder(jobs, job.id);
    job.durationMs = record ? record->durationMs : 0;
    job.createdMs = clock.nowMs();
    return job;
}

Result<QUuid> EncodeQueue::Private::append(const EncodeJob &job)
{
    RAWI_TRY(store.put(job));
    jobs.append(job);
    Q_EMIT q->jobsReset();
    later();
    return job.id;
}

QString EncodeQueue::Private::folderOf(const EncodeJob &job) const
{
    return job.kind == EncodeKind::Cut
        ? cutDirectory + QLatin1Char('/') + uuidText(job.id)
        : u"%1/%2/%3"_s.arg(outputDirectory, job.assetId.text(), uuidText(job.id));
}

QString EncodeQueue::Private::logOf(const QUuid &id) const
{
    return u"%1/logs/%2.log"_s.arg(outputDirectory, uuidText(id));
}

EncodeCircumstances EncodeQueue::Private::circumstances() const
{
    EncodeCircumstances now;
    now.power = readPower(powerFolder);
    now.timeOfDay = QDateTime::fromMSecsSinceEpoch(clock.nowMs()).time();
    if (limits.freeGigabytes > 0) {
        QDir().mkpath(outputDirectory);
        // Not by QStorageInfo, which knows nothing of a folder that stands under no mount of its own (a chroot).
        std::error_code failed;
        const auto room = std::filesystem::space(QFile::encodeName(outputDirectory).toStdString(), failed);
        now.freeBytes = failed ? -1 : qint64(room.available);
    }
    return now;
}

void EncodeQueue::Private::look()
{
    lookPosted = false;
    const EncodeHold before = hold;
    hold = holdOf(limits, circumstances());
    if (hold != before) {
        for (const EncodeJob &job : std::as_const(jobs)) {
            EncodeRun *run = job.state == EncodeState::Running ? runs.value(job.id) : nullptr;
            if (run && before == EncodeHold::None) {
                run->suspend();
            } else if (run && hold == EncodeHold::None) {
                run->resume();
            }
        }
        Q_EMIT q->holdChanged();
    }
    next();
}

void EncodeQueue::Private::next()
{
    if (!started || hold != EncodeHold::None) {
        return;
    }
    const QList<QUuid> ready = jobsToStart(jobs, limits.jobsAtOnce);
    for (const QUuid &id : ready) {
        if (EncodeJob *job = find(id)) {
            start(*job);
        }
    }
    if (!ready.isEmpty()) {
        Q_EMIT q->jobsReset();
    }
}

void EncodeQueue::Private::start(EncodeJob &job)
{
    job.state = EncodeState::Running;
    if (EncodeRun *standing = runs.value(job.id)) {
        standing->resume(); // it was paused
        keep(job);
        return;
    }
    busySinceMs = busySinceMs == 0 ? clock.nowMs() : busySinceMs;
    if (job.kind == EncodeKind::Cut && !job.outputs.isEmpty() && QFileInfo::exists(job.outputs.first().path)) {
        keep(job); // the desk died between making the cut and taking it in
        QMetaObject::invokeMethod(q, [this, id = job.id] {
            if (const EncodeJob *now = find(id); now && now->state == EncodeState::Running) {
                takeIn(id);
            }
        }, Qt::QueuedConnection);
        return;
    }
    ++job.attempts;
    job.permille = job.kind == EncodeKind::Cut ? 0 : job.permille;
    job.error = {};
    job.outputs.clear();
    EncodeJob asked = job; // the card is this desk's, not the job's: what waits follows the limits as they are now
    if (limits.hardware) {
        asked.plan.insert(u"hardware"_s, true);
    }
    auto *run = new EncodeRun(worker, asked, folderOf(job), logOf(job.id), q);
    runs.insert(job.id, run);
    connect(run, &EncodeRun::progressed, q, [this, id = job.id](const EncodeProgress &now) { progress(id, now); });
    connect(run, &EncodeRun::ended, q, [this, id = job.id](const auto &made, const auto &error) { ended(id, made, error); });
    keep(job);
    run->start();
}

void EncodeQueue::Private::progress(const QUuid &id, const EncodeProgress &now)
{
    EncodeJob *job = find(id);
    if (!job || job->state != EncodeState::Running) {
        return;
    }
    job->permille = now.permille;
    job->etaMs = now.etaMs;
    job->rate = now.fps;
    job->speed = now.speed;
    Q_EMIT q->jobChanged(id); // not stored: a restart asks the segments, not this number
}

void EncodeQueue::Private::ended(const QUuid &id, const EncodeRunResult &made, const std::optional<Error> &error)
{
    runs.take(id)->deleteLater();
    EncodeJob *job = find(id);
    if (!job) {
        return;
    }
    const auto *encoded = std::get_if<EncodeResult>(&made);
    const auto *cut = std::get_if<CutResult>(&made);
    job->resumedSegments = encoded != nullptr ? encoded->resumedSegments : 0;
    const Result<void> kept = error ? Result<void>(*error)
        : cut != nullptr            ? keepCut(*job, *cut)
                                    : renditions.keep(*job, encoded->renditions);
    if (kept.ok() && cut != nullptr) {
        takeIn(id);
    } else {
        settle(*job, kept.ok() ? std::nullopt : std::optional<Error>(kept.error()));
    }
}

void EncodeQueue::Private::settle(EncodeJob &job, const std::optional<Error> &error, const QUuid &cut)
{
    if (error) {
        job.state = error->code == ErrorCode::Cancelled ? EncodeState::Cancelled : EncodeState::Failed;
        job.error = *error;
    } else {
        job.state = EncodeState::Done;
        job.permille = 1000;
    }
    if (error && job.kind == EncodeKind::Cut) {
        job.outputs.clear();
        QDir(folderOf(job)).removeRecursively(); // only what this cut has made lies there, and nothing can go on from it
    }
    job.etaMs = -1;
    job.rate = 0;
    job.speed = 0;
    job.endedMs = clock.nowMs();
    const QList<QUuid> joined = joinFailed(job);
    const EncodeJob done = job; // a slot below may add or remove jobs
    keep(job);
    for (const QUuid &id : joined) {
        q->remove(id);
    }
    Q_EMIT q->jobsReset();
    if (done.state == EncodeState::Done) {
        Q_EMIT q->changed();
        if (done.kind == EncodeKind::Cut) {
            Q_EMIT q->cutMade(done.id, cut);
        } else {
            Q_EMIT q->finished(done.id, done.assetId.uuid(), done.presets());
        }
    }
    look();
    const bool busy = std::any_of(jobs.cbegin(), jobs.cend(), [](const EncodeJob &one) {
        return one.state == EncodeState::Queued || one.state == EncodeState::Running;
    });
    if (!busy) {
        busySinceMs = 0;
        Q_EMIT q->ranDry();
    }
}

// Gives the finished file the name it is to have in the library.
Result<void> EncodeQueue::Private::keepCut(EncodeJob &job, const CutResult &made)
{
    QString name = truncated(QFileInfo(job.sourcePath).completeBaseName(), 200, TextUnit::Utf8) + u" (cut)"_s;
    name = folderOf(job) + QLatin1Char('/') + name + QLatin1Char('.') + QFileInfo(made.path).suffix();
    if (QFileInfo(made.path).size() != made.size) {
        return Error{ErrorCode::WorkerCrashed, made.path, u"the finished file is not as reported"_s};
    }
    if (!QFile::rename(made.path, name)) {
        return Error{ErrorCode::IoError, name, u"the finished cut cannot be given its name"_s};
    }
    job.copiedFrames = made.copiedFrames;
    job.encodedFrames = made.encodedFrames;
    job.permille = 1000;
    job.etaMs = -1;
    job.outputs = {{enumText(EncodeKind::Cut), name}};
    keep(job);
    return {};
}

// The job stays Running until the library has the file; a desk that dies before finds the file when it comes back.
void EncodeQueue::Private::takeIn(const QUuid &id)
{
    EncodeJob *job = find(id);
    if (!job || job->outputs.isEmpty()) {
        return;
    }
    const QString path = job->outputs.first().path;
    const auto there = localMedia.originalsAt(path);
    if (there.ok() && !there->isEmpty()) {
        settle(*job, std::nullopt, there->first().assetId.uuid()); // it died before it could note that
        return;
    }
    const auto source = replica.find(job->assetId);
    if (!source.ok() || !*source) {
        settle(*job,
               source.ok() ? Error{ErrorCode::NotFound, job->sourcePath, u"its item is gone"_s, SubjectKind::File}
                           : source.error());
        return;
    }
    takingIn.insert(path, id);
    intake.add({path}, (*source)->contentId, SameFile::Take); // it was asked for, whatever it looks like
}

void EncodeQueue::Private::listenToIntake()
{
    connect(&intake, &MediaIntake::added, q, [this](const QString &path, const QUuid &, const QUuid &asset) {
        if (EncodeJob *job = find(takingIn.take(path))) {
            settle(*job, std::nullopt, asset);
        }
    });
    connect(&intake, &MediaIntake::failed, q, [this](const QString &path, const Error &error) {
        if (EncodeJob *job = find(takingIn.take(path))) {
            settle(*job, error);
        }
    });
}

} // namespace rawi

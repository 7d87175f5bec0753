// The running part of the queue: what starts when, and what becomes of it.
#include "core/base/log.h"
#include "core/desk/media/encode_queue_private.h"
#include "core/desk/media/power_supply.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>

namespace rawi {

EncodeCircumstances EncodeQueue::Private::circumstances() const
{
    EncodeCircumstances now;
    now.power = readPower(powerFolder);
    now.timeOfDay = QDateTime::fromMSecsSinceEpoch(clock.nowMs()).time();
    if (limits.freeGigabytes > 0) {
        QDir().mkpath(outputDirectory);
        const QStorageInfo disk(outputDirectory);
        now.freeBytes = disk.isValid() ? disk.bytesAvailable() : -1;
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
    connect(run, &EncodeRun::progressed, q, [this, id = job.id](const EncodeRunProgress &now) { progress(id, now); });
    connect(run, &EncodeRun::ended, q, [this, id = job.id](const auto &made, int resumed, const auto &error) {
        ended(id, made, resumed, error);
    });
    keep(job);
    run->start();
}

void EncodeQueue::Private::progress(const QUuid &id, const EncodeRunProgress &now)
{
    EncodeJob *job = find(id);
    if (!job || job->state != EncodeState::Running) {
        return;
    }
    job->permille = now.permille;
    job->etaMs = now.etaMs;
    job->rate = now.rate;
    job->speed = now.speed;
    Q_EMIT q->jobChanged(id); // not stored: a restart asks the segments, not this number
}

void EncodeQueue::Private::ended(const QUuid &id, const QList<QJsonObject> &made, int resumedSegments,
                                 const std::optional<Error> &error)
{
    runs.take(id)->deleteLater();
    EncodeJob *job = find(id);
    if (!job) {
        return;
    }
    job->resumedSegments = resumedSegments;
    const bool isCut = job->kind == EncodeKind::Cut;
    const Result<void> kept = error ? Result<void>(*error)
        : isCut                     ? keepCut(*job, made.value(0))
                                    : keepRenditions(*job, made);
    if (kept.ok() && isCut) {
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
    const EncodeJob done = job; // a slot below may add or remove jobs
    keep(job);
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

Result<void> EncodeQueue::Private::keepRenditions(EncodeJob &job, const QList<QJsonObject> &renditions)
{
    const QStringList expected = job.presets();
    if (renditions.size() != expected.size()) {
        return Error{ErrorCode::WorkerCrashed, job.sourcePath,
                     u"%1 of %2 renditions were made"_s.arg(renditions.size()).arg(expected.size())};
    }
    job.outputs.clear();
    for (const QJsonObject &rendition : renditions) {
        RAWI_TRY(keepRendition(job, rendition));
    }
    return {};
}

Result<void> EncodeQueue::Private::keepRendition(EncodeJob &job, const QJsonObject &rendition)
{
    const auto member = [&](const char *name) { return rendition.value(QLatin1StringView(name)); };
    const QString name = member("name").toString();
    const QString sha256 = member("sha256").toString();
    const QFileInfo info(member("path").toString());
    if (!info.exists() || info.size() != member("size").toInteger() || sha256.isEmpty()) {
        return Error{ErrorCode::WorkerCrashed, info.filePath(), u"the finished file is not as reported"_s};
    }
    RAWI_ASSIGN(const std::optional<LocalFile> before, localMedia.find(job.assetId, name));
    RAWI_TRY(localMedia.put(
        {job.assetId, name, info.filePath(), info.size(), info.lastModified().toMSecsSinceEpoch(), sha256}));
    QJsonObject variant{{u"asset_id"_s, job.assetId.text()},
                        {u"type"_s, enumText(VariantType::Rendition)},
                        {u"name"_s, name},
                        {u"file_size"_s, info.size()},
                        {u"sha256"_s, sha256}};
    for (const char *given : {"content_type", "width", "height", "duration_ms", "loudness"}) {
        if (const QJsonValue value = member(given); !value.isUndefined()) {
            variant.insert(QLatin1StringView(given), value);
        }
    }
    RAWI_TRY(replica.execute(u"media.add_variant"_s, variant));
    for (const QJsonValue &part : member("files").toArray()) {
        RAWI_TRY(keepPart(job, part.toObject()));
    }
    job.outputs.append({name, info.filePath(), member("encoder").toString(), member("encoder_note").toString()});
    // The rendition of an earlier job, which nothing names any more.
    if (before && before->path != info.filePath() && before->path.startsWith(outputDirectory + QLatin1Char('/'))) {
        QFile::remove(before->path);
    }
    return {};
}

// A file of a stream: a playlist calls it by its name, so that is its variant's.
Result<void> EncodeQueue::Private::keepPart(const EncodeJob &job, const QJsonObject &part)
{
    const auto member = [&](const char *name) { return part.value(QLatin1StringView(name)).toString(); };
    const QFileInfo info(member("path"));
    if (!info.exists() || info.size() != part.value("size"_L1).toInteger()) {
        return Error{ErrorCode::WorkerCrashed, info.filePath(), u"the finished file is not as reported"_s};
    }
    RAWI_TRY(localMedia.put({job.assetId, member("name"), info.filePath(), info.size(),
                             info.lastModified().toMSecsSinceEpoch(), member("sha256")}));
    const bool isText = member("content_type") == "text/vtt"_L1;
    RAWI_TRY(replica.execute(u"media.add_variant"_s,
                             {{u"asset_id"_s, job.assetId.text()},
                              {u"type"_s, enumText(isText ? VariantType::Subtitles : VariantType::Rendition)},
                              {u"name"_s, member("name")},
                              {u"content_type"_s, member("content_type")},
                              {u"file_size"_s, info.size()},
                              {u"sha256"_s, member("sha256")}}));
    return {};
}

} // namespace rawi

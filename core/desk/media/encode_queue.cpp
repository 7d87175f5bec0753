#include "core/desk/media/encode_queue.h"

#include "core/base/log.h"
#include "core/desk/media/encode_extras.h"
#include "core/desk/media/encode_queue_private.h"
#include "core/desk/media/preset_list.h"
#include "core/media/fitting_preset.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QThread>

#include <algorithm>
#include <limits>

namespace rawi {

namespace {

const QString kLimitsKey = u"encode_limits"_s;

EncodeLimits limitsOf(const Replica &replica)
{
    const QString kept = replica.setting(kLimitsKey);
    if (!kept.isEmpty()) {
        const auto limits = EncodeLimits::fromJson(QJsonDocument::fromJson(kept.toUtf8()).object());
        if (limits.ok()) {
            return *limits;
        }
        qCWarning(lcDesk) << "encode limits:" << limits.error().toString();
    }
    EncodeLimits limits;
    limits.jobsAtOnce = EncodeLimits::jobsFor(QThread::idealThreadCount());
    return limits;
}

QJsonObject planWith(const QJsonObject &extras, const QJsonArray &renditions)
{
    QJsonObject plan = extras;
    plan.insert(kRenditions, renditions);
    return plan;
}

Result<QJsonArray> renditionsOf(const Replica &replica, const EncodeRequest &request)
{
    QJsonArray renditions;
    RAWI_ASSIGN(const std::optional<MediaAsset> film, replica.find(request.asset));
    for (const QString &key : request.presets) {
        RAWI_ASSIGN(const EncodePreset asked, presetByKey(replica, key));
        const EncodePreset preset = film ? fittingPreset(asked, film->width, film->height) : asked;
        const QJsonObject rendition{
            {u"name"_s, preset.key}, {u"version"_s, preset.version}, {u"settings"_s, preset.settings}};
        if (!renditions.contains(rendition)) {
            renditions.append(rendition);
        }
    }
    if (renditions.isEmpty()) {
        return Error{ErrorCode::InvalidArgument, u"preset"_s, u"at least one is needed"_s};
    }
    return renditions;
}

} // namespace

EncodeQueue::EncodeQueue(Replica &replica, MediaIntake &intake, const QString &workerProgram, const QString &directory,
                         const Clock &clock, QObject *parent)
    : QObject(parent), d(new Private(this, replica, intake, workerProgram, directory, clock))
{
    constexpr int kLookMs = 10'000;
    d->limits = limitsOf(replica);
    d->watch.setInterval(kLookMs);
    connect(&d->watch, &QTimer::timeout, this, [this] { d->look(); });
    d->listenToIntake();
    d->load();
}

EncodeQueue::~EncodeQueue()
{
    qDeleteAll(d->runs); // kills the workers; their finished segments stay, and load() queues the jobs again
}

void EncodeQueue::start()
{
    d->started = true;
    d->watch.start();
    d->later();
}

void EncodeQueue::setPowerSupplyFolder(const QString &folder)
{
    d->powerFolder = folder;
    d->look();
}

Result<QList<QUuid>> EncodeQueue::enqueue(const EncodeRequest &request)
{
    RAWI_ASSIGN(const QJsonArray asked, renditionsOf(d->replica, request));
    QList<QUuid> ids;
    const auto note = [&ids](const EncodeJob &job) {
        if (!ids.contains(job.id)) {
            ids.append(job.id);
        }
    };
    QJsonArray wanted;
    for (const QJsonValue &rendition : asked) {
        if (const EncodeJob *same = d->sameUnderWay(request, rendition.toObject())) {
            note(*same);
        } else {
            wanted.append(rendition);
        }
    }
    if (wanted.isEmpty()) {
        return ids;
    }
    RAWI_ASSIGN(const EncodeJob job, d->made(EncodeKind::Encode, request.asset, planWith(request.extras, wanted), request.priority));
    if (const EncodeJob *again = d->sameToTryAgain(job)) {
        note(*again);
        retry(again->id);
        return ids;
    }
    for (const QUuid &failed : d->failedWithin(job)) {
        remove(failed);
    }
    if (EncodeJob *open = d->sameNotBegun(request)) {
        QJsonArray both = open->plan.value(kRenditions).toArray();
        for (const QJsonValue &rendition : std::as_const(wanted)) {
            both.append(rendition);
        }
        open->plan = planWith(request.extras, both);
        note(*open);
        d->keep(*open);
        return ids;
    }
    RAWI_TRY(d->append(job));
    note(job);
    return ids;
}

Result<QList<QUuid>> EncodeQueue::enqueue(const Id<MediaAsset> &asset, const QStringList &presetNames)
{
    EncodeRequest request;
    request.asset = asset;
    request.presets = presetNames;
    return enqueue(request);
}

Result<QUuid> EncodeQueue::enqueueCut(const Id<MediaAsset> &asset, const EditList &edit, EncodePriority priority)
{
    RAWI_TRY(edit.check());
    RAWI_ASSIGN(const std::optional<MediaAsset> record, d->replica.find(asset));
    if (!record) {
        return Error{ErrorCode::NotFound, asset.text(), u"there is no such media file"_s};
    }
    RAWI_ASSIGN(const QList<PlanFilm> joins, filmsOf(d->replica, edit));
    const QJsonObject plan = CutPlan{edit.toJson(), joins}.toJson();
    RAWI_ASSIGN(EncodeJob job, d->made(EncodeKind::Cut, asset, plan, priority));
    job.durationMs = edit.lengthUs() / 1000;
    const auto open = std::find_if(d->jobs.cbegin(), d->jobs.cend(), [&](const EncodeJob &one) {
        return one.isOpen() && one.kind == EncodeKind::Cut && one.assetId == asset && one.plan == plan;
    });
    if (open != d->jobs.cend()) {
        return open->id;
    }
    if (const EncodeJob *again = d->sameToTryAgain(job)) {
        const QUuid id = again->id;
        retry(id);
        return id;
    }
    return d->append(job);
}

QList<EncodeJob> EncodeQueue::jobs() const
{
    return inQueueOrder(d->jobs);
}

std::optional<EncodeJob> EncodeQueue::job(const QUuid &id) const
{
    const EncodeJob *found = d->find(id);
    return found ? std::optional<EncodeJob>(*found) : std::nullopt;
}

EncodeTotals EncodeQueue::totals() const
{
    // Before the first job begins, what ended long ago is no part of what waits.
    return totalsOf(d->jobs, d->busySinceMs == 0 ? std::numeric_limits<qint64>::max() : d->busySinceMs);
}

QString EncodeQueue::log(const QUuid &id) const
{
    return readLogTail(d->logOf(id));
}

qint64 EncodeQueue::runningPid(const QUuid &id) const
{
    const EncodeRun *run = d->runs.value(id);
    return run ? run->pid() : 0;
}

void EncodeQueue::pause(const QUuid &id)
{
    EncodeJob *job = d->find(id);
    if (!job || (job->state != EncodeState::Running && job->state != EncodeState::Queued) || d->takingIn.values().contains(id)) {
        return;
    }
    if (EncodeRun *run = d->runs.value(id)) {
        run->suspend();
    }
    job->state = EncodeState::Paused;
    job->etaMs = -1;
    d->keep(*job);
    Q_EMIT jobsReset(); // it no longer stands among the running ones
    d->later();
}

void EncodeQueue::resume(const QUuid &id)
{
    EncodeJob *job = d->find(id);
    if (!job || job->state != EncodeState::Paused) {
        return;
    }
    job->state = EncodeState::Queued;
    d->keep(*job);
    d->later();
}

void EncodeQueue::cancel(const QUuid &id)
{
    EncodeJob *job = d->find(id);
    if (!job || !job->isOpen() || d->takingIn.values().contains(id)) {
        return;
    }
    if (EncodeRun *run = d->runs.value(id)) {
        run->stop();
        return;
    }
    job->state = EncodeState::Cancelled;
    job->endedMs = d->clock.nowMs();
    d->keep(*job);
    Q_EMIT jobsReset();
}

void EncodeQueue::retry(const QUuid &id)
{
    EncodeJob *job = d->find(id);
    if (!job || (job->state != EncodeState::Failed && job->state != EncodeState::Cancelled)) {
        return;
    }
    job->order = lastOrder(d->jobs, job->id);
    job->state = EncodeState::Queued;
    job->error = {};
    if (const Result<QString> now = originalOf(d->replica, job->assetId); now.ok()) {
        job->sourcePath = *now; // it may have been found again elsewhere
    }
    d->keep(*job);
    Q_EMIT jobsReset();
    d->later();
}

void EncodeQueue::remove(const QUuid &id)
{
    const EncodeJob *job = d->find(id);
    if (!job || d->runs.contains(id) || d->takingIn.values().contains(id)) {
        return;
    }
    if (const auto removed = d->store.remove(id); !removed.ok()) {
        qCWarning(lcDesk) << "encode job not removed:" << removed.error().toString();
        return;
    }
    if (job->outputs.isEmpty() || (job->kind == EncodeKind::Cut && job->state != EncodeState::Done)) {
        QDir(d->folderOf(*job)).removeRecursively();
    }
    QFile::remove(d->logOf(id));
    d->jobs.removeIf([&](const EncodeJob &one) { return one.id == id; });
    Q_EMIT jobsReset();
}

void EncodeQueue::setPriority(const QUuid &id, EncodePriority priority)
{
    EncodeJob *job = d->find(id);
    if (!job || job->priority == priority) {
        return;
    }
    job->priority = priority;
    job->order = lastOrder(d->jobs, job->id);
    d->keep(*job);
    Q_EMIT jobsReset();
}

void EncodeQueue::move(const QList<QUuid> &ids, const QUuid &before)
{
    const QList<EncodeJob> moved = movedBefore(d->jobs, ids, before);
    if (moved.isEmpty()) {
        return;
    }
    if (const auto kept = d->store.putAll(moved); !kept.ok()) {
        qCWarning(lcDesk) << "the order of the encodes was not kept:" << kept.error().toString();
        return;
    }
    for (const EncodeJob &job : moved) {
        *d->find(job.id) = job;
    }
    Q_EMIT jobsReset();
}

const EncodeLimits &EncodeQueue::limits() const
{
    return d->limits;
}

Result<void> EncodeQueue::setLimits(const EncodeLimits &limits)
{
    if (limits == d->limits) {
        return {};
    }
    RAWI_TRY(d->replica.setSetting(
        kLimitsKey, QString::fromUtf8(QJsonDocument(limits.toJson()).toJson(QJsonDocument::Compact))));
    d->limits = limits;
    Q_EMIT limitsChanged();
    d->look();
    return {};
}

EncodeHold EncodeQueue::hold() const
{
    return d->hold;
}

} // namespace rawi

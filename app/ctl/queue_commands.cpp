#include "app/ctl/queue_commands.h"

#include "core/protocol/messages.h"
#include "core/text/digits.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <iterator>
#include <memory>

namespace rawi::ctl {

namespace {

QJsonObject jobRow(const EncodeJob &job)
{
    QJsonObject row{{u"job"_s, uuidText(job.id)},
                    {u"asset_id"_s, job.assetId.text()},
                    {u"kind"_s, enumText(job.kind)},
                    {u"path"_s, job.sourcePath},
                    {u"presets"_s, QJsonArray::fromStringList(job.presets())},
                    {u"priority"_s, enumText(job.priority)},
                    {u"state"_s, enumText(job.state)},
                    {u"permille"_s, job.permille},
                    {u"attempts"_s, job.attempts}};
    if (job.state == EncodeState::Failed) {
        row.insert(u"error"_s, problemFromError(job.error));
    }
    return row;
}

Result<void> listQueue(CtlSession &session)
{
    const EncodeQueue &queue = session.desk().encodes();
    QJsonArray jobs;
    const QList<EncodeJob> all = queue.jobs();
    for (const EncodeJob &job : all) {
        jobs.append(jobRow(job));
    }
    const EncodeTotals totals = queue.totals();
    session.done({{u"jobs"_s, jobs},
                  {u"open"_s, totals.open},
                  {u"failed"_s, totals.failed},
                  {u"hold"_s, enumText(queue.hold())},
                  {u"stopped"_s, queue.limits().stopped}});
    return {};
}

// The jobs that words name. Errors: NotFound.
Result<QList<QUuid>> jobsOf(CtlSession &session, const QStringList &words)
{
    QList<QUuid> ids;
    for (const QString &word : words) {
        const QUuid id = uuidFromText(word);
        if (!session.desk().encodes().job(id)) {
            return Error{ErrorCode::NotFound, word, u"there is no such encode"_s, SubjectKind::Name};
        }
        ids.append(id);
    }
    return ids;
}

Result<void> answer(CtlSession &session, const QList<QUuid> &ids)
{
    QJsonArray jobs;
    for (const QUuid &id : ids) {
        if (const auto job = session.desk().encodes().job(id)) {
            jobs.append(jobRow(*job));
        }
    }
    session.done({{u"jobs"_s, jobs}});
    return {};
}

template <void (EncodeQueue::*Work)(const QUuid &)>
Result<void> each(CtlSession &session, const QStringList &words)
{
    if (words.isEmpty()) {
        return Error{ErrorCode::InvalidArgument, {}, u"name at least one job; see rawictl queue list"_s};
    }
    RAWI_ASSIGN(const QList<QUuid> ids, jobsOf(session, words));
    for (const QUuid &id : ids) {
        (session.desk().encodes().*Work)(id);
    }
    return answer(session, ids);
}

Result<void> stopAll(CtlSession &session, bool stopped)
{
    EncodeLimits limits = session.desk().encodes().limits();
    limits.stopped = stopped;
    RAWI_TRY(session.desk().encodes().setLimits(limits));
    return listQueue(session);
}

Result<void> pause(CtlSession &session, const QStringList &words)
{
    return words.isEmpty() ? stopAll(session, true) : each<&EncodeQueue::pause>(session, words);
}

Result<void> resume(CtlSession &session, const QStringList &words)
{
    return words.isEmpty() ? stopAll(session, false) : each<&EncodeQueue::resume>(session, words);
}

Result<void> move(CtlSession &session, const QStringList &words)
{
    RAWI_ASSIGN(const QList<QUuid> ids, jobsOf(session, words));
    QUuid before;
    if (session.args().flag("before")) {
        RAWI_ASSIGN(const QList<QUuid> found, jobsOf(session, {session.args().option("before")}));
        before = found.first();
    }
    session.desk().encodes().move(ids, before);
    return listQueue(session);
}

Result<void> priority(CtlSession &session, const QStringList &words)
{
    RAWI_ASSIGN(const EncodePriority wanted, enumFromText<EncodePriority>(session.args().option("to")));
    RAWI_ASSIGN(const QList<QUuid> ids, jobsOf(session, words));
    for (const QUuid &id : ids) {
        session.desk().encodes().setPriority(id, wanted);
    }
    return answer(session, ids);
}

// "jobs_at_once=2" as JSON: numbers and true/false as such, the rest as text.
Result<void> limits(CtlSession &session, const QStringList &words)
{
    QJsonObject wanted = session.desk().encodes().limits().toJson();
    for (const QString &word : words) {
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        if (equals < 1) {
            return Error{ErrorCode::InvalidArgument, word, u"expected NAME=VALUE"_s};
        }
        const QString text = shapeDigits(word.mid(equals + 1), DigitShape::Latin);
        const QJsonDocument plain = QJsonDocument::fromJson('[' + text.toUtf8() + ']');
        wanted.insert(word.first(equals), plain.array().size() == 1 ? plain.array().first() : QJsonValue(text));
    }
    RAWI_ASSIGN(const EncodeLimits limits, EncodeLimits::fromJson(wanted));
    RAWI_TRY(session.desk().encodes().setLimits(limits));
    session.done(limits.toJson());
    return {};
}

Result<void> log(CtlSession &session, const QStringList &words)
{
    RAWI_ASSIGN(const QList<QUuid> ids, jobsOf(session, words));
    if (ids.isEmpty()) {
        return Error{ErrorCode::InvalidArgument, {}, u"name a job; see rawictl queue list"_s};
    }
    session.done({{u"log"_s, session.desk().encodes().log(ids.first())}});
    return {};
}

Result<void> run(CtlSession &session, const QStringList &)
{
    EncodeQueue &queue = session.desk().encodes();
    QObject::connect(&queue, &EncodeQueue::jobChanged, &session, [&session, &queue](const QUuid &id) {
        if (const auto job = queue.job(id)) {
            QJsonObject row = jobRow(*job);
            row.insert(u"pid"_s, queue.runningPid(id));
            session.progress(row);
        }
    });
    // Files that were to be added come first, and what was cut still gets its pictures.
    BatchAddJob &batch = session.desk().batch();
    const auto intakeBusy = std::make_shared<bool>(false);
    const auto look = [&session, &queue, &batch, intakeBusy] {
        const QList<EncodeJob> jobs = queue.jobs();
        const bool works = std::any_of(jobs.cbegin(), jobs.cend(), [](const EncodeJob &job) {
            return job.state == EncodeState::Queued || job.state == EncodeState::Running;
        });
        if (!works && !batch.isBusy() && !*intakeBusy) {
            static_cast<void>(listQueue(session));
        }
    };
    QObject::connect(&session.desk().intake(), &MediaIntake::busyChanged, &session, [intakeBusy, look](bool busy) {
        *intakeBusy = busy;
        look();
    });
    QObject::connect(&queue, &EncodeQueue::ranDry, &session, look);
    QObject::connect(&batch, &BatchAddJob::ended, &session, look);
    batch.start();
    queue.start();
    look();
    return {};
}

struct Verb {
    const char *name;
    Result<void> (*run)(CtlSession &, const QStringList &);
};

const Verb kVerbs[] = {
    {"list", [](CtlSession &session, const QStringList &) { return listQueue(session); }},
    {"pause", pause},
    {"resume", resume},
    {"cancel", each<&EncodeQueue::cancel>},
    {"retry", each<&EncodeQueue::retry>},
    {"remove", each<&EncodeQueue::remove>},
    {"move", move},
    {"priority", priority},
    {"limits", limits},
    {"log", log},
    {"run", run},
};

} // namespace

Result<void> queueCommand(CtlSession &session)
{
    const QStringList words = session.args().words;
    const auto found = std::find_if(std::begin(kVerbs), std::end(kVerbs),
                                    [&](const Verb &verb) { return words.value(0) == QLatin1StringView(verb.name); });
    if (found == std::end(kVerbs)) {
        return Error{ErrorCode::InvalidArgument, words.value(0),
                     u"usage: rawictl queue list | pause [JOB…] | resume [JOB…] | cancel JOB… | retry JOB… | "
                     "remove JOB… | move JOB… [--before JOB] | priority JOB… --to low|normal|high | "
                     "limits [NAME=VALUE…] | log JOB | run"_s};
    }
    return found->run(session, words.mid(1));
}

} // namespace rawi::ctl

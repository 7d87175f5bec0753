#include "app/ctl/stopped_commands.h"

#include "core/people/person.h"
#include "core/protocol/messages.h"
#include "core/replica/replica_feed.h"

#include <QJsonArray>
#include <QTimer>

namespace rawi::ctl {

namespace {

// Whether the link is on its way to a state that lasts: in step after `sinceMs`, stopped, or signed out. It is online while it
// compares what it knows with a server that was restored.
bool isMoving(CtlSession &session, const SyncStatus &status, qint64 sinceMs)
{
    switch (status.state) {
    case SyncState::Connecting:
    case SyncState::Offline:
        return true;
    case SyncState::Local:
        return !session.desk().sync().serverUrl().isEmpty();
    case SyncState::Online:
        return status.inStepMs < sinceMs;
    default:
        return false;
    }
}

// Calls `then` when the link is in a state that lasts, and `isOver` says so; fails with Timeout.
void whenDecided(CtlSession &session, const std::function<bool(const SyncStatus &)> &isOver, const std::function<void()> &then)
{
    auto *poll = new QTimer(&session);
    poll->setInterval(20);
    auto *limit = new QTimer(&session);
    limit->setSingleShot(true);
    QObject::connect(limit, &QTimer::timeout, &session, [&session, poll] {
        poll->stop();
        session.fail({ErrorCode::Timeout, session.desk().sync().serverUrl().toString(), u"the server is still being compared"_s});
    });
    QObject::connect(&session.desk().sync(), &SyncEngine::snapshotAdvanced, limit, [limit] { limit->start(); });
    QObject::connect(poll, &QTimer::timeout, &session, [&session, poll, limit, isOver, then, since = qint64(0)]() mutable {
        const SyncStatus status = session.desk().sync().status();
        if (status.state == SyncState::Online && since == 0) {
            since = session.desk().clock().nowMs();
            session.desk().sync().refresh();
        }
        if (!isMoving(session, status, since) && isOver(status)) {
            poll->stop();
            limit->stop();
            then();
        }
    });
    limit->start(session.timeoutMs());
    poll->start();
}

void showDifferences(CtlSession &session)
{
    const SyncStatus status = session.desk().sync().status();
    QJsonArray rows;
    QJsonArray commands;
    if (status.state == SyncState::Stopped && status.error.code == ErrorCode::CursorUnknown) {
        const auto found = ReplicaFeed(session.desk().replica()).differences();
        if (!found.ok()) {
            session.fail(found.error());
            return;
        }
        for (const RowDifference &row : found->rows) {
            rows.append(QJsonObject{{u"type"_s, row.type->name},
                                    {u"id"_s, uuidText(row.id)},
                                    {u"here"_s, row.here.isEmpty() ? QJsonValue() : QJsonValue(row.here)},
                                    {u"there"_s, row.there.isEmpty() ? QJsonValue() : QJsonValue(row.there)}});
        }
        for (const Command &command : found->commands) {
            commands.append(QJsonObject{{u"id"_s, uuidText(command.id)}, {u"command"_s, command.name}, {u"args"_s, command.args}});
        }
    }
    QJsonObject answer{{u"stopped"_s, status.state == SyncState::Stopped}, {u"rows"_s, rows}, {u"sent_again"_s, commands}};
    if (status.state == SyncState::Stopped) {
        answer.insert(u"reason"_s, QLatin1StringView(status.error.code.name()));
    }
    session.done(answer);
}

} // namespace

Result<void> takeOverCommand(CtlSession &session)
{
    Replica &replica = session.desk().replica();
    const QString email = session.args().words.first();
    const QHash<QUuid, int> others = replica.othersWaiting();
    for (auto one = others.begin(); one != others.end(); ++one) {
        RAWI_ASSIGN(const std::optional<Person> person, replica.find(Id<Person>(one.key())));
        if (person && person->email.compare(email, Qt::CaseInsensitive) == 0) {
            RAWI_TRY(replica.takeOver(one.key()));
            session.done({{u"taken_over"_s, one.value()}, {u"waiting"_s, replica.waitingCount()}});
            return {};
        }
    }
    return Error{ErrorCode::NotFound, email, u"no changes of this person wait here"_s, SubjectKind::Name};
}

Result<void> differencesCommand(CtlSession &session)
{
    whenDecided(session, [](const SyncStatus &) { return true; }, [&session] { showDifferences(session); });
    return {};
}

Result<void> resumeCommand(CtlSession &session)
{
    const auto goOn = [&session] {
        session.desk().sync().goOn();
        whenDecided(session, [](const SyncStatus &status) { return status.state != SyncState::Stopped; }, [&session] {
            session.whenSynced(false, session.timeoutMs(), [&session] {
                session.done({{u"cursor"_s, ReplicaFeed(session.desk().replica()).cursor().seq},
                              {u"attention"_s, session.desk().attentionCount()}});
            });
        });
    };
    whenDecided(session, [](const SyncStatus &) { return true; }, goOn);
    return {};
}

} // namespace rawi::ctl

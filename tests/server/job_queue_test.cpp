// The queue of jobs without any feature, on a real PostgreSQL: transactions, retries, death and replay, effects that happen once,
// lanes, turns of workspaces, two servers.
#include "tests/server/jobs_bench.h"
#include "tests/support/warnings.h"

#include <QDateTime>
#include <QMutex>
#include <QMutexLocker>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <latch>

namespace rawi::server {

namespace {

using test::kindOf;
using JobQueueTest = test::JobsBench;

Result<QJsonObject> nothing(JobLease &)
{
    return QJsonObject();
}

const JobStore::MayCancel kAnybody = [](PgConnection &, const Job &) { return Result<void>(); };

} // namespace

TEST_F(JobQueueTest, AJobIsThereWhenItsTransactionIs)
{
    queue->addKind(kindOf(u"test.work"_s, [](JobLease &lease) -> Result<QJsonObject> {
        lease.setSubject(lease.job().id);
        return QJsonObject{{u"said"_s, lease.job().args.value("say"_L1)}};
    }));
    ASSERT_TRUE(queue->start().ok());
    Job wanted;
    wanted.kind = u"test.work"_s;
    const auto leave = [&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_TRY(JobStore::enqueue(connection, wanted));
        return {}; // rolled back
    };
    ASSERT_TRUE(pool->with<void>(leave).ok());
    EXPECT_EQ(one("SELECT count(*) FROM jobs"), u"0"_s);

    const Job made = enqueue(u"test.work"_s, {{u"say"_s, u"نعم"_s}});
    const Job done = settled(made.id);
    EXPECT_EQ(done.state, JobState::Completed);
    EXPECT_EQ(done.permille, 1000);
    EXPECT_EQ(done.attempts, 1);
    EXPECT_EQ(done.subject, made.id);
    EXPECT_EQ(done.result.value("said"_L1).toString(), u"نعم"_s);
}

TEST_F(JobQueueTest, TheSameIdOrKeyIsTheSameJob)
{
    Job wanted;
    wanted.id = QUuid::createUuid();
    wanted.kind = u"test.work"_s;
    wanted.createdBy = QUuid::createUuid();
    wanted.retryKey = u"key"_s;
    const auto put = [&](const Job &job) {
        return pool->with<Job>([&](PgConnection &connection) { return JobStore::enqueue(connection, job); });
    };
    ASSERT_TRUE(put(wanted).ok());
    EXPECT_EQ(put(wanted)->id, wanted.id);
    Job again = wanted;
    again.id = QUuid::createUuid();
    EXPECT_EQ(put(again)->id, wanted.id) << "by its key";
    again.args = {{u"other"_s, 1}};
    EXPECT_EQ(put(again).error().code, ErrorCode::StateConflict);
    EXPECT_EQ(one("SELECT count(*) FROM jobs"), u"1"_s);
}

TEST_F(JobQueueTest, WaitsUntilItIsDue)
{
    queue->addKind(kindOf(u"test.work"_s, nothing));
    ASSERT_TRUE(queue->start().ok());
    Job later;
    later.kind = u"test.work"_s;
    later.runAfter = {QDateTime::currentMSecsSinceEpoch() + 3'600'000};
    const Result<Job> made = pool->with<Job>([&](PgConnection &connection) { return JobStore::enqueue(connection, later); });
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(made->runAfter.ms, later.runAfter.ms);
    settled(enqueue(u"test.work"_s).id);
    EXPECT_EQ(job(made->id).state, JobState::Pending);
    makeDue();
    EXPECT_EQ(settled(made->id).state, JobState::Completed);
}

TEST_F(JobQueueTest, TriesAgainWithJitterThenIsDeadAndReplayed)
{
    test::expectWarning(u"is dead after 3 attempts: server_unavailable (peer): down"_s);
    std::atomic<bool> mended = false;
    std::atomic<int> told = 0;
    JobKind kind = kindOf(u"test.work"_s, [&mended](JobLease &) -> Result<QJsonObject> {
        return mended ? Result<QJsonObject>(QJsonObject()) : Error{ErrorCode::ServerUnavailable, u"peer"_s, u"down"_s};
    });
    kind.attempts = 3;
    queue->addKind(kind);
    queue->setEvents({[&told](PgConnection &, const Job &job) -> Result<void> {
                          told += job.state == JobState::Dead ? 1 : 100;
                          return {};
                      },
                      {}});
    script("CREATE TABLE waits (attempts int, secs float);"
           "CREATE FUNCTION note_wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
           " INSERT INTO waits VALUES (NEW.attempts, extract(epoch FROM NEW.run_after - NEW.updated_at)); RETURN NULL; END $$;"
           "CREATE TRIGGER waits AFTER UPDATE ON jobs FOR EACH ROW WHEN (OLD.state = 'processing' AND NEW.state = 'pending')"
           " EXECUTE FUNCTION note_wait()");
    ASSERT_TRUE(queue->start().ok());
    const QUuid id = enqueue(u"test.work"_s).id;
    while (job(id).state != JobState::Dead) {
        makeDue();
        QThread::msleep(10);
    }
    EXPECT_EQ(one("SELECT count(*) FROM waits"), u"2"_s);
    EXPECT_EQ(one("SELECT bool_and(secs BETWEEN attempts AND 5 * attempts) FROM waits"), u"t"_s) << "up to 5 s, up to 10 s";
    const Job dead = settled(id);
    EXPECT_EQ(dead.state, JobState::Dead);
    EXPECT_EQ(dead.attempts, 3);
    EXPECT_EQ(dead.error->detail, u"down"_s);
    EXPECT_EQ(told, 1) << "its end is told once, and no try before it";
    QThread::msleep(50);
    makeDue();
    EXPECT_EQ(job(id).attempts, 3) << "nobody tries it again";

    mended = true;
    const QUuid person = QUuid::createUuid();
    const CommandContext who{Actor(Id<Person>(person), Role::Admin, {}), QUuid::createUuid(), u"req-1"_s};
    ASSERT_TRUE(queue->replay(id, who).ok());
    EXPECT_EQ(one("SELECT actor || ' ' || session || ' ' || correlation || ' ' || (args->>'id') || ' ' || (args->>'kind') FROM audit"
                  " WHERE command = 'job.replay'"),
              u"%1 %2 req-1 %3 test.work"_s.arg(uuidText(person), uuidText(who.sessionId), uuidText(id)));
    const Job done = settled(id, {JobState::Completed});
    EXPECT_EQ(done.attempts, 1);
    EXPECT_EQ(done.replayedBy, person);
    EXPECT_EQ(told, 101);
    EXPECT_EQ(queue->replay(id, who).error().code, ErrorCode::StateConflict);
    EXPECT_EQ(queue->replay(QUuid::createUuid(), who).error().code, ErrorCode::NotFound);
    EXPECT_EQ(one("SELECT string_agg(command || coalesce(actor::text, ''), ' ' ORDER BY id) FROM audit"),
              u"job.bury job.replay"_s + uuidText(person)) << "the server buried it; what was refused is no deed";
}

TEST_F(JobQueueTest, FailsAtOnceWhenAnotherTryWouldEndTheSame)
{
    queue->addKind(kindOf(u"test.work"_s, [](JobLease &) -> Result<QJsonObject> {
        return Error{ErrorCode::InvalidArgument, u"args"_s, QString(u'\0') + u"nonsense"_s};
    }));
    ASSERT_TRUE(queue->start().ok());
    const QUuid id = enqueue(u"test.work"_s).id;
    const Job failed = settled(id);
    EXPECT_EQ(failed.state, JobState::Failed);
    EXPECT_EQ(failed.attempts, 1);
    EXPECT_EQ(failed.error->detail, QChar(QChar::ReplacementCharacter) + u"nonsense"_s);
    EXPECT_EQ(queue->replay(id, {}).error().code, ErrorCode::StateConflict);
}

// A server that dies with each try of a job: its row says so at the next start, and in the end nobody tries it.
TEST_F(JobQueueTest, OneThatEndsItsServerEachTimeIsDead)
{
    test::expectWarning(u"tried too often"_s);
    const QUuid id = enqueue(u"test.work"_s).id;
    one("UPDATE jobs SET attempts = 12, state = 'processing', leased_by = 'one', lease_until = now() + interval '1 minute'"
        " RETURNING id");
    std::atomic<int> runs = 0;
    queue->addKind(kindOf(u"test.work"_s, [&runs](JobLease &lease) { return ++runs, nothing(lease); }));
    ASSERT_TRUE(queue->start().ok());
    EXPECT_EQ(settled(id).state, JobState::Dead);
    EXPECT_EQ(runs, 0);
}

TEST_F(JobQueueTest, AnEffectHappensOnceHoweverOftenTheJobIsTried)
{
    script("CREATE TABLE effects (n int)");
    std::atomic<int> tries = 0;
    QMutex mutex;
    QStringList keys;
    queue->addKind(kindOf(u"test.work"_s, [&](JobLease &lease) -> Result<QJsonObject> {
        {
            const QMutexLocker lock(&mutex);
            keys.append(lease.effectKey(u"mail"_s));
        }
        RAWI_ASSIGN(const QJsonObject answer, lease.once(u"insert"_s, [&](PgConnection &connection) -> Result<QJsonObject> {
            RAWI_TRY(connection.exec("INSERT INTO effects VALUES (1)"));
            return QJsonObject{{u"by_try"_s, tries + 1}};
        }));
        if (++tries < 3) {
            return Error{ErrorCode::ServerUnavailable, u"peer"_s, u"after the effect"_s};
        }
        return answer;
    }));
    ASSERT_TRUE(queue->start().ok());
    const QUuid id = enqueue(u"test.work"_s).id;
    while (job(id).state != JobState::Completed) {
        makeDue();
        QThread::msleep(10);
    }
    EXPECT_EQ(tries, 3);
    EXPECT_EQ(one("SELECT count(*) FROM effects"), u"1"_s);
    EXPECT_EQ(job(id).result.value("by_try"_L1).toInt(), 1) << "the first one's answer";
    EXPECT_EQ(keys, (QStringList(3, uuidText(id) + u"/mail"_s)));
}

TEST_F(JobQueueTest, WhoLostTheJobHasNoEffect)
{
    script("CREATE TABLE effects (n int)");
    std::latch begun(1);
    std::latch cancelled(1);
    std::atomic<const char *> code = nullptr;
    queue->addKind(kindOf(u"test.work"_s, [&](JobLease &lease) -> Result<QJsonObject> {
        begun.count_down();
        cancelled.wait();
        const Result<QJsonObject> done = lease.once(u"insert"_s, [](PgConnection &connection) -> Result<QJsonObject> {
            RAWI_TRY(connection.exec("INSERT INTO effects VALUES (1)"));
            return QJsonObject();
        });
        code = done ? "done" : done.error().code.name();
        return done;
    }));
    ASSERT_TRUE(queue->start().ok());
    const QUuid id = enqueue(u"test.work"_s).id;
    begun.wait();
    EXPECT_TRUE(queue->cancel(id, {Actor(Id<Person>(QUuid::createUuid()), Role::Admin, {}), {}, {}}, kAnybody).ok());
    cancelled.count_down();
    queue->stop();
    EXPECT_STREQ(code, ErrorCode::Locked.name());
    EXPECT_EQ(one("SELECT count(*) FROM effects"), u"0"_s);
    EXPECT_EQ(job(id).state, JobState::Cancelled);
}

TEST_F(JobQueueTest, ALaneRunsSoManyAtOnceAndHoldsNoOtherUp)
{
    std::latch together(3);
    std::latch end(1);
    std::atomic<int> begun = 0;
    queue->addKind(kindOf(u"test.wide"_s, [&](JobLease &lease) {
        if (++begun <= 3) {
            together.count_down();
        }
        end.wait();
        return nothing(lease);
    }));
    JobKind other = kindOf(u"test.other"_s, nothing);
    other.lane = u"other"_s;
    queue->addKind(other);
    queue->setLane(u"test"_s, {3, 0});
    ASSERT_TRUE(queue->start().ok());
    for (int i = 0; i < 4; ++i) {
        enqueue(u"test.wide"_s);
    }
    together.wait(); // three of them
    settled(enqueue(u"test.other"_s).id);
    EXPECT_EQ(one("SELECT count(*) FROM jobs WHERE kind = 'test.wide' AND state = 'processing'"), u"3"_s);
    end.count_down();
    while (one("SELECT count(*) FROM jobs WHERE state <> 'completed'") != u"0"_s) {
        QThread::msleep(10);
    }
}

// One tenant enqueued a thousand jobs before the other its five: those take turns all the same.
TEST_F(JobQueueTest, NoWorkspaceStarvesTheOthers)
{
    const QUuid small = addWorkspace(u"small"_s);
    one("INSERT INTO jobs (id, workspace, kind, args, run_after) SELECT gen_random_uuid(), (SELECT id FROM workspaces WHERE name = 'Test'),"
        " 'test.work', '{}', now() - interval '1 hour' FROM generate_series(1, 1000) RETURNING id");
    for (int i = 0; i < 5; ++i) {
        enqueue(u"test.work"_s, {}, small);
    }
    LeaseStore leases(*pool, u"one"_s);
    int ofSmall = 0;
    for (int i = 0; i < 10; ++i) {
        const Result<std::optional<Job>> job = leases.claim({u"test.work"_s}, 0);
        ASSERT_TRUE(job.ok() && *job);
        ofSmall += (*job)->workspace == small ? 1 : 0;
        ASSERT_TRUE(leases.end(**job, JobState::Completed, {}, {}, {}).ok());
    }
    EXPECT_EQ(ofSmall, 5);
    EXPECT_TRUE((*leases.claim({u"test.work"_s}, 0)).has_value()) << "and the rest goes on";
}

TEST_F(JobQueueTest, AWorkspaceHasAtMostItsCapInFlightOnAllServers)
{
    const QUuid small = addWorkspace(u"small"_s);
    for (int i = 0; i < 30; ++i) {
        enqueue(u"test.work"_s, {}, i < 15 ? QUuid() : small);
    }
    std::vector<std::unique_ptr<QThread>> servers;
    std::atomic<int> claimed = 0;
    for (int server = 0; server < 4; ++server) {
        servers.emplace_back(QThread::create([&, server] {
            LeaseStore leases(*pool, QString::number(server));
            for (int i = 0; i < 8; ++i) {
                const Result<std::optional<Job>> job = leases.claim({u"test.work"_s}, 3);
                claimed += job && *job ? 1 : 0;
            }
        }));
        servers.back()->start();
    }
    for (const auto &server : servers) {
        server->wait();
    }
    EXPECT_EQ(claimed, 6);
    EXPECT_EQ(one("SELECT max(n) FROM (SELECT count(*) AS n FROM jobs WHERE state = 'processing' GROUP BY workspace) busy"), u"3"_s);
}

// Two servers and four hundred jobs: each is done once, by one of them.
TEST_F(JobQueueTest, TwoServersShareTheWork)
{
    const auto other = newQueue(u"two"_s);
    std::atomic<int> runs = 0;
    for (JobQueue *server : {queue.get(), other.get()}) {
        server->addKind(kindOf(u"test.work"_s, [&runs](JobLease &lease) {
            ++runs;
            return nothing(lease);
        }));
        server->setLane(u"test"_s, {2, 0});
    }
    one("INSERT INTO jobs (id, workspace, kind, args) SELECT gen_random_uuid(), (SELECT id FROM workspaces), 'test.work', '{}'"
        " FROM generate_series(1, 400) RETURNING id");
    ASSERT_TRUE(queue->start().ok());
    ASSERT_TRUE(other->start().ok());
    while (one("SELECT count(*) FROM jobs WHERE state <> 'completed'") != u"0"_s) {
        QThread::msleep(20);
    }
    EXPECT_EQ(runs, 400);
    EXPECT_EQ(one("SELECT max(attempts) FROM jobs"), u"1"_s);
    EXPECT_EQ(one("SELECT count(DISTINCT leased_by) FROM jobs"), u"2"_s);
}

// Another server's job goes on here when its lease has run out; whoever held it comes back and has lost it.
TEST_F(JobQueueTest, TakesOverWhatAnotherServerLeft)
{
    LeaseStore dead(*pool, u"two"_s);
    const QUuid id = enqueue(u"test.work"_s).id;
    const std::optional<Job> held = *dead.claim({u"test.work"_s}, 0);
    ASSERT_TRUE(held.has_value());
    EXPECT_EQ(one("SELECT round(extract(epoch FROM lease_until - updated_at)) FROM jobs"), u"60"_s);
    queue->addKind(kindOf(u"test.work"_s, nothing));
    ASSERT_TRUE(queue->start().ok());
    settled(enqueue(u"test.work"_s).id);
    EXPECT_EQ(job(id).state, JobState::Processing) << "not while the lease lasts";
    EXPECT_TRUE((*dead.renewAll({*held})).isEmpty());
    one("UPDATE jobs SET lease_until = now() WHERE state = 'processing' RETURNING id");
    queue->wake();
    EXPECT_EQ(settled(id).attempts, 2);
    EXPECT_EQ(dead.end(*held, JobState::Failed, {}, Error{}, {}).error().code, ErrorCode::Locked);
    EXPECT_EQ(*dead.renewAll({*held}), QList<QUuid>{id});
    EXPECT_EQ(job(id).state, JobState::Completed);
}

TEST_F(JobQueueTest, ForgetsWhatEndedLongAgo)
{
    JobKind kind = kindOf(u"test.work"_s, nothing);
    kind.keptDays = 2;
    queue->addKind(kind);
    queue->addKind(kindOf(u"test.long"_s, nothing));
    one("INSERT INTO jobs (id, workspace, kind, args, state, updated_at) SELECT gen_random_uuid(), (SELECT id FROM workspaces), kind, '{}',"
        " state, now() - interval '3 days' FROM unnest(ARRAY['test.work', 'test.long']) kind,"
        " unnest(ARRAY['completed', 'dead', 'pending']) state RETURNING id");
    EXPECT_EQ(*queue->forgetEnded(), 2);
    EXPECT_EQ(one("SELECT count(*) FROM jobs"), u"4"_s);
}

} // namespace rawi::server

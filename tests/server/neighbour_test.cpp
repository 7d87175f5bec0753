// How soon a commit is told, and that servers of one database tell each other.
#include "core/base/clock.h"
#include "core/protocol/workspace_rules.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/feed/poke_line.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/jobs/job_queue.h"
#include "tests/server/keeping_hub.h"
#include "tests/support/manual_clock.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/server_process.h"
#include "tests/support/sync_desk.h"
#include "tests/support/wait_for.h"


#include <QElapsedTimer>

#include <thread>

namespace rawi::test {

namespace {

using namespace rawi::server;
using namespace std::chrono_literals;

qint64 seqOf(const QJsonObject &poke)
{
    return poke.value("head"_L1).toObject().value("seq"_L1).toInteger();
}

TEST(PokeLineTest, TheFewAreToldAtOnceAndTheManyAreSparedMostWakeUps)
{
    EXPECT_EQ(pokePause(3), 2ms);
    EXPECT_EQ(pokePause(200), 10ms);
    EXPECT_EQ(pokePause(10'000), 50ms);
    for (const int sockets : {3, 10'000}) {
        KeepingHub hub;
        hub.sockets = sockets;
        PokeLine line;
        line.setHub(&hub);
        QElapsedTimer watch;
        watch.start();
        constexpr int kCommits = 60;
        for (int seq = 1; seq <= kCommits; ++seq) { // of the next, only when the last could have been told
            line.announce({seq - 1, {u"epoch"_s, seq, u"n"_s}}, {});
            std::this_thread::sleep_for(3ms);
        }
        const auto pauses = watch.nsecsElapsed() / std::chrono::nanoseconds(pokePause(sockets)).count();
        EXPECT_TRUE(waitFor([&] { return seqOf(hub.pokes().last()) == kCommits; }));
        EXPECT_LE(hub.pokes().size(), pauses + 2);
        if (sockets == 3) {
            EXPECT_EQ(hub.pokes().size(), kCommits);
        }
    }
}

class Neighbours : public PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        ASSERT_TRUE(ensureWorkspace(*pool, u"w"_s, clock.nowMs()).ok());
        for (auto &[hub, service] : servers) {
            service = std::make_unique<CommandService>(*pool, rules, clock, &hub);
            service->meetNeighbours(conninfo);
        }
        // Each is told the head when it has its connection.
        ASSERT_TRUE(waitFor([&] { return !servers[0].hub.pokes().isEmpty() && !servers[1].hub.pokes().isEmpty(); }));
    }

    void make(CommandService &service)
    {
        const auto made = service.run({Actor::server(), {}, u"test"_s}, u"content.create"_s, {{u"kind"_s, u"article"_s}, {u"title_en"_s, u"One"_s}});
        ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
    }

    struct Server {
        KeepingHub hub;
        std::unique_ptr<CommandService> service;
    };
    ManualClock clock;
    RuleBook rules = makeWorkspaceRules();
    std::array<Server, 2> servers;
};

TEST_F(Neighbours, WhatOneServerCommitsIsToldByTheOther)
{
    make(*servers[0].service);
    ASSERT_TRUE(waitFor([&] { return seqOf(servers[1].hub.pokes().last()) == 1; }, 5'000));
    EXPECT_FALSE(servers[1].hub.pokes().last().contains("changes"_L1)); // each desk pulls what its person may see
    EXPECT_EQ(servers[1].hub.pokes().last().value("head"_L1), servers[0].hub.pokes().last().value("head"_L1));
    make(*servers[1].service);
    ASSERT_TRUE(waitFor([&] { return seqOf(servers[0].hub.pokes().last()) == 2; }, 5'000));
    // Nobody hears their own commit a second time.
    EXPECT_EQ(servers[0].hub.pokes().size(), 3);
    EXPECT_EQ(servers[1].hub.pokes().size(), 3);
}

TEST_F(Neighbours, WhatWasToldWhileTheConnectionWasGoneIsSeenWhenItIsBack)
{
    for (int i = 1; i <= 5; ++i) {
        one("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'rawi-neighbours'"
            " AND datname = current_database()");
        make(*servers[0].service);
        ASSERT_TRUE(waitFor([&] { return seqOf(servers[1].hub.pokes().last()) == i; }, 10'000)) << i;
    }
}

// A queue whose server has what the jobs of kind test.look need, or lacks it; a job's result says which.
std::unique_ptr<JobQueue> lookingQueue(PgPool &pool, const QString &owner, bool has)
{
    auto queue = std::make_unique<JobQueue>(pool, owner);
    JobKind kind;
    kind.name = u"test.look"_s;
    kind.lane = u"test"_s;
    kind.run = [owner](JobLease &) -> Result<QJsonObject> { return QJsonObject{{u"by"_s, owner}}; };
    kind.isHere = [has](const Job &) -> Result<bool> { return has; };
    queue->addKind(std::move(kind));
    queue->setLane(u"test"_s, {});
    return queue;
}

void enqueueLook(JobQueue &queue)
{
    Job job;
    job.kind = u"test.look"_s;
    const Result<Job> made = queue.enqueue(job, {.open = 5, .kinds = {job.kind}, .list = {}});
    ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
}

TEST_F(Neighbours, AJobIsLeftToTheServerThatHasWhatItNeeds)
{
    const auto lacking = lookingQueue(*pool, u"lacking"_s, false);
    const auto having = lookingQueue(*pool, u"having"_s, true);
    ASSERT_TRUE(lacking->start().ok());
    enqueueLook(*lacking);
    ASSERT_TRUE(waitFor([&] { return one("SELECT count(*) FROM jobs WHERE fence > 0 AND state = 'pending' AND attempts = 0") == u"1"_s; }))
        << "it was looked at and given back";
    ASSERT_TRUE(having->start().ok());
    ASSERT_TRUE(waitFor([&] { return one("SELECT state FROM jobs") == u"completed"_s; }, 15'000));
    EXPECT_EQ(one("SELECT result->>'by' FROM jobs"), u"having"_s);
    EXPECT_EQ(one("SELECT attempts FROM jobs"), u"1"_s);
}

class NoNeighbours : public PgTest {};

// Without neighbours nobody else will have it: the job ends as whatever has lost its bytes.
TEST_F(NoNeighbours, AloneAServerDoesEveryJobItself)
{
    ASSERT_TRUE(ensureWorkspace(*pool, u"w"_s, ManualClock().nowMs()).ok());
    const auto lacking = lookingQueue(*pool, u"lacking"_s, false);
    ASSERT_TRUE(lacking->start().ok());
    enqueueLook(*lacking);
    EXPECT_TRUE(waitFor([&] { return one("SELECT state FROM jobs") == u"completed"_s; }, 15'000));
}

TEST(NeighbourServers, ADeskOfOneServerSeesWhatADeskOfTheOtherWrites)
{
    const QString database = freshDatabase();
    ServerProcess first(database);
    ServerProcess second(database);
    first.start();
    second.start();
    const SystemClock clock;
    SyncDesk here(clock);
    SyncDesk there(clock);
    here.signIn(first.url(), first.email(), first.password());
    there.signIn(second.url(), first.email(), first.password());
    ASSERT_TRUE(here.settle(30'000) && there.settle(30'000));
    for (int i = 1; i <= 5; ++i) {
        SyncDesk &writer = i % 2 == 0 ? here : there;
        SyncDesk &reader = i % 2 == 0 ? there : here;
        const QString title = u"خبر %1"_s.arg(i);
        QElapsedTimer watch;
        watch.start();
        writer.makeItem(title);
        ASSERT_TRUE(waitFor([&] { return reader.titles().contains(title); }, 20'000)) << i;
        RecordProperty("milliseconds", static_cast<int>(watch.elapsed()));
        EXPECT_LT(watch.elapsed(), 5'000) << "as late as a watchdog, not as a poke";
    }
}

} // namespace

} // namespace rawi::test

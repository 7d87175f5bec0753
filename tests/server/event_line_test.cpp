#include "core/protocol/workspace_rules.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/feed/event_line.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/people/people_service.h"
#include "tests/support/manual_clock.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/wait_for.h"
#include "tests/support/warnings.h"

#include <QRandomGenerator>
#include <QThread>

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>

using namespace rawi;
using namespace rawi::server;

namespace {

constexpr EventBackOff kQuick{5, 20};

// A consumer whose effects are rows of the table `seen`, and which can be told to fail.
class Notebook {
public:
    void attach(EventLine &line, const QString &name, const QStringList &types = {u"*"_s})
    {
        line.addConsumer(name, types, [this, name](PgConnection &connection, const ToldEvent &told) -> Result<void> {
            ++calls;
            RAWI_TRY(connection.exec("INSERT INTO seen (consumer, event, n) VALUES ($1, $2, $3)",
                                     {name.toStdString(), uuidText(told.id).toStdString(),
                                      std::to_string(told.event.payload.value("n"_L1).toInteger())}));
            if (told.event.payload.value("n"_L1).toInteger() == failAt) {
                return Error{ErrorCode::ServerUnavailable, u"search"_s, u"it is away"_s};
            }
            if (told.event.payload.value("n"_L1).toInteger() == breakAt) {
                breakAt = -1;
                RAWI_TRY(connection.exec("SELECT pg_terminate_backend(pg_backend_pid())"));
            }
            return {};
        });
    }

    std::atomic<qint64> failAt = -1;
    std::atomic<qint64> breakAt = -1; // the connection is lost in the middle, as when the server is killed
    std::atomic<int> calls = 0;
};

class EventLineTest : public test::PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        const auto made = ensureWorkspace(*pool, u"w"_s, clock.nowMs());
        ASSERT_TRUE(made.ok());
        workspace = made->id;
        one("CREATE TABLE seen (place bigint GENERATED ALWAYS AS IDENTITY, consumer text, event uuid, n bigint,"
            " UNIQUE (consumer, event)); SELECT 1");
    }
    // Several statements do not go through exec().
    QString one(const std::string &sql)
    {
        const size_t last = sql.rfind("; ");
        if (last == std::string::npos) {
            return PgTest::one(sql);
        }
        EXPECT_TRUE(pool->with<void>([&](PgConnection &connection) { return connection.execScript(sql.substr(0, last)); }).ok());
        return PgTest::one(sql.substr(last + 2));
    }

    void tell(const QString &type, qint64 n, int pauseMs = 0)
    {
        const auto told = pool->with<void>([&](PgConnection &connection) -> Result<void> {
            RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
            RAWI_TRY(tellEvents(connection, {{type, u"content_items"_s, subject, {{u"n"_s, n}}}}, {{}, u"req"_s}, clock.nowMs()));
            QThread::msleep(static_cast<unsigned long>(pauseMs));
            return transaction.commit();
        });
        EXPECT_TRUE(told.ok()) << qUtf8Printable(told.ok() ? QString() : told.error().toString());
    }
    // The numbers a consumer saw, in the order in which it did.
    QString seen(const QString &consumer)
    {
        return one("SELECT coalesce(string_agg(n::text, ' ' ORDER BY place), '') FROM seen WHERE consumer = '" + consumer.toStdString()
                   + "'");
    }
    EventLine::ConsumerState state(EventLine &line, const QString &name)
    {
        const auto states = line.states();
        EXPECT_TRUE(states.ok());
        const auto found = std::find_if(states->begin(), states->end(), [&](const auto &one) { return one.name == name; });
        EXPECT_NE(found, states->end());
        return found == states->end() ? EventLine::ConsumerState() : *found;
    }

    test::ManualClock clock;
    QUuid workspace;
    QUuid subject = makeUuidV7(1763697600000);
    Notebook notebook;
};

} // namespace

TEST_F(EventLineTest, HandsOutWhatWasToldSinceInOrderAndByType)
{
    tell(u"content.created"_s, 0); // before anybody listened
    EventLine line(*pool, kQuick);
    notebook.attach(line, u"all"_s);
    notebook.attach(line, u"content"_s, {u"content.*"_s});
    notebook.attach(line, u"jobs"_s, {u"job.completed"_s, u"content.published"_s});
    ASSERT_TRUE(line.start().ok());
    tell(u"content.created"_s, 1);
    tell(u"job.completed"_s, 2);
    tell(u"content.published"_s, 3);
    tell(u"job.started"_s, 4);
    tell(u"contents.published"_s, 5);
    line.wake();
    ASSERT_TRUE(test::waitFor([&] { return seen(u"all"_s) == "1 2 3 4 5"_L1; })) << qUtf8Printable(seen(u"all"_s));
    EXPECT_TRUE(test::waitFor([&] { return state(line, u"content"_s).lag == 0 && state(line, u"jobs"_s).lag == 0; }));
    EXPECT_EQ(seen(u"content"_s), u"1 3"_s);
    EXPECT_EQ(seen(u"jobs"_s), u"2 3"_s);
}

TEST_F(EventLineTest, MissesNoneOfManyWritersThatCommitLate)
{
    EventLine line(*pool, kQuick);
    notebook.attach(line, u"all"_s);
    ASSERT_TRUE(line.start().ok());
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&, writer] {
            for (int i = 0; i < 25; ++i) {
                tell(u"content.updated"_s, writer * 100 + i, QRandomGenerator::global()->bounded(4));
                line.wake();
            }
        });
    }
    std::for_each(writers.begin(), writers.end(), [](std::thread &writer) { writer.join(); });
    ASSERT_TRUE(test::waitFor([&] { return one("SELECT count(*) FROM seen") == "100"_L1; }));
    EXPECT_EQ(one("SELECT count(*) FROM seen s JOIN domain_events e ON e.id = s.event"
                  " WHERE e.seq <> (SELECT count(*) FROM seen b WHERE b.place <= s.place)"),
              u"0"_s)
        << "in the order of their numbers, without a hole";
    EXPECT_EQ(notebook.calls, 100);
}

TEST_F(EventLineTest, AFailedOneKeepsItsPlaceAndHoldsBackNobody)
{
    test::expectWarning(u"bad failed at content.updated"_s);
    EventLine line(*pool, kQuick);
    Notebook good;
    notebook.failAt = 2;
    notebook.attach(line, u"bad"_s);
    good.attach(line, u"good"_s);
    ASSERT_TRUE(line.start().ok());
    for (int n = 1; n <= 4; ++n) {
        tell(u"content.updated"_s, n);
    }
    line.wake();
    ASSERT_TRUE(test::waitFor([&] { return state(line, u"bad"_s).failures >= 3; }));
    EXPECT_TRUE(test::waitFor([&] { return seen(u"good"_s) == "1 2 3 4"_L1; }));
    EXPECT_EQ(seen(u"bad"_s), u"1"_s) << "what it wrote before it failed is undone";
    const EventLine::ConsumerState bad = state(line, u"bad"_s);
    EXPECT_EQ(bad.lag, 3);
    EXPECT_EQ(bad.error->detail, u"it is away"_s);
    EXPECT_NE(line.metrics()->find("rawi_event_consumer_lag{consumer=\"bad\"} 3"), std::string::npos) << *line.metrics();
    notebook.failAt = -1;
    ASSERT_TRUE(test::waitFor([&] { return seen(u"bad"_s) == "1 2 3 4"_L1; }));
    EXPECT_EQ(state(line, u"bad"_s).failures, 0);
    EXPECT_FALSE(state(line, u"bad"_s).error.has_value());
}

TEST_F(EventLineTest, LosingTheConnectionInTheMiddleRepeatsTheEventAndItsEffectIsOnce)
{
    test::expectWarning(u"events for all"_s);
    EventLine line(*pool, kQuick);
    notebook.breakAt = 2;
    notebook.attach(line, u"all"_s);
    ASSERT_TRUE(line.start().ok());
    const auto told = pool->with<void>([&](PgConnection &connection) { // together, so that one look finds them all
        QList<DomainEvent> events;
        for (int n = 1; n <= 3; ++n) {
            events.append({u"content.updated"_s, u"content_items"_s, subject, {{u"n"_s, n}}});
        }
        return tellEvents(connection, events, {{}, u"req"_s}, clock.nowMs());
    });
    ASSERT_TRUE(told.ok());
    line.wake();
    ASSERT_TRUE(test::waitFor([&] { return seen(u"all"_s) == "1 2 3"_L1; })) << qUtf8Printable(seen(u"all"_s));
    EXPECT_EQ(notebook.calls, 5) << "one and two again";
}

TEST_F(EventLineTest, OfTwoServersOneWorksAndTheOtherTakesOver)
{
    Notebook other;
    EventLine here(*pool, kQuick);
    auto there = std::make_unique<EventLine>(*pool, kQuick);
    notebook.attach(here, u"all"_s);
    other.attach(*there, u"all"_s);
    ASSERT_TRUE(here.start().ok() && there->start().ok());
    for (int n = 1; n <= 50; ++n) {
        tell(u"content.updated"_s, n);
        here.wake();
        there->wake();
    }
    ASSERT_TRUE(test::waitFor([&] { return one("SELECT count(*) FROM seen") == "50"_L1; }));
    EXPECT_EQ(notebook.calls + other.calls, 50);
    there.reset();
    tell(u"content.updated"_s, 51);
    here.wake();
    EXPECT_TRUE(test::waitFor([&] { return one("SELECT count(*) FROM seen") == "51"_L1; }));
}

// A look that begins before another server's round is committed and gets the lock after it sees the head as it was and the
// place as it is. Looks are made slow here, so that many are like that.
TEST_F(EventLineTest, ALookThatBeganBeforeAnotherServersRoundNeverGoesBack)
{
    one("ALTER TABLE feed_heads RENAME TO heads;"
        " CREATE VIEW feed_heads AS SELECT * FROM heads WHERE pg_sleep(random() * 0.05) IS NOT NULL; SELECT 1");
    std::array<Notebook, 4> notebooks;
    std::vector<std::unique_ptr<EventLine>> servers;
    for (Notebook &each : notebooks) {
        servers.push_back(std::make_unique<EventLine>(*pool, kQuick));
        each.attach(*servers.back(), u"all"_s);
        ASSERT_TRUE(servers.back()->start().ok());
    }
    for (int n = 1; n <= 60; ++n) {
        tell(u"content.updated"_s, n);
        std::for_each(servers.begin(), servers.end(), [](const auto &server) { server->wake(); });
    }
    ASSERT_TRUE(test::waitFor([&] { return one("SELECT count(*) FROM seen") == "60"_L1; }, 30'000));
    EXPECT_EQ(std::accumulate(notebooks.begin(), notebooks.end(), 0, [](int sum, const Notebook &each) { return sum + each.calls; }), 60);
}

TEST_F(EventLineTest, GoesOnWhereItWasAfterARestart)
{
    auto line = std::make_unique<EventLine>(*pool, kQuick);
    notebook.attach(*line, u"all"_s);
    ASSERT_TRUE(line->start().ok());
    line.reset();
    tell(u"content.updated"_s, 1); // while nobody works
    line = std::make_unique<EventLine>(*pool, kQuick);
    notebook.attach(*line, u"all"_s);
    ASSERT_TRUE(line->start().ok());
    EXPECT_TRUE(test::waitFor([&] { return seen(u"all"_s) == "1"_L1; }));
}

TEST_F(EventLineTest, ACommandTellsInItsOwnTransaction)
{
    RuleBook rules = makeWorkspaceRules();
    rules.addCondition(u"person.put"_s, [](Transaction &transaction, const Command &command) -> Result<void> {
        transaction.tell({u"test.told"_s, u"people"_s, uuidFromText(command.args.value("id"_L1).toString()),
                          {{u"n"_s, 7}, {u"nul"_s, QString(QChar::Null)}}});
        transaction.tell({u"test.large"_s, u"people"_s, {}, {{u"text"_s, QString(70'000, u'x')}}});
        return {};
    });
    CommandService commands(*pool, rules, clock, nullptr);
    PeopleService people(*pool, commands, clock);
    EventLine line(*pool, kQuick);
    std::mutex mutex;
    QList<ToldEvent> got;
    line.addConsumer(u"test"_s, {u"test.*"_s}, [&](PgConnection &, const ToldEvent &told) -> Result<void> {
        const std::lock_guard lock(mutex);
        got.append(told);
        return {};
    });
    commands.setEvents(&line);
    ASSERT_TRUE(line.start().ok());
    const NewUser user{u"layla@rawi.example"_s, u"secret-7"_s, Role::Editor, {}, {}};
    const auto id = people.addUser(user);
    ASSERT_TRUE(id.ok()) << qUtf8Printable(id.error().toString());
    EXPECT_FALSE(people.addUser(user).ok()) << "a refused command tells nothing";
    ASSERT_TRUE(test::waitFor([&] { return state(line, u"test"_s).lag == 0; }));
    ASSERT_EQ(got.size(), 2);
    EXPECT_EQ(got[0].event.subject, *id);
    EXPECT_EQ(got[0].event.payload.value("n"_L1).toInt(), 7);
    EXPECT_EQ(got[0].by.correlationId, u"rawi-server"_s);
    EXPECT_EQ(got[0].at.ms, clock.nowMs());
    EXPECT_EQ(got[1].event.payload, (QJsonObject{{u"too_large"_s, true}}));
    commands.setEvents(nullptr);
}

TEST_F(EventLineTest, ForgetsWhatEverybodyPassed)
{
    EventLine line(*pool, kQuick);
    Notebook bad;
    test::expectWarning(u"bad failed at"_s);
    bad.failAt = 2;
    bad.attach(line, u"bad"_s);
    notebook.attach(line, u"all"_s);
    ASSERT_TRUE(line.start().ok());
    for (int n = 1; n <= 3; ++n) {
        tell(u"content.updated"_s, n);
    }
    line.wake();
    ASSERT_TRUE(test::waitFor([&] { return state(line, u"bad"_s).failures > 0 && state(line, u"all"_s).lag == 0; }));
    EXPECT_EQ(state(line, u"bad"_s).lag, 2);
    ASSERT_TRUE(line.forgetOld(1).ok()); // the clock of these tests stands long ago
    EXPECT_EQ(one("SELECT string_agg(payload->>'n', ' ' ORDER BY seq) FROM domain_events"), u"2 3"_s);
    line.stop();
    one("UPDATE event_consumers SET seen_at = now() - interval '31 days' WHERE name = 'bad' RETURNING 1");
    EventLine later(*pool, kQuick);
    notebook.attach(later, u"all"_s);
    ASSERT_TRUE(later.start().ok());
    ASSERT_TRUE(later.forgetOld(1).ok());
    EXPECT_EQ(one("SELECT count(*) FROM domain_events"), u"0"_s);
}

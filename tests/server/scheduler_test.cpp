// Schedules on a real PostgreSQL with a clock of the test's own: each slot once on however many servers.
#include "sync-server/jobs/job_report.h"
#include "tests/server/jobs_bench.h"

#include <QThread>

#include <atomic>

namespace rawi::server {

namespace {

constexpr qint64 kMinute = 60'000;

class SchedulerTest : public test::JobsBench {
protected:
    void SetUp() override
    {
        JobsBench::SetUp();
        clock.advance(Timestamp(timestampFromText(u"2026-11-30T20:00:30.000Z"_s)).ms - clock.nowMs());
        queue->addKind(test::kindOf(u"test.report"_s, [](JobLease &) { return QJsonObject(); }));
        scheduler = std::make_unique<Scheduler>(*pool, *queue, clock);
    }
    void TearDown() override
    {
        scheduler.reset();
        JobsBench::TearDown();
    }

    void put(const QString &name, const QString &cron, bool merges = false, const QString &zone = u"UTC"_s, const QUuid &person = {})
    {
        Schedule schedule;
        schedule.name = name;
        schedule.kind = u"test.report"_s;
        schedule.args = {{u"for"_s, name}};
        schedule.cron = cron;
        schedule.zone = zone;
        schedule.merges = merges;
        schedule.changedBy = person;
        const Result<void> done = pool->with<void>(
            [&](PgConnection &connection) { return ScheduleStore::put(connection, schedule, clock.nowMs()); });
        EXPECT_TRUE(done.ok()) << qUtf8Printable(done ? QString() : done.error().toString());
    }
    // The slots that became jobs, in order.
    QString fired() { return one("SELECT coalesce(string_agg(args->>'slot', ' ' ORDER BY id), '') FROM jobs"); }
    Schedule row(const QString &name)
    {
        const Result<QList<Schedule>> all = scheduler->store().list({}, 100);
        for (const Schedule &one : all ? *all : QList<Schedule>()) {
            if (one.name == name) {
                return one;
            }
        }
        ADD_FAILURE() << "no such schedule";
        return {};
    }

    std::unique_ptr<Scheduler> scheduler;
};

} // namespace

TEST_F(SchedulerTest, ASlotBecomesAJobOnce)
{
    put(u"daily"_s, u"30 23 * * *"_s, false, u"Asia/Riyadh"_s); // 20:30 UTC
    EXPECT_EQ(*scheduler->fireDue(), 0);
    EXPECT_EQ(timestampText(row(u"daily"_s).nextSlot), u"2026-11-30T20:30:00.000Z"_s);
    clock.advance(30 * kMinute);
    EXPECT_EQ(*scheduler->fireDue(), 1);
    EXPECT_EQ(*scheduler->fireDue(), 0);
    EXPECT_EQ(fired(), u"2026-11-30T20:30:00.000Z"_s);
    const Schedule after = row(u"daily"_s);
    EXPECT_EQ(timestampText(after.lastSlot), u"2026-11-30T20:30:00.000Z"_s);
    EXPECT_EQ(timestampText(after.nextSlot), u"2026-12-01T20:30:00.000Z"_s);
    const Job job = this->job(after.lastJob);
    EXPECT_EQ(job.kind, u"test.report"_s);
    EXPECT_EQ(job.args.value("for"_L1).toString(), u"daily"_s);
    EXPECT_EQ(job.args.value("schedule"_L1).toString(), u"daily"_s);
}

TEST_F(SchedulerTest, MissedSlotsRunOnce)
{
    put(u"hourly"_s, u"0 * * * *"_s);
    clock.advance(3 * 24 * 60 * kMinute);
    EXPECT_EQ(*scheduler->fireDue(), 1);
    EXPECT_EQ(fired(), u"2026-12-03T20:00:00.000Z"_s) << "the last one stands for all";
    EXPECT_EQ(one("SELECT args->>'missed_from' FROM jobs"), u"2026-11-30T21:00:00.000Z"_s);
    clock.advance(60 * kMinute);
    EXPECT_EQ(*scheduler->fireDue(), 1);
    EXPECT_EQ(one("SELECT args->>'missed_from' FROM jobs ORDER BY id DESC LIMIT 1"), u"2026-12-03T21:00:00.000Z"_s);
}

TEST_F(SchedulerTest, AClockThatIsSetBackFiresNothingTwice)
{
    put(u"often"_s, u"* * * * *"_s);
    for (int i = 0; i < 10; ++i) {
        clock.advance(kMinute);
        EXPECT_TRUE(scheduler->fireDue().ok());
    }
    clock.advance(-5 * kMinute);
    for (int i = 0; i < 10; ++i) {
        clock.advance(kMinute);
        EXPECT_TRUE(scheduler->fireDue().ok());
    }
    EXPECT_EQ(one("SELECT count(*) || ' ' || count(DISTINCT args->>'slot') FROM jobs"), u"15 15"_s);
}

// Two servers whose clocks differ by half a minute, each asking again and again: every minute of a day once.
TEST_F(SchedulerTest, FiresOnceOnTwoServers)
{
    put(u"often"_s, u"*/10 * * * *"_s);
    test::ManualClock ahead(clock.nowMs() + kMinute / 2);
    const auto otherQueue = newQueue(u"two"_s);
    otherQueue->addKind(test::kindOf(u"test.report"_s, [](JobLease &) { return QJsonObject(); }));
    Scheduler other(*pool, *otherQueue, ahead);
    const auto day = [](Scheduler &server, test::ManualClock &time) {
        for (int minute = 0; minute < 24 * 60; minute += 2) {
            EXPECT_TRUE(server.fireDue().ok());
            time.advance(2 * kMinute);
        }
        EXPECT_TRUE(server.fireDue().ok());
    };
    const std::unique_ptr<QThread> second(QThread::create([&] { day(other, ahead); }));
    second->start();
    day(*scheduler, clock);
    second->wait();
    // A server that runs ahead by more than a slot makes up for it with one job, so a slot is fired at most once; with clocks
    // that agree to a minute, exactly once.
    EXPECT_EQ(one("SELECT count(*) - count(DISTINCT args->>'slot') FROM jobs"), u"0"_s);
    EXPECT_EQ(one("SELECT max(args->>'slot') FROM jobs"), u"2026-12-01T20:00:00.000Z"_s);
}

TEST_F(SchedulerTest, ServersThatAskAtTheSameMomentFireEverySlotOnce)
{
    for (int i = 0; i < 5; ++i) {
        put(u"often-%1"_s.arg(i), u"* * * * *"_s);
    }
    std::vector<std::unique_ptr<JobQueue>> queues;
    std::vector<std::unique_ptr<Scheduler>> servers;
    for (int i = 0; i < 4; ++i) {
        queues.push_back(newQueue(QString::number(i)));
        queues.back()->addKind(test::kindOf(u"test.report"_s, [](JobLease &) { return QJsonObject(); }));
        servers.push_back(std::make_unique<Scheduler>(*pool, *queues.back(), clock));
    }
    for (int minute = 0; minute < 20; ++minute) {
        clock.advance(kMinute);
        std::vector<std::unique_ptr<QThread>> threads;
        for (const auto &server : servers) {
            threads.emplace_back(QThread::create([&server] { EXPECT_TRUE(server->fireDue().ok()); }));
            threads.back()->start();
        }
        for (const auto &thread : threads) {
            thread->wait();
        }
    }
    EXPECT_EQ(one("SELECT count(*) FROM jobs"), u"100"_s);
    EXPECT_EQ(one("SELECT count(DISTINCT (args->>'schedule', args->>'slot')) FROM jobs"), u"100"_s);
}

TEST_F(SchedulerTest, OneThatMergesAddsNoJobWhileTheLastOneWaits)
{
    put(u"sweep"_s, u"* * * * *"_s, true);
    for (int i = 0; i < 5; ++i) {
        clock.advance(kMinute);
        EXPECT_EQ(*scheduler->fireDue(), 1);
    }
    EXPECT_EQ(one("SELECT count(*) FROM jobs"), u"1"_s);
    EXPECT_EQ(timestampText(row(u"sweep"_s).lastSlot), u"2026-11-30T20:05:00.000Z"_s);
    one("UPDATE jobs SET state = 'completed' RETURNING id");
    clock.advance(kMinute);
    EXPECT_EQ(*scheduler->fireDue(), 1);
    EXPECT_EQ(one("SELECT count(*) FROM jobs"), u"2"_s);
}

TEST_F(SchedulerTest, WhatAPersonChangesStays)
{
    put(u"sweep"_s, u"0 * * * *"_s);
    const QUuid person = QUuid::createUuid();
    const CommandContext who{Actor(Id<Person>(person), Role::Admin, {}), {}, u"req-1"_s};
    ASSERT_TRUE(scheduler->change(u"sweep"_s, {u"  30  6 * * * "_s, {}, {}}, who).ok());
    EXPECT_EQ(one("SELECT actor || ' ' || (args->>'name') || ': ' || (args->>'cron') || ' was ' || (args->'before'->>'cron') FROM audit"
                  " WHERE command = 'schedule.change'"),
              uuidText(person) + u" sweep: 30 6 * * * was 0 * * * *"_s);
    EXPECT_EQ(row(u"sweep"_s).cron, u"30 6 * * *"_s);
    EXPECT_EQ(timestampText(row(u"sweep"_s).nextSlot), u"2026-12-01T06:30:00.000Z"_s);
    put(u"sweep"_s, u"15 * * * *"_s); // the program starts again
    EXPECT_EQ(row(u"sweep"_s).cron, u"30 6 * * *"_s);
    put(u"sweep"_s, u"45 * * * *"_s, false, u"UTC"_s, person); // their record says otherwise
    EXPECT_EQ(row(u"sweep"_s).cron, u"45 * * * *"_s);

    ASSERT_TRUE(scheduler->change(u"sweep"_s, {{}, {}, false}, who).ok());
    clock.advance(24 * 60 * kMinute);
    EXPECT_EQ(*scheduler->fireDue(), 0) << "switched off";
    ASSERT_TRUE(scheduler->change(u"sweep"_s, {{}, {}, true}, who).ok());
    EXPECT_EQ(*scheduler->fireDue(), 0) << "nothing is made up for";
    clock.advance(60 * kMinute);
    EXPECT_EQ(*scheduler->fireDue(), 1);

    EXPECT_EQ(scheduler->change(u"sweep"_s, {u"61 * * * *"_s, {}, {}}, who).error().subject, u"cron"_s);
    EXPECT_EQ(scheduler->change(u"sweep"_s, {{}, u"Mars/Base"_s, {}}, who).error().subject, u"zone"_s);
    EXPECT_EQ(scheduler->change(u"other"_s, {{}, {}, true}, who).error().code, ErrorCode::NotFound);
    EXPECT_EQ(row(u"sweep"_s).cron, u"45 * * * *"_s);
}

TEST_F(SchedulerTest, ANewerProgramSaysItOtherwiseAndFiresNothingAgain)
{
    put(u"sweep"_s, u"0 * * * *"_s);
    clock.advance(60 * kMinute);
    EXPECT_EQ(*scheduler->fireDue(), 1);
    put(u"sweep"_s, u"* * * * *"_s);
    EXPECT_EQ(*scheduler->fireDue(), 0);
    EXPECT_EQ(timestampText(row(u"sweep"_s).nextSlot), u"2026-11-30T21:01:00.000Z"_s);
}

// What cannot be fired keeps its slot, is told, and holds no other back; a slot whose event is refused is not fired.
TEST_F(SchedulerTest, ABrokenOneHoldsNoOtherBack)
{
    put(u"broken"_s, u"* * * * *"_s);
    put(u"whole"_s, u"* * * * *"_s);
    one("UPDATE schedules SET cron = 'every day' WHERE name = 'broken' RETURNING name");
    QStringList told;
    queue->setEvents({{}, [&told](PgConnection &, const Firing &firing) -> Result<void> {
                          told.append(firing.schedule.name);
                          return told.size() == 1 ? Error{ErrorCode::DatabaseError, u"events"_s, u"not now"_s} : Result<void>();
                      }});
    clock.advance(10 * kMinute);
    EXPECT_FALSE(scheduler->fireDue().ok());
    EXPECT_EQ(fired(), QString());
    const Result<int> again = scheduler->fireDue();
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().subject, u"schedule/broken"_s);
    EXPECT_EQ(fired(), u"2026-11-30T20:10:00.000Z"_s);
    EXPECT_EQ(told, (QStringList{u"whole"_s, u"whole"_s}));
    const Result<JobHealth> health = jobHealth(*pool, clock.nowMs());
    ASSERT_TRUE(health.ok());
    EXPECT_EQ(health->overdueSchedules, QStringList{u"broken"_s});
    EXPECT_EQ(health->toJson().value("schedules"_L1).toString(), u"overdue: broken"_s);
}

TEST_F(SchedulerTest, ItsThreadFiresByItself)
{
    Schedule schedule;
    schedule.name = schedule.kind = u"test.report"_s;
    schedule.cron = u"* * * * *"_s;
    scheduler->add(schedule);
    ASSERT_TRUE(queue->start().ok());
    ASSERT_TRUE(scheduler->start().ok());
    EXPECT_EQ(one("SELECT count(*) FROM jobs"), u"0"_s);
    clock.advance(kMinute);
    scheduler->wake();
    while (one("SELECT count(*) FROM jobs WHERE state = 'completed'") != u"1"_s) {
        QThread::msleep(10);
    }
}

} // namespace rawi::server

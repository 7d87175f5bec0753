#include "core/desk/media/encode_policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace rawi::test {

namespace {

EncodeJob jobOf(const char *order, EncodePriority priority = EncodePriority::Normal,
                EncodeState state = EncodeState::Queued)
{
    EncodeJob job;
    job.id = QUuid::createUuid();
    job.assetId = Id<MediaAsset>(QUuid::createUuid());
    job.order.text = QLatin1StringView(order);
    job.priority = priority;
    job.state = state;
    job.durationMs = 60'000;
    job.plan = {{u"renditions"_s, QJsonArray{QJsonObject{{u"name"_s, u"720p"_s}}}}};
    return job;
}

QList<QUuid> idsOf(const QList<EncodeJob> &jobs)
{
    QList<QUuid> ids;
    for (const EncodeJob &job : jobs) {
        ids.append(job.id);
    }
    return ids;
}

void apply(QList<EncodeJob> &jobs, const QList<EncodeJob> &changed)
{
    for (const EncodeJob &one : changed) {
        *std::find_if(jobs.begin(), jobs.end(), [&](const EncodeJob &job) { return job.id == one.id; }) = one;
    }
}

EncodeCircumstances atNoon()
{
    return {{}, QTime(12, 0), -1};
}

} // namespace

TEST(EncodePolicy, NothingHoldsADeskOnMains)
{
    EXPECT_EQ(holdOf({}, atNoon()), EncodeHold::None);
}

TEST(EncodePolicy, EachLimitHoldsAndSaysWhich)
{
    EncodeLimits limits;
    EncodeCircumstances now = atNoon();
    now.power = {true, 24};
    EXPECT_EQ(holdOf(limits, now), EncodeHold::Battery);
    now.power.percent = 25;
    EXPECT_EQ(holdOf(limits, now), EncodeHold::None);
    now.power.percent = -1; // it does not say: nobody knows that it is low
    EXPECT_EQ(holdOf(limits, now), EncodeHold::None);
    limits.onlyOnMains = true;
    EXPECT_EQ(holdOf(limits, now), EncodeHold::Mains);
    now.power.onBattery = false;
    now.freeBytes = 1'999'999'999;
    EXPECT_EQ(holdOf(limits, now), EncodeHold::DiskSpace);
    limits.freeGigabytes = 0;
    EXPECT_EQ(holdOf(limits, now), EncodeHold::None);
    limits.stopped = true;
    EXPECT_EQ(holdOf(limits, now), EncodeHold::Stopped);
}

TEST(EncodePolicy, AWindowMayPassMidnight)
{
    EncodeLimits night;
    night.windowed = true;
    night.from = QTime(20, 0);
    night.to = QTime(7, 0);
    EncodeLimits day = night;
    std::swap(day.from, day.to);
    EncodeCircumstances now;
    for (const auto &[time, inNight] : {std::pair{QTime(19, 59), false}, {QTime(20, 0), true}, {QTime(0, 0), true},
                                        {QTime(6, 59, 59), true}, {QTime(7, 0), false}}) {
        now.timeOfDay = time;
        EXPECT_EQ(holdOf(night, now) == EncodeHold::None, inNight) << qUtf8Printable(time.toString());
        EXPECT_EQ(holdOf(day, now) == EncodeHold::None, !inNight) << qUtf8Printable(time.toString());
    }
    night.to = night.from;
    EXPECT_EQ(holdOf(night, now), EncodeHold::None) << "an empty window is the whole day";
}

TEST(EncodePolicy, WhatRunsComesFirstThenByPriorityAndOrderThenWhatEnded)
{
    const EncodeJob low = jobOf("A1", EncodePriority::Low);
    const EncodeJob second = jobOf("c1");
    const EncodeJob first = jobOf("B1", EncodePriority::Normal, EncodeState::Paused); // 'B' < 'c' by bytes
    const EncodeJob high = jobOf("z1", EncodePriority::High);
    const EncodeJob running = jobOf("zz", EncodePriority::Low, EncodeState::Running);
    EncodeJob older = jobOf("A", EncodePriority::High, EncodeState::Done);
    older.endedMs = 1;
    EncodeJob newer = jobOf("B", EncodePriority::Low, EncodeState::Failed);
    newer.endedMs = 2;
    EXPECT_EQ(idsOf(inQueueOrder({older, low, second, newer, first, running, high})),
              idsOf({running, high, first, second, low, newer, older}));
}

TEST(EncodePolicy, StartsAsManyAsMayRunAndOneOfAnAsset)
{
    const EncodeJob running = jobOf("A1", EncodePriority::Normal, EncodeState::Running);
    EncodeJob sameAsset = jobOf("B1", EncodePriority::High);
    sameAsset.assetId = running.assetId;
    const EncodeJob paused = jobOf("C1", EncodePriority::High, EncodeState::Paused);
    const EncodeJob first = jobOf("D1");
    const EncodeJob second = jobOf("E1");
    const QList<EncodeJob> jobs{second, first, paused, sameAsset, running};
    EXPECT_TRUE(jobsToStart(jobs, 1).isEmpty());
    EXPECT_EQ(jobsToStart(jobs, 2), QList<QUuid>{first.id});
    EXPECT_EQ(jobsToStart(jobs, 9), (QList<QUuid>{first.id, second.id}));
}

TEST(EncodePolicy, ADraggedJobTakesThePriorityOfItsNewPlace)
{
    const EncodeJob high = jobOf("A1", EncodePriority::High);
    const EncodeJob normal = jobOf("A1");
    const EncodeJob low = jobOf("A1", EncodePriority::Low);
    QList<EncodeJob> jobs{high, normal, low};
    apply(jobs, movedBefore(jobs, {low.id}, high.id));
    EXPECT_EQ(idsOf(inQueueOrder(jobs)), idsOf({low, high, normal}));
    EXPECT_EQ(inQueueOrder(jobs).first().priority, EncodePriority::High);
    apply(jobs, movedBefore(jobs, {high.id, low.id}, {}));
    EXPECT_EQ(idsOf(inQueueOrder(jobs)), idsOf({normal, high, low}));
    EXPECT_EQ(inQueueOrder(jobs).last().priority, EncodePriority::Normal);
}

// Whatever is dragged where: the queue is then what a list would be after the same moves.
TEST(EncodePolicy, AnyDragsGiveTheOrderOfAPlainList)
{
    const quint64 seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937_64 dice(seed);
    QList<EncodeJob> jobs;
    for (int i = 0; i < 12; ++i) {
        jobs.append(jobOf("", static_cast<EncodePriority>(dice() % 3)));
        jobs.last().order = lastOrder(jobs, jobs.last().id);
    }
    QList<QUuid> expected = idsOf(inQueueOrder(jobs));
    for (int round = 0; round < 400; ++round) {
        QList<QUuid> moved;
        for (const QUuid &id : std::as_const(expected)) {
            if (dice() % 5 == 0) {
                moved.append(id);
            }
        }
        const QUuid before = dice() % 6 == 0 ? QUuid() : expected.at(static_cast<qsizetype>(dice() % 12));
        apply(jobs, movedBefore(jobs, moved, before));
        if (!moved.contains(before)) {
            expected.removeIf([&](const QUuid &id) { return moved.contains(id); });
            const qsizetype at = before.isNull() ? expected.size() : expected.indexOf(before);
            for (qsizetype i = 0; i < moved.size(); ++i) {
                expected.insert(at + i, moved.at(i));
            }
        }
        ASSERT_EQ(idsOf(inQueueOrder(jobs)), expected) << round;
    }
}

TEST(EncodePolicy, WhatEndedIsNotMovedAndIsNoPlaceToMoveTo)
{
    const EncodeJob done = jobOf("A1", EncodePriority::Normal, EncodeState::Done);
    const EncodeJob one = jobOf("B1");
    const EncodeJob two = jobOf("C1");
    QList<EncodeJob> jobs{done, one, two};
    EXPECT_TRUE(movedBefore(jobs, {done.id}, one.id).isEmpty());
    apply(jobs, movedBefore(jobs, {one.id}, done.id));
    EXPECT_EQ(idsOf(inQueueOrder(jobs)), idsOf({two, one, done}));
}

TEST(EncodePolicy, TimeLeftCountsWhatWaitsAtThePaceOfWhatRuns)
{
    EncodeJob running = jobOf("A1", EncodePriority::Normal, EncodeState::Running);
    running.permille = 500;
    running.etaMs = 30'000;
    running.speed = 1;
    EncodeJob waiting = jobOf("B1"); // twice the work of the half that is left
    const EncodeTotals totals = totalsOf({running, waiting});
    EXPECT_EQ(totals.open, 2);
    EXPECT_EQ(totals.running, 1);
    EXPECT_EQ(totals.permille, 250);
    EXPECT_EQ(totals.etaMs, 90'000);
    EXPECT_EQ(totalsOf({waiting}).etaMs, -1) << "nothing runs: nobody knows";
    EXPECT_EQ(totalsOf({}).open, 0);
}

TEST(EncodeLimits, GoThroughJsonAndRefuseWhatTheyAreNot)
{
    EncodeLimits limits;
    limits.jobsAtOnce = 3;
    limits.onlyOnMains = true;
    limits.windowed = true;
    limits.from = QTime(22, 30);
    limits.hardware = true;
    limits.after = AfterEncodes::Sleep;
    const auto back = EncodeLimits::fromJson(limits.toJson());
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, limits);
    for (const QJsonObject &wrong : {QJsonObject{{u"jobs_at_once"_s, 0}},
                                     {{u"jobs_at_once"_s, 1.5}},
                                     {{u"battery_floor"_s, 101}},
                                     {{u"from"_s, u"25:00"_s}},
                                     {{u"after"_s, u"explode"_s}},
                                     {{u"stopped"_s, 1}},
                                     {{u"hardware"_s, u"yes"_s}},
                                     {{u"nonsense"_s, 1}}}) {
        EXPECT_FALSE(EncodeLimits::fromJson(wrong).ok());
    }
    // As profiles of earlier builds keep them.
    const QJsonObject kept = limits.toJson();
    EXPECT_EQ(kept.size(), 10);
    EXPECT_EQ(kept.value("from"_L1).toString(), u"22:30"_s);
    EXPECT_EQ(kept.value("to"_L1).toString(), u"07:00"_s);
    EXPECT_EQ(EncodeLimits::fromJson({{u"to"_s, u"06:15"_s}})->to, QTime(6, 15));
    EXPECT_EQ(EncodeLimits::fromJson({})->from, EncodeLimits().from);
    EXPECT_EQ(EncodeLimits::fromJson({{u"to"_s, u"6 o'clock"_s}}).error().subject, u"to"_s);
    EXPECT_EQ(EncodeLimits::fromJson({{u"free_gigabytes"_s, 1'000'001}}).error().subject, u"free_gigabytes"_s);
    EXPECT_EQ(EncodeLimits::jobsFor(2), 1);
    EXPECT_EQ(EncodeLimits::jobsFor(16), 4);
}

} // namespace rawi::test

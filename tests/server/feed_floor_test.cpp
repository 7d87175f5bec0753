// What the feed drops, and a desk that was away for longer than it is kept.
#include "core/base/clock.h"
#include "core/replica/replica_feed.h"
#include "sync-server/feed/feed_floor.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/server_process.h"
#include "tests/support/sync_desk.h"

namespace rawi::test {

namespace {

using namespace rawi::server;

class FeedFloor : public PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        server = std::make_unique<ServerProcess>(conninfo);
        server->start();
        signIn(here);
        signIn(away);
    }

    void signIn(SyncDesk &desk)
    {
        desk.signIn(server->url(), server->email(), server->password());
        ASSERT_TRUE(desk.settle(30'000)) << qUtf8Printable(desk.status().error.toString());
    }

    void growOld(int days)
    {
        const auto aged = pool->with<PgRows>([&](PgConnection &connection) -> Result<PgRows> {
            const std::string by = "at = at - interval '" + std::to_string(days) + " days'";
            for (const char *table : {"command_results", "idempotency_keys"}) {
                RAWI_TRY(connection.exec("UPDATE " + std::string(table) + " SET " + by));
            }
            return connection.exec("UPDATE feed_commits SET " + by);
        });
        ASSERT_TRUE(aged.ok()) << qUtf8Printable(aged.error().toString());
    }

    SystemClock clock;
    SyncDesk here{clock};
    SyncDesk away{clock};
    std::unique_ptr<ServerProcess> server;
};

TEST_F(FeedFloor, WhatIsOlderThanNinetyDaysGoesAndTheNewestCommitStays)
{
    here.makeItem(u"one"_s);
    ASSERT_TRUE(here.settle(30'000));
    EXPECT_EQ(raiseFeedFloor(*pool).value(), 0);
    growOld(kFeedDays + 1);
    here.makeItem(u"two"_s);
    ASSERT_TRUE(here.settle(30'000));
    const auto entries = one("SELECT count(*) FROM feed").toInt();
    const auto dropped = raiseFeedFloor(*pool);
    ASSERT_TRUE(dropped.ok()) << qUtf8Printable(dropped.error().toString());
    EXPECT_EQ(*dropped, entries - 1);
    EXPECT_EQ(one("SELECT head - floor FROM feed_heads"), u"1"_s);
    EXPECT_EQ(one("SELECT count(*) FROM feed_commits"), u"2"_s); // the floor's own, where a cursor may stand
    EXPECT_EQ(one("SELECT count(*) FROM command_results"), u"1"_s);
    growOld(kFeedDays + 1);
    EXPECT_EQ(raiseFeedFloor(*pool).value(), 1);
    // Nobody who stands at the head notices.
    EXPECT_TRUE(here.settle(30'000));
    SyncDesk fresh(clock);
    signIn(fresh);
    EXPECT_EQ(fresh.titles(), (QStringList{u"one"_s, u"two"_s}));
}

TEST_F(FeedFloor, ADeskThatWasAwayForLongerTakesASnapshotAndKeepsWhatItTyped)
{
    const QUuid doomed = here.makeItem(u"doomed"_s);
    const QUuid kept = here.makeItem(u"kept"_s);
    ASSERT_TRUE(here.settle(30'000) && away.settle(30'000));
    ASSERT_EQ(away.titles().size(), 2);
    away.sync().stop();
    away.execute(u"content.update"_s, {{u"id"_s, uuidText(kept)}, {u"title_ar"_s, u"كُتب في الغياب"_s}});
    away.makeItem(u"made while away"_s);

    here.execute(u"content.trash"_s, {{u"id"_s, uuidText(doomed)}});
    here.execute(u"content.update"_s, {{u"id"_s, uuidText(kept)}, {u"title_en"_s, u"kept, renamed"_s}});
    ASSERT_TRUE(here.settle(30'000));
    growOld(kFeedDays + 1);
    ASSERT_TRUE(raiseFeedFloor(*pool).ok());

    away.restart();
    ASSERT_TRUE(away.settle(60'000)) << qUtf8Printable(away.status().error.toString());
    ASSERT_TRUE(here.settle(30'000));
    EXPECT_EQ(away.titles(), here.titles());
    EXPECT_TRUE(here.titles().contains(u"made while away"_s) && here.titles().contains(u"kept, renamed"_s));
    EXPECT_EQ(one("SELECT title_ar FROM content_items WHERE title_en = 'kept, renamed'"), u"كُتب في الغياب"_s);
    ASSERT_TRUE(waitFor([&] { return ReplicaFeed(away.replica()).cursor() == ReplicaFeed(here.replica()).cursor(); }, 30'000));
    EXPECT_EQ(*ReplicaFeed(away.replica()).manifest(), *ReplicaFeed(here.replica()).manifest());
}

} // namespace

} // namespace rawi::test

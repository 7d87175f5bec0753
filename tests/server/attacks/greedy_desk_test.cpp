// One person's desk asks for everything again and again; the others work on.
#include "tests/server/rest_bench.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace rawi {

namespace {

class AttackByDesk : public test::RestBench {
protected:
    static constexpr int kRows = 3000;

    void SetUp() override
    {
        RestBench::SetUp();
        const QJsonObject made = json(201, "POST", "/api/v1/content", "editor", {{u"kind"_s, u"article"_s}, {u"title_en"_s, u"Item 1"_s}});
        one("INSERT INTO content_items SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),"
            " 'title_en', 'Item ' || n, 'body_en', repeat('long text ', 200)))).*"
            " FROM content_items c, generate_series(2, $1::int) n WHERE c.id = $2 RETURNING 1",
            {std::to_string(kRows), made.value("id"_L1).toString().toStdString()});
    }

    // Of a whole snapshot in pages of so many rows.
    int itemsOfSnapshot(int limit)
    {
        const std::string path = "/api/v1/sync/snapshot?limit=" + std::to_string(limit);
        QString after;
        int items = 0;
        do {
            const QJsonObject page = json(200, "GET", path + (after.isEmpty() ? std::string() : "&after=" + after.toStdString()), "viewer", {},
                                          "X-Rawi-Protocol: 1\r\n");
            for (const QJsonValue &row : page.value("rows"_L1).toArray()) {
                items += row["type"_L1].toString() == u"content_items"_s ? 1 : 0;
            }
            after = page.value("next"_L1).toString();
        } while (!after.isEmpty());
        return items;
    }

    // Of twenty drafts that an editor makes: the slowest.
    std::chrono::milliseconds slowestWrite()
    {
        std::chrono::milliseconds slowest{};
        for (int i = 0; i < 20; ++i) {
            const auto start = std::chrono::steady_clock::now();
            json(201, "POST", "/api/v1/content", "editor", {{u"kind"_s, u"article"_s}, {u"title_en"_s, u"A note"_s}});
            slowest = std::max(slowest, std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start));
        }
        return slowest;
    }
};

} // namespace

TEST_F(AttackByDesk, ManifestsInALoopHoldNobodysWrite)
{
    constexpr int kLoops = 8;
    constexpr int kTimes = 4;
    std::atomic<int> answered = 0;
    std::vector<std::thread> loops;
    for (int i = 0; i < kLoops; ++i) {
        loops.emplace_back([&] {
            for (int n = 0; n < kTimes; ++n) {
                EXPECT_EQ(ask("GET", "/api/v1/sync/manifest", "viewer", {}, "X-Rawi-Protocol: 1\r\n").status, 200);
                ++answered;
            }
        });
    }
    while (answered == 0) { // they are under way
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    const auto slowest = slowestWrite();
    const int before = answered;
    for (std::thread &loop : loops) {
        loop.join();
    }
    printf("[   cost   ] slowest of 20 writes %lld ms, beside %d manifests of %d rows\n", static_cast<long long>(slowest.count()), before,
           kRows);
    EXPECT_LT(before, kLoops * kTimes) << "the writes did not wait for them";
}

TEST_F(AttackByDesk, APageOfLongTextsHasAnEnd)
{
    one("UPDATE content_items SET body_en = repeat('long text ', 12000) WHERE title_en LIKE 'Item %' RETURNING 1");
    const server::RawReply list = ask("GET", "/api/v1/content?limit=200", "viewer");
    EXPECT_LT(list.body.size(), size_t(6) << 20);
    EXPECT_FALSE(test::bodyOf(list).value("next_cursor"_L1).isNull());
    const server::RawReply snapshot = ask("GET", "/api/v1/sync/snapshot?limit=1000", "viewer", {}, "X-Rawi-Protocol: 1\r\n");
    EXPECT_LT(snapshot.body.size(), size_t(20) << 20) << "a slice more than a page";
    EXPECT_EQ(itemsOfSnapshot(1000), kRows) << "none is lost between pages";
}

// However pages, slices and types meet.
TEST_F(AttackByDesk, ASnapshotLosesNoRowWhereItsPagesMeet)
{
    for (const int limit : {1000, 163, 101, 100, 99}) {
        EXPECT_EQ(itemsOfSnapshot(limit), kRows) << limit;
    }
}

} // namespace rawi

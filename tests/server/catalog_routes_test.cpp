#include "tests/server/rest_bench.h"

#include "core/catalog/series.h"

#include <algorithm>
#include <thread>

namespace rawi::test {

namespace {

using server::RawReply;

class CatalogRoutesTest : public RestBench {
protected:
    void SetUp() override
    {
        RestBench::SetUp();
        seriesPath = ask("POST", "/api/v1/series", "editor",
                         {{u"title_ar"_s, u"حكايات الميناء"_s}, {u"title_en"_s, u"Harbour tales"_s}})
                         .header("location");
        ASSERT_TRUE(seriesPath.starts_with("/api/v1/series/"));
    }
    QString makeItem(const QString &title)
    {
        return json(201, "POST", "/api/v1/content", "editor",
                    {{u"kind"_s, u"video"_s}, {u"title_en"_s, title}})
            .value(u"id"_s)
            .toString();
    }
    QJsonObject addEpisode(const QString &title, int season = 1)
    {
        return json(201, "POST", seriesPath + "/episodes", "editor",
                    {{u"content_id"_s, makeItem(title)}, {u"season_number"_s, season}});
    }
    static std::string pathOf(const QJsonObject &episode, const char *more = "")
    {
        return "/api/v1/episodes/" + episode.value(u"id"_s).toString().toStdString() + more;
    }
    QStringList shownTitles(int limit)
    {
        QStringList titles;
        const QStringList items = walk(seriesPath + "/episodes?limit=" + std::to_string(limit), "content_id");
        for (const QString &id : items) {
            titles.append(
                json(200, "GET", "/api/v1/content/" + id.toStdString()).value(u"title_en"_s).toString());
        }
        return titles;
    }

    std::string seriesPath;
};

TEST_F(CatalogRoutesTest, MakesChangesAndRemovesASeries)
{
    const RawReply read = ask("GET", seriesPath, "viewer");
    EXPECT_EQ(read.header("etag"), "\"1\"");
    EXPECT_EQ(toJson(fromJson<Series>(bodyOf(read))), bodyOf(read));
    EXPECT_EQ(walk("/api/v1/series", "title_en"), QStringList{u"Harbour tales"_s});
    const QJsonObject change{{u"status"_s, u"completed"_s}};
    expectProblem(ask("PATCH", seriesPath, "editor", change), 428, "precondition_required");
    EXPECT_EQ(
        json(200, "PATCH", seriesPath, "editor", change, "If-Match: \"1\"\r\n").value(u"status"_s).toString(),
        u"completed"_s);
    const QJsonObject episode = addEpisode(u"A"_s);
    expectProblem(ask("DELETE", seriesPath, "editor"), 403, "permission_denied");
    expectProblem(ask("DELETE", seriesPath, "managing_editor"), 409, "state_conflict");
    EXPECT_EQ(ask("DELETE", pathOf(episode), "editor").status, 204);
    EXPECT_EQ(ask("DELETE", seriesPath, "managing_editor").status, 204);
    expectProblem(ask("GET", seriesPath), 404, "not_found");
}

TEST_F(CatalogRoutesTest, ShowsEpisodesInOrderWithTheirItems)
{
    const QJsonObject a = addEpisode(u"A"_s);
    addEpisode(u"Z"_s, 2);
    const QJsonObject b = addEpisode(u"B"_s);
    const QJsonObject c = addEpisode(u"C"_s);
    const QStringList first{u"A"_s, u"B"_s, u"C"_s, u"Z"_s};
    EXPECT_EQ(shownTitles(50), first);
    const QJsonObject item =
        json(200, "GET", seriesPath + "/episodes", "viewer").value(u"items"_s).toArray().at(0).toObject();
    EXPECT_EQ(item.value(u"content"_s).toObject().value(u"title_en"_s).toString(), u"A"_s);
    QJsonObject bare = item;
    bare.remove(u"content"_s);
    EXPECT_EQ(bare, a);
    json(200, "POST", pathOf(c, "/move"), "editor", {{u"season_number"_s, 1}, {u"after"_s, QJsonValue()}});
    json(200, "POST", pathOf(a, "/move"), "editor",
         {{u"season_number"_s, 1}, {u"after"_s, b.value(u"id"_s)}});
    const QStringList moved{u"C"_s, u"B"_s, u"A"_s, u"Z"_s};
    EXPECT_EQ(shownTitles(50), moved);
    EXPECT_EQ(shownTitles(1), moved); // page by page the same
}

TEST_F(CatalogRoutesTest, RefusesWithTheCause)
{
    const QJsonObject a = addEpisode(u"A"_s);
    expectProblem(ask("POST", seriesPath + "/episodes", "editor",
                      {{u"content_id"_s, a.value(u"content_id"_s)}, {u"season_number"_s, 1}}),
                  409, "already_exists");
    expectProblem(ask("POST", seriesPath + "/episodes", "editor", {{u"season_number"_s, 1}}), 422,
                  "field_required", "content_id");
    expectProblem(
        ask("POST", seriesPath + "/episodes", "editor", {{u"series_id"_s, u"x"_s}, {u"season_number"_s, 1}}),
        422, "unknown_field", "series_id");
    expectProblem(ask("POST", seriesPath + "/episodes", "viewer", {{u"season_number"_s, 1}}), 403,
                  "permission_denied");
    expectProblem(ask("GET", "/api/v1/series/01910000-0000-7000-8000-00000000ffff/episodes"), 404, "not_found");
    expectProblem(ask("PATCH", pathOf(a), "editor", {{u"sort_key"_s, u"a"_s}}, "If-Match: \"1\"\r\n"), 422,
                  "unknown_field", "sort_key");
    EXPECT_TRUE(json(200, "PATCH", pathOf(a), "editor", {{u"is_special"_s, true}}, "If-Match: \"1\"\r\n")
                    .value(u"is_special"_s)
                    .toBool());
}

TEST_F(CatalogRoutesTest, KeepsAnOrderUnderConcurrentMoves)
{
    QList<QJsonObject> episodes;
    for (int i = 0; i < 6; ++i) {
        episodes.append(addEpisode(QString(QLatin1Char(char('A' + i)))));
    }
    std::vector<std::thread> movers;
    for (int mover = 0; mover < 4; ++mover) {
        movers.emplace_back([&, mover] {
            for (int i = 0; i < 6; ++i) {
                const QJsonObject &moved = episodes[(mover + i) % 6];
                const QJsonObject &after = episodes[(mover + i * 5 + 1) % 6];
                if (moved != after) {
                    json(200, "POST", pathOf(moved, "/move"), "editor",
                         {{u"season_number"_s, 1}, {u"after"_s, after.value(u"id"_s)}});
                }
            }
        });
    }
    for (std::thread &one : movers) {
        one.join();
    }
    QStringList titles = shownTitles(2);
    std::ranges::sort(titles);
    EXPECT_EQ(titles.join(QString()), u"ABCDEF"_s);
    EXPECT_EQ(one("SELECT count(DISTINCT sort_key) FROM episodes"), u"6"_s);
}

} // namespace

} // namespace rawi::test

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
                         {{QStringLiteral("title_ar"), QStringLiteral("حكايات الميناء")},
                          {QStringLiteral("title_en"), QStringLiteral("Harbour tales")}})
                         .header("location");
        ASSERT_TRUE(seriesPath.starts_with("/api/v1/series/"));
    }
    QString makeItem(const QString &title)
    {
        return json(201, "POST", "/api/v1/content", "editor",
                    {{QStringLiteral("kind"), QStringLiteral("video")}, {QStringLiteral("title_en"), title}})
            .value(QStringLiteral("id"))
            .toString();
    }
    QJsonObject addEpisode(const QString &title, int season = 1)
    {
        return json(201, "POST", seriesPath + "/episodes", "editor",
                    {{QStringLiteral("content_id"), makeItem(title)}, {QStringLiteral("season_number"), season}});
    }
    static std::string pathOf(const QJsonObject &episode, const char *more = "")
    {
        return "/api/v1/episodes/" + episode.value(QStringLiteral("id")).toString().toStdString() + more;
    }
    QStringList shownTitles(int limit)
    {
        QStringList titles;
        const QStringList items = walk(seriesPath + "/episodes?limit=" + std::to_string(limit), "content_id");
        for (const QString &id : items) {
            titles.append(json(200, "GET", "/api/v1/content/" + id.toStdString())
                              .value(QStringLiteral("title_en"))
                              .toString());
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
    EXPECT_EQ(walk("/api/v1/series", "title_en"), QStringList{QStringLiteral("Harbour tales")});
    const QJsonObject change{{QStringLiteral("status"), QStringLiteral("completed")}};
    expectProblem(ask("PATCH", seriesPath, "editor", change), 428, "precondition_required");
    EXPECT_EQ(json(200, "PATCH", seriesPath, "editor", change, "If-Match: \"1\"\r\n")
                  .value(QStringLiteral("status"))
                  .toString(),
              QStringLiteral("completed"));
    const QJsonObject episode = addEpisode(QStringLiteral("A"));
    expectProblem(ask("DELETE", seriesPath, "editor"), 403, "permission_denied");
    expectProblem(ask("DELETE", seriesPath, "managing_editor"), 409, "state_conflict");
    EXPECT_EQ(ask("DELETE", pathOf(episode), "editor").status, 204);
    EXPECT_EQ(ask("DELETE", seriesPath, "managing_editor").status, 204);
    expectProblem(ask("GET", seriesPath), 404, "not_found");
}

TEST_F(CatalogRoutesTest, ShowsEpisodesInOrderWithTheirItems)
{
    const QJsonObject a = addEpisode(QStringLiteral("A"));
    addEpisode(QStringLiteral("Z"), 2);
    const QJsonObject b = addEpisode(QStringLiteral("B"));
    const QJsonObject c = addEpisode(QStringLiteral("C"));
    const QStringList first{QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C"), QStringLiteral("Z")};
    EXPECT_EQ(shownTitles(50), first);
    const QJsonObject item = json(200, "GET", seriesPath + "/episodes", "viewer")
                                 .value(QStringLiteral("items"))
                                 .toArray()
                                 .at(0)
                                 .toObject();
    EXPECT_EQ(item.value(QStringLiteral("content")).toObject().value(QStringLiteral("title_en")).toString(),
              QStringLiteral("A"));
    QJsonObject bare = item;
    bare.remove(QStringLiteral("content"));
    EXPECT_EQ(bare, a);
    json(200, "POST", pathOf(c, "/move"), "editor",
         {{QStringLiteral("season_number"), 1}, {QStringLiteral("after"), QJsonValue()}});
    json(200, "POST", pathOf(a, "/move"), "editor",
         {{QStringLiteral("season_number"), 1}, {QStringLiteral("after"), b.value(QStringLiteral("id"))}});
    const QStringList moved{QStringLiteral("C"), QStringLiteral("B"), QStringLiteral("A"), QStringLiteral("Z")};
    EXPECT_EQ(shownTitles(50), moved);
    EXPECT_EQ(shownTitles(1), moved); // page by page the same
}

TEST_F(CatalogRoutesTest, RefusesWithTheCause)
{
    const QJsonObject a = addEpisode(QStringLiteral("A"));
    expectProblem(ask("POST", seriesPath + "/episodes", "editor",
                      {{QStringLiteral("content_id"), a.value(QStringLiteral("content_id"))},
                       {QStringLiteral("season_number"), 1}}),
                  409, "already_exists");
    expectProblem(ask("POST", seriesPath + "/episodes", "editor", {{QStringLiteral("season_number"), 1}}), 422,
                  "field_required", "content_id");
    expectProblem(ask("POST", seriesPath + "/episodes", "editor",
                      {{QStringLiteral("series_id"), QStringLiteral("x")}, {QStringLiteral("season_number"), 1}}),
                  422, "unknown_field", "series_id");
    expectProblem(ask("POST", seriesPath + "/episodes", "viewer", {{QStringLiteral("season_number"), 1}}), 403,
                  "permission_denied");
    expectProblem(ask("GET", "/api/v1/series/01910000-0000-7000-8000-00000000ffff/episodes"), 404, "not_found");
    expectProblem(ask("PATCH", pathOf(a), "editor", {{QStringLiteral("sort_key"), QStringLiteral("a")}},
                      "If-Match: \"1\"\r\n"),
                  422, "unknown_field", "sort_key");
    EXPECT_TRUE(json(200, "PATCH", pathOf(a), "editor", {{QStringLiteral("is_special"), true}}, "If-Match: \"1\"\r\n")
                    .value(QStringLiteral("is_special"))
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
                         {{QStringLiteral("season_number"), 1},
                          {QStringLiteral("after"), after.value(QStringLiteral("id"))}});
                }
            }
        });
    }
    for (std::thread &one : movers) {
        one.join();
    }
    QStringList titles = shownTitles(2);
    std::ranges::sort(titles);
    EXPECT_EQ(titles.join(QString()), QStringLiteral("ABCDEF"));
    EXPECT_EQ(one("SELECT count(DISTINCT sort_key) FROM episodes"), QStringLiteral("6"));
}

} // namespace

} // namespace rawi::test

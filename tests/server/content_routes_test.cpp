#include "tests/server/rest_bench.h"

#include "core/content/content_item.h"

#include <QSet>

namespace rawi::test {

namespace {

using server::RawReply;

class ContentRoutesTest : public RestBench {
protected:
    QJsonObject makeItem(const QString &titleEn, const char *kind = "article")
    {
        return json(201, "POST", "/api/v1/content", "editor",
                    {{QStringLiteral("kind"), QLatin1StringView(kind)},
                     {QStringLiteral("title_ar"), QStringLiteral("خبر")},
                     {QStringLiteral("title_en"), titleEn},
                     {QStringLiteral("tags"), QJsonArray{QStringLiteral("b"), QStringLiteral("a")}}});
    }
    static std::string pathOf(const QJsonObject &row, const char *more = "")
    {
        return "/api/v1/content/" + row.value(QStringLiteral("id")).toString().toStdString() + more;
    }
    static QString stateOf(const QJsonObject &row) { return row.value(QStringLiteral("state")).toString(); }
};

TEST_F(ContentRoutesTest, MakesAndReadsTheRowTheRuleBookWrote)
{
    const RawReply made = ask("POST", "/api/v1/content", "editor",
                              {{QStringLiteral("kind"), QStringLiteral("video")},
                               {QStringLiteral("title_ar"), QStringLiteral("نشرة \"الصباح\" \\ \n")}});
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.header("etag"), "\"1\"");
    const QJsonObject row = bodyOf(made);
    EXPECT_EQ(made.header("location"), pathOf(row));
    EXPECT_TRUE(checkRow(recordInfo<ContentItem>(), row).ok());
    EXPECT_EQ(toJson(fromJson<ContentItem>(row)), row); // exactly the wire form, member by member
    const RawReply read = ask("GET", made.header("location"), "viewer");
    EXPECT_EQ(bodyOf(read), row);
    EXPECT_EQ(ask("GET", made.header("location"), "viewer", {}, "If-None-Match: \"1\"\r\n").status, 304);
}

TEST_F(ContentRoutesTest, AnswersARetriedPostOnce)
{
    const QJsonObject body{{QStringLiteral("kind"), QStringLiteral("audio")}};
    const QJsonObject first = json(201, "POST", "/api/v1/content", "editor", body, "Idempotency-Key: k1\r\n");
    const QJsonObject again = json(201, "POST", "/api/v1/content", "editor", body, "Idempotency-Key: k1\r\n");
    EXPECT_EQ(first, again);
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), QStringLiteral("1"));
    expectProblem(ask("POST", "/api/v1/content", "editor", {{QStringLiteral("kind"), QStringLiteral("image")}},
                      "Idempotency-Key: k1\r\n"),
                  409, "state_conflict");
}

TEST_F(ContentRoutesTest, ChangesOnlyTheRevisionTheCallerSaw)
{
    const QJsonObject row = makeItem(QStringLiteral("One"));
    const QJsonObject change{{QStringLiteral("title_en"), QStringLiteral("Two")}};
    expectProblem(ask("PATCH", pathOf(row), "editor", change), 428, "precondition_required", "If-Match");
    const RawReply done = ask("PATCH", pathOf(row), "editor", change, "If-Match: \"1\"\r\n");
    EXPECT_EQ(done.status, 200);
    EXPECT_EQ(done.header("etag"), "\"2\"");
    EXPECT_EQ(bodyOf(done).value(QStringLiteral("title_en")).toString(), QStringLiteral("Two"));
    expectProblem(ask("PATCH", pathOf(row), "editor", change, "If-Match: \"1\"\r\n"), 412, "revision_conflict");
    expectProblem(ask("PATCH", pathOf(row), "editor", change, "If-Match: seven\r\n"), 422, "invalid_argument",
                  "If-Match");
    EXPECT_EQ(ask("PATCH", pathOf(row), "editor", change, "If-Match: *\r\n").status, 200);
}

TEST_F(ContentRoutesTest, NamesWhatItDoesNotKnow)
{
    const QJsonObject row = makeItem(QStringLiteral("One"));
    expectProblem(ask("POST", "/api/v1/content", "editor",
                      {{QStringLiteral("kind"), QStringLiteral("article")}, {QStringLiteral("colour"), 1}}),
                  422, "unknown_field", "colour");
    expectProblem(ask("PATCH", pathOf(row), "editor", {{QStringLiteral("state"), QStringLiteral("published")}},
                      "If-Match: \"1\"\r\n"),
                  422, "unknown_field", "state");
    expectProblem(ask("PATCH", pathOf(row), "editor", {{QStringLiteral("id"), QStringLiteral("x")}},
                      "If-Match: \"1\"\r\n"),
                  422, "unknown_field", "id");
    expectProblem(ask("POST", "/api/v1/content", "editor", {{QStringLiteral("kind"), QStringLiteral("opera")}}), 422,
                  "invalid_argument", "kind");
    expectProblem(ask("GET", "/api/v1/content/not-a-uuid"), 404, "not_found");
    expectProblem(ask("GET", "/api/v1/content/01910000-0000-7000-8000-00000000ffff"), 404, "not_found");
    expectProblem(ask("POST", "/api/v1/content/01910000-0000-7000-8000-00000000ffff/submit"), 404, "not_found");
    expectProblem(ask("GET", "/api/v1/content?state=lost"), 422, "invalid_argument", "state");
    expectProblem(ask("GET", "/api/v1/content?limit=201"), 422, "invalid_argument", "limit");
    expectProblem(ask("GET", "/api/v1/content?limit=0"), 422, "invalid_argument", "limit");
    expectProblem(ask("GET", "/api/v1/content?sort=id;drop"), 422, "invalid_argument", "sort");
    expectProblem(ask("GET", "/api/v1/content?cursor=abc"), 422, "invalid_argument", "cursor");
}

TEST_F(ContentRoutesTest, WalksTheWorkflowByRole)
{
    const QJsonObject row = makeItem(QStringLiteral("One"));
    expectProblem(ask("POST", pathOf(row, "/submit"), "viewer"), 403, "permission_denied");
    EXPECT_EQ(stateOf(json(200, "POST", pathOf(row, "/submit"))), QStringLiteral("in_review"));
    expectProblem(ask("POST", pathOf(row, "/approve"), "editor"), 403, "permission_denied");
    expectProblem(ask("POST", pathOf(row, "/publish"), "managing_editor"), 409, "state_conflict");
    EXPECT_EQ(stateOf(json(200, "POST", pathOf(row, "/return"), "managing_editor",
                           {{QStringLiteral("note"), QStringLiteral("shorter")}})),
              QStringLiteral("draft"));
    EXPECT_EQ(stateOf(json(200, "POST", pathOf(row, "/submit"))), QStringLiteral("in_review"));
    EXPECT_EQ(stateOf(json(200, "POST", pathOf(row, "/approve"), "managing_editor")), QStringLiteral("approved"));
    expectProblem(ask("POST", pathOf(row, "/publish"), "managing_editor", {}, "If-Match: \"1\"\r\n"), 412,
                  "revision_conflict");
    const QJsonObject published = json(200, "POST", pathOf(row, "/publish"), "managing_editor");
    EXPECT_EQ(stateOf(published), QStringLiteral("published"));
    EXPECT_TRUE(timestampFromText(published.value(QStringLiteral("published_at")).toString()).isSet());
    expectProblem(ask("POST", pathOf(row, "/trash")), 409, "state_conflict");

    const QJsonObject past = json(200, "GET", pathOf(row, "/history?limit=3"), "viewer");
    const QJsonObject newest = past.value(QStringLiteral("items")).toArray().at(0).toObject();
    EXPECT_EQ(newest.value(QStringLiteral("command")).toString(), QStringLiteral("content.trash"));
    EXPECT_EQ(newest.value(QStringLiteral("outcome")).toString(), QStringLiteral("state_conflict"));
    EXPECT_FALSE(past.value(QStringLiteral("next_cursor")).isNull());
    const QStringList all = walk(pathOf(row, "/history?limit=3"), "command");
    EXPECT_EQ(all.last(), QStringLiteral("content.create"));
    EXPECT_TRUE(all.contains(QStringLiteral("content.publish")));
}

TEST_F(ContentRoutesTest, PagesThroughEverythingOnce)
{
    QStringList made;
    for (int i = 0; i < 23; ++i) {
        made.prepend(makeItem(QStringLiteral("Item %1").arg(i, 2, 10, QLatin1Char('0')))
                         .value(QStringLiteral("id"))
                         .toString());
    }
    EXPECT_EQ(walk("/api/v1/content", "id").size(), 23);
    for (const char *sort : {"-updated_at", "-created_at", "updated_at", "title_en", "-title_en", "title_ar"}) {
        SCOPED_TRACE(sort);
        const QStringList seen = walk(std::string("/api/v1/content?limit=5&sort=") + sort, "id");
        EXPECT_EQ(QSet<QString>(seen.begin(), seen.end()), QSet<QString>(made.begin(), made.end()));
        EXPECT_EQ(seen.size(), 23);
    }
    const QStringList titles = walk("/api/v1/content?limit=4&sort=-title_en", "title_en");
    EXPECT_EQ(titles.first(), QStringLiteral("Item 22"));
    EXPECT_TRUE(std::is_sorted(titles.rbegin(), titles.rend()));
    // A cursor of one order means nothing in another.
    const QString cursor =
        json(200, "GET", "/api/v1/content?limit=5").value(QStringLiteral("next_cursor")).toString();
    expectProblem(ask("GET", "/api/v1/content?limit=5&sort=title_en&cursor=" + cursor.toStdString()), 422,
                  "invalid_argument", "cursor");
    // A forged one is told from a broken server: ["-updated_at","x","y"].
    expectProblem(ask("GET", "/api/v1/content?cursor=WyItdXBkYXRlZF9hdCIsIngiLCJ5Il0"), 422, "invalid_argument",
                  "cursor");
}

TEST_F(ContentRoutesTest, FiltersAndSearches)
{
    const QJsonObject video = makeItem(QStringLiteral("Harbour 100%_sure"), "video");
    const QJsonObject article = makeItem(QStringLiteral("Market"));
    json(200, "POST", pathOf(article, "/submit"));
    EXPECT_EQ(walk("/api/v1/content?kind=video", "id"), QStringList{video.value(QStringLiteral("id")).toString()});
    EXPECT_EQ(walk("/api/v1/content?state=in_review&kind=article", "title_en"), QStringList{QStringLiteral("Market")});
    EXPECT_EQ(walk("/api/v1/content?q=harBOUR", "id").size(), 1);
    EXPECT_EQ(walk("/api/v1/content?q=100%25_s", "id").size(), 1);
    EXPECT_EQ(walk("/api/v1/content?q=10%25sure", "id").size(), 0); // % is a letter here
    EXPECT_EQ(walk("/api/v1/content?q=%D8%AE%D8%A8%D8%B1&limit=1", "id").size(), 2);
    json(200, "POST", pathOf(video, "/trash"));
    EXPECT_EQ(walk("/api/v1/content", "id").size(), 1);
    EXPECT_EQ(walk("/api/v1/content?trashed=true", "id").size(), 1);
    json(200, "POST", pathOf(video, "/untrash"));
    EXPECT_EQ(walk("/api/v1/content", "id").size(), 2);
}

} // namespace

} // namespace rawi::test

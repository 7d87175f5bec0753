#include "tests/server/rest_bench.h"

#include "core/content/content_revision.h"
#include "tests/support/ready_items.h"

#include <QSet>

namespace rawi::test {

namespace {

using server::RawReply;

class ContentRoutesTest : public RestBench {
protected:
    QJsonObject makeItem(const QString &titleEn, const char *kind = "article")
    {
        return json(201, "POST", "/api/v1/content", "editor",
                    {{u"kind"_s, QLatin1StringView(kind)},
                     {u"title_ar"_s, u"خبر"_s},
                     {u"title_en"_s, titleEn},
                     {u"body_ar"_s, u"نص"_s},
                     {u"body_en"_s, u"Text"_s},
                     {u"tags"_s, QJsonArray{u"b"_s, u"a"_s}}});
    }
    static std::string pathOf(const QJsonObject &row, const char *more = "")
    {
        return "/api/v1/content/" + row.value(u"id"_s).toString().toStdString() + more;
    }
    static QString stateOf(const QJsonObject &row) { return row.value(u"state"_s).toString(); }
};

TEST_F(ContentRoutesTest, MakesAndReadsTheRowTheRuleBookWrote)
{
    const RawReply made = ask("POST", "/api/v1/content", "editor",
                              {{u"kind"_s, u"video"_s}, {u"title_ar"_s, u"نشرة \"الصباح\" \\ \n"_s}});
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
    const QJsonObject body{{u"kind"_s, u"audio"_s}};
    const QJsonObject first = json(201, "POST", "/api/v1/content", "editor", body, "Idempotency-Key: k1\r\n");
    const QJsonObject again = json(201, "POST", "/api/v1/content", "editor", body, "Idempotency-Key: k1\r\n");
    EXPECT_EQ(first, again);
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"1"_s);
    expectProblem(
        ask("POST", "/api/v1/content", "editor", {{u"kind"_s, u"image"_s}}, "Idempotency-Key: k1\r\n"), 409,
        "state_conflict");
}

TEST_F(ContentRoutesTest, ChangesOnlyTheRevisionTheCallerSaw)
{
    const QJsonObject row = makeItem(u"One"_s);
    const QJsonObject change{{u"title_en"_s, u"Two"_s}};
    expectProblem(ask("PATCH", pathOf(row), "editor", change), 428, "precondition_required", "If-Match");
    const RawReply done = ask("PATCH", pathOf(row), "editor", change, "If-Match: \"1\"\r\n");
    EXPECT_EQ(done.status, 200);
    EXPECT_EQ(done.header("etag"), "\"2\"");
    EXPECT_EQ(bodyOf(done).value(u"title_en"_s).toString(), u"Two"_s);
    expectProblem(ask("PATCH", pathOf(row), "editor", change, "If-Match: \"1\"\r\n"), 412, "revision_conflict");
    expectProblem(ask("PATCH", pathOf(row), "editor", change, "If-Match: seven\r\n"), 422, "invalid_argument",
                  "If-Match");
    EXPECT_EQ(ask("PATCH", pathOf(row), "editor", change, "If-Match: *\r\n").status, 200);
}

TEST_F(ContentRoutesTest, NamesWhatItDoesNotKnow)
{
    const QJsonObject row = makeItem(u"One"_s);
    expectProblem(ask("POST", "/api/v1/content", "editor", {{u"kind"_s, u"article"_s}, {u"colour"_s, 1}}),
                  422, "unknown_field", "colour");
    expectProblem(ask("PATCH", pathOf(row), "editor", {{u"state"_s, u"published"_s}}, "If-Match: \"1\"\r\n"),
                  422, "unknown_field", "state");
    expectProblem(ask("PATCH", pathOf(row), "editor", {{u"id"_s, u"x"_s}}, "If-Match: \"1\"\r\n"), 422,
                  "unknown_field", "id");
    expectProblem(ask("POST", "/api/v1/content", "editor", {{u"kind"_s, u"opera"_s}}), 422,
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
    const QJsonObject row = makeItem(u"One"_s);
    expectProblem(ask("POST", pathOf(row, "/submit"), "viewer"), 403, "permission_denied");
    EXPECT_EQ(stateOf(json(200, "POST", pathOf(row, "/submit"))), u"in_review"_s);
    expectProblem(ask("POST", pathOf(row, "/approve"), "editor"), 403, "permission_denied");
    expectProblem(ask("POST", pathOf(row, "/publish"), "managing_editor"), 409, "state_conflict");
    EXPECT_EQ(
        stateOf(json(200, "POST", pathOf(row, "/return"), "managing_editor", {{u"note"_s, u"shorter"_s}})),
        u"draft"_s);
    EXPECT_EQ(stateOf(json(200, "POST", pathOf(row, "/submit"))), u"in_review"_s);
    EXPECT_EQ(stateOf(json(200, "POST", pathOf(row, "/approve"), "managing_editor")), u"approved"_s);
    expectProblem(ask("POST", pathOf(row, "/publish"), "managing_editor", {}, "If-Match: \"1\"\r\n"), 412,
                  "revision_conflict");
    const QJsonObject published = json(200, "POST", pathOf(row, "/publish"), "managing_editor");
    EXPECT_EQ(stateOf(published), u"published"_s);
    EXPECT_TRUE(timestampFromText(published.value(u"published_at"_s).toString()).isSet());
    expectProblem(ask("POST", pathOf(row, "/trash")), 409, "state_conflict");

    const QJsonObject past = json(200, "GET", pathOf(row, "/history?limit=3"), "viewer");
    const QJsonObject newest = past.value(u"items"_s).toArray().at(0).toObject();
    EXPECT_EQ(newest.value(u"command"_s).toString(), u"content.trash"_s);
    EXPECT_EQ(newest.value(u"outcome"_s).toString(), u"state_conflict"_s);
    EXPECT_FALSE(past.value(u"next_cursor"_s).isNull());
    const QStringList all = walk(pathOf(row, "/history?limit=3"), "command");
    EXPECT_EQ(all.last(), u"content.create"_s);
    EXPECT_TRUE(all.contains(u"content.publish"_s));
}

TEST_F(ContentRoutesTest, ReadinessNamesWhatIsMissingAndPublishingRefusesTheSame)
{
    const QJsonObject film = makeItem(u"Film"_s, "video");
    const QJsonObject missing = json(200, "GET", pathOf(film, "/readiness"), "viewer");
    EXPECT_EQ(missing.value(u"ready"_s), false);
    EXPECT_EQ(missing.value(u"reasons"_s), (QJsonArray{u"file_missing"_s, u"rendition_missing"_s}));
    json(200, "POST", pathOf(film, "/submit"));
    json(200, "POST", pathOf(film, "/approve"), "managing_editor");
    expectProblem(ask("POST", pathOf(film, "/publish"), "managing_editor"), 409, "not_ready",
                  "file_missing, rendition_missing");
    const server::CommandContext itself{Actor::server(), {}, u"test"_s};
    giveRendition(film.value(u"id"_s).toString(), [&](const QString &name, const QJsonObject &args) {
        const auto done = commands->run(itself, name, args);
        ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
    });
    EXPECT_EQ(json(200, "GET", pathOf(film, "/readiness"), "viewer").value(u"ready"_s), true);
    json(200, "POST", pathOf(film, "/publish"), "managing_editor");
    expectProblem(ask("GET", "/api/v1/content/01910000-0000-7000-8000-00000000ffff/readiness"), 404, "not_found");
}

TEST_F(ContentRoutesTest, TheAudienceReadsTheLiveRevisionWhileEditorsSeeTheWorkingCopy)
{
    const QJsonObject row = makeItem(u"First"_s);
    const auto live = [&] { return "/api/v1/published/" + row.value(u"id"_s).toString().toStdString(); };
    const auto publish = [&] {
        json(200, "POST", pathOf(row, "/submit"));
        json(200, "POST", pathOf(row, "/approve"), "managing_editor");
        return json(200, "POST", pathOf(row, "/publish"), "managing_editor");
    };
    expectProblem(ask("GET", live(), "viewer"), 404, "not_found");
    const QJsonObject published = publish();
    const QJsonObject first = json(200, "GET", live(), "viewer");
    EXPECT_EQ(first.value(u"title_en"_s), u"First"_s);
    EXPECT_EQ(first.value(u"tags"_s), (QJsonArray{u"a"_s, u"b"_s}));
    EXPECT_EQ(first.value(u"revision"_s), published.value(u"live_rev"_s));
    EXPECT_EQ(first.value(u"published_at"_s), published.value(u"published_at"_s));
    const QJsonObject change{{u"title_en"_s, u"Second"_s}};
    EXPECT_EQ(stateOf(json(200, "PATCH", pathOf(row), "editor", change, "If-Match: *\r\n")), u"draft"_s);
    EXPECT_EQ(json(200, "GET", live(), "viewer"), first) << "nothing unseen is public";
    EXPECT_EQ(walk("/api/v1/published?kind=article", "title_en"), QStringList{u"First"_s});
    EXPECT_TRUE(walk("/api/v1/published?kind=video", "title_en").isEmpty());
    EXPECT_EQ(json(200, "GET", pathOf(row)).value(u"title_en"_s), u"Second"_s);
    publish();
    const QJsonObject second = json(200, "GET", live(), "viewer");
    EXPECT_EQ(second.value(u"title_en"_s), u"Second"_s);
    EXPECT_EQ(second.value(u"first_published_at"_s), first.value(u"first_published_at"_s));
    json(200, "POST", pathOf(row, "/unpublish"), "managing_editor");
    expectProblem(ask("GET", live(), "viewer"), 404, "not_found");
    EXPECT_TRUE(walk("/api/v1/published", "id").isEmpty());
}

TEST_F(ContentRoutesTest, AnApprovalOfTextsThatWereReplacedIsRefused)
{
    const QJsonObject row = makeItem(u"One"_s);
    const QString read = revisionOf(fromJson<ContentItem>(row)).text();
    json(200, "POST", pathOf(row, "/submit"));
    json(200, "PATCH", pathOf(row), "editor", {{u"title_en"_s, u"Two"_s}}, "If-Match: *\r\n");
    expectProblem(ask("POST", pathOf(row, "/approve"), "managing_editor", {{u"revision"_s, read}}), 412, "revision_conflict");
    EXPECT_EQ(stateOf(json(200, "POST", pathOf(row, "/approve"), "managing_editor")), u"approved"_s);
}

TEST_F(ContentRoutesTest, PagesThroughEverythingOnce)
{
    QStringList made;
    for (int i = 0; i < 23; ++i) {
        made.prepend(makeItem(u"Item %1"_s.arg(i, 2, 10, QLatin1Char('0'))).value(u"id"_s).toString());
    }
    EXPECT_EQ(walk("/api/v1/content", "id").size(), 23);
    for (const char *sort : {"-updated_at", "-created_at", "updated_at", "title_en", "-title_en", "title_ar"}) {
        SCOPED_TRACE(sort);
        const QStringList seen = walk(std::string("/api/v1/content?limit=5&sort=") + sort, "id");
        EXPECT_EQ(QSet<QString>(seen.begin(), seen.end()), QSet<QString>(made.begin(), made.end()));
        EXPECT_EQ(seen.size(), 23);
    }
    const QStringList titles = walk("/api/v1/content?limit=4&sort=-title_en", "title_en");
    EXPECT_EQ(titles.first(), u"Item 22"_s);
    EXPECT_TRUE(std::is_sorted(titles.rbegin(), titles.rend()));
    // A cursor of one order means nothing in another.
    const QString cursor = json(200, "GET", "/api/v1/content?limit=5").value(u"next_cursor"_s).toString();
    expectProblem(ask("GET", "/api/v1/content?limit=5&sort=title_en&cursor=" + cursor.toStdString()), 422,
                  "invalid_argument", "cursor");
    // A forged one is told from a broken server: ["-updated_at","x","y"].
    expectProblem(ask("GET", "/api/v1/content?cursor=WyItdXBkYXRlZF9hdCIsIngiLCJ5Il0"), 422, "invalid_argument",
                  "cursor");
}

TEST_F(ContentRoutesTest, FiltersAndSearches)
{
    const QJsonObject video = makeItem(u"Harbour 100%_sure"_s, "video");
    const QJsonObject article = makeItem(u"Market"_s);
    json(200, "POST", pathOf(article, "/submit"));
    EXPECT_EQ(walk("/api/v1/content?kind=video", "id"), QStringList{video.value(u"id"_s).toString()});
    EXPECT_EQ(walk("/api/v1/content?state=in_review&kind=article", "title_en"), QStringList{u"Market"_s});
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

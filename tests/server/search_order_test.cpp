#include "tests/server/rest_bench.h"

#include "core/catalog/series.h"
#include "core/content/content_item.h"
#include "sync-server/pg/list_store.h"

#include <QUrl>

namespace rawi::test {

namespace {

class SearchTextTest : public RestBench {
protected:
    QString make(const QJsonObject &fields)
    {
        QJsonObject body = fields;
        body.insert(u"kind"_s, u"article"_s);
        return json(201, "POST", "/api/v1/content", "editor", body).value(u"id"_s).toString();
    }
    QStringList found(const char *words, const std::string &path = "/api/v1/content?limit=2&q=")
    {
        QStringList ids = walk(path + QUrl::toPercentEncoding(QString::fromUtf8(words)).toStdString(), "id");
        ids.sort();
        return ids;
    }
    // The English titles, page by page.
    QStringList titles(const std::string &sort) { return walk("/api/v1/content?limit=2&sort=" + sort, "title_en"); }
    void fill()
    {
        const auto filled = pool->with<bool>([this](server::PgConnection &connection) -> Result<bool> {
            RAWI_TRY(server::fillListings(connection, rules.types()));
            return true;
        });
        ASSERT_TRUE(filled.ok()) << qUtf8Printable(filled.error().toString());
    }
};

TEST_F(SearchTextTest, FindsWhatReadersMeanInTitlesBodiesAndTags)
{
    const QString item = make({{u"title_ar"_s, u"مُؤتمرُ المسؤولين في مَرَّاكُش"_s},
                               {u"title_en"_s, u"The Café Conference"_s},
                               {u"body_ar"_s, u"تحدّث الخبير بالكتاب عن القراءة"_s},
                               {u"body_en"_s, u"Harbours and markets"_s},
                               {u"tags"_s, QJsonArray{u"ثقافة"_s, u"Old Town"_s}}});
    make({{u"title_ar"_s, u"شيء آخر"_s}, {u"title_en"_s, u"Something else"_s}});
    for (const char *words : {"مراكش", "مؤتمر مراكش", "مراكش مؤتمر", "مسئولين", "كتاب", "والكتاب", "قرائة", "ثقافه", "town old",
                              "CONFERENCE cafe", "harb مراكش", "اكش", "onferenc", "مراكش\\"}) {
        EXPECT_EQ(found(words), QStringList{item}) << words;
    }
    for (const char *words : {"مراكش else", "تاب", "arbours", "…", "' OR 1=1"}) {
        EXPECT_EQ(found(words), QStringList{}) << words;
    }
}

TEST_F(SearchTextTest, FollowsEveryCommand)
{
    const QString item = make({{u"title_ar"_s, u"خبر"_s}, {u"title_en"_s, u"Harbour"_s}});
    const std::string path = "/api/v1/content/" + item.toStdString();
    EXPECT_EQ(found("harbour"), QStringList{item});
    json(200, "PATCH", path, "editor", {{u"title_en"_s, u"Market"_s}, {u"tags"_s, QJsonArray{u"ميناء"_s}}}, "If-Match: *\r\n");
    EXPECT_EQ(found("harbour"), QStringList{});
    EXPECT_EQ(found("مينا market"), QStringList{item});
    json(200, "POST", path + "/submit");
    EXPECT_EQ(found("market"), QStringList{item});
    json(200, "POST", path + "/return", "managing_editor", {{u"note"_s, u"x"_s}});
    json(200, "POST", path + "/trash");
    EXPECT_EQ(found("market"), QStringList{});
}

TEST_F(SearchTextTest, WhatWasThereBeforeIsFilledAndMadeAnewByOtherRules)
{
    const QString item = make({{u"title_en"_s, u"Harbour 10"_s}});
    make({{u"title_en"_s, u"Harbour 9"_s}});
    one("DELETE FROM content_items_list RETURNING 1");
    EXPECT_EQ(found("harbour"), QStringList{});
    fill();
    EXPECT_EQ(found("harbour 10"), QStringList{item});
    EXPECT_EQ(titles("title_en"), (QStringList{u"Harbour 9"_s, u"Harbour 10"_s}));
    one("UPDATE content_items_list SET words = '', found = '' RETURNING 1");
    fill();
    EXPECT_EQ(found("harbour 10"), QStringList{}) << "made by these rules already";
    one("UPDATE listings SET version = 'older' WHERE type = 'content_items' RETURNING 1");
    fill();
    EXPECT_EQ(found("harbour 10"), QStringList{item});
}

TEST_F(SearchTextTest, ABodyOfMoreWordsThanAnIndexHoldsIsKept)
{
    const auto words = [](char16_t first) { // of three bytes a character
        QString body;
        for (int i = 0; body.size() < 199'000; ++i) {
            body += QString(QChar(first + i % 2000)).repeated(40) + QString::number(i) + u' ';
        }
        return body;
    };
    const QString item = make({{u"title_en"_s, u"Long"_s}, {u"body_ar"_s, words(0x4E00)}, {u"body_en"_s, words(0x6000)}});
    EXPECT_EQ(found("long"), QStringList{item});
}

TEST_F(SearchTextTest, PeopleAndSeriesAreFoundAlike)
{
    const auto made = people->addUser({u"zain@example.org"_s, u"a long pass phrase 7"_s, Role::Editor, u"مُؤمن الزَّيْن"_s, u"Zaïn"_s});
    ASSERT_TRUE(made.ok());
    for (const char *words : {"زين", "مئمن زين", "zain", "ain@exam"}) {
        EXPECT_EQ(found(words, "/api/v1/users?limit=2&q="), QStringList{uuidText(*made)}) << words;
    }
    const QString series =
        json(201, "POST", "/api/v1/series", "editor", {{u"title_ar"_s, u"المسؤول"_s}, {u"title_en"_s, u"b"_s}}).value(u"id"_s).toString();
    EXPECT_EQ(found("مسئول", "/api/v1/series?limit=2&q="), QStringList{series});
}

using TitleOrderTest = SearchTextTest;

TEST_F(TitleOrderTest, PagesAreInTheOrderOfReaders)
{
    const QStringList english{u"apple"_s, u"«Banana»"_s, u"Éclair"_s, u"Part 2"_s, u"Part 10"_s, u"Zebra"_s};
    for (const int i : {4, 0, 5, 2, 1, 3}) {
        make({{u"title_en"_s, english.at(i)}});
    }
    EXPECT_EQ(titles("title_en"), english);
    QStringList down = titles("-title_en");
    std::reverse(down.begin(), down.end());
    EXPECT_EQ(down, english);
    EXPECT_EQ(titles("title_ar"), english) << "English stands in";
    make({{u"title_ar"_s, u"باريس"_s}, {u"title_en"_s, u"q"_s}});
    make({{u"title_ar"_s, u"پاریس"_s}, {u"title_en"_s, u"r"_s}});
    make({{u"title_ar"_s, u"تونس"_s}, {u"title_en"_s, u"a"_s}});
    EXPECT_EQ(titles("title_ar"), (QStringList{u"q"_s, u"r"_s, u"a"_s} + english)) << "Arabic first";
    const QStringList both = walk("/api/v1/content?limit=2&sort=title_ar&q=p", "title_en");
    EXPECT_EQ(both, (QStringList{u"Part 2"_s, u"Part 10"_s}));
}

TEST_F(TitleOrderTest, EqualTitlesArePagedOnce)
{
    QStringList made;
    for (int i = 0; i < 7; ++i) {
        made.append(make({{u"title_en"_s, i % 2 ? u"Same"_s : u"«Same»"_s}}));
    }
    made.sort();
    EXPECT_EQ(walk("/api/v1/content?limit=2&sort=title_en", "id"), made) << "then by id";
}

TEST_F(TitleOrderTest, SeriesAndPeopleAreInOrderToo)
{
    int addresses = 0;
    for (const QString &title : {u"Zebra"_s, u"apple"_s, u"Part 10"_s, u"Part 9"_s}) {
        json(201, "POST", "/api/v1/series", "editor", {{u"title_en"_s, title}});
    }
    EXPECT_EQ(walk("/api/v1/series?limit=2&sort=title_en", "title_en"),
              (QStringList{u"apple"_s, u"Part 9"_s, u"Part 10"_s, u"Zebra"_s}));
    EXPECT_EQ(walk("/api/v1/series?limit=2", "title_en").first(), u"Part 9"_s) << "newest first, as before";
    expectProblem(ask("GET", "/api/v1/series?sort=members"), 422, "invalid_argument", "sort");
    for (const char *name : {"Zoe", "adam", "Élie"}) {
        const QString address = QString::number(++addresses) + u"x@example.org"_s;
        ASSERT_TRUE(people->addUser({address, u"a long pass phrase 7"_s, Role::Editor, {}, QString::fromUtf8(name)}).ok());
    }
    const QStringList names = walk("/api/v1/users?limit=2&sort=name_en&q=x@example", "name_en");
    EXPECT_EQ(names, (QStringList{u"adam"_s, u"Élie"_s, u"Zoe"_s}));
}

} // namespace

} // namespace rawi::test

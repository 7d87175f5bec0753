#include "core/content/content_item.h"
#include "core/desk/content/content_lists.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/replica_database.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

class DeskListsTest : public testing::Test {
protected:
    DeskListsTest()
    {
        stores.add(ContentLists::tables());
        open();
    }

    void open()
    {
        desk.reset();
        auto opened = Replica::open(directory.path(), rules, stores, clock);
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        desk = std::move(*opened);
    }
    QString make(const QJsonObject &fields)
    {
        QJsonObject args = fields;
        args.insert(u"kind"_s, u"article"_s);
        clock.advance(1);
        const auto receipt = desk->execute(u"content.create"_s, args);
        EXPECT_TRUE(receipt.ok()) << (receipt.ok() ? "" : qUtf8Printable(receipt.error().toString()));
        return receipt.ok() ? receipt->result.value("id"_L1).toString() : QString();
    }
    QStringList listed(const ContentQuery &query) const
    {
        const auto ids = ContentLists(*desk).ids(query);
        EXPECT_TRUE(ids.ok()) << (ids.ok() ? "" : qUtf8Printable(ids.error().toString()));
        QStringList found;
        for (const QUuid &id : *ids) {
            found.append(uuidText(id));
        }
        return found;
    }
    QStringList found(const char *words) const
    {
        ContentQuery query;
        query.text = QString::fromUtf8(words);
        return listed(query);
    }
    QStringList titles(ContentQuery::Order order) const
    {
        ContentQuery query;
        query.order = order;
        QStringList shown;
        const QStringList ids = listed(query);
        for (const QString &id : ids) {
            const auto item = desk->find(Id<ContentItem>::fromText(id));
            shown.append((*item)->titleEn);
        }
        return shown;
    }

    TemporaryDirectory directory;
    ManualClock clock;
    RuleBook rules = makeWorkspaceRules();
    LocalStores stores;
    std::unique_ptr<Replica> desk;
};

} // namespace

TEST_F(DeskListsTest, FindWhatReadersMeanInTitlesBodiesAndTags)
{
    const QString item = make({{u"title_ar"_s, u"مُؤتمرُ المسؤولين في مَرَّاكُش"_s},
                               {u"title_en"_s, u"The Café Conference"_s},
                               {u"body_ar"_s, u"تحدّث الخبير بالكتاب عن القراءة"_s},
                               {u"tags"_s, QJsonArray{u"ثقافة"_s, u"Old Town"_s}}});
    make({{u"title_ar"_s, u"شيء آخر"_s}, {u"title_en"_s, u"Something else"_s}});
    for (const char *words : {"مراكش مؤتمر", "مسئولين", "كتاب", "والكتاب", "قرائة", "ثقافه", "town old", "CONFERENCE cafe", "اكش"}) {
        EXPECT_EQ(found(words), QStringList{item}) << words;
    }
    for (const char *words : {"مراكش else", "تاب", "…"}) {
        EXPECT_EQ(found(words), QStringList{}) << words;
    }
}

TEST_F(DeskListsTest, AreInTheOrderOfReaders)
{
    const QStringList english{u"apple"_s, u"«Banana»"_s, u"Éclair"_s, u"Part 2"_s, u"Part 10"_s, u"Zebra"_s};
    for (const int i : {4, 0, 5, 2, 1, 3}) {
        make({{u"title_en"_s, english.at(i)}});
    }
    EXPECT_EQ(titles(ContentQuery::Order::TitleEn), english);
    make({{u"title_ar"_s, u"پاریس"_s}, {u"title_en"_s, u"r"_s}});
    make({{u"title_ar"_s, u"تونس"_s}, {u"title_en"_s, u"a"_s}});
    EXPECT_EQ(titles(ContentQuery::Order::TitleAr), (QStringList{u"r"_s, u"a"_s} + english));
}

TEST_F(DeskListsTest, WhatOtherRulesMadeIsMadeAnew)
{
    const QString item = make({{u"title_en"_s, u"Part 10"_s}, {u"body_ar"_s, u"بالكتاب"_s}});
    make({{u"title_en"_s, u"Part 9"_s}});
    // As the first version of Rawi wrote it.
    ReplicaDatabase &file = desk->database();
    ASSERT_TRUE(file.exec(u"UPDATE content_index SET body = 'بالكتاب' WHERE body <> ''"_s).ok());
    ASSERT_TRUE(file.exec(u"UPDATE content_index SET head = 'part', sort_en = 'part' || created_at"_s).ok());
    for (const QString &index : {u"content_words"_s, u"content_trigrams"_s}) {
        ASSERT_TRUE(file.exec(u"INSERT INTO %1 (%1) VALUES ('rebuild')"_s.arg(index)).ok());
    }
    ASSERT_TRUE(file.exec(u"DELETE FROM meta WHERE key = 'made_by_of_content_index'"_s).ok());
    EXPECT_EQ(found("كتاب"), QStringList{});
    open();
    EXPECT_EQ(found("كتاب"), QStringList{item});
    EXPECT_EQ(titles(ContentQuery::Order::TitleEn), (QStringList{u"Part 9"_s, u"Part 10"_s}));
}

} // namespace rawi::test

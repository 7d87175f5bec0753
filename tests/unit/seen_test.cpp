// Kinds: an answer carries what it looked at; text as a whole is merged; short texts make no false sentences.
#include "core/catalog/series.h"
#include "core/content/content_item.h"
#include "core/content/content_revision.h"
#include "core/media/subtitle_track.h"
#include "core/rules/conflict.h"
#include "core/text/word_merge.h"
#include "tests/support/rule_bench.h"

namespace rawi::test {

namespace {

const QString kTitle = u"title_en"_s;

class Seen : public testing::Test {
protected:
    QString item(const QString &title, const QString &body = {})
    {
        return bench.make(u"content.create"_s, {{u"kind"_s, u"article"_s}, {kTitle, title}, {u"title_ar"_s, u"ع"_s}, {u"body_en"_s, body}});
    }

    void edit(const QString &id, const QString &field, const QString &value, const QString &base)
    {
        bench.make(u"content.update"_s, {{u"id"_s, id}, {field, value}}, {{field, base}});
    }

    QList<Conflict> open()
    {
        QList<Conflict> all = bench.all<Conflict>();
        all.removeIf([](const Conflict &one) { return one.settled; });
        return all;
    }

    // "a" became "theirs"; "mine", which was based on "a", waits.
    QString clash(const QString &id)
    {
        edit(id, kTitle, u"theirs"_s, u"a"_s);
        edit(id, kTitle, u"mine"_s, u"a"_s);
        const QList<Conflict> conflicts = open();
        EXPECT_EQ(conflicts.size(), 1);
        return conflicts.value(0).id.text();
    }

    // As a desk pushes it: its client, and what it had looked at.
    Result<QJsonObject> pushed(const QString &name, const QJsonObject &args, const QJsonObject &seenRow, const RecordInfo &type)
    {
        return bench.run(name, args, judgedIn(*bench.rules().rule(name), type, seenRow));
    }

    RuleBench bench;
};

} // namespace

TEST_F(Seen, ASettlementThatSawEarlierTextOverwritesNothing)
{
    const QString id = item(u"a"_s);
    const QString conflict = clash(id);
    edit(id, kTitle, u"written since"_s, u"theirs"_s);
    bench.make(u"conflict.settle"_s, {{u"id"_s, conflict}, {u"text"_s, u"mine"_s}}, {{u"text"_s, u"theirs"_s}});
    EXPECT_EQ(bench.get<ContentItem>(id).titleEn, u"written since"_s);
    ASSERT_EQ(open().size(), 1) << "the settler's text is kept beside it";
    EXPECT_EQ(open().first().mineText, u"mine"_s);
    EXPECT_EQ(open().first().theirsText, u"written since"_s);
    EXPECT_EQ(open().first().baseText, u"theirs"_s);
}

TEST_F(Seen, ASettlementOfAnOlderDeskSawWhatTheConflictKept)
{
    const QString id = item(u"a"_s);
    const QString conflict = clash(id);
    edit(id, kTitle, u"written since"_s, u"theirs"_s);
    bench.make(u"conflict.settle"_s, {{u"id"_s, conflict}, {u"text"_s, u"mine"_s}});
    EXPECT_EQ(bench.get<ContentItem>(id).titleEn, u"written since"_s);
    EXPECT_EQ(open().size(), 1);
}

TEST_F(Seen, KeepingTheCurrentVersionKeepsWhatWasWrittenSince)
{
    const QString id = item(u"a"_s);
    const QString conflict = clash(id);
    edit(id, kTitle, u"written since"_s, u"theirs"_s);
    bench.make(u"conflict.settle"_s, {{u"id"_s, conflict}, {u"text"_s, u"theirs"_s}}, {{u"text"_s, u"theirs"_s}});
    EXPECT_EQ(bench.get<ContentItem>(id).titleEn, u"written since"_s);
    EXPECT_TRUE(open().isEmpty());
}

TEST_F(Seen, ASettlementThatSawTheLaterTextReplacesIt)
{
    const QString id = item(u"a"_s);
    const QString conflict = clash(id);
    edit(id, kTitle, u"written since"_s, u"theirs"_s);
    bench.make(u"conflict.settle"_s, {{u"id"_s, conflict}, {u"text"_s, u"mine"_s}}, {{u"text"_s, u"written since"_s}});
    EXPECT_EQ(bench.get<ContentItem>(id).titleEn, u"mine"_s);
    EXPECT_TRUE(open().isEmpty());
}

TEST_F(Seen, ASeriesThatWasEditedSinceIsNotRemoved)
{
    const QString id = bench.make(u"series.create"_s, {{kTitle, u"Show"_s}});
    const QJsonObject seen = toJson(bench.get<Series>(id));
    bench.make(u"series.update"_s, {{u"id"_s, id}, {u"description_en"_s, u"all that was written about it"_s}});
    const auto refused = pushed(u"series.remove"_s, {{u"id"_s, id}}, seen, recordInfo<Series>());
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::RevisionConflict);
    const auto removed = pushed(u"series.remove"_s, {{u"id"_s, id}}, toJson(bench.get<Series>(id)), recordInfo<Series>());
    EXPECT_TRUE(removed.ok());
}

TEST_F(Seen, WhatIsApprovedAndPublishedIsWhatWasRead)
{
    const QString id = item(u"Title"_s, u"Body"_s);
    bench.make(u"content.update"_s, {{u"id"_s, id}, {u"body_ar"_s, u"متن"_s}});
    bench.make(u"content.submit"_s, {{u"id"_s, id}});
    const QJsonObject read = toJson(bench.get<ContentItem>(id));
    edit(id, u"body_en"_s, u"Another body"_s, u"Body"_s);
    const auto approved = pushed(u"content.approve"_s, {{u"id"_s, id}}, read, recordInfo<ContentItem>());
    ASSERT_FALSE(approved.ok());
    EXPECT_EQ(approved.error().code, ErrorCode::RevisionConflict);
    bench.make(u"content.approve"_s, {{u"id"_s, id}});
    const QJsonObject first = toJson(bench.get<ContentItem>(id));
    edit(id, u"body_en"_s, u"A third body"_s, u"Another body"_s);
    bench.make(u"content.approve"_s, {{u"id"_s, id}});
    const auto published = pushed(u"content.publish"_s, {{u"id"_s, id}}, first, recordInfo<ContentItem>());
    ASSERT_FALSE(published.ok()) << "somebody else's approval of another text";
    EXPECT_EQ(published.error().code, ErrorCode::RevisionConflict);
    EXPECT_TRUE(pushed(u"content.publish"_s, {{u"id"_s, id}}, toJson(bench.get<ContentItem>(id)), recordInfo<ContentItem>()).ok());
}

TEST_F(Seen, TwoWordsOfATitleMakeNoSentenceThatNobodyWrote)
{
    const QString id = item(u"أصيب 3 في عدن"_s);
    edit(id, kTitle, u"أصيب 13 في عدن"_s, u"أصيب 3 في عدن"_s);
    edit(id, kTitle, u"قتل 3 في عدن"_s, u"أصيب 3 في عدن"_s);
    EXPECT_EQ(bench.get<ContentItem>(id).titleEn, u"أصيب 13 في عدن"_s);
    ASSERT_EQ(open().size(), 1);
    EXPECT_EQ(open().first().mineText, u"قتل 3 في عدن"_s);
}

TEST(SentenceMerge, ANumberAndAWordOfOneSentenceAreLookedAt)
{
    const QString rest = u" في الهجوم على المدينة القديمة صباح اليوم.\nسطر آخر"_s;
    EXPECT_EQ(mergeSentences(u"أصيب 3"_s + rest, u"أصيب 13"_s + rest, u"قتل 3"_s + rest), std::nullopt);
    EXPECT_EQ(mergeSentences(u"أصيب ٣"_s + rest, u"أصيب ١٣"_s + rest, u"أصيب ٣ في الهجوم على البلدة القديمة صباح اليوم.\nسطر آخر"_s), std::nullopt);
    // Of two sentences each is somebody's own.
    EXPECT_EQ(mergeSentences(u"Three died. It rained on 4 May.\nMore"_s, u"Four died. It rained on 4 May.\nMore"_s,
                             u"Three died. It rained on 5 May.\nMore"_s),
              u"Four died. It rained on 5 May.\nMore"_s);
    // The same on both sides is no clash.
    EXPECT_EQ(mergeSentences(u"a 3 b"_s, u"a 4 b"_s, u"a 4 b"_s), u"a 4 b"_s);
}

TEST(SentenceMerge, InOneLineNearWordsAreLookedAtAndDistantOnesMerge)
{
    EXPECT_EQ(mergeSentences(u"one two three"_s, u"ONE two three"_s, u"one two THREE"_s), std::nullopt);
    EXPECT_EQ(mergeSentences(u"one b c d e f two"_s, u"ONE b c d e f two"_s, u"one b c d e f TWO"_s), u"ONE b c d e f TWO"_s);
    const QString lines = u"\nanother line"_s;
    EXPECT_EQ(mergeSentences(u"one two three"_s + lines, u"ONE two three"_s + lines, u"one two THREE"_s + lines), u"ONE two THREE"_s + lines)
        << "a long text merges by word, as ever";
}

} // namespace rawi::test

#include "core/media/subtitle_track.h"
#include "core/rules/conflict.h"
#include "tests/support/rule_bench.h"
#include "tests/support/text.h"

namespace rawi::test {

namespace {

QString body(const QString &first, const QString &second)
{
    return u"WEBVTT\n\na\n00:00:01.000 --> 00:00:02.000\n%1\n\nb\n00:00:03.000 --> 00:00:04.000\n%2\n\n"_s
        .arg(first, second);
}

class SubtitleRules : public testing::Test {
protected:
    SubtitleRules()
    {
        const QString item = bench.make(text("content.create"), {{text("kind"), text("video")}});
        asset = bench.make(text("media.add_asset"), {{text("content_id"), item}, {text("original_filename"), text("a.mp4")}});
    }

    Result<QJsonObject> put(const QString &cues, const QJsonObject &more = {}, const QJsonObject &base = {})
    {
        QJsonObject args{{text("asset_id"), asset}, {text("language"), text("ar")}, {text("body"), cues}};
        for (auto it = more.begin(); it != more.end(); ++it) {
            args.insert(it.key(), it.value());
        }
        return bench.run(text("subtitles.put"), args, base);
    }

    // As REST asks: no desk, and nothing that it was based on.
    Result<QJsonObject> replace(const QString &cues)
    {
        Command command;
        command.id = makeUuidV7(bench.clock.nowMs());
        command.name = text("subtitles.put");
        command.args = {{text("asset_id"), asset}, {text("language"), text("ar")}, {text("body"), cues}};
        return bench.runAgain(command);
    }

    SubtitleTrack only()
    {
        const QList<SubtitleTrack> all = bench.all<SubtitleTrack>();
        EXPECT_EQ(all.size(), 1);
        return all.value(0);
    }

    RuleBench bench;
    QString asset;
};

} // namespace

TEST_F(SubtitleRules, KeepATrackOfEachLanguageAndKind)
{
    ASSERT_TRUE(put(text("1\n00:00:01,000 --> 00:00:02,000\nمرحبا\n")).ok());
    EXPECT_EQ(only().body, text("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nمرحبا\n\n"));
    ASSERT_TRUE(replace(body(text("x"), text("y"))).ok()) << "over REST: in place of what is there";
    EXPECT_EQ(only().body, body(text("x"), text("y")));
    EXPECT_EQ(only().rev, 2);
    ASSERT_TRUE(replace(body(text("x"), text("y"))).ok());
    EXPECT_EQ(only().rev, 2) << "the same again is no change";
    ASSERT_TRUE(put(body(text("x"), text("y")), {{text("language"), text("en")}}).ok());
    EXPECT_EQ(bench.all<SubtitleTrack>().size(), 2);

    EXPECT_EQ(put(text("no cue")).error().subject, text("body: subtitles"));
    EXPECT_EQ(put(text("WEBVTT\n\n00:xx --> 1\na")).error().subject, text("body: line 3"));
    EXPECT_EQ(put(body({}, {}), {{text("language"), text("عربي")}}).error().subject, text("language"));
    EXPECT_EQ(put(body({}, {}), {{text("asset_id"), uuidText(QUuid::createUuid())}}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(put(body(text("x"), text("y")), {{text("kind"), text("chapters")}}).error().subject, text("body: chapter 1"))
        << "the first chapter starts at 0";
    bench.actAs(Role::Viewer);
    EXPECT_EQ(put(body({}, {})).error().code, ErrorCode::PermissionDenied);
}

TEST_F(SubtitleRules, MergeCueByCueAndKeepBothSidesOfAClash)
{
    const QString start = body(text("one"), text("two"));
    ASSERT_TRUE(put(start).ok());
    const QString id = only().id.text();
    const auto edit = [&](const QString &cues) {
        return bench.run(text("subtitles.put"), {{text("id"), id}, {text("body"), cues}}, {{text("body"), start}});
    };
    ASSERT_TRUE(edit(body(text("ONE"), text("two"))).ok());
    ASSERT_TRUE(edit(body(text("one"), text("TWO"))).ok());
    EXPECT_EQ(only().body, body(text("ONE"), text("TWO")));
    EXPECT_TRUE(bench.all<Conflict>().isEmpty());

    ASSERT_TRUE(edit(body(text("uno"), text("two"))).ok());
    EXPECT_EQ(only().body, body(text("ONE"), text("TWO"))) << "what is there stays";
    const QList<Conflict> conflicts = bench.all<Conflict>();
    ASSERT_EQ(conflicts.size(), 1);
    EXPECT_EQ(conflicts[0].mineText, body(text("uno"), text("TWO"))) << "mine, with what did not clash taken over";
    bench.make(text("conflict.settle"), {{text("id"), conflicts[0].id.text()}, {text("text"), conflicts[0].mineText}});
    EXPECT_EQ(only().body, body(text("uno"), text("TWO")));
    bench.make(text("subtitles.remove"), {{text("id"), id}});
    EXPECT_TRUE(bench.all<SubtitleTrack>().isEmpty());
}

// Kind: text that arrives as a whole.
TEST_F(SubtitleRules, TheFirstSaveOnTwoDesksKeepsBoth)
{
    const QString theirs = text("WEBVTT\n\na\n00:00:01.000 --> 00:00:02.000\nfirst desk\n\n");
    const QString mine = text("WEBVTT\n\nb\n00:00:05.000 --> 00:00:06.000\nsecond desk\n\n");
    ASSERT_TRUE(put(theirs, {}, {{text("body"), text("")}}).ok());
    ASSERT_TRUE(put(mine, {}, {{text("body"), text("")}}).ok());
    EXPECT_TRUE(only().body.contains(text("first desk")) && only().body.contains(text("second desk")));
    EXPECT_TRUE(bench.all<Conflict>().isEmpty());
    // Of one and the same cue nobody's is lost, nor of a desk of before, which did not say what it saw.
    const QString other = text("WEBVTT\n\na\n00:00:01.000 --> 00:00:02.000\nthird desk\n\n");
    ASSERT_TRUE(put(other).ok());
    EXPECT_TRUE(only().body.contains(text("first desk")));
    ASSERT_EQ(bench.all<Conflict>().size(), 1);
    EXPECT_TRUE(bench.all<Conflict>().first().mineText.contains(text("third desk")));
}

TEST_F(SubtitleRules, HeadersAndStylesThatBothChangedAreAConflict)
{
    const QString cue = text("1\n00:00:01.000 --> 00:00:02.000\nx\n\n");
    const auto styled = [&](const char *colour) { return text("WEBVTT\n\nSTYLE\n::cue { color: %1 }\n\n").arg(text(colour)) + cue; };
    ASSERT_TRUE(put(styled("white")).ok());
    const QString start = only().body;
    ASSERT_TRUE(put(styled("red"), {}, {{text("body"), start}}).ok());
    ASSERT_TRUE(put(styled("lime"), {}, {{text("body"), start}}).ok());
    EXPECT_TRUE(only().body.contains(text("red"))) << qUtf8Printable(only().body);
    ASSERT_EQ(bench.all<Conflict>().size(), 1);
    EXPECT_TRUE(bench.all<Conflict>().first().mineText.contains(text("lime")));
}

TEST_F(SubtitleRules, ARemovedTrackComesBackWholeOrNotAtAll)
{
    ASSERT_TRUE(put(body(text("one"), text("two"))).ok());
    const QString start = only().body;
    const QString id = only().id.text();
    bench.make(text("subtitles.remove"), {{text("id"), id}});
    const auto part = bench.run(text("subtitles.put"), {{text("id"), id}, {text("body"), body(text("ONE"), text("two"))}},
                                {{text("body"), start}});
    ASSERT_FALSE(part.ok());
    EXPECT_EQ(part.error().code, ErrorCode::NotFound);
    ASSERT_TRUE(put(body(text("ONE"), text("two")), {{text("id"), id}}, {{text("body"), start}}).ok());
    EXPECT_EQ(only().body, body(text("ONE"), text("two"))) << "not only what was changed in it";
}

} // namespace rawi::test

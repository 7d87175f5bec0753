#include "core/subtitles/cue_check.h"
#include "core/subtitles/cue_merge.h"
#include "core/subtitles/cue_search.h"
#include "core/subtitles/cue_timing.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

Cue cue(qint64 startMs, qint64 endMs, const char *words)
{
    return {startMs, endMs, text(words), {}, {}, {}};
}

} // namespace

TEST(CueCheck, CountsWhatIsRead)
{
    EXPECT_EQ(characterCount(text("مُحَمَّدٌ")), 4) << "vowel marks belong to their letters";
    EXPECT_EQ(characterCount(text("<i>a b</i>\u200F")), 3) << "spaces count, tags and controls do not";
    EXPECT_EQ(characterCount(text("مـــد")), 2);
    EXPECT_EQ(characterCount(text("a\nb")), 2);
    EXPECT_EQ(characterCount(text("👩‍👩‍👧")), 1);
    EXPECT_DOUBLE_EQ(readingSpeed(cue(0, 2000, "abcd")), 2);
}

TEST(CueCheck, FindsWhatAViewerCannotFollow)
{
    const QList<Cue> cues{cue(0, 2000, "fine"),
                          cue(1500, 3000, "overlaps"),
                          cue(3010, 5000, "too near"),
                          cue(5000, 5500, "brief"),
                          cue(6000, 16000, "long"),
                          cue(17000, 18000, "thirty letters within a second"),
                          cue(19000, 22000, "a line of more than forty-two letters, all in one"),
                          cue(23000, 25000, "a\nb\nc"),
                          cue(26000, 25900, "back"),
                          cue(24000, 26000, " ")};
    using K = CueCheckKind;
    const QList<std::pair<qsizetype, K>> expected{{1, K::Overlap},     {2, K::SmallGap},     {3, K::TooShort},
                                                  {4, K::TooLong},     {5, K::TooFast},      {6, K::LineTooLong},
                                                  {7, K::TooManyLines}, {8, K::EndBeforeStart}, {9, K::OutOfOrder},
                                                  {9, K::Empty}};
    QList<std::pair<qsizetype, K>> found;
    for (const CueFinding &one : checkCues(cues, CueLimits())) {
        if (one.cue != 8 || one.kind != K::TooFast) {
            found.append({one.cue, one.kind});
        }
    }
    EXPECT_EQ(found, expected);
}

TEST(CueTiming, ShiftsAndStretches)
{
    const QList<Cue> cues{cue(1000, 2000, "a"), cue(61'000, 62'000, "b")};
    const auto later = shiftedCues(cues, 500);
    ASSERT_TRUE(later.ok());
    EXPECT_EQ(later->at(1).startMs, 61'500);
    EXPECT_EQ(shiftedCues(cues, -1001).error().subject, text("cue 1"));

    const auto stretched = scaledCues(cues, {1000, 2000}, {61'000, 64'500});
    ASSERT_TRUE(stretched.ok());
    EXPECT_EQ(stretched->at(0).startMs, 2000);
    EXPECT_EQ(stretched->at(1).startMs, 64'500);
    EXPECT_EQ(stretched->at(0).endMs, 3042);
    const auto film = scaledCues({cue(0, 25'000, "a")}, {0, 0}, {25'000, 23'976});
    EXPECT_EQ(film->at(0).endMs, 23'976);
    EXPECT_FALSE(scaledCues(cues, {1000, 0}, {1000, 5}).ok());
    EXPECT_FALSE(scaledCues(cues, {0, 1000}, {1000, 0}).ok()) << "time does not run backwards";
    EXPECT_FALSE(scaledCues(cues, {0, 0}, {1000, 360'000'000}).ok()) << "beyond what a file can say";
}

TEST(CueSearch, FindsAsAReaderDoes)
{
    const QString line = text("قَالَ أحمد: <i>إلى المدرسة</i> ٢٠٢٦");
    EXPECT_TRUE(findInText(line, text("قال"), MatchMode::Exact).isEmpty());
    const auto said = findInText(line, text("قال"), MatchMode::Folded);
    ASSERT_EQ(said.size(), 1);
    EXPECT_EQ(line.mid(said[0].at, said[0].length), text("قَالَ")) << "its vowel marks with it";
    EXPECT_EQ(replaceInText(line, text("احمد"), text("سلمى"), MatchMode::Folded).text,
              text("قَالَ سلمى: <i>إلى المدرسة</i> ٢٠٢٦"));
    EXPECT_EQ(findInText(line, text("المدرسه"), MatchMode::Folded).size(), 1);
    EXPECT_EQ(findInText(line, text("2026"), MatchMode::Folded).size(), 1);
    EXPECT_TRUE(findInText(line, text("i"), MatchMode::Exact).isEmpty()) << "tags are no text";
    EXPECT_TRUE(findInText(line, {}, MatchMode::Exact).isEmpty());
    const Replaced twice = replaceInText(text("aaaa A"), text("aa"), text("aaa"), MatchMode::Exact);
    EXPECT_EQ(twice.text, text("aaaaaa A"));
    EXPECT_EQ(twice.count, 2);
    EXPECT_EQ(replaceInText(text("STRASSE straße"), text("strasse"), text("road"), MatchMode::Folded).text,
              text("road road"));
}

TEST(CueMerge, TakesBothEditsOfATrack)
{
    SubtitleFile base;
    base.cues = {cue(0, 1000, "one two three"), cue(2000, 3000, "four"), cue(4000, 5000, "five"), cue(6000, 7000, "six")};
    completeCueIds(base.cues);
    EXPECT_EQ(base.cues[3].id, text("4"));
    SubtitleFile mine = base, theirs = base;
    mine.cues[0].text = text("ONE two three");
    theirs.cues[0].text = text("one two THREE");
    mine.cues[1].startMs = 2100;
    theirs.cues[1].text = text("FOUR");
    mine.cues.removeAt(2); // they did not touch it
    theirs.cues.removeLast();
    mine.cues.last().text = text("SIX"); // they removed it
    Cue mineNew = cue(500, 900, "mine"), theirNew = cue(600, 900, "theirs");
    mineNew.id = text("m");
    theirNew.id = text("t");
    mine.cues.append(mineNew);
    theirs.cues.append(theirNew);

    const CueMerge merge = mergeCues(base, mine, theirs);
    EXPECT_EQ(merge.clashes, 0);
    QStringList texts;
    for (const Cue &one : merge.merged.cues) {
        texts.append(one.text);
    }
    EXPECT_EQ(texts, QStringList({text("ONE two THREE"), text("mine"), text("theirs"), text("FOUR"), text("SIX")}));
    EXPECT_EQ(merge.merged.cues[3].startMs, 2100);
    EXPECT_EQ(merge.alternative.cues, merge.merged.cues);
    EXPECT_EQ(mergeCues(base, theirs, mine).merged.cues.size(), 5);
    EXPECT_EQ(mergeCues(base, base, theirs).merged.cues, mergeCues(base, theirs, base).merged.cues);
}

TEST(CueMerge, KeepsBothSidesOfAClash)
{
    SubtitleFile base;
    base.cues = {cue(0, 1000, "four"), cue(2000, 3000, "five")};
    completeCueIds(base.cues);
    SubtitleFile mine = base, theirs = base;
    mine.cues[0].text = text("quatre");
    theirs.cues[0].text = text("vier");
    theirs.cues[1].text = text("fünf");
    const CueMerge merge = mergeCues(base, mine, theirs);
    EXPECT_EQ(merge.clashes, 1);
    EXPECT_EQ(merge.merged.cues, theirs.cues);
    EXPECT_EQ(merge.alternative.cues[0].text, text("quatre"));
    EXPECT_EQ(merge.alternative.cues[1].text, text("fünf"));

    QList<Cue> doubled{base.cues[0], base.cues[0], cue(1, 2, "a")};
    completeCueIds(doubled);
    EXPECT_EQ(doubled[0].id, text("1"));
    EXPECT_EQ(doubled[1].id, text("2"));
    EXPECT_EQ(doubled[2].id, text("3"));
}

} // namespace rawi::test

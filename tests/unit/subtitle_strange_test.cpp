#include "core/subtitles/chapters.h"
#include "core/subtitles/cue_time.h"
#include "core/subtitles/subtitle_format.h"
#include "core/subtitles/text_encoding.h"
#include "tests/support/case_files.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

// Cues and notes of a file, one a line: what a viewer would be shown, and what an editor is told.
QStringList shownOf(const QByteArray &bytes)
{
    const Result<SubtitleFile> file = parseSubtitles(bytes);
    if (!file.ok()) {
        return {file.error().toString()};
    }
    static constexpr std::array kNotes{"ignored", "broken", "drawing", "marks", "arrow", "tags"};
    QStringList out;
    for (const Cue &cue : file->cues) {
        out.append(u"%1 %2 %3 %4"_s.arg(QString::number(cue.startMs), QString::number(cue.endMs), cue.settings, cue.text));
    }
    for (const ParseNote &note : file->notes) {
        out.append(u"line %1: %2"_s.arg(note.line).arg(QLatin1StringView(kNotes.at(static_cast<size_t>(note.kind)))));
    }
    return out;
}

} // namespace

TEST(StrangeSubtitles, MarksBeforeATimeArePassedOverAndNoted)
{
    for (const char *mark : {"\u202B", "\u200F", "\uFEFF", "\u2067\u200B"}) {
        const QByteArray srt = QByteArray("1\n00:00:01,000 --> 00:00:02,500\na\n\n") + mark + "2\n" + mark + "00:00:03,000 --> " + mark
            + "00:00:04,500\nb\n";
        EXPECT_EQ(shownOf(srt), QStringList({text("1000 2500  a"), text("3000 4500  b"), text("line 6: marks")})) << mark;
        const QByteArray vtt = QByteArray("WEBVTT\n\n") + mark + "00:03.000 --> 00:04.500\nb\n";
        EXPECT_EQ(shownOf(vtt), QStringList({text("3000 4500  b"), text("line 3: marks")})) << mark;
    }
    const QByteArray ass = "[Events]\nDialogue: 0,\u202B0:00:01.00,0:00:02.50,Default,,0,0,0,,a\n";
    EXPECT_EQ(shownOf(ass), QStringList(text("1000 2500  a")));
}

TEST(StrangeSubtitles, OtherArrowsAreReadAndNoted)
{
    for (const char *arrow : {"–>", "—>", "→", "->", "==>", "--&gt;", "- ->", "−−>"}) {
        const QByteArray times = QByteArray("00:00:03,000 ") + arrow + " 00:00:04,500\n";
        EXPECT_EQ(shownOf("1\n00:00:01,000 --> 00:00:02,500\na\n\n2\n" + times + "b\n"),
                  QStringList({text("1000 2500  a"), text("3000 4500  b"), text("line 6: arrow")}))
            << arrow;
        EXPECT_EQ(shownOf("WEBVTT\n\nid\n" + times + "b\n"), QStringList({text("3000 4500  b"), text("line 4: arrow")})) << arrow;
    }
    const QByteArray lesson = "1\n00:00:01,000 --> 00:00:02,500\n10:30 → 11:00\n5 -> 6\n";
    EXPECT_EQ(shownOf(lesson), QStringList(text("1000 2500  10:30 → 11:00\n5 -> 6"))) << "hours of a day are text";
    const QList<Cue> tricky{{0, 1000, text("1\n00:00:03,000 → 00:00:04,000"), {}, {}, {}}};
    EXPECT_EQ(shownOf(toSrt(tricky)), QStringList(text("0 1000  1\n- 00:00:03,000 → 00:00:04,000"))) << "text stays text in a file";
    EXPECT_EQ(shownOf(toWebVtt(tricky)), QStringList(text("0 1000  1\n00:00:03,000 → 00:00:04,000")));
}

TEST(StrangeSubtitles, OverrideTagsLeaveTheirPositionAndAreRemoved)
{
    const auto shown = [](const QByteArray &words) { return shownOf("1\n00:00:01,000 --> 00:00:02,000\n" + words + '\n'); };
    EXPECT_EQ(shown("{\\a6}top"), QStringList(text("1000 2000 line:0 top")));
    EXPECT_EQ(shown("{\\a1}left"), QStringList(text("1000 2000 align:start left")));
    EXPECT_EQ(shown("{\\a11}right"), QStringList(text("1000 2000 line:50% align:end right")));
    EXPECT_EQ(shown("a {\\an8}b"), QStringList(text("1000 2000 line:0 a b")));
    EXPECT_EQ(shown("{\\i1\\an7}a{\\i0}\\Nb"), QStringList({text("1000 2000 line:0 align:start a\nb"), text("line 3: tags")}));
    EXPECT_EQ(shown("a\n{\\pos(192,20)}\n{\\fad(1,2)}b"), QStringList({text("1000 2000  a\nb"), text("line 4: tags"), text("line 5: tags")}));
    EXPECT_EQ(shown("{words} {not closed \\an8"), QStringList(text("1000 2000  {words} {not closed \\an8")));
}

TEST(StrangeSubtitles, CharacterReferencesAreCharacters)
{
    const auto shown = [](const char *words) {
        return shownOf(QByteArray("WEBVTT\n\n00:01.000 --> 00:02.000\n") + words + '\n').value(0).mid(11);
    };
    EXPECT_EQ(shown("city&#39;s &#x27;a&#X2019; &apos;b&apos;"), text("city's 'a’ 'b'"));
    EXPECT_EQ(shown("&hellip; caf&eacute; &laquo;&#1605;&raquo; &yuml;&nbsp;&#128512;"), text("… café «م» ÿ\u00A0😀"));
    EXPECT_EQ(shown("&#146;&#0;&#xD800;&#99999999;"), text("’\uFFFD\uFFFD\uFFFD"));
    EXPECT_EQ(shown("&amp;#39; AT&T; R&D &#; &#x; &#39"), text("&#39; AT&T; R&D &#; &#x; &#39")) << "once, and only references";
    const QList<Cue> cues{{0, 1, text("&#39; & <3"), {}, {}, {}}};
    EXPECT_EQ(parseWebVtt(toWebVtt(cues))->cues, cues);
}

TEST(StrangeSubtitles, ReportedFilesAreRead)
{
    const QByteArray marked = caseBytes("media/s08-rle-one.srt");
    if (marked.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    const QStringList words{text("1000 2500  مرحبا بكم في الحلقة الأولى"), text("3000 4500  كيف حالكم؟ نعم، بخير"), text("5000 6000  end")};
    EXPECT_EQ(shownOf(marked), words + QStringList(text("line 6: marks")));
    EXPECT_EQ(shownOf(caseBytes("media/s10-endash.srt")), words + QStringList(text("line 6: arrow")));
    EXPECT_EQ(shownOf(caseBytes("media/s15-alignment.srt")), QStringList(text("1000 2000 line:0 في أعلى الصورة")));
    EXPECT_EQ(shownOf(caseBytes("media/s20-apostrophe.vtt")), QStringList(text("1000 2000  The city's square")));
}

TEST(Tags, AreReadInTheEncodingOfTheirBytes)
{
    EXPECT_EQ(decodeTag("\u00C7\u00E1\u00CD\u00E1\u00DE\u00C9"), text("الحلقة")) << "Windows-1256 that was taken for Latin-1";
    EXPECT_EQ(decodeTag("\xC7\xE1\xCD\xE1\xDE\xC9 1"), text("الحلقة 1")) << "bytes nobody decoded";
    EXPECT_EQ(decodeTag("\u00D8\u00B9\u00D8\u00AF\u00D9\u0086"), text("عدن")) << "UTF-8 that was taken for Latin-1";
    for (const char *right : {"عدن", "Aden – عدن", "créée", "La Pensée créée", "Noël à la mer", "Œuvre", "", "¿Qué?", "über Öl"}) {
        EXPECT_EQ(decodeTag(right), text(right));
    }
    EXPECT_EQ(decodeTag("don\u0092t"), text("don’t"));
    EXPECT_EQ(decodeTag("\u008DA a"), text("A a")) << "what is no character is left out";
}

TEST(Chapters, AreReadInTheEncodingOfTheirFile)
{
    const QByteArray page = "00:00 \xC7\xE1\xE3\xDE\xCF\xE3\xC9\n01:30 \xC7\xE1\xDD\xD5\xE1 \xC7\xE1\xC3\xE6\xE1\n";
    const QList<Chapter> right{{0, text("المقدمة")}, {90'000, text("الفصل الأول")}};
    const auto chaptersIn = [](const QByteArray &bytes) {
        const auto read = parseChapterText(decodeText(bytes).text);
        EXPECT_TRUE(read.ok()) << (read.ok() ? "" : qUtf8Printable(read.error().toString()));
        return read.ok() ? *read : QList<Chapter>();
    };
    EXPECT_EQ(chaptersIn(page), right);
    QByteArray wide("\xFF\xFE");
    for (const QChar one : chapterText(right)) {
        wide.append(char(one.unicode() & 0xFF)).append(char(one.unicode() >> 8));
    }
    EXPECT_EQ(chaptersIn(wide), right);
    EXPECT_EQ(chaptersIn(wide.sliced(2)), right) << "without its mark";
    EXPECT_EQ(parseChapterText(text("00:00 a\n00:10 b\uFFFD")).error().subject, text("line 2")) << "what cannot be read is not kept";
    const QByteArray reported = caseBytes("media/c2-1256.txt");
    if (reported.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    EXPECT_EQ(chaptersIn(reported), right);
}

} // namespace rawi::test

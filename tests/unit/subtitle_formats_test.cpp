#include "core/subtitles/chapters.h"
#include "core/subtitles/cue_markup.h"
#include "core/subtitles/cue_time.h"
#include "core/subtitles/subtitle_format.h"
#include "core/subtitles/text_encoding.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

SubtitleFile read(const QByteArray &bytes)
{
    const Result<SubtitleFile> file = parseSubtitles(bytes);
    EXPECT_TRUE(file.ok()) << (file.ok() ? "" : qUtf8Printable(file.error().toString()));
    return file.ok() ? *file : SubtitleFile{};
}

QStringList textsOf(const SubtitleFile &file)
{
    QStringList texts;
    for (const Cue &cue : file.cues) {
        texts.append(cue.text);
    }
    return texts;
}

Error refusal(const QByteArray &bytes)
{
    const Result<SubtitleFile> file = parseSubtitles(bytes);
    EXPECT_FALSE(file.ok());
    return file.ok() ? Error{} : file.error();
}

Error chapterRefusal(const char *pasted)
{
    const Result<QList<Chapter>> chapters = parseChapterText(text(pasted));
    EXPECT_FALSE(chapters.ok()) << pasted;
    return chapters.ok() ? Error{} : chapters.error();
}

// What Windows programs write: Arabic in one byte a letter.
QByteArray windows1256()
{
    return "1\r\n00:00:01,000 --> 00:00:02,500\r\n\xE3\xD1\xCD\xC8\xC7\xA1 \xDF\xED\xDD \xC7\xE1\xCD\xC7\xE1\xBF\r\n\r\n";
}

} // namespace

TEST(CueTime, IsReadInTheFormsFilesHave)
{
    EXPECT_EQ(parseCueTime(u"00:00:01,500"), 1500);
    EXPECT_EQ(parseCueTime(u"1:02:03.4"), 3'723'400) << "a fraction of one place is tenths";
    EXPECT_EQ(parseCueTime(u" 02:03.045 "), 123'045);
    EXPECT_EQ(parseCueTime(u"00:00:01, 500"), 1500);
    EXPECT_EQ(parseCueTime(u"00:01:02"), 62'000);
    EXPECT_EQ(parseCueTime(u"٠٠:٠١:٠٢٫٢٥٠"), 62'250);
    EXPECT_EQ(parseCueTime(u"00:00:00.123456"), 123);
    for (const QStringView wrong : {u"", u"12", u"00:", u":12", u"a:10", u"00:00:00:00", u"00:01.", u"99999:00:00",
                                    u"1000:00:00", u"-1:00"}) {
        EXPECT_EQ(parseCueTime(wrong), std::nullopt) << qPrintable(wrong.toString());
    }
    EXPECT_EQ(cueTimeText(3'723'004), text("01:02:03.004"));
    EXPECT_EQ(cueTimeText(-5, u','), text("00:00:00,000"));
    for (const qint64 ms : {qint64(0), qint64(59'999), qint64(360'000'001), kMaxCueTimeMs}) {
        EXPECT_EQ(parseCueTime(cueTimeText(ms)), ms);
    }
}

TEST(Encoding, IsToldFromTheBytes)
{
    EXPECT_EQ(decodeText("\xEF\xBB\xBF\xD8\xB9").text, text("ع"));
    const QString arabic = text("مرحبا، كيف الحال؟");
    const DecodedText page = decodeText(windows1256());
    EXPECT_EQ(page.encoding, TextEncoding::Windows1256);
    EXPECT_TRUE(page.text.contains(arabic));
    const DecodedText western = decodeText("Caf\xE9 \x97 No\xEBl, d\xE9j\xE0 vu; pa\xEDs");
    EXPECT_EQ(western.encoding, TextEncoding::Windows1252);
    EXPECT_EQ(western.text, text("Café — Noël, déjà vu; país"));

    QByteArray little("\xFF\xFE"), big("\xFE\xFF"), unmarked;
    const QString line = text("00:00:01,000 --> 00:00:02,000 ") + arabic;
    for (const QChar one : line) {
        const char low = static_cast<char>(one.unicode() & 0xFF), high = static_cast<char>(one.unicode() >> 8);
        (little += low) += high;
        (big += high) += low;
        (unmarked += low) += high;
    }
    for (const QByteArray &bytes : {little, big, unmarked}) {
        EXPECT_EQ(decodeText(bytes).text, line);
        EXPECT_EQ(decodeText(bytes).encoding, TextEncoding::Utf16);
    }
    const DecodedText scratched = decodeText("مرحبا بكم في عدن \xFF");
    EXPECT_EQ(scratched.encoding, TextEncoding::Utf8) << "one bad byte does not make a text of another encoding";
    EXPECT_TRUE(scratched.broken);
    EXPECT_EQ(decodeText(QByteArray("a\0b", 3)).text, text("a\uFFFDb"));
}

TEST(Srt, IsReadAsFilesAre)
{
    const SubtitleFile plain = read("\xEF\xBB\xBF" "1\r\n00:00:01,000 --> 00:00:02,500\r\nمرحبا\r\nبكم\r\n\r\n"
                                    "2\r\n00:00:03,000 --> 00:00:04,000\r\n<i>Hello</i>\r\n");
    EXPECT_EQ(textsOf(plain), QStringList({text("مرحبا\nبكم"), text("<i>Hello</i>")}));
    EXPECT_EQ(plain.cues[0].startMs, 1000);
    EXPECT_EQ(plain.cues[0].endMs, 2500);
    EXPECT_EQ(plain.format, SubtitleFormat::Srt);
    EXPECT_EQ(textsOf(read(windows1256())), QStringList(text("مرحبا، كيف الحال؟")));

    // No empty line between, point for comma, no hours, numbers out of order or missing, empty lines in the text.
    const SubtitleFile torn = read("7\n00:01.5 --> 00:02.5\nIn\n\n1984\n8\n00:00:03.000 --> 00:00:04\ntwo\n\nparts\n\n"
                                   "3\n00:00:05,0 --> 00:00:06,000 X1:40 X2:600\nlast\n\n00:00:07,000 --> 00:00:08,000\nno number");
    EXPECT_EQ(textsOf(torn), QStringList({text("In\n1984"), text("two\nparts"), text("last"), text("no number")}));
    EXPECT_EQ(torn.cues[0].startMs, 1500);
    EXPECT_TRUE(torn.notes.isEmpty());

    const SubtitleFile years = read("1\n00:00:01,000 --> 00:00:02,000\nIn\n1984\n00:00:03,000 --> 00:00:04,000\nwar\n");
    EXPECT_EQ(textsOf(years), QStringList({text("In\n1984"), text("war")})) << "a year is not the next number";
    EXPECT_EQ(textsOf(read("1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:02,000 --> 00:00:03,000\nb")),
              QStringList({text("a"), text("b")}));

    const SubtitleFile titled = read("A file of mine\n\n1\n00:00:01,000 --> 00:00:02,000\na\n");
    ASSERT_EQ(titled.notes.size(), 1);
    EXPECT_EQ(titled.notes[0].kind, ParseNoteKind::IgnoredText);
    EXPECT_EQ(read("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}top\n").cues[0].settings, text("line:0"));
}

TEST(Srt, RefusesWithTheLine)
{
    EXPECT_EQ(refusal("1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:xx --> 00:00:04\nb\n").subject, text("line 6"));
    EXPECT_EQ(refusal("just a letter\nto someone\n").code, ErrorCode::InvalidArgument);
    EXPECT_EQ(refusal({}).code, ErrorCode::InvalidArgument);
    EXPECT_EQ(refusal(QByteArray(kMaxSubtitleBytes + 1, 'a')).code, ErrorCode::TooLarge);
    QByteArray bomb;
    for (int i = 0; i <= kMaxCues; ++i) {
        bomb += "00:00 --> 00:01\n";
    }
    EXPECT_EQ(refusal(bomb).subject, u"line %1"_s.arg(kMaxCues + 1));
    EXPECT_EQ(refusal("00:00 --> 00:01\n" + QByteArray(kMaxCueText + 1, 'a')).code, ErrorCode::TooLarge);
}

TEST(WebVtt, IsReadAsTheStandardSays)
{
    const SubtitleFile file = read("WEBVTT - lecture\nKind: captions\n\nSTYLE\n::cue { color: lime }\n\n"
                                   "NOTE for the\nreader\n\nintro\n00:01.000 --> 00:02.000 align:start line:0\n"
                                   "<v Salma>a &lt;b&gt; &amp; &rlm;c\nd --&gt; e\n\n01:00:00.000 --> 01:00:01.000\nf\n\nNOTE end\n");
    ASSERT_EQ(file.cues.size(), 2);
    EXPECT_EQ(file.header, text("- lecture\nKind: captions"));
    EXPECT_EQ(file.cues[0], (Cue{1000, 2000, text("<v Salma>a <b> & \u200Fc\nd --> e"), text("intro"),
                                 text("align:start line:0"), text("for the\nreader")}));
    EXPECT_EQ(file.cues[1].startMs, 3'600'000);
    EXPECT_EQ(file.blocks, QStringList({text("STYLE\n::cue { color: lime }"), text("NOTE\nend")}));
    EXPECT_EQ(textsOf(read("WEBVTT\n\n1\n00:01.000 --> 00:02.000\na\n2\n00:03.000 --> 00:04.000\nb")),
              QStringList({text("a"), text("b")}))
        << "no empty line between";
    EXPECT_TRUE(read("WEBVTT\n").cues.isEmpty());
    EXPECT_EQ(parseWebVtt("1\n00:01.000 --> 00:02.000\na\n").error().subject, text("line 1"));
    EXPECT_EQ(refusal("WEBVTT\n\n00:01 --> never\na\n").subject, text("line 3"));
    EXPECT_EQ(read("WEBVTT\n\nlost words\n\n00:01.000 --> 00:02.000\na\n").notes.value(0).line, 3);
}

TEST(Ass, IsReadAsPlainText)
{
    const SubtitleFile file = read(
        "[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:02.50,Default,{\\an8\\i1}أهلا{\\i0}، نعم\\Nسطر\\hثان {not closed\n"
        "Comment: 0,0:00:02.00,0:00:03.00,Default,hidden\n"
        "Dialogue: 0,0:00:03.00,0:00:04.00,Default,{\\p1}m 0 0 l 10 10{\\p0}\n"
        "Dialogue: 0,0:00:05.00,0:00:06.00,Default,{\\pos(1,2)}a, b\n");
    EXPECT_EQ(textsOf(file), QStringList({text("أهلا، نعم\nسطر\u00A0ثان {not closed"), text("a, b")}));
    EXPECT_EQ(file.cues[0].endMs, 2500);
    ASSERT_EQ(file.notes.size(), 1);
    EXPECT_EQ(file.notes[0], (ParseNote{12, ParseNoteKind::DrawingLeftOut}));
    EXPECT_EQ(refusal("[Events]\nDialogue: 0,0:00:01.00\n").subject, text("line 2"));
    EXPECT_EQ(refusal("[Events]\nFormat: Start, End, Text\nDialogue: x,0:00:01.00,a\n").subject, text("line 3"));
}

TEST(Subtitles, AreWrittenSoThatTheyReadTheSame)
{
    SubtitleFile file;
    file.header = text("- x\nKind: captions");
    file.blocks = {text("STYLE\n::cue { color: lime }")};
    file.cues = {{0, 1500, text("<i>مرحبا</i> & <3\n٣ --> 4"), text("a"), text("line:0"), text("note\nof two lines")},
                 {2000, 3'600'000, text("b"), {}, {}, {}}};
    const SubtitleFile again = read(toWebVtt(file));
    EXPECT_EQ(again.cues, file.cues);
    EXPECT_EQ(again.header, file.header);
    EXPECT_EQ(again.blocks, file.blocks);

    const SubtitleFile srt = read(toSrt(file.cues));
    EXPECT_EQ(textsOf(srt), QStringList({text("<i>مرحبا</i> & <3\n٣ -> 4"), text("b")}));
    EXPECT_EQ(srt.cues[0].settings, text("line:0"));
    EXPECT_EQ(srt.cues[1].endMs, 3'600'000);
    EXPECT_TRUE(toSrt(file.cues).startsWith("1\n00:00:00,000 --> 00:00:01,500\n{\\an8}<i>"));
    EXPECT_EQ(textsOf(read(toWebVtt({{0, 1, text("a\n\nb"), {}, text("x --> y"), {}}}))), QStringList(text("a\nb")));
    for (const QString &said : {text("<v Tom & Amal>a</v>"), text("<v &amp;>a")}) {
        EXPECT_EQ(textsOf(read(toWebVtt({{0, 1, said, {}, {}, {}}}))), QStringList(said));
    }
    const SubtitleFile arrows = read(toWebVtt({{0, 1, text("a"), text("line:0 ----> b"), text("x ---> y"), {}}}));
    EXPECT_EQ(textsOf(arrows), QStringList(text("a"))) << "a longer arrow leaves none behind";
    EXPECT_EQ(read(toWebVtt(arrows)).cues, arrows.cues);
    EXPECT_EQ(withoutTags(text("<v Salma>a <b>b</b> <3 <00:01:02.000>c <script>")), text("a b <3 c <script>"));
}

TEST(Chapters, ArePastedAsText)
{
    const auto pasted = parseChapterText(
        text("\u200F٠٠:٠٠ المقدمة\n\n02:05 - Aden: the port\n(1:02:03) خاتمة 2\n1:10:00.500 [credits]"));
    ASSERT_TRUE(pasted.ok()) << qUtf8Printable(pasted.error().toString());
    EXPECT_EQ(*pasted, (QList<Chapter>{{0, text("المقدمة")},
                                       {125'000, text("Aden: the port")},
                                       {3'723'000, text("خاتمة 2")},
                                       {4'200'500, text("[credits]")}}));
    const auto again = parseChapterText(chapterText(*pasted));
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again, *pasted);
    EXPECT_EQ(chapterText({{0, text("a")}, {61'000, text("b")}}), text("00:00 a\n01:01 b\n"));
    EXPECT_EQ(chaptersOf(read(toWebVtt(chapterCues(*pasted, 5'000'000))).cues), *pasted);

    EXPECT_EQ(chapterRefusal("00:01 a").code, ErrorCode::InvalidArgument);
    EXPECT_EQ(chapterRefusal("00:00 a\n00:00 b").subject, text("line 2"));
    EXPECT_EQ(chapterRefusal("00:00 a\n\nnext b").subject, text("line 3"));
    EXPECT_EQ(chapterRefusal("00:00").code, ErrorCode::InvalidArgument);
    EXPECT_EQ(chapterRefusal("00:00abc").code, ErrorCode::InvalidArgument);
    EXPECT_EQ(chapterRefusal("").code, ErrorCode::InvalidArgument);
    EXPECT_FALSE(checkChapters({{0, text("a")}, {5, text("b")}, {5, text("c")}}).ok());
}

} // namespace rawi::test

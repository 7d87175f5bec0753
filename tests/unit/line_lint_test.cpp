#include "core/base/literals.h"
#include "core/subtitles/line_lint.h"

#include "core/subtitles/cue_markup.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace rawi::test {

namespace {

constexpr Direction kArabic = Direction::RightToLeft;
constexpr Direction kEnglish = Direction::LeftToRight;

QList<LintKind> kinds(const QList<LintFinding> &findings)
{
    QList<LintKind> all;
    for (const LintFinding &one : findings) {
        all.append(one.kind);
    }
    return all;
}

int fixable(const QList<LintFinding> &findings)
{
    int count = 0;
    for (const LintFinding &one : findings) {
        count += one.isFixable();
    }
    return count;
}

QString readable(const QString &value)
{
    QString shown;
    for (const QChar one : value) {
        shown += isBidiControl(one) || one.unicode() == 0xFEFF
            ? u"<U+%1>"_s.arg(one.unicode(), 4, 16, QLatin1Char('0'))
            : QString(one);
    }
    return shown;
}

// What may follow what in a line that somebody typed, well or badly.
QString randomText(std::mt19937 &random)
{
    static const QStringList pieces{
        text("مرحبا"),  text("كيف"),   text("الحال"),  text("قَالَ"),  text("هـ"),    text("مـــد"),  text("Rawi"), text("word"),
        text("C++"),    text("10:30"), text("3.14"),   text("1,000"), text("٣٫٥"),   text("٢٠٢٦"),  text("https://x.org/a?b,c"),
        text("a@b.org"), text(","),    text("?"),      text(";"),     text("،"),     text("؟"),     text("؛"),
        text("."),      text("..."),   text("…"),      text("!"),     text(":"),     text("-"),     text("–"),
        text("("),      text(")"),     text("«"),      text("»"),     text("\""),    text("“"),     text("”"),
        text("["),      text("<i>"),   text("</i>"),   text("<v Salma>"), text("<"), text("&"),    text("\u200F"),
        text("\u200E"), text("\u202B"), text("\u202C"), text("\u2067"), text("\u2069"), text("\u202E"), text("\uFEFF"),
        text("\u061C"), text("\u00A0"), text("\t"),    text("  "),    text("\n"),    text(" ")};
    std::uniform_int_distribution<qsizetype> length(0, 14);
    std::uniform_int_distribution<qsizetype> piece(0, pieces.size() - 1);
    QString made;
    for (qsizetype left = length(random); left > 0; --left) {
        made += pieces[piece(random)];
        made += random() % 2 ? u" "_s : QString();
    }
    return made;
}

struct Repair {
    Direction column;
    const char *wrong;
    const char *right;
};

} // namespace

TEST(LineLint, LeavesCorrectLinesAlone)
{
    const std::array arabic{
        "مرحبا، كيف الحال؟", "قال: «نعم، سآتي غدًا».", "قال لي: \"Hello, world; ok?\" ثم مضى.", "في الساعة 10:30، بدأ العرض.",
        "النسبة 3.14 والمبلغ 1,000 ريال.", "المبلغ ٣٫٥ و١٬٠٠٠ و10,5", "انظر https://ar.example.org/عدن?س=1,2", "راسلنا: info@example.org",
        "- نعم.\n- لا!", "...ثم مضى", "… وهكذا", "كنت أريد أن...", "كنت أريد أن —", "عام 1445هـ", "الـBBC قالت ذلك", "(ضحك)",
        "1) البداية", "أ) البداية", "مرحبا :)", "مرحبا ;)", "علامة \",\" فاصلة و«?» استفهام", "برنامج C++, Java وغيرها", "د.محمد أ.علي",
        "النتيجة 3 : 1", "<i>مرحبا، كيف الحال؟</i>", "<v سلمى>نعم.</v>", "\u202Bمرحبا بك.\u202C", "هل زرت \u2066Rawi 2.0?\u2069 أمس",
        "منصة .NET مهمة", "2026", "؟!", "", "\"مرحبا،\nكيف الحال؟\"", "من ١٠:٣٠ إلى ١١:٠٠", "انتظر . . . قليلًا", "«أوّلًا»، ثم \"ثانيًا\"؛ ثم (ثالثًا).",
        "فيلم Star Wars؟ نعم!", "سعره $5.99 فقط", "كلمة\u200Fword\u200Fكلمة"};
    for (const char *line : arabic) {
        const QList<LintFinding> found = lintText(text(line), kArabic);
        EXPECT_TRUE(found.isEmpty()) << line << " kind " << (found.isEmpty() ? -1 : static_cast<int>(found[0].kind));
        EXPECT_EQ(fixText(text(line), kArabic), text(line));
    }
    const std::array english{
        "Hello, how are you?", "The word كتاب, meaning book; ok?", "He said \"نعم، لا؟\" and left.", "The mark ؟ asks.", "At 10:30, it began.",
        "Wait . . . what?", "- Yes.\n- No!", "\"Yes,\" she said.", "I'd like to--", "It's 3.14, or 1,000.", "See http://x.org/?a;b", ":-) ok", "(laughs)",
        "مرحبا، كيف الحال؟", "a) first", "<i>Yes</i>, sir."};
    for (const char *line : english) {
        const QList<LintFinding> found = lintText(text(line), kEnglish);
        EXPECT_TRUE(found.isEmpty()) << line << " kind " << (found.isEmpty() ? -1 : static_cast<int>(found[0].kind));
    }
}

TEST(LineLint, RepairsWhatIsWrong)
{
    const QList<Repair> repairs{
        {kArabic, "مرحبا, كيف الحال?", "مرحبا، كيف الحال؟"},
        {kArabic, "أولا; ثانيا", "أولا؛ ثانيا"},
        {kArabic, "عام 2020, وفي 1,000 مرة", "عام 2020، وفي 1,000 مرة"},
        {kArabic, "<i>مرحبا</i>,لا", "<i>مرحبا</i>، لا"},
        {kArabic, ".مرحبا بك", "مرحبا بك."},
        {kArabic, "<i>!؟حقا</i>", "<i>حقا؟!</i>"},
        {kArabic, ":قال", "قال:"},
        {kArabic, "سطر أول،\n؟ماذا قلت", "سطر أول،\nماذا قلت؟"},
        {kArabic, "?ماذا", "ماذا؟"},
        {kArabic, " مرحبا  بك ", "مرحبا بك"},
        {kArabic, "نعم ؟ لا .", "نعم؟ لا."},
        {kArabic, "نعم،لا", "نعم، لا"},
        {kArabic, "مرحبا\u202C بك\u2069", "مرحبا بك"},
        {kArabic, "\u202Bمرحبا بك.", "\u202Bمرحبا بك.\u202C"},
        {kArabic, "مر\u200Fحبا", "مرحبا"},
        {kArabic, "\uFEFFمرحبا", "مرحبا"},
        {kArabic, "\u200F\u200F.", "\u200F."},
        {kEnglish, "Really؟ Yes، sir", "Really? Yes, sir"},
        {kEnglish, "Hello , world  !", "Hello, world!"},
    };
    for (const Repair &one : repairs) {
        EXPECT_EQ(readable(fixText(text(one.wrong), one.column)), readable(text(one.right))) << one.wrong;
    }
}

TEST(LineLint, OnlyReportsWhatAPersonMustDecide)
{
    EXPECT_EQ(kinds(lintText(text("قال (نعم"), kArabic)), QList{LintKind::UnbalancedPair});
    EXPECT_EQ(kinds(lintText(text(")نعم("), kArabic)), (QList{LintKind::UnbalancedPair, LintKind::UnbalancedPair}));
    EXPECT_EQ(kinds(lintText(text("قال \"نعم"), kArabic)), QList{LintKind::UnbalancedPair});
    EXPECT_EQ(kinds(lintText(text("مرحبـــا"), kArabic)), QList{LintKind::Tatweel});
    EXPECT_EQ(kinds(lintText(text("\u202Eabc\u202C"), kArabic)), QList{LintKind::OverrideControl});
    EXPECT_EQ(kinds(lintText(text(".مرحبا."), kArabic)), QList{LintKind::MisplacedMark});
    for (const char *line : {"قال (نعم", ")نعم(", "مرحبـــا", "\u202Eabc\u202C", ".مرحبا."}) {
        EXPECT_EQ(fixText(text(line), kArabic), text(line));
    }
    const QList<LintFinding> found = lintText(text("<b>a</b>\nنعم, لا"), kArabic);
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found[0].at, 12) << "places are those of the cue's text, tags and lines before included";
    EXPECT_EQ(withEdits(text("<b>a</b>\nنعم, لا"), found[0].edits), text("<b>a</b>\nنعم، لا"));
}

TEST(LineLint, RunTwiceChangesNothing)
{
    const unsigned seed = std::random_device()();
    std::mt19937 random(seed);
    for (int i = 0; i < 8000; ++i) {
        const QString line = randomText(random);
        for (const Direction column : {kArabic, kEnglish}) {
            const QString once = fixText(line, column);
            ASSERT_EQ(fixText(once, column), once) << "seed " << seed << ": " << qUtf8Printable(readable(line));
            ASSERT_EQ(fixable(lintText(once, column)), 0)
                << "seed " << seed << ": " << qUtf8Printable(readable(line)) << " → " << qUtf8Printable(readable(once));
            QString letters, before;
            for (const QChar one : withoutTags(once)) {
                letters += one.isLetterOrNumber() ? QString(one) : QString();
            }
            for (const QChar one : withoutTags(line)) {
                before += one.isLetterOrNumber() ? QString(one) : QString();
            }
            ASSERT_EQ(letters, before) << "seed " << seed << ": a letter was lost";
        }
    }
}

} // namespace rawi::test

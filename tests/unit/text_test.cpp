#include "core/text/arabic_folding.h"
#include "core/text/dates.h"
#include "core/text/digits.h"
#include "core/text/direction.h"
#include "core/text/language_name.h"
#include "core/text/slug.h"
#include "core/text/word_merge.h"
#include "tests/support/text.h"

#include <QTimeZone>

#include <gtest/gtest.h>

#include <limits>
#include <ostream>

namespace rawi::test {

namespace {

qint64 utc(int year, int month, int day)
{
    return QDate(year, month, day).startOfDay(Qt::UTC).toMSecsSinceEpoch();
}

} // namespace

TEST(Direction, IsThatOfTheFirstStrongCharacter)
{
    EXPECT_EQ(baseDirection(text("رحلة to Aden")), Direction::RightToLeft);
    EXPECT_EQ(baseDirection(text("BBC عربي")), Direction::LeftToRight);
    EXPECT_EQ(baseDirection(text("١٢٣ – (رحلة)")), Direction::RightToLeft) << "digits are weak";
    EXPECT_EQ(baseDirection(text("2025: عام")), Direction::RightToLeft);
    EXPECT_EQ(firstStrongDirection(text("123 …?")), std::nullopt);
    EXPECT_EQ(baseDirection(text("123"), Direction::RightToLeft), Direction::RightToLeft);
    EXPECT_EQ(baseDirection({}), Direction::LeftToRight);
}

TEST(Direction, SkipsWhatIsIsolated)
{
    // UAX #9 P2: characters between an isolate initiator and its matching PDI are skipped.
    EXPECT_EQ(baseDirection(text("\u2068English\u2069 عربي")), Direction::RightToLeft);
    EXPECT_EQ(baseDirection(text("\u2067ع\u2066ب\u2069ر\u2069 latin")), Direction::LeftToRight) << "nested";
    EXPECT_EQ(firstStrongDirection(text("\u2068never closed")), std::nullopt);
    EXPECT_EQ(baseDirection(text("\u2069عربي")), Direction::RightToLeft) << "a PDI without an initiator";
    EXPECT_EQ(baseDirection(text("\u200Fabc")), Direction::RightToLeft) << "RLM is strong";
    EXPECT_EQ(baseDirection(QString::fromUcs4(U"\U00010800 abc")), Direction::RightToLeft)
        << "beyond 16 bits";
}

TEST(Direction, AnIsolateCannotBeLeft)
{
    EXPECT_EQ(isolate(text("عدن")), text("\u2068عدن\u2069"));
    EXPECT_EQ(isolate(text("a\u2069b")), text("\u2068ab\u2069"));
    EXPECT_EQ(isolate(text("a\u2067b")), text("\u2068a\u2067b\u2069\u2069"));
    EXPECT_EQ(withoutBidiControls(isolate(text("\u200Eعدن\u200F"))), text("عدن"));
    EXPECT_EQ(pathText(text("/home/عدن/a (1)/b")), text("\u2066/home/\u2068عدن\u2069/a (1)/b\u2069"));
    EXPECT_EQ(pathText(text("/صور/\u2067x")), text("\u2066/\u2068صور\u2069/\u2068\u2067x\u2069\u2069\u2069"));
}

TEST(Folding, WritesAsReadersSearch)
{
    EXPECT_EQ(foldForSearch(text("مُحَمَّد")), text("محمد"));
    EXPECT_EQ(foldForSearch(text("أإآٱا")), text("ااااا"));
    EXPECT_EQ(foldForSearch(text("مسؤول شاطئ")), text("مسءول شاطء")) << "a hamza on a seat is one by itself";
    EXPECT_EQ(foldForSearch(text("قرائة")), foldForSearch(text("قراءة")));
    EXPECT_EQ(foldForSearch(text("شُئُون")), foldForSearch(text("شؤون")));
    EXPECT_EQ(foldForSearch(text("شاطئ"), HamzaSeats::Bare), text("شاطي"));
    EXPECT_EQ(foldForSearch(text("ڤيديو")), text("فيديو"));
    EXPECT_TRUE(foldForSearch(text("إجراءات")).startsWith(foldForSearch(text("إجراء"))));
    EXPECT_EQ(foldForSearch(text("مدرسة على")), text("مدرسه علي"));
    EXPECT_EQ(foldForSearch(text("رســـالة")), text("رساله"));
    EXPECT_EQ(foldForSearch(text("کتابی")), text("كتابي")) << "Persian kaf and ya";
    EXPECT_EQ(foldForSearch(text("٢٠٢٥ ۱۴۰۴")), text("2025 1404"));
    EXPECT_EQ(foldForSearch(text("ﻻ ﷲ")), text("لا الله")) << "presentation forms";
    EXPECT_EQ(foldForSearch(text("\u200Fالعر\u200Cبية\u2069")), text("العربيه"));
    EXPECT_EQ(foldForSearch(text("Café ÉCOLE Straße")), text("cafe ecole strasse"));
    EXPECT_EQ(foldForSearch(text("ٱلرَّحْمَٰنِ")), text("الرحمن"));
    EXPECT_EQ(foldForSearch(text("हिन्दी")), text("हिन्दी").normalized(QString::NormalizationForm_KC))
        << "vowels of other scripts stay";
    EXPECT_EQ(foldForSearch({}), QString());
}

TEST(Folding, FoldingTwiceChangesNothing)
{
    for (const char *sample : {"مُؤْتَمَرٌ آخَر", "سُؤال رئاسة قرءان", "İstanbul", "ﬁne ½", "ٱللَّٰه", "ＡＢＣ", "ا\u0653ب"}) {
        const QString once = foldForSearch(text(sample));
        EXPECT_EQ(foldForSearch(once), once) << sample;
    }
}

TEST(Digits, AreShapedBothWays)
{
    EXPECT_EQ(shapeDigits(text("الحلقة 12، ۳"), DigitShape::ArabicIndic), text("الحلقة ١٢، ٣"));
    EXPECT_EQ(shapeDigits(text("٠١٢٣٤٥٦٧٨٩"), DigitShape::Latin), text("0123456789"));
    EXPECT_EQ(shapeDigits(text("abc"), DigitShape::ArabicIndic), text("abc"));
}

TEST(Digits, OfAnyShapeMakeANumberAndNothingElseDoes)
{
    for (const char *twelve : {"12", "١٢", "۱۲", "1٢", "+12", "0012"}) {
        EXPECT_EQ(numberFromText(text(twelve)), 12) << twelve;
    }
    EXPECT_EQ(numberFromText(text("-٣")), -3);
    EXPECT_EQ(numberFromText(text("٩٢٢٣٣٧٢٠٣٦٨٥٤٧٧٥٨٠٧")), std::numeric_limits<qint64>::max());
    for (const char *none : {"", "-", "+", "x", "1x", "1 2", " 1", "1.0", "1,000", "0x1", "٩٢٢٣٣٧٢٠٣٦٨٥٤٧٧٥٨٠٨", "²", "--1"}) {
        EXPECT_EQ(numberFromText(text(none)), std::nullopt) << none;
    }
}

TEST(Dates, GregorianInBothLanguages)
{
    DateFormat format{.language = DateLanguage::Arabic, .length = DateLength::Long, .timeZone = "UTC"};
    EXPECT_EQ(withoutBidiControls(formatDate(utc(2026, 1, 9), format)), text("9 يناير 2026"));
    format.digits = DigitShape::ArabicIndic;
    EXPECT_EQ(withoutBidiControls(formatDate(utc(2026, 1, 9), format)), text("٩ يناير ٢٠٢٦"));
    format.language = DateLanguage::English;
    format.digits = DigitShape::Latin;
    EXPECT_EQ(formatDate(utc(2026, 1, 9), format), text("9 January 2026"));
    format.timeZone = "Asia/Aden";
    EXPECT_TRUE(formatDateTime(utc(2026, 1, 9), format).contains(text("03:00")));
}

TEST(Zones, OffsetsAreThoseOfTheSystem)
{
    DateFormat format{.timeZone = "Africa/Cairo"};
    const qint64 noon = utc(2026, 7, 1) + 12 * 3'600'000;
    EXPECT_TRUE(formatDateTime(noon, format).contains(text("15:00"))) << "summer time is back since 2023";
    for (const qint64 ms : {noon, utc(2026, 1, 1), utc(2016, 7, 1)}) {
        const QList<QByteArray> names = QTimeZone::availableTimeZoneIds();
        for (const QByteArray &name : names) {
            format.timeZone = name;
            const QDateTime there = QDateTime::fromMSecsSinceEpoch(ms, QTimeZone(name));
            const QString shown = formatDateTime(ms, format);
            ASSERT_TRUE(shown.contains(there.toString(text("HH:mm"))) && shown.startsWith(QString::number(there.date().day())))
                << name.constData() << ": " << qUtf8Printable(shown);
        }
    }
}

TEST(Dates, HijriIsUmmAlQura)
{
    // Official Umm al-Qura dates: 1 Ramadan 1446 and 1 Muharram 1447.
    EXPECT_EQ(hijriDate(QDate(2025, 3, 1)), (HijriDate{1446, 9, 1}));
    EXPECT_EQ(hijriDate(QDate(2025, 6, 26)), (HijriDate{1447, 1, 1}));
    EXPECT_EQ(hijriDate({}), HijriDate{});
    DateFormat format{.language = DateLanguage::Arabic,
                      .calendar = DateCalendar::UmmAlQura,
                      .length = DateLength::Long,
                      .digits = DigitShape::ArabicIndic,
                      .timeZone = "UTC"};
    EXPECT_TRUE(withoutBidiControls(formatDate(utc(2025, 3, 1), format)).startsWith(text("١ رمضان ١٤٤٦")))
        << qUtf8Printable(formatDate(utc(2025, 3, 1), format));
    format.language = DateLanguage::English;
    format.digits = DigitShape::Latin;
    EXPECT_TRUE(formatDate(utc(2025, 3, 1), format).contains(text("Ramadan 1446")));
}

TEST(Slug, IsBilingual)
{
    EXPECT_EQ(slug(text("  The Café’s  Story: Part #2 ")), text("the-cafes-story-part-2"));
    EXPECT_EQ(slug(text("رِحْلَةٌ إلى «عَدَن» ٢")), text("رحلة-إلى-عدن-2"));
    EXPECT_EQ(slug(text("مســؤول آخر")), text("مسؤول-آخر"));
    EXPECT_EQ(slug(text("؟!")), QString());
    EXPECT_EQ(slug(text("one two three"), 8), text("one-two")) << "cut between words";
    EXPECT_EQ(slug(QString(200, QLatin1Char('a'))).size(), 80);
    EXPECT_EQ(bilingualSlug({}, text("رحلة")), text("رحلة"));
    EXPECT_EQ(bilingualSlug(text("Trip"), text("رحلة")), text("trip"));
}

TEST(Slug, EmojiAndVowelSignsAreNoPartOfAnAddress)
{
    EXPECT_EQ(slug(text("رحلة 😀 إلى ❤️ عدن 👨‍👩‍👧 🇾🇪")), text("رحلة-إلى-عدن"));
    EXPECT_EQ(slug(text("Top 1️⃣0️⃣ 🚀films🚀")), text("top-10-films"));
    EXPECT_EQ(slug(text("😀")), QString());
    EXPECT_EQ(slug(text("كِتَابٌ كُوفِيّ رٰحمن")), text("كتاب-كوفي-رحمن"));
    EXPECT_EQ(slug(text("ب\u0657ي\u08F0ت\u06DC")), text("بيت")) << "signs of the Quran and of African spellings";
    EXPECT_EQ(slug(text("مؤتمر القمّة: شئون وآراء")), text("مؤتمر-القمة-شئون-وآراء")) << "hamza and madda are spelling";
    EXPECT_EQ(slug(text("हिन्दी गीत")), text("हिन्दी-गीत")) << "signs that are letters elsewhere stay";
    EXPECT_EQ(slug(text("𝒜 𞤀 x")), text("a-𞤢-x")) << "letters beyond U+FFFF";
    EXPECT_EQ(slug(text("\u0651")), QString());
}

TEST(WordMerge, BothEditsInOneText)
{
    EXPECT_EQ(
        mergeWords(text("ذهبنا إلى عدن صباحا"), text("سافرنا إلى عدن صباحا"), text("ذهبنا إلى عدن مساء")),
        text("سافرنا إلى عدن مساء"));
    EXPECT_EQ(mergeWords(text("one two three"), text("one two three four"), text("zero one two three")),
              text("zero one two three four"));
    EXPECT_EQ(mergeWords(text("a b c"), text("a c"), text("a b c d")), text("a c d"));
    EXPECT_EQ(mergeWords(text("a b"), text("a x b"), text("a x b")), text("a x b")) << "the same edit twice";
    EXPECT_EQ(mergeWords({}, text("x"), {}), text("x"));
}

TEST(WordMerge, OverlappingEditsAreNotMerged)
{
    EXPECT_EQ(mergeWords(text("عدن"), text("صنعاء"), text("المخا")), std::nullopt);
    EXPECT_EQ(mergeWords({}, text("x"), text("y")), std::nullopt);
    EXPECT_EQ(mergeWords(text("one two three"), text("one 2 three"), text("one three")), std::nullopt);
}

TEST(WordMerge, ComposedAndDecomposedAreTheSameText)
{
    const QString decomposed = text("ا\u0653خر yes");
    EXPECT_EQ(mergeWords(text("آخر yes"), decomposed, text("آخر no")), text("آخر no"));
}

TEST(WordMerge, NeverSplitsAClusterOrAnIsolate)
{
    EXPECT_EQ(splitWords(text("مُحَمَّد 👨‍👩‍👧")),
              (QStringList{text("مُحَمَّد"), text(" "), text("👨‍👩‍👧")}));
    const QStringList words = splitWords(text("see \u2068the long title\u2069 now"));
    EXPECT_TRUE(words.contains(text(" \u2068the long title\u2069"))
                || words.contains(text("\u2068the long title\u2069")))
        << qUtf8Printable(words.join(text("|")));
    EXPECT_EQ(words.join(QString()), text("see \u2068the long title\u2069 now"));
    // Both changed something inside one isolate: that is one place.
    EXPECT_EQ(mergeWords(text("x \u2068a b c\u2069 y"), text("x \u2068A b c\u2069 y"),
                         text("x \u2068a b C\u2069 y")),
              std::nullopt);
}

TEST(WordMerge, AnUnclosedBidiMarkEndsWithItsParagraph)
{
    for (const char16_t mark : {u'\u2066', u'\u2067', u'\u2068', u'\u202A', u'\u202B', u'\u202D', u'\u202E'}) {
        for (const char16_t end : {u'\n', u'\r', u'\u2029', u'\u0085', u'\u001C'}) {
            const QString open = QChar(mark), next = QChar(end);
            EXPECT_EQ(mergeWords(open + text("قال") + next + text("one two three"), open + text("قال") + next + text("1 two three"),
                                 open + text("قال") + next + text("one two 3")),
                      open + text("قال") + next + text("1 two 3"))
                << std::hex << int(mark) << " " << int(end);
        }
    }
    EXPECT_EQ(splitWords(text("\u2068a b\r\nc d")), (QStringList{text("\u2068a b"), text("\r\n"), text("c"), text(" "), text("d")}));
    EXPECT_EQ(splitWords(text("\u2068a \u202Bb c\u2069 d")).last(), text("d")) << "an isolate's end closes what was opened in it";
    EXPECT_EQ(splitWords(text("\u2068a\u202C b\u2069 c d")).last(), text("d"));
    EXPECT_EQ(splitWords(text("\u2068a\u202C b")).size(), 1) << "an embedding's end closes no isolate";
}

TEST(WordMerge, LongTextsStayQuick)
{
    QString base, mine, theirs;
    for (int i = 0; i < 20000; ++i) {
        base += text("كلمة%1 ").arg(i);
        mine += (i == 100 ? text("أولى") : text("كلمة%1").arg(i)) + QLatin1Char(' ');
        theirs += (i == 19000 ? text("أخيرة") : text("كلمة%1").arg(i)) + QLatin1Char(' ');
    }
    const auto merged = mergeWords(base, mine, theirs);
    ASSERT_TRUE(merged);
    EXPECT_TRUE(merged->contains(text("أولى")) && merged->contains(text("أخيرة")));
    QString rewritten;
    for (int i = 0; i < 20000; ++i) {
        rewritten += text("شيء%1 ").arg(i);
    }
    EXPECT_EQ(mergeWords(base, rewritten, theirs), std::nullopt);
}

TEST(LanguageName, IsTheInterfacesAndTheTagWhenUnknown)
{
    EXPECT_EQ(languageName(text("fr-CA"), text("ar")), text("الفرنسية (كندا)"));
    EXPECT_EQ(languageName(text("fr-CA"), text("en")), text("French (Canada)"));
    EXPECT_EQ(languageName(text("ar"), text("ar")), text("العربية"));
    EXPECT_EQ(languageName(text("en"), text("en")), text("English"));
    EXPECT_EQ(languageName(text("x"), text("en")), text("x"));
    for (const char *one : {"ar", "ar-EG", "fa", "ur", "he", "ckb"}) {
        EXPECT_EQ(languageDirection(text(one)), Direction::RightToLeft) << one;
    }
    for (const char *one : {"en", "fr-CA", "ku", "zh", "not a tag"}) {
        EXPECT_EQ(languageDirection(text(one)), Direction::LeftToRight) << one;
    }
}

} // namespace rawi::test

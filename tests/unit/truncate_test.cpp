#include "core/text/direction.h"
#include "core/text/truncate.h"
#include "core/text/well_formed.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <random>

namespace rawi::test {

namespace {

const QString kFilm = QString(99, u'a') + text("😀 وثائقي.mp4");
constexpr TextUnit kUnits[] = {TextUnit::Utf16, TextUnit::Graphemes, TextUnit::Utf8};

// Where each grapheme of the text ends: as far as what begins where the last one ended counts as one.
QList<qsizetype> graphemeEnds(QStringView whole)
{
    QList<qsizetype> ends{0};
    while (ends.last() < whole.size()) {
        const qsizetype from = ends.last();
        qsizetype end = from;
        for (qsizetype next = from; next < whole.size(); end = next) {
            next += whole[next].isHighSurrogate() ? 2 : 1; // the text is well-formed
            if (textLength(whole.sliced(from, next - from), TextUnit::Graphemes) != 1) {
                break;
            }
        }
        ends.append(end);
    }
    return ends;
}

// What no cut may do, whatever the text: go beyond the bound, leave the text's beginning, part a grapheme, leave a
// span open, or make of a well-formed text one that is not.
void expectCutRight(const QString &whole, qsizetype most, TextUnit unit)
{
    SCOPED_TRACE(testing::Message() << "at " << most << " of unit " << int(unit) << ": "
                                    << whole.toUtf8().toHex().constData());
    const QString cut = truncated(whole, most, unit);
    EXPECT_LE(textLength(cut, unit), most);
    EXPECT_EQ(truncated(cut, most, unit), cut);
    EXPECT_TRUE(checkWellFormed(cut, {}).ok());
    if (cut == whole) {
        return;
    }
    qsizetype kept = 0;
    while (kept < cut.size() && cut[kept] == whole[kept]) {
        ++kept;
    }
    for (const QChar closer : QStringView(cut).sliced(kept)) {
        EXPECT_TRUE(closesBidiSpan(closer)) << "something was added";
    }
    EXPECT_TRUE(cut.isEmpty() || !opensBidiSpan(cut.back()));
    const QList<qsizetype> ends = graphemeEnds(whole);
    const qsizetype place = ends.indexOf(kept);
    ASSERT_GE(place, 0) << "a grapheme was parted at " << kept;
    // In a text without spans the next grapheme would not have fitted.
    if (std::none_of(whole.begin(), whole.end(), [](QChar one) { return opensBidiSpan(one); })) {
        EXPECT_GT(textLength(QStringView(whole).first(ends[place + 1]), unit), most);
    }
}

// How many isolates are open at the end, counted as simply as can be.
int openIsolates(const QString &of)
{
    int open = 0;
    for (const QChar one : of) {
        const bool opens = one.unicode() >= 0x2066 && one.unicode() <= 0x2068;
        open = QChar::direction(one.unicode()) == QChar::DirB ? 0
            : one == QChar(0x2069)                            ? std::max(0, open - 1)
                                                              : open + int(opens);
    }
    return open;
}

} // namespace

TEST(Truncate, LeavesAloneWhatFits)
{
    for (const TextUnit unit : kUnits) {
        EXPECT_EQ(truncated({}, 0, unit), QString());
        EXPECT_EQ(truncated(text("راوي"), 8, unit), text("راوي"));
        EXPECT_EQ(truncated(text("\u2068open"), 20, unit), text("\u2068open")) << "not ours to mend";
    }
    EXPECT_EQ(truncated(text("راوي"), 7, TextUnit::Utf8), text("راو"));
}

TEST(Truncate, ZeroAndOneKeepNothingOrOneWhole)
{
    for (const TextUnit unit : kUnits) {
        EXPECT_EQ(truncated(kFilm, 0, unit), QString());
        EXPECT_EQ(truncated(kFilm, 1, unit), text("a"));
        EXPECT_EQ(truncated(kFilm, -1, unit), QString());
    }
    EXPECT_EQ(truncated(text("😀"), 1), QString()) << "two units";
    EXPECT_EQ(truncated(text("😀😀"), 1, TextUnit::Graphemes), text("😀"));
    EXPECT_EQ(truncated(text("وث"), 1, TextUnit::Utf8), QString());
    EXPECT_EQ(truncated(text("\u2068a\u2069"), 1), QString()) << "an isolate needs its end";
}

TEST(Truncate, AFilmsNameNeverEndsInHalfAnEmoji)
{
    EXPECT_EQ(truncated(kFilm, 100), QString(99, u'a'));
    EXPECT_EQ(truncated(kFilm, 101), QString(99, u'a') + text("😀"));
    EXPECT_EQ(truncated(kFilm, 100, TextUnit::Graphemes), QString(99, u'a') + text("😀"));
    EXPECT_EQ(truncated(kFilm, 102, TextUnit::Utf8), QString(99, u'a'));
    EXPECT_EQ(truncated(kFilm, 103, TextUnit::Utf8), QString(99, u'a') + text("😀"));
    EXPECT_EQ(truncated(kFilm, 105, TextUnit::Utf8), QString(99, u'a') + text("😀 "));
}

TEST(Truncate, KeepsGraphemesWhole)
{
    const QString family = text("👨\u200D👩\u200D👧"); // joined by U+200D
    EXPECT_EQ(textLength(family, TextUnit::Graphemes), 1);
    for (qsizetype most = 1; most < family.size() + 1; ++most) {
        EXPECT_EQ(truncated(text("x") + family, most), text("x")) << most;
    }
    EXPECT_EQ(truncated(text("🇸🇦🇾🇪"), 4), text("🇸🇦")) << "flags are pairs";
    EXPECT_EQ(truncated(text("🇸🇦🇾🇪"), 7), text("🇸🇦"));
    EXPECT_EQ(truncated(text("👍🏽👍🏽"), 1, TextUnit::Graphemes), text("👍🏽")) << "with its colour";
    EXPECT_EQ(truncated(text("مُحَمَّد"), 3), text("مُ")) << "ha and its mark are one";
    EXPECT_EQ(truncated(text("مُحَمَّد"), 6), text("مُحَ")) << "mim, shadda and fatha are one";
    EXPECT_EQ(truncated(text("رســـالة"), 4, TextUnit::Graphemes), text("رســ")) << "a tatweel is a letter";
    EXPECT_EQ(truncated(text("لا"), 1), text("ل")) << "two letters in one shape";
    EXPECT_EQ(truncated(text("\u1112\u1161\u11AB\u1100"), 2), QString()) << "jamo of one syllable";
    EXPECT_EQ(truncated(text("\u1112\u1161\u11AB\u1100"), 3), text("\u1112\u1161\u11AB"));
    EXPECT_EQ(truncated(text("a\r\nb"), 2), text("a"));
}

TEST(Truncate, ClosesAnIsolateOrLeavesItOut)
{
    EXPECT_EQ(truncated(text("a \u2068عدن صنعاء\u2069 b"), 7), text("a \u2068عدن\u2069"));
    EXPECT_EQ(truncated(text("a \u2068عدن\u2069 b"), 4), text("a ")) << "nothing of it would remain";
    EXPECT_EQ(truncated(text("a\u2067b\u2066c\u2069d\u2069e"), 6), text("a\u2067b\u2069"))
        << "two ends are needed for c, and there is room for one letter less";
    EXPECT_EQ(truncated(text("a\u2067b\u2066c\u2069d\u2069e"), 7), text("a\u2067b\u2066c\u2069\u2069"));
    EXPECT_EQ(truncated(text("\u202Bنص\u202C nach"), 4), text("\u202Bنص\u202C")) << "an embedding";
    EXPECT_EQ(truncated(text("\u202Bنص طويل"), 4), text("\u202Bنص\u202C"));
    EXPECT_EQ(truncated(text("\u2068a\nbcd"), 4), text("\u2068a\nb")) << "a line's end closes it (X8)";
    EXPECT_EQ(truncated(text("\u2068ab\u2069c"), 6, TextUnit::Utf8), QString());
    EXPECT_EQ(truncated(text("\u2068ab\u2069c"), 7, TextUnit::Utf8), text("\u2068a\u2069"));
}

TEST(Truncate, EveryRandomTextIsCutRight)
{
    constexpr char32_t kAlphabet[] = U"abالعوث\u0651\u064E\u0640\u0644\u0627 \n\r\u200D\u200C\u200F\u2066\u2067\u2068\u2069\u2069"
                                     U"👨👩🏽🇸🇦\uFE0F\u1112\u1161\u11AB\u0301\u0915\u094D\u0937\u0600";
    constexpr size_t kLetters = std::size(kAlphabet) - 1;
    const quint64 seed = std::random_device()();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 dice(seed);
    for (int round = 0; round < 1000 && !testing::Test::HasFailure(); ++round) {
        QString whole;
        for (size_t left = dice() % 24; left > 0; --left) {
            const bool any = dice() % 8 == 0;
            char32_t one = any ? char32_t(1 + dice() % 0x10FFFF) : kAlphabet[dice() % kLetters];
            one = one >= 0xD800 && one <= 0xDFFF ? U'x' : one;
            whole += QString::fromUcs4(&one, 1);
        }
        ASSERT_TRUE(checkWellFormed(whole, {}).ok());
        for (const TextUnit unit : kUnits) {
            const qsizetype most = qsizetype(dice() % 30);
            expectCutRight(whole, most, unit);
            if (const QString cut = truncated(whole, most, unit); cut != whole) {
                EXPECT_EQ(openIsolates(cut), 0) << whole.toUtf8().toHex().constData();
            }
        }
    }
}

TEST(WellFormed, RefusesHalfPairsAndNul)
{
    EXPECT_TRUE(checkWellFormed({}, u"title_ar"_s).ok());
    EXPECT_TRUE(checkWellFormed(kFilm, u"title_ar"_s).ok());
    const QString pair = text("😀");
    for (const QString &bad : {pair.first(1), pair.last(1), pair.last(1) + pair.first(1), u"a"_s + pair.first(1) + u"b"_s,
                               pair.first(1) + pair, pair + pair.last(1), QString(QChar(0)), u"a"_s + QChar(0)}) {
        const Result<void> said = checkWellFormed(bad, u"title_ar"_s);
        ASSERT_FALSE(said.ok()) << bad.toUtf8().toHex().constData();
        EXPECT_EQ(said.error().code, ErrorCode::InvalidArgument);
        EXPECT_EQ(said.error().subject, u"title_ar"_s);
    }
}

TEST(WellFormed, LooksIntoEveryPartOfAJsonValue)
{
    const QString half = text("😀").first(1);
    const QString field = u"metadata"_s;
    const QJsonObject good{{u"a"_s, QJsonArray{1, true, text("😀"), QJsonObject{{u"b"_s, text("نص")}}}}};
    EXPECT_TRUE(checkWellFormedJson(good, field).ok());
    EXPECT_TRUE(checkWellFormedJson(QJsonValue(), field).ok());
    for (const QJsonValue &bad : {QJsonValue(half), QJsonValue(QJsonArray{1, QJsonArray{half}}),
                                  QJsonValue(QJsonObject{{u"a"_s, QJsonObject{{half, 1}}}}),
                                  QJsonValue(QJsonObject{{u"a"_s, QString(QChar(0))}})}) {
        ASSERT_FALSE(checkWellFormedJson(bad, field).ok());
        EXPECT_EQ(checkWellFormedJson(bad, field).error().subject, field);
    }
}

TEST(WellFormed, WhatIsKeptOfARefusalHasAReplacementInTheirPlace)
{
    const QString half(QChar(0xD83D));
    const QString nul(QChar(QChar::Null));
    const QString bad = half + kFilm + half + half + nul + QChar(0xDE00);
    const QString kept = wellFormed(bad);
    EXPECT_TRUE(checkWellFormed(kept, {}).ok());
    EXPECT_EQ(kept.size(), bad.size());
    EXPECT_EQ(kept.count(QChar(QChar::ReplacementCharacter)), 5);
    EXPECT_EQ(wellFormed(kFilm), kFilm);
    const QJsonObject nested{{u"a"_s + nul, QJsonArray{QJsonObject{{u"b"_s, half}}, 1, true, QJsonValue()}}};
    const QJsonObject right{{u"a\uFFFD"_s, QJsonArray{QJsonObject{{u"b"_s, u"\uFFFD"_s}}, 1, true, QJsonValue()}}};
    EXPECT_EQ(wellFormedJson(nested), QJsonValue(right));
}

TEST(WellFormed, AnIllFormedTextIsCutToo)
{
    const QString lone = QString(3, text("😀")[0]);
    for (const TextUnit unit : kUnits) {
        EXPECT_LE(textLength(truncated(lone, 1, unit), unit), 1);
    }
    EXPECT_EQ(truncated(lone, 2), lone.first(2));
}

} // namespace rawi::test

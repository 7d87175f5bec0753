#include "core/engine/av/h264_units.h"
#include "core/engine/cut/smart_cut_plan.h"

#include <QSet>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>

namespace rawi::test {

namespace {

// Frames in decode order from their pts: "0! 3 1 2" is an IDR frame, a P and two B. A "~" frame is hidden.
std::vector<CutFrame> frames(const char *text)
{
    std::vector<CutFrame> out;
    for (const QByteArray &word : QByteArray(text).split(' ')) {
        QByteArray number = word;
        number.replace('!', "").replace('~', "");
        out.push_back({number.toLongLong(), qint64(out.size()), 1, word.contains('!'), word.contains('~')});
    }
    return out;
}

// "c0+4" = copied from the frame at index 0, four frames; "e5-8" = encoded those from 5 to before 8.
QByteArray plan(const char *text, qint64 from, qint64 until, bool mayCopy = true)
{
    QByteArrayList out;
    for (const CutPiece &piece : planRange(frames(text), from, until, mayCopy)) {
        out.append(piece.copied ? 'c' + QByteArray::number(piece.first) + '+' + QByteArray::number(piece.count)
                                : 'e' + QByteArray::number(piece.fromPts) + '-' + QByteArray::number(piece.untilPts));
    }
    return out.join(' ');
}

} // namespace

TEST(SmartCutPlan, CopiesWhatBeginsWithAnIdrFrame)
{
    constexpr auto kFilm = "0! 1 2 3 4! 5 6 7 8! 9";
    EXPECT_EQ(plan(kFilm, 0, 99), "c0+4 c4+4 c8+2");
    EXPECT_EQ(plan(kFilm, 2, 99), "e2-4 c4+4 c8+2");
    EXPECT_EQ(plan(kFilm, 4, 8), "c4+4");
    EXPECT_EQ(plan(kFilm, 4, 6), "c4+2"); // nothing shown later was decoded before
    EXPECT_EQ(plan(kFilm, 5, 7), "e5-7");
    EXPECT_EQ(plan(kFilm, 2, 6), "e2-4 c4+2");
    EXPECT_EQ(plan(kFilm, 2, 6, false), "e2-6");
    EXPECT_EQ(plan(kFilm, 50, 60), "");
}

TEST(SmartCutPlan, KeepsReorderedFramesTogether)
{
    constexpr auto kFilm = "0! 3 1 2 6 4 5 7! 10 8 9";
    EXPECT_EQ(plan(kFilm, 0, 7), "c0+7");
    EXPECT_EQ(plan(kFilm, 0, 6), "c0+4 e4-6"); // 4 and 5 need 6, which is cut off
    EXPECT_EQ(plan(kFilm, 0, 3), "c0+1 e1-3");
    EXPECT_EQ(plan(kFilm, 5, 11), "e5-7 c7+4");
}

TEST(SmartCutPlan, NeverCopiesAcrossAnOpenGop)
{
    // 6 is a key frame, but no IDR: 4 and 5 come after it and need 3.
    EXPECT_EQ(plan("0! 3 1 2 6 4 5 9 7 8", 5, 9), "e5-9");
    // An IDR frame whose followers are shown before it is a broken index.
    EXPECT_EQ(plan("0! 1 5! 4 6", 0, 9), "c0+2 e4-7");
}

TEST(SmartCutPlan, EncodesWhereFramesAreHiddenOrDouble)
{
    EXPECT_EQ(plan("0!~ 1~ 2 3 4! 5", 2, 9), "e2-4 c4+2");
    EXPECT_EQ(plan("0! 1 1 2 4! 5", 0, 9), "e0-3 c4+2");
}

// Whatever the film and the range: every shown frame is in exactly one piece, and none beside.
TEST(SmartCutPlan, RandomFilmsAreCoveredOnce)
{
    const quint64 seed = std::random_device()();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 dice(seed);
    for (int round = 0; round < 300; ++round) {
        std::vector<CutFrame> film;
        for (qint64 pts = 0; pts < 40;) {
            const int length = 1 + int(dice() % 12);
            std::vector<qint64> rest;
            for (int i = 1; i < length; ++i) {
                rest.push_back(pts + i);
            }
            for (size_t i = 0; i + 1 < rest.size(); i += 1 + dice() % 3) {
                std::swap(rest[i], rest[std::min(rest.size() - 1, i + dice() % 3)]);
            }
            film.push_back({pts, 0, 1, film.empty() || dice() % 4 != 0, false});
            for (const qint64 one : rest) {
                film.push_back({one, 0, 1, false, false});
            }
            pts += length;
        }
        const qint64 from = qint64(dice() % 40);
        const qint64 until = from + qint64(dice() % 20);
        QSet<qint64> covered;
        for (const CutPiece &piece : planRange(film, from, until, true)) {
            std::vector<qint64> part;
            for (size_t i = 0; i < film.size(); ++i) {
                const bool in = piece.copied ? i >= piece.first && i < piece.first + piece.count
                                             : film[i].pts >= piece.fromPts && film[i].pts < piece.untilPts;
                if (in) {
                    part.push_back(film[i].pts);
                }
            }
            ASSERT_EQ(part.size(), piece.count);
            ASSERT_TRUE(!piece.copied || film[piece.first].idr);
            for (const qint64 pts : part) {
                ASSERT_FALSE(covered.contains(pts));
                ASSERT_TRUE(pts >= from && pts < until);
                covered.insert(pts);
            }
            ASSERT_EQ(*std::max_element(covered.begin(), covered.end()) - *std::min_element(covered.begin(), covered.end()) + 1,
                      covered.size())
                << "a piece comes before one shown earlier";
        }
        const auto last = std::max_element(film.begin(), film.end(), [](auto &a, auto &b) { return a.pts < b.pts; })->pts;
        ASSERT_EQ(covered.size(), std::max<qint64>(0, std::min(until, last + 1) - from));
    }
}

TEST(H264Units, ReadsNothingBesideTheBytes)
{
    const QByteArray box = QByteArray::fromHex("0142c01effe1000467640001" "01000268ce");
    const auto configuration = readAvcConfiguration(box);
    ASSERT_TRUE(configuration.has_value());
    EXPECT_EQ(configuration->lengthBytes, 4);
    EXPECT_EQ(configuration->parameterSets.toHex(), "0000000467640001" "0000000268ce");
    for (qsizetype cut = 0; cut < box.size(); ++cut) {
        EXPECT_FALSE(readAvcConfiguration(box.left(cut)).has_value()) << cut;
    }
    EXPECT_EQ(avcConfigurationOf(QByteArray::fromHex("00000001" "67640001" "000001" "68ce")).toHex(),
              "01640001ffe1000467640001" "01000268ce");
    EXPECT_EQ(fromAnnexB(QByteArray::fromHex("00000001" "67640001" "000001" "65aa")).toHex(), "0000000467640001" "0000000265aa");

    const QByteArray unit = QByteArray::fromHex("00000002" "0910" "00000002" "65aa");
    EXPECT_TRUE(isIdr(unit, 4));
    EXPECT_FALSE(isIdr(unit.left(9), 4));
    EXPECT_FALSE(isIdr(QByteArray::fromHex("0000000241aa"), 4));
    EXPECT_FALSE(withLongLengths(QByteArray::fromHex("ffffffff65"), 4).has_value());
    EXPECT_EQ(withLongLengths(QByteArray::fromHex("000265aa"), 2)->toHex(), "0000000265aa");
    EXPECT_EQ(withParameterSets(unit, "SETS"), unit.left(6) + "SETS" + unit.mid(6)); // behind the delimiter
}

} // namespace rawi::test

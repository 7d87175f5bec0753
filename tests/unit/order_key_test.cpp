#include "core/catalog/order_key.h"

#include <gtest/gtest.h>

#include <random>

namespace rawi::test {

namespace {

constexpr auto kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

void expectWellFormed(const OrderKey &key)
{
    ASSERT_FALSE(key.text.isEmpty());
    EXPECT_NE(key.text.back(), QLatin1Char('0')) << "a trailing zero leaves no room below";
    for (const QChar one : key.text) {
        EXPECT_TRUE(QLatin1StringView(kDigits).contains(one)) << qUtf8Printable(key.text);
    }
}

QUuid seedOf(std::mt19937_64 &dice)
{
    return QUuid(static_cast<uint>(dice()), static_cast<ushort>(dice()), static_cast<ushort>(dice()), 1, 2, 3,
                 4, 5, 6, 7, static_cast<uchar>(dice()));
}

} // namespace

TEST(OrderKey, AlwaysFitsBetweenItsNeighbours)
{
    const quint64 seed = std::random_device()();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 dice(seed);
    QList<OrderKey> keys;
    for (int i = 0; i < 3000; ++i) {
        const qsizetype place = static_cast<qsizetype>(dice() % quint64(keys.size() + 1));
        const OrderKey before = place > 0 ? keys[place - 1] : OrderKey{};
        const OrderKey after = place < keys.size() ? keys[place] : OrderKey{};
        const OrderKey key = orderKeyBetween(before, after, seedOf(dice));
        expectWellFormed(key);
        ASSERT_TRUE(before.text < key.text);
        ASSERT_TRUE(after.text.isEmpty() || key.text < after.text);
        keys.insert(place, key);
    }
    for (const OrderKey &key : keys) {
        EXPECT_LT(key.text.size(), 24);
    }
}

TEST(OrderKey, StaysShortAtTheEnds)
{
    std::mt19937_64 dice(1);
    OrderKey last, first;
    for (int i = 0; i < 5000; ++i) {
        const OrderKey next = orderKeyBetween(last, {}, seedOf(dice));
        ASSERT_TRUE(last < next);
        last = next;
        const OrderKey sooner = orderKeyBetween({}, first, seedOf(dice));
        ASSERT_TRUE(first.text.isEmpty() || sooner < first);
        first = sooner;
        expectWellFormed(first);
    }
    EXPECT_LE(last.text.size(), 6);
    EXPECT_LE(first.text.size(), 6);
}

TEST(OrderKey, AlwaysTheSamePlaceGrowsSlowly)
{
    std::mt19937_64 dice(2);
    const OrderKey low = orderKeyBetween({}, {}, seedOf(dice));
    OrderKey high = orderKeyBetween(low, {}, seedOf(dice));
    for (int i = 0; i < 100; ++i) {
        const OrderKey next = orderKeyBetween(low, high, seedOf(dice));
        ASSERT_TRUE(low < next && next < high);
        high = next;
    }
    EXPECT_LT(high.text.size(), 60);
}

TEST(OrderKey, IsTheSameForTheSameCommandAndDiffersForOthers)
{
    const QUuid one = QUuid::createUuid(), other = QUuid::createUuid();
    const OrderKey low{u"A1"_s}, high{u"A3"_s};
    EXPECT_EQ(orderKeyBetween(low, high, one), orderKeyBetween(low, high, one));
    EXPECT_NE(orderKeyBetween(low, {}, one), orderKeyBetween(low, {}, other));
}

TEST(OrderKey, NeighboursWithoutADigitBetween)
{
    for (const auto &[before, after] : {std::pair{"A", "B"},
                                        {"A", "A01"},
                                        {"Az", "B"},
                                        {"zzz", "zzzz"},
                                        {"", "0001"},
                                        {"A1", "A11"},
                                        {"000z", "001"}}) {
        const OrderKey low{QLatin1StringView(before)}, high{QLatin1StringView(after)};
        const OrderKey key = orderKeyBetween(low, high, QUuid::createUuid());
        EXPECT_TRUE(low < key && key < high) << before << " " << qUtf8Printable(key.text) << " " << after;
        expectWellFormed(key);
    }
    const OrderKey end = orderKeyBetween({u"zzzz"_s}, {}, QUuid::createUuid());
    EXPECT_TRUE(u"zzzz"_s < end.text);
}

TEST(OrderKey, EvenKeysAscend)
{
    const QList<OrderKey> keys = evenOrderKeys(2000);
    for (qsizetype i = 1; i < keys.size(); ++i) {
        ASSERT_TRUE(keys[i - 1] < keys[i]);
        expectWellFormed(keys[i]);
    }
}

} // namespace rawi::test

#include "core/base/literals.h"
#include "core/text/collation.h"
#include "tests/support/text.h"

#include <QStringList>

#include <gtest/gtest.h>

#include <algorithm>

namespace rawi::test {

namespace {

QStringList sorted(const QStringList &titles, SortLanguage first)
{
    QStringList shown = titles;
    std::reverse(shown.begin(), shown.end());
    std::sort(shown.begin(), shown.end(),
              [&](const QString &a, const QString &b) { return sortKey(a, first) < sortKey(b, first); });
    return shown;
}

QStringList titlesOf(std::initializer_list<const char *> all)
{
    QStringList made;
    for (const char *one : all) {
        made.append(text(one));
    }
    return made;
}

} // namespace

TEST(TitleOrder, IsThatOfTheAlphabets)
{
    for (const QStringList &titles :
         {titlesOf({"أمل", "باب", "پاریس", "تونس", "جبل", "چاي", "حلب", "كتاب", "گاز", "لبنان", "يافا"}),
          titlesOf({"apple", "Éclair", "figs", "Zebra"}), titlesOf({"الحلقة 2", "الحلقة ٣", "الحلقة 10"}),
          titlesOf({"Part 2", "Part 10", "Part 10 again"}), titlesOf({"باب الحارة", "بابل"}), titlesOf({"New York", "Newark"})}) {
        for (const SortLanguage first : {SortLanguage::Arabic, SortLanguage::English}) {
            EXPECT_EQ(sorted(titles, first), titles);
        }
    }
    EXPECT_EQ(sorted(titlesOf({"أمل", "Zebra"}), SortLanguage::Arabic), titlesOf({"أمل", "Zebra"}));
    EXPECT_EQ(sorted(titlesOf({"أمل", "Zebra"}), SortLanguage::English), titlesOf({"Zebra", "أمل"}));
}

TEST(TitleOrder, MarksCountForNothing)
{
    EXPECT_EQ(sorted(titlesOf({"أمل", "«باب»", "\u200fتمر", "“ثوب”", "…جبل", "🎧 حلب"}), SortLanguage::Arabic),
              titlesOf({"أمل", "«باب»", "\u200fتمر", "“ثوب”", "…جبل", "🎧 حلب"}));
    EXPECT_EQ(sortKey(text("كـــتاب"), SortLanguage::Arabic), sortKey(text("كتاب"), SortLanguage::Arabic));
    EXPECT_TRUE(sortKey(text("…!؟"), SortLanguage::Arabic).isEmpty());
    EXPECT_TRUE(sortKey({}, SortLanguage::English).isEmpty());
}

TEST(TitleOrder, KeysAreBoundedAndNameTheirRules)
{
    EXPECT_EQ(sortKey(QString(10'000, u'ي'), SortLanguage::Arabic).size(), 512);
    EXPECT_LT(sortKey(QString(10'000, u'b'), SortLanguage::English), sortKey(u"c"_s, SortLanguage::English));
    EXPECT_FALSE(sortKeyVersion().isEmpty());
}

} // namespace rawi::test

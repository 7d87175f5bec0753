#include "core/base/literals.h"
#include "core/text/search_words.h"
#include "tests/support/text.h"

#include <QStringList>

#include <gtest/gtest.h>

#include <algorithm>

namespace rawi::test {

namespace {

QStringList indexed(const char *written)
{
    return indexWords({text(written)}).split(u' ', Qt::SkipEmptyParts);
}

QStringList asked(const char *query)
{
    QStringList terms;
    for (const SearchTerm &term : searchTerms(text(query))) {
        terms.append(term.forms.join(u'|') + (term.isWhole ? u"!"_s : QString()));
    }
    return terms;
}

// By the meaning that both indexes give the terms: every one of them, in any order.
bool finds(const char *query, const char *written)
{
    const QStringList words = indexed(written);
    const QList<SearchTerm> terms = searchTerms(text(query));
    const auto isThere = [&](const SearchTerm &term) {
        return std::any_of(words.cbegin(), words.cend(), [&](const QString &word) {
            return std::any_of(term.forms.cbegin(), term.forms.cend(), [&](const QString &form) {
                return term.isWhole ? word == form : word.startsWith(form);
            });
        });
    };
    return !terms.isEmpty() && std::all_of(terms.cbegin(), terms.cend(), isThere);
}

} // namespace

TEST(SearchText, TermsAreWordsWithoutMarks)
{
    EXPECT_EQ(asked("«رحلة، إلى؟» \"AND\" رحلة نحو"), (QStringList{text("رحله!"), text("الي!"), text("and!"), text("رحله"), text("نحو")}));
    EXPECT_EQ(asked("100%_sure"), (QStringList{text("100!"), text("sure")}));
    EXPECT_TRUE(asked("…؟!").isEmpty());
    EXPECT_TRUE(asked("").isEmpty());
    QString many;
    for (int i = 0; i < 100; ++i) {
        many += QString::number(i) + u' ';
    }
    EXPECT_EQ(searchTerms(many).size(), 32);
}

TEST(SearchText, AWordBehindItsArticleIsFound)
{
    for (const char *written : {"الكتاب", "والكتاب", "بالكتاب", "كالكتاب", "فالكتاب", "للكتاب"}) {
        EXPECT_TRUE(finds("كتاب", written)) << written;
        EXPECT_TRUE(finds(written, "كِتابٌ قديم")) << written;
        EXPECT_TRUE(finds("الكتاب", written)) << written;
    }
    EXPECT_TRUE(finds("لغة", "للُّغة"));
    EXPECT_FALSE(finds("الله", "له ولهم")) << "two letters behind an article are asked of no index";
    EXPECT_FALSE(finds("تاب", "كتاب"));
    EXPECT_EQ(indexed("ال"), QStringList{text("ال")});
}

TEST(SearchText, HamzaSeatsMarksAndFormsAreOne)
{
    EXPECT_TRUE(finds("مسئول", "هو مسؤول"));
    EXPECT_TRUE(finds("مسؤول", "المسئولون"));
    EXPECT_TRUE(finds("شئون", "شؤون البلد"));
    EXPECT_TRUE(finds("شاطي", "شاطئ")) << "hurried typing";
    EXPECT_TRUE(finds("قراءة", "قرائة"));
    EXPECT_TRUE(finds("اجراء", "إجراءات"));
    EXPECT_TRUE(finds("ادارة", "إدارة"));
    EXPECT_TRUE(finds("مراكش", "مَرَّاكُش"));
    EXPECT_TRUE(finds("مدرسه علي", "على المـــدرسة"));
    EXPECT_TRUE(finds("cafe ECOLE", "L’école · Café"));
    EXPECT_TRUE(finds("2025", "عام ٢٠٢٥"));
    EXPECT_FALSE(finds("بيروت", "بئر"));
}

TEST(SearchText, AWordIsIndexedOnceAndLongOnesByTheirBeginning)
{
    EXPECT_EQ(indexed("بيت، بيتٌ BAIT bait"), (QStringList{text("بيت"), text("bait")}));
    const QString longest(500, u'a');
    EXPECT_EQ(indexWords({longest}).size(), 64);
    EXPECT_EQ(searchTerms(longest).first().forms, QStringList{indexWords({longest})});
    EXPECT_EQ(indexWords({}), QString());
}

} // namespace rawi::test

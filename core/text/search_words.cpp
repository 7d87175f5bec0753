#include "core/text/search_words.h"

#include "core/base/literals.h"
#include "core/text/arabic_folding.h"
#include "core/text/truncate.h"

#include <QSet>

#include <algorithm>

namespace rawi {

namespace {

constexpr qsizetype kLongestWord = 64;
constexpr qsizetype kMostTerms = 32;
// What stands behind an article. A query asks for more: «اله» of الله would find half of all words.
constexpr qsizetype kShortestIndexed = 2;
constexpr qsizetype kShortestAsked = 3;

struct Word {
    QString text;
    bool endsInMark = false;
};

bool isOfWord(QChar one)
{
    return one.isLetterOrNumber() || one.isMark() || one.isSurrogate();
}

QList<Word> wordsOf(const QString &folded)
{
    QList<Word> words;
    for (qsizetype at = 0; at < folded.size();) {
        if (!isOfWord(folded.at(at))) {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < folded.size() && isOfWord(folded.at(end))) {
            ++end;
        }
        const QString word = folded.mid(at, end - at);
        words.append({word.size() > kLongestWord ? truncated(word, kLongestWord) : word,
                      end < folded.size() && !folded.at(end).isSpace()});
        at = end;
    }
    return words;
}

// The word without the article before it, in the ways it may be read: للكتاب is كتاب, للغة is لغة.
QStringList behindArticle(const QString &word, qsizetype shortest)
{
    static const QStringList articles{u"وال"_s, u"بال"_s, u"كال"_s, u"فال"_s, u"ال"_s, u"لل"_s};
    QStringList behind;
    for (const QString &article : articles) {
        if (!word.startsWith(article)) {
            continue;
        }
        if (word.size() >= article.size() + shortest) {
            behind.append(word.mid(article.size()));
        }
        if (article == articles.last() && word.size() > shortest) {
            behind.append(word.mid(1));
        }
        break;
    }
    return behind;
}

} // namespace

QString indexWords(const QStringList &texts)
{
    QSet<QString> known;
    QString all;
    const auto add = [&](const QString &word) {
        if (!known.contains(word)) {
            known.insert(word);
            all += (all.isEmpty() ? u""_s : u" "_s) + word;
        }
    };
    for (const QString &text : texts) {
        const QString folded = foldForSearch(text);
        QList<Word> words = wordsOf(folded);
        if (folded.contains(QChar(0x0621))) { // else no seat was unified
            words += wordsOf(foldForSearch(text, HamzaSeats::Bare));
        }
        for (const Word &word : std::as_const(words)) {
            add(word.text);
            const QStringList behind = behindArticle(word.text, kShortestIndexed);
            std::for_each(behind.cbegin(), behind.cend(), add);
        }
    }
    return all;
}

QList<SearchTerm> searchTerms(const QString &query)
{
    QList<SearchTerm> terms;
    const QList<Word> words = wordsOf(foldForSearch(query));
    for (const Word &word : words) {
        const auto isSame = [&](const SearchTerm &one) { return one.forms.first() == word.text && one.isWhole == word.endsInMark; };
        if (terms.size() < kMostTerms && std::none_of(terms.cbegin(), terms.cend(), isSame)) {
            terms.append({QStringList{word.text} + behindArticle(word.text, kShortestAsked), word.endsInMark});
        }
    }
    return terms;
}

} // namespace rawi

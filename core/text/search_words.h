#pragma once

#include <QList>
#include <QStringList>

namespace rawi {

// The one analyser of texts and of what is searched in them, for desk and server. Raised with every change of what it
// or foldForSearch() makes: an index made by another one is made anew.
inline constexpr int kAnalyserVersion = 1;

// The words under which these texts are found, each once, with a blank between them: folded, those behind an article
// (ال وال بال كال فال لل) also without it, those with a hamza on a seat also with the bare seat. Of a word longer than
// 64 UTF-16 units the beginning.
QString indexWords(const QStringList &texts);

// A word of what is searched.
struct SearchTerm {
    QStringList forms; // any of them is enough; the folded word first. Letters, digits and their marks only
    // Whether a form has to be the whole word, because a mark ended it ("100%"), or only its beginning.
    bool isWhole = false;
};
// The words of a query, all of which have to be found, in any order: the first 32 of them. None when there is no letter
// and no digit in it.
QList<SearchTerm> searchTerms(const QString &query);

} // namespace rawi

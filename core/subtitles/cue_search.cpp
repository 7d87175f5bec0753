#include "core/subtitles/cue_search.h"

#include "core/subtitles/cue_markup.h"
#include "core/text/arabic_folding.h"

#include <QTextBoundaryFinder>

namespace rawi {

namespace {

// The text as it is compared, and for each of its units the cluster it came from.
struct SearchForm {
    QString form;
    QList<qsizetype> clusterOf; // for each unit of `form`
    QList<qsizetype> starts; // of the clusters in the text, and its end
};

SearchForm searchForm(const QString &text, MatchMode mode)
{
    SearchForm made;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype start = 0;
    qsizetype tagEnd = 0;
    for (qsizetype end = finder.toNextBoundary(); end > 0; end = finder.toNextBoundary()) {
        if (start >= tagEnd) {
            tagEnd = start + tagLength(text, start);
        }
        const QString cluster = text.sliced(start, end - start);
        // What no needle holds, so that nothing matches inside a tag or over one.
        const QString compared = start < tagEnd ? QString(QChar(QChar::Null))
            : mode == MatchMode::Exact          ? cluster
                                                : foldForSearch(cluster);
        for (qsizetype i = 0; i < compared.size(); ++i) {
            made.clusterOf.append(made.starts.size());
        }
        made.form += compared;
        made.starts.append(start);
        start = end;
    }
    made.starts.append(text.size());
    return made;
}

} // namespace

QList<TextRange> findInText(const QString &text, const QString &needle, MatchMode mode)
{
    const QString wanted = mode == MatchMode::Exact ? needle : foldForSearch(needle);
    QList<TextRange> found;
    if (wanted.isEmpty() || wanted.contains(QChar::Null)) {
        return found;
    }
    const SearchForm form = searchForm(text, mode);
    for (qsizetype at = form.form.indexOf(wanted); at >= 0;) {
        const qsizetype end = at + wanted.size();
        const bool startsCluster = at == 0 || form.clusterOf[at - 1] != form.clusterOf[at];
        const bool endsCluster = end == form.form.size() || form.clusterOf[end] != form.clusterOf[end - 1];
        if (startsCluster && endsCluster) {
            const qsizetype from = form.starts[form.clusterOf[at]];
            found.append({from, form.starts[form.clusterOf[end - 1] + 1] - from});
        }
        at = form.form.indexOf(wanted, startsCluster && endsCluster ? end : at + 1);
    }
    return found;
}

Replaced replaceInText(const QString &text, const QString &needle, const QString &replacement, MatchMode mode)
{
    Replaced replaced{text, 0};
    const QList<TextRange> found = findInText(text, needle, mode);
    for (auto one = found.crbegin(); one != found.crend(); ++one) {
        replaced.text.replace(one->at, one->length, replacement);
        ++replaced.count;
    }
    return replaced;
}

} // namespace rawi

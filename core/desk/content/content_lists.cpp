#include "core/desk/content/content_lists.h"

#include "core/catalog/series.h"
#include "core/content/content_item.h"
#include "core/desk/content/content_index.h"
#include "core/replica/replica_database.h"
#include "core/rules/listing.h"
#include "core/text/search_words.h"

namespace rawi {

namespace {

// In FTS5's language: "كتاب"* OR "الكتاب"*; forms hold letters, digits and marks alone.
QString matchOf(const SearchTerm &term)
{
    QStringList forms;
    for (const QString &form : term.forms) {
        forms.append(u"\"%1\"%2"_s.arg(form, term.isWhole ? u""_s : u"*"_s));
    }
    return forms.join(u" OR "_s);
}

QString placeholders(qsizetype count)
{
    return u"?, "_s.repeated(count - 1) + QLatin1Char('?');
}

QString orderBy(ContentQuery::Order order)
{
    switch (order) {
    case ContentQuery::Order::NewestFirst:
        return u"created_at DESC, id DESC"_s;
    case ContentQuery::Order::OldestFirst:
        return u"created_at, id"_s;
    case ContentQuery::Order::TitleAr:
        return u"sort_ar, id"_s;
    case ContentQuery::Order::TitleEn:
        return u"sort_en, id"_s;
    }
    return u"id"_s;
}

// A word's beginning is found in the words index; three letters anywhere in titles, summaries and tags also
// in the trigram index.
void addTerm(const SearchTerm &term, QString &where, QVariantList &values)
{
    constexpr int kTrigram = 3;
    where += u" AND rowid IN (SELECT rowid FROM content_words WHERE content_words MATCH ?"_s;
    values.append(matchOf(term));
    if (const QString &word = term.forms.first(); !term.isWhole && word.size() >= kTrigram) {
        where += u" UNION SELECT rowid FROM content_trigrams WHERE content_trigrams MATCH ?"_s;
        values.append(u'"' + word + u'"');
    }
    where += QLatin1Char(')');
}

void addChoice(const QString &column, const QStringList &choices, QString &where, QVariantList &values)
{
    if (choices.isEmpty()) {
        return;
    }
    where += u" AND %1 IN (%2)"_s.arg(column, placeholders(choices.size()));
    for (const QString &choice : choices) {
        values.append(choice);
    }
}

} // namespace

LocalStore ContentLists::tables()
{
    return {.name = u"content_index"_s,
            .steps = ContentIndex::steps(),
            .madeBy = listingVersion(),
            .follow =
                [](ReplicaDatabase &database, RowReader &shown, const QSet<RowKey> &changed) {
                    return ContentIndex(database, shown).refresh(changed);
                },
            .scrub = ContentIndex::scrub};
}

ContentLists::ContentLists(Replica &replica) : m_replica(replica) { }

Result<QList<QUuid>> ContentLists::ids(const ContentQuery &query) const
{
    QString where = u"trashed = ?"_s;
    QVariantList values{query.trashed ? 1 : 0};
    addChoice(u"state"_s, query.states, where, values);
    addChoice(u"kind"_s, query.kinds, where, values);
    const QList<SearchTerm> terms = searchTerms(query.text);
    if (terms.isEmpty() && !query.text.trimmed().isEmpty()) {
        return QList<QUuid>(); // only punctuation: nothing is spelt so
    }
    for (const SearchTerm &term : terms) {
        addTerm(term, where, values);
    }
    if (!query.series.isNull()) {
        RAWI_ASSIGN(const QList<QJsonObject> episodes,
                    m_replica.rowsWhere(recordInfo<Episode>(), u"series_id"_s, uuidText(query.series)));
        if (episodes.isEmpty()) {
            return QList<QUuid>();
        }
        where += u" AND id IN (%1)"_s.arg(placeholders(episodes.size()));
        for (const QJsonObject &episode : episodes) {
            values.append(uuidFromText(episode.value("content_id"_L1).toString()).toRfc4122());
        }
    }
    QList<QUuid> ids;
    RAWI_TRY(m_replica.database().each(
        u"SELECT id FROM content_index WHERE %1 ORDER BY %2"_s.arg(where, orderBy(query.order)), values,
        [&](const QSqlQuery &row) { ids.append(QUuid::fromRfc4122(row.value(0).toByteArray())); }));
    return ids;
}

Result<QHash<QString, qint64>> ContentLists::counts() const
{
    QHash<QString, qint64> counts;
    for (const char *state : EnumNames<ContentState>::names) {
        counts.insert(QLatin1StringView(state), 0);
    }
    qint64 all = 0;
    qint64 trashed = 0;
    RAWI_TRY(m_replica.database().each(u"SELECT state, trashed, items FROM content_counts"_s, {},
                             [&](const QSqlQuery &query) {
                                 const qint64 items = query.value(2).toLongLong();
                                 if (query.value(1).toBool()) {
                                     trashed += items;
                                 } else {
                                     counts.insert(query.value(0).toString(), items);
                                     all += items;
                                 }
                             }));
    counts.insert(u"all"_s, all);
    counts.insert(u"trashed"_s, trashed);
    return counts;
}

} // namespace rawi

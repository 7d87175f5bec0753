#include "core/desk/content/content_index.h"

#include "core/content/content_item.h"
#include "core/replica/replica_database.h"
#include "core/rules/listing.h"

namespace rawi {

// One item as lists see it.
struct ContentIndex::Entry {
    qint64 rowid = 0;
    QByteArray id; // 16 bytes: half of what a million ids would be as text
    qint64 createdAt = 0;
    QString state;
    QString kind;
    bool trashed = false;
    QByteArray sortAr;
    QByteArray sortEn;
    QString head; // words of titles, summaries, tags
    QString body; // words of bodies

    bool sameText(const Entry &other) const { return head == other.head && body == other.body; }
    bool sameRow(const Entry &other) const
    {
        return createdAt == other.createdAt && state == other.state && kind == other.kind
            && trashed == other.trashed && sortAr == other.sortAr && sortEn == other.sortEn;
    }
    QVariantList values() const
    {
        return {createdAt, state, kind, trashed ? 1 : 0, sortAr, sortEn, head, body, id};
    }
    static Entry of(const QJsonObject &row);
};

namespace {

// Each list is read from one of these alone, without touching the rows.
constexpr std::array kIndexes{
    std::pair{"content_index_newest", "trashed, created_at, id, state, kind"},
    std::pair{"content_index_ar", "trashed, sort_ar, id, state, kind"},
    std::pair{"content_index_en", "trashed, sort_en, id, state, kind"},
    std::pair{"content_index_state", "trashed, state, kind, created_at, id"},
};

} // namespace

ContentIndex::Entry ContentIndex::Entry::of(const QJsonObject &row)
{
    const auto item = fromJson<ContentItem>(row);
    const Listing &listing = *recordInfo<ContentItem>().listing;
    Entry entry;
    entry.id = item.id.uuid().toRfc4122();
    entry.createdAt = item.createdAt.ms;
    entry.state = enumText(item.state);
    entry.kind = enumText(item.kind);
    entry.trashed = item.trashed;
    for (const ListingKey &key : listingKeys(listing)) {
        (key.language == SortLanguage::Arabic ? entry.sortAr : entry.sortEn) = key.of(row);
    }
    entry.head = notNull(listingWords(row, listing.found));
    entry.body = notNull(listingWords(row, listing.read));
    return entry;
}

QStringList ContentIndex::steps()
{
    QStringList steps{
        u"CREATE TABLE IF NOT EXISTS content_index (rowid INTEGER PRIMARY KEY, created_at INTEGER, state TEXT, "
        "kind TEXT, trashed INTEGER, sort_ar TEXT, sort_en TEXT, head TEXT, body TEXT, id BLOB UNIQUE)"_s, // sort keys are blobs
        u"CREATE TABLE IF NOT EXISTS content_counts (state TEXT, trashed INTEGER, items INTEGER, "
        "PRIMARY KEY (state, trashed))"_s,
        u"CREATE VIRTUAL TABLE IF NOT EXISTS content_words USING fts5(head, body, content='content_index', "
        "content_rowid='rowid', tokenize='unicode61 remove_diacritics 0', prefix='1 2')"_s,
        u"CREATE VIRTUAL TABLE IF NOT EXISTS content_trigrams USING fts5(head, content='content_index', "
        "content_rowid='rowid', tokenize='trigram')"_s,
    };
    for (const auto &[name, fields] : kIndexes) {
        steps.append(u"CREATE INDEX IF NOT EXISTS %1 ON content_index (%2)"_s.arg(QLatin1StringView(name),
                                                                                 QLatin1StringView(fields)));
    }
    return steps;
}

ContentIndex::ContentIndex(ReplicaDatabase &database, RowReader &shown) : m_database(database), m_shown(shown) { }

Result<void> ContentIndex::refresh(const QSet<RowKey> &changed)
{
    for (const RowKey &key : changed) {
        if (key.type == recordInfo<ContentItem>().name) {
            RAWI_TRY(refreshOne(key.id));
        }
    }
    return {};
}

Result<void> ContentIndex::scrub(ReplicaDatabase &database)
{
    RAWI_TRY(database.exec(u"INSERT INTO content_words (content_words) VALUES ('optimize')"_s));
    return database.exec(u"INSERT INTO content_trigrams (content_trigrams) VALUES ('optimize')"_s);
}

Result<std::optional<ContentIndex::Entry>> ContentIndex::entry(const QUuid &id) const
{
    std::optional<Entry> found;
    RAWI_TRY(m_database.each(
        u"SELECT rowid, created_at, state, kind, trashed, sort_ar, sort_en, head, body "
        "FROM content_index WHERE id = ?"_s,
        {id.toRfc4122()}, [&](const QSqlQuery &query) {
            found = Entry{query.value(0).toLongLong(), id.toRfc4122(),
                          query.value(1).toLongLong(), query.value(2).toString(),
                          query.value(3).toString(),   query.value(4).toBool(),
                          query.value(5).toByteArray(), query.value(6).toByteArray(),
                          query.value(7).toString(),   query.value(8).toString()};
        }));
    return found;
}

Result<void> ContentIndex::refreshOne(const QUuid &id)
{
    RAWI_ASSIGN(const std::optional<QJsonObject> row, m_shown.row(recordInfo<ContentItem>(), id));
    RAWI_ASSIGN(const std::optional<Entry> before, entry(id));
    if (!row) {
        if (!before) {
            return {};
        }
        RAWI_TRY(forgetText(*before));
        RAWI_TRY(count(*before, -1));
        return m_database.exec(u"DELETE FROM content_index WHERE rowid = ?"_s, {before->rowid});
    }
    Entry now = Entry::of(*row);
    if (!before) {
        RAWI_TRY(insert(now));
        RAWI_ASSIGN(const QVariant rowid, m_database.value(u"SELECT last_insert_rowid()"_s));
        now.rowid = rowid.toLongLong();
        RAWI_TRY(count(now, 1));
        return indexText(now);
    }
    now.rowid = before->rowid;
    const bool sameText = now.sameText(*before);
    if (sameText && now.sameRow(*before)) {
        return {};
    }
    if (!sameText) {
        RAWI_TRY(forgetText(*before));
    }
    if (now.state != before->state || now.trashed != before->trashed) {
        RAWI_TRY(count(*before, -1));
        RAWI_TRY(count(now, 1));
    }
    RAWI_TRY(m_database.exec(
        u"UPDATE content_index SET created_at = ?, state = ?, kind = ?, trashed = ?, sort_ar = ?, "
        "sort_en = ?, head = ?, body = ? WHERE id = ?"_s,
        now.values()));
    return sameText ? Result<void>() : indexText(now);
}

Result<void> ContentIndex::insert(const Entry &entry)
{
    return m_database.exec(
        u"INSERT INTO content_index (created_at, state, kind, trashed, sort_ar, sort_en, head, body, id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        entry.values());
}

Result<void> ContentIndex::count(const Entry &entry, int change)
{
    return m_database.exec(u"INSERT INTO content_counts (state, trashed, items) VALUES (?, ?, ?) "
                           "ON CONFLICT (state, trashed) DO UPDATE SET items = items + excluded.items"_s,
                           {entry.state, entry.trashed ? 1 : 0, change});
}

Result<void> ContentIndex::indexText(const Entry &entry)
{
    RAWI_TRY(m_database.exec(u"INSERT INTO content_words (rowid, head, body) VALUES (?, ?, ?)"_s,
                             {entry.rowid, entry.head, entry.body}));
    return m_database.exec(u"INSERT INTO content_trigrams (rowid, head) VALUES (?, ?)"_s,
                           {entry.rowid, entry.head});
}

Result<void> ContentIndex::forgetText(const Entry &entry)
{
    RAWI_TRY(m_database.exec(
        u"INSERT INTO content_words (content_words, rowid, head, body) VALUES ('delete', ?, ?, ?)"_s,
        {entry.rowid, entry.head, entry.body}));
    return m_database.exec(
        u"INSERT INTO content_trigrams (content_trigrams, rowid, head) VALUES ('delete', ?, ?)"_s,
        {entry.rowid, entry.head});
}

} // namespace rawi

#include "sync-server/pg/list_store.h"

#include "core/rules/listing.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

// Any number, the same in every rawi-server: two of them never fill one database at a time.
constexpr const char *kFillLock = "724104219";
// PostgreSQL holds at most a megabyte of words for a row.
constexpr qsizetype kMostBytes = 900'000;
// Parts of words are looked for from so many letters on, as on the desk.
constexpr qsizetype kShortestPart = 3;

std::string upsertSql(const RecordInfo &type)
{
    std::string names = "workspace, id, found, words";
    std::string places = "$1, $2, $3, array_to_tsvector(string_to_array($4, ' '))";
    std::string sets = "found = excluded.found, words = excluded.words";
    size_t place = 4;
    for (const ListingKey &key : listingKeys(*type.listing)) {
        const std::string name = key.name.toStdString();
        names += ", " + name;
        places += ", $" + std::to_string(++place);
        sets += ", " + name + " = excluded." + name;
    }
    return "INSERT INTO " + listTable(type) + " (" + names + ") VALUES (" + places + ") ON CONFLICT (workspace, id) DO UPDATE SET "
        + sets;
}

// Cut between two words.
std::string bounded(const QString &words)
{
    std::string text = words.toStdString();
    if (text.size() > kMostBytes) {
        text.resize(text.rfind(' ', kMostBytes));
    }
    return text;
}

Result<void> putListing(PgConnection &connection, const std::string &workspace, const RecordInfo &type, const QJsonObject &row)
{
    const Listing &listing = *type.listing;
    PgParams params{workspace, row.value("id"_L1).toString().toStdString(), listingWords(row, listing.found).toStdString(),
                    bounded(listingWords(row, listing.found + listing.read))};
    for (const ListingKey &key : listingKeys(listing)) {
        params.emplace_back("\\x" + key.of(row).toHex().toStdString());
    }
    RAWI_TRY(connection.exec(upsertSql(type), params));
    return {};
}

Result<void> fillOne(PgConnection &connection, const RecordInfo &type)
{
    constexpr int kPage = 500;
    const std::string sql = "SELECT t.workspace, t.id, " + rowJsonSql(type, "t") + " FROM \"" + type.name.toStdString()
        + "\" t WHERE (t.workspace, t.id) > ($1, $2) ORDER BY t.workspace, t.id LIMIT " + std::to_string(kPage);
    PgParams after{pgUuid({}), pgUuid({})};
    for (;;) {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql, after));
        for (int i = 0; i < rows.count(); ++i) {
            const QByteArray row = rows.string(i, 2).toUtf8();
            RAWI_TRY(putListing(connection, std::string(rows.text(i, 0)), type, QJsonDocument::fromJson(row).object()));
        }
        if (rows.count() < kPage) {
            return {};
        }
        after = {std::string(rows.text(kPage - 1, 0)), std::string(rows.text(kPage - 1, 1))};
    }
}

// "'كتاب':*|'الكتاب':*": forms hold letters, digits and marks alone.
std::string tsqueryOf(const SearchTerm &term)
{
    std::string text;
    for (const QString &form : term.forms) {
        text += (text.empty() ? "'" : "|'") + form.toStdString() + (term.isWhole ? "'" : "':*");
    }
    return text;
}

} // namespace

std::string listTable(const RecordInfo &type)
{
    return '"' + type.name.toStdString() + "_list\"";
}

Result<void> writeListing(PgConnection &connection, const std::string &workspace, const RowChange &change)
{
    const RecordInfo &type = *change.type;
    if (!type.listing || change.removed()
        || (!change.before.isEmpty() && isListedAlike(*type.listing, change.before, change.after))) {
        return {};
    }
    return putListing(connection, workspace, type, change.after);
}

Result<void> fillListings(PgConnection &connection, const QList<const RecordInfo *> &types)
{
    const std::string version = listingVersion().toStdString();
    RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
    RAWI_TRY(connection.execScript(std::string("SELECT pg_advisory_xact_lock(") + kFillLock + ")"));
    for (const RecordInfo *type : types) {
        if (!type->listing) {
            continue;
        }
        const std::string name = type->name.toStdString();
        RAWI_ASSIGN(const PgRows known, connection.exec("SELECT 1 FROM listings WHERE type = $1 AND version = $2", {name, version}));
        if (known.count() == 0) {
            RAWI_TRY(fillOne(connection, *type));
            RAWI_TRY(connection.exec("INSERT INTO listings (type, version) VALUES ($1, $2)"
                                     " ON CONFLICT (type) DO UPDATE SET version = excluded.version",
                                     {name, version}));
        }
    }
    return transaction.commit();
}

std::string hasWordsSql(const RecordInfo &type, const std::string &alias, const QList<SearchTerm> &terms, PgParams &params)
{
    std::string sql;
    for (const SearchTerm &term : terms) {
        params.emplace_back(tsqueryOf(term));
        std::string matching = "SELECT l.id FROM " + listTable(type) + " l WHERE l.words @@ $" + std::to_string(params.size())
            + "::tsquery";
        if (const QString &word = term.forms.first(); !term.isWhole && word.size() >= kShortestPart) {
            params.emplace_back('%' + word.toStdString() + '%');
            matching += " UNION ALL SELECT l.id FROM " + listTable(type) + " l WHERE l.found LIKE $" + std::to_string(params.size());
        }
        sql += (sql.empty() ? "" : " AND ") + alias + ".id IN (" + matching + ")";
    }
    return sql.empty() ? "false" : sql;
}

} // namespace rawi::server

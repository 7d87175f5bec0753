#include "sync-server/feed/list_query.h"

#include "core/rules/listing.h"
#include "core/rules/rule_args.h"
#include "sync-server/pg/list_store.h"

namespace rawi::server {

QList<FieldInfo> listParameters(const RecordInfo &type)
{
    QList<FieldInfo> parameters{textArg("sort", 40)};
    if (type.listing) {
        parameters.prepend(textArg("q", 200));
    }
    return parameters;
}

Result<void> putInOrder(const Request &request, const std::vector<PageQuery::Key> &columns, bool descending, PageQuery &query)
{
    const auto nameOf = [](const PageQuery::Key &column) { return QString::fromStdString(column.sql.substr(2)); }; // "t."
    query.sort = request.queryValue("sort");
    if (query.sort.isEmpty()) {
        query.sort = (descending ? u"-"_s : QString()) + nameOf(columns.front());
    }
    query.descending = query.sort.startsWith(u'-');
    const QString name = query.descending ? query.sort.mid(1) : query.sort;
    QStringList names;
    for (const PageQuery::Key &column : columns) {
        names.append(nameOf(column));
        if (names.last() == name) {
            query.keys = {column};
        }
    }
    const QList<ListingKey> kept = query.type->listing ? listingKeys(*query.type->listing) : QList<ListingKey>();
    for (const ListingKey &key : kept) {
        names.append(key.name);
        if (key.name == name) {
            query.from += " JOIN " + listTable(*query.type) + " l ON l.workspace = t.workspace AND l.id = t.id";
            query.keys = {{"l." + name.toStdString(), "bytea"}};
        }
    }
    if (query.keys.empty()) {
        return Error{ErrorCode::InvalidArgument, u"sort"_s,
                     u"one of %1, or one of them after \"-\""_s.arg(names.join(u", "_s))};
    }
    if (name != "id"_L1) {
        query.keys.push_back({"t.id", "uuid"});
    }
    return {};
}

void narrowToWords(const Request &request, PageQuery &query)
{
    if (const QString words = request.queryValue("q"); !words.trimmed().isEmpty()) {
        query.condition += " AND " + hasWordsSql(*query.type, "t", searchTerms(words), query.params);
    }
}

} // namespace rawi::server

#include "sync-server/people/people_page.h"

#include "core/people/person.h"
#include "sync-server/feed/list_query.h"
#include "sync-server/pg/list_store.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

void narrow(const Request &request, PageQuery &query)
{
    const auto place = [&query](const QString &value) {
        query.params.emplace_back(value.toStdString());
        return "$" + std::to_string(query.params.size());
    };
    if (const QString role = request.queryValue("role"); !role.isEmpty()) {
        query.condition += " AND t.role = " + place(role);
    }
    if (const QString active = request.queryValue("active"); !active.isEmpty()) {
        query.condition += active == "true"_L1 ? " AND t.active" : " AND NOT t.active";
    }
    if (const QString words = request.queryValue("q"); !words.trimmed().isEmpty()) {
        // An address is no text of words: any part of it is found as it is written.
        QString pattern = words.trimmed();
        pattern.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
        query.condition += " AND (t.email ILIKE " + place(u'%' + pattern + u'%') + " OR "
            + hasWordsSql(*query.type, "t", searchTerms(words), query.params) + ")";
    }
}

} // namespace

Result<PageQuery> peoplePage(const Request &request)
{
    static const std::string rowSql = rowJsonSql(recordInfo<Person>(), "t");
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "people t";
    query.type = &recordInfo<Person>();
    narrow(request, query);
    RAWI_TRY(putInOrder(request, {{"t.id", "uuid"}, {"t.email", "text"}, {"t.role", "text"}}, false, query));
    return query;
}

} // namespace rawi::server

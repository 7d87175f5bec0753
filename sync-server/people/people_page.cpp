#include "sync-server/people/people_page.h"

#include "core/people/person.h"
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
    QString pattern = request.queryValue("q").trimmed();
    if (!pattern.isEmpty()) {
        pattern.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
        const std::string like = " ILIKE " + place(u'%' + pattern + u'%');
        query.condition += " AND (t.email" + like + " OR t.name_ar" + like + " OR t.name_en" + like + ")";
    }
}

Result<void> setOrder(const Request &request, PageQuery &query)
{
    query.sort = request.queryValue("sort");
    if (query.sort.isEmpty()) {
        query.sort = u"id"_s;
        query.keys = {{"t.id", "uuid"}};
        return {};
    }
    query.descending = query.sort.startsWith(u'-');
    const QString column = query.descending ? query.sort.mid(1) : query.sort;
    if (!QStringList{u"email"_s, u"name_ar"_s, u"name_en"_s, u"role"_s}.contains(column)) {
        return Error{ErrorCode::InvalidArgument, u"sort"_s, u"one of email, name_ar, name_en, role, or one of them after \"-\""_s};
    }
    query.keys = {{"t." + column.toStdString(), "text"}, {"t.id", "uuid"}};
    return {};
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
    RAWI_TRY(setOrder(request, query));
    return query;
}

} // namespace rawi::server

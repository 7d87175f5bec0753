#include "sync-server/pg/row_store.h"

#include "sync-server/pg/list_store.h"
#include "sync-server/pg/pg_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <map>

namespace rawi::server {

namespace {

// The members' names are ours (Describe<…>), so they need no quoting beyond the identifier quotes.
std::string column(const std::string &alias, const QString &name)
{
    return alias + ".\"" + name.toStdString() + '"';
}

// JSON text of a value. What is often empty or needs no escaping is spared the functions that are dear: to_json and
// to_char are two thirds of what a row costs.
std::string valueSql(const FieldInfo &field, const std::string &alias)
{
    const std::string value = column(alias, field.name);
    const std::string orNull = "CASE WHEN " + value + " IS NULL THEN 'null' ELSE ";
    switch (field.kind) {
    case FieldKind::Id:
        return orNull + "'\"' || " + value + "::text || '\"' END"; // without the cast each || is an SQL function to be inlined
    case FieldKind::Enum: // names of ours, without anything to escape
        return "'\"' || " + value + " || '\"'";
    case FieldKind::Text:
    case FieldKind::OrderKey:
        return "CASE WHEN " + value + " = '' THEN '\"\"' ELSE to_json(" + value + ")::text END";
    case FieldKind::Integer:
    case FieldKind::Boolean:
    case FieldKind::TextSet:
    case FieldKind::Json:
        return value + "::text";
    case FieldKind::Timestamp:
        return orNull + "to_char(" + value + R"( AT TIME ZONE 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""') END)";
    case FieldKind::Date:
        return orNull + "to_char(" + value + R"(, '"\""YYYY-MM-DD"\""') END)";
    case FieldKind::Number:
    case FieldKind::Object:
    case FieldKind::List:
        break; // never a column
    }
    return "'null'";
}

PgParam paramOf(const FieldInfo &field, const QJsonValue &value)
{
    switch (field.kind) {
    case FieldKind::Id:
    case FieldKind::Timestamp:
    case FieldKind::Date:
        return value.isString() ? PgParam(value.toString().toStdString()) : PgParam();
    case FieldKind::Text:
    case FieldKind::OrderKey:
    case FieldKind::Enum:
        return value.toString().toStdString();
    case FieldKind::Integer:
        return std::to_string(value.toInteger());
    case FieldKind::Boolean:
        return value.toBool() ? "true" : "false";
    case FieldKind::TextSet:
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact).toStdString();
    case FieldKind::Json:
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact).toStdString();
    case FieldKind::Number:
    case FieldKind::Object:
    case FieldKind::List:
        break; // never a column
    }
    return {};
}

Result<QJsonObject> parseRow(const RecordInfo &type, std::string_view text)
{
    QJsonParseError problem;
    const QJsonDocument parsed =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), &problem);
    if (!parsed.isObject()) {
        return Error{ErrorCode::CorruptData, type.name, problem.errorString(), SubjectKind::Record};
    }
    return parsed.object();
}

std::string selectSql(const RecordInfo &type)
{
    return "SELECT " + rowJsonSql(type, "t") + " FROM \"" + type.name.toStdString() + "\" t WHERE t.workspace = $1";
}

std::string insertSql(const RecordInfo &type)
{
    std::string names = "workspace, id, rev";
    std::string places = "$1, $2, $3";
    for (qsizetype i = 0; i < type.fields.size(); ++i) {
        names += ", \"" + type.fields.at(i).name.toStdString() + '"';
        places += ", $" + std::to_string(i + 4);
    }
    return "INSERT INTO \"" + type.name.toStdString() + "\" (" + names + ") VALUES (" + places + ")";
}

std::string updateSql(const RecordInfo &type)
{
    std::string sets = "rev = $3";
    for (qsizetype i = 0; i < type.fields.size(); ++i) {
        sets += ", \"" + type.fields.at(i).name.toStdString() + "\" = $" + std::to_string(i + 4);
    }
    return "UPDATE \"" + type.name.toStdString() + "\" SET " + sets + " WHERE workspace = $1 AND id = $2";
}

} // namespace

std::string rowJsonSql(const RecordInfo &type, const std::string &alias)
{
    // Many statements a request begin with it, and a type is described once.
    thread_local std::map<std::pair<const RecordInfo *, std::string>, std::string> written;
    std::string &sql = written[{&type, alias}];
    if (sql.empty()) {
        sql = "('{\"id\":\"' || " + alias + ".id::text || '\",\"rev\":' || " + alias + ".rev::text";
        for (const FieldInfo &field : type.fields) {
            sql += " || ',\"" + field.name.toStdString() + "\":' || " + valueSql(field, alias);
        }
        sql += " || '}')";
    }
    return sql;
}

std::string visibleSql(const RecordInfo &type, const std::string &alias, const Actor &actor, PgParams &params)
{
    if (actor.isServer()) {
        return "true";
    }
    if (type.reach == Reach::Owner) {
        params.emplace_back(actor.id.text().toStdString());
        return column(alias, u"person"_s) + " = $" + std::to_string(params.size()) + "::uuid";
    }
    if (type.reach != Reach::Scoped || actor.seesAllScopes()) {
        return "true";
    }
    const std::string scope = column(alias, u"scope"_s);
    params.emplace_back(actor.id.text().toStdString());
    return "(" + scope + " IS NULL OR " + scope
        + " = ANY (ARRAY(SELECT m.scope FROM scope_members m WHERE m.person = $"
        + std::to_string(params.size()) + "::uuid)))";
}

std::string pgArray(const std::vector<std::string> &values)
{
    std::string text = "{";
    for (const std::string &value : values) {
        text += (text.size() > 1 ? "," : "") + value;
    }
    return text + "}";
}

PgRowStore::PgRowStore(PgConnection &connection, const QUuid &workspace)
    : m_connection(connection), m_workspace(pgUuid(workspace))
{
}

Result<std::optional<QJsonObject>> PgRowStore::row(const RecordInfo &type, const QUuid &id)
{
    RAWI_ASSIGN(const PgRows rows, m_connection.exec(selectSql(type) + " AND t.id = $2 FOR UPDATE",
                                                     {m_workspace, pgUuid(id)}));
    if (rows.count() == 0) {
        return std::optional<QJsonObject>();
    }
    RAWI_ASSIGN(QJsonObject found, parseRow(type, rows.text(0, 0)));
    return std::optional<QJsonObject>(std::move(found));
}

Result<QList<QJsonObject>> PgRowStore::rowsWhere(const RecordInfo &type, const QString &field, const QJsonValue &value)
{
    const FieldInfo *info = type.field(field);
    if (!info) {
        return Error{ErrorCode::UnknownField, field, u"%1 has no such field"_s.arg(type.name)};
    }
    PgParams params{m_workspace};
    std::string condition = column("t", field) + " IS NULL";
    if (const PgParam param = paramOf(*info, value)) {
        params.push_back(param);
        condition = column("t", field) + " = $2";
    }
    RAWI_ASSIGN(const PgRows rows,
                m_connection.exec(selectSql(type) + " AND " + condition + " ORDER BY t.id FOR UPDATE", params));
    QList<QJsonObject> found;
    for (int i = 0; i < rows.count(); ++i) {
        RAWI_ASSIGN(QJsonObject one, parseRow(type, rows.text(i, 0)));
        found.append(std::move(one));
    }
    return found;
}

Result<void> PgRowStore::lock(const RuleBook &rules, QList<RowKey> keys)
{
    std::sort(keys.begin(), keys.end());
    for (auto from = keys.begin(); from != keys.end();) {
        const auto to = std::find_if(from, keys.end(), [&](const RowKey &key) { return key.type != from->type; });
        const RecordInfo *type = rules.type(from->type);
        if (!type) {
            return Error{ErrorCode::Internal, from->type, u"a rule touches an unknown type"_s};
        }
        std::vector<std::string> ids;
        std::transform(from, to, std::back_inserter(ids), [](const RowKey &key) { return pgUuid(key.id); });
        RAWI_ASSIGN([[maybe_unused]] const PgRows locked,
                    m_connection.exec("SELECT 1 FROM \"" + type->name.toStdString()
                                          + "\" WHERE workspace = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE",
                                      {m_workspace, pgArray(ids)}));
        from = to;
    }
    return {};
}

Result<void> PgRowStore::write(const QList<RowChange> &changes)
{
    for (const bool removals : {true, false}) {
        for (const RowChange &change : changes) {
            if (change.removed() == removals) {
                RAWI_TRY(writeOne(change));
            }
        }
    }
    return {};
}

Result<void> PgRowStore::writeOne(const RowChange &change)
{
    const RecordInfo &type = *change.type;
    PgParams params{m_workspace, pgUuid(change.id)};
    if (change.removed()) {
        RAWI_ASSIGN([[maybe_unused]] const PgRows removed,
                    m_connection.exec("DELETE FROM \"" + type.name.toStdString() + "\" WHERE workspace = $1 AND id = $2",
                                      params));
        return {};
    }
    params.push_back(std::to_string(change.after.value("rev"_L1).toInteger()));
    for (const FieldInfo &field : type.fields) {
        params.push_back(paramOf(field, change.after.value(field.name)));
    }
    const std::string sql = change.before.isEmpty() ? insertSql(type) : updateSql(type);
    RAWI_ASSIGN(const PgRows written, m_connection.exec(sql, params));
    if (written.affected() != 1) {
        return Error{ErrorCode::Internal, type.name, u"a locked row was gone"_s};
    }
    return writeListing(m_connection, m_workspace, change);
}

} // namespace rawi::server

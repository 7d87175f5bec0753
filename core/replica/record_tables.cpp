#include "core/replica/record_tables.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace rawi {

namespace {

// What the Office holds is nowhere on a desk; a rule that runs here finds none of it, and what it makes of it is the server's to keep.
bool isHeld(const RecordInfo &type)
{
    return type.reach != Reach::Office;
}

QString quoted(const QString &name)
{
    return QLatin1Char('"') + name + QLatin1Char('"');
}

QString tableName(const RecordInfo &type, RecordTables::Layer layer)
{
    switch (layer) {
    case RecordTables::Layer::Overlay:
        return quoted(type.name + u"_overlay"_s);
    case RecordTables::Layer::Staged:
        return quoted(type.name + u"_staged"_s);
    case RecordTables::Layer::Confirmed:
        break;
    }
    return quoted(type.name);
}

QString columnType(FieldKind kind)
{
    const bool number =
        kind == FieldKind::Integer || kind == FieldKind::Boolean || kind == FieldKind::Timestamp;
    return number ? u"INTEGER"_s : u"TEXT"_s;
}

QString columns(const RecordInfo &type, const QString &table = {})
{
    const QString before = table.isEmpty() ? table : table + QLatin1Char('.');
    QStringList names{before + u"id"_s, before + u"rev"_s};
    for (const FieldInfo &field : type.fields) {
        names.append(before + quoted(field.name));
    }
    return names.join(u", "_s);
}

QVariant toColumn(FieldKind kind, const QJsonValue &value)
{
    switch (kind) {
    case FieldKind::Id:
    case FieldKind::Date:
        return value.isString() ? QVariant(value.toString()) : QVariant();
    case FieldKind::Integer:
        return value.toInteger();
    case FieldKind::Boolean:
        return value.toBool() ? 1 : 0;
    case FieldKind::Timestamp:
        return timestampFromText(value.toString()).ms;
    case FieldKind::TextSet:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case FieldKind::Json:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    default:
        break;
    }
    return notNull(value.toString());
}

QJsonValue fromColumn(const FieldInfo &field, const QVariant &value)
{
    switch (field.kind) {
    case FieldKind::Id:
    case FieldKind::Date:
        return value.isNull() ? QJsonValue() : QJsonValue(value.toString());
    case FieldKind::Integer:
        return value.toLongLong();
    case FieldKind::Boolean:
        return value.toLongLong() != 0;
    case FieldKind::Timestamp: {
        const Timestamp time{value.toLongLong()};
        return time.isSet() ? QJsonValue(timestampText(time)) : QJsonValue();
    }
    case FieldKind::Enum:
        return value.isNull() ? field.enumNames.first() : value.toString();
    case FieldKind::TextSet:
        return QJsonDocument::fromJson(value.toString().toUtf8()).array();
    case FieldKind::Json:
        return QJsonDocument::fromJson(value.toString().toUtf8()).object();
    default:
        break;
    }
    return value.toString();
}

// Whose columns begin at `first`.
QJsonObject rowOf(const RecordInfo &type, const QSqlQuery &query, int first = 0)
{
    QJsonObject row{{u"id"_s, query.value(first).toString()}, {u"rev"_s, query.value(first + 1).toLongLong()}};
    int column = first + 2;
    for (const FieldInfo &field : type.fields) {
        row.insert(field.name, fromColumn(field, query.value(column++)));
    }
    return row;
}

FieldKind kindOf(const RecordInfo &type, const QString &field)
{
    const FieldInfo *described = type.field(field);
    return described ? described->kind : FieldKind::Id;
}

QUuid idOf(const QJsonObject &row)
{
    return uuidFromText(row.value("id"_L1).toString());
}

} // namespace

RecordTables::RecordTables(ReplicaDatabase &database, const RuleBook &rules)
    : m_database(database), m_rules(rules)
{
}

Result<void> RecordTables::prepare()
{
    for (const RecordInfo *type : m_rules.deskTypes()) {
        for (const Layer layer : {Layer::Confirmed, Layer::Overlay, Layer::Staged}) {
            RAWI_TRY(prepareTable(*type, layer));
        }
    }
    return {};
}

Result<void> RecordTables::prepareTable(const RecordInfo &type, Layer layer)
{
    const QString table = tableName(type, layer);
    // A new table has its columns from the start: each ALTER makes SQLite read the whole schema again.
    QString more = layer == Layer::Overlay ? u", removed INTEGER NOT NULL DEFAULT 0"_s : QString();
    for (const FieldInfo &field : type.fields) {
        more += u", %1 %2"_s.arg(quoted(field.name), columnType(field.kind));
    }
    RAWI_TRY(m_database.exec(u"CREATE TABLE IF NOT EXISTS %1 (id TEXT PRIMARY KEY, rev INTEGER%2)"_s.arg(table, more)));
    QStringList existing;
    RAWI_TRY(m_database.each(u"PRAGMA table_info(%1)"_s.arg(table), {},
                             [&](const QSqlQuery &query) { existing.append(query.value(1).toString()); }));
    for (const FieldInfo &field : type.fields) {
        if (!existing.contains(field.name)) {
            RAWI_TRY(m_database.exec(
                u"ALTER TABLE %1 ADD COLUMN %2 %3"_s.arg(table, quoted(field.name), columnType(field.kind))));
        }
        if (field.kind == FieldKind::Id && layer != Layer::Staged) {
            const QString index = quoted(QString(table).remove(QLatin1Char('"')) + u"_by_"_s + field.name);
            RAWI_TRY(m_database.exec(
                u"CREATE INDEX IF NOT EXISTS %1 ON %2 (%3)"_s.arg(index, table, quoted(field.name))));
        }
    }
    return {};
}

Result<void> RecordTables::makeDays()
{
    for (const RecordInfo *type : m_rules.deskTypes()) {
        for (const FieldInfo &field : type->fields) {
            for (const Layer layer : {Layer::Confirmed, Layer::Overlay, Layer::Staged}) {
                if (field.kind == FieldKind::Date) {
                    RAWI_TRY(m_database.exec(
                        u"UPDATE %1 SET %2 = CASE WHEN %2 <> 0 THEN date(%2 / 1000, 'unixepoch', 'localtime') END "
                        "WHERE typeof(%2) = 'integer'"_s.arg(tableName(*type, layer), quoted(field.name))));
                }
            }
        }
    }
    return {};
}

Result<void> RecordTables::put(Layer layer, const RecordInfo &type, const QJsonObject &row)
{
    if (!isHeld(type)) {
        return {};
    }
    const QString marks = u"?, "_s.repeated(type.fields.size() + 1) + QLatin1Char('?');
    QVariantList values{row.value("id"_L1).toString(), row.value("rev"_L1).toInteger()};
    for (const FieldInfo &field : type.fields) {
        values.append(toColumn(field.kind, row.value(field.name)));
    }
    return m_database.exec(
        u"INSERT OR REPLACE INTO %1 (%2) VALUES (%3)"_s.arg(tableName(type, layer), columns(type), marks),
        values);
}

Result<void> RecordTables::putRemoved(const RecordInfo &type, const QUuid &id)
{
    if (!isHeld(type)) {
        return {};
    }
    return m_database.exec(u"INSERT OR REPLACE INTO %1 (id, rev, removed) VALUES (?, 0, 1)"_s.arg(
                               tableName(type, Layer::Overlay)),
                           {uuidText(id)});
}

Result<void> RecordTables::erase(Layer layer, const RecordInfo &type, const QUuid &id)
{
    return m_database.exec(u"DELETE FROM %1 WHERE id = ?"_s.arg(tableName(type, layer)), {uuidText(id)});
}

Result<void> RecordTables::clear(Layer layer)
{
    for (const RecordInfo *type : m_rules.deskTypes()) {
        RAWI_TRY(m_database.exec(u"DELETE FROM "_s + tableName(*type, layer)));
    }
    return {};
}

Result<QList<QUuid>> RecordTables::ids(const QString &sql, const QVariantList &values) const
{
    QList<QUuid> found;
    RAWI_TRY(m_database.each(sql, values, [&](const QSqlQuery &query) { found.append(uuidFromText(query.value(0).toString())); }));
    return found;
}

Result<QList<QUuid>> RecordTables::adoptStaged(const RecordInfo &type, const QString &after, int limit)
{
    const QString page = u"FROM %1 WHERE id > ? ORDER BY id LIMIT ?"_s.arg(tableName(type, Layer::Staged));
    RAWI_TRY(m_database.exec(u"INSERT OR REPLACE INTO %1 (%2) SELECT %2 %3"_s.arg(
                                 tableName(type, Layer::Confirmed), columns(type), page),
                             {after, limit}));
    return ids(u"SELECT id "_s + page, {after, limit});
}

Result<QList<QUuid>> RecordTables::eraseUnstaged(const RecordInfo &type, int limit)
{
    RAWI_ASSIGN(const QList<QUuid> gone,
                ids(u"SELECT id FROM %1 WHERE id NOT IN (SELECT id FROM %2) LIMIT ?"_s.arg(
                        tableName(type, Layer::Confirmed), tableName(type, Layer::Staged)),
                    {limit}));
    for (const QUuid &id : gone) {
        RAWI_TRY(erase(Layer::Confirmed, type, id));
    }
    return gone;
}

Result<qint64> RecordTables::count(Layer layer) const
{
    qint64 total = 0;
    for (const RecordInfo *type : m_rules.deskTypes()) {
        RAWI_ASSIGN(const QVariant counted,
                    m_database.value(u"SELECT COUNT(*) FROM "_s + tableName(*type, layer)));
        total += counted.toLongLong();
    }
    return total;
}

Result<qint64> RecordTables::missingFromStaged() const
{
    qint64 total = 0;
    for (const RecordInfo *type : m_rules.deskTypes()) {
        RAWI_ASSIGN(const QVariant counted,
                    m_database.value(u"SELECT COUNT(*) FROM %1 WHERE id NOT IN (SELECT id FROM %2)"_s.arg(
                        tableName(*type, Layer::Confirmed), tableName(*type, Layer::Staged))));
        total += counted.toLongLong();
    }
    return total;
}

QString RecordTables::select(const RecordInfo &type, Layer layer, const QString &where) const
{
    return u"SELECT %1 FROM %2 WHERE %3"_s.arg(columns(type), tableName(type, layer), where);
}

Result<QList<QJsonObject>> RecordTables::list(const RecordInfo &type, const QString &sql,
                                              const QVariantList &values) const
{
    QList<QJsonObject> rows;
    RAWI_TRY(m_database.each(sql, values, [&](const QSqlQuery &query) { rows.append(rowOf(type, query)); }));
    return rows;
}

Result<std::optional<QJsonObject>> RecordTables::one(Layer layer, const RecordInfo &type, const QUuid &id) const
{
    if (!isHeld(type)) {
        return std::optional<QJsonObject>();
    }
    RAWI_ASSIGN(const QList<QJsonObject> rows, list(type, select(type, layer, u"id = ?"_s), {uuidText(id)}));
    return rows.isEmpty() ? std::optional<QJsonObject>() : rows.first();
}

Result<std::optional<QJsonObject>> RecordTables::confirmedRow(const RecordInfo &type, const QUuid &id) const
{
    return one(Layer::Confirmed, type, id);
}

Result<RecordTables::Differences> RecordTables::differingFromStaged(const RecordInfo &type, qint64 limit) const
{
    const QString here = tableName(type, Layer::Confirmed);
    const QString there = tableName(type, Layer::Staged);
    const QString differing = u"SELECT id FROM (SELECT %1 FROM %2 EXCEPT SELECT %1 FROM %3) UNION "
                              "SELECT id FROM (SELECT %1 FROM %3 EXCEPT SELECT %1 FROM %2)"_s.arg(columns(type), here, there);
    // The count stands alone in its line when no row is asked for.
    const QString sql = u"WITH differing AS MATERIALIZED (%1) SELECT counted.n, page.id, %2, %3 "
                        "FROM (SELECT COUNT(*) AS n FROM differing) AS counted "
                        "LEFT JOIN (SELECT id FROM differing ORDER BY id LIMIT ?) AS page ON true "
                        "LEFT JOIN %4 AS here ON here.id = page.id LEFT JOIN %5 AS there ON there.id = page.id ORDER BY page.id"_s
                            .arg(differing, columns(type, u"here"_s), columns(type, u"there"_s), here, there);
    constexpr int kHere = 2;
    const int atThere = kHere + 2 + static_cast<int>(type.fields.size());
    const auto row = [&](const QSqlQuery &query, int first) {
        return query.value(first).isNull() ? QJsonObject() : rowOf(type, query, first);
    };
    Differences found;
    RAWI_TRY(m_database.each(sql, {limit}, [&](const QSqlQuery &query) {
        found.count = query.value(0).toLongLong();
        if (!query.value(1).isNull()) {
            found.first.append({uuidFromText(query.value(1).toString()), row(query, kHere), row(query, atThere)});
        }
    }));
    return found;
}

Result<std::optional<QJsonObject>> RecordTables::shownRow(const RecordInfo &type, const QUuid &id) const
{
    if (!isHeld(type)) {
        return std::optional<QJsonObject>();
    }
    std::optional<QJsonObject> pending;
    bool removed = false;
    const QString sql =
        u"SELECT %1, removed FROM %2 WHERE id = ?"_s.arg(columns(type), tableName(type, Layer::Overlay));
    RAWI_TRY(m_database.each(sql, {uuidText(id)}, [&](const QSqlQuery &query) {
        removed = query.value(static_cast<int>(type.fields.size()) + 2).toBool();
        pending = rowOf(type, query);
    }));
    if (pending) {
        return removed ? std::optional<QJsonObject>() : pending;
    }
    return confirmedRow(type, id);
}

Result<QHash<QUuid, QJsonObject>> RecordTables::shownRows(const RecordInfo &type, const QList<QUuid> &ids) const
{
    QJsonArray wanted;
    for (const QUuid &id : ids) {
        wanted.append(uuidText(id));
    }
    const QVariantList values{QString::fromUtf8(QJsonDocument(wanted).toJson(QJsonDocument::Compact))};
    const QString among = u"id IN (SELECT value FROM json_each(?))"_s;
    QHash<QUuid, QJsonObject> rows;
    RAWI_TRY(m_database.each(select(type, Layer::Confirmed, among), values, [&](const QSqlQuery &query) {
        rows.insert(uuidFromText(query.value(0).toString()), rowOf(type, query));
    }));
    const QString pending =
        u"SELECT %1, removed FROM %2 WHERE "_s.arg(columns(type), tableName(type, Layer::Overlay));
    RAWI_TRY(m_database.each(pending + among, values, [&](const QSqlQuery &query) {
        const QUuid id = uuidFromText(query.value(0).toString());
        if (query.value(static_cast<int>(type.fields.size()) + 2).toBool()) {
            rows.remove(id);
        } else {
            rows.insert(id, rowOf(type, query));
        }
    }));
    return rows;
}

Result<QList<QJsonObject>> RecordTables::confirmedWhere(const RecordInfo &type, const QString &field,
                                                        const QJsonValue &value) const
{
    if (!isHeld(type)) {
        return QList<QJsonObject>();
    }
    const QString where = quoted(field) + u" IS ? ORDER BY id"_s;
    return list(type, select(type, Layer::Confirmed, where), {toColumn(kindOf(type, field), value)});
}

Result<QList<QJsonObject>> RecordTables::shownWhere(const RecordInfo &type, const QString &field,
                                                    const QJsonValue &value) const
{
    if (!isHeld(type)) {
        return QList<QJsonObject>();
    }
    const QVariant column = toColumn(kindOf(type, field), value);
    const QString sql = select(type, Layer::Confirmed,
                               u"%1 IS ? AND id NOT IN (SELECT id FROM %2)"_s.arg(
                                   quoted(field), tableName(type, Layer::Overlay)))
        + u" UNION ALL "_s
        + select(type, Layer::Overlay, u"removed = 0 AND %1 IS ? ORDER BY 1"_s.arg(quoted(field)));
    return list(type, sql, {column, column});
}

Result<QList<QJsonObject>> RecordTables::shownRows(const RecordInfo &type) const
{
    const QString sql = select(type, Layer::Confirmed,
                               u"id NOT IN (SELECT id FROM %1)"_s.arg(tableName(type, Layer::Overlay)))
        + u" UNION ALL "_s + select(type, Layer::Overlay, u"removed = 0 ORDER BY 1"_s);
    return list(type, sql, {});
}

Result<void> RecordTables::eachConfirmed(const RecordInfo &type,
                                         const std::function<void(const QJsonObject &)> &visit) const
{
    return m_database.each(select(type, Layer::Confirmed, u"1 ORDER BY id"_s), {},
                           [&](const QSqlQuery &query) { visit(rowOf(type, query)); });
}

Result<QList<QUuid>> RecordTables::ids(const RecordInfo &type) const
{
    return ids(u"SELECT id FROM %1 UNION SELECT id FROM %2"_s.arg(tableName(type, Layer::Confirmed),
                                                                tableName(type, Layer::Overlay)),
               {});
}

Result<OverlayRows> RecordTables::overlay() const
{
    OverlayRows rows;
    for (const RecordInfo *type : m_rules.deskTypes()) {
        const QString sql =
            u"SELECT %1, removed FROM %2"_s.arg(columns(*type), tableName(*type, Layer::Overlay));
        RAWI_TRY(m_database.each(sql, {}, [&](const QSqlQuery &query) {
            const bool removed = query.value(static_cast<int>(type->fields.size()) + 2).toBool();
            rows[type->name].insert(uuidFromText(query.value(0).toString()),
                                    removed ? QJsonObject() : rowOf(*type, query));
        }));
    }
    return rows;
}

Result<std::optional<QJsonObject>> ShownRowReader::row(const RecordInfo &type, const QUuid &id)
{
    return m_tables.shownRow(type, id);
}

Result<QList<QJsonObject>> ShownRowReader::rowsWhere(const RecordInfo &type, const QString &field,
                                                     const QJsonValue &value)
{
    return m_tables.shownWhere(type, field, value);
}

Result<std::optional<QJsonObject>> RebaseRowReader::row(const RecordInfo &type, const QUuid &id)
{
    const QHash<QUuid, QJsonObject> pending = m_overlay.value(type.name);
    const auto found = pending.constFind(id);
    if (found != pending.constEnd()) {
        return found->isEmpty() ? std::optional<QJsonObject>() : *found;
    }
    return m_tables.confirmedRow(type, id);
}

Result<QList<QJsonObject>> RebaseRowReader::rowsWhere(const RecordInfo &type, const QString &field,
                                                      const QJsonValue &value)
{
    RAWI_ASSIGN(QList<QJsonObject> rows, m_tables.confirmedWhere(type, field, value));
    const QHash<QUuid, QJsonObject> pending = m_overlay.value(type.name);
    rows.removeIf([&](const QJsonObject &row) { return pending.contains(idOf(row)); });
    for (const QJsonObject &row : pending) {
        if (!row.isEmpty() && row.value(field) == value) {
            rows.append(row);
        }
    }
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return idOf(a) < idOf(b); });
    return rows;
}

void RebaseRowReader::take(const QList<RowChange> &changes)
{
    for (const RowChange &change : changes) {
        m_overlay[change.type->name].insert(change.id, change.after);
    }
}

} // namespace rawi

#include "sync-server/feed/event_log.h"

#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

constexpr qsizetype kLargestPayload = 64 * 1024;

QJsonObject payloadOf(const DomainEvent &event)
{
    const qsizetype size = QJsonDocument(event.payload).toJson(QJsonDocument::Compact).size();
    return size > kLargestPayload ? QJsonObject{{u"too_large"_s, true}} : event.payload;
}

QJsonValue idOrNull(const QUuid &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(uuidText(id));
}

QJsonArray rowsOf(const QList<DomainEvent> &events, const Teller &by, qint64 nowMs)
{
    QJsonArray rows;
    for (const DomainEvent &event : events) {
        rows.append(QJsonObject{{u"id"_s, uuidText(makeUuidV7(nowMs))},
                                {u"type"_s, event.type},
                                {u"subject_type"_s, event.subjectType},
                                {u"subject"_s, idOrNull(event.subject)},
                                {u"actor"_s, idOrNull(by.actor)},
                                {u"payload"_s, payloadOf(event)},
                                {u"correlation"_s, by.correlationId},
                                {u"at"_s, timestampText({nowMs})}});
    }
    return rows;
}

ToldEvent eventOf(const PgRows &rows, int row)
{
    ToldEvent told;
    told.seq = rows.integer(row, 0);
    told.id = uuidFromText(rows.string(row, 1));
    told.event = {rows.string(row, 2), rows.string(row, 3), uuidFromText(rows.string(row, 4)),
                  QJsonDocument::fromJson(rows.string(row, 6).toUtf8()).object()};
    told.by = {uuidFromText(rows.string(row, 5)), rows.string(row, 7)};
    told.at = {rows.integer(row, 8)};
    return told;
}

} // namespace

QJsonObject ToldEvent::toJson() const
{
    return {{u"id"_s, uuidText(id)},
            {u"type"_s, event.type},
            {u"subject_type"_s, event.subjectType},
            {u"subject"_s, idOrNull(event.subject)},
            {u"actor"_s, idOrNull(by.actor)},
            {u"payload"_s, event.payload},
            {u"correlation_id"_s, by.correlationId},
            {u"at"_s, timestampText(at)}};
}

Naming namingOf(const QJsonObject &told)
{
    return {told.value("subject_type"_L1).toString(), uuidFromText(told.value("subject"_L1).toString()), idsIn(told.value("payload"_L1))};
}

std::string eventRows(const QList<DomainEvent> &events, const Teller &by, qint64 nowMs)
{
    return pgJson(rowsOf(events, by, nowMs));
}

std::string insertEventsSql(int count, int rows)
{
    return "INSERT INTO domain_events (workspace, seq, id, type, subject_type, subject, actor, payload, correlation, at)"
           " SELECT h.workspace, h.event_head - $" + std::to_string(count) + "::bigint + e.n, e.id, e.type, e.subject_type, e.subject,"
           " e.actor, e.payload, e.correlation, e.at FROM h, ROWS FROM (jsonb_to_recordset($" + std::to_string(rows)
        + "::jsonb) AS (id uuid, type text, subject_type text, subject uuid, actor uuid, payload jsonb, correlation text,"
          " at timestamptz)) WITH ORDINALITY AS e (id, type, subject_type, subject, actor, payload, correlation, at, n)";
}

Result<void> tellEvents(PgConnection &connection, const QList<DomainEvent> &events, const Teller &by, qint64 nowMs)
{
    if (events.isEmpty()) {
        return {};
    }
    static const std::string kTell = "WITH h AS (UPDATE feed_heads SET event_head = event_head + $1::bigint"
                                     " WHERE workspace = (SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1)"
                                     " RETURNING workspace, event_head) "
        + insertEventsSql(1, 2);
    RAWI_ASSIGN(const PgRows written, connection.exec(kTell, {std::to_string(events.size()), eventRows(events, by, nowMs)}));
    if (written.affected() != events.size()) {
        return Error{ErrorCode::CorruptData, u"feed_heads"_s, u"the workspace has no feed"_s, SubjectKind::Code};
    }
    return {};
}

Result<QList<ToldEvent>> readEvents(PgConnection &connection, const QUuid &workspace, qint64 after, qint64 upTo,
                                    const QStringList &types, int limit)
{
    std::vector<std::string> names;
    std::transform(types.begin(), types.end(), std::back_inserter(names),
                   [](const QString &type) { return type.toStdString(); });
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT seq, id, type, subject_type, subject, actor, payload, correlation,"
                                " (extract(epoch FROM at) * 1000)::bigint FROM domain_events"
                                " WHERE workspace = $1 AND seq > $2 AND seq <= $3"
                                " AND (type = ANY ($4::text[]) OR split_part(type, '.', 1) || '.*' = ANY ($4::text[])"
                                " OR '*' = ANY ($4::text[])) ORDER BY seq LIMIT $5",
                                {pgUuid(workspace), std::to_string(after), std::to_string(upTo),
                                 pgArray(names), std::to_string(limit)}));
    QList<ToldEvent> events;
    for (int row = 0; row < rows.count(); ++row) {
        events.append(eventOf(rows, row));
    }
    return events;
}

bool hasEventType(const QStringList &types, const QString &type)
{
    return types.contains(type) || types.contains("*"_L1) || types.contains(type.section(u'.', 0, 0) + ".*"_L1);
}

} // namespace rawi::server

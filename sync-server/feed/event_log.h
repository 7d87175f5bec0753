#pragma once

#include "core/rules/transaction.h"
#include "sync-server/feed/audience.h"
#include "sync-server/pg/pg.h"

namespace rawi::server {

// Who made an event happen, and over which request.
struct Teller {
    QUuid actor; // null = the server itself
    QString correlationId;
};

// An event as it is kept.
struct ToldEvent {
    qint64 seq = 0; // its place in the workspace's order
    QUuid id;       // UUIDv7; by it a consumer knows what it has done already
    DomainEvent event;
    Teller by;
    Timestamp at;

    // {"id","type","subject_type","subject","actor","payload","correlation_id","at"}.
    QJsonObject toJson() const;
};

// What an event as JSON (ToldEvent::toJson()) tells of, to ask who may hear of it.
Naming namingOf(const QJsonObject &told);

// Writes events inside the caller's transaction, as its last statement but COMMIT: it takes the workspace's counter row,
// so that numbers are seen in the order in which they were given. A payload over 64 KiB is told as {"too_large": true}.
// CommandService does it for what rules told; a service of the server for what it did itself, and then wakes its
// EventLine (or leaves it to find the event within two seconds).
Result<void> tellEvents(PgConnection &connection, const QList<DomainEvent> &events, const Teller &by, qint64 nowMs);

// For a commit that takes the counter row anyway: the events as rows of JSON, and SQL that writes them after a WITH item `h`
// that has moved `event_head` on by their number and returns it; `count` and `rows` are the parameters' places.
std::string eventRows(const QList<DomainEvent> &events, const Teller &by, qint64 nowMs);
std::string insertEventsSql(int count, int rows);

// The workspace's events with numbers in (after, upTo] of these types, in order, at most `limit`. A type is a name, a
// family ("content.*") or "*".
Result<QList<ToldEvent>> readEvents(PgConnection &connection, const QUuid &workspace, qint64 after, qint64 upTo,
                                    const QStringList &types, int limit);
// Whether a list of such types has this one.
bool hasEventType(const QStringList &types, const QString &type);

} // namespace rawi::server

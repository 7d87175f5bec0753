#pragma once

#include "core/rules/actor.h"
#include "core/rules/command.h"
#include "core/rules/describe.h"

#include <QHash>
#include <QList>

#include <map>
#include <optional>

namespace rawi {

class RuleBook;

// A row by type name and id.
struct RowKey {
    QString type;
    QUuid id;
    auto operator<=>(const RowKey &other) const
    {
        if (const int order = type.compare(other.type)) {
            return order <=> 0;
        }
        return id < other.id ? std::strong_ordering::less
            : other.id < id  ? std::strong_ordering::greater
                             : std::strong_ordering::equal;
    }
    bool operator==(const RowKey &) const = default;
    friend size_t qHash(const RowKey &key, size_t seed = 0) { return qHashMulti(seed, key.type, key.id); }
};

// What happened, told to whoever has to do with it: the server keeps it in the command's own transaction and
// hands it to the consumers (search, notifications, webhooks …). Names are those of the specification
// ("content.published").
struct DomainEvent {
    QString type;
    QString subjectType; // a record type
    QUuid subject;
    QJsonObject payload;
};

// What a store lets a rule read. Implemented by core/replica (SQLite), sync-server/pg (PostgreSQL, which
// locks what it reads) and by the tests (memory).
class RowReader {
public:
    virtual ~RowReader() = default;
    // The row, or nothing when there is none.
    virtual Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id) = 0;
    // All rows whose field has this value, in id order.
    virtual Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field,
                                                 const QJsonValue &value) = 0;
};

// One row written by a command. `after` is empty when the row was removed, `before` when it is new.
struct RowChange {
    const RecordInfo *type = nullptr;
    QUuid id;
    QJsonObject before;
    QJsonObject after;

    bool removed() const { return after.isEmpty(); }
};

// A command's view of a store: reads go to the store and find only what the actor may know of
// (core/rules/reach.h), writes are kept here until the store takes changes(); later reads see earlier writes.
// Rules use nothing else, so they run alike on desk and server.
class Transaction {
public:
    Transaction(const RuleBook &rules, RowReader &reader, const Actor &actor, qint64 nowMs,
                const QUuid &commandId);

    const RuleBook &rules() const { return m_rules; }
    const Actor &actor() const { return m_actor; }
    Timestamp now() const { return {m_nowMs}; }
    // An id made from the command's id and a label (UUIDv5, RFC 9562 §5.5): the same on every store.
    QUuid derivedId(QStringView label) const;

    template <typename R>
    Result<std::optional<R>> find(const Id<R> &id)
    {
        RAWI_ASSIGN(const std::optional<QJsonObject> found, row(recordInfo<R>(), id.uuid()));
        return found ? std::optional<R>(fromJson<R>(*found)) : std::optional<R>();
    }

    // Errors: NotFound, naming the type and id.
    template <typename R>
    Result<R> get(const Id<R> &id)
    {
        RAWI_ASSIGN(std::optional<R> found, find(id));
        if (!found) {
            return notFound(recordInfo<R>(), id.uuid());
        }
        return std::move(*found);
    }

    template <typename R>
    Result<QList<R>> where(const char *field, const QJsonValue &value)
    {
        RAWI_ASSIGN(const QList<QJsonObject> rows, rowsWhere(recordInfo<R>(), QLatin1StringView(field), value));
        QList<R> records;
        records.reserve(rows.size());
        for (const QJsonObject &one : rows) {
            records.append(fromJson<R>(one));
        }
        return records;
    }

    // Writes the record; its rev becomes the stored rev + 1 (1 when new). A record equal to what is stored
    // is no change.
    template <typename R>
    Result<void> put(const R &record)
    {
        return putRow(recordInfo<R>(), toJson(record));
    }

    template <typename R>
    Result<void> remove(const Id<R> &id)
    {
        return removeRow(recordInfo<R>(), id.uuid());
    }

    Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id);
    Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field, const QJsonValue &value);
    Result<void> putRow(const RecordInfo &type, QJsonObject row);
    Result<void> removeRow(const RecordInfo &type, const QUuid &id);

    // Another command of the same actor as a part of this one, with its own right, checks and conditions.
    Result<QJsonObject> run(const Command &command);
    void tell(DomainEvent event) { m_events.append(std::move(event)); }

    // What was written, each row once, in (type name, id) order.
    QList<RowChange> changes() const;
    const QList<DomainEvent> &events() const { return m_events; }

private:
    using Key = std::pair<QString, QUuid>;

    static Error notFound(const RecordInfo &type, const QUuid &id);
    Result<std::optional<QJsonObject>> stored(const RecordInfo &type, const QUuid &id);
    Result<void> inheritScope(const RecordInfo &type, QJsonObject &row);

    const RuleBook &m_rules;
    RowReader &m_reader;
    Actor m_actor;
    qint64 m_nowMs;
    QUuid m_commandId;
    std::map<Key, RowChange> m_changes;
    QList<DomainEvent> m_events;
};

} // namespace rawi

#pragma once

#include "core/rules/actor.h"
#include "core/rules/command.h"
#include "core/rules/describe.h"

#include <QHash>
#include <QList>

#include <map>
#include <optional>

namespace rawi {

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

// A command's view of a store: reads go to the store, writes are kept here until the store takes
// changes(); later reads see earlier writes. Rules use nothing else, so they run alike on desk and server.
class Transaction {
public:
    Transaction(RowReader &reader, const Actor &actor, qint64 nowMs, const QUuid &commandId);

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

    // What was written, each row once, in (type name, id) order.
    QList<RowChange> changes() const;

private:
    using Key = std::pair<QString, QUuid>;

    static Error notFound(const RecordInfo &type, const QUuid &id);
    Result<std::optional<QJsonObject>> stored(const RecordInfo &type, const QUuid &id);

    RowReader &m_reader;
    Actor m_actor;
    qint64 m_nowMs;
    QUuid m_commandId;
    std::map<Key, RowChange> m_changes;
};

} // namespace rawi

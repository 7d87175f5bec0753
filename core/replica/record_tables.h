#pragma once

#include "core/replica/replica_database.h"
#include "core/rules/rule_book.h"

namespace rawi {

// The pending rows over the confirmed ones: by type name and id; an empty row is a removed one.
using OverlayRows = QHash<QString, QHash<QUuid, QJsonObject>>;

// The tables of the record types: `<name>` (confirmed), `<name>_overlay` (pending) and `<name>_staged` (a
// snapshot being taken), made from the descriptions. "Shown" is overlay over confirmed. Used on its
// database's thread.
class RecordTables {
public:
    enum class Layer { Confirmed, Overlay, Staged };

    // A row that is not the same in the snapshot; an empty one is not there.
    struct Difference {
        QUuid id;
        QJsonObject here;
        QJsonObject staged;
    };
    struct Differences {
        QList<Difference> first; // by id
        qint64 count = 0;        // of all
    };

    RecordTables(ReplicaDatabase &database, const RuleBook &rules);

    // Makes missing tables, indexes and the columns of fields described since.
    Result<void> prepare();
    // Moments in fields that are days since become the days they were on the clocks of this machine.
    Result<void> makeDays();

    Result<void> put(Layer layer, const RecordInfo &type, const QJsonObject &row);
    Result<void> putRemoved(const RecordInfo &type, const QUuid &id); // into the overlay
    Result<void> erase(Layer layer, const RecordInfo &type, const QUuid &id);
    Result<void> clear(Layer layer);
    // Makes up to `limit` staged rows confirmed ones, by rising id from after `after`; answers with their ids.
    Result<QList<QUuid>> adoptStaged(const RecordInfo &type, const QString &after, int limit);
    // Erases up to `limit` confirmed rows that are not staged; answers with their ids.
    Result<QList<QUuid>> eraseUnstaged(const RecordInfo &type, int limit);
    Result<qint64> count(Layer layer) const;
    Result<qint64> missingFromStaged() const; // confirmed rows that the snapshot does not hold

    // Those whose confirmed row is not the staged one, or which one of the two lacks; the first `limit` (-1: all).
    Result<Differences> differingFromStaged(const RecordInfo &type, qint64 limit) const;

    Result<std::optional<QJsonObject>> confirmedRow(const RecordInfo &type, const QUuid &id) const;
    Result<std::optional<QJsonObject>> shownRow(const RecordInfo &type, const QUuid &id) const;
    // Of those that are there, in no order.
    Result<QHash<QUuid, QJsonObject>> shownRows(const RecordInfo &type, const QList<QUuid> &ids) const;
    // In id order.
    Result<QList<QJsonObject>> confirmedWhere(const RecordInfo &type, const QString &field,
                                              const QJsonValue &value) const;
    Result<QList<QJsonObject>> shownWhere(const RecordInfo &type, const QString &field,
                                          const QJsonValue &value) const;
    Result<QList<QJsonObject>> shownRows(const RecordInfo &type) const;
    Result<void> eachConfirmed(const RecordInfo &type,
                               const std::function<void(const QJsonObject &)> &visit) const;
    Result<QList<QUuid>> ids(const RecordInfo &type) const; // of all rows there are, removed ones of the overlay, too
    Result<OverlayRows> overlay() const;

private:
    Result<void> prepareTable(const RecordInfo &type, Layer layer);
    Result<std::optional<QJsonObject>> one(Layer layer, const RecordInfo &type, const QUuid &id) const;
    Result<QList<QUuid>> ids(const QString &sql, const QVariantList &values) const;
    QString select(const RecordInfo &type, Layer layer, const QString &where) const;
    Result<QList<QJsonObject>> list(const RecordInfo &type, const QString &sql,
                                    const QVariantList &values) const;

    ReplicaDatabase &m_database;
    const RuleBook &m_rules;
};

// What a rule reads when it runs over the rows shown.
class ShownRowReader final : public RowReader {
public:
    explicit ShownRowReader(const RecordTables &tables) : m_tables(tables) { }
    Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id) override;
    Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field,
                                         const QJsonValue &value) override;

private:
    const RecordTables &m_tables;
};

// What a rule reads while the pending commands run again: an overlay in memory over the confirmed rows.
class RebaseRowReader final : public RowReader {
public:
    explicit RebaseRowReader(const RecordTables &tables) : m_tables(tables) { }
    Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id) override;
    Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field,
                                         const QJsonValue &value) override;
    void take(const QList<RowChange> &changes);
    const OverlayRows &overlay() const { return m_overlay; }

private:
    const RecordTables &m_tables;
    OverlayRows m_overlay;
};

} // namespace rawi

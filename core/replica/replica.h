#pragma once

#include "core/base/clock.h"
#include "core/replica/local_store.h"
#include "core/rules/rule_book.h"

#include <QObject>
#include <QSet>

#include <functional>

namespace rawi {

class Replica;

// Opens another connection to a replica, which belongs to the thread that calls it. Errors: as Replica::open.
using ReplicaOpener = std::function<Result<std::unique_ptr<Replica>>()>;

// What execute() tells its caller.
struct Receipt {
    Command command;
    QJsonObject result; // as the rule returned it, e.g. {"id": …}
};

// Quarantined: of a record that the person may no longer see. Kept as typed, without what it was based on,
// until the person has taken it out of the desk.
enum class OutboxState { Waiting, Refused, Quarantined };

struct OutboxEntry {
    Command command;
    OutboxState state = OutboxState::Waiting;
    Error reason; // of a refused or quarantined one
};

// One connection to a desk's replica: confirmed rows, the pending overlay, the outbox, and what only this
// desk knows (settings). Belongs to the thread that opened it; several may be open on one directory (WAL),
// and each hears of the others' commits only through rowsChanged of its own and reload signals wired in app/.
// What the sync engine does with it is in replica_feed.h; what features keep beside the records, in their LocalStores.
class Replica : public QObject {
    Q_OBJECT

public:
    // Creates or migrates DIR/replica.sqlite. Rules and clock must outlive it and what its opener opens. Errors: IoError,
    // DiskFull, CorruptData, UpgradeRequired (made by a newer Rawi).
    static Result<std::unique_ptr<Replica>> open(const QString &directory, const RuleBook &rules, const LocalStores &stores,
                                                 const Clock &clock);
    ~Replica() override;
    ReplicaOpener opener() const;

    // Reading: overlay over confirmed.
    Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id) const;
    Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field, const QJsonValue &value) const;
    Result<QList<QJsonObject>> rows(const RecordInfo &type) const; // small types only (people, series, conflicts)
    Result<QList<QJsonObject>> rowsByIds(const RecordInfo &type, const QList<QUuid> &ids) const; // in the ids' order

    template <typename R>
    Result<std::optional<R>> find(const Id<R> &id) const
    {
        RAWI_ASSIGN(const std::optional<QJsonObject> found, row(recordInfo<R>(), id.uuid()));
        return found ? std::optional<R>(fromJson<R>(*found)) : std::optional<R>();
    }
    template <typename R>
    Result<QList<R>> where(const char *field, const QJsonValue &value) const
    {
        RAWI_ASSIGN(const QList<QJsonObject> found, rowsWhere(recordInfo<R>(), QLatin1StringView(field), value));
        QList<R> records;
        for (const QJsonObject &one : found) {
            records.append(fromJson<R>(one));
        }
        return records;
    }

    // Writing: runs the command's rule over what the desk shows, keeps effect and outbox entry in one SQLite
    // transaction, and emits rowsChanged and outboxChanged. `base` is filled here for update commands from the
    // `base` argument's fields or, when absent, from the rows shown.
    // It outlives a power cut some milliseconds later: the window does not wait for that, who tells somebody outside does
    // (ReplicaDatabase::waitSynced).
    // Errors: whatever the rule book refuses with; DiskFull, IoError. Nothing is kept on error.
    Result<Receipt> execute(const QString &name, const QJsonObject &args, const QJsonObject &base = {});
    // What `work` executes and puts into the stores of this connection is kept altogether or, when it fails, not at all:
    // one commit and one announcement, at the end.
    Result<void> together(const std::function<Result<void>()> &work);

    // Who works here. A local workspace has a local administrator until it joins a server. When it becomes
    // another person, what only the former one might see leaves the desk.
    Actor actor() const;
    Result<void> setActor(const Actor &actor);
    QUuid clientId() const;

    // Outbox: of who works here.
    Result<QList<OutboxEntry>> outbox(OutboxState state) const; // in n order
    Result<QList<OutboxEntry>> outboxOf(const QUuid &record) const; // of both states, whose `id` it is, in n order
    int waitingCount() const;
    // How many changes of other people wait here, by person: they are sent when that person signs in on this desk again.
    QHash<QUuid, int> othersWaiting() const;
    // What this person did here is from now on done, and sent, by who works here; a null one: everybody's.
    Result<void> takeOver(const QUuid &person);
    int attentionCount() const; // refused commands and unsettled conflicts
    // A refused or a quarantined one.
    Result<void> discardRefused(qint64 n);
    Result<Receipt> retryRefused(qint64 n); // as a new command; an edit stays based on what it was based on

    // What only this desk knows, by key ("server_url", "window_state" …); survives restarts, never synced.
    QString setting(const QString &key) const;
    Result<void> setSetting(const QString &key, const QString &value);

    // For the stores that read and write tables of a LocalStore.
    ReplicaDatabase &database();

    // Tells this connection that another one committed: emits rowsChanged/outboxChanged here.
    void announce(const QSet<RowKey> &keys);

Q_SIGNALS:
    // Rows whose shown value may have changed. An empty set means "anything" (after a snapshot).
    void rowsChanged(const QSet<rawi::RowKey> &keys);
    void outboxChanged();
    // Rows that the person may no longer see were purged; what else the desk keeps of them goes, too.
    void rowsLost(const QSet<rawi::RowKey> &keys);

private:
    friend class ReplicaFeed;
    void tellLost(const QSet<RowKey> &lost);

    struct Private;
    explicit Replica(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace rawi

Q_DECLARE_METATYPE(rawi::RowKey)

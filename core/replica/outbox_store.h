#pragma once

#include "core/replica/replica_database.h"
#include "core/replica/replica_feed.h"

namespace rawi {

// The commands this desk made, until the server's word on them is known and seen. An applied one stays
// acknowledged, still shown, until the feed has brought what it wrote: so nothing flickers between the answer
// to a push and the next pull. Used on its database's thread.
class OutboxStore {
public:
    explicit OutboxStore(ReplicaDatabase &database) : m_database(database) { }
    Result<void> prepare();

    Result<void> append(const Command &command);
    Result<QList<OutboxEntry>> entries(OutboxState state) const; // in n order
    Result<QList<OutboxEntry>> entriesOf(const QUuid &record) const;           // whose args.id it is, in n order
    Result<std::optional<OutboxEntry>> refused(qint64 n) const;
    Result<bool> isKept(qint64 n) const; // refused or quarantined
    Result<QList<Command>> toPush(int limit) const;
    Result<QList<Command>> shown() const; // acknowledged and waiting, in n order
    Result<int> count(OutboxState state) const;

    // `head`: the feed's head after the push; an empty one is passed by the next pull, whatever it brings.
    Result<void> acknowledge(qint64 n, const FeedCursor &head);
    Result<void> refuse(qint64 n, const Error &reason);
    // Forgets what was acknowledged at or before the cursor. Every one, when the cursor is of another epoch.
    Result<void> forgetSeen(const FeedCursor &cursor);
    // The one of this number, in another form.
    Result<void> rewrite(const Command &command);
    // A refused or a quarantined one.
    Result<void> removeRefused(qint64 n);
    // What was asked of these records loses what it was based on, which is not this person's to keep; it
    // stays as typed. What was refused is quarantined at once, what waits when the server has refused it.
    Result<void> quarantine(const QSet<QUuid> &records);

private:
    Result<QList<OutboxEntry>> list(const QString &where, const QVariantList &values) const;

    ReplicaDatabase &m_database;
};

} // namespace rawi

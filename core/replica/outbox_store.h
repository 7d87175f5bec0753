#pragma once

#include "core/replica/replica_database.h"
#include "core/replica/replica_feed.h"

namespace rawi {

// The commands this desk made. An applied one stays acknowledged, still shown, until the feed has brought what it wrote: so
// nothing flickers between the answer to a push and the next pull. Then it is kept as sent for two weeks: a server that was
// restored from a backup is offered it again. Each is its author's: pushed, run and shown while they work here. Used on its
// database's thread.
class OutboxStore {
public:
    explicit OutboxStore(ReplicaDatabase &database) : m_database(database) { }
    Result<void> prepare();

    struct Others {
        QUuid author;
        int waiting = 0;
    };
    Result<QList<Others>> others() const; // whose changes wait here until they sign in again
    // What this author did is from now on done by who works here; a null one: everybody's.
    Result<void> takeOver(const QUuid &author);

    Result<void> append(const Command &command);
    Result<QList<OutboxEntry>> entries(OutboxState state) const; // in n order
    Result<QList<OutboxEntry>> entriesOf(const QUuid &record) const;           // whose args.id it is, in n order
    Result<std::optional<OutboxEntry>> refused(qint64 n) const;
    Result<bool> isKept(qint64 n) const; // refused or quarantined
    Result<QList<Command>> toPush(int limit) const;
    Result<QList<Command>> shown() const; // acknowledged and waiting, in n order
    Result<int> count(OutboxState state) const;
    Result<bool> holds(const QUuid &command) const; // in whatever state

    // `head`: the feed's head after the push; an empty one is passed by the next pull, whatever it brings.
    Result<void> acknowledge(qint64 n, const FeedCursor &head);
    Result<void> refuse(qint64 n, const Error &reason);
    // What was acknowledged at or before the cursor is sent, and no longer run again. Every one, when the cursor is of another
    // epoch.
    Result<void> settleSeen(const FeedCursor &cursor);
    Result<void> forgetOldSent();
    // Of what the server took (sent or acknowledged): all ids, newest first.
    Result<QList<QUuid>> taken(int limit) const;
    // A server does not know these of them: they are what offerAgain() lets wait again, in their old places.
    Result<void> markUnknown(const QSet<QUuid> &commands);
    Result<QList<Command>> unknown(qint64 limit) const; // in n order; -1: all
    Result<qint64> unknownCount() const;
    Result<void> offerAgain();
    // The one of this number, in another form.
    Result<void> rewrite(const Command &command);
    // A refused or a quarantined one.
    Result<void> removeRefused(qint64 n);
    // What was asked of these records loses what it was based on, which is not this person's to keep; it
    // stays as typed. What was refused is quarantined at once, what waits when the server has refused it.
    Result<void> quarantine(const QSet<QUuid> &records);

private:
    Result<QList<OutboxEntry>> list(const QString &where, const QVariantList &values) const;
    Result<QList<Command>> commands(const QString &where, const QVariantList &values) const;

    ReplicaDatabase &m_database;
};

} // namespace rawi

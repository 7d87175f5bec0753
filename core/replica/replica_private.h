#pragma once

#include "core/replica/meta_store.h"
#include "core/replica/outbox_store.h"
#include "core/replica/record_tables.h"
#include "core/replica/replica_feed.h"

namespace rawi {

// The feed only tells what changes: somebody who comes to a desk needs all that they may see.
inline const QString kWantsSnapshotKey = u"wants_snapshot"_s;
// The number of the next command in the outbox.
inline const QString kNextKey = u"next_n"_s;
// Under which name this desk pushes, and the last number that the server has answered under it. The numbers on the wire
// have no gaps; they are given when a command is pushed.
inline const QString kClientKey = u"client_id"_s;
inline const QString kPushedKey = u"pushed_n"_s;

// The parts of a replica, and what they do together inside a transaction. Same thread as the Replica.
struct Replica::Private {
    Private(std::unique_ptr<ReplicaDatabase> opened, const RuleBook &ruleBook, const LocalStores &localStores,
            const Clock &deskClock);

    // Makes or migrates what is in the file. Errors: UpgradeRequired and those of ReplicaDatabase.
    Result<void> prepare();
    Result<Actor> actor() const;
    Result<FeedCursor> cursor() const;
    Result<void> setCursor(const FeedCursor &cursor);

    Result<void> takeNewIdentity();
    // Runs a new command over the rows shown and keeps its effect and its outbox entry. Inside a transaction.
    Result<Receipt> keep(const QString &name, const QJsonObject &args, const QJsonObject &base,
                         QSet<RowKey> &changed);
    // A refused command once more, as a new one: an edit keeps what it was first based on, a record that is made its id, and
    // what judges judges what is shown now. Inside a transaction.
    Result<Receipt> retry(const Command &refused, QSet<RowKey> &changed);
    Result<void> adoptInSlices(const RecordInfo &type); // of a snapshot
    Result<qsizetype> inSlice(const RecordInfo &type, const std::function<Result<QList<QUuid>>()> &take, QString *last);
    // Runs the pending commands again over the confirmed rows; adds what is shown differently to `changed`
    // and brings the local stores in step with all that changed. Inside a transaction.
    Result<void> rebase(QSet<RowKey> &changed);
    // After rebase(), in the same transaction: nothing of these rows is left in local stores and outbox.
    Result<void> purge(const QSet<RowKey> &lost);
    // Another person: what only the former one might see goes, and a snapshot is due. Answers with what went.
    Result<QSet<RowKey>> forgetPrivate(QSet<RowKey> &changed);

    std::optional<QSet<RowKey>> gathered; // inside together(): what will be announced
    std::unique_ptr<ReplicaDatabase> database;
    const RuleBook &rules;
    const LocalStores stores;
    const Clock &clock;
    ReplicaOpener opener;
    MetaStore meta;
    MetaStore settings;
    RecordTables tables;
    OutboxStore outbox;

private:
    Result<void> prepareStore(const LocalStore &store);
    Result<void> makeAnew(const LocalStore &store); // when what is there was made by other rules
    Result<void> follow(const QSet<RowKey> &changed);
    // Earlier versions numbered commands when they were made.
    Result<void> placeFromNumbers();
    // What was pulled before a schema change lacks the new fields and types: without its cursor the desk
    // takes a new snapshot.
    Result<void> forgetOldSchema();
    // What waits from before texts had forms (core/rules/text_form.h) is brought to them, once, and shown so.
    Result<void> mendWaiting();
    Result<QJsonObject> filledBase(const QString &name, const QJsonObject &args,
                                   const QJsonObject &base) const;
    void completeBase(Command &command, const QList<RowChange> &changes) const;
    Result<void> writeOverlay(const OverlayRows &before, const OverlayRows &after, QSet<RowKey> &changed);
};

} // namespace rawi

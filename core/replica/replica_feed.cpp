#include "core/replica/replica_feed.h"

#include "core/protocol/messages.h"
#include "core/replica/replica_private.h"

#include <map>

namespace rawi {

namespace {

// "A pull that would remove everything, or over half and over 100 rows" (shared/design/sync.md).
Result<void> guardMassDelete(qint64 before, qint64 removed, qint64 added)
{
    constexpr qint64 kManyRows = 100;
    const bool everything = removed > 0 && before - removed + added <= 0;
    const bool most = removed > kManyRows && removed * 2 > before;
    if (!everything && !most) {
        return {};
    }
    return Error{ErrorCode::MassDeleteGuard, QString::number(removed),
                 u"%1 of %2 rows would be removed"_s.arg(removed).arg(before)};
}

QJsonObject wholeRow(const FeedRow &feedRow)
{
    QJsonObject row = feedRow.row;
    row.insert(u"id"_s, uuidText(feedRow.id));
    row.insert(u"rev"_s, feedRow.rev);
    return row;
}

Result<void> guardPage(const RecordTables &tables, const RuleBook &rules, const QList<FeedRow> &rows)
{
    qint64 removed = 0;
    qint64 added = 0;
    for (const FeedRow &one : rows) {
        if (const RecordInfo *type = rules.type(one.type)) {
            RAWI_ASSIGN(const std::optional<QJsonObject> known, tables.confirmedRow(*type, one.id));
            removed += one.row.isEmpty() && !one.lost && known ? 1 : 0;
            added += !one.row.isEmpty() && !known ? 1 : 0;
        }
    }
    if (removed == 0) {
        return {};
    }
    RAWI_ASSIGN(const qint64 before, tables.count(RecordTables::Layer::Confirmed));
    return guardMassDelete(before, removed, added);
}

} // namespace

ReplicaFeed::ReplicaFeed(Replica &replica) : m_replica(replica), d(replica.d.get()) { }

Result<QList<Command>> ReplicaFeed::nextToPush(int limit) const
{
    return d->outbox.toPush(limit);
}

Result<ClientPlace> ReplicaFeed::place() const
{
    RAWI_ASSIGN(const QString client, d->meta.value(kClientKey));
    RAWI_ASSIGN(const QString last, d->meta.value(kPushedKey));
    return ClientPlace{uuidFromText(client), last.toLongLong()};
}

Result<bool> ReplicaFeed::settlePlace(const ClientMemory &memory, bool isDisputed)
{
    bool isOther = false;
    RAWI_TRY(d->database->write([&]() -> Result<void> {
        RAWI_ASSIGN(const ClientPlace mine, place());
        RAWI_TRY(d->outbox.forgetOldSent());
        const bool isHere = memory.isKnown ? memory.isMine && memory.last == mine.last : mine.last == 0;
        if (isHere && !isDisputed) {
            return {};
        }
        if (memory.isKnown && memory.isMine && memory.last > mine.last) { // are those lost answers of ours?
            RAWI_ASSIGN(const bool isOurs, d->outbox.holds(memory.lastCommand));
            if (isOurs) {
                return d->meta.set(kPushedKey, QString::number(memory.last));
            }
        }
        isOther = true;
        return d->takeNewIdentity();
    }));
    return isOther;
}

Result<void> ReplicaFeed::applyPushResults(const QList<PushResult> &results, const FeedCursor &head, qint64 last)
{
    QSet<RowKey> changed;
    const Result<void> done = d->database->write([&]() -> Result<void> {
        if (last > 0) {
            RAWI_TRY(d->meta.set(kPushedKey, QString::number(last)));
        }
        bool refused = false;
        for (const PushResult &one : results) {
            RAWI_TRY(one.applied ? d->outbox.acknowledge(one.n, head) : d->outbox.refuse(one.n, one.reason));
            refused = refused || !one.applied;
        }
        // The pull that carries the rows may have been faster than this answer.
        RAWI_ASSIGN(const FeedCursor reached, d->cursor());
        const bool seen = !head.epoch.isEmpty() && head.epoch == reached.epoch && head.seq <= reached.seq;
        if (seen) {
            RAWI_TRY(d->outbox.settleSeen(reached));
        }
        return refused || seen ? d->rebase(changed) : Result<void>();
    });
    RAWI_TRY(done);
    if (!changed.isEmpty()) {
        Q_EMIT m_replica.rowsChanged(changed);
    }
    Q_EMIT m_replica.outboxChanged();
    return {};
}

Result<void> ReplicaFeed::applyPull(const QList<FeedRow> &rows, const FeedCursor &cursor, bool allowMassDelete)
{
    QSet<RowKey> changed;
    QSet<RowKey> lost;
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_ASSIGN(const FeedCursor reached, d->cursor());
        if (reached.epoch == cursor.epoch && cursor.seq < reached.seq) {
            return {};
        }
        if (!allowMassDelete) {
            RAWI_TRY(guardPage(d->tables, d->rules, rows));
        }
        for (const FeedRow &one : rows) {
            const RecordInfo *type = d->rules.type(one.type);
            if (!type) {
                continue; // of a newer server; comes with the snapshot that an upgrade takes
            }
            RAWI_TRY(one.row.isEmpty() ? d->tables.erase(RecordTables::Layer::Confirmed, *type, one.id)
                                       : d->tables.put(RecordTables::Layer::Confirmed, *type, wholeRow(one)));
            changed.insert({one.type, one.id});
            if (one.lost) {
                lost.insert({one.type, one.id});
            }
        }
        RAWI_TRY(d->setCursor(cursor));
        RAWI_TRY(d->outbox.settleSeen(cursor));
        RAWI_TRY(d->rebase(changed));
        return d->purge(lost);
    });
    RAWI_TRY(done);
    m_replica.tellLost(lost);
    if (!changed.isEmpty()) {
        Q_EMIT m_replica.rowsChanged(changed);
    }
    Q_EMIT m_replica.outboxChanged();
    return {};
}

Result<void> ReplicaFeed::beginSnapshot()
{
    return d->database->write([&] { return d->tables.clear(RecordTables::Layer::Staged); });
}

Result<void> ReplicaFeed::stageSnapshot(const QList<FeedRow> &rows)
{
    return d->database->write([&]() -> Result<void> {
        for (const FeedRow &one : rows) {
            if (const RecordInfo *type = d->rules.type(one.type)) {
                RAWI_TRY(d->tables.put(RecordTables::Layer::Staged, *type, wholeRow(one)));
            }
        }
        return {};
    });
}

Result<void> ReplicaFeed::finishSnapshot(const FeedCursor &cursor, bool allowMassDelete)
{
    if (!allowMassDelete) {
        const Result<void> guarded = d->database->read([&]() -> Result<void> {
            RAWI_ASSIGN(const qint64 before, d->tables.count(RecordTables::Layer::Confirmed));
            RAWI_ASSIGN(const qint64 removed, d->tables.missingFromStaged());
            RAWI_ASSIGN(const qint64 staged, d->tables.count(RecordTables::Layer::Staged));
            return guardMassDelete(before, removed, staged - (before - removed));
        });
        RAWI_TRY(guarded);
    }
    for (const RecordInfo *type : d->rules.deskTypes()) {
        RAWI_TRY(d->adoptInSlices(*type));
    }
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_TRY(d->tables.clear(RecordTables::Layer::Staged));
        RAWI_TRY(d->meta.set(kWantsSnapshotKey, QString()));
        RAWI_TRY(d->setCursor(cursor));
        RAWI_TRY(d->outbox.settleSeen(cursor));
        QSet<RowKey> changed;
        return d->rebase(changed);
    });
    RAWI_TRY(done);
    m_replica.announce({});
    return {};
}

Result<ServerDifferences> ReplicaFeed::differences(qint64 limit) const
{
    ServerDifferences found;
    const Result<void> done = d->database->read([&]() -> Result<void> {
        for (const RecordInfo *type : d->rules.deskTypes()) {
            const qint64 left = limit < 0 ? limit : limit - found.rows.size();
            RAWI_ASSIGN(const RecordTables::Differences ofType, d->tables.differingFromStaged(*type, left));
            for (const RecordTables::Difference &one : ofType.first) {
                found.rows.append({type, one.id, one.here, one.staged});
            }
            found.rowCount += ofType.count;
        }
        RAWI_ASSIGN(found.commands, d->outbox.unknown(limit));
        RAWI_ASSIGN(found.commandCount, d->outbox.unknownCount());
        return {};
    });
    RAWI_TRY(done);
    return found;
}

Result<QList<QUuid>> ReplicaFeed::taken(int limit) const
{
    return d->outbox.taken(limit);
}

Result<void> ReplicaFeed::markUnknown(const QSet<QUuid> &commands)
{
    return d->database->write([&] { return d->outbox.markUnknown(commands); });
}

Result<void> ReplicaFeed::offerAgain()
{
    QSet<RowKey> changed;
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_TRY(d->outbox.offerAgain());
        return d->rebase(changed);
    });
    RAWI_TRY(done);
    m_replica.announce(changed);
    return {};
}

FeedCursor ReplicaFeed::cursor() const
{
    const auto found = d->cursor();
    return found.ok() ? *found : FeedCursor{};
}

bool ReplicaFeed::wantsSnapshot() const
{
    const auto wanted = d->meta.value(kWantsSnapshotKey);
    return wanted.ok() && !wanted->isEmpty();
}

Result<QJsonObject> ReplicaFeed::manifest() const
{
    QJsonObject manifest;
    const Result<void> done = d->database->read([&]() -> Result<void> {
        for (const RecordInfo *type : d->rules.deskTypes()) {
            std::map<QString, ManifestHasher> buckets;
            RAWI_TRY(d->tables.eachConfirmed(*type, [&](const QJsonObject &row) {
                const QString id = row.value("id"_L1).toString();
                buckets[id.mid(0, 1)].add(id, row.value("rev"_L1).toInteger(), rowHash(row));
            }));
            QJsonObject hashes;
            for (const auto &[digit, hasher] : buckets) {
                hashes.insert(digit, hasher.result());
            }
            manifest.insert(type->name, hashes);
        }
        return {};
    });
    RAWI_TRY(done);
    return manifest;
}

} // namespace rawi

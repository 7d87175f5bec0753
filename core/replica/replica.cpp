#include "core/replica/replica.h"

#include "core/base/log.h"
#include "core/protocol/messages.h"
#include "core/replica/replica_private.h"
#include "core/rules/conflict.h"

#include <QDir>

#include <map>

namespace rawi {

namespace {

// For the few answers that cannot fail in their signature: a broken store is logged and reads as empty.
template <typename T>
T orLogged(const Result<T> &result, const T &fallback)
{
    if (!result.ok()) {
        qCWarning(lcReplica).noquote() << result.error().toString();
        return fallback;
    }
    return *result;
}

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

Replica::Replica(std::unique_ptr<Private> opened) : d(std::move(opened)) { }

Replica::~Replica() = default;

Result<std::unique_ptr<Replica>> Replica::open(const QString &directory, const RuleBook &rules,
                                               const Clock &clock)
{
    if (!QDir().mkpath(directory)) {
        return Error{ErrorCode::IoError, directory, u"the folder could not be made"_s};
    }
    RAWI_ASSIGN(auto database, ReplicaDatabase::open(QDir(directory).filePath(u"replica.sqlite"_s)));
    auto parts = std::make_unique<Private>(std::move(database), rules, clock);
    RAWI_TRY(parts->database->write([&] { return parts->prepare(); }));
    return std::unique_ptr<Replica>(new Replica(std::move(parts)));
}

Result<std::optional<QJsonObject>> Replica::row(const RecordInfo &type, const QUuid &id) const
{
    return d->tables.shownRow(type, id);
}

Result<QList<QJsonObject>> Replica::rowsWhere(const RecordInfo &type, const QString &field,
                                              const QJsonValue &value) const
{
    return d->tables.shownWhere(type, field, value);
}

Result<QList<QJsonObject>> Replica::rows(const RecordInfo &type) const
{
    return d->tables.shownRows(type);
}

Result<QList<QJsonObject>> Replica::rowsByIds(const RecordInfo &type, const QList<QUuid> &ids) const
{
    QHash<QUuid, QJsonObject> found;
    const Result<void> done = d->database->read([&]() -> Result<void> {
        RAWI_ASSIGN(found, d->tables.shownRows(type, ids));
        return {};
    });
    RAWI_TRY(done);
    QList<QJsonObject> rows;
    for (const QUuid &id : ids) {
        if (const auto row = found.constFind(id); row != found.constEnd()) {
            rows.append(*row);
        }
    }
    return rows;
}

Result<QList<QUuid>> Replica::contentIds(const ContentQuery &query) const
{
    return d->index.ids(query);
}

Result<QHash<QString, qint64>> Replica::contentCounts() const
{
    return d->index.counts();
}

Result<Receipt> Replica::execute(const QString &name, const QJsonObject &args, const QJsonObject &base)
{
    Receipt receipt;
    QSet<RowKey> changed;
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_ASSIGN(receipt, d->keep(name, args, base, changed));
        return {};
    });
    RAWI_TRY(done);
    announce(changed);
    return receipt;
}

Result<void> Replica::together(const std::function<Result<void>()> &work)
{
    d->gathered.emplace();
    const Result<void> done = d->database->write(work);
    const std::optional<QSet<RowKey>> changed = std::exchange(d->gathered, std::nullopt);
    RAWI_TRY(done);
    announce(*changed);
    return {};
}

Actor Replica::actor() const
{
    return orLogged(d->actor(), Actor{});
}

Result<void> Replica::setActor(const Actor &actor)
{
    QSet<RowKey> changed;
    QSet<RowKey> lost;
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_ASSIGN(const Actor before, d->actor());
        if (!(before.id == actor.id)) {
            RAWI_ASSIGN(lost, d->forgetPrivate(changed));
        }
        RAWI_TRY(d->meta.set(u"actor_id"_s, actor.id.text()));
        RAWI_TRY(d->meta.set(u"actor_role"_s, enumText(actor.role)));
        RAWI_TRY(d->rebase(changed)); // what waits is now this person's
        return d->purge(lost);
    });
    RAWI_TRY(done);
    tellLost(lost);
    if (!changed.isEmpty()) {
        Q_EMIT rowsChanged(changed);
    }
    return {};
}

// The pages that were overwritten leave the log of the database as well.
void Replica::tellLost(const QSet<RowKey> &lost)
{
    if (!lost.isEmpty()) {
        if (const Result<void> emptied = d->database->exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
            !emptied.ok()) {
            qCWarning(lcReplica) << "checkpoint:" << emptied.error().toString();
        }
        Q_EMIT rowsLost(lost);
    }
}

QUuid Replica::clientId() const
{
    return uuidFromText(orLogged(d->meta.value(u"client_id"_s), QString()));
}

Result<QList<OutboxEntry>> Replica::outbox(OutboxState state) const
{
    return d->outbox.entries(state);
}

Result<QList<OutboxEntry>> Replica::outboxOf(const QUuid &record) const
{
    return d->outbox.entriesOf(record);
}

int Replica::waitingCount() const
{
    return orLogged(d->outbox.count(OutboxState::Waiting), 0);
}

int Replica::attentionCount() const
{
    const auto unsettled = d->tables.shownWhere(recordInfo<Conflict>(), u"settled"_s, false);
    return orLogged(d->outbox.count(OutboxState::Refused), 0)
        + orLogged(d->outbox.count(OutboxState::Quarantined), 0)
        + static_cast<int>(orLogged(unsettled, {}).size());
}

Result<void> Replica::discardRefused(qint64 n)
{
    RAWI_TRY(d->database->write([&] { return d->outbox.removeRefused(n); }));
    Q_EMIT outboxChanged();
    return {};
}

Result<Receipt> Replica::retryRefused(qint64 n)
{
    Receipt receipt;
    QSet<RowKey> changed;
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_ASSIGN(const std::optional<OutboxEntry> entry, d->outbox.refused(n));
        if (!entry) {
            return Error{ErrorCode::NotFound, QString::number(n), u"no refused change has this number"_s, SubjectKind::Code};
        }
        RAWI_TRY(d->outbox.removeRefused(n));
        RAWI_ASSIGN(receipt, d->keep(entry->command.name, entry->command.args, {}, changed));
        return {};
    });
    RAWI_TRY(done);
    announce(changed);
    return receipt;
}

Result<QList<Command>> Replica::nextToPush(int limit) const
{
    return d->outbox.toPush(limit);
}

Result<void> Replica::applyPushResults(const QList<PushResult> &results, const FeedCursor &head)
{
    QSet<RowKey> changed;
    const Result<void> done = d->database->write([&]() -> Result<void> {
        bool refused = false;
        for (const PushResult &one : results) {
            RAWI_TRY(one.applied ? d->outbox.acknowledge(one.n, head) : d->outbox.refuse(one.n, one.reason));
            refused = refused || !one.applied;
        }
        // The pull that carries the rows may have been faster than this answer.
        RAWI_ASSIGN(const FeedCursor reached, d->cursor());
        const bool seen = !head.epoch.isEmpty() && head.epoch == reached.epoch && head.seq <= reached.seq;
        if (seen) {
            RAWI_TRY(d->outbox.forgetSeen(reached));
        }
        return refused || seen ? d->rebase(changed) : Result<void>();
    });
    RAWI_TRY(done);
    if (!changed.isEmpty()) {
        Q_EMIT rowsChanged(changed);
    }
    Q_EMIT outboxChanged();
    return {};
}

Result<void> Replica::applyPull(const QList<FeedRow> &rows, const FeedCursor &cursor, bool allowMassDelete)
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
        RAWI_TRY(d->outbox.forgetSeen(cursor));
        RAWI_TRY(d->rebase(changed));
        return d->purge(lost);
    });
    RAWI_TRY(done);
    tellLost(lost);
    if (!changed.isEmpty()) {
        Q_EMIT rowsChanged(changed);
    }
    Q_EMIT outboxChanged();
    return {};
}

Result<void> Replica::beginSnapshot()
{
    return d->database->write([&] { return d->tables.clear(RecordTables::Layer::Staged); });
}

Result<void> Replica::stageSnapshot(const QList<FeedRow> &rows)
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

Result<void> Replica::finishSnapshot(const FeedCursor &cursor, bool allowMassDelete)
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
    for (const RecordInfo *type : d->rules.types()) {
        RAWI_TRY(d->adoptInSlices(*type));
    }
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_TRY(d->tables.clear(RecordTables::Layer::Staged));
        RAWI_TRY(d->meta.set(kWantsSnapshotKey, QString()));
        RAWI_TRY(d->setCursor(cursor));
        RAWI_TRY(d->outbox.forgetSeen(cursor));
        QSet<RowKey> changed;
        return d->rebase(changed);
    });
    RAWI_TRY(done);
    announce({});
    return {};
}

FeedCursor Replica::cursor() const
{
    const auto found = d->cursor();
    return found.ok() ? *found : FeedCursor{};
}

bool Replica::wantsSnapshot() const
{
    const auto wanted = d->meta.value(kWantsSnapshotKey);
    return wanted.ok() && !wanted->isEmpty();
}

Result<QJsonObject> Replica::manifest() const
{
    QJsonObject manifest;
    const Result<void> done = d->database->read([&]() -> Result<void> {
        for (const RecordInfo *type : d->rules.types()) {
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

QString Replica::setting(const QString &key) const
{
    return orLogged(d->settings.value(key), QString());
}

Result<void> Replica::setSetting(const QString &key, const QString &value)
{
    return d->database->write([&] { return d->settings.set(key, value); });
}

ReplicaDatabase &Replica::database()
{
    return *d->database;
}

void Replica::announce(const QSet<RowKey> &keys)
{
    if (d->gathered) {
        d->gathered->unite(keys);
        return;
    }
    Q_EMIT rowsChanged(keys);
    Q_EMIT outboxChanged();
}

} // namespace rawi

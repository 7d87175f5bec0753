#include "core/replica/replica.h"

#include "core/base/log.h"
#include "core/replica/replica_private.h"
#include "core/rules/conflict.h"

#include <QDir>

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

Error noSuchRefused(qint64 n)
{
    return {ErrorCode::NotFound, QString::number(n), u"no refused change has this number"_s, SubjectKind::Code};
}

} // namespace

Replica::Replica(std::unique_ptr<Private> opened) : d(std::move(opened)) { }

Replica::~Replica() = default;

Result<std::unique_ptr<Replica>> Replica::open(const QString &directory, const RuleBook &rules,
                                               const LocalStores &stores, const Clock &clock)
{
    if (!QDir().mkpath(directory)) {
        return Error{ErrorCode::IoError, directory, u"the folder could not be made"_s};
    }
    RAWI_ASSIGN(auto database, ReplicaDatabase::open(QDir(directory).filePath(u"replica.sqlite"_s)));
    auto parts = std::make_unique<Private>(std::move(database), rules, stores, clock);
    parts->opener = [directory, &rules, stores, &clock] { return open(directory, rules, stores, clock); };
    RAWI_TRY(parts->database->write([&] { return parts->prepare(); }));
    return std::unique_ptr<Replica>(new Replica(std::move(parts)));
}

ReplicaOpener Replica::opener() const
{
    return d->opener;
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

Result<Receipt> Replica::execute(const QString &name, const QJsonObject &args, const QJsonObject &base)
{
    Receipt receipt;
    QSet<RowKey> changed;
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_ASSIGN(receipt, d->keep(name, args, base, changed));
        return {};
    });
    RAWI_TRY(done);
    d->database->syncSoon();
    announce(changed);
    return receipt;
}

Result<void> Replica::together(const std::function<Result<void>()> &work)
{
    d->gathered.emplace();
    const Result<void> done = d->database->write(work);
    const std::optional<QSet<RowKey>> changed = std::exchange(d->gathered, std::nullopt);
    RAWI_TRY(done);
    d->database->syncSoon();
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
        RAWI_TRY(d->rebase(changed)); // what this person did here is shown again
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

QHash<QUuid, int> Replica::othersWaiting() const
{
    QHash<QUuid, int> waiting;
    const QList<OutboxStore::Others> others = orLogged(d->outbox.others(), {});
    for (const OutboxStore::Others &one : others) {
        waiting.insert(one.author, one.waiting);
    }
    return waiting;
}

Result<void> Replica::takeOver(const QUuid &person)
{
    QSet<RowKey> changed;
    RAWI_TRY(d->database->write([&]() -> Result<void> {
        RAWI_TRY(d->outbox.takeOver(person));
        return d->rebase(changed);
    }));
    d->database->syncSoon();
    if (!changed.isEmpty()) {
        Q_EMIT rowsChanged(changed);
    }
    Q_EMIT outboxChanged();
    return {};
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
    const Result<void> done = d->database->write([&]() -> Result<void> {
        RAWI_ASSIGN(const bool isHeld, d->outbox.isKept(n));
        return isHeld ? d->outbox.removeRefused(n) : noSuchRefused(n);
    });
    RAWI_TRY(done);
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
            return noSuchRefused(n);
        }
        RAWI_TRY(d->outbox.removeRefused(n));
        RAWI_ASSIGN(receipt, d->retry(entry->command, changed));
        return {};
    });
    RAWI_TRY(done);
    d->database->syncSoon();
    announce(changed);
    return receipt;
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

#include "core/replica/replica_private.h"

#include "core/base/log.h"
#include "core/protocol/messages.h"
#include "core/rules/reach.h"
#include "core/rules/text_form.h"

#include <QJsonDocument>
#include <QThread>

#include <algorithm>

namespace rawi {

namespace {

// The version of this file's layout, and the oldest Rawi (by that number) that may write it.
constexpr int kReplicaVersion = 1;
constexpr int kMinCompatible = 1;

const QString kVersionKey = u"version"_s;
const QString kMinCompatibleKey = u"min_compatible"_s;
const QString kSchemaKey = u"schema"_s;
const QString kCursorKey = u"cursor"_s;
const QString kActorIdKey = u"actor_id"_s;
const QString kActorRoleKey = u"actor_role"_s;

// A store that fails is not a rule that refuses.
bool isStoreFailure(ErrorCode code)
{
    return code == ErrorCode::DiskFull || code == ErrorCode::IoError || code == ErrorCode::CorruptData
        || code == ErrorCode::Locked || code == ErrorCode::DatabaseError;
}

} // namespace

Replica::Private::Private(std::unique_ptr<ReplicaDatabase> opened, const RuleBook &ruleBook,
                          const LocalStores &localStores, const Clock &deskClock)
    : database(std::move(opened)),
      rules(ruleBook),
      stores(localStores),
      clock(deskClock),
      meta(*database, u"meta"_s),
      settings(*database, u"settings"_s),
      tables(*database, rules),
      outbox(*database)
{
}

Result<void> Replica::Private::prepare()
{
    RAWI_TRY(meta.prepare());
    RAWI_ASSIGN(const QString minCompatible, meta.value(kMinCompatibleKey));
    if (minCompatible.toInt() > kReplicaVersion) {
        return Error{
            ErrorCode::UpgradeRequired, u"replica.sqlite"_s,
            u"made by a newer Rawi (layout %1, this one knows %2)"_s.arg(minCompatible).arg(kReplicaVersion), SubjectKind::File};
    }
    RAWI_TRY(settings.prepare());
    RAWI_TRY(tables.prepare());
    RAWI_TRY(outbox.prepare());
    for (const LocalStore &store : stores.all()) {
        RAWI_TRY(prepareStore(store));
        RAWI_TRY(makeAnew(store));
    }
    RAWI_TRY(forgetOldSchema());
    RAWI_TRY(meta.set(kVersionKey, QString::number(kReplicaVersion)));
    RAWI_TRY(meta.set(kMinCompatibleKey, QString::number(kMinCompatible)));
    RAWI_ASSIGN(const QString client, meta.value(kClientKey));
    if (client.isEmpty()) {
        RAWI_TRY(takeNewIdentity());
        RAWI_TRY(meta.set(kNextKey, u"1"_s));
        // Until it joins a server the desk is its own administrator.
        RAWI_TRY(meta.set(kActorIdKey, uuidText(makeUuidV7(clock.nowMs()))));
        RAWI_TRY(meta.set(kActorRoleKey, enumText(Role::Admin)));
    }
    return placeFromNumbers();
}

Result<void> Replica::Private::takeNewIdentity()
{
    RAWI_TRY(meta.set(kClientKey, uuidText(makeUuidV7(clock.nowMs()))));
    return meta.set(kPushedKey, u"0"_s);
}

Result<void> Replica::Private::placeFromNumbers()
{
    RAWI_ASSIGN(const QString known, meta.value(kPushedKey));
    if (!known.isEmpty()) {
        return {};
    }
    RAWI_ASSIGN(const QList<Command> waiting, outbox.toPush(1));
    RAWI_ASSIGN(const QString next, meta.value(kNextKey));
    const qint64 first = waiting.isEmpty() ? next.toLongLong() : waiting.first().n;
    return meta.set(kPushedKey, QString::number(first - 1));
}

Result<void> Replica::Private::prepareStore(const LocalStore &store)
{
    const QString key = u"steps_of_"_s + store.name;
    RAWI_ASSIGN(const QString known, meta.value(key));
    const qsizetype done = known.toLongLong();
    if (done >= store.steps.size()) {
        return {}; // more of them: a newer Rawi was here
    }
    for (const QString &step : store.steps.mid(done)) {
        RAWI_TRY(database->exec(step));
    }
    return meta.set(key, QString::number(store.steps.size()));
}

Result<void> Replica::Private::makeAnew(const LocalStore &store)
{
    const QString key = u"made_by_of_"_s + store.name;
    RAWI_ASSIGN(const QString known, meta.value(key));
    if (known == store.madeBy) {
        return {};
    }
    QSet<RowKey> all;
    for (const RecordInfo *type : rules.deskTypes()) {
        RAWI_ASSIGN(const QList<QUuid> ids, tables.ids(*type));
        for (const QUuid &id : ids) {
            all.insert({type->name, id});
        }
    }
    ShownRowReader shown(tables);
    RAWI_TRY(store.follow(*database, shown, all));
    return meta.set(key, store.madeBy);
}

Result<void> Replica::Private::follow(const QSet<RowKey> &changed)
{
    ShownRowReader shown(tables);
    for (const LocalStore &store : stores.all()) {
        if (store.follow) {
            RAWI_TRY(store.follow(*database, shown, changed));
        }
    }
    return {};
}

Result<void> Replica::Private::forgetOldSchema()
{
    RAWI_ASSIGN(const QString known, meta.value(kSchemaKey));
    const QString now = QString::number(kSchemaVersion);
    if (known == now) {
        return {};
    }
    if (!known.isEmpty()) { // what waits was made, and is shown, as the former rules had it
        RAWI_TRY(tables.makeDays());
        RAWI_TRY(mendWaiting());
    }
    RAWI_TRY(meta.set(kCursorKey, QString()));
    return meta.set(kSchemaKey, now);
}

Result<void> Replica::Private::mendWaiting()
{
    RAWI_ASSIGN(const QList<OutboxEntry> waiting, outbox.entries(OutboxState::Waiting));
    for (const OutboxEntry &entry : waiting) {
        Command command = entry.command;
        if (const Rule *rule = rules.rule(command.name)) {
            command.args = mended(rule->args, command.args);
        }
        if (command != entry.command) {
            RAWI_TRY(outbox.rewrite(command));
        }
    }
    QSet<RowKey> changed; // nobody listens yet
    return rebase(changed);
}

Result<Actor> Replica::Private::actor() const
{
    RAWI_ASSIGN(const QString id, meta.value(kActorIdKey));
    RAWI_ASSIGN(const QString roleName, meta.value(kActorRoleKey));
    RAWI_ASSIGN(const Role role, enumFromText<Role>(roleName));
    Actor actor = rules.actor(Id<Person>::fromText(id), role);
    actor.setAllScopes(); // the server sends no others here
    return actor;
}

Result<FeedCursor> Replica::Private::cursor() const
{
    RAWI_ASSIGN(const QString text, meta.value(kCursorKey));
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    return FeedCursor{json.value("epoch"_L1).toString(), json.value("seq"_L1).toInteger(),
                      json.value("nonce"_L1).toString()};
}

Result<void> Replica::Private::setCursor(const FeedCursor &cursor)
{
    const QJsonObject json{{u"epoch"_s, cursor.epoch}, {u"seq"_s, cursor.seq}, {u"nonce"_s, cursor.nonce}};
    return meta.set(kCursorKey, QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

Result<QJsonObject> Replica::Private::filledBase(const QString &name, const QJsonObject &args,
                                                 const QJsonObject &base) const
{
    const Rule *rule = rules.rule(name);
    const QList<RowKey> touched = rule && rule->touches ? rule->touches(args) : QList<RowKey>();
    const RecordInfo *type = touched.isEmpty() ? nullptr : rules.type(touched.first().type);
    if (!type) {
        return base;
    }
    RAWI_ASSIGN(const std::optional<QJsonObject> row, tables.shownRow(*type, touched.first().id));
    QJsonObject filled = base;
    if (row && !rule->judged.isEmpty()) {
        const QJsonObject judged = judgedIn(*rule, *type, *row);
        for (auto it = judged.begin(); it != judged.end(); ++it) {
            filled.insert(it.key(), *it);
        }
    }
    for (auto it = args.begin(); row && it != args.end(); ++it) {
        const FieldInfo *field = type->field(it.key());
        if (field && field->merge != MergePolicy::Fixed && !base.contains(it.key())) {
            filled.insert(it.key(), row->value(it.key()));
        }
    }
    return filled;
}

// Of a record that the command found by what there is one of, and not by its id (a track by language and kind): what it
// said, and that one that is new said nothing.
void Replica::Private::completeBase(Command &command, const QList<RowChange> &changes) const
{
    for (const RowChange &change : changes) {
        if (rules.typeRules(change.type->name).update != command.name) {
            continue;
        }
        for (auto it = command.args.constBegin(); it != command.args.constEnd(); ++it) {
            const FieldInfo *field = change.type->field(it.key());
            const bool isNew = change.before.isEmpty();
            const bool isKept = field && field->merge != MergePolicy::Fixed && (!isNew || field->kind == FieldKind::Text);
            if (isKept && !command.base.contains(it.key())) {
                command.base.insert(it.key(), isNew ? QJsonValue(u""_s) : change.before.value(it.key()));
            }
        }
    }
}

Result<Receipt> Replica::Private::keep(const QString &name, const QJsonObject &args, const QJsonObject &base,
                                       QSet<RowKey> &changed)
{
    Command command;
    const qint64 now = clock.nowMs();
    command.id = makeUuidV7(now);
    RAWI_ASSIGN(const QString client, meta.value(kClientKey));
    RAWI_ASSIGN(const QString next, meta.value(kNextKey));
    RAWI_ASSIGN(command.base, filledBase(name, args, base));
    command.client = uuidFromText(client);
    command.n = next.toLongLong();
    command.name = name;
    command.args = args;
    command.atMs = now;
    command.schema = kSchemaVersion;

    ShownRowReader reader(tables);
    RAWI_ASSIGN(const Actor who, actor());
    const Rule *rule = rules.rule(name);
    if (rule && rule->serverOnly) {
        return Error{ErrorCode::PermissionDenied, name, u"only the server does this by itself"_s};
    }
    Command asked = command;
    asked.client = {}; // what it is not said to be based on is based on what is shown here
    RAWI_ASSIGN(Outcome outcome, rules.apply(reader, who, now, asked));
    completeBase(command, outcome.changes);
    for (const RowChange &change : outcome.changes) {
        RAWI_TRY(change.removed() ? tables.putRemoved(*change.type, change.id)
                                  : tables.put(RecordTables::Layer::Overlay, *change.type, change.after));
        changed.insert({change.type->name, change.id});
    }
    RAWI_TRY(outbox.append(command));
    RAWI_TRY(meta.set(kNextKey, QString::number(command.n + 1)));
    RAWI_TRY(follow(changed));
    return Receipt{std::move(command), std::move(outcome.result)};
}

Result<Receipt> Replica::Private::retry(const Command &refused, QSet<RowKey> &changed)
{
    QJsonObject args = refused.args;
    const Rule *rule = rules.rule(refused.name);
    if (rule && rule->arg(u"id") && !rule->required.contains(u"id"_s) && !args.contains(u"id"_s)) {
        ShownRowReader reader(tables);
        RAWI_ASSIGN(const Actor who, actor());
        const Result<Outcome> outcome = rules.apply(reader, who, refused.atMs, refused);
        const QString id = outcome.ok() ? outcome->result.value("id"_L1).toString() : QString();
        const bool isMade = outcome.ok() && std::any_of(outcome->changes.begin(), outcome->changes.end(), [&id](const RowChange &one) {
            return one.before.isEmpty() && uuidText(one.id) == id;
        });
        if (isMade) {
            args.insert(u"id"_s, id);
        }
    }
    return keep(refused.name, args, refused.base, changed);
}

Result<void> Replica::Private::rebase(QSet<RowKey> &changed)
{
    RAWI_ASSIGN(const OverlayRows before, tables.overlay());
    RAWI_ASSIGN(const QList<Command> pending, outbox.shown());
    RAWI_ASSIGN(const Actor who, actor());
    RebaseRowReader reader(tables);
    for (const Command &command : pending) {
        // The desk's own time, so that a rebase shows the same rows again.
        const Result<Outcome> outcome = rules.apply(reader, who, command.atMs, command);
        if (outcome.ok()) {
            reader.take(outcome->changes);
        } else if (isStoreFailure(outcome.error().code)) {
            return outcome.error();
        } else {
            // No effect here; whether it is refused is the server's to say.
            qCDebug(lcReplica).noquote() << "rebase:" << command.name << outcome.error().toString();
        }
    }
    RAWI_TRY(writeOverlay(before, reader.overlay(), changed));
    return follow(changed);
}

Result<void> Replica::Private::purge(const QSet<RowKey> &lost)
{
    if (lost.isEmpty()) {
        return {};
    }
    QSet<QUuid> records;
    for (const RowKey &key : lost) {
        records.insert(key.id);
    }
    RAWI_TRY(outbox.quarantine(records));
    for (const LocalStore &store : stores.all()) {
        if (store.scrub) {
            RAWI_TRY(store.scrub(*database));
        }
    }
    return {};
}

Result<QSet<RowKey>> Replica::Private::forgetPrivate(QSet<RowKey> &changed)
{
    QSet<RowKey> lost;
    for (const RecordInfo *type : rules.deskTypes()) {
        RAWI_TRY(tables.eachConfirmed(*type, [&](const QJsonObject &row) {
            if (!reachesEverybody(*type, row)) {
                lost.insert({type->name, uuidFromText(row.value("id"_L1).toString())});
            }
        }));
    }
    for (const RowKey &key : std::as_const(lost)) {
        RAWI_TRY(tables.erase(RecordTables::Layer::Confirmed, *rules.type(key.type), key.id));
    }
    RAWI_TRY(tables.clear(RecordTables::Layer::Staged));
    RAWI_TRY(meta.set(kWantsSnapshotKey, u"1"_s));
    changed += lost;
    return lost;
}

Result<void> Replica::Private::writeOverlay(const OverlayRows &before, const OverlayRows &after,
                                            QSet<RowKey> &changed)
{
    for (const RecordInfo *type : rules.deskTypes()) {
        const QHash<QUuid, QJsonObject> old = before.value(type->name);
        const QHash<QUuid, QJsonObject> fresh = after.value(type->name);
        for (auto it = old.begin(); it != old.end(); ++it) {
            if (!fresh.contains(it.key())) {
                RAWI_TRY(tables.erase(RecordTables::Layer::Overlay, *type, it.key()));
                changed.insert({type->name, it.key()});
            }
        }
        for (auto it = fresh.begin(); it != fresh.end(); ++it) {
            const auto known = old.constFind(it.key());
            if (known != old.constEnd() && *known == *it) {
                continue;
            }
            RAWI_TRY(it->isEmpty() ? tables.putRemoved(*type, it.key())
                                   : tables.put(RecordTables::Layer::Overlay, *type, *it));
            changed.insert({type->name, it.key()});
        }
    }
    return {};
}

// A write of one slice of a snapshot, and then a moment in which the desk's own writes get their turn: SQLite has one
// writer, and a whole snapshot in one transaction would keep an editor's words waiting for many seconds.
Result<qsizetype> Replica::Private::inSlice(const RecordInfo &type,
                                            const std::function<Result<QList<QUuid>>()> &take, QString *last)
{
    constexpr int kTurnMs = 4;
    qsizetype taken = 0;
    const Result<void> done = database->write([&]() -> Result<void> {
        RAWI_ASSIGN(const QList<QUuid> ids, take());
        QSet<RowKey> changed;
        for (const QUuid &id : ids) {
            changed.insert({type.name, id});
        }
        taken = ids.size();
        if (last != nullptr && !ids.isEmpty()) {
            *last = uuidText(ids.last());
        }
        return follow(changed);
    });
    RAWI_TRY(done);
    QThread::msleep(kTurnMs);
    return taken;
}

// Rows are written whole and by id: broken off in the middle and begun again, the result is the same. The cursor moves
// only when all are there.
Result<void> Replica::Private::adoptInSlices(const RecordInfo &type)
{
    constexpr int kSlice = 200;
    QString last = u""_s;
    qsizetype taken = kSlice;
    while (taken == kSlice) {
        RAWI_ASSIGN(taken, inSlice(type, [&] { return tables.adoptStaged(type, last, kSlice); }, &last));
    }
    taken = kSlice;
    while (taken == kSlice) {
        RAWI_ASSIGN(taken, inSlice(type, [&] { return tables.eraseUnstaged(type, kSlice); }, nullptr));
    }
    return {};
}

} // namespace rawi

#include "app/ctl/ctl_session.h"
#include "app/ctl/media_commands.h"
#include "app/ctl/preset_commands.h"
#include "app/ctl/queue_commands.h"
#include "app/ctl/series_commands.h"
#include "app/ctl/stopped_commands.h"
#include "app/ctl/subtitle_commands.h"
#include "app/ctl/transfer_commands.h"
#include "app/ctl/watch_commands.h"
#include "core/desk/content/content_lists.h"
#include "core/desk/media/preset_list.h"
#include "core/protocol/messages.h"
#include "core/replica/replica_feed.h"

#include "core/catalog/series.h"
#include "core/content/content_revision.h"
#include "core/media/publish_gate.h"
#include "core/people/person.h"
#include "core/people/workspace_settings.h"
#include "core/replica/kept_commands.h"
#include "core/rules/conflict.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTimer>

#include <iterator>
#include <limits>

namespace rawi::ctl {

namespace {

constexpr qint64 kMostCommands = std::numeric_limits<qint64>::max();

using Run = Result<void> (*)(CtlSession &);

struct CtlCommand {
    const char *name;
    const char *words;   // as the help shows them
    const char *purpose; // English; the help is for scripts' authors
    int minimumWords;
    Run run;
};

Error usage(const char *cause)
{
    return {ErrorCode::InvalidArgument, {}, QLatin1StringView(cause)};
}

// With --wait the answer comes after the server has it; without, at once.
void answer(CtlSession &session, const Result<Receipt> &receipt)
{
    if (!receipt.ok() || !session.args().flag("wait")) {
        session.finishWith(receipt);
        return;
    }
    const Receipt kept = *receipt;
    session.whenSynced(false, session.timeoutMs(), [&session, kept] {
        const auto refused = session.desk().replica().outbox(OutboxState::Refused);
        if (refused.ok()) {
            for (const OutboxEntry &entry : *refused) {
                if (entry.command.id == kept.command.id) {
                    session.fail(entry.reason);
                    return;
                }
            }
        }
        session.finishWith(kept);
    });
}

Result<void> series(CtlSession &session)
{
    if (session.args().words.isEmpty()) {
        return listSeries(session);
    }
    if (session.args().words.first() == "cover"_L1) {
        return seriesCover(session);
    }
    RAWI_ASSIGN(const QJsonObject args, seriesRestriction(session));
    answer(session, session.desk().execute(u"series.restrict"_s, args));
    return {};
}

Result<QString> readSecret(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileMissing, path, file.errorString()};
    }
    return QString::fromUtf8(file.read(4096)).trimmed();
}

Result<void> signIn(CtlSession &session)
{
    const QUrl server(session.args().option("server"));
    if (!server.isValid() || server.host().isEmpty()) {
        return usage("--server URL is needed");
    }
    RAWI_ASSIGN(const QString password, readSecret(session.args().option("password-file")));
    SyncEngine &sync = session.desk().sync();
    QObject::connect(&sync, &SyncEngine::signInFailed, &session, &CtlSession::fail);
    QObject::connect(&sync, &SyncEngine::signedIn, &session, [&session](const QJsonObject &user) {
        session.whenSynced(false, session.timeoutMs(), [&session, user] {
            session.done({{u"user"_s, user}});
        });
    });
    sync.signIn(server, session.args().option("email"), password);
    return {};
}

Result<void> signOut(CtlSession &session)
{
    session.desk().sync().signOut();
    session.done({{u"signed_out"_s, true}});
    return {};
}

// "title_ar=نشرة" … as an argument object; tags are comma-separated.
Result<QJsonObject> assignments(const QStringList &words)
{
    QJsonObject args;
    for (const QString &word : words) {
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        if (equals < 1) {
            return Error{ErrorCode::InvalidArgument, word, u"expected FIELD=VALUE"_s, SubjectKind::Name};
        }
        const QString name = word.first(equals);
        const QString value = word.mid(equals + 1);
        if (name == "tags"_L1) {
            args.insert(name, QJsonArray::fromStringList(value.split(QLatin1Char(','), Qt::SkipEmptyParts)));
        } else {
            args.insert(name, value);
        }
    }
    return args;
}

Result<void> set(CtlSession &session)
{
    RAWI_ASSIGN(QJsonObject args, assignments(session.args().words.mid(1)));
    args.insert(u"id"_s, session.args().words.first());
    answer(session, session.desk().execute(u"content.update"_s, args));
    return {};
}

Result<void> create(CtlSession &session)
{
    RAWI_ASSIGN(QJsonObject args, assignments(session.args().words));
    answer(session, session.desk().execute(u"content.create"_s, args));
    return {};
}

Result<void> seriesCreate(CtlSession &session)
{
    RAWI_ASSIGN(QJsonObject args, assignments(session.args().words));
    answer(session, session.desk().execute(u"series.create"_s, args));
    return {};
}

Result<void> file(CtlSession &session)
{
    RAWI_ASSIGN(const qint64 season, session.args().number("season", 1, 0, kMostEpisodeNumber));
    RAWI_ASSIGN(const qint64 number, session.args().number("number", 0, 0, kMostEpisodeNumber));
    QJsonObject args{{u"content_id"_s, session.args().words.first()},
                     {u"series_id"_s, session.args().option("series")},
                     {u"season_number"_s, season}};
    if (session.args().flag("number")) {
        args.insert(u"episode_number"_s, number);
    }
    if (session.args().flag("after")) {
        args.insert(u"after"_s, session.args().option("after"));
    }
    answer(session, session.desk().execute(u"episode.add"_s, args));
    return {};
}

Result<void> move(CtlSession &session)
{
    const QString after = session.args().option("after");
    RAWI_ASSIGN(const qint64 season, session.args().number("season", 1, 0, kMostEpisodeNumber));
    answer(session, session.desk().execute(u"episode.move"_s,
                                           {{u"id"_s, session.args().words.first()},
                                            {u"season_number"_s, season},
                                            {u"after"_s, after.isEmpty() ? QJsonValue() : QJsonValue(after)}}));
    return {};
}

// What the newsroom agreed on; with FIELD=VALUE it is changed.
Result<void> settings(CtlSession &session)
{
    if (!session.args().words.isEmpty()) {
        RAWI_ASSIGN(const QJsonObject args, assignments(session.args().words));
        answer(session, session.desk().execute(u"workspace.set"_s, args));
        return {};
    }
    const RecordInfo &type = recordInfo<WorkspaceSettings>();
    RAWI_ASSIGN(const std::optional<QJsonObject> row, session.desk().replica().row(type, WorkspaceSettings::theId().uuid()));
    session.done({{u"settings"_s, row.value_or(toJson(WorkspaceSettings{}))}});
    return {};
}

// What an item lacks before it may be published.
Result<void> ready(CtlSession &session)
{
    const auto id = Id<ContentItem>::fromText(session.args().words.first());
    RAWI_ASSIGN(const std::optional<ContentItem> item, session.desk().replica().find(id));
    if (!item) {
        return Error{ErrorCode::NotFound, session.args().words.first(), u"there is no such item on this desk"_s};
    }
    RAWI_ASSIGN(const PublishFacts facts, publishFacts(session.desk().replica(), *item));
    QJsonArray reasons;
    for (const Unready reason : unreadyReasons(*item, facts)) {
        reasons.append(enumText(reason));
    }
    session.done({{u"ready"_s, reasons.isEmpty()}, {u"reasons"_s, reasons}, {u"state"_s, enumText(item->state)}});
    return {};
}

template <const char *Command>
Result<void> step(CtlSession &session)
{
    QJsonObject args{{u"id"_s, session.args().words.first()}};
    if (QLatin1StringView(Command) == "content.approve"_L1) { // of the texts that this desk shows
        RAWI_ASSIGN(const std::optional<ContentItem> shown,
                    session.desk().replica().find(Id<ContentItem>::fromText(session.args().words.first())));
        if (shown) {
            args.insert(u"revision"_s, revisionOf(*shown).text());
        }
    }
    if (session.args().flag("note")) {
        args.insert(u"note"_s, session.args().option("note"));
    }
    answer(session, session.desk().execute(QLatin1StringView(Command), args));
    return {};
}

Result<void> run(CtlSession &session)
{
    const QJsonDocument args = QJsonDocument::fromJson(session.args().words.value(1).toUtf8());
    if (!args.isObject()) {
        return usage("the second word must be a JSON object");
    }
    answer(session, session.desk().execute(session.args().words.first(), args.object()));
    return {};
}

Result<void> listItems(CtlSession &session)
{
    ContentQuery query;
    query.text = session.args().option("q");
    if (session.args().flag("sort")) {
        RAWI_ASSIGN(query.order, enumFromText<ContentQuery::Order>(session.args().option("sort")));
    }
    query.states = session.args().option("state").split(QLatin1Char(','), Qt::SkipEmptyParts);
    constexpr qint64 kMostItems = 1'000'000;
    RAWI_ASSIGN(const qint64 limit, session.args().number("limit", 100, 0, kMostItems));
    RAWI_ASSIGN(QList<QUuid> ids, ContentLists(session.desk().replica()).ids(query));
    const qsizetype total = ids.size();
    ids.resize(std::min<qsizetype>(total, limit));
    RAWI_ASSIGN(const QList<QJsonObject> rows, session.desk().replica().rowsByIds(recordInfo<ContentItem>(), ids));
    QJsonArray items;
    for (const QJsonObject &row : rows) {
        items.append(row);
    }
    session.done({{u"total"_s, total}, {u"items"_s, items}});
    return {};
}

Result<void> show(CtlSession &session)
{
    Replica &replica = session.desk().replica();
    const QString id = session.args().words.first();
    RAWI_ASSIGN(const std::optional<QJsonObject> row, replica.row(recordInfo<ContentItem>(), uuidFromText(id)));
    if (!row) {
        return Error{ErrorCode::NotFound, id, u"there is no such item"_s, SubjectKind::Name};
    }
    QJsonArray assets;
    RAWI_ASSIGN(const QList<QJsonObject> found,
                replica.rowsWhere(recordInfo<MediaAsset>(), u"content_id"_s, id));
    for (QJsonObject asset : found) {
        QJsonArray variants;
        RAWI_ASSIGN(const QList<QJsonObject> rows,
                    replica.rowsWhere(recordInfo<MediaVariant>(), u"asset_id"_s, asset.value("id"_L1)));
        for (const QJsonObject &variant : rows) {
            variants.append(variant);
        }
        asset.insert(u"variants"_s, variants);
        assets.append(asset);
    }
    session.done({{u"item"_s, *row}, {u"assets"_s, assets}});
    return {};
}

Result<void> sync(CtlSession &session)
{
    session.whenSynced(session.args().flag("uploads"), session.timeoutMs(), [&session] {
        session.done({{u"cursor"_s, ReplicaFeed(session.desk().replica()).cursor().seq},
                      {u"attention"_s, session.desk().attentionCount()}});
    });
    return {};
}

QString stateName(SyncState state)
{
    static const char *const kNames[] = {"local",         "offline",       "connecting", "online",
                                         "sign_in_needed", "upgrade_needed", "stopped"};
    return QLatin1StringView(kNames[static_cast<int>(state)]);
}

// Changes of other people that wait here, by their addresses.
QJsonObject othersWaiting(CtlSession &session)
{
    QJsonObject waiting;
    const QHash<QUuid, int> others = session.desk().replica().othersWaiting();
    for (auto one = others.begin(); one != others.end(); ++one) {
        const auto person = session.desk().replica().find(Id<Person>(one.key()));
        waiting.insert(person.ok() && *person ? (*person)->email : uuidText(one.key()), one.value());
    }
    return waiting;
}

void showStatus(CtlSession &session)
{
    const SyncStatus now = session.desk().sync().status();
    const FeedCursor cursor = ReplicaFeed(session.desk().replica()).cursor();
    QJsonArray encodes;
    for (const EncodeJob &job : session.desk().encodes().jobs()) {
        encodes.append(QJsonObject{{u"job"_s, uuidText(job.id)},
                                   {u"presets"_s, QJsonArray::fromStringList(job.presets())},
                                   {u"state"_s, enumText(job.state)},
                                   {u"permille"_s, job.permille}});
    }
    session.done({{u"state"_s, stateName(now.state)},
                  {u"server"_s, session.desk().sync().serverUrl().toString()},
                  {u"client"_s, uuidText(session.desk().replica().clientId())},
                  {u"waiting"_s, session.desk().replica().waitingCount()},
                  {u"attention"_s, session.desk().attentionCount()},
                  {u"others_waiting"_s, othersWaiting(session)},
                  {u"uploads_waiting"_s, now.uploadsWaiting},
                  {u"cursor"_s, cursor.seq},
                  {u"encodes"_s, encodes}});
}

Result<void> status(CtlSession &session)
{
    session.whenSettled([&session] { showStatus(session); });
    return {};
}

// Commands as they were typed, each with the reason why it went no further.
Result<QJsonArray> keptCommands(CtlSession &session, OutboxState state)
{
    QJsonArray kept;
    RAWI_ASSIGN(const QList<OutboxEntry> entries, session.desk().replica().outbox(state));
    for (const OutboxEntry &entry : entries) {
        kept.append(QJsonObject{{u"n"_s, entry.command.n},
                                {u"command"_s, entry.command.name},
                                {u"args"_s, entry.command.args},
                                {u"reason"_s, QLatin1StringView(entry.reason.code.name())}});
    }
    return kept;
}

// What a person takes out of a desk: everything that was typed into records which they may no longer see.
Result<void> exportQuarantined(CtlSession &session)
{
    const QString path = session.args().option("export");
    if (path.isEmpty()) {
        return Error{ErrorCode::FieldRequired, u"--export"_s, u"the file to write is missing"_s};
    }
    RAWI_ASSIGN(const QList<OutboxEntry> entries, session.desk().replica().outbox(OutboxState::Quarantined));
    QSaveFile file(path);
    const QByteArray bytes = writeKeptFile(entries);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    session.done({{u"exported"_s, entries.size()}, {u"path"_s, path}});
    return {};
}

// What was typed in `rawi` and is not in its record.
QJsonArray leftDrafts(CtlSession &session)
{
    QJsonArray left;
    const QList<QUuid> records = session.desk().drafts().leftRecords();
    for (const QUuid &record : records) {
        const QList<Draft> drafts = session.desk().drafts().of(record);
        for (const Draft &draft : drafts) {
            left.append(QJsonObject{{u"record"_s, uuidText(record)},
                                    {u"field"_s, draft.field},
                                    {u"text"_s, draft.text},
                                    {u"reason"_s, QLatin1StringView(draft.reason.code.name())}});
        }
    }
    return left;
}

Result<void> attention(CtlSession &session)
{
    if (session.args().flag("export")) {
        return exportQuarantined(session);
    }
    RAWI_ASSIGN(const QJsonArray refused, keptCommands(session, OutboxState::Refused));
    RAWI_ASSIGN(const QJsonArray quarantined, keptCommands(session, OutboxState::Quarantined));
    QJsonArray uploads;
    RAWI_ASSIGN(const QList<Upload> failed, session.desk().uploads().failed());
    for (const Upload &one : failed) {
        uploads.append(QJsonObject{{u"path"_s, one.path}, {u"asset_id"_s, one.assetId.text()}, {u"error"_s, problemFromError(one.error)}});
    }
    QJsonArray conflicts;
    RAWI_ASSIGN(const QList<QJsonObject> rows,
                session.desk().replica().rowsWhere(recordInfo<Conflict>(), u"settled"_s, false));
    for (const QJsonObject &row : rows) {
        conflicts.append(row);
    }
    session.done({{u"refused"_s, refused},
                  {u"conflicts"_s, conflicts},
                  {u"quarantined"_s, quarantined},
                  {u"uploads"_s, uploads},
                  {u"drafts"_s, leftDrafts(session)}});
    return {};
}

Result<void> retry(CtlSession &session)
{
    RAWI_ASSIGN(const qint64 n, numberOf(session.args().words.first(), 1, kMostCommands));
    answer(session, session.desk().replica().retryRefused(n));
    return {};
}

Result<void> discard(CtlSession &session)
{
    RAWI_ASSIGN(const qint64 n, numberOf(session.args().words.first(), 1, kMostCommands));
    RAWI_TRY(session.desk().replica().discardRefused(n));
    session.done({{u"discarded"_s, n}});
    return {};
}

// The hash of every bucket (and with --rows of every row): what scripts compare between desks and server.
Result<void> manifest(CtlSession &session)
{
    Replica &replica = session.desk().replica();
    const ReplicaFeed feed(replica);
    RAWI_ASSIGN(const QJsonObject buckets, feed.manifest());
    QJsonObject answered{{u"buckets"_s, buckets}, {u"cursor"_s, feed.cursor().seq}};
    if (session.args().flag("rows")) {
        QJsonArray hashes;
        for (const RecordInfo *type : session.desk().rules().deskTypes()) {
            RAWI_ASSIGN(const QList<QJsonObject> rows, replica.rows(*type));
            for (const QJsonObject &row : rows) {
                hashes.append(QJsonObject{
                    {u"type"_s, type->name}, {u"id"_s, row.value("id"_L1)}, {u"hash"_s, rowHash(row)}});
            }
        }
        answered.insert(u"rows"_s, hashes);
    }
    session.done(answered);
    return {};
}

// Stays, printing each change as a JSON line, until it is interrupted.
Result<void> watch(CtlSession &session)
{
    if (!session.args().words.isEmpty()) {
        return watchFolderCommand(session);
    }
    QObject::connect(&session.desk().replica(), &Replica::rowsChanged, &session, [&session](const QSet<RowKey> &keys) {
        for (const RowKey &key : keys) {
            const RecordInfo *type = session.desk().rules().type(key.type);
            const auto row = type ? session.desk().replica().row(*type, key.id) : Result<std::optional<QJsonObject>>(std::nullopt);
            session.progress({{u"type"_s, key.type},
                              {u"id"_s, uuidText(key.id)},
                              {u"row"_s, row.ok() && *row ? QJsonValue(**row) : QJsonValue()}});
        }
    });
    return {};
}

Result<void> mediaUrl(CtlSession &session)
{
    session.whenSynced(false, session.timeoutMs(), [&session] { // first: the item may be news to this desk
        const auto asset = assetOf(session, session.args().words.first());
        const auto variants = asset.ok() ? session.desk().replica().where<MediaVariant>("asset_id", asset->text())
                                         : Result<QList<MediaVariant>>(asset.error());
        if (!variants.ok()) {
            session.fail(variants.error());
            return;
        }
        const QString variant = session.args().words.value(1, variantToPlay(*variants));
        QObject::connect(&session.desk().sync(), &SyncEngine::mediaUrlReady, &session,
                         [&session, wanted = asset->uuid(), variant](const QUuid &id, const QString &name, const QUrl &url,
                                                                     const Error &error) {
                             if (id != wanted || name != variant) {
                                 return; // a poster on its way to this desk
                             }
                             if (url.isEmpty()) {
                                 session.fail(error);
                             } else {
                                 session.done({{u"url"_s, url.toString()}});
                             }
                         });
        session.desk().sync().requestMediaUrl(asset->uuid(), variant);
    });
    return {};
}

constexpr char kSubmit[] = "content.submit";
constexpr char kApprove[] = "content.approve";
constexpr char kPublish[] = "content.publish";
constexpr char kWithdraw[] = "content.withdraw";
constexpr char kReturn[] = "content.return";
constexpr char kUnpublish[] = "content.unpublish";
constexpr char kArchive[] = "content.archive";
constexpr char kRestore[] = "content.restore";

const CtlCommand kCommands[] = {
    {"sign-in", "--server URL --email E --password-file F", "join a server, or sign in again", 0, signIn},
    {"sign-out", "", "forget the session; what waits is kept", 0, signOut},
    {"add", "FILE|FOLDER… [--item ID] [--again] [--encode [PRESETS]] [--later]", "make items of files; --again: also of what the library has already; --later: do not wait for the encodes", 1, addCommand},
    {"encode", "ITEM [--preset 720p,360p] [--edited] [--burn ar] [--without-texts] [--incomplete] [--priority low|normal|high] [--later]", "encode here; waits and prints progress; --incomplete: what there is of a damaged file", 1, encodeCommand},
    {"cut", "ITEM --edit FILE [--priority low|normal|high] [--later]", "a new file of the item: what the edit plays", 1, cutCommand},
    {"queue", "list | pause | resume | cancel | retry | remove | move | priority | limits | log | run", "the encodes; see README", 1, queueCommand},
    {"preset", "list | export [KEY…] --to FILE | import FILE | remove KEY", "the ways to encode", 1, presetCommand},
    {"subtitles", "list ITEM | import ITEM FILE --language L | export ITEM --language L --to FILE | lint FILE",
     "subtitles and chapters of an item; --kind subtitles|captions|chapters", 1, subtitleCommand},
    {"find", "ITEM FILE | --folder DIR", "where a lost original is now, told by its content; all lost ones below a folder", 0, findCommand},
    {"where", "ITEM", "where its original is, who added it and who waits for it; ask: run media.request_original", 1, whereCommand},
    {"place", "ITEM", "where the original, which must be here, says it was taken", 1, placeCommand},
    {"upload", "ITEM [--original] [--timeout S]", "send renditions (and the original); waits, at most S seconds without progress", 1, uploadCommand},
    {"transfers", "list | pause [ID…] | resume [ID…] | retry [ID…] | cancel ID… | clear", "the files on their way to the server; without ID: all", 1, transfersCommand},
    {"create", "kind=article FIELD=VALUE…", "an item without media", 1, create},
    {"set", "ITEM FIELD=VALUE… [--wait]", "set fields; tags=a,b", 2, set},
    {"series-create", "FIELD=VALUE…", "a series", 1, seriesCreate},
    {"series", "[restrict ID --members EMAIL,EMAIL | restrict ID --open | cover ID FILE | cover ID --none] [--wait]",
     "all series with their episodes; restrict: who may see one; cover: of a picture file", 0, series},
    {"file", "ITEM --series ID [--season N] [--number N] [--after EPISODE]", "put an item into a series", 1, file},
    {"move", "EPISODE [--season N] [--after EPISODE]", "reorder; without --after: first", 1, move},
    {"submit", "ITEM [--note TEXT] [--wait]", "draft → in review; a note stands in the history, with each step", 1, step<kSubmit>},
    {"withdraw", "ITEM [--note TEXT] [--wait]", "in review → draft: taken back by whoever sent it", 1, step<kWithdraw>},
    {"approve", "ITEM [--note TEXT] [--wait]", "in review → approved: the texts as this desk shows them", 1, step<kApprove>},
    {"ready", "ITEM", "what it lacks before it may be published", 1, ready},
    {"publish", "ITEM [--note TEXT] [--wait]", "approved → published; what is not ready is refused with the reasons", 1, step<kPublish>},
    {"return", "ITEM --note TEXT [--wait]", "back to draft", 1, step<kReturn>},
    {"unpublish", "ITEM [--note TEXT] [--wait]", "published → draft", 1, step<kUnpublish>},
    {"archive", "ITEM [--note TEXT] [--wait]", "put away", 1, step<kArchive>},
    {"restore", "ITEM [--note TEXT] [--wait]", "archived → draft", 1, step<kRestore>},
    {"run", "COMMAND JSON [--wait]", "any command of the rule book", 2, run},
    {"list", "[--state S,S] [--q TEXT] [--sort -created_at|created_at|title_ar|title_en] [--limit N]", "items", 0, listItems},
    {"show", "ITEM", "an item with its media", 1, show},
    {"sync", "[--uploads] [--timeout S]", "push and pull until nothing waits, or for S seconds without progress", 0, sync},
    {"status", "", "connection, outbox, encodes", 0, status},
    {"differences", "[--timeout S]", "what is not the same on a server that was restored or is another one, and what would be sent there again", 0, differencesCommand},
    {"resume", "[--timeout S]", "let sync go on where it stopped and asked", 0, resumeCommand},
    {"attention", "[--export FILE]", "refused commands, conflicts, files that did not go up, texts not saved, and what was typed where one may no longer look; --export: the last as JSON", 0, attention},
    {"retry", "N", "ask again for a refused command", 1, retry},
    {"discard", "N", "drop a refused or quarantined command", 1, discard},
    {"take-over", "EMAIL", "send in your own name what that person did on this desk and did not send", 1, takeOverCommand},
    {"manifest", "[--rows]", "hashes of the rows", 0, manifest},
    {"settings", "[loudness_gate=… public_address=URL] [--wait]", "what the newsroom agreed on, or change it", 0, settings},
    {"media-url", "ITEM [VARIANT]", "a URL a player can open; without VARIANT the one that plays best", 1, mediaUrl},
    {"watch", "[add FOLDER --preset A,B --subfolders | list | pause F | resume F | remove F | take [FILE…] | leave [FILE…] | run]", "watch folders; take or leave: files whose content the library has; alone: print changes as they arrive", 0, watch},
};

} // namespace

Result<void> runCommand(const QString &name, CtlSession &session)
{
    const auto found = std::find_if(std::begin(kCommands), std::end(kCommands),
                                    [&](const CtlCommand &one) { return name == QLatin1StringView(one.name); });
    if (found == std::end(kCommands)) {
        return Error{ErrorCode::UnknownCommand, name, u"see rawictl --help"_s};
    }
    if (session.args().words.size() < found->minimumWords) {
        return Error{ErrorCode::InvalidArgument, name,
                     u"usage: rawictl %1 %2"_s.arg(name, QString::fromUtf8(found->words)), SubjectKind::Name};
    }
    RAWI_TRY(session.args().timeoutMs());
    return found->run(session);
}

QString commandsHelp()
{
    QString text;
    for (const CtlCommand &one : kCommands) {
        text += u"  %1 %2\n      %3\n"_s.arg(QLatin1StringView(one.name), QString::fromUtf8(one.words),
                                             QString::fromUtf8(one.purpose));
    }
    return text;
}

} // namespace rawi::ctl

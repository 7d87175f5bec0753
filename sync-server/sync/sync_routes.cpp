#include "sync-server/sync/sync_routes.h"

#include "core/protocol/messages.h"
#include "core/rules/rule_args.h"
#include "sync-server/feed/client_memory.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/sync/feed_pages.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

constexpr double kMostVersion = 1'000'000;
constexpr double kMostExact = 9007199254740992.0; // 2^53: beyond it JSON readers disagree (RFC 8259 §6)

Result<void> checkProtocol(const Request &request)
{
    const std::string_view header = request.header("x-rawi-protocol");
    const int version = QByteArray(header.data(), static_cast<qsizetype>(header.size())).toInt();
    if (version < kProtocolMin || version > kProtocolMax) {
        return Error{ErrorCode::UpgradeRequired,
                     QString::fromUtf8(header.data(), static_cast<qsizetype>(header.size())),
                     u"this server speaks protocol %1 to %2 (header %3)"_s.arg(kProtocolMin)
                         .arg(kProtocolMax)
                         .arg(QLatin1StringView(kProtocolHeader))};
    }
    return {};
}

int limitOf(const Request &request, int most)
{
    const QString text = request.queryValue("limit");
    return text.isEmpty() ? most : text.toInt();
}

struct Push {
    QUuid client;
    QList<Command> commands;
};

Result<Push> readPush(const QJsonObject &body)
{
    Push push{uuidFromText(body.value("client"_L1).toString()), {}};
    if (push.client.isNull()) {
        return Error{ErrorCode::InvalidArgument, u"client"_s, u"expected a UUID"_s};
    }
    const QJsonArray commands = body.value("commands"_L1).toArray();
    for (const QJsonValue &value : commands) {
        RAWI_ASSIGN(const Command command, commandFromJson(value.toObject()));
        if (command.client != push.client) {
            return Error{ErrorCode::InvalidArgument, u"client"_s,
                         u"command %1 is of another client"_s.arg(command.n)};
        }
        push.commands.append(command);
    }
    return push;
}

Result<Reply> handlePush(const Request &request, CommandService &service)
{
    RAWI_TRY(checkProtocol(request));
    RAWI_ASSIGN(const QJsonObject body, request.json());
    RAWI_ASSIGN(const Push push, readPush(body));
    FeedHead head;
    const CommandContext context{request.session.actor, request.session.sessionId,
                                 QString::fromStdString(request.correlationId)};
    RAWI_ASSIGN(const QList<CommandResult> results, service.push(context, push.client, push.commands, &head));
    QJsonArray answers;
    for (const CommandResult &one : results) {
        QJsonObject answer{{u"n"_s, one.n},
                           {u"id"_s, uuidText(one.id)},
                           {u"applied"_s, one.applied},
                           {u"result"_s, one.result}};
        if (!one.applied) {
            answer.insert(u"error"_s, problemFromError(one.reason));
        }
        answers.append(answer);
    }
    return Reply::json({{u"results"_s, answers}, {u"cursor"_s, head.toJson()}});
}

// The version that both sides speak; nothing when there is none.
std::optional<int> commonProtocol(const QJsonArray &range)
{
    const int highest = std::min(range.at(1).toInt(), kProtocolMax);
    return range.size() != 2 || highest < std::max(range.at(0).toInt(), kProtocolMin) ? std::nullopt : std::optional<int>(highest);
}

Result<QString> standingOf(const QJsonObject &cursor, const FeedPages &pages)
{
    const Result<void> checked = pages.check({cursor.value("epoch"_L1).toString(), cursor.value("seq"_L1).toInteger(),
                                              cursor.value("nonce"_L1).toString()});
    if (checked.ok()) {
        return u"known"_s;
    }
    const ErrorCode code = checked.error().code;
    return code == ErrorCode::CursorUnknown   ? Result<QString>(u"unknown"_s)
        : code == ErrorCode::CursorExpired ? Result<QString>(u"expired"_s)
                                           : Result<QString>(checked.error());
}

Result<Reply> handleHello(const Request &request, PgPool &pool, const FeedPages &pages)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    const std::optional<int> protocol = commonProtocol(body.value("protocol"_L1).toArray());
    if (!protocol) {
        return Error{ErrorCode::UpgradeRequired, u"protocol"_s,
                     u"this server speaks protocol %1 to %2"_s.arg(kProtocolMin).arg(kProtocolMax)};
    }
    RAWI_ASSIGN(const QString standing, standingOf(body.value("cursor"_L1).toObject(), pages));
    return pool.with<Reply>([&](PgConnection &connection) -> Result<Reply> {
        const QUuid person = request.session.actor.id.uuid();
        RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
        RAWI_ASSIGN(const FeedHead head, readHead(connection, workspace));
        RAWI_ASSIGN(const QJsonValue client,
                    rememberedClient(connection, workspace, uuidFromText(body.value("client"_L1).toString()), person));
        RAWI_ASSIGN(const QJsonArray known, knownCommands(connection, workspace, person, body.value("commands"_L1).toArray()));
        return Reply::json({{u"protocol"_s, *protocol},
                            {u"schema"_s, kSchemaVersion},
                            {u"head"_s, head.toJson()},
                            {u"client"_s, client},
                            {u"cursor"_s, standing},
                            {u"known"_s, known}});
    });
}

Result<Reply> handlePull(const Request &request, const FeedPages &pages)
{
    RAWI_TRY(checkProtocol(request));
    const int limit = limitOf(request, kMaxPullRows);
    const QString seq = request.queryValue("seq");
    const FeedHead cursor{request.queryValue("epoch"), seq.toLongLong(), request.queryValue("nonce")};
    RAWI_ASSIGN(std::string text, pages.pull(cursor, limit, request.session.actor));
    return Reply::rawJson(std::move(text));
}

Result<Reply> handleSnapshot(const Request &request, const FeedPages &pages)
{
    RAWI_TRY(checkProtocol(request));
    const int limit = limitOf(request, kMaxSnapshotRows);
    RAWI_ASSIGN(std::string text, pages.snapshot(request.queryValue("after"), limit, request.session.actor));
    return Reply::rawJson(std::move(text));
}

Result<Reply> handleManifest(const Request &request, const FeedPages &pages)
{
    RAWI_TRY(checkProtocol(request));
    RAWI_ASSIGN(const QJsonObject manifest, pages.manifest(request.session.actor));
    return Reply::json(manifest);
}

} // namespace

void addSyncRoutes(RoutingTable &table, PgPool &pool, CommandService &commands, const RuleBook &rules)
{
    const auto pages = std::make_shared<FeedPages>(pool, rules);
    const auto add = [&table](Method method, const char *path, const char *summary, Route route,
                              std::function<Result<Reply>(const Request &)> handle) {
        route.method = method;
        route.pattern = path;
        route.summary = summary;
        route.handle = std::move(handle);
        route.responseSchema = anyObjectSchema();
        table.add(std::move(route));
    };
    Route hello;
    const FieldInfo version = integerArg("", 0, kMostVersion);
    const FieldInfo cursor = objectArg("cursor", {textArg("epoch", 64), integerArg("seq", 0, kMostExact), textArg("nonce", 64)});
    hello.body = {needed(idArg("client")), needed(listArg("protocol", version, 2, 2)), integerArg("schema", 0, kMostVersion), cursor,
                  listArg("commands", idArg(""), 0, kMaxHelloCommands)};
    add(Method::Post, "/api/v1/sync/hello", "What the server remembers of a desk, and which protocol both speak", hello,
        [&pool, pages](const Request &request) { return handleHello(request, pool, *pages); });
    Route push;
    push.rate = RateClass::Write;
    FieldInfo command = jsonArg("");
    command.isOpaque = true; // each is refused by itself, by the rule book: one wrong text must not stop what stands behind it
    push.body = {needed(idArg("client")), needed(listArg("commands", command, 1, kMaxPushCommands))};
    add(Method::Post, "/api/v1/sync/push", "Apply a desk's commands, each once", push,
        [&commands](const Request &request) { return handlePush(request, commands); });
    Route pull;
    pull.query = {textArg("epoch", 64), integerArg("seq", 0, kMostExact), textArg("nonce", 64),
                  integerArg("limit", 1, kMaxPullRows)};
    add(Method::Get, "/api/v1/sync/pull", "What changed since a cursor", pull,
        [pages](const Request &request) { return handlePull(request, *pages); });
    Route snapshot;
    snapshot.query = {textArg("after", 200), integerArg("limit", 1, kMaxSnapshotRows)};
    add(Method::Get, "/api/v1/sync/snapshot", "Every row, page by page", snapshot,
        [pages](const Request &request) { return handleSnapshot(request, *pages); });
    Route manifest;
    manifest.isSlow = true; // reads every row
    add(Method::Get, "/api/v1/sync/manifest", "Hashes of all rows, by type and first digit of the id", manifest,
        [pages](const Request &request) { return handleManifest(request, *pages); });
}

std::string answerHello(PgPool &pool, const SessionRef &session, const std::string &text)
{
    Q_UNUSED(session);
    const QJsonObject hello = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    if (hello.value("type"_L1).toString() != "hello"_L1) {
        return {};
    }
    const std::optional<int> protocol = commonProtocol(hello.value("protocol"_L1).toArray());
    if (!protocol) {
        return "{\"type\":\"upgrade_required\"}";
    }
    const auto head = pool.with<FeedHead>([](PgConnection &connection) -> Result<FeedHead> {
        RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
        return readHead(connection, workspace);
    });
    if (!head.ok()) {
        return {};
    }
    const QJsonObject welcome{
        {u"type"_s, u"welcome"_s}, {u"protocol"_s, *protocol}, {u"head"_s, head->toJson()}};
    return QJsonDocument(welcome).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace rawi::server

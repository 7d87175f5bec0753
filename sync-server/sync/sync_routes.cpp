#include "sync-server/sync/sync_routes.h"

#include "core/protocol/messages.h"
#include "sync-server/sync/feed_pages.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

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

Result<int> limitOf(const Request &request, int most)
{
    const QString text = request.queryValue("limit");
    bool ok = true;
    const int limit = text.isEmpty() ? most : text.toInt(&ok);
    if (!ok || limit < 1 || limit > most) {
        return Error{ErrorCode::InvalidArgument, u"limit"_s, u"expected 1 to %1"_s.arg(most)};
    }
    return limit;
}

struct Push {
    QUuid client;
    QList<Command> commands;
};

Result<Push> readPush(const QJsonObject &body)
{
    for (auto it = body.begin(); it != body.end(); ++it) {
        if (it.key() != "client"_L1 && it.key() != "commands"_L1) {
            return Error{ErrorCode::UnknownField, it.key(), u"a push has no such member"_s};
        }
    }
    Push push{uuidFromText(body.value("client"_L1).toString()), {}};
    if (push.client.isNull()) {
        return Error{ErrorCode::InvalidArgument, u"client"_s, u"expected a UUID"_s};
    }
    const QJsonArray commands = body.value("commands"_L1).toArray();
    if (commands.isEmpty() || commands.size() > kMaxPushCommands) {
        return Error{ErrorCode::InvalidArgument, u"commands"_s,
                     u"expected 1 to %1 commands"_s.arg(kMaxPushCommands)};
    }
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

Result<Reply> handlePull(const Request &request, const FeedPages &pages)
{
    RAWI_TRY(checkProtocol(request));
    RAWI_ASSIGN(const int limit, limitOf(request, kMaxPullRows));
    const QString seq = request.queryValue("seq");
    bool ok = true;
    const FeedHead cursor{request.queryValue("epoch"), seq.isEmpty() ? 0 : seq.toLongLong(&ok), request.queryValue("nonce")};
    if (!ok || cursor.seq < 0) {
        return Error{ErrorCode::InvalidArgument, u"seq"_s, u"expected a whole number"_s};
    }
    RAWI_ASSIGN(std::string text, pages.pull(cursor, limit));
    return Reply::rawJson(std::move(text));
}

Result<Reply> handleSnapshot(const Request &request, const FeedPages &pages)
{
    RAWI_TRY(checkProtocol(request));
    RAWI_ASSIGN(const int limit, limitOf(request, kMaxSnapshotRows));
    RAWI_ASSIGN(std::string text, pages.snapshot(request.queryValue("after"), limit));
    return Reply::rawJson(std::move(text));
}

Result<Reply> handleManifest(const Request &request, const FeedPages &pages)
{
    RAWI_TRY(checkProtocol(request));
    RAWI_ASSIGN(const QJsonObject manifest, pages.manifest());
    return Reply::json(manifest);
}

QJsonObject pushSchema()
{
    return {{u"type"_s, u"object"_s},
            {u"required"_s, QJsonArray{u"client"_s, u"commands"_s}},
            {u"additionalProperties"_s, false},
            {u"properties"_s,
             QJsonObject{{u"client"_s, QJsonObject{{u"type"_s, u"string"_s}, {u"format"_s, u"uuid"_s}}},
                         {u"commands"_s,
                          QJsonObject{{u"type"_s, u"array"_s},
                                      {u"maxItems"_s, kMaxPushCommands},
                                      {u"items"_s, QJsonObject{{u"type"_s, u"object"_s}}}}}}}};
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
        route.responseSchema = {{u"type"_s, u"object"_s}};
        table.add(std::move(route));
    };
    Route push;
    push.rate = RateClass::Write;
    push.requestSchema = pushSchema();
    add(Method::Post, "/api/v1/sync/push", "Apply a desk's commands, each once", push,
        [&commands](const Request &request) { return handlePush(request, commands); });
    Route pull;
    pull.queryParameters = {"epoch", "seq", "nonce", "limit"};
    add(Method::Get, "/api/v1/sync/pull", "What changed since a cursor", pull,
        [pages](const Request &request) { return handlePull(request, *pages); });
    Route snapshot;
    snapshot.queryParameters = {"after", "limit"};
    add(Method::Get, "/api/v1/sync/snapshot", "Every row, page by page", snapshot,
        [pages](const Request &request) { return handleSnapshot(request, *pages); });
    add(Method::Get, "/api/v1/sync/manifest", "Hashes of all rows, by type and first digit of the id", Route{},
        [pages](const Request &request) { return handleManifest(request, *pages); });
}

std::string answerHello(PgPool &pool, const SessionRef &session, const std::string &text)
{
    Q_UNUSED(session);
    const QJsonObject hello = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    if (hello.value("type"_L1).toString() != "hello"_L1) {
        return {};
    }
    const QJsonArray range = hello.value("protocol"_L1).toArray();
    const int highest = std::min(range.at(1).toInt(), kProtocolMax);
    if (range.size() != 2 || highest < std::max(range.at(0).toInt(), kProtocolMin)) {
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
        {u"type"_s, u"welcome"_s}, {u"protocol"_s, highest}, {u"head"_s, head->toJson()}};
    return QJsonDocument(welcome).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace rawi::server

#include "sync-server/sync/sync_routes.h"

#include "core/base/log.h"
#include "core/protocol/messages.h"
#include "sync-server/feed/feed_commit.h"
#include "sync-server/sync/feed_reader.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

using Handler = std::function<Result<Reply>(const Request &)>;

Error upgradeRequired()
{
    return {ErrorCode::UpgradeRequired, QLatin1StringView(kProtocolHeader),
            QStringLiteral("this server speaks protocol %1 to %2").arg(kProtocolMin).arg(kProtocolMax)};
}

// Every sync request says which protocol it speaks.
Handler versioned(Handler handler)
{
    return [handler = std::move(handler)](const Request &request) -> Result<Reply> {
        const std::string_view text = request.header("x-rawi-protocol");
        const int version = QByteArray(text.data(), static_cast<qsizetype>(text.size())).toInt();
        if (version < kProtocolMin || version > kProtocolMax) {
            return upgradeRequired();
        }
        return handler(request);
    };
}

Result<int> limitOf(const Request &request, int most)
{
    const QString text = request.queryValue("limit");
    bool valid = true;
    const int limit = text.isEmpty() ? most : text.toInt(&valid);
    if (!valid || limit < 1) {
        return Error{ErrorCode::InvalidArgument, QStringLiteral("limit"), QStringLiteral("expected a positive number")};
    }
    return qMin(limit, most);
}

QJsonObject resultJson(const CommandResult &one)
{
    QJsonObject json{{QStringLiteral("n"), one.n},
                     {QStringLiteral("id"), uuidText(one.id)},
                     {QStringLiteral("applied"), one.applied}};
    if (one.applied) {
        json.insert(QStringLiteral("result"), one.result);
    } else {
        json.insert(QStringLiteral("error"), problemFromError(one.reason));
    }
    return json;
}

// The problem of a gap says where to go on.
Reply gapReply(const Error &error)
{
    QJsonObject problem = problemFromError(error);
    problem.insert(QStringLiteral("expected_n"), error.subject.toLongLong());
    Reply reply = Reply::json(problem, httpStatusOf(error.code));
    reply.contentType = "application/problem+json";
    return reply;
}

Result<QList<Command>> commandsOf(const QJsonObject &body)
{
    if (!body.value(QLatin1StringView("commands")).isArray()) {
        return Error{ErrorCode::FieldRequired, QStringLiteral("commands"), QStringLiteral("expected an array")};
    }
    QList<Command> commands;
    const QJsonArray array = body.value(QLatin1StringView("commands")).toArray();
    for (const QJsonValue &one : array) {
        RAWI_ASSIGN(Command command, commandFromJson(one.toObject()));
        commands.append(std::move(command));
    }
    return commands;
}

Result<Reply> push(CommandService &commands, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    const QUuid client = uuidFromText(body.value(QLatin1StringView("client")).toString());
    if (client.isNull()) {
        return Error{ErrorCode::FieldRequired, QStringLiteral("client"), QStringLiteral("expected a UUID")};
    }
    RAWI_ASSIGN(const QList<Command> pushed, commandsOf(body));
    const CommandContext context{request.session.actor, request.session.sessionId,
                                 QString::fromStdString(request.correlationId)};
    FeedHead head;
    const Result<QList<CommandResult>> results = commands.push(context, client, pushed, &head);
    if (!results.ok()) {
        return results.error().code == ErrorCode::SequenceGap ? Result<Reply>(gapReply(results.error()))
                                                               : Result<Reply>(results.error());
    }
    QJsonArray array;
    for (const CommandResult &one : *results) {
        array.append(resultJson(one));
    }
    return Reply::json({{QStringLiteral("results"), array}, {QStringLiteral("cursor"), head.toJson()}});
}

Result<Reply> pull(FeedReader &reader, const Request &request)
{
    RAWI_ASSIGN(const int limit, limitOf(request, kMaxPullRows));
    bool valid = true;
    const QString seq = request.queryValue("seq");
    const FeedHead after{request.queryValue("epoch"), seq.isEmpty() ? 0 : seq.toLongLong(&valid),
                         request.queryValue("nonce")};
    if (!valid || after.seq < 0) {
        return Error{ErrorCode::InvalidArgument, QStringLiteral("seq"), QStringLiteral("expected a whole number")};
    }
    RAWI_ASSIGN(std::string text, reader.pull(after, limit));
    return Reply::rawJson(std::move(text));
}

Result<Reply> snapshot(FeedReader &reader, const Request &request)
{
    RAWI_ASSIGN(const int limit, limitOf(request, kMaxSnapshotRows));
    RAWI_ASSIGN(std::string text, reader.snapshot(request.queryValue("after"), limit));
    return Reply::rawJson(std::move(text));
}

Route readRoute(const char *pattern, const char *summary, std::vector<std::string> query, Handler handler)
{
    Route route;
    route.pattern = pattern;
    route.summary = summary;
    route.queryParameters = std::move(query);
    route.handle = versioned(std::move(handler));
    return route;
}

QJsonObject pushSchema()
{
    const auto type = [](const char *name) {
        return QJsonObject{{QStringLiteral("type"), QLatin1StringView(name)}};
    };
    QJsonObject commands = type("array");
    commands.insert(QStringLiteral("items"), type("object"));
    commands.insert(QStringLiteral("maxItems"), kMaxPushCommands);
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"),
             QJsonObject{{QStringLiteral("client"), type("string")}, {QStringLiteral("commands"), commands}}},
            {QStringLiteral("required"), QJsonArray{QStringLiteral("client"), QStringLiteral("commands")}}};
}

} // namespace

void addSyncRoutes(RoutingTable &table, PgPool &pool, CommandService &commands, const RuleBook &rules)
{
    const auto reader = std::make_shared<FeedReader>(pool, rules);
    Route pushing;
    pushing.method = Method::Post;
    pushing.pattern = "/api/v1/sync/push";
    pushing.summary = "Apply a desk's commands, each once";
    pushing.rate = RateClass::Write;
    pushing.requestSchema = pushSchema();
    pushing.handle = versioned([&commands](const Request &request) { return push(commands, request); });
    table.add(std::move(pushing));
    table.add(readRoute("/api/v1/sync/pull", "What changed after a cursor", {"epoch", "seq", "nonce", "limit"},
                        [reader](const Request &request) { return pull(*reader, request); }));
    table.add(readRoute("/api/v1/sync/snapshot", "Every row, page by page", {"after", "limit"},
                        [reader](const Request &request) { return snapshot(*reader, request); }));
    table.add(readRoute("/api/v1/sync/manifest", "A hash of each bucket of rows", {},
                        [reader](const Request &) -> Result<Reply> {
                            RAWI_ASSIGN(std::string text, reader->manifest());
                            return Reply::rawJson(std::move(text));
                        }));
}

std::string answerHello(PgPool &pool, const SessionRef &, const std::string &text)
{
    const auto send = [](const QJsonObject &message) {
        return QJsonDocument(message).toJson(QJsonDocument::Compact).toStdString();
    };
    const QString type = QStringLiteral("type");
    const QJsonObject hello = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    const QJsonArray spoken = hello.value(QLatin1StringView("protocol")).toArray();
    if (hello.value(type) != QStringLiteral("hello") || spoken.size() != 2) {
        return {};
    }
    const int version = qMin(spoken.at(1).toInt(), kProtocolMax);
    if (version < kProtocolMin || version < spoken.at(0).toInt()) {
        return send({{type, QStringLiteral("upgrade_required")}});
    }
    const Result<FeedHead> head = pool.with<FeedHead>([](PgConnection &connection) -> Result<FeedHead> {
        RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
        return readHead(connection, workspace);
    });
    if (!head.ok()) {
        qCWarning(lcServer, "no welcome: %s", qUtf8Printable(head.error().toString()));
        return {};
    }
    return send({{type, QStringLiteral("welcome")},
                 {QStringLiteral("protocol"), version},
                 {QStringLiteral("head"), head->toJson()}});
}

} // namespace rawi::server

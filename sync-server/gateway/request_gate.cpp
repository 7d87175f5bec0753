#include "sync-server/gateway/request_gate.h"

#include "core/base/log.h"
#include "core/protocol/messages.h"
#include "sync-server/gateway/reply_head.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/gateway/url_text.h"

#include <unistd.h>

#include <algorithm>

namespace rawi::server {

namespace {

std::string_view headerOf(const Reply &reply, std::string_view name)
{
    for (const auto &[key, value] : reply.headers) {
        if (equalsNoCase(key, name)) {
            return value;
        }
    }
    return {};
}

void answerUnchanged(const Request &request, Reply &reply)
{
    const std::string_view known = request.header("if-none-match");
    const bool isRead = request.method == Method::Get || request.method == Method::Head;
    if (known.empty() || !isRead || (reply.status != 200 && reply.status != 206)) {
        return;
    }
    const std::string_view tag = headerOf(reply, "ETag");
    if (tag.empty() || !matchesEntityTag(known, tag)) {
        return;
    }
    reply.status = 304;
    reply.body.clear();
    if (reply.file) {
        ::close(reply.file->fd);
        reply.file.reset();
    }
    std::erase_if(reply.headers, [](const auto &one) { return equalsNoCase(one.first, "Content-Range"); });
}

// A misspelt filter must not answer as if nothing had been asked.
Result<void> checkQuery(const Request &request, const Route &route)
{
    std::string_view query = request.query;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        const std::string_view name = pair.substr(0, pair.find('='));
        const QString asked = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        const auto known = std::find_if(route.query.begin(), route.query.end(),
                                        [&](const FieldInfo &one) { return one.name == asked; });
        if (known != route.query.end()) {
            const QString value = request.queryValue(name);
            RAWI_TRY(value.isEmpty() ? Result<void>() : checkParameter(*known, value));
        } else if (!name.empty()) {
            QStringList names;
            for (const FieldInfo &one : route.query) {
                names.append(one.name);
            }
            return Error{ErrorCode::UnknownField, asked,
                         names.isEmpty() ? u"this path takes no query parameters"_s
                                         : u"this path takes: "_s + names.join(u", "_s)};
        }
    }
    return {};
}

// Reads the body once, for the handler, too. An empty one is an object without members.
Result<void> checkBody(Request &request, const Route &route)
{
    if (!route.body) {
        return {};
    }
    if (request.body.empty()) {
        request.parsed = QJsonObject();
    } else {
        RAWI_ASSIGN(request.parsed, request.json());
    }
    return checkMembers(*route.body, *request.parsed);
}

} // namespace

std::string_view bearerToken(const Request &request)
{
    const std::string_view value = request.header("authorization");
    constexpr std::string_view scheme = "Bearer ";
    if (value.size() <= scheme.size() || !equalsNoCase(value.substr(0, scheme.size()), scheme)) {
        return {};
    }
    return value.substr(scheme.size());
}

RequestGate::RequestGate(Authenticator authenticate) : m_authenticate(std::move(authenticate)) {}

Result<SessionRef> RequestGate::authenticate(const Request &request) const
{
    const std::string_view token = bearerToken(request);
    if (!token.empty()) {
        return m_authenticate(token);
    }
    const std::string fromQuery = request.queryValue("access_token").toStdString();
    if (!fromQuery.empty()) {
        return m_authenticate(fromQuery);
    }
    return Error{ErrorCode::Unauthenticated, QString(), u"no access token"_s};
}

Reply RequestGate::tooMany(int seconds)
{
    Reply reply = Reply::problem(
        {ErrorCode::RateLimited, QString(), u"too many requests; try again in %1 s"_s.arg(seconds)});
    reply.headers.emplace_back("Retry-After", std::to_string(seconds));
    return reply;
}

Reply RequestGate::refuse(const Request &request, const Error &error)
{
    if (error.code == ErrorCode::DiskFull) { // which disk, and where, is for the log
        qCWarning(lcServer).noquote() << "request" << QString::fromStdString(request.correlationId) << "failed:" << error.toString();
        return Reply::problem({error.code, QString(), u"the server has no room for this; tell its administrator"_s});
    }
    const bool inside = error.code == ErrorCode::Internal || error.code == ErrorCode::DatabaseError
        || error.code == ErrorCode::CorruptData || error.code == ErrorCode::IoError
        || error.code == ErrorCode::ServerUnavailable;
    if (!inside) {
        return Reply::problem(error);
    }
    const QString id = QString::fromStdString(request.correlationId);
    qCWarning(lcServer).noquote() << "request" << id << "failed:" << error.toString();
    const QString cause = error.code == ErrorCode::ServerUnavailable
        ? u"the database cannot be used now, try again; "_s
        : QString();
    return Reply::problem({error.code, QString(), cause + u"see the server's log, request %1"_s.arg(id)});
}

std::optional<Reply> RequestGate::limit(const Request &request, const Route &route)
{
    const RateLimiter::Time now = std::chrono::steady_clock::now();
    int wait = 0;
    if (route.rate == RateClass::Login) {
        wait = m_limiter.admitLogin(limitKeyOf(request.peer), now);
    } else {
        const bool isRead = route.rate == RateClass::Read;
        const QUuid &session = request.session.sessionId;
        const std::string who = session.isNull() ? limitKeyOf(request.peer) : session.toRfc4122().toStdString();
        wait = m_limiter.admit((isRead ? "r" : "w") + who,
                               isRead ? RateLimiter::kReadsPerSecond : RateLimiter::kWritesPerSecond, now);
    }
    return wait > 0 ? std::optional(tooMany(wait)) : std::nullopt;
}

std::optional<Reply> RequestGate::admit(Request &request, const Route &route)
{
    const bool isSigned = route.allowsSignedUrl && bearerToken(request).empty()
        && queryParameter(request.query, "sig").has_value();
    if (route.needsSession && !isSigned) {
        const std::string_view token = bearerToken(request);
        Result<SessionRef> session = token.empty()
            ? Result<SessionRef>(Error{ErrorCode::Unauthenticated, QString(), u"no access token"_s})
            : m_authenticate(token);
        if (!session) {
            return refuse(request, session.error());
        }
        request.session = *session;
        if (!request.session.actor.may(route.right)) {
            return Reply::problem(
                {ErrorCode::PermissionDenied, route.right, u"needs the right %1"_s.arg(route.right)});
        }
    }
    if (std::optional<Reply> wait = limit(request, route)) {
        return wait;
    }
    Result<void> checked = checkQuery(request, route);
    if (checked.ok()) {
        checked = checkBody(request, route);
    }
    return checked.ok() ? std::nullopt : std::optional(Reply::problem(checked.error()));
}

Reply RequestGate::serve(Request &request, const Route &route)
{
    if (std::optional<Reply> refusal = admit(request, route)) {
        return std::move(*refusal);
    }
    Result<Reply> result = route.handle(request);
    Reply reply = result ? std::move(*result) : refuse(request, result.error());
    if (route.rate == RateClass::Login && (reply.status == 401 || reply.status == 403)) {
        m_limiter.loginFailed(limitKeyOf(request.peer), std::chrono::steady_clock::now());
    }
    answerUnchanged(request, reply);
    return reply;
}

} // namespace rawi::server

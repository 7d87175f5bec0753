#include "sync-server/outgoing/outgoing.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "sync-server/outgoing/exchange.h"

#include <algorithm>
#include <chrono>

namespace rawi::server {

namespace {

qint64 steadyMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// RFC 9110 §5.6.2 and §5.5: a token, and a value that cannot begin another header.
bool isHeader(const QByteArray &name, const QByteArray &value)
{
    const auto isTokenChar = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
    };
    const auto isValueChar = [](char c) { return c == '\t' || static_cast<unsigned char>(c) >= 0x20; };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenChar)
        && std::all_of(value.begin(), value.end(), isValueChar) && !value.contains('\x7f');
}

Result<void> checkRequest(const OutgoingRequest &request)
{
    if (!isHeader(request.method, {})) {
        return Error{ErrorCode::InvalidArgument, u"method"_s, u"not a method"_s};
    }
    for (const auto &[name, value] : request.headers) {
        const QByteArray lower = name.toLower();
        if (!isHeader(name, value) || lower == "host" || lower == "content-length" || lower == "transfer-encoding") {
            return Error{ErrorCode::InvalidArgument, QString::fromLatin1(name), u"this header cannot be sent"_s};
        }
    }
    if (!isHeader("x", request.correlationId.toLatin1())) {
        return Error{ErrorCode::InvalidArgument, u"correlation id"_s, u"not fit for a header"_s};
    }
    return {};
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// RFC 9110 §15.4: 303, and by custom 301 and 302 after a POST, are followed by GET.
void turnToGet(OutgoingRequest &request, int status)
{
    const bool isGet = request.method == "GET" || request.method == "HEAD";
    if (isGet || status == 307 || status == 308 || (status != 303 && request.method != "POST")) {
        return;
    }
    request.method = "GET";
    request.body.clear();
    std::erase_if(request.headers, [](const auto &header) { return header.first.toLower().startsWith("content-"); });
}

// What another origin may be told: nothing that the caller meant for the first one.
void forgetHeaders(OutgoingRequest &request)
{
    std::erase_if(request.headers, [](const auto &header) {
        const QByteArray name = header.first.toLower();
        return name != "accept" && name != "content-type";
    });
}

// Whether the host is to blame; others would be refused by any host.
bool isHostsFailure(const Error &error)
{
    return error.code == ErrorCode::NetworkUnreachable || error.code == ErrorCode::Timeout;
}

void appendMetric(std::string &out, const char *name, const std::string &labels, qint64 value)
{
    out.append(name).append("{").append(labels).append("} ").append(std::to_string(value)).append("\n");
}

} // namespace

QByteArray OutgoingReply::header(const QByteArray &lowerCaseName) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto &one) { return one.first == lowerCaseName; });
    return found == headers.end() ? QByteArray() : found->second;
}

Outgoing::Outgoing(const Clock &clock, OutgoingOptions options)
    : m_options(std::move(options)), m_breakers(clock, m_options.breakers)
{
}

Result<void> Outgoing::checkUrl(const QString &url)
{
    RAWI_TRY(targetOf(url));
    return {};
}

Result<OutgoingReply> Outgoing::call(const OutgoingRequest &request)
{
    const qint64 begun = steadyMs();
    Result<OutgoingReply> reply = callThrough(request);
    const bool isRefusal = !reply && !isHostsFailure(reply.error());
    ++m_counts[reply ? Answered : isRefusal ? Refused : Failed];
    qCInfo(lcServer).noquote() << "outgoing" << request.method << maskedUrl(request.url)
                               << (reply ? QString::number(reply->status) : reply.error().toString())
                               << steadyMs() - begun << "ms" << request.correlationId;
    return reply;
}

Result<OutgoingReply> Outgoing::callThrough(const OutgoingRequest &original)
{
    RAWI_TRY(checkRequest(original));
    OutgoingRequest request = original;
    RAWI_ASSIGN(Target target, targetOf(request.url));
    const qint64 deadline = steadyMs() + request.totalMs;
    const int most = std::clamp(request.redirects, 0, kMostRedirects);
    for (int followed = 0;; ++followed) {
        RAWI_ASSIGN(OutgoingReply reply, hop(request, target, deadline));
        const QByteArray location = reply.header("location");
        if (!isRedirect(reply.status) || location.isEmpty() || most == 0) {
            return reply;
        }
        if (followed == most) {
            return Error{ErrorCode::InvalidArgument, maskedUrl(original.url),
                         u"it redirects more than %1 times; give the address it ends at"_s.arg(most), SubjectKind::Name};
        }
        RAWI_ASSIGN(const Target next, targetFrom(target, QString::fromUtf8(location)));
        if (target.scheme == "https"_L1 && next.scheme != "https"_L1) {
            return Error{ErrorCode::PermissionDenied, next.host, u"a redirect from https to http is not followed"_s,
                         SubjectKind::Name};
        }
        turnToGet(request, reply.status);
        if (!next.isSameOrigin(target)) {
            forgetHeaders(request);
        }
        target = next;
        request.url = next.url;
    }
}

Result<OutgoingReply> Outgoing::hop(const OutgoingRequest &request, const Target &target, qint64 deadline)
{
    if (m_stopping) {
        return Error{ErrorCode::Cancelled, target.host, u"the server stops"_s, SubjectKind::Name};
    }
    const auto left = [&] { return static_cast<int>(std::clamp<qint64>(deadline - steadyMs(), 1, request.totalMs)); };
    RAWI_ASSIGN(CircuitBreakers::Pass pass, m_breakers.enter(target.name()));
    const Result<QList<IpAddress>> addresses = addressesOf(target, std::min(left(), request.connectMs));
    Result<OutgoingReply> reply = addresses ? exchange(request, target, *addresses, left(), m_stopping)
                                            : Result<OutgoingReply>(addresses.error());
    if (reply ? reply->status >= 500 : isHostsFailure(reply.error())) {
        pass.failed();
    } else if (reply || reply.error().code == ErrorCode::TooLarge) {
        pass.succeeded();
    }
    return reply;
}

Result<QList<IpAddress>> Outgoing::addressesOf(const Target &target, int timeoutMs)
{
    RAWI_ASSIGN(QList<IpAddress> addresses, m_options.resolve(target.host, timeoutMs));
    if (addresses.isEmpty()) {
        return Error{ErrorCode::NetworkUnreachable, target.host, u"the host has no address"_s};
    }
    if (isAllowed(target)) {
        return addresses;
    }
    // One is enough: an honest public host has no address inside.
    for (const IpAddress &address : std::as_const(addresses)) {
        if (const QString purpose = specialPurpose(address); !purpose.isEmpty()) {
            return Error{ErrorCode::PermissionDenied, target.host,
                         u"its address %1 is %2; an administrator may allow the host with --allow-host %3"_s.arg(
                             address.text(), purpose, target.host), SubjectKind::Name};
        }
    }
    return addresses;
}

bool Outgoing::isAllowed(const Target &target) const
{
    return m_options.allowedHosts.contains(target.host, Qt::CaseInsensitive)
        || m_options.allowedHosts.contains(target.name(), Qt::CaseInsensitive);
}

std::string Outgoing::metrics() const
{
    std::string out = "# HELP rawi_outgoing_calls_total Calls to other servers.\n# TYPE rawi_outgoing_calls_total counter\n";
    const char *const outcomes[] = {"answered", "failed", "refused"};
    for (size_t i = 0; i < kCounts; ++i) {
        appendMetric(out, "rawi_outgoing_calls_total", std::string("outcome=\"") + outcomes[i] + '"', m_counts[i]);
    }
    // How many, and not which: whom a newsroom calls is nobody's business, and anybody may read this.
    std::array<qint64, 3> states{};
    for (const CircuitBreakers::HostState &host : breakers()) {
        ++states[static_cast<size_t>(host.state)];
    }
    out += "# HELP rawi_outgoing_breakers Hosts by the state of their circuit breaker.\n# TYPE rawi_outgoing_breakers gauge\n";
    const char *const names[] = {"closed", "open", "half_open"};
    for (size_t i = 0; i < states.size(); ++i) {
        appendMetric(out, "rawi_outgoing_breakers", std::string("state=\"") + names[i] + '"', states[i]);
    }
    return out;
}

} // namespace rawi::server

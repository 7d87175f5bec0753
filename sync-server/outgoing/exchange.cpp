#include "sync-server/outgoing/exchange.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

namespace rawi::server {

namespace {

struct Progress {
    const OutgoingRequest &request;
    const QList<IpAddress> &addresses;
    const std::atomic<bool> &stopping;
    OutgoingReply reply;
    qsizetype headerBytes = 0;
    std::optional<Error> refused; // why one of the callbacks ended it
};

struct GlobalCurl {
    GlobalCurl() { curl_global_init(CURL_GLOBAL_DEFAULT); }
};

using EasyHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using ListHandle = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

void append(ListHandle &list, const QByteArray &line)
{
    curl_slist *longer = curl_slist_append(list.get(), line.constData());
    static_cast<void>(list.release()); // it is the longer list's
    list.reset(longer);
}

size_t takeBody(char *data, size_t size, size_t count, void *user)
{
    Progress &progress = *static_cast<Progress *>(user);
    const auto length = static_cast<qsizetype>(size * count);
    if (progress.reply.body.size() + length > progress.request.largestBody) {
        progress.refused = Error{ErrorCode::TooLarge, maskedUrl(progress.request.url),
                                 u"the answer has more than %1 bytes"_s.arg(progress.request.largestBody), SubjectKind::Name};
        return 0;
    }
    progress.reply.body.append(data, length);
    return size * count;
}

size_t takeHeader(char *data, size_t size, size_t count, void *user)
{
    Progress &progress = *static_cast<Progress *>(user);
    const auto length = static_cast<qsizetype>(size * count);
    progress.headerBytes += length;
    if (progress.headerBytes > Outgoing::kLargestHeaders) {
        progress.refused = Error{ErrorCode::TooLarge, maskedUrl(progress.request.url),
                                 u"the answer's headers have more than %1 bytes"_s.arg(Outgoing::kLargestHeaders),
                                 SubjectKind::Name};
        return 0;
    }
    const QByteArray line = QByteArray(data, length).trimmed();
    if (line.startsWith("HTTP/")) { // an informational answer (1xx) went before
        progress.reply.headers.clear();
    } else if (const qsizetype colon = line.indexOf(':'); colon > 0) {
        progress.reply.headers.emplace_back(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    return size * count;
}

// The last word on where a socket goes, whatever curl made of host and resolution.
curl_socket_t openSocket(void *user, curlsocktype, curl_sockaddr *address)
{
    Progress &progress = *static_cast<Progress *>(user);
    const std::optional<IpAddress> wanted = IpAddress::fromSocket(&address->addr);
    if (!wanted || !progress.addresses.contains(*wanted)) {
        progress.refused = Error{ErrorCode::PermissionDenied, maskedUrl(progress.request.url),
                                 u"it would connect to an address that was not checked"_s, SubjectKind::Name};
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int goOn(void *user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Progress *>(user)->stopping ? 1 : 0;
}

ListHandle headersOf(const OutgoingRequest &request)
{
    ListHandle list(nullptr, &curl_slist_free_all);
    append(list, "Expect:"); // no waiting for 100
    for (const auto &[name, value] : request.headers) {
        append(list, value.isEmpty() ? name + ';' : name + ": " + value);
    }
    if (!request.correlationId.isEmpty()) {
        append(list, "X-Request-Id: " + request.correlationId.toLatin1());
    }
    return list;
}

ListHandle pinsOf(const Target &target, const QList<IpAddress> &addresses)
{
    QStringList texts;
    for (const IpAddress &address : addresses) {
        texts.append(address.isV6 ? u'[' + address.text() + u']' : address.text());
    }
    ListHandle list(nullptr, &curl_slist_free_all);
    if (IpAddress::fromText(target.host)) {
        return list; // nothing to look up
    }
    append(list, u"%1:%2:%3"_s.arg(target.host).arg(target.port).arg(texts.join(u',')).toUtf8());
    return list;
}

void limit(CURL *curl, const OutgoingRequest &request, int timeoutMs)
{
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L); // Outgoing does, with a check before each
    curl_easy_setopt(curl, CURLOPT_PROXY, "");          // nor by an environment variable: a proxy would resolve anew
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(request.connectMs, timeoutMs)));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeoutMs));
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.largestBody));
}

void listen(CURL *curl, Progress &progress)
{
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &takeBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &progress);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &takeHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &progress);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &openSocket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &goOn);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &progress);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

Error errorOf(CURLcode code, const char *words, const Target &target, int timeoutMs)
{
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return {ErrorCode::Timeout, target.name(), u"no whole answer within %1 ms"_s.arg(timeoutMs)};
    case CURLE_FILESIZE_EXCEEDED:
        return {ErrorCode::TooLarge, target.name(), u"the answer is longer than was asked for"_s, SubjectKind::Name};
    case CURLE_ABORTED_BY_CALLBACK:
        return {ErrorCode::Cancelled, target.name(), u"the server stops"_s, SubjectKind::Name};
    default:
        return {ErrorCode::NetworkUnreachable, target.name(),
                *words ? QString::fromUtf8(words) : QString::fromUtf8(curl_easy_strerror(code))};
    }
}

} // namespace

Result<OutgoingReply> exchange(const OutgoingRequest &request, const Target &target, const QList<IpAddress> &addresses,
                               int timeoutMs, const std::atomic<bool> &stopping)
{
    static const GlobalCurl global;
    const EasyHandle handle(curl_easy_init(), &curl_easy_cleanup);
    CURL *curl = handle.get();
    Progress progress{request, addresses, stopping, {}, 0, {}};
    const ListHandle headers = headersOf(request);
    const ListHandle pins = pinsOf(target, addresses);
    char words[CURL_ERROR_SIZE] = {};
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(curl, CURLOPT_URL, target.url.toUtf8().constData());
    curl_easy_setopt(curl, CURLOPT_RESOLVE, pins.get());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Rawi/1");
    if (request.method == "HEAD") {
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else if (request.method != "GET" || !request.body.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.constData());
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.constData());
    }
    limit(curl, request, timeoutMs);
    listen(curl, progress);
    const CURLcode code = curl_easy_perform(curl);
    if (progress.refused) {
        return *progress.refused;
    }
    if (code != CURLE_OK) {
        return errorOf(code, words, target, timeoutMs);
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    progress.reply.status = static_cast<int>(status);
    return std::move(progress.reply);
}

} // namespace rawi::server

#include "sync-server/outgoing/target.h"

#include <curl/curl.h>

#include <memory>

namespace rawi::server {

namespace {

constexpr qsizetype kLongestUrl = 4096;

using UrlHandle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

QString part(CURLU *url, CURLUPart which, unsigned flags = 0)
{
    char *text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) {
        return {};
    }
    const QString found = QString::fromUtf8(text);
    curl_free(text);
    return found;
}

Error noUrl(const QString &url, const QString &why)
{
    return {ErrorCode::InvalidArgument, maskedUrl(url), why + u"; give one like https://example.org/path"_s, SubjectKind::Name};
}

// As it is asked for and compared: lower case, an international name in ASCII, without the dot that ends a whole name.
Result<void> normaliseHost(CURLU *url, const QString &shown)
{
    char *text = nullptr;
    if (const CURLUcode code = curl_url_get(url, CURLUPART_HOST, &text, CURLU_PUNYCODE); code != CURLUE_OK) {
        return noUrl(shown, QString::fromUtf8(curl_url_strerror(code)));
    }
    QByteArray host = QByteArray(text).toLower();
    curl_free(text);
    while (host.endsWith('.')) {
        host.chop(1);
    }
    if (host.isEmpty() || curl_url_set(url, CURLUPART_HOST, host.constData(), 0) != CURLUE_OK) {
        return noUrl(shown, u"the URL names no host"_s);
    }
    return {};
}

Result<Target> read(CURLU *url, const QString &shown)
{
    const QString scheme = part(url, CURLUPART_SCHEME).toLower();
    if (scheme != "http"_L1 && scheme != "https"_L1) {
        return noUrl(shown, u"only http and https are called"_s);
    }
    RAWI_TRY(normaliseHost(url, shown));
    Target target{part(url, CURLUPART_URL), scheme, part(url, CURLUPART_HOST), part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT).toInt()};
    if (target.host.startsWith(u'[') && target.host.endsWith(u']')) {
        target.host = target.host.sliced(1, target.host.size() - 2);
    }
    if (target.url.isEmpty() || target.port == 0) {
        return noUrl(shown, u"not a whole URL"_s);
    }
    return target;
}

Result<Target> parse(CURLU *base, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    if (text.size() > kLongestUrl || bytes.contains('\0')) {
        return noUrl(text, u"longer than %1 characters, or with characters no URL has"_s.arg(kLongestUrl));
    }
    if (const CURLUcode code = curl_url_set(base, CURLUPART_URL, bytes.constData(), 0); code != CURLUE_OK) {
        return noUrl(text, QString::fromUtf8(curl_url_strerror(code)));
    }
    return read(base, text);
}

} // namespace

QString Target::name() const
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

bool Target::isSameOrigin(const Target &other) const
{
    return scheme == other.scheme && host == other.host && port == other.port;
}

Result<Target> targetOf(const QString &url)
{
    const UrlHandle handle(curl_url(), &curl_url_cleanup);
    return parse(handle.get(), url);
}

Result<Target> targetFrom(const Target &from, const QString &location)
{
    const UrlHandle handle(curl_url(), &curl_url_cleanup);
    if (curl_url_set(handle.get(), CURLUPART_URL, from.url.toUtf8().constData(), 0) != CURLUE_OK) {
        return noUrl(from.url, u"not a URL"_s);
    }
    // A user and password are for the address they were given with.
    curl_url_set(handle.get(), CURLUPART_USER, nullptr, 0);
    curl_url_set(handle.get(), CURLUPART_PASSWORD, nullptr, 0);
    return parse(handle.get(), location);
}

QString maskedUrl(const QString &url)
{
    const UrlHandle handle(curl_url(), &curl_url_cleanup);
    if (curl_url_set(handle.get(), CURLUPART_URL, url.toUtf8().constData(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
        return u"(no URL)"_s;
    }
    const QString port = part(handle.get(), CURLUPART_PORT);
    return part(handle.get(), CURLUPART_SCHEME) + u"://"_s + part(handle.get(), CURLUPART_HOST)
        + (port.isEmpty() ? QString() : u':' + port) + u"/…"_s;
}

} // namespace rawi::server

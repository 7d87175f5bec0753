#include "core/sync/http_client.h"

#include "core/protocol/messages.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>

namespace rawi {

namespace {

constexpr qint64 kMaxAnswer = 128LL * 1024 * 1024;
constexpr auto kTicket = QNetworkRequest::User;

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 400: return ErrorCode::InvalidArgument;
    case 401: return ErrorCode::Unauthenticated;
    case 403: return ErrorCode::PermissionDenied;
    case 404:
    case 410: return ErrorCode::NotFound;
    case 405: return ErrorCode::MethodNotAllowed;
    case 408: return ErrorCode::Timeout;
    case 409: return ErrorCode::StateConflict;
    case 413: return ErrorCode::TooLarge;
    case 415: return ErrorCode::UnsupportedMediaType;
    case 423: return ErrorCode::Locked;
    case 426: return ErrorCode::UpgradeRequired;
    case 429: return ErrorCode::RateLimited;
    case 460: return ErrorCode::ChecksumMismatch;
    default: return status >= 500 ? ErrorCode::ServerUnavailable : ErrorCode::Internal;
    }
}

Error problemOf(const HttpAnswer &answer)
{
    const QJsonObject problem = QJsonDocument::fromJson(answer.body).object();
    if (problem.contains("code"_L1)) {
        return errorFromProblem(problem);
    }
    return {codeOfStatus(answer.status), {}, u"HTTP status %1"_s.arg(answer.status)};
}

Error transportError(const QNetworkReply &reply)
{
    const bool timedOut = reply.error() == QNetworkReply::OperationCanceledError
        || reply.error() == QNetworkReply::TimeoutError;
    return {timedOut ? ErrorCode::Timeout : ErrorCode::NetworkUnreachable, reply.url().host(), reply.errorString()};
}

// Qt numbers errors below 200 for the network and proxies, from 200 for what the status code says; 3xx are also
// used for status 400 and for broken answers.
bool isWhole(const QNetworkReply &reply, int status)
{
    return reply.error() == QNetworkReply::NoError || (reply.error() >= 200 && status >= 400);
}

} // namespace

int HttpAnswer::retryAfterMs() const
{
    return std::clamp(headers.value("retry-after").toInt(), 0, 3600) * 1000;
}

Result<QJsonObject> HttpAnswer::json() const
{
    if (!ok()) {
        return error;
    }
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parsing);
    if (!document.isObject()) {
        return Error{ErrorCode::CorruptData, u"answer"_s, parsing.errorString(), SubjectKind::Code};
    }
    return document.object();
}

HttpClient::HttpClient(QObject *parent)
    : QObject(parent)
    , m_network(new QNetworkAccessManager(this))
{
    // A redirect would carry the access token to wherever it points.
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

HttpClient::~HttpClient()
{
    abortAll();
}

void HttpClient::send(const HttpRequest &request, Handler handler)
{
    QNetworkRequest sent(request.url);
    for (const auto &[name, value] : request.headers) {
        sent.setRawHeader(name, value);
    }
    sent.setTransferTimeout(request.timeoutMs);
    sent.setAttribute(kTicket, request.ticket);
    QNetworkReply *reply = request.verb == "GET" ? m_network->get(sent)
        : request.verb == "HEAD"                 ? m_network->head(sent)
                                                 : m_network->sendCustomRequest(sent, request.verb, request.body);
    m_replies.append(reply);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > kMaxAnswer) {
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::downloadProgress, this, &HttpClient::moved);
    connect(reply, &QNetworkReply::uploadProgress, this, &HttpClient::moved);
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, handler = std::move(handler)] { answer(reply, handler); });
}

void HttpClient::answer(QNetworkReply *reply, const Handler &handler)
{
    m_replies.removeOne(reply);
    reply->deleteLater();
    HttpAnswer answer;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!isWhole(*reply, status)) {
        answer.error = transportError(*reply);
        handler(answer);
        return;
    }
    answer.status = status;
    answer.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs()) {
        answer.headers.insert(name.toLower(), value);
    }
    if (!answer.ok()) {
        answer.error = problemOf(answer);
    }
    handler(answer);
}

void HttpClient::drop(QNetworkReply *reply)
{
    // Which ends the request without a word. abort() tells an error, and Qt warns where another one is on its way: of a 4xx whose
    // body is still coming, of a connection that broke.
    delete reply;
}

void HttpClient::abort(quint64 ticket)
{
    const QList<QNetworkReply *> replies = m_replies;
    for (QNetworkReply *reply : replies) {
        if (ticket != 0 && reply->request().attribute(kTicket).toULongLong() == ticket) {
            m_replies.removeOne(reply);
            drop(reply);
        }
    }
}

void HttpClient::abortAll()
{
    const QList<QNetworkReply *> replies = std::exchange(m_replies, {});
    for (QNetworkReply *reply : replies) {
        drop(reply);
    }
    m_network->clearConnectionCache();
}

HttpRequest HttpClient::jsonRequest(const QByteArray &verb, const QUrl &url, const QJsonObject &body)
{
    return {verb, url, {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

QUrl apiUrl(const QUrl &server, const QString &path)
{
    QString base = server.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment) + server.path();
    while (base.endsWith(QLatin1Char('/'))) {
        base.chop(1);
    }
    return QUrl(base + path);
}

QUrl linkUrl(const QUrl &server, const QString &link)
{
    const qsizetype path = link.indexOf("/api/v1/"_L1);
    return path < 0 ? QUrl() : apiUrl(server, link.mid(path));
}

} // namespace rawi

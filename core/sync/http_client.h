#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QUrl>

#include <functional>

class QNetworkAccessManager;
class QNetworkReply;

namespace rawi {

struct HttpRequest {
    QByteArray verb; // "GET", "POST", "PATCH", "HEAD", "DELETE"
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int timeoutMs = 30'000; // without a byte moving
    quint64 ticket = 0;     // names the request for abort(); 0 = nobody will ask
};

struct HttpAnswer {
    int status = 0; // 0: no answer, or only a part of one
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; // lower-case names
    Error error;                           // set unless ok(): the transport's, or the problem's (RFC 9457)

    bool ok() const { return status >= 200 && status < 300; }
    // The server's Retry-After (RFC 9110 §10.2.3, seconds form), 0 when it names none.
    int retryAfterMs() const;
    // The body of an answer that is ok(). Errors: `error`; CorruptData when the body is no JSON object.
    Result<QJsonObject> json() const;
};

// Sends HTTP requests and answers each exactly once with a whole answer or an error. Lives on one thread.
class HttpClient : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<void(const HttpAnswer &)>;

    explicit HttpClient(QObject *parent = nullptr);
    ~HttpClient() override;

    // `handler` is called later on this thread, unless abortAll() comes first. `body` as JSON is set by the caller.
    void send(const HttpRequest &request, Handler handler);
    // Drops the requests of this ticket; their handlers are never called.
    void abort(quint64 ticket);
    // Drops all requests under way and their connections; their handlers are never called.
    void abortAll();

    static HttpRequest jsonRequest(const QByteArray &verb, const QUrl &url, const QJsonObject &body);

Q_SIGNALS:
    void moved(); // bytes of a request or an answer

private:
    void answer(QNetworkReply *reply, const Handler &handler);
    void drop(QNetworkReply *reply);

    QNetworkAccessManager *m_network;
    QList<QNetworkReply *> m_replies;
};

// The address of an API path ("/api/v1/…", may carry a query) on a server that may live below a path itself.
QUrl apiUrl(const QUrl &server, const QString &path);
// A link in a server's answer (a path, or an address below the server's public one) on the address by which this desk knows
// the server: what carries a token goes nowhere else. Invalid when it is no link to the API.
QUrl linkUrl(const QUrl &server, const QString &link);

} // namespace rawi

Q_DECLARE_METATYPE(rawi::HttpAnswer)

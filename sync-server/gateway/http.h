#pragma once

#include "core/base/result.h"
#include "core/rules/actor.h"

#include <QJsonObject>
#include <QUrl>
#include <QUuid>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rawi::server {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };

// Who sent the request, when it carried a valid access token.
struct SessionRef {
    QUuid sessionId;
    Actor actor;
};

// One HTTP request as a handler sees it: parsed, limited, authenticated. Header names are lower case.
struct Request {
    Method method = Method::Get;
    std::string path;  // decoded, without the query
    std::string query; // raw
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;  // up to kMaxJsonBody; empty for streamed routes
    std::vector<std::string> params; // the {…} segments of the route, in order
    std::optional<QJsonObject> parsed; // the body, where the route describes one: checked by the gate
    SessionRef session;
    std::string peer;          // IP address of the client (through trusted proxies)
    bool secure = false;       // the client came by https
    std::string forwardedHost; // what it asked for, when a trusted proxy tells another Host
    std::string publicUrl;     // "https://rawi.example/base", without a slash at its end; empty when none is set
    std::string correlationId; // X-Request-Id of the client, or ours

    std::string_view header(std::string_view name) const; // empty when absent
    // The host, and port where one was named, that the client asked for.
    std::string_view authority() const { return forwardedHost.empty() ? header("host") : std::string_view(forwardedHost); }
    // An address of this server as a client is told it: below the public one, or the path alone when none is set.
    QString link(const QString &target) const { return QString::fromStdString(publicUrl) + target; }
    // "https://host:port" as the client asked for it, or the public address.
    std::string origin() const;
    // Whether a URL's scheme and authority are this server's.
    bool isOwn(const QUrl &url) const;
    // The decoded value of a query parameter; nullopt-like empty when absent.
    QString queryValue(std::string_view name) const;
    // The body as a JSON object. Errors: InvalidArgument (not JSON, not an object), UnsupportedMediaType.
    Result<QJsonObject> json() const;
};

// A part of a file sent with sendfile.
struct FileRange {
    int fd = -1; // closed by the edge
    qint64 offset = 0;
    qint64 length = 0;
};

struct Reply {
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<FileRange> file;

    static Reply json(const QJsonObject &object, int status = 200);
    static Reply rawJson(std::string text, int status = 200); // already JSON text
    static Reply noContent();
    static Reply problem(const Error &error);
};

// Takes the body of a streamed request piece by piece, on a disk thread, in order; one call at a time. The
// connection reads on only after write() returned (back-pressure).
class BodySink {
public:
    virtual ~BodySink() = default;
    virtual Result<void> write(const char *data, size_t size) = 0;
    // The body ended (complete = true) or the connection broke; what was written must be kept either way.
    virtual Result<Reply> finish(bool complete) = 0;
};

} // namespace rawi::server

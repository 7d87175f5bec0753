#pragma once

#include "sync-server/gateway/http.h"

#include <optional>

namespace rawi::server {

// How often a route may be called: Login is limited per address (5 failures a minute), the others per session.
enum class RateClass { Login, Read, Write, Upload };

// What a route makes of If-Match (RFC 9110 §13.1.1): a change that was based on another revision is refused.
enum class RevisionUse { None, Taken, Needed };

// One route: the whole of what the edge, the OpenAPI document and the tests know about it.
struct Route {
    Method method = Method::Get;
    std::string pattern; // "/api/v1/content/{id}"
    std::string summary; // one English line, for OpenAPI
    bool needsSession = true;
    QString right; // who holds it may call; empty = every signed-in member
    RateClass rate = RateClass::Read;
    // The members of the JSON body and the parameters of the query: the gate lets nothing else through, and a
    // handler starts with checked input. No body: nothing is read.
    std::optional<QList<FieldInfo>> body;
    QList<FieldInfo> query;
    RevisionUse revision = RevisionUse::None;
    bool takesIdempotencyKey = false;
    QJsonObject responseSchema; // of the 200/201 body; made by gateway/schema.h
    // Runs on the worker pool: sequential code, may block.
    std::function<Result<Reply>(const Request &)> handle;
    // Takes long (compares or writes out everything): has threads of its own.
    bool isSlow = false;
    // Never blocks: answered by the io thread, also when every worker is busy.
    bool isInstant = false;
    // Instead of handle, for streamed bodies: called on a worker when the headers are there.
    std::function<Result<std::unique_ptr<BodySink>>(const Request &)> stream;
    // The media type of a streamed body, and of a form its parts (for OpenAPI).
    std::string streamType = "application/offset+octet-stream";
    QList<FieldInfo> formParts;
    // The success status to document ("200", "201", "204").
    int successStatus = 200;
    // The media type of a success that is no JSON ("text/vtt"); empty = JSON.
    std::string successType;
    // May also be authenticated by ?sig=&exp= (media URLs a player opens); checked by the handler itself.
    bool allowsSignedUrl = false;
};

// All routes of the server, filled at start-up, then read-only.
class RoutingTable {
public:
    void add(Route route);
    struct Match {
        const Route *route = nullptr; // null: no such path
        bool methodKnown = false;     // path known, method not → 405 with Allow
        std::vector<std::string> params;
        std::string allow;
    };
    // The route of a decoded path; words win over {…}; HEAD falls back to GET. When the path does not know the
    // method (nothing: one that no route can know), `route` is one of the path's and `allow` lists their methods.
    Match match(std::optional<Method> method, std::string_view path) const;
    const std::vector<Route> &routes() const { return m_routes; }

private:
    std::vector<Route> m_routes;
    std::vector<std::vector<std::string>> m_segments; // of each route's pattern
};

std::string_view methodName(Method method);

// The OpenAPI 3.1 document of the table, with a component schema for each described record type.
// `server`: the address it is reached by; empty = where the document came from.
QJsonObject openApiDocument(const RoutingTable &table, const QList<const RecordInfo *> &types, const QString &server = {});

} // namespace rawi::server

#pragma once

#include "sync-server/gateway/http.h"

namespace rawi::server {

// How often a route may be called: Login is limited per address (5 failures a minute), the others per session.
enum class RateClass { Login, Read, Write, Upload };

// One route: the whole of what the edge, the OpenAPI document and the tests know about it.
struct Route {
    Method method = Method::Get;
    std::string pattern; // "/api/v1/content/{id}"
    std::string summary; // one English line, for OpenAPI
    bool needsSession = true;
    Role minimumRole = Role::Viewer;
    RateClass rate = RateClass::Read;
    QJsonObject requestSchema;  // JSON Schema of the body; empty = no body
    QJsonObject responseSchema; // of the 200/201 body
    std::vector<std::string> queryParameters;
    // Runs on the worker pool: sequential code, may block.
    std::function<Result<Reply>(const Request &)> handle;
    // Instead of handle, for streamed bodies: called on a worker when the headers are there.
    std::function<Result<std::unique_ptr<BodySink>>(const Request &)> stream;
    // The media type of a streamed body, and for a form the schema of its parts (for OpenAPI).
    std::string streamType = "application/offset+octet-stream";
    // The success status to document ("200", "201", "204").
    int successStatus = 200;
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

// {"$ref": …} to the component schema of a record type, and the schema of a page of them.
QJsonObject schemaRef(const RecordInfo &type);
QJsonObject pageSchema(const QJsonObject &itemSchema);
// The JSON Schema of one described field.
QJsonObject fieldSchema(const FieldInfo &field);
// An object of these fields of a type and of `more`, which takes nothing else.
QJsonObject bodySchema(const RecordInfo &type, std::initializer_list<const char *> fields,
                       std::initializer_list<const char *> required, const QJsonObject &more = {});

// The OpenAPI 3.1 document of the table, with a component schema for each described record type.
QJsonObject openApiDocument(const RoutingTable &table, const QList<const RecordInfo *> &types);

} // namespace rawi::server

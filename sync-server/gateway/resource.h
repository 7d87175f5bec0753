#pragma once

#include "sync-server/gateway/http.h"

namespace rawi::server {

inline constexpr int kDefaultPage = 50;
inline constexpr int kLargestPage = 200;
// A page ends with the row that takes it past this, so that long texts do not make a page without bound.
inline constexpr size_t kMostPageBytes = size_t(4) << 20;

// What the handlers of most resources read from a request.

// The id in the path. Errors: NotFound when it is no UUID: nothing can have that address.
Result<QUuid> idParameter(const Request &request, const RecordInfo &type);
// `limit`, kDefaultPage when absent. Errors: InvalidArgument beyond 1…kLargestPage.
Result<int> pageLimit(const Request &request);
// The revision of If-Match ("7"), 0 for `*` or when absent. Errors: InvalidArgument.
Result<qint64> matchedRevision(const Request &request);
// The same; absent is PreconditionRequired (RFC 6585 §3).
Result<qint64> requiredRevision(const Request &request);
// Idempotency-Key, empty when absent. Errors: InvalidArgument beyond 255 characters.
Result<QString> idempotencyKey(const Request &request);
// The JSON body; an empty body is an empty object.
Result<QJsonObject> optionalJson(const Request &request);

// A row's entity tag: its revision.
std::string entityTag(qint64 revision);

// An opaque cursor of these texts, and back. Errors: InvalidArgument (subject "cursor") when it is not ours or
// was made for another `sort`.
std::string cursorText(const QString &sort, const QStringList &keys);
Result<QStringList> cursorKeys(const QString &cursor, const QString &sort, qsizetype count);

} // namespace rawi::server

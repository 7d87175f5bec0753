#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace rawi::server {

inline constexpr qint64 kSignedUrlSeconds = 6 * 60 * 60;

// `path` (decoded) percent-encoded, with ?exp=…&sig=… that let whoever holds the URL read it until `expires`
// (seconds since the epoch): HMAC-SHA256 (RFC 2104) over path and time.
QString signUrl(const QByteArray &key, const QString &path, qint64 expires);
// Whether the signature fits the decoded path and its time has not passed; compared in constant time.
bool isSigned(const QByteArray &key, std::string_view path, const QString &exp, const QString &sig,
              qint64 now);

} // namespace rawi::server

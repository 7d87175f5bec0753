#pragma once

#include <QByteArray>
#include <QString>
#include <QUuid>

#include <string_view>

namespace rawi::server {

inline constexpr qint64 kSignedUrlSeconds = 6 * 60 * 60;

// `path` (decoded) percent-encoded, with ?exp=…&sig=… that let whoever holds the URL read it until `expires`
// (seconds since the epoch), as long as `person` (&by=…) may: HMAC-SHA256 (RFC 2104) over path, time and
// person.
QString signUrl(const QByteArray &key, const QString &path, qint64 expires, const QUuid &person = {});
// Whether the signature fits the decoded path, the time and `by` (the text of the URL), and the time has not
// passed; compared in constant time.
bool isSigned(const QByteArray &key, std::string_view path, const QString &exp, const QString &sig,
              qint64 now, const QString &by = {});

} // namespace rawi::server

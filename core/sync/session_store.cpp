#include "core/sync/session_store.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace rawi {

namespace {

constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

SessionStore::SessionStore(const QString &directory)
    : m_path(QDir(directory).filePath(QStringLiteral("session.json")))
{
}

std::optional<SessionInfo> SessionStore::load() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    SessionInfo session{QUrl(json.value(QLatin1StringView("server")).toString()),
                        json.value(QLatin1StringView("access_token")).toString(),
                        json.value(QLatin1StringView("refresh_token")).toString(),
                        json.value(QLatin1StringView("expires_at_ms")).toInteger(),
                        json.value(QLatin1StringView("user")).toObject()};
    if (session.server.isEmpty() || session.refreshToken.isEmpty()) {
        return std::nullopt;
    }
    return session;
}

Result<void> SessionStore::save(const SessionInfo &session) const
{
    const QJsonObject json{{QStringLiteral("server"), session.server.toString()},
                           {QStringLiteral("access_token"), session.accessToken},
                           {QStringLiteral("refresh_token"), session.refreshToken},
                           {QStringLiteral("expires_at_ms"), session.expiresAtMs},
                           {QStringLiteral("user"), session.user}};
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly)) {
        return Error{ErrorCode::IoError, m_path, file.errorString()};
    }
    file.write(QJsonDocument(json).toJson());
    if (!file.commit()) {
        return Error{ErrorCode::IoError, m_path, file.errorString()};
    }
    return {};
}

void SessionStore::remove() const
{
    QFile::remove(m_path);
}

} // namespace rawi

#include "core/sync/session_store.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace rawi {

namespace {

constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

SessionStore::SessionStore(const QString &directory) : m_path(QDir(directory).filePath(u"session.json"_s)) { }

std::optional<SessionInfo> SessionStore::load() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    SessionInfo session{QUrl(json.value("server"_L1).toString()), json.value("access_token"_L1).toString(),
                        json.value("refresh_token"_L1).toString(), json.value("expires_at_ms"_L1).toInteger(),
                        json.value("user"_L1).toObject()};
    if (session.server.isEmpty() || session.refreshToken.isEmpty()) {
        return std::nullopt;
    }
    return session;
}

Result<void> SessionStore::save(const SessionInfo &session) const
{
    const QJsonObject json{{u"server"_s, session.server.toString()},
                           {u"access_token"_s, session.accessToken},
                           {u"refresh_token"_s, session.refreshToken},
                           {u"expires_at_ms"_s, session.expiresAtMs},
                           {u"user"_s, session.user}};
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

#pragma once

#include "core/base/clock.h"
#include "core/sync/http_client.h"
#include "core/sync/session_store.h"

#include <QTimer>

namespace rawi {

// Holds a desk's session: signs in, renews the access token before it expires and when the server says 401, and
// sends requests in the session's name. Lives on the sync thread.
class AuthClient : public QObject {
    Q_OBJECT

public:
    AuthClient(const QString &directory, const Clock &clock, QObject *parent = nullptr);

    // Takes up the session of the last run; false when there is none.
    bool restore();
    bool isSignedIn() const { return !m_session.refreshToken.isEmpty(); }
    const SessionInfo &session() const { return m_session; }

    using SignInHandler = std::function<void(const Result<SessionInfo> &)>;
    // Errors: InvalidCredentials, RateLimited, UpgradeRequired, NetworkUnreachable … The session in force stays: adopt()
    // puts the new one in its place, discard() ends it.
    void signIn(const QUrl &server, const QString &email, const QString &password, SignInHandler handler);
    void adopt(const SessionInfo &session);
    void discard(const SessionInfo &session);
    // Forgets the session here and, when the server can be reached, there.
    void signOut();

    // Sends over `http` with the access token. A 401 renews the token and sends once more; what comes back to the
    // handler with Unauthenticated is final (sessionLost was emitted).
    void send(HttpClient &http, const HttpRequest &request, const HttpClient::Handler &handler);
    QUrl url(const QString &path) const { return apiUrl(m_session.server, path); }
    QUrl linked(const QString &link) const { return linkUrl(m_session.server, link); }
    // Those who wait for a renewal are never answered. The renewal itself goes on: its answer holds the only
    // refresh token that is good from now on.
    void forgetWaiting() { m_waiting.clear(); }

Q_SIGNALS:
    void sessionChanged(const QJsonObject &user);
    void sessionLost();

private:
    using RefreshHandler = std::function<void(const std::optional<Error> &)>;

    Result<SessionInfo> sessionFrom(const HttpAnswer &answer, const QUrl &server) const;
    void refresh(const RefreshHandler &handler);
    void refreshAnswered(const HttpAnswer &answer, const QString &used);
    void scheduleRefresh();
    void lose();

    SessionStore m_store;
    const Clock &m_clock;
    HttpClient m_http;
    QTimer m_renewal;
    SessionInfo m_session;
    bool m_renewing = false;
    QList<RefreshHandler> m_waiting; // for the renewal under way
};

} // namespace rawi

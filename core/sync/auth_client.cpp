#include "core/sync/auth_client.h"

#include "core/base/log.h"

namespace rawi {

namespace {

constexpr qint64 kRenewalRetryMs = 30'000;

HttpRequest withToken(HttpRequest request, const QString &token)
{
    request.headers.append({"Authorization", "Bearer " + token.toUtf8()});
    return request;
}

} // namespace

AuthClient::AuthClient(const QString &directory, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(directory)
    , m_clock(clock)
    , m_http(this)
    , m_renewal(this)
{
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, [this] {
        refresh([this](const std::optional<Error> &error) {
            if (error && isSignedIn()) {
                m_renewal.start(static_cast<int>(kRenewalRetryMs));
            }
        });
    });
}

bool AuthClient::restore()
{
    const std::optional<SessionInfo> session = m_store.load();
    if (!session) {
        return false;
    }
    m_session = *session;
    scheduleRefresh();
    return true;
}

void AuthClient::signIn(const QUrl &server, const QString &email, const QString &password, SignInHandler handler)
{
    const QJsonObject body{{u"email"_s, email}, {u"password"_s, password}};
    const HttpRequest request =
        HttpClient::jsonRequest("POST", apiUrl(server, u"/api/v1/auth/login"_s), body);
    m_http.send(request, [this, server, handler = std::move(handler)](const HttpAnswer &answer) {
        Result<SessionInfo> session = sessionFrom(answer, server);
        if (!session && session.error().code == ErrorCode::Unauthenticated) {
            session = Error{ErrorCode::InvalidCredentials, session.error().subject, session.error().detail};
        }
        handler(session);
    });
}

void AuthClient::signOut()
{
    if (!isSignedIn()) {
        return;
    }
    discard(m_session);
    m_renewal.stop();
    m_store.remove();
    m_session = {};
}

void AuthClient::discard(const SessionInfo &session)
{
    const HttpRequest request =
        HttpClient::jsonRequest("POST", apiUrl(session.server, u"/api/v1/auth/logout"_s),
                                {{u"refresh_token"_s, session.refreshToken}});
    m_http.send(withToken(request, session.accessToken), [](const HttpAnswer &) {});
}

void AuthClient::send(HttpClient &http, const HttpRequest &request, const HttpClient::Handler &handler)
{
    const QString token = m_session.accessToken;
    http.send(withToken(request, token), [this, &http, request, handler, token](const HttpAnswer &answer) {
        if (answer.status != 401 || !isSignedIn()) {
            handler(answer);
            return;
        }
        const auto again = [this, &http, request, handler](const std::optional<Error> &error) {
            if (error) {
                HttpAnswer failed;
                failed.error = *error;
                handler(failed);
                return;
            }
            http.send(withToken(request, m_session.accessToken), [this, handler](const HttpAnswer &second) {
                if (second.status == 401) {
                    lose(); // a token fresh from the server is not good there: nothing but signing in helps
                }
                handler(second);
            });
        };
        if (token != m_session.accessToken) {
            again(std::nullopt); // renewed while this request was on its way
        } else {
            refresh(again);
        }
    });
}

Result<SessionInfo> AuthClient::sessionFrom(const HttpAnswer &answer, const QUrl &server) const
{
    RAWI_ASSIGN(const QJsonObject json, answer.json());
    SessionInfo session{
        server, json.value("access_token"_L1).toString(), json.value("refresh_token"_L1).toString(),
        m_clock.nowMs() + json.value("expires_in"_L1).toInteger() * 1000, json.value("user"_L1).toObject()};
    if (session.accessToken.isEmpty() || session.refreshToken.isEmpty() || session.user.isEmpty()) {
        return Error{ErrorCode::CorruptData, u"session"_s, u"not a Rawi server's answer"_s, SubjectKind::Code};
    }
    return session;
}

void AuthClient::adopt(const SessionInfo &session)
{
    m_session = session;
    if (const Result<void> saved = m_store.save(session); !saved) {
        qCWarning(lcSync) << "the session is not kept:" << saved.error().toString();
    }
    scheduleRefresh();
}

void AuthClient::scheduleRefresh()
{
    // At four fifths of what is left, so that a desk whose clock is wrong still renews in time.
    const qint64 left = std::max<qint64>(0, m_session.expiresAtMs - m_clock.nowMs());
    m_renewal.start(static_cast<int>(std::min<qint64>(left * 4 / 5, 24LL * 3600 * 1000)));
}

void AuthClient::refresh(const RefreshHandler &handler)
{
    m_waiting.append(handler);
    if (m_renewing) {
        return;
    }
    m_renewing = true;
    m_http.send(
        HttpClient::jsonRequest("POST", url(u"/api/v1/auth/refresh"_s),
                                {{u"refresh_token"_s, m_session.refreshToken}}),
        [this, used = m_session.refreshToken](const HttpAnswer &answer) { refreshAnswered(answer, used); });
}

void AuthClient::refreshAnswered(const HttpAnswer &answer, const QString &used)
{
    m_renewing = false;
    std::optional<Error> failure;
    if (!isSignedIn()) { // signed out meanwhile
        failure = Error{ErrorCode::Unauthenticated, {}, u"signed out"_s};
    } else if (used != m_session.refreshToken) {
        // Signed in anew meanwhile: that session is the one to go on with.
    } else if (const Result<SessionInfo> session = sessionFrom(answer, m_session.server); session) {
        adopt(*session);
        Q_EMIT sessionChanged(session->user);
    } else {
        failure = session.error();
        if (answer.status == 400 || answer.status == 401 || answer.status == 403) {
            failure->code = ErrorCode::Unauthenticated;
            lose();
        }
    }
    for (const RefreshHandler &waiting : std::exchange(m_waiting, {})) {
        waiting(failure);
    }
}

void AuthClient::lose()
{
    m_renewal.stop();
    m_store.remove();
    m_session.accessToken.clear();
    m_session.refreshToken.clear();
    Q_EMIT sessionLost();
}

} // namespace rawi

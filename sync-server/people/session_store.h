#pragma once

#include "core/rules/rule_book.h"
#include "sync-server/gateway/http.h"
#include "sync-server/pg/pg.h"

#include <QHash>
#include <QSet>

#include <mutex>

namespace rawi {
class Clock;
}

namespace rawi::server {

// What a client gets at sign-in; the server keeps only the tokens' SHA-256.
struct SessionTokens {
    QUuid session;
    QUuid person;
    QString access;  // 256 random bits, base64url
    QString refresh;
    int expiresIn = 0; // seconds of the access token
};

// Sign-in sessions: access for an hour, refresh for thirty days with rotation. Thread-safe.
class SessionStore {
public:
    SessionStore(PgPool &pool, const RuleBook &rules, const Clock &clock);

    // `also` runs in the same transaction, given the session's id.
    using Also = std::function<Result<void>(PgConnection &, const QUuid &session)>;
    Result<SessionTokens> open(const QUuid &person, const QString &ip, const QString &userAgent, const Also &also = {});
    // Whose token it is; remembered for at most 5 s, so that a request is not one query more.
    // Errors: Unauthenticated (unknown, expired, revoked, account switched off).
    Result<SessionRef> authenticate(std::string_view accessToken);
    // New tokens for a refresh token, the same ones however often it is asked within a minute (several windows may ask at once),
    // and new ones for as long as nobody has used those (the answer was lost); after that its use ends the session, as somebody
    // else holds it.
    // Errors: Unauthenticated.
    Result<SessionTokens> refresh(const QString &refreshToken);
    // Those of `sessions` that have neither ended nor belong to an account that is switched off.
    Result<QSet<QUuid>> alive(const QSet<QUuid> &sessions) const;
    Result<void> close(const QUuid &session);
    // Ends every session of a person but `except` (may be null); answers which.
    Result<QList<QUuid>> closeAll(const QUuid &person, const QUuid &except = {});

private:
    struct Cached {
        SessionRef session;
        qint64 untilMs = 0;
    };
    void forgetCached();
    SessionTokens renewedTokens(const QUuid &session, const QUuid &person, const QString &refreshToken) const;

    PgPool &m_pool;
    const RuleBook &m_rules;
    const Clock &m_clock;
    const QByteArray m_key; // of renewed tokens; this process's own
    std::mutex m_mutex;
    QHash<QByteArray, Cached> m_cache; // by the token's SHA-256
};

} // namespace rawi::server

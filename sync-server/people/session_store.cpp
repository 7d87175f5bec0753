#include "sync-server/people/session_store.h"

#include "core/base/clock.h"
#include "core/text/truncate.h"
#include "sync-server/pg/pg_text.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace rawi::server {

namespace {

constexpr qint64 kAccessMs = 3600 * 1000LL;
constexpr qint64 kRefreshMs = 30LL * 24 * 3600 * 1000;
constexpr qint64 kCacheMs = 5000;
constexpr qint64 kRotationGraceMs = 60 * 1000;
constexpr qsizetype kCacheSize = 10000;

QByteArray randomBytes()
{
    std::array<quint32, 8> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits);
}

QString tokenText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QByteArray hashOf(QByteArrayView token)
{
    return QCryptographicHash::hash(token.toByteArray(), QCryptographicHash::Sha256).toHex();
}

std::string hashText(const QString &token)
{
    return hashOf(token.toUtf8()).toStdString();
}

std::string at(qint64 ms)
{
    return timestampText({ms}).toStdString();
}

Error unauthenticated(const char *why)
{
    return {ErrorCode::Unauthenticated, u"token"_s, QLatin1StringView(why), SubjectKind::Field};
}

SessionTokens makeTokens(const QUuid &session, const QUuid &person)
{
    return {session, person, tokenText(randomBytes()), tokenText(randomBytes()), static_cast<int>(kAccessMs / 1000)};
}

} // namespace

SessionStore::SessionStore(PgPool &pool, const RuleBook &rules, const Clock &clock)
    : m_pool(pool), m_rules(rules), m_clock(clock), m_key(randomBytes())
{
}

Result<SessionTokens> SessionStore::open(const QUuid &person, const QString &ip, const QString &userAgent,
                                         const Also &also)
{
    const qint64 now = m_clock.nowMs();
    const SessionTokens tokens = makeTokens(makeUuidV7(now), person);
    return m_pool.with<SessionTokens>([&](PgConnection &connection) -> Result<SessionTokens> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN([[maybe_unused]] const PgRows swept,
                    connection.exec("DELETE FROM sessions WHERE refresh_until < $1", {at(now)}));
        RAWI_ASSIGN([[maybe_unused]] const PgRows written,
                    connection.exec("INSERT INTO sessions (id, person, access_hash, refresh_hash, rotated_at,"
                                    " access_until, refresh_until, ip, user_agent)"
                                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                                    {pgUuid(tokens.session), pgUuid(person), hashText(tokens.access),
                                     hashText(tokens.refresh), at(now), at(now + kAccessMs), at(now + kRefreshMs),
                                     ip.toStdString(), truncated(userAgent, 300).toStdString()}));
        if (also) {
            RAWI_TRY(also(connection, tokens.session));
        }
        RAWI_TRY(transaction.commit());
        return tokens;
    });
}

Result<SessionRef> SessionStore::authenticate(std::string_view accessToken)
{
    const QByteArray hash = hashOf({accessToken.data(), static_cast<qsizetype>(accessToken.size())});
    const qint64 now = m_clock.nowMs();
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_cache.constFind(hash); known != m_cache.constEnd() && now < known->untilMs) {
            return known->session;
        }
    }
    RAWI_ASSIGN(const Cached found, m_pool.with<Cached>([&](PgConnection &connection) -> Result<Cached> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT s.id, p.id, p.role, p.active,"
                                    " (extract(epoch FROM s.access_until) * 1000)::bigint, s.confirmed FROM sessions s"
                                    " JOIN users u ON u.id = s.person"
                                    " JOIN people p ON p.workspace = u.workspace AND p.id = u.id"
                                    " WHERE s.access_hash = $1",
                                    {hash.toStdString()}));
        if (rows.count() == 0) {
            return unauthenticated("this token is unknown or was revoked");
        }
        if (rows.integer(0, 4) <= now) {
            return unauthenticated("this token has expired");
        }
        if (rows.text(0, 3) != "t") {
            return unauthenticated("this account is switched off");
        }
        if (rows.text(0, 5) != "t") { // the answer with these tokens has arrived: the one before them is spent
            RAWI_TRY(connection.exec("UPDATE sessions SET confirmed = true WHERE id = $1", {std::string(rows.text(0, 0))}));
        }
        RAWI_ASSIGN(const Role role, enumFromText<Role>(rows.string(0, 2)));
        const SessionRef session{uuidFromText(rows.string(0, 0)),
                                 m_rules.actor(Id<Person>::fromText(rows.string(0, 1)), role)};
        return Cached{session, qMin(now + kCacheMs, rows.integer(0, 4))};
    }));
    const std::lock_guard lock(m_mutex);
    if (m_cache.size() >= kCacheSize) {
        m_cache.clear();
    }
    m_cache.insert(hash, found);
    return found.session;
}

// Made from the token that is given up, so that everybody who gives it up at once gets the same; without the key nobody
// can make them.
SessionTokens SessionStore::renewedTokens(const QUuid &session, const QUuid &person, const QString &refreshToken) const
{
    const auto made = [&](const char *use) {
        return tokenText(QMessageAuthenticationCode::hash(use + refreshToken.toUtf8(), m_key, QCryptographicHash::Sha256));
    };
    return {session, person, made("access "), made("refresh "), static_cast<int>(kAccessMs / 1000)};
}

Result<QSet<QUuid>> SessionStore::alive(const QSet<QUuid> &sessions) const
{
    std::string ids = "{";
    for (const QUuid &one : sessions) {
        ids += (ids.size() > 1 ? "," : "") + pgUuid(one);
    }
    return m_pool.with<QSet<QUuid>>([&](PgConnection &connection) -> Result<QSet<QUuid>> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT s.id FROM sessions s JOIN users u ON u.id = s.person"
                                    " JOIN people p ON p.workspace = u.workspace AND p.id = u.id AND p.active"
                                    " WHERE s.id = ANY($1::uuid[]) AND s.refresh_until > $2",
                                    {ids + "}", at(m_clock.nowMs())}));
        QSet<QUuid> found;
        for (int row = 0; row < rows.count(); ++row) {
            found.insert(uuidFromText(rows.string(row, 0)));
        }
        return found;
    });
}

Result<SessionTokens> SessionStore::refresh(const QString &refreshToken)
{
    const qint64 now = m_clock.nowMs();
    const std::string hash = hashText(refreshToken);
    Result<SessionTokens> renewed = m_pool.with<SessionTokens>([&](PgConnection &connection) -> Result<SessionTokens> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT s.id, s.person, s.refresh_hash = $1,"
                                    " (extract(epoch FROM s.rotated_at) * 1000)::bigint, s.refresh_hash, s.confirmed FROM sessions s"
                                    " JOIN users u ON u.id = s.person"
                                    " JOIN people p ON p.workspace = u.workspace AND p.id = u.id AND p.active"
                                    " WHERE (s.refresh_hash = $1 OR s.old_refresh_hash = $1) AND s.refresh_until > $2"
                                    " FOR UPDATE OF s",
                                    {hash, at(now)}));
        if (rows.count() == 0) {
            return unauthenticated("this refresh token is unknown, expired or revoked");
        }
        const QUuid session = uuidFromText(rows.string(0, 0));
        if (rows.text(0, 2) != "t" && rows.text(0, 5) == "t" && rows.integer(0, 3) + kRotationGraceMs < now) {
            RAWI_ASSIGN([[maybe_unused]] const PgRows gone,
                        connection.exec("DELETE FROM sessions WHERE id = $1", {pgUuid(session)}));
            RAWI_TRY(transaction.commit());
            return unauthenticated("this refresh token was used before; the session was ended");
        }
        const SessionTokens tokens = renewedTokens(session, uuidFromText(rows.string(0, 1)), refreshToken);
        if (rows.string(0, 4).toStdString() == hashText(tokens.refresh)) {
            return tokens; // renewed already by whoever asked at the same moment
        }
        RAWI_ASSIGN([[maybe_unused]] const PgRows written,
                    connection.exec("UPDATE sessions SET old_refresh_hash = $2, access_hash = $3, refresh_hash = $4,"
                                    " rotated_at = $5, access_until = $6, refresh_until = $7, confirmed = false WHERE id = $1",
                                    {pgUuid(session), hash, hashText(tokens.access), hashText(tokens.refresh),
                                     at(now), at(now + kAccessMs), at(now + kRefreshMs)}));
        RAWI_TRY(transaction.commit());
        return tokens;
    });
    forgetCached();
    return renewed;
}

Result<void> SessionStore::close(const QUuid &session)
{
    RAWI_ASSIGN([[maybe_unused]] const PgRows gone, m_pool.with<PgRows>([&](PgConnection &connection) {
        return connection.exec("DELETE FROM sessions WHERE id = $1", {pgUuid(session)});
    }));
    forgetCached();
    return {};
}

Result<QList<QUuid>> SessionStore::closeAll(const QUuid &person, const QUuid &except)
{
    RAWI_ASSIGN(const PgRows gone, m_pool.with<PgRows>([&](PgConnection &connection) {
        return connection.exec("DELETE FROM sessions WHERE person = $1 AND id <> $2 RETURNING id", {pgUuid(person), pgUuid(except)});
    }));
    forgetCached();
    QList<QUuid> ended;
    for (int i = 0; i < gone.count(); ++i) {
        ended.append(uuidFromText(gone.string(i, 0)));
    }
    return ended;
}

void SessionStore::forgetCached()
{
    const std::lock_guard lock(m_mutex);
    m_cache.clear();
}

} // namespace rawi::server

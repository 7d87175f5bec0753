#include "core/sync/sync_worker.h"

#include "core/base/log.h"
#include "core/people/person.h"
#include "core/protocol/messages.h"
#include "core/replica/replica_feed.h"

#include <QUrlQuery>

namespace rawi {

namespace {

constexpr int kTickMs = 1'000;
constexpr int kTicksAPoll = 5; // of the head while the socket is down
constexpr qint64 kWatchdogMs = 30'000;
constexpr qint64 kOnlineMs = 12'000; // what is older is not called online
constexpr qint64 kMostPatienceMs = 60'000;
constexpr qint64 kAsleepMs = 10'000;  // longer than this between two ticks: the machine slept
constexpr int kUpgradeAgainMs = 60'000;

} // namespace

struct SyncWorker::Link {
    Link(Replica &replica, const QString &directory, const Clock &clock)
        : auth(directory, clock)
        , feed(replica, auth, clock)
        , uploads(replica, auth)
    {
    }

    AuthClient auth;
    HttpClient media;
    HttpClient office;
    QSet<quint64> open; // requests of the office without an answer
    FeedClient feed;
    UploadClient uploads;
    SocketClient socket;
    QTimer tick;
    QTimer upgrade; // a server that was too old or too new for this desk is asked again
};

Result<Actor> actorFromUser(const QJsonObject &user)
{
    RAWI_ASSIGN(const Role role, enumFromText<Role>(user.value("role"_L1).toString()));
    const Id<Person> id = Id<Person>::fromText(user.value("id"_L1).toString());
    if (id.isNull()) {
        return Error{ErrorCode::CorruptData, u"user"_s, u"has no id"_s, SubjectKind::Code};
    }
    return Actor(id, role, {});
}

SyncWorker::SyncWorker(const ReplicaOpener &open, const QString &directory, const Clock &clock)
    : m_open(open)
    , m_directory(directory)
    , m_clock(clock)
{
}

SyncWorker::~SyncWorker() = default;

void SyncWorker::begin()
{
    Result<std::unique_ptr<Replica>> replica = m_open();
    if (!replica) {
        setState(SyncState::Stopped, replica.error());
        return;
    }
    m_replica = std::move(*replica);
    m_link = std::make_unique<Link>(*m_replica, m_directory, m_clock);
    connect(m_replica.get(), &Replica::rowsChanged, this, &SyncWorker::rowsChanged);
    connect(m_replica.get(), &Replica::rowsLost, this, &SyncWorker::rowsLost);
    connect(m_replica.get(), &Replica::outboxChanged, this, &SyncWorker::outboxChanged);
    connect(&m_link->auth, &AuthClient::sessionChanged, this, &SyncWorker::takeUser);
    connect(&m_link->auth, &AuthClient::sessionLost, this, [this] {
        goOffline(SyncState::SignInNeeded, {ErrorCode::Unauthenticated, {}, u"the session has ended"_s});
    });
    connect(&m_link->uploads, &UploadClient::changed, this, [this](const QUuid &id) {
        publish();
        Q_EMIT uploadChanged(id);
    });
    connect(&m_link->tick, &QTimer::timeout, this, &SyncWorker::tick);
    m_link->upgrade.setSingleShot(true);
    connect(&m_link->upgrade, &QTimer::timeout, this, &SyncWorker::goOnline);
    wireFeed();
    wireSocket();
    m_link->tick.start(kTickMs);
    const bool hasServer = !m_replica->setting(u"server_url"_s).isEmpty();
    if (m_link->auth.restore()) {
        goOnline();
    } else {
        setState(hasServer ? SyncState::SignInNeeded : SyncState::Local);
    }
}

void SyncWorker::wireFeed()
{
    FeedClient *feed = &m_link->feed;
    connect(feed, &FeedClient::heard, this, &SyncWorker::heard);
    connect(feed, &FeedClient::progressed, this, &SyncWorker::progressed);
    connect(feed, &FeedClient::snapshotAdvanced, this, &SyncWorker::snapshotAdvanced);
    connect(feed, &FeedClient::inStep, this, [this](qint64 sinceMs) {
        m_status.inStepMs = sinceMs;
        publish();
    });
    connect(feed, &FeedClient::failed, this, [this](const Error &error) { setState(SyncState::Offline, error); });
    connect(feed, &FeedClient::blocked, this, [this](const Error &error) { setState(SyncState::Stopped, error); });
    connect(feed, &FeedClient::upgradeNeeded, this, &SyncWorker::upgradeNeeded);
}

void SyncWorker::wireSocket()
{
    SocketClient *socket = &m_link->socket;
    connect(socket, &SocketClient::welcomed, this, [this](const QJsonObject &) {
        m_link->feed.askAnew(); // on a connection that lives, and whatever was committed before the server began to poke this socket
        m_link->uploads.retryNow();
    });
    connect(socket, &SocketClient::heard, this, &SyncWorker::heard);
    connect(socket, &SocketClient::poked, this, [this](const QJsonObject &poke) { m_link->feed.takePoke(poke); });
    connect(socket, &SocketClient::lost, this, [this] { m_link->feed.askAnew(); }); // what was asked is on as dead a connection
    connect(socket, &SocketClient::upgradeNeeded, this,
            [this] { upgradeNeeded({ErrorCode::UpgradeRequired, {}, u"said by the socket"_s}); });
}

void SyncWorker::goOnline()
{
    setState(SyncState::Connecting);
    m_link->upgrade.stop();
    m_sinceProgress.start();
    m_sinceHeard.start();
    m_patienceMs = kOnlineMs;
    m_link->auth.forgetWaiting(); // what was asked before is asked anew
    failOpen({ErrorCode::NetworkUnreachable, m_link->auth.session().server.host(), u"the connection is made anew"_s});
    m_link->socket.start([this] { return greeting(); });
    m_link->feed.start();
    m_link->uploads.start();
}

void SyncWorker::upgradeNeeded(const Error &error)
{
    goOffline(SyncState::UpgradeNeeded, error);
    m_link->upgrade.start(kUpgradeAgainMs);
}

void SyncWorker::goOffline(SyncState state, const Error &error)
{
    m_link->upgrade.stop();
    m_link->feed.stop();
    m_link->uploads.stop();
    m_link->socket.stop();
    m_link->auth.forgetWaiting();
    failOpen({ErrorCode::Unauthenticated, {}, u"the session has ended"_s});
    setState(state, error);
}

// Some of them may wait for a renewal that nobody tells them of any more.
void SyncWorker::failOpen(const Error &error)
{
    m_link->office.abortAll();
    HttpAnswer none;
    none.error = error;
    for (const quint64 ticket : std::exchange(m_link->open, {})) {
        Q_EMIT answered(ticket, none);
    }
}

void SyncWorker::send(const QString &path, const HttpRequest &request)
{
    if (!m_link || !m_link->auth.isSignedIn()) {
        HttpAnswer none;
        none.error = {ErrorCode::Unauthenticated, {}, u"not signed in"_s};
        Q_EMIT answered(request.ticket, none);
        return;
    }
    HttpRequest sent = request;
    sent.url = m_link->auth.url(path);
    m_link->open.insert(request.ticket);
    m_link->auth.send(m_link->office, sent, [this, ticket = request.ticket](const HttpAnswer &answer) {
        if (m_link->open.remove(ticket)) {
            Q_EMIT answered(ticket, answer);
        }
    });
}

void SyncWorker::drop(quint64 ticket)
{
    if (m_link && m_link->open.remove(ticket)) {
        m_link->office.abort(ticket);
    }
}

SocketClient::Greeting SyncWorker::greeting() const
{
    QUrl url = m_link->auth.url(u"/api/v1/ws"_s);
    url.setScheme(url.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    QUrlQuery query;
    query.addQueryItem(u"access_token"_s, m_link->auth.session().accessToken);
    url.setQuery(query);
    return {url, ReplicaFeed(*m_replica).cursor()};
}

void SyncWorker::signIn(const QUrl &server, const QString &email, const QString &password)
{
    if (!m_link) {
        Q_EMIT signInFailed(m_status.error);
        return;
    }
    m_link->auth.signIn(server, email, password,
                        [this](const Result<SessionInfo> &session) { signInAnswered(session); });
}

void SyncWorker::signInAnswered(const Result<SessionInfo> &session)
{
    if (!session) {
        Q_EMIT signInFailed(session.error());
        return;
    }
    const Result<Actor> actor = actorFromUser(session->user);
    const Result<void> kept = !actor ? Result<void>(actor.error()) : admit(*actor, *session);
    if (!kept) {
        m_link->auth.discard(*session);
        Q_EMIT signInFailed(kept.error());
        return;
    }
    m_link->auth.adopt(*session);
    if (const Result<void> set = m_replica->setSetting(u"server_url"_s, session->server.toString()); !set) {
        Q_EMIT signInFailed(set.error());
        return;
    }
    Q_EMIT signedIn(session->user);
    goOnline();
}

// What waits here leaves under its own author's name. A local workspace's has no name yet; on another server the same person
// has another id, and is known by the address.
Result<void> SyncWorker::admit(const Actor &actor, const SessionInfo &session)
{
    const Actor before = m_replica->actor();
    if (before.id == actor.id) {
        return m_replica->setActor(actor);
    }
    const QString joined = m_replica->setting(u"server_url"_s);
    RAWI_ASSIGN(const std::optional<Person> person, m_replica->find(before.id));
    const QString email = person ? person->email : QString();
    const bool isSamePerson = joined.isEmpty()
        || (QUrl(joined) != session.server && !email.isEmpty()
            && email.compare(session.user.value("email"_L1).toString(), Qt::CaseInsensitive) == 0);
    RAWI_TRY(m_replica->setActor(actor));
    return isSamePerson ? m_replica->takeOver(before.id.uuid()) : Result<void>();
}

void SyncWorker::takeUser(const QJsonObject &user)
{
    if (const Result<Actor> actor = actorFromUser(user); actor) {
        const Actor before = m_replica->actor();
        if (!(before.id == actor->id) || before.role != actor->role) {
            if (const Result<void> set = m_replica->setActor(*actor); !set) {
                qCWarning(lcSync) << "actor:" << set.error().toString();
            }
        }
        Q_EMIT userChanged(user);
    }
}

void SyncWorker::signOut()
{
    if (m_link) {
        goOffline(SyncState::SignInNeeded);
        m_link->auth.signOut();
    }
}

void SyncWorker::kick()
{
    if (m_link) {
        m_link->feed.pushSoon();
        m_link->uploads.wake();
        if (m_status.state == SyncState::Offline || m_status.state == SyncState::UpgradeNeeded) {
            retryNow();
        }
        publish();
    }
}

void SyncWorker::retryNow()
{
    constexpr qint64 kNoSoonerMs = 1'000; // somebody who goes on working does so at every step
    if (!m_link || (m_sinceRetry.isValid() && m_sinceRetry.elapsed() < kNoSoonerMs)) {
        return;
    }
    m_sinceRetry.start();
    if (m_status.state == SyncState::UpgradeNeeded) {
        goOnline();
    } else if (m_status.state != SyncState::Local && m_status.state != SyncState::SignInNeeded) {
        m_link->feed.retryNow();
        m_link->socket.retryNow();
        m_link->uploads.retryNow();
    }
}

void SyncWorker::setActive(bool active)
{
    if (m_link) {
        m_link->socket.setActive(active);
    }
}

void SyncWorker::refresh()
{
    if (m_link) {
        m_link->feed.pullSoon();
        kick();
    }
}

void SyncWorker::retryUpload(const QUuid &id)
{
    if (m_link) {
        m_link->uploads.retry(id);
    }
}

void SyncWorker::pauseUpload(const QUuid &id)
{
    if (m_link) {
        m_link->uploads.pause(id);
    }
}

void SyncWorker::cancelUpload(const QUuid &id)
{
    if (m_link) {
        m_link->uploads.cancel(id);
    }
}

void SyncWorker::goOn()
{
    if (m_link && m_status.state == SyncState::Stopped) {
        setState(SyncState::Connecting);
        m_link->feed.allow();
    }
}

void SyncWorker::requestMediaUrl(const QUuid &assetId, const QString &variant)
{
    if (!m_link || !m_link->auth.isSignedIn()) {
        Q_EMIT mediaUrlReady(assetId, variant, {}, {ErrorCode::Unauthenticated, {}, u"not signed in"_s});
        return;
    }
    const QUrl url = m_link->auth.url(u"/api/v1/media/%1/variants"_s.arg(uuidText(assetId)));
    m_link->auth.send(m_link->media, {"GET", url, {}, {}}, [this, assetId, variant](const HttpAnswer &answer) {
        const Result<QJsonObject> json = answer.json();
        if (!json) {
            Q_EMIT mediaUrlReady(assetId, variant, {}, json.error());
            return;
        }
        const QJsonArray items = json->value("items"_L1).toArray();
        for (const QJsonValue &item : items) {
            const QString path = item["url"_L1].toString();
            if (item["name"_L1].toString() == variant && !path.isEmpty()) {
                Q_EMIT mediaUrlReady(assetId, variant, m_link->auth.linked(path), {});
                return;
            }
        }
        Q_EMIT mediaUrlReady(assetId, variant, {}, {ErrorCode::NotFound, variant, u"not on the server"_s, SubjectKind::Code});
    });
}

void SyncWorker::progressed()
{
    m_sinceProgress.start();
    heard();
    const bool wasOnline = m_status.state == SyncState::Online;
    setState(SyncState::Online);
    if (!wasOnline) {
        m_link->socket.retryNow();
        m_link->uploads.retryNow();
    } else {
        m_link->uploads.wake(); // the outbox may be empty now
    }
}

void SyncWorker::heard()
{
    m_sinceHeard.start();
    m_patienceMs = kOnlineMs;
}

void SyncWorker::askAnew(const char *why)
{
    if (m_replica->waitingCount() > 0) {
        ++m_status.watchdogRestarts;
        qCWarning(lcSync) << "watchdog: commands wait and" << why << "- asked anew," << m_status.watchdogRestarts << "times so far";
    }
    m_sinceHeard.start();
    m_patienceMs = std::min(m_patienceMs * 2, kMostPatienceMs);
    m_link->feed.askAnew();
    m_link->socket.retryNow();
}

void SyncWorker::tick()
{
    const qint64 now = m_clock.nowMs();
    const qint64 passed = now - std::exchange(m_lastTickMs, now);
    if (passed > kAsleepMs && passed != now) { // the wall clock goes on while the machine sleeps
        retryNow();
        m_link->feed.askAnew();
    }
    const bool online = m_status.state == SyncState::Online;
    if (online && !m_link->socket.isUp() && ++m_ticks % kTicksAPoll == 0) {
        m_link->feed.pullSoon();
    }
    if (m_sinceTick.isValid() && m_sinceTick.elapsed() > kAsleepMs) { // this program was held up, not the server
        m_sinceHeard.start();
        m_sinceProgress.start();
    }
    m_sinceTick.start();
    const bool isConnecting = online || m_status.state == SyncState::Connecting;
    if (isConnecting && m_sinceHeard.elapsed() > m_patienceMs) {
        setState(SyncState::Offline, {ErrorCode::Timeout, m_link->auth.session().server.host(), u"nothing was heard of the server"_s});
        askAnew("nothing is heard of the server");
    }
    if (!online || m_replica->waitingCount() == 0) {
        m_sinceProgress.start();
    } else if (m_sinceProgress.elapsed() > kWatchdogMs) {
        rebuild();
    }
}

void SyncWorker::rebuild()
{
    ++m_status.watchdogRestarts;
    qCWarning(lcSync) << "watchdog: commands wait and nothing moves; the connection is made anew,"
                      << m_status.watchdogRestarts << "times so far";
    goOnline();
}

void SyncWorker::setState(SyncState state, const Error &error)
{
    m_status.state = state;
    m_status.error = error;
    publish();
}

void SyncWorker::publish()
{
    if (m_link) {
        m_status.waiting = m_replica->waitingCount();
        m_status.attention = m_replica->attentionCount();
        m_status.uploadsWaiting = m_link->uploads.waiting();
    }
    Q_EMIT statusChanged(m_status);
}

} // namespace rawi

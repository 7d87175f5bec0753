#include "core/sync/sync_worker.h"

#include "core/base/log.h"
#include "core/people/person.h"
#include "core/protocol/messages.h"
#include "core/replica/replica_feed.h"

#include <QUrlQuery>

namespace rawi {

namespace {

constexpr int kTickMs = 5'000; // the poll of the head while the socket is down, and the watchdog's look
constexpr qint64 kWatchdogMs = 30'000;

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
    connect(feed, &FeedClient::progressed, this, &SyncWorker::progressed);
    connect(feed, &FeedClient::snapshotAdvanced, this, &SyncWorker::snapshotAdvanced);
    connect(feed, &FeedClient::inStep, this, [this](qint64 sinceMs) {
        m_status.inStepMs = sinceMs;
        publish();
    });
    connect(feed, &FeedClient::failed, this, [this](const Error &error) { setState(SyncState::Offline, error); });
    connect(feed, &FeedClient::blocked, this, [this](const Error &error) { setState(SyncState::Stopped, error); });
    connect(feed, &FeedClient::upgradeNeeded, this,
            [this](const Error &error) { goOffline(SyncState::UpgradeNeeded, error); });
}

void SyncWorker::wireSocket()
{
    SocketClient *socket = &m_link->socket;
    connect(socket, &SocketClient::welcomed, this, [this](const QJsonObject &) {
        m_link->feed.retryNow();
        m_link->feed.pullSoon(); // whatever was committed before the server began to poke this socket
        m_link->uploads.retryNow();
    });
    connect(socket, &SocketClient::poked, this, [this](const QJsonObject &poke) { m_link->feed.takePoke(poke); });
    connect(socket, &SocketClient::lost, this, [this] { m_link->feed.pullSoon(); });
    connect(socket, &SocketClient::upgradeNeeded, this, [this] {
        goOffline(SyncState::UpgradeNeeded, {ErrorCode::UpgradeRequired, {}, u"said by the socket"_s});
    });
}

void SyncWorker::goOnline()
{
    setState(SyncState::Connecting);
    m_sinceProgress.start();
    m_link->auth.forgetWaiting(); // what was asked before is asked anew
    failOpen({ErrorCode::NetworkUnreachable, m_link->auth.session().server.host(), u"the connection is made anew"_s});
    m_link->socket.start([this] { return greeting(); });
    m_link->feed.start();
    m_link->uploads.start();
}

void SyncWorker::goOffline(SyncState state, const Error &error)
{
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
    const Result<void> kept = !actor ? Result<void>(actor.error()) : admit(*actor);
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

// What waits here goes out in the name of who is signed in. A local workspace's has no name yet.
Result<void> SyncWorker::admit(const Actor &actor)
{
    const Actor before = m_replica->actor();
    const int waiting = m_replica->waitingCount();
    if (waiting > 0 && !(before.id == actor.id) && !m_replica->setting(u"server_url"_s).isEmpty()) {
        RAWI_ASSIGN(const std::optional<Person> person, m_replica->find(before.id));
        return Error{ErrorCode::OthersChanges, person ? person->email : QString(),
                     u"%1 changes of another person are not sent yet"_s.arg(waiting)};
    }
    return m_replica->setActor(actor);
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
        publish();
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

void SyncWorker::allowMassDelete()
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
    const bool wasOnline = m_status.state == SyncState::Online;
    setState(SyncState::Online);
    if (!wasOnline) {
        m_link->socket.retryNow();
        m_link->uploads.retryNow();
    } else {
        m_link->uploads.wake(); // the outbox may be empty now
    }
}

void SyncWorker::tick()
{
    const bool online = m_status.state == SyncState::Online;
    if (online && !m_link->socket.isUp()) {
        m_link->feed.pullSoon();
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

#include "core/sync/sync_engine.h"

#include "core/base/log.h"
#include "core/sync/file_fingerprint.h"
#include "core/sync/session_store.h"
#include "core/sync/sync_worker.h"

#include <QNetworkInformation>
#include <QThread>

namespace rawi {

struct SyncEngine::Private {
    Private(Replica &shown, const QString &profile, const Clock &time)
        : replica(shown)
        , directory(profile)
        , clock(time)
    {
    }

    Replica &replica;
    QString directory;
    const Clock &clock;
    QThread thread;
    SyncWorker *worker = nullptr; // lives on `thread`, which deletes it
    SyncStatus status;
    quint64 lastTicket = 0;
    QHash<quint64, HttpClient::Handler> asked;

    template <typename Call>
    void post(Call call)
    {
        if (worker) {
            QMetaObject::invokeMethod(worker, [target = worker, call] { call(*target); }, Qt::QueuedConnection);
        }
    }

    void take(const SyncStatus &now, SyncEngine *engine)
    {
        if (now != status) {
            status = now;
            Q_EMIT engine->statusChanged(now);
        }
    }

    void takeActor(const QJsonObject &user)
    {
        const Result<Actor> actor = actorFromUser(user);
        const Result<void> set = actor ? replica.setActor(*actor) : Result<void>(actor.error());
        if (!set) {
            qCWarning(lcSync) << "actor:" << set.error().toString();
        }
    }
};

namespace {

// The worker's signals, heard on the engine's thread.
void wire(SyncWorker *worker, SyncEngine *engine, Replica &replica,
          const std::function<void(const SyncStatus &)> &takeStatus,
          const std::function<void(const QJsonObject &)> &takeActor)
{
    QObject::connect(worker, &SyncWorker::statusChanged, engine, takeStatus);
    QObject::connect(worker, &SyncWorker::snapshotAdvanced, engine, &SyncEngine::snapshotAdvanced);
    QObject::connect(worker, &SyncWorker::signedIn, engine, [engine, takeActor](const QJsonObject &user) {
        takeActor(user);
        Q_EMIT engine->signedIn(user);
    });
    QObject::connect(worker, &SyncWorker::userChanged, engine, takeActor);
    QObject::connect(worker, &SyncWorker::signInFailed, engine, &SyncEngine::signInFailed);
    QObject::connect(worker, &SyncWorker::uploadChanged, engine, &SyncEngine::uploadChanged);
    QObject::connect(worker, &SyncWorker::mediaUrlReady, engine, &SyncEngine::mediaUrlReady);
    QObject::connect(worker, &SyncWorker::rowsChanged, engine,
                     [&replica](const QSet<RowKey> &keys) { Q_EMIT replica.rowsChanged(keys); });
    QObject::connect(worker, &SyncWorker::rowsLost, engine,
                     [&replica](const QSet<RowKey> &keys) { Q_EMIT replica.rowsLost(keys); });
    QObject::connect(worker, &SyncWorker::outboxChanged, engine, [&replica] { Q_EMIT replica.outboxChanged(); });
}

} // namespace

SyncEngine::SyncEngine(Replica &replica, const QString &directory, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private(replica, directory, clock))
{
    qRegisterMetaType<SyncStatus>();
    qRegisterMetaType<Error>();
    qRegisterMetaType<HttpAnswer>();
    qRegisterMetaType<QSet<RowKey>>();
    d->thread.setObjectName(u"rawi-sync"_s);
    connect(&replica, &Replica::outboxChanged, this, [this] {
        SyncStatus now = d->status;
        now.waiting = d->replica.waitingCount();
        now.attention = d->replica.attentionCount();
        d->take(now, this);
    });
}

SyncEngine::~SyncEngine()
{
    stop();
}

void SyncEngine::start()
{
    if (d->worker) {
        return;
    }
    d->worker = new SyncWorker(d->replica.opener(), d->directory, d->clock);
    d->worker->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->worker, &QObject::deleteLater);
    wire(
        d->worker, this, d->replica, [this](const SyncStatus &now) { d->take(now, this); },
        [this](const QJsonObject &user) { d->takeActor(user); });
    d->thread.start();
    connect(d->worker, &SyncWorker::answered, this, [this](quint64 ticket, const HttpAnswer &answer) {
        if (const HttpClient::Handler handler = d->asked.take(ticket)) {
            handler(answer);
        }
    });
    d->post([](SyncWorker &worker) { worker.begin(); });
}

void SyncEngine::stop()
{
    if (!d->worker) {
        return;
    }
    d->worker->disconnect(this);
    d->post([](SyncWorker &worker) { worker.thread()->quit(); }); // after all that was asked of it: a pause outlives the program
    d->worker = nullptr;
    d->asked.clear();
    d->thread.wait();
    if (d->status.state == SyncState::Online || d->status.state == SyncState::Connecting) {
        SyncStatus now = d->status;
        now.state = SyncState::Offline;
        d->take(now, this);
    }
}

void SyncEngine::signIn(const QUrl &server, const QString &email, const QString &password)
{
    start();
    d->post([server, email, password](SyncWorker &worker) { worker.signIn(server, email, password); });
}

void SyncEngine::signOut()
{
    d->post([](SyncWorker &worker) { worker.signOut(); });
}

void SyncEngine::kick()
{
    d->post([](SyncWorker &worker) { worker.kick(); });
}

void SyncEngine::refresh()
{
    d->post([](SyncWorker &worker) { worker.refresh(); });
}

void SyncEngine::retryNow()
{
    d->post([](SyncWorker &worker) { worker.retryNow(); });
}

void SyncEngine::setActive(bool active)
{
    d->post([active](SyncWorker &worker) { worker.setActive(active); });
}

void SyncEngine::watchNetwork()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability)) {
        return;
    }
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reached) {
                if (reached != QNetworkInformation::Reachability::Disconnected && reached != QNetworkInformation::Reachability::Unknown) {
                    retryNow();
                }
            });
}

Result<void> SyncEngine::enqueueUpload(const Upload &upload)
{
    if (upload.sha256.isEmpty()) {
        return Error{ErrorCode::InvalidArgument, u"sha256"_s, u"of the file is missing"_s};
    }
    RAWI_ASSIGN(const FileFingerprint print, fingerprintOf(upload.path));
    if (upload.size != 0 && upload.size != print.size) {
        return Error{ErrorCode::FileChanged, upload.path, u"its size is not the one announced"_s};
    }
    Upload journal = upload;
    journal.id = upload.id.isNull() ? makeUuidV7(d->clock.nowMs()) : upload.id;
    journal.size = print.size;
    journal.mtimeMs = print.mtimeMs;
    journal.inode = print.inode;
    journal.headTail = print.headTail;
    RAWI_TRY(UploadStore(d->replica).put(journal));
    Q_EMIT uploadChanged(journal.id);
    kick();
    return {};
}

void SyncEngine::retryUpload(const QUuid &id)
{
    d->post([id](SyncWorker &worker) { worker.retryUpload(id); });
}

void SyncEngine::pauseUpload(const QUuid &id)
{
    d->post([id](SyncWorker &worker) { worker.pauseUpload(id); });
}

void SyncEngine::cancelUpload(const QUuid &id)
{
    d->post([id](SyncWorker &worker) { worker.cancelUpload(id); });
}

void SyncEngine::goOn()
{
    d->post([](SyncWorker &worker) { worker.goOn(); });
}

SyncStatus SyncEngine::status() const
{
    return d->status;
}

QUrl SyncEngine::serverUrl() const
{
    return QUrl(d->replica.setting(u"server_url"_s));
}

void SyncEngine::requestMediaUrl(const QUuid &assetId, const QString &variant)
{
    if (!d->worker) {
        Q_EMIT mediaUrlReady(assetId, variant, {}, {ErrorCode::Unauthenticated, {}, u"no server"_s});
        return;
    }
    d->post([assetId, variant](SyncWorker &worker) { worker.requestMediaUrl(assetId, variant); });
}

quint64 SyncEngine::send(const QString &path, HttpRequest request, HttpClient::Handler handler)
{
    request.ticket = ++d->lastTicket;
    d->asked.insert(request.ticket, std::move(handler));
    if (d->worker) {
        d->post([path, request](SyncWorker &worker) { worker.send(path, request); });
    } else {
        QMetaObject::invokeMethod(
            this,
            [this, ticket = request.ticket] {
                HttpAnswer none;
                none.error = {ErrorCode::Unauthenticated, {}, u"no server"_s};
                if (const HttpClient::Handler asker = d->asked.take(ticket)) {
                    asker(none);
                }
            },
            Qt::QueuedConnection);
    }
    return request.ticket;
}

void SyncEngine::drop(quint64 ticket)
{
    if (d->asked.remove(ticket)) {
        d->post([ticket](SyncWorker &worker) { worker.drop(ticket); });
    }
}

} // namespace rawi

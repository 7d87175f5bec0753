#pragma once

#include "core/sync/auth_client.h"
#include "core/sync/feed_client.h"
#include "core/sync/socket_client.h"
#include "core/sync/upload_client.h"

#include <QElapsedTimer>

namespace rawi {

// The part of the sync engine that works: owns the sync thread's replica and the clients, and decides the state.
// Made on the GUI thread, then lives on the sync thread; every function is called there.
class SyncWorker : public QObject {
    Q_OBJECT

public:
    SyncWorker(const ReplicaOpener &open, const QString &directory, const Clock &clock);
    ~SyncWorker() override;

    // Opens the replica and takes up the last session.
    void begin();
    void signIn(const QUrl &server, const QString &email, const QString &password);
    void signOut();
    void kick();
    void refresh();
    // The network is back, the machine woke, or a person asks: nothing waits for its time any more.
    void retryNow();
    void setActive(bool active);
    void retryUpload(const QUuid &id);
    void pauseUpload(const QUuid &id);
    void cancelUpload(const QUuid &id);
    void goOn();
    void requestMediaUrl(const QUuid &assetId, const QString &variant);
    // `request` as SyncEngine::send gives it; answered by `answered`, unless drop() comes first.
    void send(const QString &path, const HttpRequest &request);
    void drop(quint64 ticket);

Q_SIGNALS:
    void statusChanged(const rawi::SyncStatus &status);
    void snapshotAdvanced();
    void signedIn(const QJsonObject &user);
    void signInFailed(const rawi::Error &error);
    void userChanged(const QJsonObject &user);
    void uploadChanged(const QUuid &uploadId);
    void mediaUrlReady(const QUuid &assetId, const QString &variant, const QUrl &url, const rawi::Error &error);
    void answered(quint64 ticket, const rawi::HttpAnswer &answer);
    void rowsChanged(const QSet<rawi::RowKey> &keys);
    void rowsLost(const QSet<rawi::RowKey> &keys);
    void outboxChanged();

private:
    struct Link; // the clients, made on the sync thread

    void goOnline();
    void goOffline(SyncState state, const Error &error = {});
    void signInAnswered(const Result<SessionInfo> &session);
    Result<void> admit(const Actor &actor, const SessionInfo &session);
    void takeUser(const QJsonObject &user);
    void failOpen(const Error &error);
    void progressed();
    void wireFeed();
    void wireSocket();
    void tick();
    void heard();
    void askAnew(const char *why);
    void upgradeNeeded(const Error &error);
    void rebuild();
    void setState(SyncState state, const Error &error = {});
    void publish();
    SocketClient::Greeting greeting() const;

    ReplicaOpener m_open;
    QString m_directory;
    const Clock &m_clock;
    std::unique_ptr<Replica> m_replica;
    std::unique_ptr<Link> m_link;
    SyncStatus m_status;
    QElapsedTimer m_sinceProgress;
    QElapsedTimer m_sinceHeard; // anything of the server
    QElapsedTimer m_sinceRetry;
    QElapsedTimer m_sinceTick;
    qint64 m_patienceMs = 0; // how long nothing is heard until what was asked is asked anew
    qint64 m_lastTickMs = 0;
    int m_ticks = 0;
};

// The actor a session's user is. Errors: CorruptData (no id, unknown role).
Result<Actor> actorFromUser(const QJsonObject &user);

} // namespace rawi

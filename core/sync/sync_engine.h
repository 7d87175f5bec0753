#pragma once

#include "core/replica/replica.h"
#include "core/sync/http_client.h"
#include "core/sync/upload_store.h"

#include <QObject>
#include <QUrl>

namespace rawi {

// What the status bar shows.
enum class SyncState { Local, Offline, Connecting, Online, SignInNeeded, UpgradeNeeded, Stopped };

struct SyncStatus {
    SyncState state = SyncState::Local;
    int waiting = 0;      // commands in the outbox
    int attention = 0;    // refused commands and unsettled conflicts
    int uploadsWaiting = 0;
    // As of this moment (Clock) all that the server had committed is here, and nothing of ours was left to push;
    // moved on by pulls, not by pokes; 0 = never yet.
    qint64 inStepMs = 0;
    int watchdogRestarts = 0;
    Error error;          // why it is not online, when it should be
    bool operator==(const SyncStatus &) const = default;
};

struct SessionInfo {
    QUrl server;
    QString accessToken;
    QString refreshToken;
    qint64 expiresAtMs = 0; // of the access token
    QJsonObject user; // {id, email, name_ar, name_en, role}
};

// A desk's link to its server: signs in, pushes the outbox, pulls the feed, listens for pokes, uploads files.
// Lives on the GUI thread and answers there; the work is done on a thread of its own with its own Replica.
class SyncEngine : public QObject {
    Q_OBJECT

public:
    // `replica` is the GUI thread's connection; the engine opens its own. The session is kept in `directory`.
    SyncEngine(Replica &replica, const QString &directory, const Clock &clock, QObject *parent = nullptr);
    ~SyncEngine() override;

    // Starts with the server remembered in the replica's settings; Local when there is none.
    void start();
    // Ends the thread; what is under way is resumed at the next start.
    void stop();

    // Joins or re-joins a server; what the local workspace holds is pushed afterwards. Answers with signedIn or
    // signInFailed (InvalidCredentials, NetworkUnreachable, UpgradeRequired, RateLimited).
    void signIn(const QUrl &server, const QString &email, const QString &password);
    void signOut();

    // There is something to push or to upload; called after every execute() and enqueueUpload().
    void kick();
    // Pushes and pulls now; SyncStatus::inStepMs passes this moment when both have come to an end.
    void refresh();
    // Tries again at once where it would wait: the network is back, or somebody asks.
    void retryNow();
    // Whether somebody looks at this desk: the server is then asked for a sign of life every 5 s, else every 10 s.
    void setActive(bool active);
    // Tries again whenever the system says that there is a network again, where it can say so.
    void watchNetwork();
    Result<void> enqueueUpload(const Upload &upload);
    // Each is told by uploadChanged when it is so, with and without a server. retryUpload lets a failed, a paused or a
    // cancelled one go on.
    void retryUpload(const QUuid &id);
    void pauseUpload(const QUuid &id);
    void cancelUpload(const QUuid &id);
    // Lets sync go on where it stopped and asked: over a pull that would remove very much, and with a server that was restored
    // or is another one, to which is sent again what it does not know (ReplicaFeed::differences).
    void goOn();

    SyncStatus status() const;
    QUrl serverUrl() const;
    // A URL that a media player can open without headers (signed, short-lived); answers with mediaUrlReady.
    void requestMediaUrl(const QUuid &assetId, const QString &variant);

    // Sends a request for `path` ("/api/v1/…", may carry a query; `request.url` is not read) in the session's name, with a
    // token renewed when the server asks. `handler` is called later, once, on this thread, unless drop() or stop() comes
    // first; Unauthenticated when nobody is signed in. Answers what names the request for drop().
    quint64 send(const QString &path, HttpRequest request, HttpClient::Handler handler);
    void drop(quint64 ticket);

Q_SIGNALS:
    void statusChanged(const rawi::SyncStatus &status);
    void snapshotAdvanced(); // another page of all rows is here
    void signedIn(const QJsonObject &user);
    void signInFailed(const rawi::Error &error);
    void uploadChanged(const QUuid &uploadId); // read it from an UploadStore
    void mediaUrlReady(const QUuid &assetId, const QString &variant, const QUrl &url, const rawi::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi

Q_DECLARE_METATYPE(rawi::SyncStatus)

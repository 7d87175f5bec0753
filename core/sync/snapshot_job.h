#pragma once

#include "core/protocol/messages.h"
#include "core/sync/auth_client.h"
#include "core/sync/feed_codec.h"

#include <map>

namespace rawi {

// Takes a snapshot of the workspace page by page into the replica's staging area and makes it visible. When the
// workspace stood still meanwhile, its manifest is compared first. Lives on the sync thread; started again after
// either answer.
class SnapshotJob : public QObject {
    Q_OBJECT

public:
    SnapshotJob(Replica &replica, AuthClient &auth, HttpClient &http, QObject *parent = nullptr);

    // With `allowMassDelete` also when it lacks most of what the replica holds.
    void start(bool allowMassDelete);
    // Only stages it, to be compared with what is here (ReplicaFeed::differences).
    void startComparing();

    // Asks anew for what it waits for: the connection on which it was asked is dead.
    void again();

Q_SIGNALS:
    // Visible now. When not `verified`, the manifest is to be compared after the next pull.
    void finished(bool verified);
    void staged(); // of startComparing()
    void failed(const rawi::HttpAnswer &answer);
    void advanced(); // a page arrived

private:
    void begin();
    void fetchPage(const QString &after);
    void takePage(const HttpAnswer &answer);
    void addToManifest(const QList<FeedRow> &rows);
    QJsonObject stagedManifest() const;
    void checkManifest();
    void takeManifest(const HttpAnswer &answer);
    void ask(const QString &path, void (SnapshotJob::*take)(const HttpAnswer &));
    void finish(bool verified);
    void fail(const Error &error);

    struct Bucket {
        QUuid lastId;
        std::unique_ptr<ManifestHasher> hasher;
    };

    ReplicaFeed m_feed;
    AuthClient &m_auth;
    HttpClient &m_http;
    FeedCursor m_cursor; // of the first page
    QString m_asked;     // the request without an answer, and who takes that
    void (SnapshotJob::*m_take)(const HttpAnswer &) = nullptr;
    quint64 m_round = 0; // answers to requests of earlier rounds are no longer waited for
    std::map<std::pair<QString, QChar>, Bucket> m_buckets;
    bool m_allowMassDelete = false;
    bool m_isComparing = false;
    bool m_inOrder = true; // rows came in id order, so that their manifest could be computed on the way
};

} // namespace rawi

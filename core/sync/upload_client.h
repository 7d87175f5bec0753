#pragma once

#include "core/sync/auth_client.h"
#include "core/sync/backoff.h"
#include "core/sync/manifest_client.h"
#include "core/sync/tus_upload.h"
#include "core/sync/upload_store.h"

#include <QSet>
#include <QTimer>

namespace rawi {

// Uploads the files of the journal, all that wait of one asset together: a manifest says what they are, the bytes the
// server lacks go up one file at a time, and an upload is done when the server has published the manifest. Lives on the
// sync thread.
class UploadClient : public QObject {
    Q_OBJECT

public:
    UploadClient(Replica &replica, AuthClient &auth, QObject *parent = nullptr);

    void start();
    void stop(); // drops the request under way; the journal goes on from there
    // Something to upload, or the outbox became empty.
    void wake();
    // Ends a back-off early.
    void retryNow();
    // Lets a failed, a paused or a cancelled one go on.
    void retry(const QUuid &id);
    // Stops at once; what the server has, it keeps. It stays so until retry().
    void pause(const QUuid &id);
    // Takes it off the list, and tells the server as soon as that can be reached.
    void cancel(const QUuid &id);
    int waiting() const; // to be sent without anybody's doing

Q_SIGNALS:
    void changed(const QUuid &uploadId);

private:
    // The files of one manifest, under way.
    struct Batch {
        QHash<QString, QUuid> uploads; // by the variant's name
        QHash<QUuid, Id<MediaVariant>> missing; // uploads still to be sent, and as which variant
        bool asking = false;
        quint64 turn = 0; // answers to an earlier one are nobody's
    };

    void next();
    std::optional<Upload> choose() const;
    void openBatch(const Id<MediaAsset> &asset);
    Result<UploadManifest> manifestOf(const Id<MediaAsset> &asset, Batch &batch);
    ManifestClient::Handler batchHandler();
    void hold(const QUuid &id, UploadState state);
    void tellCancelled();
    Result<std::optional<Error>> whyGone(const Upload &upload) const;
    void batchAnswered(const Result<ManifestStanding> &standing, int retryAfterMs);
    void goOnWithBatch();
    void endBatch(const QHash<QString, Error> &problems);
    void batchRefused(const Error &error, int retryAfterMs);
    void backOff(const char *what, const Error &error, int atLeastMs);
    void later(); // next(), from the event loop

    Replica &m_replica;
    AuthClient &m_auth;
    HttpClient m_http;
    ManifestClient m_manifests;
    UploadStore m_store;
    TusUpload m_tus;
    Backoff m_backoff;
    QTimer m_retry;
    bool m_running = false;
    std::optional<Batch> m_batch;
    quint64 m_turn = 0;
    QSet<QUuid> m_terminating; // cancelled, the server is being told
};

} // namespace rawi

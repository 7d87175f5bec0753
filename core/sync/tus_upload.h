#pragma once

#include "core/sync/auth_client.h"
#include "core/sync/upload_store.h"

namespace rawi {

// Sends one file of the journal over tus 1.0 (https://tus.io/protocols/resumable-upload: core, creation, checksum,
// termination), resuming where the server stands, and notes in the journal how far it is. One file at a time. Lives on the
// sync thread.
class TusUpload : public QObject {
    Q_OBJECT

public:
    TusUpload(Replica &replica, AuthClient &auth, HttpClient &http, QObject *parent = nullptr);

    // `wanted`: the variant as which the server wants the bytes.
    void begin(const Upload &upload, const Id<MediaVariant> &wanted);
    bool isBusy() const { return m_current.has_value(); }
    void stop(); // the journal goes on from there
    std::optional<QUuid> current() const { return m_current ? std::optional(m_current->id) : std::nullopt; }
    // Tells the server that the upload at this address is not wanted any more (termination). `told`: it has gone there.
    void terminate(const QString &url, const std::function<void(bool told)> &told = {});

Q_SIGNALS:
    void changed(const QUuid &uploadId);
    void advanced(); // the server took a chunk
    // One of these ends it:
    void delivered(const QUuid &uploadId); // every byte is there; it is done when its manifest is
    void dropped();                        // failed for good, or taken out of the journal
    void postponed(const Error &error, int atLeastMs);
    void journalFailed(); // and it goes on, but is not to be found unsettled again at once

private:
    using Handler = void (TusUpload::*)(const HttpAnswer &);

    void send(HttpRequest request, Handler handler);
    void create();
    void created(const HttpAnswer &answer);
    QUrl locationOf(const Upload &upload) const;
    void askOffset();
    void offsetKnown(const HttpAnswer &answer);
    void sendChunk();
    void chunkSent(const HttpAnswer &answer);
    void deliver();
    void refused(const HttpAnswer &answer);
    void startAgain();
    void backOff(const Error &error, int atLeastMs);
    void settle(UploadState state, const Error &error = {});
    bool save(); // false: it was taken out of the journal meanwhile

    AuthClient &m_auth;
    HttpClient &m_http;
    UploadStore m_store;
    std::optional<Upload> m_current;
    Id<MediaVariant> m_wanted;
    quint64 m_turn = 0; // answers of an earlier one are nobody's
    int m_rejections = 0; // of the current chunk's checksum
    int m_restarts = 0;   // of the current upload, since it was taken up
};

} // namespace rawi

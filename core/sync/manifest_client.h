#pragma once

#include "core/media/upload_manifest.h"
#include "core/sync/auth_client.h"

namespace rawi {

// Where a manifest stands at the server.
struct ManifestStanding {
    enum class Status { Pending, Processing, Completed, Failed } status = Status::Pending;
    QHash<QString, Id<MediaVariant>> missing; // names whose bytes the server wants, and as which variant
    QHash<QString, Error> problems;           // of a Failed one, by name; empty name = of the whole
};

// Posts an upload manifest and asks where it stands; one at a time. Lives on the sync thread.
class ManifestClient : public QObject {
    Q_OBJECT

public:
    // The answer, or why there is none, with how long the server asks to wait.
    using Handler = std::function<void(const Result<ManifestStanding> &standing, int retryAfterMs)>;

    ManifestClient(AuthClient &auth, HttpClient &http, QObject *parent = nullptr);
    void post(const UploadManifest &manifest, Handler handler);
    // Of the manifest posted last.
    void ask(Handler handler);

private:
    void answered(const HttpAnswer &answer, const Handler &handler);

    AuthClient &m_auth;
    HttpClient &m_http;
    QString m_location;
};

} // namespace rawi

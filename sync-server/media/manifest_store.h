#pragma once

#include "core/media/upload_manifest.h"
#include "sync-server/pg/pg.h"

#include <QUuid>

namespace rawi::server {

// What is wrong with one file of a manifest.
struct FileProblem {
    QString name;
    Error error;
};

enum class ManifestState { Pending, Processing, Completed, Failed, Superseded };

} // namespace rawi::server

template <>
struct rawi::EnumNames<rawi::server::ManifestState> {
    static constexpr std::array names{"pending", "processing", "completed", "failed", "superseded"};
};

namespace rawi::server {

// A manifest as its row says. Pending: bytes are missing; Processing: they are being verified.
struct StoredManifest {
    QUuid id;
    UploadManifest manifest;
    QHash<QString, QUuid> variants; // by name
    ManifestState state = ManifestState::Pending;
    QList<FileProblem> problems;
    QUuid jobId;
};

// The rows of manifests. Thread-safe. Every call may also fail with what PgConnection::exec() fails with.
class ManifestStore {
public:
    explicit ManifestStore(PgPool &pool);

    // Inside the transaction that announced the variants; what announced one of these
    // names before is superseded.
    static Result<void> add(PgConnection &connection, const StoredManifest &stored, const QUuid &createdBy);
    // Inside a transaction: Pending → Processing. False when somebody else was first.
    static Result<bool> beginVerify(PgConnection &connection, const QUuid &id, const QUuid &job);
    // Inside the transaction that published the files.
    static Result<void> complete(PgConnection &connection, const QUuid &id);

    // Errors: NotFound.
    Result<StoredManifest> find(const QUuid &id);
    // The one that says the same and is open or completed, if there is one.
    Result<std::optional<StoredManifest>> same(const UploadManifest &manifest);
    // The Pending one that announced this variant, if there is one.
    Result<std::optional<StoredManifest>> waitingFor(const QUuid &asset, const QUuid &variant);
    Result<void> fail(const QUuid &id, const QList<FileProblem> &problems);

private:
    PgPool &m_pool;
};

} // namespace rawi::server

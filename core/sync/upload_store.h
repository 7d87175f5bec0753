#pragma once

#include "core/media/media_asset.h"
#include "core/replica/replica.h"

namespace rawi {

enum class UploadState { Waiting, Running, Done, Failed };

template <>
struct EnumNames<UploadState> {
    static constexpr std::array names{"waiting", "running", "done", "failed"};
};

// One file on its way to the server (sync.md, Uploads): the desk's journal.
struct Upload {
    QUuid id;
    Id<MediaVariant> variantId;
    Id<MediaAsset> assetId;
    QString path;
    qint64 size = 0;
    qint64 mtimeMs = 0;
    quint64 inode = 0;
    QString sha256;    // of the whole file
    QString headTail;  // hash of the first and last 64 KiB, re-verified before a resume
    QString url;       // tus upload URL; empty until created
    qint64 offset = 0; // last acknowledged, bytes
    UploadState state = UploadState::Waiting;
    Error error;
    int attempts = 0;
};

class UploadStore {
public:
    static LocalStore tables();

    explicit UploadStore(Replica &replica);
    Result<void> put(const Upload &upload);
    Result<std::optional<Upload>> find(const QUuid &id) const;
    Result<QList<Upload>> uploads() const; // oldest first
    // What did not go up and waits for a person, oldest first: each file once, however often it was tried.
    Result<QList<Upload>> failed() const;
    Result<void> remove(const QUuid &id);

private:
    Replica &m_replica;
};

} // namespace rawi

#pragma once

#include "core/media/media_asset.h"
#include "core/replica/replica.h"

namespace rawi {

// Paused: by a person, until a person lets it go on. Cancelled: it is on no list any more, but remembered, so that nothing
// queues it again by itself; its `url` stands until the server has heard of it.
enum class UploadState { Waiting, Running, Done, Failed, Paused, Cancelled };

template <>
struct EnumNames<UploadState> {
    static constexpr std::array names{"waiting", "running", "done", "failed", "paused", "cancelled"};
};

// What a person can do with an upload in this state.
constexpr bool canPause(UploadState state)
{
    return state == UploadState::Waiting || state == UploadState::Running;
}
constexpr bool canCancel(UploadState state)
{
    return state != UploadState::Done && state != UploadState::Cancelled;
}

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
    // As which an upload's bytes are known now; the journal follows when they were announced anew under another id.
    Result<std::optional<MediaVariant>> variantOf(Upload &upload);

private:
    Replica &m_replica;
};

} // namespace rawi

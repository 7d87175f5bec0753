#pragma once

#include "sync-server/blobs/blob_store.h"
#include "sync-server/blobs/chunk_checksum.h"
#include "sync-server/blobs/upload_store.h"

#include <chrono>

namespace rawi::server {

// The bytes of one PATCH on their way to the disk, in the order pwrite → fdatasync → commit of the offset
// (shared/design/sync.md, Uploads). Written by one disk thread; evict() may come from any.
class UploadWriter {
public:
    // Cuts the upload's file back to the confirmed offset. `upload` is leased. Errors: CorruptData when the
    // file has lost confirmed bytes; IoError, DiskFull.
    static Result<std::shared_ptr<UploadWriter>> open(UploadStore &uploads, BlobStore &blobs, Upload upload,
                                                      std::optional<ChunkChecksum> checksum);
    ~UploadWriter();

    // Confirms what it has every kConfirmBytes and kConfirmInterval, unless a checksum is still to be seen.
    // Errors: TooLarge (beyond the announced length), DiskFull, IoError, Locked (evicted). What came before
    // the error is kept.
    Result<void> write(const char *data, size_t size);
    // The body ended, or broke off (complete = false): confirms what arrived and gives the lease back. With a
    // checksum nothing of a broken or wrong body is kept. Errors: ChecksumMismatch; as write().
    Result<Upload> finish(bool complete);
    // Another request takes over: confirms what arrived, then refuses every further byte.
    void evict();
    const QUuid &uploadId() const { return m_confirmed.id; }

    static constexpr qint64 kConfirmBytes = 8LL << 20;
    static constexpr std::chrono::seconds kConfirmInterval{5};

private:
    using Steady = std::chrono::steady_clock;
    UploadWriter(UploadStore &uploads, FileHandle file, Upload upload, std::optional<ChunkChecksum> checksum);
    Result<void> put(const char *data, size_t size);
    Result<void> confirm(UploadStore::Lease lease);
    Result<void> discard(UploadStore::Lease lease);
    Result<Upload> end(bool complete);

    UploadStore &m_uploads;
    std::mutex m_writing;
    FileHandle m_file;
    Upload m_confirmed; // as the row says
    Upload m_written; // with what is in the file beyond that
    std::optional<ChunkChecksum> m_checksum;
    Steady::time_point m_confirmedAt = Steady::now();
    bool m_ended = false;
    bool m_evicted = false;
};

} // namespace rawi::server

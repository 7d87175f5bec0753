#include "sync-server/blobs/upload_writer.h"

#include "core/base/id.h"
#include "core/base/log.h"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi::server {

namespace {

Error takenOver(const QUuid &id)
{
    return {ErrorCode::Locked, uuidText(id), u"another request took this upload over"_s, SubjectKind::Code};
}

} // namespace

Result<std::shared_ptr<UploadWriter>> UploadWriter::open(UploadStore &uploads, BlobStore &blobs,
                                                         Upload upload, std::optional<ChunkChecksum> checksum)
{
    RAWI_ASSIGN(FileHandle file, blobs.openIncoming(upload.id));
    struct stat status;
    if (::fstat(file.fd(), &status) != 0) {
        return fileError(uuidText(upload.id), errno);
    }
    if (status.st_size < upload.received) {
        return Error{ErrorCode::CorruptData, uuidText(upload.id),
                     u"the file holds %1 of %2 confirmed bytes"_s.arg(status.st_size).arg(upload.received), SubjectKind::Code};
    }
    if (status.st_size > upload.received && ::ftruncate(file.fd(), upload.received) != 0) {
        return fileError(uuidText(upload.id), errno);
    }
    return std::shared_ptr<UploadWriter>(
        new UploadWriter(uploads, std::move(file), std::move(upload), std::move(checksum)));
}

UploadWriter::UploadWriter(UploadStore &uploads, FileHandle file, Upload upload,
                           std::optional<ChunkChecksum> checksum)
    : m_uploads(uploads),
      m_file(std::move(file)),
      m_confirmed(std::move(upload)),
      m_written(m_confirmed),
      m_checksum(std::move(checksum))
{
}

UploadWriter::~UploadWriter()
{
    if (!m_ended && !m_evicted) {
        if (const Result<Upload> kept = end(false); !kept) {
            qCWarning(lcServer).noquote()
                << "upload" << uuidText(m_confirmed.id) << "left:" << kept.error().toString();
        }
    }
}

Result<void> UploadWriter::write(const char *data, size_t size)
{
    const std::lock_guard lock(m_writing);
    if (m_evicted) {
        return takenOver(m_confirmed.id);
    }
    if (static_cast<qint64>(size) > m_written.length - m_written.received) {
        return Error{ErrorCode::TooLarge, uuidText(m_confirmed.id),
                     u"more bytes than the announced %1"_s.arg(m_written.length), SubjectKind::Code};
    }
    const Result<void> put = this->put(data, size);
    const bool due = !put.ok() || m_written.received - m_confirmed.received >= kConfirmBytes
        || Steady::now() - m_confirmedAt >= kConfirmInterval;
    if (due) {
        RAWI_TRY(m_checksum ? m_uploads.commit(m_confirmed, UploadStore::Lease::Renew)
                            : confirm(UploadStore::Lease::Renew));
        m_confirmedAt = Steady::now();
    }
    return put;
}

Result<void> UploadWriter::put(const char *data, size_t size)
{
    while (size > 0) {
        const ssize_t put = ::pwrite(m_file.fd(), data, size, m_written.received);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return fileError(uuidText(m_confirmed.id), errno);
        }
        m_written.hash.add(data, static_cast<size_t>(put));
        if (m_checksum) {
            m_checksum->add(data, static_cast<size_t>(put));
        }
        m_written.received += put;
        data += put;
        size -= static_cast<size_t>(put);
    }
    return {};
}

Result<void> UploadWriter::confirm(UploadStore::Lease lease)
{
    if (m_written.received != m_confirmed.received && ::fdatasync(m_file.fd()) != 0) {
        return fileError(uuidText(m_confirmed.id), errno);
    }
    RAWI_TRY(m_uploads.commit(m_written, lease));
    m_confirmed = m_written;
    return {};
}

Result<void> UploadWriter::discard(UploadStore::Lease lease)
{
    m_written = m_confirmed;
    if (::ftruncate(m_file.fd(), m_confirmed.received) != 0) {
        return fileError(uuidText(m_confirmed.id), errno);
    }
    return m_uploads.commit(m_confirmed, lease);
}

Result<Upload> UploadWriter::finish(bool complete)
{
    const std::lock_guard lock(m_writing);
    return m_evicted ? Result<Upload>(takenOver(m_confirmed.id)) : end(complete);
}

Result<Upload> UploadWriter::end(bool complete)
{
    m_ended = true;
    if (m_checksum && (!complete || !m_checksum->matches())) {
        RAWI_TRY(discard(UploadStore::Lease::Release));
        if (complete) {
            return Error{ErrorCode::ChecksumMismatch, u"Upload-Checksum"_s,
                         u"the bytes that arrived hash differently; send them again from offset %1"_s.arg(
                             m_confirmed.received), SubjectKind::Field};
        }
        return m_confirmed;
    }
    RAWI_TRY(confirm(UploadStore::Lease::Release));
    return m_confirmed;
}

void UploadWriter::evict()
{
    const std::lock_guard lock(m_writing);
    if (m_ended || m_evicted) {
        return;
    }
    if (const Result<Upload> kept = end(false); !kept) {
        qCWarning(lcServer).noquote()
            << "upload" << uuidText(m_confirmed.id) << "taken over:" << kept.error().toString();
    }
    m_evicted = true;
}

} // namespace rawi::server

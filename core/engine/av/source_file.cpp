#include "core/engine/av/source_file.h"

#include "core/engine/av/file_findings.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi {

namespace {

constexpr qint64 kHeadTailBytes = 64 * 1024;

constexpr char16_t kByteBase = 0xDC00;

QByteArray bytesOf(const QString &path)
{
    QByteArray bytes;
    qsizetype from = 0;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const char16_t unit = path[i].unicode();
        const bool isByte = unit >= kByteBase + 0x80 && unit <= kByteBase + 0xFF && (i == 0 || !path[i - 1].isHighSurrogate());
        if (isByte) {
            bytes += QFile::encodeName(path.mid(from, i - from)) + char(unit - kByteBase);
            from = i + 1;
        }
    }
    return bytes + QFile::encodeName(path.mid(from));
}

Error openError(const QString &name, int code)
{
    const QString why = QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return {ErrorCode::FileMissing, name, why};
    default: // of no permission, too: the words are about disk and folder, not about a person's rights in the newsroom
        return {ErrorCode::IoError, name, why};
    }
}

} // namespace

QString pathFromBytes(const QByteArray &bytes)
{
    const QString path = QFile::decodeName(bytes);
    if (QFile::encodeName(path) == bytes) {
        return path;
    }
    QString kept;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        kept += QChar(value < 0x80 ? char16_t(value) : char16_t(kByteBase + value));
    }
    return kept;
}

Result<SourceFile> SourceFile::open(const QString &path)
{
    SourceFile file;
    const QByteArray bytes = bytesOf(path);
    file.m_name = QFileInfo(QFile::decodeName(bytes)).fileName();
    // O_NONBLOCK: a FIFO in the place of a file must not hang the worker.
    file.m_fd = ::open(bytes.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file.m_fd < 0) {
        return openError(file.m_name, errno);
    }
    struct stat info = {};
    if (::fstat(file.m_fd, &info) != 0) {
        return openError(file.m_name, errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return Error{ErrorCode::NotMedia, file.m_name, u"not a regular file"_s};
    }
    if (info.st_size == 0) {
        return Error{ErrorCode::NotMedia, file.m_name, u"the file is empty"_s};
    }
    file.m_size = info.st_size;
    file.m_mtimeMs = qint64(info.st_mtim.tv_sec) * 1000 + info.st_mtim.tv_nsec / 1000000;
    return file;
}

SourceFile::SourceFile() : m_findings(std::make_unique<FileFindings>()) {}

SourceFile::SourceFile(SourceFile &&other) noexcept :
    m_fd(std::exchange(other.m_fd, -1)), m_size(other.m_size), m_mtimeMs(other.m_mtimeMs),
    m_name(std::move(other.m_name)), m_findings(std::move(other.m_findings))
{
}

SourceFile &SourceFile::operator=(SourceFile &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    m_size = other.m_size;
    m_mtimeMs = other.m_mtimeMs;
    m_name = std::move(other.m_name);
    m_findings = std::move(other.m_findings);
    return *this;
}

SourceFile::~SourceFile()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

QByteArray SourceFile::bytes(qint64 offset, qint64 count) const
{
    QByteArray out(count, Qt::Uninitialized);
    qint64 have = 0;
    while (have < count) {
        const ssize_t got = ::pread(m_fd, out.data() + have, size_t(count - have), offset + have);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        have += got;
    }
    out.resize(have);
    return out;
}

QString SourceFile::headTailHash() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes(0, kHeadTailBytes));
    hash.addData(bytes(qMax(qint64(0), m_size - kHeadTailBytes), kHeadTailBytes));
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace rawi

#include "sync-server/outgoing/secret_key.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi::server {

namespace {

static_assert(SecretKey::kBytes == crypto_secretbox_KEYBYTES);

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    ~Descriptor()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

Error ioError(const QString &path)
{
    return {errno == EACCES || errno == EPERM ? ErrorCode::PermissionDenied : ErrorCode::IoError, path,
            u"%1; the key of the sealed secrets must be a file this user may read and write"_s.arg(
                QString::fromLocal8Bit(std::strerror(errno)))};
}

Result<void> checkFile(int fd, const QString &path)
{
    struct stat file{};
    if (::fstat(fd, &file) != 0) {
        return ioError(path);
    }
    if (!S_ISREG(file.st_mode) || file.st_size != static_cast<off_t>(SecretKey::kBytes)) {
        return Error{ErrorCode::CorruptData, path,
                     u"the key of the sealed secrets has %1 bytes instead of 32; put the file back from where you keep a "
                     "copy, or remove it and say rawi-server secrets forget: every secret must then be given anew"_s.arg(
                         file.st_size)};
    }
    if ((file.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return Error{ErrorCode::PermissionDenied, path,
                     u"others may read or write the key of the sealed secrets (mode 0%1); say chmod 600, and replace the "
                     "secrets if somebody did"_s.arg(file.st_mode & 07777, 0, 8), SubjectKind::File};
    }
    if (file.st_uid != ::geteuid()) {
        return Error{ErrorCode::PermissionDenied, path,
                     u"the key of the sealed secrets belongs to another user; say chown %1"_s.arg(::geteuid()),
                     SubjectKind::File};
    }
    return {};
}

Result<void> syncFolderOf(const QString &path)
{
    const Descriptor folder(::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.get() < 0 || ::fsync(folder.get()) != 0 ? Result<void>(ioError(path)) : Result<void>();
}

} // namespace

SecretKey::SecretKey(SecretKey &&other) noexcept : m_bytes(other.m_bytes)
{
    sodium_memzero(other.m_bytes.data(), kBytes);
}

SecretKey &SecretKey::operator=(SecretKey &&other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

SecretKey::~SecretKey()
{
    sodium_memzero(m_bytes.data(), kBytes);
}

Result<std::optional<SecretKey>> SecretKey::read(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (file.get() < 0) {
        return errno == ENOENT ? Result<std::optional<SecretKey>>(std::nullopt) : ioError(path);
    }
    RAWI_TRY(checkFile(file.get(), path));
    SecretKey key;
    if (::read(file.get(), key.m_bytes.data(), kBytes) != static_cast<ssize_t>(kBytes)) {
        return ioError(path);
    }
    return std::optional<SecretKey>(std::move(key));
}

Result<SecretKey> SecretKey::make(const QString &path)
{
    if (sodium_init() < 0) {
        return Error{ErrorCode::Internal, u"libsodium"_s, u"it cannot be started"_s};
    }
    const QByteArray name = QFile::encodeName(path);
    const Descriptor file(::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file.get() < 0) {
        return errno == EEXIST ? Error{ErrorCode::AlreadyExists, path, u"there is a key already"_s,
                                       SubjectKind::File} : ioError(path);
    }
    SecretKey key;
    randombytes_buf(key.m_bytes.data(), kBytes);
    if (::fchmod(file.get(), S_IRUSR | S_IWUSR) != 0
        || ::write(file.get(), key.m_bytes.data(), kBytes) != static_cast<ssize_t>(kBytes) || ::fsync(file.get()) != 0) {
        const Error error = ioError(path);
        ::unlink(name.constData());
        return error;
    }
    RAWI_TRY(syncFolderOf(path));
    return key;
}

QString SecretKey::id() const
{
    QByteArray hash(crypto_generichash_BYTES_MIN, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), static_cast<size_t>(hash.size()), m_bytes.data(),
                       kBytes, nullptr, 0);
    return QString::fromLatin1(hash.toHex());
}

} // namespace rawi::server

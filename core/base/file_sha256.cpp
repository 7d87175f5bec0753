#include "core/base/file_sha256.h"

#include <QFile>

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace rawi {

Result<QString> fileSha256(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return Error{file.exists() ? ErrorCode::IoError : ErrorCode::FileMissing, path, file.errorString()};
    }
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    if (hash == nullptr || EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr) != 1) {
        return Error{ErrorCode::Internal, path, u"libcrypto has no SHA-256"_s};
    }
    QByteArray piece(1024 * 1024, Qt::Uninitialized);
    for (;;) {
        const qint64 got = file.read(piece.data(), piece.size());
        if (got < 0) {
            return Error{ErrorCode::IoError, path, file.errorString()};
        }
        if (got == 0) {
            break;
        }
        EVP_DigestUpdate(hash.get(), piece.constData(), static_cast<size_t>(got));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(hash.get(), digest.data(), &length);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(digest.data()), int(length)).toHex());
}

} // namespace rawi

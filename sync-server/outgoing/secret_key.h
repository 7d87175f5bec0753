#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <array>
#include <optional>

namespace rawi::server {

// The key under which secrets are sealed: 32 random bytes in a file of mode 0600, wiped from memory at the end. Whoever
// has the database but not this file has no secret, so it is kept and backed up apart from both stores.
class SecretKey {
public:
    static constexpr size_t kBytes = 32;

    // Nothing when there is no such file. Errors: PermissionDenied (others may read it, or we may not), CorruptData
    // (not a plain file of 32 bytes), IoError.
    static Result<std::optional<SecretKey>> read(const QString &path);
    // Makes it, synced to the disk. Errors: AlreadyExists, IoError.
    static Result<SecretKey> make(const QString &path);

    SecretKey(SecretKey &&other) noexcept;
    SecretKey &operator=(SecretKey &&other) noexcept;
    ~SecretKey();

    const unsigned char *data() const { return m_bytes.data(); }
    // Names the key without telling it: BLAKE2b-128 of it, hex.
    QString id() const;

private:
    SecretKey() = default;
    std::array<unsigned char, kBytes> m_bytes{};
};

} // namespace rawi::server

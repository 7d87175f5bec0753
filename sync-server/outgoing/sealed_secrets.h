#pragma once

#include "sync-server/outgoing/secret_key.h"
#include "sync-server/pg/pg.h"

#include <memory>

namespace rawi::server {

// What this server must know and nobody may read: passwords of other servers, keys, webhook secrets. Rows hold them
// sealed (XSalsa20-Poly1305, libsodium's secretbox) under a key file; a row moved to another name does not open. No
// route ever answers with one. Thread-safe.
class SealedSecrets {
public:
    static constexpr qsizetype kLongestSecret = 64 * 1024; // bytes

    // The key is made when there is none and nothing is sealed yet. Errors: FileMissing (secrets are sealed, the key is
    // gone), PermissionDenied (they are sealed under another key), and SecretKey's; each names the file and the way out.
    static Result<std::unique_ptr<SealedSecrets>> open(PgPool &pool, const QString &keyFile);
    // Gives up every secret (rawi-server secrets forget): the way out when the key is lost. The number of them.
    static Result<int> forgetAll(PgPool &pool);

    // Inside the caller's transaction. `name` says whose it is ("webhook/0198…"); an old one is replaced.
    // Errors: InvalidArgument (empty name or value), TooLarge.
    Result<void> put(PgConnection &connection, const QString &name, const QByteArray &secret);
    // Nothing happens when there is none.
    static Result<void> remove(PgConnection &connection, const QString &name);
    // For use inside the server only. Errors: NotFound, CorruptData.
    Result<QByteArray> reveal(PgConnection &connection, const QString &name) const;

private:
    explicit SealedSecrets(SecretKey key) : m_key(std::move(key)) { }
    const SecretKey m_key;
};

} // namespace rawi::server

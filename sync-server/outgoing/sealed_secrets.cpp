#include "sync-server/outgoing/sealed_secrets.h"

#include <sodium.h>

namespace rawi::server {

namespace {

struct Sealed {
    int count = 0;
    QString keyId; // empty: nothing was sealed yet
};

Result<Sealed> lookAt(PgConnection &connection)
{
    // Two servers that start at once agree on one key.
    RAWI_TRY(connection.execScript("LOCK TABLE secret_key IN EXCLUSIVE MODE"));
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT (SELECT count(*) FROM secrets), coalesce((SELECT id FROM secret_key), '')"));
    return Sealed{static_cast<int>(rows.integer(0, 0)), rows.string(0, 1)};
}

Result<SecretKey> keyFor(const Sealed &sealed, const QString &path)
{
    RAWI_ASSIGN(std::optional<SecretKey> known, SecretKey::read(path));
    if (!known && sealed.count > 0) {
        return Error{ErrorCode::FileMissing, path,
                     u"%1 secrets are sealed under this key file, and it is gone; put it back from where you keep a copy, name "
                     "its place with --key-file, or say rawi-server secrets forget: every secret must then be given anew"_s.arg(
                         sealed.count)};
    }
    if (!known) {
        return SecretKey::make(path);
    }
    if (sealed.count > 0 && known->id() != sealed.keyId) {
        return Error{ErrorCode::PermissionDenied, path,
                     u"%1 secrets are sealed under another key than this; put the right file there, name its place with "
                     "--key-file, or say rawi-server secrets forget: every secret must then be given anew"_s.arg(sealed.count),
                     SubjectKind::File};
    }
    return std::move(*known);
}

// The name is inside the box, so that a row does not open under another one.
QByteArray inside(const QString &name, const QByteArray &secret)
{
    return name.toUtf8() + '\0' + secret;
}

std::string hex(const QByteArray &bytes)
{
    return "\\x" + bytes.toHex().toStdString();
}

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

void wipe(QByteArray &bytes)
{
    sodium_memzero(bytes.data(), static_cast<size_t>(bytes.size()));
}

Error noKey(const QString &name)
{
    return {ErrorCode::CorruptData, u"secret "_s + name,
            u"it does not open under this server's key; give the secret anew"_s, SubjectKind::Code};
}

} // namespace

Result<std::unique_ptr<SealedSecrets>> SealedSecrets::open(PgPool &pool, const QString &keyFile)
{
    if (sodium_init() < 0) {
        return Error{ErrorCode::Internal, u"libsodium"_s, u"it cannot be started"_s};
    }
    using Opened = std::shared_ptr<SecretKey>;
    RAWI_ASSIGN(const Opened key, pool.with<Opened>([&](PgConnection &connection) -> Result<Opened> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const Sealed sealed, lookAt(connection));
        RAWI_ASSIGN(SecretKey found, keyFor(sealed, keyFile));
        RAWI_TRY(connection.exec("INSERT INTO secret_key (id) VALUES ($1) ON CONFLICT (one) DO UPDATE SET id = EXCLUDED.id",
                                 {found.id().toStdString()}));
        RAWI_TRY(transaction.commit());
        return std::make_shared<SecretKey>(std::move(found));
    }));
    return std::unique_ptr<SealedSecrets>(new SealedSecrets(std::move(*key)));
}

Result<int> SealedSecrets::forgetAll(PgPool &pool)
{
    return pool.with<int>([](PgConnection &connection) -> Result<int> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_TRY(lookAt(connection));
        RAWI_ASSIGN(const PgRows gone, connection.exec("DELETE FROM secrets"));
        RAWI_TRY(connection.exec("DELETE FROM secret_key"));
        RAWI_TRY(transaction.commit());
        return gone.affected();
    });
}

Result<void> SealedSecrets::put(PgConnection &connection, const QString &name, const QByteArray &secret)
{
    if (name.isEmpty() || secret.isEmpty() || name.contains(QChar::Null)) {
        return Error{ErrorCode::InvalidArgument, u"secret "_s + name, u"a secret needs a name and a value"_s, SubjectKind::Code};
    }
    if (secret.size() > kLongestSecret) {
        return Error{ErrorCode::TooLarge, u"secret "_s + name, u"at most %1 bytes"_s.arg(kLongestSecret), SubjectKind::Code};
    }
    // Another server may have begun to seal under another key since.
    RAWI_ASSIGN(const PgRows agreed, connection.exec("SELECT id FROM secret_key FOR SHARE"));
    if (agreed.count() == 0 || agreed.string(0, 0) != m_key.id()) {
        return Error{ErrorCode::StateConflict, u"secret "_s + name,
                     u"another server of this database uses another key; give both the same --key-file and start this one again"_s,
                     SubjectKind::Code};
    }
    QByteArray plain = inside(name, secret);
    QByteArray nonce(crypto_secretbox_NONCEBYTES, '\0');
    randombytes_buf(nonce.data(), static_cast<size_t>(nonce.size()));
    QByteArray box(plain.size() + static_cast<qsizetype>(crypto_secretbox_MACBYTES), '\0');
    crypto_secretbox_easy(raw(box), raw(plain), static_cast<size_t>(plain.size()), raw(nonce), m_key.data());
    wipe(plain);
    RAWI_TRY(connection.exec("INSERT INTO secrets (name, nonce, box) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE"
                             " SET nonce = EXCLUDED.nonce, box = EXCLUDED.box, sealed_at = now()",
                             {name.toStdString(), hex(nonce), hex(box)}));
    return {};
}

Result<void> SealedSecrets::remove(PgConnection &connection, const QString &name)
{
    RAWI_TRY(connection.exec("DELETE FROM secrets WHERE name = $1", {name.toStdString()}));
    return {};
}

Result<QByteArray> SealedSecrets::reveal(PgConnection &connection, const QString &name) const
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT encode(nonce, 'hex'), encode(box, 'hex') FROM secrets WHERE name = $1",
                                                   {name.toStdString()}));
    if (rows.count() == 0) {
        return Error{ErrorCode::NotFound, u"secret "_s + name, u"nobody gave this secret yet"_s, SubjectKind::Code};
    }
    QByteArray nonce = QByteArray::fromHex(rows.string(0, 0).toLatin1());
    QByteArray box = QByteArray::fromHex(rows.string(0, 1).toLatin1());
    if (nonce.size() != static_cast<qsizetype>(crypto_secretbox_NONCEBYTES)
        || box.size() < static_cast<qsizetype>(crypto_secretbox_MACBYTES)) {
        return noKey(name);
    }
    QByteArray plain(box.size() - static_cast<qsizetype>(crypto_secretbox_MACBYTES), '\0');
    const bool opened =
        crypto_secretbox_open_easy(raw(plain), raw(box), static_cast<size_t>(box.size()), raw(nonce), m_key.data()) == 0;
    const QByteArray begin = inside(name, {});
    if (!opened || !plain.startsWith(begin)) {
        return noKey(name);
    }
    QByteArray secret = plain.sliced(begin.size());
    secret.detach();
    wipe(plain);
    return secret;
}

} // namespace rawi::server

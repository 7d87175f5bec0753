#include "sync-server/media/signed_url.h"

#include "core/base/id.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QUrl>

#include <openssl/crypto.h>

namespace rawi::server {

namespace {

QByteArray signatureOf(const QByteArray &key, const QByteArray &path, const QByteArray &exp,
                       const QByteArray &by)
{
    return QMessageAuthenticationCode::hash(path + '\n' + exp + '\n' + by, key, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

QString signUrl(const QByteArray &key, const QString &path, qint64 expires, const QUuid &person)
{
    const QByteArray exp = QByteArray::number(expires);
    const QByteArray by = person.isNull() ? QByteArray() : uuidText(person).toLatin1();
    const QByteArray url = QUrl::toPercentEncoding(path, "/") + "?exp=" + exp + (by.isEmpty() ? "" : "&by=")
        + by + "&sig=" + signatureOf(key, path.toUtf8(), exp, by);
    return QString::fromLatin1(url);
}

bool isSigned(const QByteArray &key, std::string_view path, const QString &exp, const QString &sig,
              qint64 now, const QString &by)
{
    const QByteArray expected = signatureOf(key, QByteArray(path.data(), static_cast<qsizetype>(path.size())),
                                            exp.toLatin1(), by.toLatin1());
    const QByteArray given = sig.toLatin1();
    bool isNumber = false;
    const qint64 expires = exp.toLongLong(&isNumber);
    return isNumber && expires >= now && given.size() == expected.size()
        && CRYPTO_memcmp(given.constData(), expected.constData(), static_cast<size_t>(given.size())) == 0;
}

} // namespace rawi::server

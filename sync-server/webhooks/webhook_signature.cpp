#include "sync-server/webhooks/webhook_signature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <openssl/rand.h>

namespace rawi::server {

namespace {

const QString kPrefix = u"whsec_"_s;

Result<QByteArray> keyOf(const QString &secret)
{
    const auto key = QByteArray::fromBase64Encoding(secret.sliced(std::min(kPrefix.size(), secret.size())).toLatin1(),
                                                    QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!secret.startsWith(kPrefix) || !key || (*key).size() < 24 || (*key).size() > 64) {
        return Error{ErrorCode::InvalidArgument, u"secret"_s,
                     u"a webhook's secret is whsec_ and 24 to 64 bytes in base64; leave it out to get one"_s};
    }
    return *key;
}

} // namespace

QString makeWebhookSecret()
{
    QByteArray key(32, '\0');
    RAND_bytes(reinterpret_cast<unsigned char *>(key.data()), static_cast<int>(key.size()));
    return kPrefix + QString::fromLatin1(key.toBase64());
}

Result<void> checkWebhookSecret(const QString &secret)
{
    RAWI_TRY(keyOf(secret));
    return {};
}

Result<QByteArray> webhookSignature(const QString &secret, const QByteArray &id, qint64 timestamp, const QByteArray &body)
{
    RAWI_ASSIGN(const QByteArray key, keyOf(secret));
    const QByteArray signedText = id + '.' + QByteArray::number(timestamp) + '.' + body;
    return "v1," + QMessageAuthenticationCode::hash(signedText, key, QCryptographicHash::Sha256).toBase64();
}

} // namespace rawi::server

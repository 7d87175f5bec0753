#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace rawi::server {

// Signatures in the form of Standard Webhooks (https://www.standardwebhooks.com, v1: HMAC-SHA-256).

// "whsec_" and base64 of 32 random bytes.
QString makeWebhookSecret();
// Errors: InvalidArgument (not "whsec_" and base64 of 24 to 64 bytes).
Result<void> checkWebhookSecret(const QString &secret);

// The header webhook-signature over "id.timestamp.body"; `timestamp` in seconds. Errors: as checkWebhookSecret().
Result<QByteArray> webhookSignature(const QString &secret, const QByteArray &id, qint64 timestamp, const QByteArray &body);

} // namespace rawi::server

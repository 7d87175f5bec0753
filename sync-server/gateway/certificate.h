#pragma once

#include "core/base/result.h"

#include <memory>

struct ssl_ctx_st;

namespace rawi::server {

// Where a certificate (PEM: the server's first, then the chain) and its key (PEM, without a pass phrase) are.
struct TlsFiles {
    QString certificate;
    QString key;
};

// A certificate with its key, ready for TLS 1.2 and 1.3. Read once, then used by any thread.
class Certificate {
public:
    // Errors: FileMissing, PermissionDenied, CorruptData (no certificate, no key, a key of another certificate), each
    // naming the file and the way out.
    static Result<std::shared_ptr<const Certificate>> load(const TlsFiles &files);
    ~Certificate();
    Certificate(const Certificate &) = delete;
    Certificate &operator=(const Certificate &) = delete;

    // What OpenSSL works with; lives as long as this.
    ssl_ctx_st *context() const { return m_context; }
    // For whom it is, "DNS:rawi.example, IP Address:192.0.2.1", and until when, in seconds since the epoch.
    const QString &names() const { return m_names; }
    qint64 expires() const { return m_expires; }
    // What is not wrong, but should be known (it expires soon or has, others may read the key); empty otherwise.
    QString warning(qint64 nowMs) const;

private:
    Certificate() = default;
    void readFacts();

    ssl_ctx_st *m_context = nullptr;
    TlsFiles m_files;
    QString m_names;
    qint64 m_expires = 0;
};

} // namespace rawi::server

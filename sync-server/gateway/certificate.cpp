#include "sync-server/gateway/certificate.h"

#include <QDateTime>
#include <QFile>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace rawi::server {

namespace {

// OpenSSL's own word for what went wrong last.
QString lastFault()
{
    char text[256] = "unknown";
    if (const unsigned long code = ERR_peek_last_error(); code != 0) {
        ERR_error_string_n(code, text, sizeof text);
    }
    ERR_clear_error();
    return QString::fromLatin1(text).section(u':', 4);
}

Result<void> mayRead(const QString &path, const char *option)
{
    QFile file(path);
    if (!file.exists()) {
        return Error{ErrorCode::FileMissing, path, u"there is no such file; name another with %1"_s.arg(QLatin1StringView(option))};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::PermissionDenied, path, u"this user may not read it (%1); change its owner"_s.arg(file.errorString()),
                     SubjectKind::File};
    }
    return {};
}

// A key with a pass phrase must not make a service ask at the terminal.
int noPassPhrase(char *, int, int, void *)
{
    return 0;
}

} // namespace

Result<std::shared_ptr<const Certificate>> Certificate::load(const TlsFiles &files)
{
    RAWI_TRY(mayRead(files.certificate, "--tls-certificate"));
    RAWI_TRY(mayRead(files.key, "--tls-key"));
    const std::shared_ptr<Certificate> made(new Certificate);
    made->m_files = files;
    made->m_context = SSL_CTX_new(TLS_server_method());
    SSL_CTX *context = made->m_context;
    if (!context) {
        return Error{ErrorCode::Internal, u"TLS"_s, lastFault()};
    }
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE
                            | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS); // thousands of idle desks
    SSL_CTX_set_default_passwd_cb(context, &noPassPhrase);
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(context, QFile::encodeName(files.certificate).constData()) != 1) {
        return Error{ErrorCode::CorruptData, files.certificate,
                     u"it holds no certificate in PEM (%1); give the server's certificate, followed by its chain"_s.arg(lastFault())};
    }
    if (SSL_CTX_use_PrivateKey_file(context, QFile::encodeName(files.key).constData(), SSL_FILETYPE_PEM) != 1) {
        const bool other = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
        const QString why = lastFault();
        return Error{ErrorCode::CorruptData, files.key,
                     other ? u"it is the key of another certificate than %1; give the two that were made together"_s.arg(files.certificate)
                           : u"it holds no private key in PEM without a pass phrase (%1)"_s.arg(why)};
    }
    made->readFacts();
    return std::shared_ptr<const Certificate>(made);
}

Certificate::~Certificate()
{
    SSL_CTX_free(m_context);
}

void Certificate::readFacts()
{
    X509 *certificate = SSL_CTX_get0_certificate(m_context);
    tm until{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &until) == 1) {
        m_expires = static_cast<qint64>(timegm(&until));
    }
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), &BIO_free);
    const int at = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1);
    if (at >= 0) {
        X509V3_EXT_print(text.get(), X509_get_ext(certificate, at), 0, 0);
    } else {
        X509_NAME_print_ex(text.get(), X509_get_subject_name(certificate), 0, XN_FLAG_ONELINE);
    }
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(text.get(), &bytes);
    m_names = QString::fromUtf8(bytes, static_cast<qsizetype>(size)).trimmed();
}

QString Certificate::warning(qint64 nowMs) const
{
    constexpr qint64 kSoonSeconds = 14LL * 24 * 3600;
    const QString until = QDateTime::fromSecsSinceEpoch(m_expires, Qt::UTC).toString(Qt::ISODate);
    if (m_expires < nowMs / 1000) {
        return u"%1 expired on %2; desks will refuse it"_s.arg(m_files.certificate, until);
    }
    if (m_expires < nowMs / 1000 + kSoonSeconds) {
        return u"%1 expires on %2; renew it"_s.arg(m_files.certificate, until);
    }
    const QFile::Permissions others = QFile::ReadOther | QFile::WriteOther | QFile::WriteGroup;
    if ((QFile::permissions(m_files.key) & others) != 0) {
        return u"others may read or write %1; chmod 600 it"_s.arg(m_files.key);
    }
    return {};
}

} // namespace rawi::server

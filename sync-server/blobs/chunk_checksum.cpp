#include "sync-server/blobs/chunk_checksum.h"

#include <openssl/evp.h>

namespace rawi::server {

struct ChunkChecksum::Context {
    Context() : md(EVP_MD_CTX_new()) { }
    ~Context() { EVP_MD_CTX_free(md); }
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;
    EVP_MD_CTX *md;
};

Result<ChunkChecksum> ChunkChecksum::parse(std::string_view header)
{
    const auto refused = [](const char *why) {
        return Error{ErrorCode::InvalidArgument, u"Upload-Checksum"_s, QLatin1StringView(why)};
    };
    const size_t space = header.find(' ');
    const std::string_view algorithm = header.substr(0, space);
    const EVP_MD *kind = algorithm == "sha256" ? EVP_sha256() : algorithm == "sha1" ? EVP_sha1() : nullptr;
    if (!kind) {
        return refused("the algorithm must be sha1 or sha256");
    }
    const std::string_view value =
        space == std::string_view::npos ? std::string_view() : header.substr(space + 1);
    const auto digest =
        QByteArray::fromBase64Encoding(QByteArray(value.data(), static_cast<qsizetype>(value.size())),
                                       QByteArray::AbortOnBase64DecodingErrors);
    if (!digest) {
        return refused("expected the algorithm, a space and the digest in base64");
    }
    if (digest.decoded.size() != EVP_MD_get_size(kind)) { // no bytes have such a digest
        return Error{ErrorCode::ChecksumMismatch, u"Upload-Checksum"_s, u"the digest has another length than the algorithm's"_s,
                     SubjectKind::Field};
    }
    auto context = std::make_unique<Context>();
    if (EVP_DigestInit_ex(context->md, kind, nullptr) != 1) {
        return Error{ErrorCode::Internal, u"Upload-Checksum"_s, u"no digest"_s};
    }
    return ChunkChecksum(std::move(context), digest.decoded);
}

ChunkChecksum::ChunkChecksum(std::unique_ptr<Context> context, QByteArray announced)
    : m_context(std::move(context)), m_announced(std::move(announced))
{
}

ChunkChecksum::ChunkChecksum(ChunkChecksum &&) noexcept = default;

ChunkChecksum &ChunkChecksum::operator=(ChunkChecksum &&) noexcept = default;

ChunkChecksum::~ChunkChecksum() = default;

void ChunkChecksum::add(const char *data, size_t size)
{
    EVP_DigestUpdate(m_context->md, data, size);
}

bool ChunkChecksum::matches()
{
    QByteArray digest(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned size = 0;
    EVP_DigestFinal_ex(m_context->md, reinterpret_cast<unsigned char *>(digest.data()), &size);
    return QByteArrayView(digest).first(static_cast<qsizetype>(size)) == m_announced;
}

} // namespace rawi::server

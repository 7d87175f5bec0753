// The EVP interface cannot export a state; the SHA256_* functions of libcrypto can, and are the same code.
#include "sync-server/blobs/running_hash.h"

#include <QtEndian>

#include <openssl/sha.h>

#include <cstring>

namespace rawi::server {

namespace {

constexpr qsizetype kFixedBytes = 8 * 4 + 8;

SHA256_CTX contextOf(const std::array<uint32_t, 8> &chain, uint64_t length,
                     const std::array<unsigned char, 64> &block)
{
    SHA256_CTX context;
    SHA256_Init(&context);
    std::memcpy(context.h, chain.data(), sizeof context.h);
    const uint64_t bits = length * 8;
    context.Nl = static_cast<SHA_LONG>(bits);
    context.Nh = static_cast<SHA_LONG>(bits >> 32);
    context.num = static_cast<unsigned>(length % 64);
    std::memcpy(context.data, block.data(), block.size());
    return context;
}

} // namespace

RunningHash::RunningHash()
{
    SHA256_CTX context;
    SHA256_Init(&context);
    std::memcpy(m_chain.data(), context.h, sizeof context.h);
}

std::optional<RunningHash> RunningHash::fromState(const QByteArray &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    if (bytes.size() < kFixedBytes || bytes.toHex() != hex) {
        return std::nullopt;
    }
    RunningHash hash;
    const char *at = bytes.constData();
    for (uint32_t &word : hash.m_chain) {
        word = qFromBigEndian<uint32_t>(at);
        at += 4;
    }
    hash.m_length = qFromBigEndian<uint64_t>(at);
    if (bytes.size() - kFixedBytes != static_cast<qsizetype>(hash.m_length % 64)) {
        return std::nullopt;
    }
    std::memcpy(hash.m_block.data(), at + 8, hash.m_length % 64);
    return hash;
}

void RunningHash::add(const char *data, size_t size)
{
    SHA256_CTX context = contextOf(m_chain, m_length, m_block);
    SHA256_Update(&context, data, size);
    std::memcpy(m_chain.data(), context.h, sizeof context.h);
    std::memcpy(m_block.data(), context.data, m_block.size());
    m_length += size;
}

QByteArray RunningHash::state() const
{
    QByteArray bytes(kFixedBytes, Qt::Uninitialized);
    char *at = bytes.data();
    for (const uint32_t word : m_chain) {
        qToBigEndian(word, at);
        at += 4;
    }
    qToBigEndian(m_length, at);
    bytes.append(reinterpret_cast<const char *>(m_block.data()), static_cast<qsizetype>(m_length % 64));
    return bytes.toHex();
}

QString RunningHash::digest() const
{
    SHA256_CTX context = contextOf(m_chain, m_length, m_block);
    QByteArray digest(SHA256_DIGEST_LENGTH, Qt::Uninitialized);
    SHA256_Final(reinterpret_cast<unsigned char *>(digest.data()), &context);
    return QString::fromLatin1(digest.toHex());
}

} // namespace rawi::server

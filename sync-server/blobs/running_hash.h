#pragma once

#include <QByteArray>

#include <array>
#include <cstdint>
#include <optional>

namespace rawi::server {

// A SHA-256 (FIPS 180-4) over a stream that may be interrupted: its middle state can be stored and taken up
// again, so a resumed upload never reads back what it already holds. A plain value; one thread at a time.
class RunningHash {
public:
    RunningHash();
    // What state() gave; nothing when the bytes are not such a state.
    static std::optional<RunningHash> fromState(const QByteArray &hex);

    void add(const char *data, size_t size);
    // Lower-case hex: chaining value, length so far and the unfinished block (at most 222 characters).
    QByteArray state() const;
    // The digest of what was added so far, lower-case hex; more may be added afterwards.
    QString digest() const;
    qint64 length() const { return static_cast<qint64>(m_length); }

private:
    std::array<uint32_t, 8> m_chain;
    uint64_t m_length = 0;
    std::array<unsigned char, 64> m_block{};
};

} // namespace rawi::server

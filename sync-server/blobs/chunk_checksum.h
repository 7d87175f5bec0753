#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <memory>
#include <string_view>

namespace rawi::server {

// The Upload-Checksum of one PATCH (tus 1.0, checksum extension): what was announced and what arrives.
class ChunkChecksum {
public:
    // "sha256 <base64>" or "sha1 <base64>". Errors: InvalidArgument (unknown algorithm, malformed).
    static Result<ChunkChecksum> parse(std::string_view header);
    ChunkChecksum(ChunkChecksum &&) noexcept;
    ChunkChecksum &operator=(ChunkChecksum &&) noexcept;
    ~ChunkChecksum();

    void add(const char *data, size_t size);
    // Ends it: whether what was added is what was announced.
    bool matches();

    static constexpr const char *kAlgorithms = "sha1,sha256";

private:
    struct Context;
    ChunkChecksum(std::unique_ptr<Context> context, QByteArray announced);
    std::unique_ptr<Context> m_context;
    QByteArray m_announced;
};

} // namespace rawi::server

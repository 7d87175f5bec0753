#pragma once

#include <QtGlobal>

#include <optional>
#include <string_view>

namespace rawi::server {

// What a Range header asks of a representation of `size` bytes (RFC 9110 §14.2). Whole: no range, several
// ranges, or one not understood, all of which a server may answer with the whole.
struct ByteRange {
    enum class Kind { Whole, Part, Unsatisfiable };
    Kind kind = Kind::Whole;
    qint64 first = 0;
    qint64 length = 0;
};

ByteRange byteRange(std::string_view header, qint64 size);

} // namespace rawi::server

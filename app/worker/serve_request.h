#pragma once

#include "core/media/serve_lines.h"

namespace rawi {

// A longer line is refused: two paths of the longest kind fit in with all their characters escaped.
constexpr qsizetype kLongestRequest = 64 * 1024;

// Errors: InvalidArgument or UnknownField, naming the member.
Result<ServeRequest> readServeRequest(const QByteArray &line);

} // namespace rawi

#pragma once

namespace rawi {

// What a drag of library items carries: one uuid a line.
inline constexpr const char *kContentDragType = "application/x-rawi-content";

} // namespace rawi

#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace rawi {

// Fonts for burnt subtitles, read while files can still be opened: one for Arabic, one for what it lacks.
struct SubtitleFonts {
    QByteArray arabic; // Noto Sans Arabic
    QByteArray other;  // Noto Sans
    // Errors: FileMissing, naming the package to install.
    static Result<SubtitleFonts> read();
};

} // namespace rawi

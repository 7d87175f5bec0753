#pragma once

#include "core/subtitles/cue_check.h"
#include "core/subtitles/line_lint.h"

#include <QString>

namespace rawi {

// What a finding is, in the language of the desk.
QString findingText(LintKind kind);
QString findingText(const CueFinding &finding);

} // namespace rawi

#pragma once

#include "core/media/probe_report.h"

namespace rawi {

// What a probe's "verdict" means for an editor, in the language of the desk: whether the file plays everywhere as it is,
// and on lines of its own why not, or what to know. Empty when the probe gave none.
QString verdictText(const std::optional<ProbeVerdict> &verdict);

} // namespace rawi

#pragma once

#include "core/media/probe_report.h"

namespace rawi {

class SourceFile;

// Judged from a probe's report without its verdict.
ProbeVerdict verdictOn(const ProbeReport &report, const SourceFile &source);

} // namespace rawi

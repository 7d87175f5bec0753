#pragma once

#include "ui/text/feature_words.h"

namespace rawi {

// What this feature calls its fields, commands, states, events and records; also for rawictl, which has no windows.
FeatureWords catalogWords();

} // namespace rawi

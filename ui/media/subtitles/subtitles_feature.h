#pragma once

#include "ui/house/feature.h"

namespace rawi {

// Subtitles and chapters.
Feature subtitlesFeature();

} // namespace rawi

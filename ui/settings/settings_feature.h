#pragma once

#include "ui/house/feature.h"

namespace rawi {

// The settings with the pages of all features, the list of shortcuts, and what this program is.
Feature settingsFeature();

} // namespace rawi

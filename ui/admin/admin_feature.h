#pragma once

#include "ui/house/feature.h"

namespace rawi {

// The Admin window, and the house's own rooms in it.
Feature adminFeature();

} // namespace rawi

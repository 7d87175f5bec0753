#pragma once

#include "ui/house/feature.h"

namespace rawi {

// Cutting a film.
Feature cutterFeature();

} // namespace rawi

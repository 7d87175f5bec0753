#pragma once

#include "ui/house/feature.h"

namespace rawi {

// The poster of a film.
Feature posterFeature();

} // namespace rawi

#pragma once

#include "ui/house/feature.h"

namespace rawi {

// The preview beside the rooms, and what is done with a film from there.
Feature playerFeature();

} // namespace rawi

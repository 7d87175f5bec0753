#pragma once

#include "ui/house/feature.h"

namespace rawi {

// Series: their board, and the place of an item in them.
Feature catalogFeature();

} // namespace rawi

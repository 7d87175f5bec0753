#pragma once

#include "ui/house/feature.h"

namespace rawi {

// Items: the library with its collections, the inspector, finding items from the palette.
Feature contentFeature();

} // namespace rawi

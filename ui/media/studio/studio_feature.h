#pragma once

#include "ui/house/feature.h"

namespace rawi {

// Taking files in, encoding and sending them: the studio, the transfers, the presets.
Feature studioFeature();

} // namespace rawi

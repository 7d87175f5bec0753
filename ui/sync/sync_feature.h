#pragma once

#include "ui/house/feature.h"

namespace rawi {

// The link to the server: its state, and what needs attention.
Feature syncFeature();

} // namespace rawi

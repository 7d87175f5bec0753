#pragma once

#include "ui/house/feature.h"

namespace rawi::app {

// The features of the desk, in the order in which their rooms stand in the rail. A new one is added here and nowhere else.
Features deskFeatures();

} // namespace rawi::app

#pragma once

#include "core/replica/local_store.h"

namespace rawi {

// The local stores of a desk: those of every feature.
LocalStores makeDeskStores();

} // namespace rawi

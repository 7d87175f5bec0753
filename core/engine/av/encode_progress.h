#pragma once

#include "core/media/worker_results.h"

#include <functional>

namespace rawi {

using EncodeProgressFunction = std::function<void(const EncodeProgress &)>;

} // namespace rawi

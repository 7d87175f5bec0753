#include "core/media/worker_results.h"

#include <cmath>

namespace rawi {

void EncodeProgress::tidy()
{
    fps = std::round(fps * 10) / 10;
    speed = std::round(speed * 100) / 100;
}

} // namespace rawi

#include "core/engine/look/frame_score.h"

#include <algorithm>
#include <cmath>

namespace rawi {

double posterScore(const AVFrame *frame)
{
    double sum = 0;
    double squares = 0;
    double edges = 0;
    for (int y = 1; y + 1 < frame->height; ++y) {
        const uint8_t *above = frame->data[0] + (y - 1) * frame->linesize[0];
        const uint8_t *row = frame->data[0] + y * frame->linesize[0];
        const uint8_t *below = frame->data[0] + (y + 1) * frame->linesize[0];
        for (int x = 1; x + 1 < frame->width; ++x) {
            const double value = row[x];
            sum += value;
            squares += value * value;
            const double laplacian = 4 * value - row[x - 1] - row[x + 1] - above[x] - below[x];
            edges += laplacian * laplacian;
        }
    }
    const double count = std::max(1, (frame->width - 2) * (frame->height - 2));
    const double mean = sum / count;
    const double spread = std::sqrt(std::max(0.0, squares / count - mean * mean));
    const double sharpness = std::log1p(edges / count);
    // Full marks between dark grey and light grey, none at black and white.
    const double light = std::clamp(std::min(mean - 16, 245 - mean) / 60, 0.0, 1.0);
    return light * std::min(spread, 64.0) * (1 + sharpness);
}

} // namespace rawi

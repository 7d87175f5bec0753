#include "core/base/jitter.h"

#include <QRandomGenerator>

#include <algorithm>

namespace rawi {

int fullJitterMs(int failures, int firstMs, int longestMs)
{
    const auto longest = static_cast<int>(std::min<qint64>(longestMs, qint64(firstMs) << std::clamp(failures - 1, 0, 20)));
    return QRandomGenerator::global()->bounded(longest / 5, longest + 1);
}

} // namespace rawi

#include "ui/media/frame_time.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace rawi {

qint64 FrameTime::frameAt(qint64 positionMs) const
{
    // Positions come rounded to a millisecond, so a frame's own start may lie half of one before it.
    const auto frame = static_cast<qint64>(std::floor((static_cast<double>(positionMs) + 0.5) * fps / 1000.0));
    return std::clamp<qint64>(frame, 0, lastFrame());
}

qint64 FrameTime::positionOf(qint64 frame) const
{
    const qint64 within = std::clamp<qint64>(frame, 0, lastFrame());
    return static_cast<qint64>(std::floor((static_cast<double>(within) + 0.5) * 1000.0 / fps));
}

qint64 FrameTime::lastFrame() const
{
    return std::max<qint64>(0, static_cast<qint64>(std::llround(static_cast<double>(durationMs) * fps / 1000.0)) - 1);
}

qint64 FrameTime::clamped(qint64 positionMs) const
{
    return std::clamp<qint64>(positionMs, 0, positionOf(lastFrame()));
}

double probedFrameRate(const QJsonObject &metadata)
{
    const QJsonArray streams = metadata.value(QLatin1StringView("streams")).toArray();
    const int main = metadata.value(QLatin1StringView("main_video")).toInt(-1);
    for (const QJsonValue &one : streams) {
        if (one.toObject().value(QLatin1StringView("index")).toInt() != main) {
            continue;
        }
        const QJsonObject rate = one.toObject().value(QLatin1StringView("frame_rate")).toObject();
        const double num = rate.value(QLatin1StringView("num")).toDouble();
        const double den = rate.value(QLatin1StringView("den")).toDouble();
        if (num > 0 && den > 0) {
            return num / den;
        }
    }
    return 0;
}

} // namespace rawi

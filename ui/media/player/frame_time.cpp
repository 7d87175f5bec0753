#include "ui/media/player/frame_time.h"

#include "core/media/probe_report.h"

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
    const auto probe = fromJson<ProbeReport>(metadata);
    const ProbeStream *main = probe.mainPicture();
    const bool told = main != nullptr && main->frameRate.num > 0 && main->frameRate.den > 0;
    return told ? double(main->frameRate.num) / main->frameRate.den : 0;
}

} // namespace rawi

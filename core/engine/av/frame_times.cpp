#include "core/engine/av/frame_times.h"

#include <algorithm>

namespace rawi {

AVRational renditionTimeBase(AVRational source)
{
    constexpr int kFineEnough = 10'000;
    if (source.den <= 0 || source.den > 1'000'000'000 || source.num != 1) {
        return {1, 90'000};
    }
    const int factor = source.den >= kFineEnough ? 1 : (kFineEnough + source.den - 1) / source.den;
    return {1, source.den * factor};
}

AVRational sensibleFrameRate(AVFormatContext *context, AVStream *stream)
{
    for (const AVRational rate : {stream->avg_frame_rate, av_guess_frame_rate(context, stream, nullptr)}) {
        if (rate.num > 0 && rate.den > 0 && av_q2d(rate) <= 480 && av_q2d(rate) > 0.01) {
            return rate;
        }
    }
    return {25, 1};
}

std::vector<qint64> decodeTimes(const std::vector<qint64> &presentation)
{
    std::vector<qint64> sorted = presentation;
    std::sort(sorted.begin(), sorted.end());
    size_t delay = 0;
    for (size_t i = 0; i < presentation.size(); ++i) {
        while (delay < i && sorted[i - delay] > presentation[i]) {
            ++delay;
        }
    }
    std::vector<qint64> times(presentation.size());
    for (size_t i = 0; i < times.size(); ++i) {
        if (i >= delay) {
            times[i] = sorted[i - delay];
        } else {
            const qint64 lead = std::max(sorted[std::min(delay, sorted.size() - 1)] - sorted[0], qint64(delay));
            times[i] = sorted[0] - lead * qint64(delay - i) / qint64(delay);
        }
    }
    return times;
}

} // namespace rawi

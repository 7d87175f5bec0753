#include "core/subtitles/cue_timing.h"

#include "core/subtitles/cue_time.h"

namespace rawi {

namespace {

template <typename Move>
Result<QList<Cue>> moved(const QList<Cue> &cues, const Move &move)
{
    QList<Cue> result = cues;
    for (qsizetype i = 0; i < result.size(); ++i) {
        result[i].startMs = move(result[i].startMs);
        result[i].endMs = move(result[i].endMs);
        for (const qint64 ms : {result[i].startMs, result[i].endMs}) {
            if (ms < 0 || ms > kMaxCueTimeMs) {
                return Error{ErrorCode::InvalidArgument, u"cue %1"_s.arg(i + 1),
                             u"it would be at %1 ms"_s.arg(ms), SubjectKind::Place};
            }
        }
    }
    return result;
}

} // namespace

Result<QList<Cue>> shiftedCues(const QList<Cue> &cues, qint64 byMs)
{
    return moved(cues, [byMs](qint64 ms) { return ms + byMs; });
}

Result<QList<Cue>> scaledCues(const QList<Cue> &cues, SyncPoint first, SyncPoint second)
{
    const qint64 from = second.fromMs - first.fromMs;
    const qint64 to = second.toMs - first.toMs;
    if (from == 0 || to == 0 || (from < 0) != (to < 0)) {
        return Error{ErrorCode::InvalidArgument, u"points"_s,
                     u"two different moments in the same order are needed"_s};
    }
    // Whole numbers: 10^9.6 ms squared does not fit 64 bits, a double's 53 bits do for rounding to a
    // millisecond.
    const double factor = static_cast<double>(to) / static_cast<double>(from);
    return moved(cues, [&](qint64 ms) {
        return first.toMs + qRound64(static_cast<double>(ms - first.fromMs) * factor);
    });
}

} // namespace rawi

#include "core/engine/cut/smart_cut_plan.h"

#include <QSet>

#include <algorithm>
#include <cstdint>

namespace rawi {

namespace {

// The frames from one IDR frame to before the next.
struct Gop {
    size_t begin = 0;
    size_t end = 0;
};

std::vector<Gop> gopsOf(const std::vector<CutFrame> &frames)
{
    std::vector<Gop> gops;
    for (size_t i = 0; i < frames.size(); ++i) {
        if (gops.empty() || frames[i].idr) {
            gops.push_back({i, i + 1});
        }
        gops.back().end = i + 1;
    }
    return gops;
}

// Plans one range. Used by one planRange call.
class Planner {
public:
    Planner(const std::vector<CutFrame> &frames, qint64 fromPts, qint64 untilPts) :
        m_frames(frames), m_from(fromPts), m_until(untilPts)
    {
    }

    void add(const Gop &gop, bool mayCopy)
    {
        const qint64 shown = count(gop, m_from, m_until);
        if (shown == 0) {
            return;
        }
        const size_t copied = mayCopy && whole(gop) ? copyable(gop) : 0;
        qint64 from = m_from;
        if (copied > 0) {
            m_pieces.append({true, gop.begin, copied, 0, 0});
            for (size_t i = gop.begin; i < gop.begin + copied; ++i) {
                from = std::max(from, m_frames[i].pts + 1);
            }
        }
        const qint64 left = count(gop, from, m_until);
        if (left == 0) {
            return;
        }
        qint64 until = INT64_MIN;
        qint64 first = INT64_MAX;
        for (size_t i = gop.begin; i < gop.end; ++i) {
            if (isShown(m_frames[i], from, m_until)) {
                first = std::min(first, m_frames[i].pts);
                until = std::max(until, m_frames[i].pts + 1);
            }
        }
        if (!m_pieces.isEmpty() && !m_pieces.last().copied) {
            m_pieces.last().untilPts = until;
            m_pieces.last().count += size_t(left);
        } else {
            m_pieces.append({false, gop.begin, size_t(left), first, until});
        }
    }

    const QList<CutPiece> &pieces() const { return m_pieces; }

private:
    static bool isShown(const CutFrame &frame, qint64 from, qint64 until)
    {
        return !frame.hidden && frame.pts >= from && frame.pts < until;
    }

    // Two frames for one moment are one.
    qint64 count(const Gop &gop, qint64 from, qint64 until) const
    {
        QSet<qint64> times;
        for (size_t i = gop.begin; i < gop.end; ++i) {
            if (isShown(m_frames[i], from, until)) {
                times.insert(m_frames[i].pts);
            }
        }
        return times.size();
    }

    // Begins with an IDR frame that is shown, and every frame has a moment of its own, after that one's.
    bool whole(const Gop &gop) const
    {
        const CutFrame &first = m_frames[gop.begin];
        if (!first.idr || first.pts < m_from || first.pts >= m_until) {
            return false;
        }
        QSet<qint64> times;
        for (size_t i = gop.begin; i < gop.end; ++i) {
            const CutFrame &frame = m_frames[i];
            if (frame.hidden || times.contains(frame.pts) || frame.pts < first.pts) {
                return false;
            }
            times.insert(frame.pts);
        }
        return true;
    }

    // How many frames in decode order show all moments up to their last, and none behind the range.
    size_t copyable(const Gop &gop) const
    {
        std::vector<qint64> leastAfter(gop.end - gop.begin + 1, INT64_MAX);
        for (size_t i = gop.end; i-- > gop.begin;) {
            leastAfter[i - gop.begin] = std::min(leastAfter[i - gop.begin + 1], m_frames[i].pts);
        }
        size_t best = 0;
        qint64 newest = INT64_MIN;
        for (size_t i = gop.begin; i < gop.end; ++i) {
            newest = std::max(newest, m_frames[i].pts);
            if (newest >= m_until) {
                break;
            }
            if (newest < leastAfter[i - gop.begin + 1]) {
                best = i - gop.begin + 1;
            }
        }
        return best;
    }

    const std::vector<CutFrame> &m_frames;
    qint64 m_from;
    qint64 m_until;
    QList<CutPiece> m_pieces;
};

} // namespace

QList<CutPiece> planRange(const std::vector<CutFrame> &frames, qint64 fromPts, qint64 untilPts, bool mayCopy)
{
    Planner planner(frames, fromPts, untilPts);
    for (const Gop &gop : gopsOf(frames)) {
        planner.add(gop, mayCopy);
    }
    return planner.pieces();
}

} // namespace rawi

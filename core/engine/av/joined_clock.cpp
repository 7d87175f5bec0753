#include "core/engine/av/joined_clock.h"

#include "core/engine/av/av_input.h"

#include <algorithm>

namespace rawi {

namespace {

constexpr qint64 kBackUs = 100'000;
constexpr qint64 kAheadUs = 10'000'000;
constexpr qint64 kAlikeUs = 10'000'000;    // streams of one part begin this near to each other
constexpr qint64 kGoesOnUs = 5'000'000;    // a stream that goes on for longer did not end at the jump of another one
constexpr size_t kMostKeys = 2'000'000;

} // namespace

bool StreamClock::jumpsAt(const AVPacket *packet, AVRational timeBase)
{
    const qint64 time = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
    if (time == AV_NOPTS_VALUE) {
        return false;
    }
    const qint64 us = av_rescale_q(time, timeBase, AV_TIME_BASE_Q);
    const bool jumps = m_lastUs != INT64_MIN && (us < m_lastUs - kBackUs || us > m_endUs + kAheadUs);
    m_jumps += jumps ? 1 : 0;
    m_lastUs = us;
    m_endUs = us + av_rescale_q(qMax<qint64>(0, packet->duration), timeBase, AV_TIME_BASE_Q);
    return jumps;
}

void StreamClock::restart(int jumps)
{
    m_jumps = jumps;
    m_lastUs = m_endUs = INT64_MIN;
}

// Reads a file's packets once and finds its parts. Belongs to one measure() call.
class ClockScan {
public:
    explicit ClockScan(AvInput &input) : m_input(input), m_video(input.videoStream()) {}

    Result<std::shared_ptr<const JoinedClock>> run()
    {
        const PacketPtr packet = makePacket();
        for (;;) {
            const Result<bool> more = m_input.read(packet.get());
            if (!more.ok() && (more.error().code == ErrorCode::Timeout || m_streams.empty())) {
                return more.error();
            }
            if (!more.ok() || !*more) {
                break; // what breaks off is told to those who decode it
            }
            take(packet.get());
            av_packet_unref(packet.get());
        }
        assignParts();
        mergeParts();
        return finished();
    }

private:
    struct Run {
        qint64 startUs = INT64_MAX;
        qint64 endUs = INT64_MIN;
        qint64 position = 0;
        size_t part = 0;
    };
    struct Stream {
        StreamClock clock;
        std::vector<Run> runs;
    };
    struct Jump {
        size_t stream = 0;
        size_t run = 0;           // that it begins
        qint64 us = 0;            // to where
        std::vector<qint64> ends; // of every stream, so far
        std::vector<size_t> runs; // that every stream is in
    };
    struct Part {
        qint64 us = 0;         // where its first stream begins
        size_t jump = SIZE_MAX; // that opened it
        size_t merged = 0;     // counted without those that are none
    };
    struct Key {
        qint64 us = 0;
        qint64 position = 0;
        size_t run = 0;
    };

    void take(const AVPacket *packet)
    {
        const auto index = size_t(packet->stream_index);
        const AVStream *stream = m_input.context()->streams[index];
        const AVMediaType type = stream->codecpar->codec_type;
        if (type != AVMEDIA_TYPE_VIDEO && type != AVMEDIA_TYPE_AUDIO) {
            return;
        }
        m_streams.resize(std::max(m_streams.size(), index + 1));
        Stream &own = m_streams[index];
        if (own.clock.jumpsAt(packet, stream->time_base)) {
            noteJump(index, packet);
        }
        if (own.runs.empty() || own.runs.size() <= size_t(own.clock.jumps())) {
            own.runs.push_back({INT64_MAX, INT64_MIN, qMax<qint64>(0, packet->pos), 0});
        }
        const qint64 time = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
        const qint64 lengthUs = av_rescale_q(lengthOf(packet, stream), stream->time_base, AV_TIME_BASE_Q);
        Run &run = own.runs.back();
        if (time == AV_NOPTS_VALUE) {
            run.endUs += run.endUs == INT64_MIN ? 0 : lengthUs;
            return;
        }
        const qint64 us = av_rescale_q(time, stream->time_base, AV_TIME_BASE_Q);
        run.startUs = std::min(run.startUs, us);
        run.endUs = std::max(run.endUs, us + lengthUs);
        if (int(index) == m_video && (packet->flags & AV_PKT_FLAG_KEY) != 0 && packet->pos >= 0 && m_keys.size() < kMostKeys) {
            m_keys.push_back({us, packet->pos, own.runs.size() - 1});
        }
    }

    static qint64 lengthOf(const AVPacket *packet, const AVStream *stream)
    {
        const AVRational rate = stream->avg_frame_rate;
        const bool known = packet->duration > 0 || rate.num <= 0 || rate.den <= 0;
        return known ? qMax<qint64>(0, packet->duration) : av_rescale_q(1, av_inv_q(rate), stream->time_base);
    }

    void noteJump(size_t index, const AVPacket *packet)
    {
        const AVRational base = m_input.context()->streams[index]->time_base;
        const qint64 time = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
        Jump jump{index, m_streams[index].runs.size(), av_rescale_q(time, base, AV_TIME_BASE_Q), {}, {}};
        for (const Stream &stream : m_streams) {
            jump.ends.push_back(stream.runs.empty() ? INT64_MIN : stream.runs.back().endUs);
            jump.runs.push_back(stream.runs.empty() ? 0 : stream.runs.size() - 1);
        }
        m_jumps.push_back(std::move(jump));
    }

    // A stream that jumps enters a part that another one has opened, or opens one.
    void assignParts()
    {
        m_parts.emplace_back();
        std::vector<size_t> at(m_streams.size(), 0);
        for (size_t i = 0; i < m_jumps.size(); ++i) {
            const Jump &jump = m_jumps[i];
            size_t &part = at[jump.stream];
            size_t next = part + 1;
            while (next < m_parts.size() && std::abs(m_parts[next].us - jump.us) > kAlikeUs) {
                ++next;
            }
            if (next == m_parts.size() && part + 1 == next) {
                m_parts.push_back({jump.us, i, 0});
            }
            part = next < m_parts.size() ? next : part;
            m_streams[jump.stream].runs[jump.run].part = part;
        }
    }

    // Where one stream jumps and another goes on as before, there is a hole, not another clock.
    bool isReal(size_t part) const
    {
        const Jump &jump = m_jumps[m_parts[part].jump];
        for (size_t i = 0; i < jump.ends.size(); ++i) {
            const std::vector<Run> &runs = m_streams[i].runs;
            const bool enters = std::any_of(runs.begin(), runs.end(), [&](const Run &run) { return run.part == part; });
            if (i == jump.stream || enters || runs.empty()) {
                continue;
            }
            const Run &other = runs[jump.runs[i]];
            const bool spans = other.startUs < jump.ends[jump.stream] && other.endUs > jump.us;
            if (spans || other.endUs > jump.ends[i] + kGoesOnUs) {
                return false;
            }
        }
        return true;
    }

    void mergeParts()
    {
        size_t merged = 0;
        for (size_t part = 1; part < m_parts.size(); ++part) {
            merged += isReal(part) ? 1 : 0;
            m_parts[part].merged = merged;
        }
    }

    std::shared_ptr<const JoinedClock> finished() const
    {
        struct Extent {
            qint64 startUs = INT64_MAX;
            qint64 endUs = INT64_MIN;
            qint64 shiftUs = 0;
        };
        std::vector<Extent> extents(m_parts.back().merged + 1);
        for (const Stream &stream : m_streams) {
            for (const Run &run : stream.runs) {
                Extent &extent = extents[m_parts[run.part].merged];
                extent.startUs = std::min(extent.startUs, run.startUs);
                extent.endUs = std::max(extent.endUs, run.endUs);
            }
        }
        auto joined = std::make_shared<JoinedClock>();
        joined->m_endUs = extents.front().endUs;
        for (size_t i = 1; i < extents.size(); ++i) {
            extents[i].shiftUs = joined->m_endUs - extents[i].startUs;
            joined->m_startsUs.push_back(joined->m_endUs);
            joined->m_endUs = std::max(joined->m_endUs, extents[i].endUs + extents[i].shiftUs);
        }
        for (const Stream &stream : m_streams) {
            std::vector<JoinedClock::Run> &runs = joined->m_streams.emplace_back();
            for (const Run &run : stream.runs) {
                runs.push_back({run.position, extents[m_parts[run.part].merged].shiftUs});
            }
        }
        for (const Key &key : m_keys) {
            joined->m_keys.push_back({key.us + joined->m_streams[size_t(m_video)][key.run].shiftUs, key.position});
        }
        return joined;
    }

    AvInput &m_input;
    int m_video;
    std::vector<Stream> m_streams;
    std::vector<Jump> m_jumps;
    std::vector<Part> m_parts;
    std::vector<Key> m_keys;
};

Result<std::shared_ptr<const JoinedClock>> JoinedClock::measure(const SourceFile &source, qint64 budgetMs)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, budgetMs, AvInput::Clock::AsWritten));
    return ClockScan(*input).run();
}

qint64 JoinedClock::shiftUs(int stream, int jump) const
{
    if (size_t(stream) >= m_streams.size() || m_streams[size_t(stream)].empty()) {
        return 0;
    }
    const std::vector<Run> &runs = m_streams[size_t(stream)];
    return runs[std::min(size_t(jump), runs.size() - 1)].shiftUs;
}

int JoinedClock::jumpsBefore(int stream, qint64 position) const
{
    if (size_t(stream) >= m_streams.size() || m_streams[size_t(stream)].empty()) {
        return 0;
    }
    const std::vector<Run> &runs = m_streams[size_t(stream)];
    return int(std::count_if(runs.begin() + 1, runs.end(), [&](const Run &run) { return run.position <= position; }));
}

bool JoinedClock::beginsBetween(qint64 afterUs, qint64 untilUs) const
{
    const auto first = std::upper_bound(m_startsUs.begin(), m_startsUs.end(), afterUs);
    return first != m_startsUs.end() && *first <= untilUs;
}

qint64 JoinedClock::keyBefore(qint64 us) const
{
    const auto behind = std::upper_bound(m_keys.begin(), m_keys.end(), us, [](qint64 at, const Key &key) { return at < key.us; });
    return behind == m_keys.begin() ? -1 : std::prev(behind)->position;
}

} // namespace rawi

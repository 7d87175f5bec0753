#include "core/engine/av/stream_promise.h"

#include "core/engine/av/stated_sizes.h"

#include <algorithm>
#include <array>

namespace rawi {

namespace {

// A container may round, and an encoder's start-up may count.
constexpr qint64 kToleratedUs = 250'000;

bool isOneOf(const QByteArray &format, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&](const char *name) { return format.startsWith(name); });
}

} // namespace

qint64 StreamPromise::us(qint64 time) const
{
    return av_rescale_q(time, m_input.context()->streams[m_stream]->time_base, AV_TIME_BASE_Q);
}

void StreamPromise::read(const AVPacket *packet)
{
    const qint64 time = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    m_newest = time == AV_NOPTS_VALUE ? m_newest + m_length : time;
    m_length = std::max<qint64>(0, packet->duration);
    m_end = std::max(m_end, m_newest + m_length);
}

void StreamPromise::lost()
{
    m_firstLost = m_firstLost == INT64_MIN ? m_newest : m_firstLost;
    m_lost += m_length;
}

QString StreamPromise::missing() const
{
    const AVFormatContext *context = m_input.context();
    const AVStream *stream = context->streams[m_stream];
    const QByteArray format = context->iformat->name;
    const char *const what = stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO ? "picture" : "sound";
    const bool exact = isOneOf(format, {"mov,", "aiff", "au", "caf", "wav", "w64", "flac", "mp3", "mxf"});
    const bool inFragments = format.startsWith("mov,") && stream->nb_frames == 0; // which say nothing of the whole
    const bool knows = exact && !inFragments && context->duration_estimation_method == AVFMT_DURATION_FROM_STREAM && m_input.joins() == 0
        && stream->duration != AV_NOPTS_VALUE && stream->duration > 0;
    const qint64 start = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
    if (knows && m_end != INT64_MIN && us(start + stream->duration - m_end) > std::max(kToleratedUs, us(2 * m_length))) {
        return missingText(what, us(m_end - start), us(stream->duration));
    }
    const bool indexed = exact || isOneOf(format, {"matroska", "avi", "flv"});
    if (indexed && us(m_lost) > kToleratedUs) {
        return u"%1 s of its %2 cannot be decoded, the first of it at %3 s: the file is damaged inside"_s
            .arg(double(us(m_lost)) / 1e6, 0, 'f', 1)
            .arg(QLatin1StringView(what))
            .arg(double(us(m_firstLost - start)) / 1e6, 0, 'f', 1);
    }
    return {};
}

Result<void> StreamPromise::check() const
{
    const QString what = missing();
    if (what.isEmpty() || m_input.source().findings().tolerates(what)) {
        return {};
    }
    return Error{ErrorCode::MediaTruncated, m_input.source().name(), what};
}

} // namespace rawi

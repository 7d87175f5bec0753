#include "core/engine/joiner.h"

#include "core/engine/mux_file.h"

#include <QFileInfo>

#include <algorithm>

namespace rawi {

namespace {

struct FormatCloser {
    void operator()(AVFormatContext *context) const { avformat_close_input(&context); }
};
using FormatPtr = std::unique_ptr<AVFormatContext, FormatCloser>;

// The packets of one or more intermediate files, one after the other, their times without the shift.
class PartReader {
public:
    explicit PartReader(const QStringList &paths) : m_paths(paths) {}

    Result<void> open()
    {
        RAWI_ASSIGN(AVFormatContext *const context, openIntermediate(m_paths.at(m_next++)));
        m_context.reset(context);
        const AVCodecParameters *parameters = stream()->codecpar;
        const QByteArray header(reinterpret_cast<const char *>(parameters->extradata), parameters->extradata_size);
        if (!m_header.isEmpty() && header != m_header) {
            return Error{ErrorCode::Internal, m_paths.first(),
                         QStringLiteral("the parts were made by different encoders")};
        }
        m_header = header;
        return {};
    }

    Result<bool> read(AVPacket *packet)
    {
        for (;;) {
            const int code = av_read_frame(m_context.get(), packet);
            if (code >= 0) {
                const qint64 shift = kIntermediateShiftSeconds * stream()->time_base.den;
                packet->pts -= shift;
                packet->dts -= shift;
                return true;
            }
            if (code != AVERROR_EOF) {
                return avError(code, m_paths.at(m_next - 1), QStringLiteral("reading a finished part"));
            }
            if (m_next >= m_paths.size()) {
                return false;
            }
            RAWI_TRY(open());
        }
    }

    const AVStream *stream() const { return m_context->streams[0]; }

private:
    QStringList m_paths;
    qsizetype m_next = 0;
    FormatPtr m_context;
    QByteArray m_header;
};

// Decode times for frames in decode order, over the whole film: the sorted presentation times, late by as many
// frames as the deepest reordering needs. Each segment's own ones collide where frame times are uneven.
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

// One sound track's packets in waiting.
struct SoundQueue {
    explicit SoundQueue(const QString &path) : reader({path}) {}
    PartReader reader;
    PacketPtr packet = makePacket();
    int stream = -1;
    bool waiting = false;
};

// Writes one final file. Belongs to one joinParts call.
class Joiner {
public:
    Joiner(const CheckpointStore &store, const JoinOrder &order) : m_store(store), m_order(order)
    {
        for (qsizetype i = 0; i < store.segments().size(); ++i) {
            m_segments.append(store.segmentPath(i));
        }
    }

    Result<JoinedFile> run()
    {
        RAWI_TRY(readTimes());
        RAWI_ASSIGN(m_file, MuxFile::create(m_order.path, MuxFile::Kind::Final, m_order.form));
        PartReader video(m_segments);
        int videoStream = -1;
        if (!m_segments.isEmpty()) {
            RAWI_TRY(video.open());
            RAWI_ASSIGN(videoStream, m_file->addStream(video.stream()->codecpar, video.stream()->time_base));
            m_result.width = video.stream()->codecpar->width;
            m_result.height = video.stream()->codecpar->height;
        }
        RAWI_TRY(openSounds());
        RAWI_TRY(m_file->start());
        RAWI_TRY(copy(video, videoStream));
        RAWI_ASSIGN(m_result.size, m_file->finish());
        return m_result;
    }

private:
    Result<void> openSounds()
    {
        for (const JoinedSound &sound : m_order.sounds) {
            auto queue = std::make_unique<SoundQueue>(sound.path);
            RAWI_TRY(queue->reader.open());
            const AVStream *source = queue->reader.stream();
            RAWI_ASSIGN(queue->stream, m_file->addStream(source->codecpar, source->time_base));
            m_file->describeSound(queue->stream, sound.language, sound.role, m_sounds.empty());
            RAWI_ASSIGN(queue->waiting, queue->reader.read(queue->packet.get()));
            m_sounds.push_back(std::move(queue));
        }
        return {};
    }

    Result<void> readTimes()
    {
        if (m_segments.isEmpty()) {
            return {};
        }
        std::vector<qint64> presentation;
        qint64 expected = 0;
        for (const SegmentRecord &segment : m_store.segments()) {
            expected += segment.frames;
        }
        presentation.reserve(size_t(expected));
        PartReader reader(m_segments);
        RAWI_TRY(reader.open());
        for (;;) {
            RAWI_ASSIGN(const bool more, reader.read(m_video.get()));
            if (!more) {
                break;
            }
            presentation.push_back(m_video->pts);
            av_packet_unref(m_video.get());
        }
        if (qint64(presentation.size()) != expected) {
            return Error{ErrorCode::Internal, QFileInfo(m_order.path).fileName(),
                         QStringLiteral("%1 of %2 frames are in the parts").arg(presentation.size()).arg(expected)};
        }
        m_decodeTimes = decodeTimes(presentation);
        return {};
    }

    // The waiting sound whose packet is decoded first; null when all are through.
    SoundQueue *firstSound() const
    {
        SoundQueue *first = nullptr;
        for (const auto &sound : m_sounds) {
            if (sound->waiting
                && (first == nullptr
                    || av_compare_ts(sound->packet->dts, sound->reader.stream()->time_base, first->packet->dts,
                                     first->reader.stream()->time_base)
                        < 0)) {
                first = sound.get();
            }
        }
        return first;
    }

    // All in order of time; the muxer interleaves.
    Result<void> copy(PartReader &video, int videoStream)
    {
        RAWI_ASSIGN(bool haveVideo, videoStream >= 0 ? nextVideo(video) : Result<bool>(false));
        SoundQueue *sound = firstSound();
        while (haveVideo || sound != nullptr) {
            const bool takeVideo = haveVideo
                && (sound == nullptr
                    || av_compare_ts(m_video->dts, video.stream()->time_base, sound->packet->dts,
                                     sound->reader.stream()->time_base)
                        <= 0);
            if (takeVideo) {
                reached(m_video->pts + m_video->duration, video.stream()->time_base);
                RAWI_TRY(m_file->write(m_video.get(), videoStream));
                RAWI_ASSIGN(haveVideo, nextVideo(video));
            } else {
                reached(sound->packet->pts + sound->packet->duration, sound->reader.stream()->time_base);
                RAWI_TRY(m_file->write(sound->packet.get(), sound->stream));
                RAWI_ASSIGN(sound->waiting, sound->reader.read(sound->packet.get()));
                sound = firstSound();
            }
        }
        if (m_result.frames != qint64(m_decodeTimes.size())) {
            return Error{ErrorCode::Internal, QFileInfo(m_order.path).fileName(), QStringLiteral("frames were lost")};
        }
        return {};
    }

    Result<bool> nextVideo(PartReader &video)
    {
        RAWI_ASSIGN(const bool more, video.read(m_video.get()));
        if (more && m_result.frames < qint64(m_decodeTimes.size())) {
            m_video->dts = m_decodeTimes[size_t(m_result.frames++)];
            m_video->duration = m_store.lastDuration(); // counts for the last one only; others end at the next
        }
        return more;
    }

    void reached(qint64 end, AVRational base)
    {
        m_result.durationUs = qMax(m_result.durationUs, av_rescale_q(end, base, AV_TIME_BASE_Q));
    }

    const CheckpointStore &m_store;
    const JoinOrder &m_order;
    QStringList m_segments;
    std::unique_ptr<MuxFile> m_file;
    PacketPtr m_video = makePacket();
    std::vector<std::unique_ptr<SoundQueue>> m_sounds;
    std::vector<qint64> m_decodeTimes;
    JoinedFile m_result;
};

} // namespace

Result<JoinedFile> joinParts(const CheckpointStore &store, const JoinOrder &order)
{
    return Joiner(store, order).run();
}

} // namespace rawi

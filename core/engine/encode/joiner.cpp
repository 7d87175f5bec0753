#include "core/engine/encode/joiner.h"

#include "core/engine/av/frame_times.h"
#include "core/engine/av/mux_file.h"
#include "core/engine/av/part_reader.h"

#include <QFileInfo>

#include <functional>

namespace rawi {

namespace {

// One track's packets, the next one waiting. Belongs to one Joiner.
struct Lane {
    std::function<Result<bool>(AVPacket *)> read;
    AVRational timeBase{1, 1000};
    int stream = -1;
    bool isText = false;
    PacketPtr packet = makePacket();
    bool waiting = false;
};

// Writes one final file. Belongs to one joinParts call.
class Joiner {
public:
    explicit Joiner(const JoinOrder &order) : m_order(order) {}

    Result<JoinedFile> run()
    {
        RAWI_ASSIGN(m_file, MuxFile::create(m_order.path, MuxFile::Kind::Final, m_order.form));
        RAWI_TRY(openPicture());
        RAWI_TRY(openSounds());
        RAWI_TRY(openTexts());
        m_file->addChapters(m_order.chapters, m_order.filmMs);
        RAWI_TRY(m_file->start());
        RAWI_TRY(copy());
        if (m_order.copied == nullptr && m_result.frames != m_order.frames) {
            return Error{ErrorCode::Internal, QFileInfo(m_order.path).fileName(), u"frames were lost"_s};
        }
        RAWI_ASSIGN(m_result.size, m_file->finish());
        return m_result;
    }

private:
    Result<void> addLane(std::function<Result<bool>(AVPacket *)> read, int stream, AVRational timeBase,
                         bool isText = false)
    {
        Lane lane{std::move(read), timeBase, stream, isText};
        RAWI_ASSIGN(lane.waiting, lane.read(lane.packet.get()));
        m_lanes.push_back(std::move(lane));
        return {};
    }

    Result<void> addPicture(const AVStream *stream, std::function<Result<bool>(AVPacket *)> read)
    {
        RAWI_ASSIGN(const int index, m_file->addStream(stream->codecpar, stream->time_base));
        m_result.width = stream->codecpar->width;
        m_result.height = stream->codecpar->height;
        return addLane(std::move(read), index, stream->time_base);
    }

    Result<void> openPicture()
    {
        if (m_order.copied != nullptr) {
            RAWI_ASSIGN(const std::unique_ptr<AvInput> look, AvInput::open(*m_order.copied));
            RAWI_ASSIGN(m_film, CopyReader::open(*m_order.copied, look->videoStream()));
            return addPicture(m_film->stream(), [this](AVPacket *packet) { return nextCopied(packet); });
        }
        if (m_order.segments.isEmpty()) {
            return {};
        }
        RAWI_ASSIGN(const std::vector<qint64> times, presentationTimes(m_order.segments));
        if (qint64(times.size()) != m_order.frames) {
            return Error{ErrorCode::Internal, QFileInfo(m_order.path).fileName(),
                         u"%1 of %2 frames are in the parts"_s.arg(times.size()).arg(m_order.frames)};
        }
        m_decodeTimes = decodeTimes(times);
        m_segments = std::make_unique<PartReader>(m_order.segments);
        RAWI_TRY(m_segments->open());
        return addPicture(m_segments->stream(), [this](AVPacket *packet) { return nextEncoded(packet); });
    }

    Result<bool> nextCopied(AVPacket *packet)
    {
        RAWI_ASSIGN(const bool more, m_film->read(packet));
        m_result.frames += more ? 1 : 0;
        return more;
    }

    Result<bool> nextEncoded(AVPacket *packet)
    {
        RAWI_ASSIGN(const bool more, m_segments->read(packet));
        if (more && m_result.frames < qint64(m_decodeTimes.size())) {
            packet->dts = m_decodeTimes[size_t(m_result.frames++)];
            packet->duration = m_order.lastDuration; // counts for the last one only; others end at the next
        }
        return more;
    }

    Result<void> openSounds()
    {
        for (const JoinedSound &sound : m_order.sounds) {
            const auto reader = std::make_shared<PartReader>(QStringList{sound.path});
            RAWI_TRY(reader->open());
            RAWI_ASSIGN(const int index, m_file->addStream(reader->stream()->codecpar, reader->stream()->time_base));
            m_file->describeSound(index, sound.language, sound.role, &sound == &m_order.sounds.first());
            RAWI_TRY(addLane([reader](AVPacket *packet) { return reader->read(packet); }, index,
                             reader->stream()->time_base));
        }
        return {};
    }

    Result<void> openTexts()
    {
        for (const TextTrack &text : m_order.texts) {
            RAWI_ASSIGN(const int index, m_file->addText(text.language));
            const auto next = std::make_shared<qsizetype>(0);
            const auto cues = std::make_shared<QList<Cue>>(withoutOverlaps(text.cues));
            const auto read = [form = m_order.form, next, cues](AVPacket *packet) -> Result<bool> {
                if (*next >= cues->size()) {
                    return false;
                }
                const Cue &cue = cues->at((*next)++);
                const QByteArray content = textPacket(form, cue);
                if (av_new_packet(packet, int(content.size())) < 0) {
                    return avError(AVERROR(ENOMEM), u"subtitles"_s, u"writing"_s);
                }
                std::copy(content.begin(), content.end(), packet->data);
                packet->pts = packet->dts = cue.startMs;
                packet->duration = cue.endMs - cue.startMs;
                packet->flags |= AV_PKT_FLAG_KEY;
                return true;
            };
            RAWI_TRY(addLane(read, index, {1, 1000}, true));
        }
        return {};
    }

    // The lane whose packet is decoded first; null when all are through.
    Lane *first()
    {
        Lane *best = nullptr;
        for (Lane &lane : m_lanes) {
            if (lane.waiting
                && (best == nullptr
                    || av_compare_ts(lane.packet->dts, lane.timeBase, best->packet->dts, best->timeBase) < 0)) {
                best = &lane;
            }
        }
        return best;
    }

    // All in order of time; the muxer interleaves.
    Result<void> copy()
    {
        for (Lane *lane = first(); lane != nullptr; lane = first()) {
            if (!lane->isText) { // a text may stay longer than the film
                const qint64 end = lane->packet->pts + lane->packet->duration;
                m_result.durationUs = qMax(m_result.durationUs, av_rescale_q(end, lane->timeBase, AV_TIME_BASE_Q));
            }
            RAWI_TRY(m_file->write(lane->packet.get(), lane->stream));
            RAWI_ASSIGN(lane->waiting, lane->read(lane->packet.get()));
        }
        return {};
    }

    const JoinOrder &m_order;
    std::unique_ptr<MuxFile> m_file;
    std::unique_ptr<PartReader> m_segments;
    std::unique_ptr<CopyReader> m_film;
    std::vector<qint64> m_decodeTimes;
    std::vector<Lane> m_lanes;
    JoinedFile m_result;
};

} // namespace

Result<JoinedFile> joinParts(const JoinOrder &order)
{
    return Joiner(order).run();
}

} // namespace rawi

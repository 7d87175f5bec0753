#include "core/engine/cut/smart_cut_video.h"

#include <algorithm>
#include <thread>

namespace rawi {

namespace {

qint64 frameLength(const CutInput &source, qint64 told)
{
    if (told > 0) {
        return told;
    }
    const AVRational rate = source.video()->avg_frame_rate;
    return rate.num > 0 && rate.den > 0 ? qMax<qint64>(1, av_rescale_q(1, av_inv_q(rate), source.video()->time_base)) : 1;
}

Error noFrame(qsizetype index)
{
    return {ErrorCode::InvalidArgument, u"ranges[%1]"_s.arg(index),
            u"no frame is shown between from_us and to_us"_s};
}

// The frame that is on screen when a range begins. INT64_MIN: none; then the next frame is the first.
struct HeldFrame {
    qint64 pts = INT64_MIN;
    qint64 end = INT64_MIN;
    void see(const CutFrame &frame, qint64 length)
    {
        if (!frame.hidden && frame.pts > pts) {
            pts = frame.pts;
            end = frame.pts + length;
        }
    }
};

} // namespace

CutVideo::Wanted CutVideo::wantedOf(const CutInput &source, const EditRange &range) const
{
    const auto exact = [&](qint64 us) {
        return av_rescale_q(us + source.input().startUs(), AV_TIME_BASE_Q, source.video()->time_base);
    };
    return {source.ticksAt(range.fromUs, source.video()), source.ticksAt(range.toUs, source.video()), exact(range.toUs),
            exact(range.fromUs)};
}

Result<CutSpan> CutVideo::add(CutInput &source, const EditRange &range, qsizetype index)
{
    const Wanted wanted = wantedOf(source, range);
    const bool alike = source.sameForm(m_first) && !m_form.upright;
    if (alike && source.whyNotCopied().isEmpty()) {
        RAWI_ASSIGN(const std::vector<CutFrame> frames, source.framesAround(wanted.fromPts, wanted.untilPts));
        if (source.whyNotCopied().isEmpty()) {
            return addPlanned(source, wanted, frames, index);
        }
    }
    return addDecoded(source, wanted, index);
}

void CutVideo::begin(CutInput &source, const Wanted &wanted, qint64 firstPts)
{
    const qint64 start = source.video()->start_time;
    m_firstPts = firstPts;
    m_span.source = &source;
    m_span.clock = source.video()->time_base;
    m_span.outStart = m_span.outEnd;
    // Before the film's first frame there may be sound.
    const bool early = source.hasAudio() && start != AV_NOPTS_VALUE && firstPts <= start;
    m_span.base = early ? qMin(firstPts, wanted.earliest) : firstPts;
}

// Whether a frame before stands for so long that leaving it out would be seen: slides, screens, few frames a second.
bool CutVideo::isHeld(qint64 fromPts, qint64 untilPts) const
{
    return untilPts == INT64_MAX || av_rescale_q(untilPts - fromPts, m_span.source->video()->time_base, AV_TIME_BASE_Q) > kHeldFrameUs;
}

// The range begins with a frame from before it.
void CutVideo::beginHeld(CutInput &source, const Wanted &wanted)
{
    begin(source, wanted, wanted.earliest);
    m_span.base = wanted.earliest;
}

CutSpan CutVideo::end(const Wanted &wanted, qint64 nextPts, qint64 lastPts, qint64 lastEnd)
{
    qint64 endPts = nextPts;
    if (endPts == INT64_MAX) { // the film has no frame behind the range: it goes on to its own end
        endPts = qMax(lastPts + 1, qMin(wanted.toPts, qMax(lastEnd, m_span.source->audioEnd())));
    } else if (isHeld(wanted.toPts, nextPts)) {
        endPts = wanted.toPts;
    }
    m_span.outEnd = qMax(m_span.outStart + av_rescale_q(endPts - m_span.base, m_span.clock, m_form.timeBase),
                         outTime(lastPts) + 1);
    return m_span;
}

qint64 CutVideo::outTime(qint64 pts) const
{
    return pts <= m_firstPts ? m_span.outStart
                             : m_span.outStart + av_rescale_q(pts - m_span.base, m_span.clock, m_form.timeBase);
}

void CutVideo::reached(qint64 outPts)
{
    m_meter.reach(av_rescale_q(outPts, m_form.timeBase, AV_TIME_BASE_Q), m_copied + m_encoded);
}

Result<CutSpan> CutVideo::addPlanned(CutInput &source, const Wanted &wanted, const std::vector<CutFrame> &frames,
                                     qsizetype index)
{
    m_span.source = &source;
    HeldFrame held;
    qint64 firstPts = INT64_MAX;
    HeldFrame last;
    qint64 nextPts = INT64_MAX;
    for (const CutFrame &frame : frames) {
        const qint64 length = frameLength(source, frame.duration);
        if (!frame.hidden && frame.pts >= wanted.untilPts) {
            nextPts = std::min(nextPts, frame.pts);
        } else if (frame.pts >= wanted.fromPts) {
            firstPts = frame.hidden ? firstPts : std::min(firstPts, frame.pts);
            last.see(frame, length);
        } else {
            held.see(frame, length);
        }
    }
    held.end = std::max(held.end, source.audioEnd()); // the last one stands while there is sound
    const bool shown = held.pts != INT64_MIN && (firstPts != INT64_MAX || nextPts != INT64_MAX || held.end > wanted.fromPts);
    if (shown && isHeld(wanted.earliest, firstPts)) {
        beginHeld(source, wanted);
        RAWI_TRY(encodeHeld(source, frames, held.pts));
        last = last.pts == INT64_MIN ? held : last;
    } else if (firstPts == INT64_MAX) {
        return noFrame(index);
    } else {
        begin(source, wanted, firstPts);
    }
    for (const CutPiece &piece : planRange(frames, wanted.fromPts, wanted.untilPts, true)) {
        if (piece.copied) {
            RAWI_TRY(copy(source, frames, piece));
        } else {
            RAWI_TRY(encode(source, piece, frames[piece.first].dts));
        }
    }
    return end(wanted, nextPts, last.pts, last.end);
}

// The frame from before the range, at its first moment.
Result<void> CutVideo::encodeHeld(CutInput &source, const std::vector<CutFrame> &frames, qint64 pts)
{
    size_t begins = 0; // the IDR frame it needs
    for (size_t i = 0; i < frames.size() && frames[i].pts != pts; ++i) {
        begins = frames[i].idr ? i : begins;
    }
    const auto own = std::find_if(frames.begin(), frames.end(), [pts](const CutFrame &frame) { return frame.pts == pts; });
    const size_t first = own->idr ? size_t(own - frames.begin()) : begins;
    return encode(source, {false, first, 1, pts, pts + 1}, frames[first].dts);
}

Result<void> CutVideo::copy(CutInput &source, const std::vector<CutFrame> &frames, const CutPiece &piece)
{
    const AvcConfiguration &configuration = source.configuration();
    if (m_copiedConfiguration.isEmpty()) {
        m_copiedConfiguration = configuration.box;
    }
    const PacketPtr packet = makePacket();
    RAWI_TRY(source.goTo(frames[piece.first], packet.get()));
    for (size_t i = 0; i < piece.count;) {
        if (packet->stream_index == source.videoIndex()) {
            const CutFrame &frame = frames[piece.first + i];
            const QByteArray raw(reinterpret_cast<const char *>(packet->data), packet->size);
            const std::optional<QByteArray> unit = withLongLengths(raw, configuration.lengthBytes);
            if (packet->pts != frame.pts || !unit) {
                return Error{ErrorCode::MediaTruncated, source.file().name(), u"a frame of it is broken"_s};
            }
            const qint64 pts = outTime(frame.pts);
            RAWI_TRY(m_spool.append(frame.idr ? withParameterSets(*unit, configuration.parameterSets) : *unit, pts, 0,
                                    frame.idr));
            ++m_copied;
            reached(pts);
            ++i;
        }
        av_packet_unref(packet.get());
        if (i < piece.count) {
            RAWI_ASSIGN(const bool more, source.input().read(packet.get()));
            if (!more) {
                return Error{ErrorCode::MediaTruncated, source.file().name(), u"it ends within a range"_s};
            }
        }
    }
    return {};
}

Result<CutVideo::Decoding *> CutVideo::decodingOf(const CutInput &source)
{
    Decoding &decoding = m_decodings[&source];
    if (decoding.decoder == nullptr) {
        const int threads = int(qBound(1u, std::thread::hardware_concurrency(), 4u));
        RAWI_ASSIGN(decoding.input, AvInput::open(source.file()));
        decoding.input->selectOnly(source.videoIndex());
        RAWI_ASSIGN(decoding.decoder, FrameDecoder::open(*decoding.input, source.videoIndex(), threads));
    }
    return &decoding;
}

// The first frame decoded from one of the targets on that is not after `fromPts`; else the film's first.
Result<bool> CutVideo::firstFrame(Decoding &decoding, const QList<qint64> &targets, qint64 fromPts, AVFrame *frame)
{
    for (const qint64 target : targets) {
        av_frame_unref(frame);
        if (!decoding.decoder->seek(target).ok()) {
            continue;
        }
        const Result<bool> any = decoding.decoder->next(frame);
        if (any.ok() && *any && frame->pts <= fromPts) {
            return true;
        }
    }
    av_frame_unref(frame);
    if (!decoding.decoder->seek(INT64_MIN / 2).ok()) { // a container that cannot seek at all is opened anew
        decoding.decoder.reset();
        decoding.input.reset();
        RAWI_ASSIGN(Decoding *const again, decodingOf(*m_span.source));
        return again->decoder->next(frame);
    }
    return decoding.decoder->next(frame);
}

Result<void> CutVideo::encode(CutInput &source, const CutPiece &piece, qint64 startDts)
{
    RAWI_ASSIGN(Decoding *const decoding, decodingOf(source));
    RAWI_ASSIGN(const std::unique_ptr<PieceEncoder> encoder, PieceEncoder::open(m_form, source, m_first, m_spool));
    const FramePtr frame = makeFrame();
    const qint64 earlier = startDts - av_rescale_q(15, {1, 1}, source.video()->time_base);
    RAWI_ASSIGN(bool more, firstFrame(*decoding, {startDts, earlier}, piece.fromPts, frame.get()));
    qint64 newest = INT64_MIN;
    qint64 given = 0;
    while (more && frame->pts < piece.untilPts) {
        if (frame->pts >= piece.fromPts && frame->pts > newest) {
            newest = frame->pts;
            const qint64 pts = outTime(newest);
            RAWI_TRY(encoder->add(frame.get(), pts));
            ++given;
            reached(pts);
        }
        av_frame_unref(frame.get());
        RAWI_ASSIGN(more, decoding->decoder->next(frame.get()));
    }
    RAWI_TRY(encoder->finish());
    if (given != qint64(piece.count) || encoder->frames() != given) {
        return Error{ErrorCode::MediaTruncated, source.file().name(),
                     u"%1 of %2 frames at a cut can be decoded"_s.arg(given).arg(piece.count)};
    }
    note(*encoder);
    return {};
}

void CutVideo::note(const PieceEncoder &encoder)
{
    m_encoded += encoder.frames();
    if (m_encodedConfiguration.isEmpty()) {
        m_encodedConfiguration = encoder.configuration();
    }
}

Result<CutSpan> CutVideo::addDecoded(CutInput &source, const Wanted &wanted, qsizetype index)
{
    m_span.source = &source;
    RAWI_ASSIGN(Decoding *const decoding, decodingOf(source));
    RAWI_ASSIGN(const std::unique_ptr<PieceEncoder> encoder, PieceEncoder::open(m_form, source, m_first, m_spool));
    QList<qint64> targets;
    const QByteArray container = source.input().context()->iformat->name;
    if (container.startsWith("mov,") || container.startsWith("matroska")) {
        for (const int back : {0, 2, 15, 90}) {
            targets.append(wanted.fromPts - av_rescale_q(back, {1, 1}, source.video()->time_base));
        }
    }
    const FramePtr frame = makeFrame();
    const FramePtr held = makeFrame();
    RAWI_ASSIGN(bool more, firstFrame(*decoding, targets, wanted.fromPts, frame.get()));
    qint64 newest = INT64_MIN;
    qint64 lastEnd = INT64_MIN;
    const auto add = [&](AVFrame *shown) -> Result<void> {
        newest = shown->pts;
        lastEnd = newest + frameLength(source, frameDuration(shown));
        const qint64 pts = outTime(newest);
        RAWI_TRY(encoder->add(shown, pts));
        reached(pts);
        return {};
    };
    while (more && frame->pts < wanted.untilPts) {
        if (frame->pts < wanted.fromPts) {
            av_frame_unref(held.get());
            av_frame_move_ref(held.get(), frame.get());
        } else if (newest == INT64_MIN && held->buf[0] != nullptr && isHeld(wanted.earliest, frame->pts)) {
            beginHeld(source, wanted);
            RAWI_TRY(add(held.get()));
            continue;
        } else if (frame->pts > newest) {
            if (newest == INT64_MIN) {
                begin(source, wanted, frame->pts);
            }
            RAWI_TRY(add(frame.get()));
        }
        av_frame_unref(frame.get());
        RAWI_ASSIGN(more, decoding->decoder->next(frame.get()));
    }
    if (newest == INT64_MIN && held->buf[0] != nullptr
        && (more || std::max(held->pts + frameLength(source, frameDuration(held.get())), source.audioEnd()) > wanted.fromPts)) {
        beginHeld(source, wanted);
        RAWI_TRY(add(held.get()));
    }
    if (newest == INT64_MIN) {
        return noFrame(index);
    }
    RAWI_TRY(encoder->finish());
    note(*encoder);
    return end(wanted, more ? frame->pts : INT64_MAX, newest, lastEnd);
}

} // namespace rawi

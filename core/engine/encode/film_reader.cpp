#include "core/engine/encode/film_reader.h"

#include "core/engine/av/frame_times.h"
#include "core/engine/picture/picture_colour.h"

#include <array>

namespace rawi {

Result<std::unique_ptr<FilmReader>> FilmReader::open(const SourceFile &film, const FilmSources &others,
                                                     const EditList &edit, int threads)
{
    std::unique_ptr<FilmReader> reader(new FilmReader(film, others, edit, threads));
    for (const EditRange &range : edit.ranges()) {
        reader->m_conforms = reader->m_conforms || !range.asset.isNull();
    }
    RAWI_TRY(reader->enter({}));
    reader->describe();
    if (!edit.isEmpty()) {
        RAWI_TRY(reader->enterRange(0, reader->fromUs(edit.ranges().first().fromUs)));
    }
    return reader;
}

// Opens a film in place of the one that is open.
Result<void> FilmReader::enter(Id<MediaAsset> asset)
{
    const SourceFile *film = asset.isNull() ? &m_film : fileOf(m_others, asset);
    if (film == nullptr) {
        return Error{ErrorCode::NotFound, asset.text(), u"the plan names no file for a range's asset"_s};
    }
    m_decoder.reset();
    m_filter.reset();
    av_frame_unref(m_first.get());
    RAWI_ASSIGN(m_input, AvInput::open(*film));
    const int index = m_input->videoStream();
    if (index < 0) {
        return Error{ErrorCode::MediaUnsupported, film->name(), u"it has no moving picture"_s};
    }
    m_input->selectOnly(index);
    RAWI_ASSIGN(m_decoder, FrameDecoder::open(*m_input, index, m_threads));
    AVStream *opened = m_input->context()->streams[index];
    m_aspect = av_guess_sample_aspect_ratio(m_input->context(), opened, nullptr);
    // Rounded on the source's own clock, so that every frame moves by the same whole number of ticks.
    m_offset = av_rescale_q_rnd(m_input->startUs(), AV_TIME_BASE_Q, opened->time_base, AV_ROUND_DOWN);
    m_asset = asset;
    m_readAny = false;
    return {};
}

// What the first film decides for all.
void FilmReader::describe()
{
    AVStream *first = m_input->context()->streams[m_input->videoStream()];
    m_timeBase = renditionTimeBase(first->time_base);
    m_frameRate = sensibleFrameRate(m_input->context(), first);
    m_shown = shownSize(first->codecpar->width, first->codecpar->height, m_aspect, orientationOf(displayMatrix(first)));
    m_shown = fitInto(m_shown, qMax(m_shown.width, m_shown.height), qMin(m_shown.width, m_shown.height), 2);
}

// Reads ahead the first frame behind the seek; false when none at or before the time was found there.
Result<bool> FilmReader::seekTo(qint64 sourceTime)
{
    av_frame_unref(m_first.get());
    const QByteArray container = m_input->context()->iformat->name;
    if (!m_readAny && sourceTime <= 0) {
        return false;
    }
    if (container.startsWith("mov,") || container.startsWith("matroska")) {
        const AVRational base = stream()->time_base;
        const qint64 last = av_rescale_q(sourceTime, m_timeBase, base) + m_offset;
        for (const int back : std::array{2, 15, 90}) {
            if (!m_decoder->seek(qMax(m_offset, last - av_rescale_q(back, {1, 1}, base))).ok()) {
                break;
            }
            RAWI_ASSIGN(const bool any, m_decoder->next(m_first.get()));
            if (any && m_first->pts <= last) {
                return true;
            }
            av_frame_unref(m_first.get());
        }
    } else if (!m_readAny) {
        return false; // it stands at the start
    }
    const qint64 start = stream()->start_time;
    RAWI_TRY(m_decoder->seek(start == AV_NOPTS_VALUE ? 0 : start));
    return false;
}

Result<void> FilmReader::enterRange(qsizetype range, qint64 sourceTime)
{
    m_range = range;
    m_ended = false;
    m_begun = false;
    av_frame_unref(m_held.get());
    if (m_edit.ranges()[range].asset != m_asset) {
        RAWI_TRY(enter(m_edit.ranges()[range].asset));
    }
    RAWI_TRY(seekTo(sourceTime));
    return {};
}

Result<void> FilmReader::seekBefore(qint64 pts)
{
    if (m_edit.isEmpty()) {
        RAWI_TRY(seekTo(pts));
        return {};
    }
    const std::optional<EditList::Place> place = m_edit.placeAt(qMax<qint64>(0, toUs(pts)));
    if (!place) {
        return enterRange(m_edit.ranges().size() - 1, fromUs(m_edit.ranges().last().toUs));
    }
    return enterRange(place->range, fromUs(place->sourceUs));
}

// Whether the frame is played; its pts and length then are the rendition's.
bool FilmReader::take(AVFrame *frame)
{
    qint64 length = frameDuration(frame);
    if (length == 0) {
        length = av_rescale_q(1, av_inv_q(stream()->avg_frame_rate.num > 0 ? stream()->avg_frame_rate : m_frameRate), stream()->time_base);
    }
    length = qMax<qint64>(1, av_rescale_q(length, stream()->time_base, m_timeBase));
    qint64 time = sourceTime(frame->pts);
    if (!m_edit.isEmpty()) {
        const EditRange &range = m_edit.ranges()[m_range];
        if (time < fromUs(range.fromUs - kFrameSlackUs)) {
            return false;
        }
        length = qMax<qint64>(1, qMin(length, fromUs(range.toUs) - time));
        time = fromUs(m_edit.startOf(m_range)) + qMax<qint64>(0, time - fromUs(range.fromUs));
    }
    if (m_newest != INT64_MIN && time <= m_newest) {
        return false; // two frames for one moment: players show the first
    }
    m_newest = time;
    m_begun = true;
    m_frameLength = length;
    frame->pts = time;
    return true;
}

// Whether the range begins long before this moment, the source's next frame, and there is one that is on screen until then.
bool FilmReader::isHeldUntil(qint64 sourceTime) const
{
    return !m_edit.isEmpty() && !m_begun && m_held->buf[0] != nullptr
        && sourceTime > fromUs(m_edit.ranges()[m_range].fromUs + kHeldFrameUs);
}

// Gives that one in place of `frame`, which comes again.
bool FilmReader::takeHeld(AVFrame *frame, qint64 nextTime)
{
    const EditRange &range = m_edit.ranges()[m_range];
    const qint64 time = fromUs(m_edit.startOf(m_range));
    m_begun = true;
    if (m_newest != INT64_MIN && time <= m_newest) {
        return false;
    }
    av_frame_unref(m_first.get());
    av_frame_move_ref(m_first.get(), frame);
    av_frame_move_ref(frame, m_held.get());
    frame->pts = m_newest = time;
    m_frameLength = qMax<qint64>(1, qMin(nextTime, fromUs(range.toUs)) - fromUs(range.fromUs));
    return true;
}

// The next frame that is played, as it was decoded; false at the end of the film, or of a range when it conforms: what its
// filter still holds comes before another film's pictures.
Result<bool> FilmReader::read(AVFrame *frame)
{
    for (;;) {
        bool more = true;
        m_readAny = true;
        if (m_first->buf[0] != nullptr) {
            av_frame_move_ref(frame, m_first.get());
        } else {
            RAWI_ASSIGN(more, m_decoder->next(frame));
        }
        const bool edited = !m_edit.isEmpty();
        const qint64 time = more ? sourceTime(frame->pts) : heldEnd();
        if (edited && isHeldUntil(time) && takeHeld(frame, time)) {
            return true;
        }
        const bool pastEnd = more && edited && time >= fromUs(m_edit.ranges()[m_range].toUs - kFrameSlackUs);
        if (!more || pastEnd) {
            av_frame_unref(frame);
            if (m_conforms || !edited || m_range + 1 >= m_edit.ranges().size()) {
                return false;
            }
            RAWI_TRY(enterRange(m_range + 1, fromUs(m_edit.ranges()[m_range + 1].fromUs)));
            continue;
        }
        if (take(frame)) {
            return true;
        }
        if (edited && time < fromUs(m_edit.ranges()[m_range].fromUs)) {
            av_frame_unref(m_held.get());
            av_frame_move_ref(m_held.get(), frame);
        }
        av_frame_unref(frame);
    }
}

// Where the frame that is on screen before the range ends, behind which there is none; in timeBase(). The last one stands while
// there is sound.
qint64 FilmReader::heldEnd() const
{
    if (m_held->buf[0] == nullptr) {
        return INT64_MIN;
    }
    const qint64 own = sourceTime(m_held->pts) + av_rescale_q(frameDuration(m_held.get()), stream()->time_base, m_timeBase);
    return qMax(own, fromUs(m_input->durationUs()));
}

PictureFilter::Wish FilmReader::wishFor(const AVFrame *frame) const
{
    const PictureColour colour = colourOf(frame);
    PictureFilter::Wish wish;
    wish.orientation = orientationOf(displayMatrix(stream()));
    if (wish.orientation.filter.isEmpty()) {
        wish.orientation = orientationOf(displayMatrix(frame));
    }
    const PictureSize shown = shownSize(frame->width, frame->height, m_aspect, wish.orientation);
    const double factor = qMin(double(m_shown.width) / shown.width, double(m_shown.height) / shown.height);
    const auto side = [&](int length, int most) { return qBound(2, qRound(length * factor / 2) * 2, most); };
    wish.size = {side(shown.width, m_shown.width), side(shown.height, m_shown.height)};
    wish.canvas = m_shown;
    wish.deinterlace = stream()->codecpar->field_order > AV_FIELD_PROGRESSIVE || isInterlaced(frame);
    wish.toneMap = colour.toneMap;
    wish.wideGamut = colour.wideGamut;
    wish.toMatrix = true;
    wish.threads = wish.deinterlace || wish.toneMap || wish.wideGamut ? 2 : 1;
    return wish;
}

Result<void> FilmReader::conform(AVFrame *frame)
{
    if (m_filter == nullptr) {
        m_filter = std::make_unique<PictureFilter>(wishFor(frame));
    }
    if (frame->colorspace == AVCOL_SPC_UNSPECIFIED || frame->colorspace == AVCOL_SPC_RESERVED) {
        frame->colorspace = colourOf(frame).guess; // or the filter would take it for what the others become
    }
    return m_filter->push(frame, m_timeBase, m_aspect, subject());
}

Result<bool> FilmReader::conformed(AVFrame *frame)
{
    if (m_filter == nullptr) {
        return false;
    }
    RAWI_ASSIGN(const bool got, m_filter->pull(frame, subject()));
    if (got) {
        frame->pts = av_rescale_q(frame->pts, m_filter->timeBase(), m_timeBase);
        frame->colorspace = AVCOL_SPC_BT709;
        frame->color_primaries = AVCOL_PRI_BT709;
        frame->color_trc = AVCOL_TRC_BT709;
        frame->color_range = AVCOL_RANGE_MPEG;
        av_frame_remove_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    }
    return got;
}

Result<bool> FilmReader::next(AVFrame *frame)
{
    if (!m_conforms) {
        return read(frame);
    }
    for (;;) {
        RAWI_ASSIGN(const bool got, conformed(frame));
        if (got) {
            return true;
        }
        if (m_ended) { // of the range, and the filter is empty
            if (m_range + 1 >= m_edit.ranges().size()) {
                return false;
            }
            m_filter.reset();
            RAWI_TRY(enterRange(m_range + 1, fromUs(m_edit.ranges()[m_range + 1].fromUs)));
        }
        RAWI_ASSIGN(const bool more, read(m_raw.get()));
        if (more) {
            RAWI_TRY(conform(m_raw.get()));
            av_frame_unref(m_raw.get());
            continue;
        }
        m_ended = true;
        if (m_filter != nullptr) {
            RAWI_TRY(m_filter->push(nullptr, {}, {}, subject()));
        }
    }
}

} // namespace rawi

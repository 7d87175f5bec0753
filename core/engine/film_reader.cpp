#include "core/engine/film_reader.h"

#include "core/engine/frame_times.h"

#include <array>

namespace rawi {

Result<std::unique_ptr<FilmReader>> FilmReader::open(const SourceFile &film, const EditList &edit, int threads)
{
    std::unique_ptr<FilmReader> reader(new FilmReader);
    RAWI_ASSIGN(reader->m_input, AvInput::open(film));
    const int stream = reader->m_input->videoStream();
    if (stream < 0) {
        return Error{ErrorCode::MediaUnsupported, film.name(), QStringLiteral("it has no moving picture")};
    }
    reader->m_edit = edit;
    reader->m_input->selectOnly(stream);
    RAWI_ASSIGN(reader->m_decoder, FrameDecoder::open(*reader->m_input, stream, threads));
    reader->prepareTimes();
    if (!edit.isEmpty()) {
        RAWI_TRY(reader->enterRange(0, reader->fromUs(edit.ranges().first().fromUs)));
    }
    return reader;
}

void FilmReader::prepareTimes()
{
    AVStream *stream = m_input->context()->streams[m_input->videoStream()];
    m_timeBase = renditionTimeBase(stream->time_base);
    m_frameRate = sensibleFrameRate(m_input->context(), stream);
    m_aspect = av_guess_sample_aspect_ratio(m_input->context(), stream, nullptr);
    // Rounded on the source's own clock, so that every frame moves by the same whole number of ticks.
    m_offset = av_rescale_q_rnd(m_input->startUs(), AV_TIME_BASE_Q, stream->time_base, AV_ROUND_DOWN);
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
        length = av_rescale_q(1, av_inv_q(m_frameRate), stream()->time_base);
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
    m_frameLength = length;
    frame->pts = time;
    return true;
}

Result<bool> FilmReader::next(AVFrame *frame)
{
    for (;;) {
        bool more = true;
        m_readAny = true;
        if (m_first->buf[0] != nullptr) {
            av_frame_move_ref(frame, m_first.get());
        } else {
            RAWI_ASSIGN(more, m_decoder->next(frame));
        }
        const bool pastEnd = more && !m_edit.isEmpty()
            && sourceTime(frame->pts) >= fromUs(m_edit.ranges()[m_range].toUs - kFrameSlackUs);
        if (!more || pastEnd) {
            av_frame_unref(frame);
            if (m_edit.isEmpty() || m_range + 1 >= m_edit.ranges().size()) {
                return false;
            }
            RAWI_TRY(enterRange(m_range + 1, fromUs(m_edit.ranges()[m_range + 1].fromUs)));
            continue;
        }
        if (take(frame)) {
            return true;
        }
        av_frame_unref(frame);
    }
}

} // namespace rawi

#include "core/engine/encode/rung_stage.h"

#include <system_error>

namespace rawi {

void PassState::fail(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    if (!m_error) {
        m_error = error;
    }
    m_failed = true;
    for (FrameQueue *queue : m_queues) {
        queue->giveUp();
    }
}

Result<void> PassState::result() const
{
    const std::lock_guard lock(m_mutex);
    return m_error ? Result<void>(*m_error) : Result<void>();
}

RungStage::RungStage(const Order &order, CheckpointStore &store, PassState &state, const QString &subject) :
    m_order(order), m_store(store), m_state(state), m_subject(subject), m_filter(order.wish),
    m_resumeAfter(store.resumeAfter())
{
    state.watch(&m_input);
    state.watch(&m_scaled);
}

RungStage::~RungStage()
{
    join();
}

qint64 RungStage::neededAfter() const
{
    if (m_order.wish.deinterlace) {
        return INT64_MIN; // it looks at the frames before
    }
    qint64 after = m_resumeAfter;
    for (const RungStage *child : m_children) {
        after = qMin(after, child->neededAfter());
    }
    return after;
}

Result<void> RungStage::start()
{
    try {
        m_scaler = std::thread([this] { scaleAll(); });
        m_encoder = std::thread([this] { encodeAll(); });
    } catch (const std::system_error &) {
        const Error error{ErrorCode::TooLarge, m_subject, u"there is not enough memory for another thread"_s};
        m_state.fail(error);
        return error;
    }
    return {};
}

void RungStage::join()
{
    for (std::thread *thread : {&m_scaler, &m_encoder}) {
        if (thread->joinable()) {
            thread->join();
        }
    }
}

void RungStage::scaleAll()
{
    Result<void> done;
    while (done.ok() && !m_state.failed()) {
        const FramePtr frame = m_input.pop();
        done = m_state.failed() ? Result<void>() : scale(frame.get());
        if (frame == nullptr) {
            break;
        }
    }
    if (!done.ok()) {
        m_state.fail(done.error());
    }
    for (RungStage *child : m_children) {
        child->input().end();
    }
    m_scaled.end();
}

// Null ends the film.
Result<void> RungStage::scale(AVFrame *frame)
{
    RAWI_TRY(m_filter.push(frame, m_order.format.timeBase, m_order.sampleAspect, m_subject));
    for (;;) {
        RAWI_ASSIGN(const bool got, m_filter.pull(m_picture.get(), m_subject));
        if (!got) {
            return {};
        }
        m_picture->pts = av_rescale_q(m_picture->pts, m_filter.timeBase(), m_order.format.timeBase);
        bool taken = true;
        for (RungStage *child : m_children) {
            taken = taken && (m_picture->pts <= child->neededAfter() || child->input().push(m_picture.get()));
        }
        if (m_picture->pts > m_resumeAfter) {
            taken = taken && m_scaled.push(m_picture.get());
        }
        av_frame_unref(m_picture.get());
        if (!taken) {
            return m_state.failed() ? Result<void>() : avError(AVERROR(ENOMEM), m_subject, u"scaling"_s);
        }
    }
}

void RungStage::encodeAll()
{
    Result<void> done;
    while (done.ok()) {
        const FramePtr frame = m_scaled.pop();
        if (frame == nullptr) {
            break;
        }
        done = encode(frame.get());
    }
    if (done.ok() && !m_state.failed() && !m_store.videoDone()) {
        done = finish();
    }
    m_segment.reset();
    if (!done.ok()) {
        if (m_order.format.hardware && done.error().code != ErrorCode::DiskFull) {
            m_store.giveUpHardware(QLatin1StringView(softwareEncoder(m_order.settings.codec)), done.error().detail);
        }
        m_state.fail(done.error());
    }
}

Result<void> RungStage::encode(AVFrame *frame)
{
    constexpr int kSegmentSeconds = 8;
    if (m_order.draw) {
        RAWI_TRY(m_order.draw(frame));
    }
    const qint64 segmentLength = qint64(kSegmentSeconds) * m_order.format.timeBase.den;
    if (m_segment != nullptr && frame->pts - m_segment->firstPts() >= segmentLength) {
        RAWI_TRY(closeSegment());
    }
    if (m_segment == nullptr) {
        const QString path = m_store.segmentPath(m_store.segments().size());
        RAWI_ASSIGN(m_segment, SegmentWriter::open(path, m_order.format, m_order.settings));
    }
    return m_segment->add(frame);
}

Result<void> RungStage::closeSegment()
{
    RAWI_ASSIGN(const SegmentRecord record, m_segment->finish());
    m_segment.reset();
    return m_store.addSegment(record);
}

Result<void> RungStage::finish()
{
    std::optional<SegmentRecord> last;
    if (m_segment != nullptr) {
        RAWI_ASSIGN(last, m_segment->finish());
    }
    return m_store.finishVideo(last, m_state.lastLength);
}

} // namespace rawi

#include "core/engine/av/frame_queue.h"

namespace rawi {

bool FrameQueue::push(const AVFrame *frame)
{
    FramePtr shared(av_frame_clone(frame));
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_frames.size() < m_capacity || m_givenUp; });
    if (m_givenUp || shared == nullptr) {
        return false;
    }
    m_frames.push_back(std::move(shared));
    m_changed.notify_all();
    return true;
}

void FrameQueue::end()
{
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_changed.notify_all();
}

void FrameQueue::giveUp()
{
    const std::lock_guard lock(m_mutex);
    m_givenUp = true;
    m_frames.clear();
    m_changed.notify_all();
}

FramePtr FrameQueue::pop()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_frames.empty() || m_ended || m_givenUp; });
    if (m_frames.empty() || m_givenUp) {
        return nullptr;
    }
    FramePtr frame = std::move(m_frames.front());
    m_frames.pop_front();
    m_changed.notify_all();
    return frame;
}

} // namespace rawi

#pragma once

#include "core/engine/av/av_common.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace rawi {

// A few frames between two threads: the giver waits while it is full, the taker while it is empty. The frames are
// references, never copies of pictures. Any thread.
class FrameQueue {
public:
    explicit FrameQueue(size_t capacity) : m_capacity(capacity) {}

    // Shares the frame's picture. False when the queue was given up or memory is out: nothing is taken any more.
    bool push(const AVFrame *frame);
    // No more frames will come.
    void end();
    // Both sides stop at once; what waits is forgotten.
    void giveUp();
    // Null at the end, and when the queue was given up.
    FramePtr pop();

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<FramePtr> m_frames;
    size_t m_capacity;
    bool m_ended = false;
    bool m_givenUp = false;
};

} // namespace rawi

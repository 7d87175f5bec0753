#pragma once

#include "core/engine/av/frame_queue.h"
#include "core/engine/encode/ladder.h"
#include "core/engine/encode/segment_writer.h"
#include "core/engine/picture/picture_filter.h"

#include <atomic>
#include <functional>
#include <thread>

namespace rawi {

// What all stages of one video pass share. Any thread.
class PassState {
public:
    // The first error counts; everything stops.
    void fail(const Error &error);
    Result<void> result() const;
    bool failed() const { return m_failed; }
    // To be told to stop; before the threads start.
    void watch(FrameQueue *queue) { m_queues.push_back(queue); }

    std::atomic<qint64> lastLength = 1; // of the film's last frame, rendition time base; set before the end

private:
    mutable std::mutex m_mutex;
    std::optional<Error> m_error;
    std::atomic<bool> m_failed = false;
    std::vector<FrameQueue *> m_queues;
};

// One rendition's way from pictures to segments on two threads of its own: one makes the pictures' size and feeds the
// smaller renditions, one encodes. The maker outlives it.
class RungStage {
public:
    struct Order {
        PictureFilter::Wish wish;
        AVRational sampleAspect{1, 1};
        VideoFormat format;
        VideoSettings settings;
        std::function<Result<void>(AVFrame *)> draw; // onto each picture of this rendition; may be empty
    };
    RungStage(const Order &order, CheckpointStore &store, PassState &state, const QString &subject);
    ~RungStage();

    void addChild(RungStage *child) { m_children.push_back(child); }
    // Frames up to this time (in the format's time base) need not come; INT64_MIN = all are needed.
    qint64 neededAfter() const;
    // Errors: TooLarge when the system gives no more threads.
    Result<void> start();
    FrameQueue &input() { return m_input; }
    void join();

private:
    void scaleAll();
    Result<void> scale(AVFrame *frame);
    void encodeAll();
    Result<void> encode(AVFrame *frame);
    Result<void> closeSegment();
    Result<void> finish();

    Order m_order;
    CheckpointStore &m_store;
    PassState &m_state;
    QString m_subject;
    std::vector<RungStage *> m_children;
    FrameQueue m_input{2};
    FrameQueue m_scaled{2};
    PictureFilter m_filter;
    FramePtr m_picture = makeFrame();
    std::unique_ptr<SegmentWriter> m_segment;
    qint64 m_resumeAfter;
    std::thread m_scaler;
    std::thread m_encoder;
};

} // namespace rawi

#pragma once

#include <QImage>
#include <QVideoFrame>

#include <memory>

struct SwsContext;

namespace rawi {

// Turns video frames into pictures of a wanted size, without a copy at full size. Keeps its scaler between
// frames of one form; one thread at a time.
class FrameImage {
public:
    FrameImage();
    ~FrameImage();

    // The frame, turned as it is to be shown, scaled to `size` exactly. Null when it can not be read.
    QImage make(QVideoFrame frame, const QSize &size);

private:
    struct Free {
        void operator()(SwsContext *context) const;
    };

    QImage scaled(QVideoFrame &frame, const QSize &size);

    std::unique_ptr<SwsContext, Free> m_scaler;
};

} // namespace rawi

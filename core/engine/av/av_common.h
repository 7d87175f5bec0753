#pragma once

// What the engine's own sources share about FFmpeg. Never included by a header that others use.

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/mathematics.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

#include <memory>

namespace rawi {

struct AvDeleter {
    void operator()(AVFrame *frame) const { av_frame_free(&frame); }
    void operator()(AVPacket *packet) const { av_packet_free(&packet); }
    void operator()(AVCodecContext *context) const { avcodec_free_context(&context); }
};
using FramePtr = std::unique_ptr<AVFrame, AvDeleter>;
using PacketPtr = std::unique_ptr<AVPacket, AvDeleter>;
using CodecPtr = std::unique_ptr<AVCodecContext, AvDeleter>;

inline FramePtr makeFrame() { return FramePtr(av_frame_alloc()); }
inline PacketPtr makePacket() { return PacketPtr(av_packet_alloc()); }

// An AVDictionary that frees itself; options() is what libav's open functions take and eat from.
class AvOptions {
public:
    AvOptions() = default;
    AvOptions(const AvOptions &) = delete;
    AvOptions &operator=(const AvOptions &) = delete;
    ~AvOptions() { av_dict_free(&m_options); }
    AvOptions &set(const char *key, const char *value)
    {
        av_dict_set(&m_options, key, value, 0);
        return *this;
    }
    AvOptions &set(const char *key, qint64 value)
    {
        av_dict_set_int(&m_options, key, value, 0);
        return *this;
    }
    AVDictionary **options() { return &m_options; }

private:
    AVDictionary *m_options = nullptr;
};

// No picture of more pixels than this is decoded (design/media.md).
constexpr qint64 kMaxPixels = 64 * 1000 * 1000;
// Decoders that may run; everything else FFmpeg was built with stays shut.
extern const char *const kCodecWhitelist;
// Demuxers that may run.
extern const char *const kFormatWhitelist;

// Sends libav's messages into a short memory instead of stderr. Once a process.
void captureAvLog();
// The first hundreds of them go to stderr too, for the log of a job. Once a process.
void tellAvLog();
void clearAvLog();
// The newest warning or error of libav since clearAvLog(), one line, or empty.
QString lastAvMessage();

// A libav return code as an Error about `subject`: ENOMEM and too large pictures are TooLarge, a full disk
// DiskFull, an expired time budget Timeout, broken data MediaTruncated, a missing decoder MediaUnsupported.
Error avError(int code, const QString &subject, const QString &doing);

} // namespace rawi

#pragma once

#include "core/engine/av/av_input.h"
#include "core/engine/av/geometry.h"
#include "core/engine/av/h264_units.h"
#include "core/engine/cut/smart_cut_plan.h"

namespace rawi {

// One source of a cut: what its picture is, whether its frames can be copied, and where they are. Belongs to one cut.
class CutInput {
public:
    // Errors: as AvInput::open; MediaUnsupported for a still picture.
    static Result<std::unique_ptr<CutInput>> open(const SourceFile &file);

    const SourceFile &file() const { return m_file; }
    AvInput &input() const { return *m_input; }
    bool hasVideo() const { return m_video >= 0; }
    bool hasAudio() const { return m_audio >= 0; }
    int videoIndex() const { return m_video; }
    int audioIndex() const { return m_audio; }
    AVStream *video() const { return m_input->context()->streams[m_video]; }
    AVStream *audio() const { return m_input->context()->streams[m_audio]; }

    // Why none of its frames can be copied; empty when they can.
    const QString &whyNotCopied() const { return m_whyNot; }
    // Whether both can stand in one stream: codec, size, shape, turn, pixels and colours are the same.
    bool sameForm(const CutInput &other) const;
    const AvcConfiguration &configuration() const { return *m_configuration; }
    // The stored picture is upright, of square pixels and even sides.
    bool isPlain() const;
    AVRational aspect() const { return m_aspect; }
    Orientation orientation() const { return orientationOf(displayMatrix(video())); }
    // What cannot be in the cut's file: "audio 2 (eng)", "subtitle 3".
    QStringList leftOut() const;

    // The first time in `stream` that is not before the source's moment, less the slack of rounded containers.
    qint64 ticksAt(qint64 sourceUs, const AVStream *stream) const;
    // Where the sound ends, in the picture's time base; INT64_MIN without sound or when the file does not say.
    qint64 audioEnd() const;
    // The frames in decode order from the IDR frame (or the beginning) before `fromPts` to those around `untilPts`: all
    // that are shown before it, and the first that is not. Errors: as AvInput::read.
    Result<std::vector<CutFrame>> framesAround(qint64 fromPts, qint64 untilPts);
    // Reads on with that frame of framesAround(), at its exact place.
    Result<void> goTo(const CutFrame &frame, AVPacket *packet);

private:
    explicit CutInput(const SourceFile &file) : m_file(file) {}
    void judge();
    Result<bool> seekAndRead(qint64 timestamp, AVPacket *packet);
    Result<bool> firstPacket(qint64 fromPts, AVPacket *packet);

    const SourceFile &m_file;
    std::unique_ptr<AvInput> m_input;
    int m_video = -1;
    int m_audio = -1;
    AVRational m_aspect{0, 1};
    std::optional<AvcConfiguration> m_configuration;
    QString m_whyNot;
};

} // namespace rawi

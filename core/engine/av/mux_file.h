#pragma once

#include "core/engine/av/av_common.h"
#include "core/media/encode_plan.h"

#include <vector>

namespace rawi {

// Intermediate files start this many seconds late: fragments cannot hold the negative decode times of
// reordered frames, nor the encoder's priming samples.
constexpr qint64 kIntermediateShiftSeconds = 3600;

// HLS players take any start as long as all tracks have the same: early enough for the same two reasons.
constexpr qint64 kHlsShiftSeconds = 10;

// A file in the making: written to PATH.part and renamed when it is complete and on disk.
class MuxFile {
public:
    enum class Kind {
        VideoSegment, // fragments at key frames, times as given plus the shift
        AudioTrack,   // fragments of ten seconds, times as given plus the shift
        Hls,          // fragments where endFragment() says, times as given plus kHlsShiftSeconds
        Final,        // of the given form; MP4 with its index first and edit lists
    };
    static Result<std::unique_ptr<MuxFile>> create(const QString &path, Kind kind,
                                                   OutputForm form = OutputForm::Mp4);
    ~MuxFile();

    // Before start(). `timeBase` is kept exactly: its numerator must be 1. `tag`: the sample entry's code, 0 = the codec's
    // usual one.
    Result<int> addStream(const AVCodecParameters *parameters, AVRational timeBase, uint32_t tag = 0);
    // How the stream's stored picture is turned: nine numbers, as displayMatrix() gives them. Before start().
    Result<void> setDisplayMatrix(int stream, const int32_t *matrix);
    // A subtitle track; its packets are textPacket()s, times in milliseconds.
    Result<int> addText(const QString &language);
    // Each ends where the next begins, the last with the film.
    void addChapters(const QList<PlanChapter> &chapters, qint64 filmMs);
    // A sound track's language (BCP 47) and what it is for.
    void describeSound(int stream, const QString &language, AudioRole role, bool isDefault);
    Result<void> start();
    // Takes the packet's content; its times are in the time base given to addStream.
    Result<void> write(AVPacket *packet, int stream);
    // Ends a fragment (or, before the first packet, the header) of an Hls file. Gives where it ends, in bytes.
    Result<qint64> endFragment();
    // Completes the file, fsync, rename. Gives its size in bytes.
    Result<qint64> finish();

private:
    MuxFile(const QString &path, Kind kind, OutputForm form) : m_path(path), m_kind(kind), m_form(form) {}
    Error failed(int code) const;

    QString m_path;
    Kind m_kind;
    OutputForm m_form;
    AVFormatContext *m_context = nullptr;
    std::vector<AVRational> m_timeBases;
    bool m_finished = false; // its bytes are at m_path
};

// Opens an intermediate file that this program wrote. The caller closes it with avformat_close_input.
Result<AVFormatContext *> openIntermediate(const QString &path);

} // namespace rawi

#pragma once

#include "core/engine/av/file_findings.h"
#include "core/engine/av/geometry.h"
#include "core/engine/av/joined_clock.h"
#include "core/engine/av/source_file.h"

namespace rawi {

// An opened media file: FFmpeg reads it through the SourceFile's descriptor only, and every other open that a
// demuxer asks for is refused. Of a file that was joined out of several recordings all times are on one clock. The
// SourceFile must outlive it. Belongs to one thread.
class AvInput {
public:
    enum class Clock { Joined, AsWritten };
    // `budgetMs`: after that long, reading fails with Timeout; 0 = no limit.
    // Errors: NotMedia, MediaTruncated, MediaUnsupported, TooLarge, Timeout, IoError.
    static Result<std::unique_ptr<AvInput>> open(const SourceFile &source, qint64 budgetMs = 0, Clock clock = Clock::Joined);
    ~AvInput();

    AVFormatContext *context() const { return m_context; }
    const SourceFile &source() const { return m_source; }
    // Index of the moving picture / of the sound, or of a cover; -1 when there is none.
    int videoStream() const;
    int audioStream() const;
    int coverStream() const;
    // The sounds beside audioStream() that are tracks of their own (another language, a description), not channels of one sound in
    // tracks of their own, as MXF has them.
    QList<int> furtherSounds() const;
    // Whether there is a decoder here that may run for it.
    bool canDecode(int stream) const;
    // A still picture file (jpeg, png, webp, avif …), not a film.
    bool isPicture() const;
    // How the stream's pictures are turned to stand upright; what is only known once one is decoded comes from `frame`.
    Orientation orientation(int stream, const AVFrame *frame) const;
    // Reads only packets of one stream from now on.
    void selectOnly(int stream);
    // The next packet; false at the end of the file. A file that breaks off, or becomes shorter while it is read, is an error,
    // never an end.
    Result<bool> read(AVPacket *packet);
    // To the last key frame at or before `timestamp` (in the stream's time base).
    Result<void> seek(int stream, qint64 timestamp);
    // Microseconds of the earliest start among the sound and the moving picture: 0 of every rendition.
    qint64 startUs() const;
    qint64 durationUs() const; // 0 when the container does not say: a guess by bytes is none
    // How often the file's clock begins anew, as far as is known by now.
    int joins() const { return m_joined == nullptr ? 0 : m_joined->joins(); }
    // Whether it does, or seems to in a file too large to be read through in the time there was.
    bool clockJumps() const;
    // Whether another recording begins after the first moment and not after the second (microseconds).
    bool joinsBetween(qint64 afterUs, qint64 untilUs) const { return joins() > 0 && m_joined->beginsBetween(afterUs, untilUs); }
    // How long a file whose container does not say it is: all of it is read, and opened anew. 0 when it cannot be told.
    static qint64 measureUs(const SourceFile &source, qint64 budgetMs);

private:
    explicit AvInput(const SourceFile &source) : m_source(source) {}
    Result<void> openContext();
    Result<void> readStreams();
    Error nothingToDecode() const;
    Result<void> learnClock(bool atOnce);
    Result<void> checkFlac();
    Result<void> ontoOneClock(AVPacket *packet);
    Result<void> seekJoined(int stream, qint64 timestamp);

    const SourceFile &m_source;
    AVFormatContext *m_context = nullptr;
    AVIOContext *m_io = nullptr;
    qint64 m_position = 0;
    bool m_shrunk = false; // it ended before the size it had
    qint64 m_deadlineUs = 0;
    QList<QPair<qint64, qint64>> m_skips; // as FileFindings has them
    QList<ChainedPart> m_parts; // as FileFindings has them
    bool m_watchesClock = false;
    std::vector<StreamClock> m_clocks; // of each stream
    std::shared_ptr<const JoinedClock> m_joined; // none: one clock as far as is known
    friend struct AvInputCallbacks;
};

} // namespace rawi

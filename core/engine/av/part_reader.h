#pragma once

#include "core/engine/av/stream_promise.h"

#include <QStringList>

namespace rawi {

struct FormatCloser {
    void operator()(AVFormatContext *context) const { avformat_close_input(&context); }
};
using FormatPtr = std::unique_ptr<AVFormatContext, FormatCloser>;

// The packets of one or more intermediate files, one after the other, their times without the shift. One thread.
class PartReader {
public:
    explicit PartReader(const QStringList &paths) : m_paths(paths) {}

    // Errors: Internal when a later file was made by another encoder.
    Result<void> open();
    // False after the last packet.
    Result<bool> read(AVPacket *packet);
    const AVStream *stream() const { return m_context->streams[0]; }
    // The index of the file that the newest packet came from.
    qsizetype part() const { return m_next - 1; }

private:
    QStringList m_paths;
    qsizetype m_next = 0;
    FormatPtr m_context;
    QByteArray m_header;
};

// The packets of one stream of a film as they are, their times counted from the film's start. One thread.
class CopyReader {
public:
    static Result<std::unique_ptr<CopyReader>> open(const SourceFile &film, int stream);
    // Errors: as AvInput::read; MediaTruncated when less came than the container promised; CorruptData for a packet without a
    // time, or one that is no later than the one before.
    Result<bool> read(AVPacket *packet);
    const AVStream *stream() const { return m_input->context()->streams[m_stream]; }

private:
    CopyReader() = default;

    std::unique_ptr<AvInput> m_input;
    int m_stream = 0;
    qint64 m_offset = 0;
    qint64 m_lastDts = INT64_MIN;
    std::unique_ptr<StreamPromise> m_promise;
};

// The times of all packets of parts, decode order.
Result<std::vector<qint64>> presentationTimes(const QStringList &paths);

} // namespace rawi

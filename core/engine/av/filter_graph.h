#pragma once

#include "core/engine/av/av_common.h"

struct AVFilterGraph;
struct AVFilterContext;

namespace rawi {

// A chain of libavfilter's filters between one source and one sink. libavfilter is loaded when it is first needed, since
// it brings 12 MB and 22 ms of libraries that a probe, a waveform or a loudness has no use for. Belongs to one thread.
class FilterGraph {
public:
    // Loads libavfilter; once a sandbox is closed no library can be loaded. Any thread, as often as wanted. Errors:
    // Internal when this machine has not the libavfilter the program was built with.
    static Result<void> load();
    // Whether this libavfilter was built with the filter.
    static bool has(const char *filter);

    FilterGraph() = default;
    ~FilterGraph();
    FilterGraph(const FilterGraph &) = delete;
    FilterGraph &operator=(const FilterGraph &) = delete;

    // Builds the chain `filters` (libavfilter's syntax) for pictures like `frame`; an earlier chain goes. `doing` is
    // said in errors, as in avError.
    Result<void> build(const QByteArray &filters, const AVFrame *frame, AVRational timeBase, AVRational sampleAspect,
                       int threads, const QString &subject, const QString &doing);
    bool isBuilt() const { return m_graph != nullptr; }
    // Keeps a reference of its own; null ends the stream. Returns an FFmpeg error code.
    int push(AVFrame *frame);
    // AVERROR(EAGAIN) and AVERROR_EOF when nothing is there.
    int pull(AVFrame *out);
    AVRational timeBase() const; // of what pull gives

private:
    AVFilterGraph *m_graph = nullptr;
    AVFilterContext *m_source = nullptr;
    AVFilterContext *m_sink = nullptr;
};

} // namespace rawi

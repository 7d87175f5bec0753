#include "core/engine/av/filter_graph.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

#include <dlfcn.h>
#include <mutex>

namespace rawi {

namespace {

// What is called of libavfilter.
struct FilterLibrary {
    decltype(&avfilter_get_by_name) getByName = nullptr;
    decltype(&avfilter_graph_alloc) allocate = nullptr;
    decltype(&avfilter_graph_free) release = nullptr;
    decltype(&avfilter_graph_create_filter) create = nullptr;
    decltype(&avfilter_graph_parse_ptr) parse = nullptr;
    decltype(&avfilter_graph_config) configure = nullptr;
    decltype(&avfilter_inout_alloc) allocateEnds = nullptr;
    decltype(&avfilter_inout_free) releaseEnds = nullptr;
    decltype(&av_buffersrc_add_frame_flags) push = nullptr;
    decltype(&av_buffersink_get_frame) pull = nullptr;
    decltype(&av_buffersink_get_time_base) timeBase = nullptr;
    QString missing; // why it could not be loaded
};

FilterLibrary loadLibrary()
{
    FilterLibrary library;
    const QByteArray name = "libavfilter.so." AV_STRINGIFY(LIBAVFILTER_VERSION_MAJOR);
    void *handle = ::dlopen(name.constData(), RTLD_NOW | RTLD_LOCAL);
    const auto find = [&](auto &function, const char *symbol) {
        void *found = handle != nullptr ? ::dlsym(handle, symbol) : nullptr;
        if (found == nullptr && library.missing.isEmpty()) {
            const char *why = ::dlerror();
            library.missing = why != nullptr ? QString::fromLocal8Bit(why) : QString::fromLatin1(name);
        }
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(found);
    };
    find(library.getByName, "avfilter_get_by_name");
    find(library.allocate, "avfilter_graph_alloc");
    find(library.release, "avfilter_graph_free");
    find(library.create, "avfilter_graph_create_filter");
    find(library.parse, "avfilter_graph_parse_ptr");
    find(library.configure, "avfilter_graph_config");
    find(library.allocateEnds, "avfilter_inout_alloc");
    find(library.releaseEnds, "avfilter_inout_free");
    find(library.push, "av_buffersrc_add_frame_flags");
    find(library.pull, "av_buffersink_get_frame");
    find(library.timeBase, "av_buffersink_get_time_base");
    return library;
}

const FilterLibrary &filters()
{
    static const FilterLibrary library = loadLibrary();
    return library;
}

} // namespace

Result<void> FilterGraph::load()
{
    if (const QString &missing = filters().missing; !missing.isEmpty()) {
        return Error{ErrorCode::Internal, u"libavfilter"_s, missing};
    }
    return {};
}

bool FilterGraph::has(const char *filter)
{
    return filters().missing.isEmpty() && filters().getByName(filter) != nullptr;
}

FilterGraph::~FilterGraph()
{
    if (m_graph != nullptr) {
        filters().release(&m_graph);
    }
}

Result<void> FilterGraph::build(const QByteArray &chain, const AVFrame *frame, AVRational timeBase,
                                AVRational sampleAspect, int threads, const QString &subject, const QString &doing)
{
    RAWI_TRY(load());
    const FilterLibrary &library = filters();
    if (m_graph != nullptr) {
        library.release(&m_graph);
    }
    m_graph = library.allocate();
    if (m_graph == nullptr) {
        return avError(AVERROR(ENOMEM), subject, doing);
    }
    m_graph->nb_threads = threads;
    char arguments[256];
    std::snprintf(arguments, sizeof arguments, "video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:pixel_aspect=%d/%d",
                  frame->width, frame->height, frame->format, timeBase.num, timeBase.den, qMax(0, sampleAspect.num),
                  qMax(1, sampleAspect.den));
    int code = library.create(&m_source, library.getByName("buffer"), "in", arguments, nullptr, m_graph);
    if (code >= 0) {
        code = library.create(&m_sink, library.getByName("buffersink"), "out", nullptr, nullptr, m_graph);
    }
    if (code < 0) {
        return avError(code, subject, doing);
    }
    AVFilterInOut *outputs = library.allocateEnds();
    AVFilterInOut *inputs = library.allocateEnds();
    if (outputs != nullptr && inputs != nullptr) {
        *outputs = {av_strdup("in"), m_source, 0, nullptr};
        *inputs = {av_strdup("out"), m_sink, 0, nullptr};
        code = library.parse(m_graph, chain.constData(), &inputs, &outputs, nullptr);
    } else {
        code = AVERROR(ENOMEM);
    }
    library.releaseEnds(&inputs);
    library.releaseEnds(&outputs);
    if (code >= 0) {
        code = library.configure(m_graph, nullptr);
    }
    return code < 0 ? Result<void>(avError(code, subject, doing)) : Result<void>();
}

int FilterGraph::push(AVFrame *frame)
{
    return filters().push(m_source, frame, AV_BUFFERSRC_FLAG_KEEP_REF);
}

int FilterGraph::pull(AVFrame *out)
{
    return filters().pull(m_sink, out);
}

AVRational FilterGraph::timeBase() const
{
    return m_graph != nullptr ? filters().timeBase(m_sink) : AVRational{1, 1000};
}

} // namespace rawi

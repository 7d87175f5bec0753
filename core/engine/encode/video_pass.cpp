#include "core/engine/encode/video_pass.h"

#include "core/engine/encode/film_reader.h"
#include "core/engine/encode/rung_stage.h"
#include "core/engine/picture/picture_colour.h"
#include "core/engine/picture/subtitle_painter.h"

namespace rawi {

namespace {

// The decoding end of the ladder. Belongs to one runVideoPass call.
class VideoPass {
public:
    VideoPass(FilmReader &reader, const EncodeSources &sources, const EncodePlan &plan, const QList<Rung> &ladder,
              const QList<Cue> &burnt, std::vector<CheckpointStore> &stores, ProgressMeter &meter) :
        m_reader(reader), m_sources(sources), m_plan(plan), m_ladder(ladder), m_burnt(burnt), m_stores(stores),
        m_meter(meter)
    {
    }
    ~VideoPass()
    {
        if (!m_stages.empty() && !m_finished) {
            m_state.fail({ErrorCode::Cancelled, {}, {}}); // the threads must not outlive it
            for (const auto &stage : m_stages) {
                stage->join();
            }
        }
    }

    Result<void> run()
    {
        RAWI_TRY(goOn());
        const FramePtr frame = makeFrame();
        RAWI_ASSIGN(bool more, m_reader.next(frame.get()));
        if (!more) {
            return Error{ErrorCode::MediaTruncated, m_reader.subject(), u"it has no frame"_s};
        }
        RAWI_TRY(startStages(frame.get()));
        while (more && !m_state.failed()) {
            give(frame.get());
            av_frame_unref(frame.get());
            RAWI_ASSIGN(more, m_reader.next(frame.get()));
        }
        m_state.lastLength = m_reader.frameLength();
        for (RungStage *root : m_roots) {
            root->input().end();
        }
        for (const auto &stage : m_stages) {
            stage->join();
        }
        m_finished = true;
        return m_state.result();
    }

private:
    Result<void> goOn()
    {
        qint64 after = INT64_MAX;
        for (const Rung &rung : m_ladder) {
            after = qMin(after, m_stores[size_t(rung.rendition)].resumeAfter());
        }
        if (after == INT64_MIN) {
            return {};
        }
        m_meter.skipTo(m_reader.toUs(after));
        return m_reader.seekBefore(after);
    }

    RungStage::Order orderFor(const Rung &rung, const PictureColour &colours, const AVFrame *frame) const
    {
        RungStage::Order order;
        order.format.matrix = colours.matrix;
        order.format.primaries = colours.primaries;
        order.format.transfer = colours.transfer;
        order.format.size = rung.size;
        order.format.timeBase = m_reader.timeBase();
        order.format.frameRate = m_reader.frameRate();
        order.format.threads = rung.threads;
        order.format.hardware = rung.hardware;
        order.settings = *m_plan.renditions[rung.rendition].settings.video;
        order.wish = {.size = rung.size, .orientation = {}, .matrix = colours.guess};
        if (rung.parent < 0) {
            order.wish.orientation = m_reader.orientation();
            if (order.wish.orientation.filter.isEmpty() && !m_reader.conforms()) {
                order.wish.orientation = orientationOf(displayMatrix(frame));
            }
            order.sampleAspect = m_reader.sampleAspect();
            order.wish.deinterlace = m_reader.interlaced() || isInterlaced(frame);
            order.wish.toneMap = colours.toneMap;
            order.wish.wideGamut = colours.wideGamut;
            order.wish.threads = order.wish.deinterlace || order.wish.toneMap || order.wish.wideGamut ? 2 : 1;
            order.wish.crop = rung.crop;
            order.wish.shown = shownSize(frame->width, frame->height, order.sampleAspect, order.wish.orientation);
        }
        return order;
    }

    Result<void> startStages(const AVFrame *frame)
    {
        const PictureColour colours = colourOf(frame);
        for (const Rung &rung : m_ladder) {
            RungStage::Order order = orderFor(rung, colours, frame);
            if (!m_burnt.isEmpty()) {
                RAWI_ASSIGN(const std::shared_ptr<SubtitlePainter> painter,
                            SubtitlePainter::make(m_burnt, m_sources.fonts, rung.size));
                order.draw = [painter, base = m_reader.timeBase()](AVFrame *picture) {
                    return painter->draw(picture, av_rescale_q(picture->pts, base, {1, 1000}));
                };
            }
            m_stages.push_back(std::make_unique<RungStage>(order,
                                                           m_stores[size_t(rung.rendition)], m_state,
                                                           m_reader.subject()));
            RungStage *stage = m_stages.back().get();
            if (rung.parent >= 0) {
                m_stages[size_t(rung.parent)]->addChild(stage);
            } else {
                m_roots.push_back(stage);
            }
        }
        for (const auto &stage : m_stages) {
            RAWI_TRY(stage->start());
        }
        return {};
    }

    void give(const AVFrame *frame)
    {
        for (RungStage *root : m_roots) {
            if (frame->pts > root->neededAfter() && !root->input().push(frame) && !m_state.failed()) {
                m_state.fail(avError(AVERROR(ENOMEM), m_reader.subject(), u"decoding"_s));
            }
        }
        m_meter.reach(m_reader.toUs(frame->pts), ++m_frames);
        if (m_meter.givenUp()) {
            m_state.fail({ErrorCode::Cancelled, m_reader.subject(), {}});
        }
    }

    FilmReader &m_reader;
    const EncodeSources &m_sources;
    const EncodePlan &m_plan;
    const QList<Rung> &m_ladder;
    const QList<Cue> &m_burnt;
    std::vector<CheckpointStore> &m_stores;
    ProgressMeter &m_meter;
    PassState m_state;
    std::vector<std::unique_ptr<RungStage>> m_stages;
    std::vector<RungStage *> m_roots;
    qint64 m_frames = 0;
    bool m_finished = false;
};

} // namespace

Result<void> runVideoPass(const EncodeSources &sources, const EncodePlan &plan, const EditList &edit,
                          const QList<Rung> &ladder, const QList<Cue> &burnt, std::vector<CheckpointStore> &stores,
                          ProgressMeter &meter)
{
    // Beside several encoders one decoding thread for four cores keeps up, and holds fewer pictures.
    const unsigned cores = std::thread::hardware_concurrency();
    const int threads = int(qBound(1u, ladder.size() > 1 ? cores / 4 : cores, 4u));
    RAWI_ASSIGN(const std::unique_ptr<FilmReader> reader, FilmReader::open(sources.film, sources.films, edit, threads));
    return VideoPass(*reader, sources, plan, ladder, burnt, stores, meter).run();
}

} // namespace rawi

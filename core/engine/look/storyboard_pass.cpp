#include "core/engine/look/storyboard_pass.h"

#include "core/engine/av/frame_decoder.h"
#include "core/engine/look/analysis_file.h"
#include "core/engine/picture/jpeg_picture.h"
#include "core/engine/picture/picture_filter.h"
#include "core/media/storyboard.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstring>
#include <thread>

namespace rawi {

namespace {

constexpr qint64 kBudgetMs = 300'000;
constexpr qint64 kForwardBudgetMs = 20'000; // for decoding between key frames
constexpr qint64 kShortFilmUs = 300'000'000;
constexpr qint64 kShortestStepUs = 1'000'000;
constexpr int kTileSide = 240;
constexpr int kColumns = 10;
constexpr int kRows = 10;
constexpr int kQuantiser = 5;

// One small picture and its moment.
struct Still {
    qint64 atUs = 0;
    FramePtr picture;
};

// Takes small pictures out of one film, in the order of time. Belongs to one thread; several may share a SourceFile.
class StillTaker {
public:
    // Null when there is no moving picture.
    static Result<std::unique_ptr<StillTaker>> open(const SourceFile &source)
    {
        std::unique_ptr<StillTaker> taker(new StillTaker);
        RAWI_ASSIGN(taker->m_input, AvInput::open(source, kBudgetMs));
        const int stream = taker->m_input->isPicture() ? -1 : taker->m_input->videoStream();
        if (stream < 0) {
            return std::unique_ptr<StillTaker>();
        }
        taker->m_input->selectOnly(stream);
        taker->m_stream = taker->m_input->context()->streams[stream];
        RAWI_ASSIGN(taker->m_decoder, FrameDecoder::open(*taker->m_input, stream, 1, DecodeEffort::Preview));
        return taker;
    }

    AvInput &input() { return *m_input; }
    std::vector<Still> take() { return std::move(m_stills); }

    // The pictures for `targets` (microseconds, ascending), each the key frame before it; where several ask for the
    // same one, frames after it when there is time for that. Errors: as FrameDecoder; a break in the file ends it.
    Result<void> seekTo(const std::vector<qint64> &targets, bool between)
    {
        QElapsedTimer forward;
        qint64 spentMs = 0;
        for (size_t i = 0; i < targets.size();) {
            const qint64 key = keyBefore(targets[i]);
            size_t next = i + 1;
            while (next < targets.size() && key != AV_NOPTS_VALUE && keyBefore(targets[next]) == key) {
                ++next;
            }
            const bool several = between && next - i > 1 && spentMs < kForwardBudgetMs;
            forward.start();
            if (several) {
                RAWI_TRY(decodeFrom(targets.data() + i, targets.data() + next));
                spentMs += forward.elapsed();
            } else {
                RAWI_TRY(takeKey(targets[i]));
            }
            i = next;
        }
        return {};
    }

    // Without knowing how long the film is: key frames as they come, thinned out when there are too many.
    Result<void> readThrough()
    {
        qint64 step = kShortestStepUs;
        const FramePtr frame = makeFrame();
        for (;;) {
            const Result<bool> more = m_decoder->nextKey(frame.get());
            if (!more.ok() && m_stills.empty()) {
                return more.error();
            }
            if (!more.ok() || !*more) {
                return {};
            }
            if (m_stills.empty() || momentOf(frame.get()) >= m_stills.back().atUs + step) {
                RAWI_TRY(keep(frame.get()));
            }
            av_frame_unref(frame.get());
            if (m_stills.size() > kStoryboardTiles) {
                size_t place = 0;
                std::erase_if(m_stills, [&](const Still &) { return place++ % 2 == 1; });
                step *= 2;
            }
        }
    }

private:
    StillTaker() = default;

    qint64 streamTime(qint64 us) const
    {
        return av_rescale_q(us + m_input->startUs(), AV_TIME_BASE_Q, m_stream->time_base);
    }
    qint64 momentOf(const AVFrame *frame) const
    {
        return std::max<qint64>(0, av_rescale_q(frame->pts, m_stream->time_base, AV_TIME_BASE_Q) - m_input->startUs());
    }
    // What the container's index says; AV_NOPTS_VALUE when it has none.
    qint64 keyBefore(qint64 us) const
    {
        const AVIndexEntry *entry
            = avformat_index_get_entry_from_timestamp(m_stream, streamTime(us), AVSEEK_FLAG_BACKWARD);
        return entry == nullptr ? AV_NOPTS_VALUE : entry->timestamp;
    }

    Result<void> takeKey(qint64 target)
    {
        // A file that cannot seek, or breaks later on, keeps what there is.
        if (!m_decoder->seek(streamTime(target)).ok()) {
            return m_stills.empty() ? readThrough() : Result<void>();
        }
        const FramePtr frame = makeFrame();
        const Result<bool> got = m_decoder->nextKey(frame.get());
        if (!got.ok()) {
            return m_stills.empty() ? got.error() : Result<void>();
        }
        if (*got && (m_stills.empty() || momentOf(frame.get()) > m_stills.back().atUs)) {
            return keep(frame.get());
        }
        return {};
    }

    Result<void> decodeFrom(const qint64 *target, const qint64 *end)
    {
        if (!m_decoder->seek(streamTime(*target)).ok()) {
            return {};
        }
        const FramePtr frame = makeFrame();
        bool first = true;
        while (target != end) {
            const Result<bool> got = m_decoder->next(frame.get());
            if (!got.ok() || !*got) {
                return got.ok() || !m_stills.empty() ? Result<void>() : got.error();
            }
            const qint64 moment = momentOf(frame.get());
            // The first target takes the key frame itself, which costs nothing more.
            if ((first || moment >= *target) && (m_stills.empty() || moment > m_stills.back().atUs)) {
                RAWI_TRY(keep(frame.get()));
                target = first ? target + 1 : std::find_if(target, end, [&](qint64 t) { return t > moment; });
            }
            first = false;
            av_frame_unref(frame.get());
        }
        return {};
    }

    Result<void> keep(AVFrame *frame)
    {
        const bool interlaced = isInterlaced(frame); // such a filter waits for the next frame, which is not the film's next
        if (m_filter == nullptr || interlaced) {
            const Orientation orientation = orientationOf(displayMatrix(m_stream));
            const AVRational aspect = av_guess_sample_aspect_ratio(m_input->context(), m_stream, frame);
            const PictureSize shown = shownSize(frame->width, frame->height, aspect, orientation);
            m_filter = std::make_unique<PictureFilter>(
                PictureFilter::pictureWish(frame, fitInto(shown, kTileSide, kTileSide, 2), orientation, false));
        }
        const QString &subject = m_input->source().name();
        Still still{momentOf(frame), makeFrame()};
        frame->pts = qint64(m_stills.size());
        RAWI_TRY(m_filter->push(frame, m_stream->time_base, frame->sample_aspect_ratio, subject));
        RAWI_TRY(interlaced ? m_filter->push(nullptr, {}, {}, subject) : Result<void>());
        RAWI_ASSIGN(const bool got, m_filter->pull(still.picture.get(), subject));
        if (!got) {
            return Error{ErrorCode::Internal, subject, u"the scaler gave no picture"_s};
        }
        m_stills.push_back(std::move(still));
        if (interlaced) {
            m_filter.reset();
        }
        return {};
    }

    std::unique_ptr<AvInput> m_input;
    AVStream *m_stream = nullptr;
    std::unique_ptr<FrameDecoder> m_decoder;
    std::unique_ptr<PictureFilter> m_filter;
    std::vector<Still> m_stills;
};

// Takes the stills of a film whose length is known, its second half on another core.
Result<std::vector<Still>> takeStills(const SourceFile &source, StillTaker &first)
{
    const qint64 length = first.input().durationUs();
    const bool between = length <= kShortFilmUs;
    if (length <= 0) {
        RAWI_TRY(first.readThrough());
        return first.take();
    }
    const qint64 step = std::max(kShortestStepUs, length / kStoryboardTiles + 1);
    std::vector<qint64> targets;
    for (qint64 at = 0; at < length && targets.size() < kStoryboardTiles; at += step) {
        targets.push_back(at);
    }
    const auto middle = targets.begin() + ptrdiff_t(targets.size() / 2);
    constexpr size_t kWorthTwo = 40;
    if (targets.size() < kWorthTwo) {
        RAWI_TRY(first.seekTo(targets, between));
        return first.take();
    }
    RAWI_ASSIGN(const std::unique_ptr<StillTaker> second, StillTaker::open(source));
    Result<void> secondDone;
    std::thread thread([&] { secondDone = second->seekTo({middle, targets.end()}, between); });
    const Result<void> firstDone = first.seekTo({targets.begin(), middle}, between);
    thread.join();
    RAWI_TRY(firstDone);
    std::vector<Still> stills = first.take();
    if (secondDone.ok()) { // else it breaks off somewhere in the second half: what there is stands
        for (Still &still : second->take()) {
            if (stills.empty() || still.atUs > stills.back().atUs) {
                stills.push_back(std::move(still));
            }
        }
    }
    return stills;
}

Result<FramePtr> emptySheet(int width, int height)
{
    FramePtr sheet = makeFrame();
    sheet->width = width;
    sheet->height = height;
    sheet->format = AV_PIX_FMT_YUVJ420P;
    if (const int code = av_frame_get_buffer(sheet.get(), 0); code < 0) {
        return avError(code, u"storyboard"_s, u"making a sheet"_s);
    }
    for (int y = 0; y < height; ++y) {
        std::memset(sheet->data[0] + y * sheet->linesize[0], 0, size_t(width));
    }
    for (const int plane : {1, 2}) {
        for (int y = 0; y < height / 2; ++y) {
            std::memset(sheet->data[plane] + y * sheet->linesize[plane], 128, size_t(width / 2));
        }
    }
    return sheet;
}

void paste(const AVFrame *picture, AVFrame *sheet, int x, int y)
{
    for (int plane = 0; plane < 3; ++plane) {
        const int shift = plane == 0 ? 0 : 1;
        av_image_copy_plane(sheet->data[plane] + (y >> shift) * sheet->linesize[plane] + (x >> shift),
                            sheet->linesize[plane], picture->data[plane], picture->linesize[plane],
                            picture->width >> shift, picture->height >> shift);
    }
}

// Lays the stills on sheets and writes them with their index.
Result<StoryboardResult> writeSheets(const std::vector<Still> &stills, qint64 lengthUs, const QString &folder)
{
    constexpr size_t kOnSheet = size_t(kColumns) * kRows;
    StoryboardResult result;
    Storyboard board;
    const int width = stills.front().picture->width;
    const int height = stills.front().picture->height;
    for (size_t from = 0; from < stills.size(); from += kOnSheet) {
        const int count = int(std::min(kOnSheet, stills.size() - from));
        const int columns = std::min(count, kColumns);
        const int rows = (count + kColumns - 1) / kColumns;
        RAWI_ASSIGN(const FramePtr sheet, emptySheet(columns * width, rows * height));
        MadeVariant file;
        file.type = VariantType::Storyboard;
        file.name = u"storyboard-%1"_s.arg(result.files.size());
        file.contentType = u"image/jpeg"_s;
        file.width = sheet->width;
        file.height = sheet->height;
        for (int i = 0; i < count; ++i) {
            const Still &still = stills[from + size_t(i)];
            const QRect place(i % kColumns * width, i / kColumns * height, width, height);
            paste(still.picture.get(), sheet.get(), place.x(), place.y());
            const size_t next = from + size_t(i) + 1;
            const qint64 startMs = from + size_t(i) == 0 ? 0 : still.atUs / 1000;
            const qint64 lastUs = lengthUs > still.atUs ? lengthUs : still.atUs + kShortestStepUs;
            const qint64 endUs = next < stills.size() ? stills[next].atUs : lastUs;
            board.tiles.append({startMs, std::max(endUs / 1000, startMs + 1), file.name + u".jpg"_s, place});
        }
        RAWI_ASSIGN(const QByteArray jpeg, encodeJpeg(sheet.get(), kQuantiser, u"storyboard"_s));
        RAWI_ASSIGN(const MadeVariant written, writeAnalysisFile(folder, file.name + u".jpg"_s, jpeg, file));
        result.files.append(written);
    }
    MadeVariant index;
    index.type = VariantType::Storyboard;
    index.name = u"storyboard.vtt"_s;
    index.contentType = u"text/vtt"_s;
    RAWI_ASSIGN(const MadeVariant written, writeAnalysisFile(folder, index.name, writeStoryboard(board), index));
    result.files.append(written);
    result.tiles = int(stills.size());
    return result;
}

} // namespace

Result<StoryboardResult> makeStoryboard(const SourceFile &source, const QString &folder)
{
    RAWI_ASSIGN(const std::unique_ptr<StillTaker> taker, StillTaker::open(source));
    if (taker == nullptr) {
        return StoryboardResult();
    }
    RAWI_ASSIGN(const std::vector<Still> stills, takeStills(source, *taker));
    if (stills.empty()) {
        return Error{ErrorCode::MediaTruncated, source.name(), u"no picture of it can be decoded"_s};
    }
    return writeSheets(stills, taker->input().durationUs(), folder);
}

} // namespace rawi

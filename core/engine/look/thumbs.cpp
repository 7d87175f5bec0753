#include "core/engine/look/thumbs.h"

#include "core/base/file_sha256.h"
#include "core/engine/av/frame_decoder.h"
#include "core/engine/av/output_file.h"
#include "core/engine/look/frame_score.h"
#include "core/engine/picture/colour_profile.h"
#include "core/engine/picture/jpeg_picture.h"
#include "core/engine/picture/picture_filter.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSet>

#include <algorithm>
#include <array>
#include <utility>

namespace rawi {

namespace {

constexpr int kCandidates = 9;
constexpr qint64 kLookMs = 8000; // after that the best frame so far is taken
constexpr int kScoreSide = 320;
constexpr int kCandidateSide = 640;
constexpr int kOffered = 6;
constexpr int kJpegQuality = 3;

struct Kind {
    const char *name;
    int side;
};
constexpr std::array kKinds{Kind{"poster", 1280}, Kind{"thumb-640", 640}, Kind{"thumb-320", 320}};

// Looks for the frame that stands for a file and writes it in its sizes. Belongs to one makeThumbs call.
class ThumbsJob {
public:
    ThumbsJob(AvInput &input, int stream, const QString &folder) : m_input(input), m_stream(stream), m_folder(folder)
    {
    }

    Result<ThumbsResult> run(bool still, std::optional<qint64> atMs)
    {
        m_input.selectOnly(m_stream);
        RAWI_ASSIGN(m_decoder, FrameDecoder::open(m_input, m_stream, 2));
        RAWI_TRY(still ? takeFirst() : atMs ? takeAt(*atMs) : takeBest());
        return writeAll();
    }

private:
    Result<void> takeFirst()
    {
        RAWI_ASSIGN(const bool any, m_decoder->next(m_best.get()));
        return any ? Result<void>() : noPicture();
    }

    Error noPicture() const { return {ErrorCode::MediaTruncated, m_input.source().name(), u"it has no picture"_s}; }

    // The last frame that starts at or before the moment, or so little after it that whoever asks means it: moments are whole
    // milliseconds, and counted from the picture by some, from a sound that begins a little before it by others.
    Result<void> takeAt(qint64 atMs)
    {
        const AVRational base = m_decoder->stream()->time_base;
        constexpr qint64 kMeantUs = 5000;
        const qint64 target = av_rescale_q(atMs * 1000 + kMeantUs + m_input.startUs(), AV_TIME_BASE_Q, base);
        RAWI_ASSIGN(const bool any, m_decoder->seekBefore(target, m_best.get()));
        if (!any) {
            return noPicture();
        }
        const FramePtr frame = makeFrame();
        for (;;) {
            const Result<bool> got = m_decoder->next(frame.get());
            if (!got.ok() || !*got || frame->pts > target) {
                break;
            }
            av_frame_unref(m_best.get());
            av_frame_move_ref(m_best.get(), frame.get());
        }
        m_atMs = momentOf(m_best.get());
        return {};
    }

    qint64 momentOf(const AVFrame *frame) const
    {
        const qint64 us = av_rescale_q(frame->pts, m_decoder->stream()->time_base, AV_TIME_BASE_Q);
        return qMax<qint64>(0, (us - m_input.startUs()) / 1000);
    }

    Result<double> judge(AVFrame *frame)
    {
        RAWI_ASSIGN(const double points, score(frame));
        RAWI_ASSIGN(FramePtr small, picture(frame, kCandidateSide));
        m_seen.push_back({points, momentOf(frame), std::move(small)});
        return points;
    }

    Result<void> takeBest()
    {
        RAWI_TRY(takeFirst());
        RAWI_ASSIGN(double bestScore, judge(m_best.get()));
        const AVRational base = m_decoder->stream()->time_base;
        const qint64 start = m_decoder->stream()->start_time == AV_NOPTS_VALUE ? 0 : m_decoder->stream()->start_time;
        const qint64 saidUs = m_input.durationUs();
        const qint64 length = av_rescale_q(saidUs > 0 ? saidUs : AvInput::measureUs(m_input.source(), kLookMs), AV_TIME_BASE_Q, base);
        const FramePtr frame = makeFrame();
        QElapsedTimer looking;
        looking.start();
        for (int i = 0; i < kCandidates && length > 0 && !looking.hasExpired(kLookMs); ++i) {
            const qint64 target = start + length * (2 * i + 1) / (2 * kCandidates);
            // A file that cannot seek, or breaks later on, still has its first frame.
            if (!m_decoder->seek(target).ok()) {
                break;
            }
            const Result<bool> got = m_decoder->next(frame.get());
            if (!got.ok() || !*got) {
                continue;
            }
            RAWI_ASSIGN(const double points, judge(frame.get()));
            if (points > bestScore * 1.02) { // of equals the earlier one
                bestScore = points;
                av_frame_unref(m_best.get());
                av_frame_move_ref(m_best.get(), frame.get());
            }
            av_frame_unref(frame.get());
        }
        m_atMs = momentOf(m_best.get());
        return {};
    }

    Result<double> score(AVFrame *frame)
    {
        RAWI_ASSIGN(const FramePtr small, picture(frame, kScoreSide));
        return posterScore(small.get());
    }

    // The frame upright, with its longest side at most `side`.
    Result<FramePtr> picture(AVFrame *frame, int side)
    {
        const Orientation orientation = m_input.orientation(m_stream, frame);
        AVStream *stream = m_input.context()->streams[m_stream];
        const AVRational aspect = av_guess_sample_aspect_ratio(m_input.context(), stream, frame);
        const PictureSize shown = shownSize(frame->width, frame->height, aspect, orientation);
        const PictureSize size = fitInto(shown, side, side, 1);
        const QByteArray profile = colourProfile(frame);
        if (profile.isEmpty()) {
            return filtered(frame, PictureFilter::pictureWish(frame, size, orientation, m_input.isPicture()), aspect);
        }
        RAWI_ASSIGN(const FramePtr pixels,
                    filtered(frame, PictureFilter::pictureWish(frame, size, orientation, m_input.isPicture(), AV_PIX_FMT_RGB24), aspect));
        toSrgb(pixels.get(), profile);
        return filtered(pixels.get(), PictureFilter::pictureWish(pixels.get(), size, {}, true), {1, 1});
    }

    Result<FramePtr> filtered(AVFrame *frame, const PictureFilter::Wish &wish, AVRational aspect)
    {
        PictureFilter filter(wish);
        const QString &subject = m_input.source().name();
        RAWI_TRY(filter.push(frame, m_decoder->stream()->time_base, aspect, subject));
        RAWI_TRY(filter.push(nullptr, {}, {}, subject));
        FramePtr out = makeFrame();
        RAWI_ASSIGN(const bool got, filter.pull(out.get(), subject));
        if (!got) {
            return Error{ErrorCode::Internal, subject, u"the scaler gave no picture"_s};
        }
        return out;
    }

    Result<ThumbPicture> write(AVFrame *scaled, const QString &name, qint64 atMs)
    {
        RAWI_ASSIGN(const QByteArray jpeg, encodeJpeg(scaled, kJpegQuality, m_input.source().name()));
        ThumbPicture made;
        made.name = name;
        made.path = QDir(m_folder).absoluteFilePath(name + u".jpg"_s);
        made.width = scaled->width;
        made.height = scaled->height;
        made.contentType = u"image/jpeg"_s;
        made.size = jpeg.size();
        made.atMs = atMs;
        RAWI_TRY(writeFileSafely(made.path, jpeg));
        RAWI_ASSIGN(made.sha256, fileSha256(made.path));
        return made;
    }

    Result<ThumbsResult> writeAll()
    {
        ThumbsResult result;
        result.atMs = m_atMs;
        for (const Kind &kind : kKinds) {
            RAWI_ASSIGN(const FramePtr scaled, picture(m_best.get(), kind.side));
            RAWI_ASSIGN(const ThumbPicture made, write(scaled.get(), QLatin1StringView(kind.name), m_atMs));
            result.pictures.append(made);
        }
        // The one that was taken comes first, even where a later one is better by a hair.
        const auto rank = [this](const Seen &seen) { return std::pair(seen.atMs == m_atMs, seen.score); };
        std::stable_sort(m_seen.begin(), m_seen.end(),
                         [&](const Seen &one, const Seen &other) { return rank(one) > rank(other); });
        QSet<qint64> moments;
        for (const Seen &seen : m_seen) {
            if (result.candidates.size() < kOffered && !moments.contains(seen.atMs)) {
                moments.insert(seen.atMs);
                const QString name = u"candidate-%1"_s.arg(result.candidates.size() + 1);
                RAWI_ASSIGN(const ThumbPicture made, write(seen.picture.get(), name, seen.atMs));
                result.candidates.append(made);
            }
        }
        return result;
    }

    struct Seen {
        double score = 0;
        qint64 atMs = 0;
        FramePtr picture;
    };

    AvInput &m_input;
    int m_stream;
    QString m_folder;
    std::unique_ptr<FrameDecoder> m_decoder;
    FramePtr m_best = makeFrame();
    qint64 m_atMs = 0;
    std::vector<Seen> m_seen;
};

} // namespace

Result<ThumbsResult> makeThumbs(const SourceFile &source, const QString &folder, std::optional<qint64> atMs)
{
    constexpr qint64 kBudgetMs = 60'000;
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, kBudgetMs));
    const bool film = input->videoStream() >= 0;
    const int stream = film ? input->videoStream() : input->coverStream();
    if (stream < 0) {
        ThumbsResult none;
        none.source = u"none"_s;
        return none;
    }
    RAWI_ASSIGN(ThumbsResult result, ThumbsJob(*input, stream, folder).run(!film || input->isPicture(), atMs));
    result.source = !film ? u"cover"_s : input->isPicture() ? u"picture"_s : u"frame"_s;
    return result;
}

} // namespace rawi

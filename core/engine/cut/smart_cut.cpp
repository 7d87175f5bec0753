#include "core/engine/cut/smart_cut.h"

#include "core/base/file_sha256.h"
#include "core/engine/av/frame_times.h"
#include "core/engine/av/mux_file.h"
#include "core/engine/av/output_file.h"
#include "core/engine/cut/smart_cut_audio.h"

#include <QDir>

#include <algorithm>
#include <map>

namespace rawi {

namespace {

struct ParametersDeleter {
    void operator()(AVCodecParameters *parameters) const { avcodec_parameters_free(&parameters); }
};
using ParametersPtr = std::unique_ptr<AVCodecParameters, ParametersDeleter>;

// Share of the whole, in thousandths, at which each pass ends.
constexpr int kVideoEnds = 800;
constexpr int kAudioEnds = 930;
constexpr uint32_t kAvc3 = MKTAG('a', 'v', 'c', '3');

// One cut from beginning to end. Belongs to one smartCut call.
class SmartCut {
public:
    SmartCut(const std::vector<CutSource> &sources, const EditList &edit, const QString &folder,
             const EncodeProgressFunction &onProgress) :
        m_sources(sources), m_edit(edit), m_folder(folder), m_meter(onProgress, edit.lengthUs())
    {
    }

    Result<CutResult> run()
    {
        RAWI_TRY(m_edit.check());
        RAWI_TRY(openInputs());
        CutInput &first = *m_inputs.at(m_edit.ranges().first().asset);
        const QDir folder(m_folder);
        RAWI_ASSIGN(m_videoSpool, PacketSpool::create(folder.filePath(u"cut.video.part"_s)));
        RAWI_ASSIGN(m_audioSpool, PacketSpool::create(folder.filePath(u"cut.audio.part"_s)));
        if (first.hasVideo()) {
            RAWI_TRY(makeVideo(first));
        } else {
            makeSoundSpans();
        }
        const bool sound = std::any_of(m_spans.begin(), m_spans.end(),
                                       [](const CutSpan &span) { return span.source->hasAudio(); });
        if (sound) {
            m_meter.begin(u"audio"_s, first.hasVideo() ? kVideoEnds : 0, kAudioEnds);
            m_audioForm.reset(avcodec_parameters_alloc());
            RAWI_TRY(makeSound());
        }
        m_meter.begin(u"finish"_s, kAudioEnds, 1000);
        RAWI_TRY(write(first));
        m_meter.end();
        return m_result;
    }

private:
    Result<void> openInputs()
    {
        for (const EditRange &range : m_edit.ranges()) {
            if (m_inputs.count(range.asset) > 0) {
                continue;
            }
            const auto source = std::find_if(m_sources.begin(), m_sources.end(),
                                             [&](const CutSource &one) { return one.asset == range.asset; });
            if (source == m_sources.end()) {
                return Error{ErrorCode::NotFound, range.asset.text(),
                             u"the edit plays a film that was not given"_s};
            }
            RAWI_ASSIGN(m_inputs[range.asset], CutInput::open(source->file));
            for (const QString &stream : m_inputs[range.asset]->leftOut()) {
                m_result.leftOut.append(source->file.name() + u": "_s + stream);
            }
        }
        const bool video = m_inputs.at(m_edit.ranges().first().asset)->hasVideo();
        for (const auto &[asset, input] : m_inputs) {
            if (video && !input->hasVideo()) {
                return Error{ErrorCode::MediaUnsupported, input->file().name(),
                             u"sound alone cannot be joined to a moving picture"_s};
            }
            if (!video && !input->hasAudio()) {
                return Error{ErrorCode::MediaUnsupported, input->file().name(),
                             u"it has no sound to join to sound alone"_s};
            }
        }
        return {};
    }

    Result<void> makeVideo(CutInput &first)
    {
        bool alike = true;
        for (const auto &[asset, input] : m_inputs) {
            alike = alike && input->sameForm(first);
        }
        const AVCodecParameters *par = first.video()->codecpar;
        const bool storable = par->width % 2 == 0 && par->height % 2 == 0 && par->field_order <= AV_FIELD_PROGRESSIVE;
        const CutForm form = cutFormOf(first, !storable || (!alike && !first.isPlain()));
        m_clock = form.timeBase;
        m_meter.begin(u"video"_s, 0, kVideoEnds);
        CutVideo video(first, form, *m_videoSpool, m_meter);
        for (qsizetype i = 0; i < m_edit.ranges().size(); ++i) {
            const EditRange &range = m_edit.ranges().at(i);
            RAWI_ASSIGN(const CutSpan span, video.add(*m_inputs.at(range.asset), range, i));
            m_spans.push_back(span);
        }
        m_result.copiedFrames = video.copiedFrames();
        m_result.encodedFrames = video.encodedFrames();
        sayWhy(first, form);
        describeVideo(first, form, video.configuration());
        return {};
    }

    Result<void> makeSound()
    {
        bool copied = false;
        if (m_spans.size() == 1) {
            RAWI_ASSIGN(copied, copyAudio(m_spans.front(), m_clock, *m_audioSpool, m_audioForm.get()));
        }
        m_result.sound = copied ? CutSound::Copied : CutSound::Encoded;
        return copied ? Result<void>() : cutAudio(m_spans, m_clock, *m_audioSpool, m_audioForm.get(), m_meter);
    }

    void sayWhy(const CutInput &first, const CutForm &form)
    {
        for (const auto &[asset, input] : m_inputs) {
            const QString why = !input->whyNotCopied().isEmpty() ? input->whyNotCopied()
                : !input->sameForm(first) ? u"its picture has another form than the first film's"_s
                : form.upright
                ? u"films of different forms were joined, and the first is turned or stretched"_s
                : QString();
            if (!why.isEmpty()) {
                m_result.reasons.append(input->file().name() + u": "_s + why);
            }
        }
        if (m_result.copiedFrames == 0 && m_result.reasons.isEmpty()) {
            m_result.reasons.append(first.file().name() + u": no IDR frame lies in the ranges"_s);
        }
    }

    void describeVideo(const CutInput &first, const CutForm &form, const QByteArray &configuration)
    {
        m_videoForm.reset(avcodec_parameters_alloc());
        AVCodecParameters *par = m_videoForm.get();
        par->codec_type = AVMEDIA_TYPE_VIDEO;
        par->codec_id = AV_CODEC_ID_H264;
        par->width = form.size.width;
        par->height = form.size.height;
        par->format = form.pixels;
        par->sample_aspect_ratio = form.aspect;
        par->color_range = form.range;
        par->color_space = form.matrix;
        par->color_primaries = form.primaries;
        par->color_trc = form.transfer;
        par->extradata = static_cast<uint8_t *>(av_mallocz(size_t(configuration.size()) + AV_INPUT_BUFFER_PADDING_SIZE));
        std::copy(configuration.begin(), configuration.end(), par->extradata);
        par->extradata_size = int(configuration.size());
        const PictureSize shown = shownSize(form.size.width, form.size.height, form.aspect,
                                            form.upright ? Orientation() : first.orientation());
        m_result.width = shown.width;
        m_result.height = shown.height;
        m_matrix = form.upright ? nullptr : displayMatrix(first.video());
    }

    void makeSoundSpans()
    {
        qint64 out = 0;
        for (const EditRange &range : m_edit.ranges()) {
            CutInput &input = *m_inputs.at(range.asset);
            const qint64 base = range.fromUs + input.input().startUs();
            m_spans.push_back({&input, base, AV_TIME_BASE_Q, out, out + range.lengthUs()});
            out += range.lengthUs();
        }
    }

    Result<void> write(const CutInput &first)
    {
        const bool video = m_videoForm != nullptr;
        MadeFile &made = m_result;
        made.name = video ? u"cut.mp4"_s : u"cut.m4a"_s;
        made.contentType = video ? u"video/mp4"_s : u"audio/mp4"_s;
        made.path = QDir(m_folder).absoluteFilePath(made.name);
        RAWI_ASSIGN(const std::unique_ptr<MuxFile> file, MuxFile::create(made.path, MuxFile::Kind::Final));
        if (video) {
            RAWI_ASSIGN(m_videoStream, file->addStream(m_videoForm.get(), m_clock, m_result.copiedFrames > 0 ? kAvc3 : 0));
            RAWI_TRY(m_matrix != nullptr ? file->setDisplayMatrix(m_videoStream, m_matrix) : Result<void>());
        }
        if (!m_audioSpool->entries().empty()) {
            m_audioClock = {1, m_audioForm->sample_rate};
            RAWI_ASSIGN(m_audioStream, file->addStream(m_audioForm.get(), m_audioClock));
        } else if (!video) {
            return Error{ErrorCode::MediaTruncated, first.file().name(),
                         u"there is no sound in the ranges"_s};
        }
        RAWI_TRY(file->start());
        RAWI_TRY(interleave(*file));
        RAWI_ASSIGN(made.size, file->finish());
        RAWI_ASSIGN(made.sha256, fileSha256(made.path));
        const qint64 endUs = av_rescale_q(m_spans.back().outEnd, m_clock, AV_TIME_BASE_Q);
        m_result.durationMs = (endUs + 500) / 1000;
        m_result.frames = m_result.copiedFrames + m_result.encodedFrames;
        return {};
    }

    // Decode times and lengths of the picture's packets. Errors: Internal when two frames would show at once.
    Result<void> timeVideo()
    {
        std::vector<qint64> shown;
        for (const PacketSpool::Entry &entry : m_videoSpool->entries()) {
            shown.push_back(entry.pts);
        }
        m_decodeTimes = decodeTimes(shown);
        std::sort(shown.begin(), shown.end());
        if (std::adjacent_find(shown.begin(), shown.end()) != shown.end()
            || qint64(shown.size()) != m_result.copiedFrames + m_result.encodedFrames) {
            return Error{ErrorCode::Internal, m_result.name, u"the frames' times do not add up"_s};
        }
        m_lastDuration = shown.empty() ? 0 : qMax<qint64>(1, m_spans.back().outEnd - shown.back());
        return {};
    }

    Result<void> interleave(MuxFile &file)
    {
        RAWI_TRY(timeVideo());
        const PacketPtr packet = makePacket();
        const auto &audio = m_audioSpool->entries();
        size_t nextVideo = 0;
        size_t nextAudio = 0;
        while (nextVideo < m_decodeTimes.size() || nextAudio < audio.size()) {
            const bool takeVideo = nextVideo < m_decodeTimes.size()
                && (nextAudio >= audio.size()
                    || av_compare_ts(m_decodeTimes[nextVideo], m_clock, audio[nextAudio].pts, m_audioClock) <= 0);
            if (takeVideo) {
                RAWI_TRY(m_videoSpool->read(nextVideo, packet.get()));
                packet->dts = m_decodeTimes[nextVideo++];
                packet->duration = m_lastDuration; // counts for the last one only; others end at the next
            } else {
                RAWI_TRY(m_audioSpool->read(nextAudio++, packet.get()));
                packet->dts = packet->pts;
            }
            RAWI_TRY(file.write(packet.get(), takeVideo ? m_videoStream : m_audioStream));
        }
        return {};
    }

    const std::vector<CutSource> &m_sources;
    const EditList &m_edit;
    QString m_folder;
    ProgressMeter m_meter;
    struct ById {
        bool operator()(Id<MediaAsset> a, Id<MediaAsset> b) const { return a < b; }
    };
    std::map<Id<MediaAsset>, std::unique_ptr<CutInput>, ById> m_inputs;
    std::unique_ptr<PacketSpool> m_videoSpool;
    std::unique_ptr<PacketSpool> m_audioSpool;
    std::vector<CutSpan> m_spans;
    std::vector<qint64> m_decodeTimes;
    ParametersPtr m_videoForm;
    ParametersPtr m_audioForm;
    const int32_t *m_matrix = nullptr;
    AVRational m_clock = AV_TIME_BASE_Q;
    AVRational m_audioClock = AV_TIME_BASE_Q;
    int m_videoStream = -1;
    int m_audioStream = -1;
    qint64 m_lastDuration = 0;
    CutResult m_result;
};

} // namespace

Result<CutResult> smartCut(const std::vector<CutSource> &sources, const EditList &edit, const QString &folder,
                           const EncodeProgressFunction &onProgress)
{
    return SmartCut(sources, edit, folder, onProgress).run();
}

} // namespace rawi

#include "core/engine/encoder.h"

#include "core/engine/audio_pass.h"
#include "core/engine/av_input.h"
#include "core/engine/joiner.h"
#include "core/engine/output_file.h"
#include "core/engine/video_pass.h"

#include <QDir>
#include <QJsonArray>

#include <thread>

namespace rawi {

namespace {

struct FileKind {
    OutputForm form;
    const char *suffix;
    const char *contentType;
};

FileKind fileKind(OutputForm form, bool picture)
{
    switch (form) {
    case OutputForm::WebM:
        return {form, ".webm", picture ? "video/webm" : "audio/webm"};
    case OutputForm::Mkv:
        return {form, picture ? ".mkv" : ".mka", picture ? "video/x-matroska" : "audio/x-matroska"};
    case OutputForm::Mp3:
        return {form, ".mp3", "audio/mpeg"};
    case OutputForm::Opus:
        return {form, ".opus", "audio/ogg"};
    default:
        break;
    }
    return picture ? FileKind{OutputForm::Mp4, ".mp4", "video/mp4"} : FileKind{OutputForm::M4a, ".m4a", "audio/mp4"};
}

struct Outline {
    bool video = false;
    bool audio = false;
    qint64 durationUs = 0;
    PictureSize shown;
};

Result<Outline> outlineOf(const SourceFile &source)
{
    constexpr qint64 kBudgetMs = 15'000;
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, kBudgetMs));
    if (input->isPicture()) {
        return Error{ErrorCode::MediaUnsupported, source.name(),
                     QStringLiteral("a still picture has nothing to encode")};
    }
    Outline outline{input->videoStream() >= 0, input->audioStream() >= 0, input->durationUs(), {}};
    if (outline.video) {
        AVStream *stream = input->context()->streams[input->videoStream()];
        outline.shown = shownSize(stream->codecpar->width, stream->codecpar->height,
                                  av_guess_sample_aspect_ratio(input->context(), stream, nullptr),
                                  orientationOf(displayMatrix(stream)));
    }
    return outline;
}

// Makes the renditions of one plan, pass by pass. Belongs to one encodeMedia call.
class Encode {
public:
    Encode(const EncodeSources &sources, const EncodePlan &plan, const QString &folder, ProgressMeter &meter,
           const Outline &outline) :
        m_sources(sources), m_plan(plan), m_folder(folder), m_meter(meter), m_outline(outline)
    {
        if (m_outline.video) {
            m_ladder = planLadder(m_outline.shown, m_plan, int(std::thread::hardware_concurrency()));
        }
        m_tracks = m_plan.audioTracks;
        if (m_tracks.isEmpty() && m_outline.audio) {
            m_tracks.append(PlanAudioTrack());
        }
    }

    Result<EncodeResult> run()
    {
        RAWI_TRY(openStores());
        RAWI_TRY(makeSounds());
        if (!m_ladder.isEmpty()) {
            m_meter.begin(QStringLiteral("video"), m_tracks.isEmpty() ? 0 : kAudioEnds, kVideoEnds);
            RAWI_TRY(runVideoPass(m_sources, m_plan, m_ladder, m_stores, m_meter));
        }
        m_meter.begin(QStringLiteral("finish"), kVideoEnds, 1000);
        for (int i = 0; i < m_plan.renditions.size(); ++i) {
            RAWI_ASSIGN(RenditionResult one, finish(i));
            m_result.renditions.append(std::move(one));
        }
        m_meter.end();
        return m_result;
    }

private:
    // Share of the whole, in thousandths, at which each pass ends.
    static constexpr int kAudioEnds = 50;
    static constexpr int kVideoEnds = 970;

    bool hasPicture(int rendition) const { return m_outline.video && m_plan.renditions[rendition].settings.video; }

    // Whatever of the plan, beside a rendition's own settings, decides how its frames look and when they are shown.
    QJsonObject circumstancesOf(int rendition) const
    {
        QJsonObject out;
        for (const Rung &rung : m_ladder) {
            if (rung.rendition == rendition) {
                const PictureSize from = rung.parent < 0 ? m_outline.shown : m_ladder[rung.parent].size;
                out = {{QStringLiteral("scaled_from"), QStringLiteral("%1x%2").arg(from.width).arg(from.height)},
                       {QStringLiteral("crop"), QJsonArray{rung.crop.x, rung.crop.y, rung.crop.width, rung.crop.height}}};
            }
        }
        if (!m_plan.edit.isEmpty()) {
            out.insert(QStringLiteral("edit"), m_plan.edit);
        }
        QJsonArray tracks;
        for (qsizetype i = 0; i < m_tracks.size(); ++i) {
            const bool own = i >= qsizetype(m_sources.audio.size()) || !m_sources.audio[size_t(i)];
            tracks.append(QJsonArray{own ? QString() : m_sources.audio[size_t(i)]->headTailHash(), m_tracks[i].stream});
        }
        out.insert(QStringLiteral("tracks"), tracks);
        return out;
    }

    Result<void> openStores()
    {
        for (int i = 0; i < m_plan.renditions.size(); ++i) {
            RAWI_ASSIGN(CheckpointStore store,
                        CheckpointStore::open(m_sources.film, m_plan.renditions[i], circumstancesOf(i), m_folder));
            m_result.resumedSegments += int(store.segments().size());
            m_stores.push_back(std::move(store));
        }
        return {};
    }

    // The first rendition of the same sound: one is made for all, in its folder.
    int soundOwner(int rendition) const
    {
        const EncodeSettings &wanted = m_plan.renditions[rendition].settings;
        for (int i = 0; i < rendition; ++i) {
            const EncodeSettings &other = m_plan.renditions[i].settings;
            if (other.audio == wanted.audio && isSoundOnly(other.form) == isSoundOnly(wanted.form)) {
                return i;
            }
        }
        return rendition;
    }
    static bool isSoundOnly(OutputForm form)
    {
        return form == OutputForm::M4a || form == OutputForm::Mp3 || form == OutputForm::Opus;
    }

    Result<void> makeSounds()
    {
        QList<int> owners;
        for (int i = 0; i < m_plan.renditions.size(); ++i) {
            if (m_plan.renditions[i].settings.audio && soundOwner(i) == i) {
                owners.append(i);
            }
        }
        const int end = m_ladder.isEmpty() ? kVideoEnds : kAudioEnds;
        const int steps = qMax(1, int(owners.size() * m_tracks.size()));
        int step = 0;
        for (const int owner : owners) {
            for (qsizetype track = 0; track < m_tracks.size(); ++track, ++step) {
                m_meter.begin(QStringLiteral("audio"), end * step / steps, end * (step + 1) / steps);
                RAWI_TRY(makeSound(owner, track));
            }
        }
        return {};
    }

    Result<void> makeSound(int owner, qsizetype track)
    {
        CheckpointStore &store = m_stores[size_t(owner)];
        if (track < store.audio().size()) {
            return {};
        }
        const bool own = track >= qsizetype(m_sources.audio.size()) || !m_sources.audio[size_t(track)];
        const EncodeSettings &settings = m_plan.renditions[owner].settings;
        RAWI_ASSIGN(const AudioReport report,
                    runAudioPass(own ? m_sources.film : *m_sources.audio[size_t(track)], m_tracks[track].stream,
                                 *settings.audio, settings.form, store.audioPath(track), m_meter));
        return store.addAudio({report.any, {}});
    }

    QList<JoinedSound> soundsOf(int rendition, RenditionResult &result) const
    {
        QList<JoinedSound> sounds;
        if (!m_plan.renditions[rendition].settings.audio) {
            return sounds;
        }
        const CheckpointStore &store = m_stores[size_t(soundOwner(rendition))];
        for (qsizetype i = 0; i < m_tracks.size(); ++i) {
            if (store.audio().at(i).any) {
                sounds.append({store.audioPath(i), m_tracks[i].language, m_tracks[i].role});
                result.loudness = sounds.size() == 1 ? store.audio().at(i).loudness : result.loudness;
            }
        }
        return sounds;
    }

    Result<RenditionResult> finish(int rendition)
    {
        const PlanRendition &wanted = m_plan.renditions[rendition];
        const bool picture = hasPicture(rendition);
        const FileKind kind = fileKind(wanted.settings.form, picture);
        RenditionResult result;
        result.name = wanted.name;
        result.file.name = wanted.name + QLatin1StringView(kind.suffix);
        result.file.path = QDir(m_folder).absoluteFilePath(result.file.name);
        result.file.contentType = QLatin1StringView(kind.contentType);
        const QList<JoinedSound> sounds = soundsOf(rendition, result);
        if (!picture && sounds.isEmpty()) {
            return Error{ErrorCode::MediaTruncated, m_sources.film.name(), QStringLiteral("it holds no sound at all")};
        }
        CheckpointStore &store = m_stores[size_t(rendition)];
        const Result<JoinedFile> joined = joinParts(store, {result.file.path, kind.form, sounds});
        if (!joined.ok()) {
            if (joined.error().code == ErrorCode::Internal) {
                store.drop(); // the parts do not fit together: a retry must make them anew
            }
            return joined.error();
        }
        result.file.size = joined->size;
        result.width = joined->width;
        result.height = joined->height;
        result.durationMs = (joined->durationUs + 500) / 1000;
        result.frames = joined->frames;
        RAWI_ASSIGN(result.file.sha256, fileSha256(result.file.path));
        return result;
    }

    const EncodeSources &m_sources;
    const EncodePlan &m_plan;
    QString m_folder;
    ProgressMeter &m_meter;
    Outline m_outline;
    QList<Rung> m_ladder;
    QList<PlanAudioTrack> m_tracks;
    std::vector<CheckpointStore> m_stores;
    EncodeResult m_result;
};

} // namespace

Result<EncodeSources> EncodeSources::open(const QString &film, const EncodePlan &plan)
{
    constexpr qint64 kMostSubtitleBytes = 4 << 20;
    RAWI_ASSIGN(SourceFile source, SourceFile::open(film));
    EncodeSources sources{std::move(source), {}, {}};
    for (const PlanAudioTrack &track : plan.audioTracks) {
        if (track.path.isEmpty()) {
            sources.audio.emplace_back();
            continue;
        }
        RAWI_ASSIGN(SourceFile sound, SourceFile::open(track.path));
        sources.audio.emplace_back(std::move(sound));
    }
    for (const PlanSubtitle &subtitle : plan.subtitles) {
        RAWI_ASSIGN(const SourceFile file, SourceFile::open(subtitle.path));
        if (file.size() > kMostSubtitleBytes) {
            return Error{ErrorCode::TooLarge, file.name(), QStringLiteral("subtitles have at most 4 MiB")};
        }
        sources.subtitles.append(file.bytes(0, file.size()));
    }
    return sources;
}

Result<EncodeResult> encodeMedia(const EncodeSources &sources, const EncodePlan &plan, const QString &folder,
                                 const EncodeProgressFunction &onProgress)
{
    RAWI_ASSIGN(const Outline outline, outlineOf(sources.film));
    for (const PlanRendition &rendition : plan.renditions) {
        const OutputForm form = rendition.settings.form;
        if (rendition.settings.picture || form == OutputForm::Hls) {
            return Error{ErrorCode::MediaUnsupported, rendition.name,
                         QStringLiteral("%1 is not made of a film").arg(enumText(form))};
        }
    }
    ProgressMeter meter(onProgress, outline.durationUs);
    return Encode(sources, plan, folder, meter, outline).run();
}

} // namespace rawi

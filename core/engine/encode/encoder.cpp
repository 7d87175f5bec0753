#include "core/engine/encode/encoder.h"

#include "core/engine/av/av_input.h"
#include "core/engine/av/file_findings.h"
#include "core/engine/av/part_reader.h"
#include "core/engine/encode/audio_pass.h"
#include "core/engine/encode/copy_check.h"
#include "core/engine/encode/hardware_trial.h"
#include "core/engine/encode/rendition_writer.h"
#include "core/engine/encode/source_extras.h"
#include "core/engine/encode/video_encoder.h"
#include "core/engine/encode/video_pass.h"
#include "core/subtitles/subtitle_format.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <system_error>
#include <thread>

namespace rawi {

namespace {

// Says something about what is in it, nothing about the desk.
bool isOfTheFile(const Error &error)
{
    return error.code == ErrorCode::MediaTruncated || error.code == ErrorCode::MediaUnsupported || error.code == ErrorCode::NotMedia
        || error.code == ErrorCode::CorruptData;
}

struct Outline {
    bool video = false;
    bool audio = false;
    qint64 durationUs = 0;
    PictureSize shown;
};

constexpr qint64 kOpenBudgetMs = 15'000;

PictureSize shownIn(const AvInput &input)
{
    if (input.videoStream() < 0) {
        return {};
    }
    AVStream *stream = input.context()->streams[input.videoStream()];
    return shownSize(stream->codecpar->width, stream->codecpar->height, av_guess_sample_aspect_ratio(input.context(), stream, nullptr),
                     orientationOf(displayMatrix(stream)));
}

Result<Outline> outlineOf(const SourceFile &source)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, kOpenBudgetMs));
    if (input->isPicture()) {
        return Error{ErrorCode::MediaUnsupported, source.name(), u"a still picture has nothing to encode"_s};
    }
    constexpr qint64 kMeasureMs = 60'000;
    const qint64 saidUs = input->durationUs();
    return Outline{input->videoStream() >= 0, input->audioStream() >= 0, saidUs > 0 ? saidUs : AvInput::measureUs(source, kMeasureMs), shownIn(*input)};
}

Result<EditList> editOf(const EncodePlan &plan, const FilmSources &films)
{
    if (plan.edit.isEmpty()) {
        return EditList();
    }
    Result<EditList> edit = EditList::fromJson(plan.edit);
    if (!edit.ok()) {
        Error error = edit.error();
        error.subject.prepend(u"edit."_s);
        return error;
    }
    for (const EditRange &range : edit->ranges()) {
        if (!range.asset.isNull() && fileOf(films, range.asset) == nullptr) {
            return Error{ErrorCode::NotFound, range.asset.text(),
                         u"the edit plays this asset, and the plan's films name no file of it"_s};
        }
    }
    return edit;
}

// Makes the renditions of one plan, pass by pass. Belongs to one encodeMedia call.
class Encode {
public:
    Encode(const EncodeSources &sources, const EncodePlan &plan, const QString &folder, ProgressMeter &meter,
           const Outline &outline, const EditList &edit, const QList<HardwareEncoder> &hardware) :
        m_sources(sources), m_plan(plan), m_folder(folder), m_meter(meter), m_outline(outline), m_edit(edit),
        m_hardware(hardware)
    {
        m_tracks = m_plan.audioTracks;
        if (m_tracks.isEmpty() && m_outline.audio) {
            m_tracks.append(PlanAudioTrack());
        }
    }

    Result<EncodeResult> run()
    {
        RAWI_TRY(readExtras());
        readTexts();
        RAWI_TRY(planPictures());
        RAWI_TRY(openStores());
        RAWI_TRY(chooseEncoders());
        for (const CheckpointStore &store : m_stores) {
            m_result.resumedSegments += int(store.segments().size());
        }
        if (m_ladder.isEmpty() && m_copied.isEmpty()) {
            RAWI_TRY(makeSounds(m_meter));
        } else {
            RAWI_TRY(makePicturesAndSounds());
        }
        m_meter.begin(u"finish"_s, kPassesEnd, 1000);
        Result<void> finished = finishAll();
        if (!finished.ok() && finished.error().code == ErrorCode::CorruptData && !m_copied.isEmpty()) {
            finished = encodeInstead();
        }
        RAWI_TRY(finished);
        sayEncoders();
        sayMissing();
        m_meter.end();
        return m_result;
    }

private:
    // Share of the whole, in thousandths, at which pictures and sounds are made.
    static constexpr int kPassesEnd = 970;

    bool hasPicture(int rendition) const { return m_outline.video && m_plan.renditions[rendition].settings.video; }

    // What the film has beside picture and sound goes into the renditions unless the plan brings its own, or plays only parts.
    Result<void> readExtras()
    {
        m_chapters = m_plan.chapters;
        RAWI_ASSIGN(SourceExtras extras, extrasOf(m_sources.film));
        const bool whole = m_edit.isEmpty();
        if (m_plan.withoutTexts) {
            extras.chapters.clear();
            extras.texts.clear();
        }
        if (m_chapters.isEmpty() && whole) {
            m_chapters = extras.chapters;
        } else if (m_chapters.isEmpty() && !extras.chapters.isEmpty()) {
            m_leftOut.append(u"chapters"_s);
        }
        if (m_plan.subtitles.isEmpty() && whole) {
            m_texts = extras.texts;
        } else if (m_plan.subtitles.isEmpty() && !extras.texts.isEmpty()) {
            m_leftOut.append(u"subtitles"_s);
        }
        if (m_plan.audioTracks.isEmpty()) {
            for (PlanAudioTrack &track : m_tracks) {
                track.language = extras.language;
            }
            for (const FurtherSound &sound : std::as_const(extras.sounds)) {
                if (m_sources.films.empty()) { // other films have not the same ones
                    m_tracks.append(sound.track);
                    m_further.append(sound.name);
                } else {
                    m_leftOut.append(sound.name);
                }
            }
            m_leftOut += extras.leftOut;
        }
        return {};
    }

    // Whether it is a sound that nobody asked for by itself, and goes along.
    bool isFurther(qsizetype track) const { return track > 0 && !m_further.isEmpty(); }

    // Subtitles that become tracks; those to be burnt go with the pictures.
    void readTexts()
    {
        for (qsizetype i = 0; i < m_plan.subtitles.size(); ++i) {
            const PlanSubtitle &subtitle = m_plan.subtitles[i];
            if (subtitle.burn) {
                m_burnt += m_sources.subtitles[i].cues;
            } else {
                m_texts.append({m_sources.subtitles[i].cues, subtitle.language});
            }
        }
    }

    Result<void> planPictures()
    {
        if (!m_outline.video) {
            return {};
        }
        RAWI_ASSIGN(m_copied, copyableRenditions(m_sources.film, m_plan));
        m_ladder = planLadder(m_outline.shown, m_plan, m_copied, int(std::thread::hardware_concurrency()));
        return {};
    }

    // Whatever of the plan, beside a rendition's own settings, decides how its frames look and when they are shown.
    QJsonObject circumstancesOf(int rendition) const
    {
        QJsonObject out;
        for (const Rung &rung : m_ladder) {
            if (rung.rendition == rendition) {
                const PictureSize from = rung.parent < 0 ? m_outline.shown : m_ladder[rung.parent].size;
                out = {{u"scaled_from"_s, u"%1x%2"_s.arg(from.width).arg(from.height)},
                       {u"crop"_s, QJsonArray{rung.crop.x, rung.crop.y, rung.crop.width, rung.crop.height}}};
            }
        }
        if (!m_plan.edit.isEmpty()) {
            out.insert(u"edit"_s, m_plan.edit);
        }
        QJsonArray films;
        for (const FilmSource &film : m_sources.films) {
            films.append(QJsonArray{film.asset.text(), film.file.size(), film.file.mtimeMs(), film.file.headTailHash()});
        }
        if (!films.isEmpty()) {
            out.insert(u"films"_s, films);
        }
        if (!m_burnt.isEmpty()) {
            const QByteArray hash = QCryptographicHash::hash(toSrt(m_burnt), QCryptographicHash::Sha256);
            out.insert(u"burnt"_s, QString::fromLatin1(hash.toHex()));
        }
        QJsonArray tracks;
        for (qsizetype i = 0; i < m_tracks.size(); ++i) { // their languages are written when the parts are joined
            const bool own = i >= qsizetype(m_sources.audio.size()) || !m_sources.audio[size_t(i)];
            tracks.append(QJsonArray{own ? QString() : m_sources.audio[size_t(i)]->headTailHash(), m_tracks[i].stream});
        }
        out.insert(u"tracks"_s, tracks);
        return out;
    }

    Result<void> openStores()
    {
        for (int i = 0; i < m_plan.renditions.size(); ++i) {
            RAWI_ASSIGN(CheckpointStore store,
                        CheckpointStore::open(m_sources.film, m_plan.renditions[i], circumstancesOf(i), m_folder));
            m_stores.push_back(std::move(store));
        }
        return {};
    }

    // A picture whose packets cannot be copied, as is found out while they are, is encoded like any other.
    Result<void> encodeInstead()
    {
        m_copied.clear();
        m_result.renditions.clear();
        m_ladder = planLadder(m_outline.shown, m_plan, m_copied, int(std::thread::hardware_concurrency()));
        RAWI_TRY(chooseEncoders());
        RAWI_TRY(makePictures());
        m_meter.begin(u"finish"_s, kPassesEnd, 1000);
        return finishAll();
    }

    QString softwareOf(const Rung &rung) const
    {
        return QLatin1StringView(softwareEncoder(m_plan.renditions[rung.rendition].settings.video->codec));
    }

    Result<void> chooseEncoders()
    {
        const auto suits = [this](const Rung &rung) { // the cards' other codecs are not asked for
            return m_plan.hardware && m_plan.renditions[rung.rendition].settings.video->codec == VideoCodec::H264;
        };
        HardwareChoice choice;
        if (std::any_of(m_ladder.cbegin(), m_ladder.cend(), suits)) {
            choice = chooseHardware(m_hardware);
        }
        for (Rung &rung : m_ladder) {
            CheckpointStore &store = m_stores[size_t(rung.rendition)];
            const QString software = softwareOf(rung);
            const bool fellBack = store.encoder() == software && !store.encoderNote().isEmpty();
            if (suits(rung) && choice.found && !fellBack) {
                rung.hardware = choice.found;
                RAWI_TRY(store.useEncoder(QString::fromLatin1(choice.found->name), {}, software));
            } else {
                const QString note = !suits(rung) ? QString() : fellBack ? store.encoderNote() : choice.why;
                RAWI_TRY(store.useEncoder(software, note, software));
            }
        }
        return {};
    }

    // A rendition whose graphics encoder fails begins anew on the processor; the others take over what they have.
    Result<void> makePictures()
    {
        for (;;) {
            m_meter.begin(u"video"_s, 0, kPassesEnd);
            const Result<void> done = m_ladder.isEmpty() ? lookThrough(m_sources.film, m_meter)
                                                         : runVideoPass(m_sources, m_plan, m_edit, m_ladder, m_burnt, m_stores, m_meter);
            if (done.ok()) {
                checkHardware();
            }
            if (!dropFailedHardware()) {
                return done;
            }
        }
    }

    // Segments of one picture must begin with the same parameters and hold every frame: a driver may do otherwise.
    void checkHardware()
    {
        for (const Rung &rung : m_ladder) {
            CheckpointStore &store = m_stores[size_t(rung.rendition)];
            if (!rung.hardware || store.segments().isEmpty()) {
                continue;
            }
            QStringList segments;
            qint64 frames = 0;
            for (qsizetype i = 0; i < store.segments().size(); ++i) {
                segments.append(store.segmentPath(i));
                frames += store.segments()[i].frames;
            }
            const Result<std::vector<qint64>> times = presentationTimes(segments);
            if (!times.ok()) {
                store.giveUpHardware(softwareOf(rung), times.error().detail);
            } else if (qint64(times->size()) != frames) {
                store.giveUpHardware(softwareOf(rung), u"frames were lost"_s);
            }
        }
    }

    bool dropFailedHardware()
    {
        bool any = false;
        for (Rung &rung : m_ladder) {
            if (rung.hardware && m_stores[size_t(rung.rendition)].encoder() == softwareOf(rung)) {
                rung.hardware.reset();
                any = true;
            }
        }
        return any;
    }

    // The first rendition of the same sound: one is made for all, in its folder.
    int soundOwner(int rendition) const
    {
        const EncodeSettings &wanted = m_plan.renditions[rendition].settings;
        for (int i = 0; i < rendition; ++i) {
            const EncodeSettings &other = m_plan.renditions[i].settings;
            // All variants of HLS play one group of sounds.
            const bool sameHls = wanted.form == OutputForm::Hls && other.form == OutputForm::Hls && other.audio;
            const bool sameFile = isSoundOnly(other.form) == isSoundOnly(wanted.form) && holdsOneSound(other.form) == holdsOneSound(wanted.form);
            if (sameHls || (other.audio == wanted.audio && sameFile)) {
                return i;
            }
        }
        return rendition;
    }
    static bool isSoundOnly(OutputForm form)
    {
        return form == OutputForm::M4a || form == OutputForm::Mp3 || form == OutputForm::Opus;
    }

    static bool holdsOneSound(OutputForm form) { return form == OutputForm::Mp3 || form == OutputForm::Opus; }

    // Sound keeps one thread busy and pictures many: side by side, and only the pictures are reported, which take longer.
    Result<void> makePicturesAndSounds()
    {
        const EncodeProgressFunction nobody = [](const EncodeProgress &) {};
        ProgressMeter quiet(nobody, m_outline.durationUs);
        Result<void> sounds;
        std::thread beside;
        try {
            beside = std::thread([&] {
                sounds = makeSounds(quiet);
                if (!sounds.ok()) {
                    m_meter.giveUp();
                }
            });
        } catch (const std::system_error &) {
            return Error{ErrorCode::TooLarge, m_sources.film.name(),
                         u"there is not enough memory for another thread"_s};
        }
        const Result<void> pictures = makePictures();
        if (!pictures.ok()) {
            quiet.giveUp();
        }
        beside.join();
        return sounds.ok() || sounds.error().code == ErrorCode::Cancelled ? pictures : sounds;
    }

    Result<void> makeSounds(ProgressMeter &meter)
    {
        QList<int> owners;
        for (int i = 0; i < m_plan.renditions.size(); ++i) {
            if (m_plan.renditions[i].settings.audio && soundOwner(i) == i) {
                owners.append(i);
            }
        }
        const int steps = qMax(1, int(owners.size() * m_tracks.size()));
        int step = 0;
        for (const int owner : owners) {
            for (qsizetype track = 0; track < m_tracks.size(); ++track, ++step) {
                meter.begin(u"audio"_s, kPassesEnd * step / steps, kPassesEnd * (step + 1) / steps);
                RAWI_TRY(makeSound(owner, track, meter));
            }
        }
        return {};
    }

    Result<void> makeSound(int owner, qsizetype track, ProgressMeter &meter)
    {
        CheckpointStore &store = m_stores[size_t(owner)];
        if (track < store.audio().size() || (isFurther(track) && holdsOneSound(m_plan.renditions[owner].settings.form))) {
            return {};
        }
        const bool own = track >= qsizetype(m_sources.audio.size()) || !m_sources.audio[size_t(track)];
        const EncodeSettings &settings = m_plan.renditions[owner].settings;
        const Result<AudioReport> report = runAudioPass(own ? m_sources.film : *m_sources.audio[size_t(track)], m_tracks[track].stream,
                                                        *settings.audio, settings.form, store.audioPath(track), meter, m_edit, m_sources.films);
        if (!report.ok() && isFurther(track) && isOfTheFile(report.error())) {
            return store.addAudio({}); // the film does not fail for it
        }
        RAWI_TRY(report);
        return store.addAudio({report->any, report->loudness, report->clipped});
    }

    Result<RenditionOrder> orderOf(int rendition) const
    {
        const PlanRendition &wanted = m_plan.renditions[rendition];
        RenditionOrder order;
        order.name = wanted.name;
        order.form = wanted.settings.form;
        order.picture = hasPicture(rendition);
        order.copied = m_copied.contains(rendition);
        order.join.texts = m_texts;
        order.join.chapters = m_chapters;
        order.leftOut = m_leftOut;
        order.join.filmMs = m_outline.durationUs / 1000;
        if (order.copied) {
            order.join.copied = &m_sources.film;
        } else if (order.picture) {
            const CheckpointStore &store = m_stores[size_t(rendition)];
            for (qsizetype i = 0; i < store.segments().size(); ++i) {
                order.join.segments.append(store.segmentPath(i));
                order.join.frames += store.segments()[i].frames;
            }
            order.join.lastDuration = store.lastDuration();
        }
        if (wanted.settings.audio) {
            const CheckpointStore &owner = m_stores[size_t(soundOwner(rendition))];
            for (qsizetype i = 0; i < m_tracks.size(); ++i) {
                if (i >= owner.audio().size()) {
                    order.leftOut.append(m_further.at(i - 1));
                } else if (!owner.audio().at(i).any && isFurther(i)) {
                    order.leftOut.append(m_further.at(i - 1) + u": it cannot be decoded"_s);
                } else if (owner.audio().at(i).any) {
                    order.clipped += owner.audio().at(i).clipped;
                    order.loudness = order.join.sounds.isEmpty() ? owner.audio().at(i).loudness : order.loudness;
                    order.join.sounds.append({owner.audioPath(i), m_tracks[i].language, m_tracks[i].role});
                }
            }
        }
        if (!order.picture && order.join.sounds.isEmpty()) {
            return Error{ErrorCode::MediaTruncated, m_sources.film.name(), u"it holds no sound at all"_s};
        }
        return order;
    }

    Result<void> finishAll()
    {
        QList<RenditionOrder> files;
        QList<RenditionOrder> hls;
        for (int i = 0; i < m_plan.renditions.size(); ++i) {
            RAWI_ASSIGN(const RenditionOrder order, orderOf(i));
            (order.form == OutputForm::Hls ? hls : files).append(order);
            m_result.renditions.emplaceBack();
            m_result.renditions.last().name = order.name;
        }
        const std::vector<Result<RenditionResult>> written = writeRenditions(files, m_folder);
        for (int i = 0, file = 0; i < m_plan.renditions.size(); ++i) {
            if (m_plan.renditions[i].settings.form == OutputForm::Hls) {
                continue;
            }
            const Result<RenditionResult> &made = written[size_t(file++)];
            if (!made.ok()) {
                return refused(i, made.error());
            }
            m_result.renditions[i] = *made;
        }
        if (hls.isEmpty()) {
            return {};
        }
        RAWI_ASSIGN(const HlsResult made, writeHls(hls, m_folder));
        m_result.master = made.master;
        for (RenditionResult &result : m_result.renditions) {
            for (const RenditionResult &one : made.renditions) {
                result = result.name == one.name ? one : result;
            }
        }
        return {};
    }

    void sayEncoders()
    {
        for (const Rung &rung : m_ladder) {
            const CheckpointStore &store = m_stores[size_t(rung.rendition)];
            m_result.renditions[rung.rendition].encoder = store.encoder();
            m_result.renditions[rung.rendition].encoderNote = store.encoderNote();
        }
    }

    void sayMissing()
    {
        const std::lock_guard lock(m_sources.film.findings().mutex);
        for (RenditionResult &rendition : m_result.renditions) {
            rendition.incomplete = m_sources.film.findings().missing.join(u"; "_s);
        }
    }

    Error refused(int rendition, const Error &error)
    {
        if (error.code == ErrorCode::Internal) {
            m_stores[size_t(rendition)].drop(); // the parts do not fit together: a retry must make them anew
        }
        return error;
    }

    const EncodeSources &m_sources;
    const EncodePlan &m_plan;
    QString m_folder;
    ProgressMeter &m_meter;
    Outline m_outline;
    EditList m_edit; // empty = the whole film
    QList<HardwareEncoder> m_hardware;
    QList<Rung> m_ladder;
    QSet<int> m_copied; // renditions whose picture the film already has
    QList<PlanAudioTrack> m_tracks;
    QStringList m_further; // names of those behind the first, when they are the film's own
    QList<TextTrack> m_texts;
    QList<PlanChapter> m_chapters;
    QStringList m_leftOut; // of every rendition
    QList<Cue> m_burnt;
    std::vector<CheckpointStore> m_stores;
    EncodeResult m_result;
};

} // namespace

Result<EncodeSources> EncodeSources::open(const QString &film, const EncodePlan &plan)
{
    RAWI_ASSIGN(SourceFile source, SourceFile::open(film));
    EncodeSources sources{std::move(source), {}, {}, {}, {}};
    for (const PlanFilm &other : plan.films) {
        RAWI_ASSIGN(SourceFile file, SourceFile::open(other.path));
        sources.films.push_back({other.asset, std::move(file)});
    }
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
        const Result<SubtitleFile> read = parseSubtitles(file.bytes(0, qMin(file.size(), kMaxSubtitleBytes + 1)));
        if (!read.ok()) {
            return Error{read.error().code, file.name(),
                         read.error().subject + u": "_s + read.error().detail};
        }
        sources.subtitles.append(*read);
        if (subtitle.burn && sources.fonts.arabic.isEmpty()) {
            RAWI_ASSIGN(sources.fonts, SubtitleFonts::read());
        }
    }
    return sources;
}

Result<PictureSize> shownSizeOf(const SourceFile &film)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(film, kOpenBudgetMs));
    return input->isPicture() ? PictureSize() : shownIn(*input);
}

Result<EncodeResult> encodeMedia(const EncodeSources &sources, const EncodePlan &plan, const QString &folder,
                                 const EncodeProgressFunction &onProgress, const QList<HardwareEncoder> &hardware)
{
    sources.film.findings().takesIncomplete = plan.incomplete;
    for (const FilmSource &film : sources.films) {
        film.file.findings().takesIncomplete = plan.incomplete;
    }
    RAWI_ASSIGN(Outline outline, outlineOf(sources.film));
    for (const PlanRendition &rendition : plan.renditions) {
        if (rendition.settings.picture) {
            return Error{ErrorCode::MediaUnsupported, rendition.name,
                         u"%1 is not made of a film"_s.arg(enumText(rendition.settings.form)), SubjectKind::Name};
        }
    }
    RAWI_ASSIGN(const EditList edit, editOf(plan, sources.films));
    if (!edit.isEmpty()) {
        outline.durationUs = edit.lengthUs();
    }
    for (const FilmSource &film : sources.films) {
        RAWI_ASSIGN(const Outline other, outlineOf(film.file));
        outline.audio = outline.audio || other.audio;
    }
    ProgressMeter meter(onProgress, outline.durationUs);
    return Encode(sources, plan, folder, meter, outline, edit, hardware).run();
}

} // namespace rawi

#include "ui/media/studio/preset_editor_presenter.h"

#include "core/media/preset_file.h"
#include "core/people/workspace_settings.h"
#include "core/replica/row_watch.h"
#include "core/text/truncate.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace rawi {

namespace {

EncodePreset startingPoint()
{
    EncodePreset preset;
    preset.settings = builtInPreset(u"720p"_s).value_or(EncodePreset{}).settings;
    return preset;
}

VideoSettings usualVideo(VideoCodec codec, const VideoSettings &like)
{
    VideoSettings video = like;
    video.codec = codec;
    video.crf = codec == VideoCodec::H264 ? 22 : codec == VideoCodec::Vp9 ? 32 : 34;
    video.speed = codec == VideoCodec::H264 ? u"veryfast"_s : codec == VideoCodec::Vp9 ? u"4"_s : u"8"_s;
    video.profile = codec == VideoCodec::H264 ? u"high"_s : QString();
    return video;
}

} // namespace

EncodeSettings fitted(EncodeSettings settings)
{
    if (isPicture(settings.form)) {
        return {settings.form, {}, {}, settings.picture.value_or(PictureSettings{})};
    }
    settings.picture.reset();
    const QList<VideoCodec> videoCodecs = videoCodecsOf(settings.form);
    const QList<AudioCodec> audioCodecs = audioCodecsOf(settings.form);
    if (videoCodecs.isEmpty()) {
        settings.video.reset();
    } else if (!settings.video && !settings.audio) {
        settings.video = usualVideo(videoCodecs.first(), {});
        settings.audio = AudioSettings{};
    }
    if (settings.video) {
        const bool takes = videoCodecs.contains(settings.video->codec);
        const VideoCodec codec = takes ? settings.video->codec : videoCodecs.first();
        const bool fits = settings.video->crf <= largestCrf(codec) && speedsOf(codec).contains(settings.video->speed)
            && (codec == VideoCodec::H264 || settings.video->profile.isEmpty());
        settings.video = takes && fits ? *settings.video : usualVideo(codec, *settings.video);
    } else if (!settings.audio) {
        settings.audio = AudioSettings{};
    }
    if (settings.audio && !audioCodecs.contains(settings.audio->codec)) {
        settings.audio->codec = audioCodecs.first();
    }
    return settings;
}

PresetEditorPresenter::PresetEditorPresenter(Desk &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    new RowWatch(desk.replica(), {recordInfo<EncodePreset>().name}, this, [this] { reload(); });
    new RowWatch(desk.replica(), {recordInfo<WorkspaceSettings>().name}, this, [this] { Q_EMIT gateChanged(); });
    connect(&desk.sync(), &SyncEngine::statusChanged, this, &PresetEditorPresenter::shownChanged); // another role, perhaps
    reload();
    if (!m_presets.isEmpty()) {
        show(typedBefore().value_or(m_presets.first()));
    }
}

// What was being written when Rawi ended.
std::optional<EncodePreset> PresetEditorPresenter::typedBefore() const
{
    const auto isTyped = [this](const EncodePreset &one) { return !typedInto(one).isEmpty(); };
    const EncodePreset anew = startingPoint();
    if (isTyped(anew)) {
        return anew;
    }
    const auto found = std::find_if(m_presets.cbegin(), m_presets.cend(), isTyped);
    return found == m_presets.cend() ? std::nullopt : std::optional(*found);
}

FormDrafts PresetEditorPresenter::typedInto(const EncodePreset &preset) const
{
    return {m_desk.drafts(), m_desk.clock(), recordInfo<EncodePreset>().name, preset.id.uuid()};
}

// A draft stays as it is; what is only shown follows the store.
void PresetEditorPresenter::reload()
{
    auto known = knownPresets(m_desk.replica());
    if (!known.ok()) {
        Q_EMIT failed(known.error());
        return;
    }
    m_presets = std::move(*known);
    const bool dirty = isDirty();
    Q_EMIT listChanged();
    if (!dirty && !isNew()) {
        const auto same = std::find_if(m_presets.cbegin(), m_presets.cend(),
                                       [this](const EncodePreset &one) { return one.id == m_saved.id; });
        show(same != m_presets.cend() ? *same : m_presets.first());
    }
}

void PresetEditorPresenter::show(const EncodePreset &preset)
{
    m_saved = preset;
    m_draft = preset;
    takeUpTyped();
    const auto settings = preset.encodeSettings();
    m_settings = settings.ok() ? *settings : EncodeSettings{};
    Q_EMIT shownChanged();
}

void PresetEditorPresenter::takeUpTyped()
{
    if (access() == PresetAccess::Editable) {
        FormDrafts typed = typedInto(m_draft);
        m_draft.nameAr = typed.takeUp(u"name_ar"_s).value_or(m_draft.nameAr);
        m_draft.nameEn = typed.takeUp(u"name_en"_s).value_or(m_draft.nameEn);
        m_draft.key = isNew() ? typed.takeUp(u"key"_s).value_or(m_draft.key) : m_draft.key;
    }
}

void PresetEditorPresenter::keepTyped()
{
    FormDrafts typed = typedInto(m_draft);
    typed.keep(u"name_ar"_s, m_saved.nameAr, m_draft.nameAr);
    typed.keep(u"name_en"_s, m_saved.nameEn, m_draft.nameEn);
    typed.keep(u"key"_s, m_saved.key, m_draft.key);
}

void PresetEditorPresenter::drop()
{
    if (access() == PresetAccess::Editable) {
        typedInto(m_draft).forget();
    }
}

bool PresetEditorPresenter::isDirty() const
{
    return isNew() || m_draft.nameAr != m_saved.nameAr || m_draft.nameEn != m_saved.nameEn
        || m_draft.settings != m_saved.settings;
}

bool PresetEditorPresenter::mayWrite() const
{
    const auto actor = m_desk.replica().actor();
    return actor.may(u"preset.update");
}

PresetAccess PresetEditorPresenter::access() const
{
    if (m_draft.builtIn) {
        return PresetAccess::BuiltIn;
    }
    return mayWrite() ? PresetAccess::Editable : PresetAccess::NoRight;
}

std::optional<Error> PresetEditorPresenter::problem() const
{
    if (const auto checked = m_draft.check(); !checked.ok()) {
        return checked.error();
    }
    const bool taken = std::any_of(m_presets.cbegin(), m_presets.cend(), [this](const EncodePreset &one) {
        return one.key == m_draft.key && one.id != m_draft.id;
    });
    return taken ? std::optional(Error{ErrorCode::AlreadyExists, u"key"_s, {}, SubjectKind::Field}) : std::nullopt;
}

void PresetEditorPresenter::choose(const QString &key)
{
    const auto found = std::find_if(m_presets.cbegin(), m_presets.cend(), [&](const EncodePreset &one) { return one.key == key; });
    if (found != m_presets.cend()) {
        drop();
        show(*found);
    }
}

void PresetEditorPresenter::startNew()
{
    drop();
    show(startingPoint());
}

QString PresetEditorPresenter::freeKey(const QString &like) const
{
    constexpr int kRoom = 44;
    for (int i = 2;; ++i) {
        const QString key = u"%1-%2"_s.arg(truncated(like, kRoom)).arg(i);
        if (std::none_of(m_presets.cbegin(), m_presets.cend(), [&](const EncodePreset &one) { return one.key == key; })) {
            return key;
        }
    }
}

void PresetEditorPresenter::duplicate()
{
    EncodePreset copy;
    copy.key = freeKey(m_draft.key);
    copy.nameAr = m_draft.nameAr + u" (نسخة)"_s;
    copy.nameEn = m_draft.nameEn + u" (copy)"_s;
    copy.settings = m_draft.settings;
    drop();
    show(copy);
}

void PresetEditorPresenter::revert()
{
    drop();
    show(isNew() && !m_presets.isEmpty() ? m_presets.first() : m_saved);
}

void PresetEditorPresenter::setKey(const QString &key)
{
    if (isNew() && key != m_draft.key) {
        m_draft.key = key;
        keepTyped();
        Q_EMIT shownChanged();
    }
}

void PresetEditorPresenter::setNames(const QString &arabic, const QString &english)
{
    if (access() == PresetAccess::Editable && (arabic != m_draft.nameAr || english != m_draft.nameEn)) {
        m_draft.nameAr = arabic;
        m_draft.nameEn = english;
        keepTyped();
        Q_EMIT shownChanged();
    }
}

void PresetEditorPresenter::setSettings(const EncodeSettings &settings)
{
    const EncodeSettings taken = fitted(settings);
    if (access() == PresetAccess::Editable && taken != m_settings) {
        m_settings = taken;
        m_draft.settings = taken.toJson();
        Q_EMIT shownChanged();
    }
}

bool PresetEditorPresenter::execute(const QString &command, const QJsonObject &args, const QJsonObject &base)
{
    const auto receipt = m_desk.execute(command, args, base);
    if (!receipt.ok()) {
        Q_EMIT failed(receipt.error());
    }
    return receipt.ok();
}

bool PresetEditorPresenter::save()
{
    if (const auto wrong = problem()) {
        Q_EMIT failed(*wrong);
        return false;
    }
    const EncodePreset draft = m_draft;
    QJsonObject args{{u"name_ar"_s, draft.nameAr.trimmed()},
                     {u"name_en"_s, draft.nameEn.trimmed()},
                     {u"settings"_s, draft.settings}};
    QString command = u"preset.create"_s;
    QJsonObject base;
    if (isNew()) {
        args.insert(u"key"_s, draft.key);
    } else {
        command = u"preset.update"_s;
        args.insert(u"id"_s, draft.id.text());
        base = {{u"name_ar"_s, m_saved.nameAr},
                {u"name_en"_s, m_saved.nameEn},
                {u"settings"_s, m_saved.settings}};
    }
    if (!execute(command, args, base)) {
        return false;
    }
    typedInto(draft).forget();
    choose(draft.key);
    return true;
}

void PresetEditorPresenter::remove()
{
    if (access() != PresetAccess::Editable || isNew()) {
        return;
    }
    const EncodePreset gone = m_saved;
    drop();
    m_draft = m_saved; // what was typed goes with it
    if (execute(u"preset.remove"_s, {{u"id"_s, gone.id.text()}})) {
        m_removed = gone;
        Q_EMIT removed(gone.nameAr, gone.nameEn);
    }
}

void PresetEditorPresenter::undoRemoval()
{
    if (!m_removed) {
        return;
    }
    const EncodePreset back = *m_removed;
    if (execute(u"preset.create"_s,
                {{u"key"_s, back.key},
                 {u"name_ar"_s, back.nameAr},
                 {u"name_en"_s, back.nameEn},
                 {u"version"_s, back.version},
                 {u"settings"_s, back.settings}})) {
        m_removed.reset();
        choose(back.key);
    }
}

bool PresetEditorPresenter::canUndoRemoval() const
{
    return m_removed && !presetByKey(m_desk.replica(), m_removed->key).ok();
}

void PresetEditorPresenter::setRetired(bool retired)
{
    if (access() == PresetAccess::Editable && !isNew()) {
        execute(u"preset.update"_s, {{u"id"_s, m_saved.id.text()}, {u"retired"_s, retired}});
    }
}

Result<PresetImport> PresetEditorPresenter::importFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    constexpr qint64 kEnough = (1 << 20) + 1; // one more than is allowed, so that a longer file is refused as such
    return importPresets(m_desk, file.read(kEnough));
}

Result<void> PresetEditorPresenter::exportFile(const QString &path, bool onlyShown) const
{
    QList<EncodePreset> chosen = m_presets;
    chosen.removeIf([&](const EncodePreset &one) { return onlyShown ? one.key != m_saved.key : one.builtIn; });
    QSaveFile file(path);
    const QByteArray bytes = writePresetFile(chosen);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    return {};
}

LoudnessGate PresetEditorPresenter::gate() const
{
    const auto settings = m_desk.replica().find(WorkspaceSettings::theId());
    return settings.ok() && *settings ? (*settings)->loudnessGate : LoudnessGate::Off;
}

void PresetEditorPresenter::setGate(LoudnessGate gate)
{
    if (gate != this->gate()) {
        execute(u"workspace.set"_s, {{u"loudness_gate"_s, enumText(gate)}});
        Q_EMIT gateChanged(); // when it was refused, the switch goes back
    }
}

} // namespace rawi

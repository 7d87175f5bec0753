#include "ui/media/subtitles/subtitle_editor_presenter.h"

#include "core/media/probe_report.h"
#include "core/replica/kept_commands.h"
#include "core/replica/row_watch.h"
#include "core/subtitles/cue_merge.h"
#include "core/subtitles/subtitle_format.h"
#include "core/text/language_name.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QScopedValueRollback>

namespace rawi {

namespace {

const QString kBody = u"body"_s;

// Those a newsroom of the region publishes in; a track of another one is offered because it is there.
const QStringList kOffered{u"ar"_s, u"fa"_s, u"ur"_s, u"he"_s, u"ckb"_s, u"ps"_s, u"en"_s, u"fr"_s, u"es"_s,
                           u"de"_s, u"it"_s, u"pt"_s, u"tr"_s, u"ku"_s,  u"ru"_s, u"zh"_s, u"ja"_s, u"ko"_s,
                           u"hi"_s, u"bn"_s, u"id"_s, u"ms"_s, u"sw"_s,  u"so"_s, u"am"_s};

} // namespace

SubtitleEditorPresenter::SubtitleEditorPresenter(Desk &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    new RowWatch(desk.replica(), {recordInfo<SubtitleTrack>().name}, this, [this] { reloadIfUnchanged(); });
    connect(&desk.replica(), &Replica::rowsLost, this, &SubtitleEditorPresenter::onRowsLost);
    connect(&m_model.undoStack(), &QUndoStack::indexChanged, this, &SubtitleEditorPresenter::keepDrafts);
    const auto came = [this](const QUuid &asset) {
        if (asset == m_asset.uuid()) {
            Q_EMIT waveformChanged();
        }
    };
    connect(&desk, &Desk::analysisReady, this, came);
    connect(&desk, &Desk::picturesChanged, this, came);
}

SubtitleEditorPresenter::~SubtitleEditorPresenter()
{
    m_model.undoStack().disconnect(this); // its history says a last word while it goes
}

void SubtitleEditorPresenter::setAsset(const Id<MediaAsset> &asset)
{
    m_asset = asset;
    const auto record = m_desk.replica().find(asset);
    m_durationMs = record.ok() && *record ? (*record)->durationMs : 0;
    const QJsonObject metadata = record.ok() && *record ? (*record)->metadata : QJsonObject();
    // A probe says which stream is the main sound; what was never probed may have one.
    m_hasSound = metadata.isEmpty() || fromJson<ProbeReport>(metadata).mainAudio >= 0;
    load();
}

Result<std::optional<SubtitleTrack>> SubtitleEditorPresenter::track(SubtitleSide side, SubtitleKind kind) const
{
    RAWI_ASSIGN(const QList<QJsonObject> rows,
                m_desk.replica().rowsWhere(recordInfo<SubtitleTrack>(), u"asset_id"_s, m_asset.text()));
    // The language itself; else one country's of it, when no country was asked for.
    std::optional<SubtitleTrack> near;
    for (const QJsonObject &row : rows) {
        const auto one = fromJson<SubtitleTrack>(row);
        if (one.kind != kind) {
            continue;
        }
        if (one.language == language(side)) {
            return std::optional(one);
        }
        if (!near && one.language.section(u'-', 0, 0) == language(side)) {
            near = one;
        }
    }
    return near;
}

void SubtitleEditorPresenter::setLanguage(SubtitleSide side, const QString &language)
{
    (side == SubtitleSide::Arabic ? m_rightLanguage : m_leftLanguage) = language;
    load();
    Q_EMIT reloaded();
    Q_EMIT chaptersChanged();
}

void SubtitleEditorPresenter::setKind(SubtitleKind kind)
{
    m_kind = kind;
    load();
    Q_EMIT reloaded();
}

QStringList SubtitleEditorPresenter::languages(SubtitleSide side) const
{
    QStringList all{language(side)};
    const auto tracks = m_desk.replica().where<SubtitleTrack>("asset_id", m_asset.text());
    for (const SubtitleTrack &track : tracks.ok() ? *tracks : QList<SubtitleTrack>()) {
        all.append(track.language);
    }
    all += kOffered;
    all.removeIf([side](const QString &one) { return languageDirection(one) != directionOf(side); });
    all.removeDuplicates();
    return all;
}

// A track that was never saved has no id of its own: its film, language and kind name it.
QUuid SubtitleEditorPresenter::draftRecord(SubtitleSide side, SubtitleKind kind) const
{
    return QUuid::createUuidV5(m_asset.uuid(), language(side) + u'/' + enumText(kind));
}

// Without a text: there is nothing that is not saved.
void SubtitleEditorPresenter::keepDraft(SubtitleSide side, SubtitleKind kind, const QString &base, const std::optional<QString> &text)
{
    const QUuid record = draftRecord(side, kind);
    if (!text) {
        m_desk.drafts().remove(record, kBody);
        return;
    }
    Draft draft;
    draft.type = recordInfo<SubtitleTrack>().name;
    draft.record = record;
    draft.field = kBody;
    draft.base = base;
    draft.text = *text;
    draft.typedMs = m_desk.clock().nowMs();
    m_desk.drafts().put(draft);
}

void SubtitleEditorPresenter::keepDrafts()
{
    if (m_loading || m_asset.isNull()) {
        return;
    }
    for (const SubtitleSide side : kSubtitleSides) {
        const QString body = changedBody(side);
        keepDraft(side, m_kind, (side == SubtitleSide::Arabic ? m_arabic : m_english).body, body.isNull() ? std::nullopt : std::optional(body));
    }
}

void SubtitleEditorPresenter::restore(const QList<std::pair<SubtitleSide, QList<Cue>>> &typed)
{
    std::optional<SubtitleSide> source; // which is protected from the keyboard, not from its own past
    for (const SubtitleSide side : kSubtitleSides) {
        source = m_model.isProtected(side) ? std::optional(side) : source;
    }
    m_model.setProtectedSide({});
    for (const auto &[side, cues] : typed) {
        if (const Result<void> put = m_model.replaceSide(side, cues); !put.ok()) {
            Q_EMIT failed(put.error());
        }
    }
    m_model.setProtectedSide(source);
    Q_EMIT restored();
}

void SubtitleEditorPresenter::load()
{
    const QScopedValueRollback loading(m_loading, true);
    QList<std::pair<SubtitleSide, QList<Cue>>> typed;
    for (const SubtitleSide side : kSubtitleSides) {
        Base &base = side == SubtitleSide::Arabic ? m_arabic : m_english;
        base = {};
        const auto found = track(side, m_kind);
        if (found.ok() && *found) {
            base.body = (*found)->body;
        }
        const auto draft = m_asset.isNull() ? std::nullopt : m_desk.drafts().find(draftRecord(side, m_kind), kBody);
        const auto begun = draft ? parseWebVtt(draft->text.toUtf8()) : Result<SubtitleFile>(Error{});
        if (begun.ok()) {
            base.body = draft->base; // what was done since is merged when it is saved
            typed.append({side, begun->cues});
            keepDraft(side, m_kind, draft->base, draft->text); // it is being worked on again
        }
        if (!base.body.isEmpty()) {
            if (auto file = parseWebVtt(base.body.toUtf8()); file.ok()) {
                base.file = std::move(*file);
            }
        }
    }
    m_model.load(m_arabic.file.cues, m_english.file.cues);
    if (!typed.isEmpty()) {
        restore(typed);
    }
}

void SubtitleEditorPresenter::reloadIfUnchanged()
{
    if (m_saving || m_asset.isNull() || isChanged()) {
        return;
    }
    for (const SubtitleSide side : kSubtitleSides) {
        const auto found = track(side, m_kind);
        const QString body = found.ok() && *found ? (*found)->body : QString();
        if (body != (side == SubtitleSide::Arabic ? m_arabic : m_english).body) {
            load();
            Q_EMIT reloaded();
            break;
        }
    }
    Q_EMIT chaptersChanged();
}

std::optional<Waveform> SubtitleEditorPresenter::waveform() const
{
    const auto local = m_desk.localMedia().find(m_asset, u"waveform"_s);
    if (!local.ok() || !*local) {
        return std::nullopt;
    }
    QFile file((*local)->path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    Result<Waveform> read = readWaveform(file.readAll());
    return read.ok() ? std::optional(std::move(*read)) : std::nullopt;
}

QString SubtitleEditorPresenter::changedBody(SubtitleSide side) const
{
    const Base &base = side == SubtitleSide::Arabic ? m_arabic : m_english;
    SubtitleFile file = base.file;
    file.cues = m_model.cues(side);
    if (file.cues == base.file.cues) {
        return {};
    }
    completeCueIds(file.cues);
    return QString::fromUtf8(toWebVtt(file));
}

// The track's own id went with it; its film, language and kind name it as well.
Result<void> SubtitleEditorPresenter::keepSide(SubtitleSide side)
{
    const QString body = changedBody(side);
    if (body.isNull()) {
        return {};
    }
    return keepTyped(m_desk.replica(), m_asset.uuid(), u"subtitles.put"_s,
                     {{u"asset_id"_s, m_asset.text()},
                      {u"language"_s, language(side)},
                      {u"kind"_s, enumText(m_kind)},
                      {u"body"_s, body}},
                     m_desk.clock().nowMs());
}

void SubtitleEditorPresenter::onRowsLost(const QSet<RowKey> &keys)
{
    if (m_asset.isNull() || !keys.contains({recordInfo<MediaAsset>().name, m_asset.uuid()})) {
        return;
    }
    for (const SubtitleSide side : kSubtitleSides) {
        if (const Result<void> kept = keepSide(side); !kept.ok()) {
            Q_EMIT failed(kept.error()); // still there, to be exported
            return;
        }
        keepDraft(side, m_kind, {}, std::nullopt);
    }
    setAsset({});
    Q_EMIT lost();
}

Result<void> SubtitleEditorPresenter::saveSide(SubtitleSide side)
{
    const QString body = changedBody(side);
    if (body.isNull()) {
        return {};
    }
    const Base &base = side == SubtitleSide::Arabic ? m_arabic : m_english;
    RAWI_ASSIGN(const std::optional<SubtitleTrack> known, track(side, m_kind));
    QJsonObject args{{u"body"_s, body}};
    if (known) {
        args.insert(u"id"_s, known->id.text());
    } else {
        args.insert(u"asset_id"_s, m_asset.text());
        args.insert(u"language"_s, language(side));
        args.insert(u"kind"_s, enumText(m_kind));
    }
    RAWI_TRY(m_desk.execute(u"subtitles.put"_s, args, {{u"body"_s, base.body}}));
    return {};
}

Result<void> SubtitleEditorPresenter::save()
{
    m_saving = true;
    Result<void> saved;
    for (const SubtitleSide side : kSubtitleSides) {
        if (saved.ok()) {
            saved = saveSide(side);
        }
    }
    m_saving = false;
    if (saved.ok()) {
        for (const SubtitleSide side : kSubtitleSides) {
            keepDraft(side, m_kind, {}, std::nullopt);
        }
        load(); // with what another desk did meanwhile merged in
        Q_EMIT reloaded();
    }
    return saved;
}

Result<SubtitleFile> SubtitleEditorPresenter::importFile(const QString &path, SubtitleSide side)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileMissing, path, file.errorString()};
    }
    Result<SubtitleFile> read = parseSubtitles(file.read(kMaxSubtitleBytes + 1));
    if (!read.ok()) {
        return Error{read.error().code, path + u": "_s + read.error().subject, read.error().detail, SubjectKind::File};
    }
    completeCueIds(read->cues);
    RAWI_TRY(m_model.replaceSide(side, read->cues));
    return read;
}

QString SubtitleEditorPresenter::fileName(SubtitleSide side) const
{
    const auto asset = m_desk.replica().find(m_asset);
    const QString film = asset.ok() && *asset ? QFileInfo((*asset)->originalFilename).completeBaseName() : QString();
    return film.isEmpty() ? language(side) : film + u'.' + language(side);
}

Result<void> SubtitleEditorPresenter::exportFile(const QString &path, SubtitleSide side) const
{
    SubtitleFile all = (side == SubtitleSide::Arabic ? m_arabic : m_english).file;
    all.cues = m_model.cues(side);
    if (all.cues.isEmpty()) {
        return Error{ErrorCode::NotFound, path, u"the column has no cue"_s, SubjectKind::File};
    }
    const QByteArray bytes = path.endsWith(u".srt"_s, Qt::CaseInsensitive) ? toSrt(all.cues) : toWebVtt(all);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    return {};
}

QString SubtitleEditorPresenter::chapters(SubtitleSide side) const
{
    const auto found = track(side, SubtitleKind::Chapters);
    if (!found.ok() || !*found) {
        return {};
    }
    const Result<SubtitleFile> file = parseWebVtt((*found)->body.toUtf8());
    return file.ok() ? chapterText(chaptersOf(file->cues)) : QString();
}

std::optional<QString> SubtitleEditorPresenter::typedChapters(SubtitleSide side) const
{
    const auto draft = m_desk.drafts().find(draftRecord(side, SubtitleKind::Chapters), kBody);
    return draft ? std::optional(draft->text) : std::nullopt;
}

void SubtitleEditorPresenter::keepChapters(SubtitleSide side, const QString &text)
{
    if (!m_asset.isNull()) {
        const QString saved = chapters(side);
        keepDraft(side, SubtitleKind::Chapters, saved, text == saved ? std::nullopt : std::optional(text));
    }
}

Result<void> SubtitleEditorPresenter::saveChapters(SubtitleSide side, const QString &text)
{
    RAWI_ASSIGN(const std::optional<SubtitleTrack> known, track(side, SubtitleKind::Chapters));
    if (text.trimmed().isEmpty()) {
        if (known) {
            RAWI_TRY(m_desk.execute(u"subtitles.remove"_s, {{u"id"_s, known->id.text()}}));
        }
        return {};
    }
    RAWI_ASSIGN(const QList<Chapter> chapters, parseChapterText(text));
    RAWI_TRY(m_desk.execute(u"subtitles.put"_s,
                            {{u"asset_id"_s, m_asset.text()},
                             {u"language"_s, known ? known->language : language(side)},
                             {u"kind"_s, enumText(SubtitleKind::Chapters)},
                             {u"body"_s, QString::fromUtf8(toWebVtt(chapterCues(chapters, m_durationMs)))}}));
    return {};
}

} // namespace rawi

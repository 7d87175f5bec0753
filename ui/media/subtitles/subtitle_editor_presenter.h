#pragma once

#include "core/desk/house/desk.h"
#include "core/media/subtitle_track.h"
#include "core/media/waveform.h"
#include "core/subtitles/chapters.h"
#include "ui/media/subtitles/subtitle_editor_model.h"

namespace rawi {

// The subtitle tracks and chapters of an asset between the desk's records and the editor: reads them, keeps what they
// were based on, saves what changed. GUI thread; no widget.
class SubtitleEditorPresenter : public QObject {
    Q_OBJECT

public:
    explicit SubtitleEditorPresenter(Desk &desk, QObject *parent = nullptr);
    ~SubtitleEditorPresenter() override;

    void setAsset(const Id<MediaAsset> &asset);
    Id<MediaAsset> asset() const { return m_asset; }
    qint64 durationMs() const { return m_durationMs; }
    Desk &desk() const { return m_desk; }
    // What a file of this side is called, without its ending: "interview.ar".
    QString fileName(SubtitleSide side) const;
    SubtitleEditorModel &model() { return m_model; }
    // Which pair of tracks is edited: a language in each column (BCP 47; Arabic and English at first), and what kind of text.
    // What was not saved stays a draft of its track, and comes back with it.
    QString language(SubtitleSide side) const { return side == SubtitleSide::Arabic ? m_rightLanguage : m_leftLanguage; }
    void setLanguage(SubtitleSide side, const QString &language);
    SubtitleKind kind() const { return m_kind; } // Subtitles or Captions
    void setKind(SubtitleKind kind);
    // What a column can hold: written in its direction; those there are tracks of first.
    QStringList languages(SubtitleSide side) const;
    bool hasSound() const { return m_hasSound; }
    // Of this desk; nothing when it was not made yet, or has not come from the desk that made it.
    std::optional<Waveform> waveform() const;

    bool isChanged() const { return !m_model.undoStack().isClean(); }
    // Writes the tracks that changed. Errors: those of the command subtitles.put.
    Result<void> save();
    // A file into a side (undoable), what was noted while reading it; and a side into a file, by its suffix.
    // Errors: FileMissing, IoError, Locked, NotFound (nothing to write), and those of parseSubtitles().
    Result<SubtitleFile> importFile(const QString &path, SubtitleSide side);
    Result<void> exportFile(const QString &path, SubtitleSide side) const;

    // Chapters as text, one a line; empty when there are none.
    QString chapters(SubtitleSide side) const;
    // Empty text removes them. Errors: those of parseChapterText() and of the commands.
    Result<void> saveChapters(SubtitleSide side, const QString &text);
    // What was typed of them and is not saved; nothing when all is.
    std::optional<QString> typedChapters(SubtitleSide side) const;
    void keepChapters(SubtitleSide side, const QString &text);

Q_SIGNALS:
    // The tracks came with changes of an earlier time that had not been saved.
    void restored();
    // Another desk changed the tracks, and nothing here was unsaved.
    void reloaded();
    void chaptersChanged();
    void waveformChanged();
    // The person of this desk may no longer see the film. What was not saved is kept in quarantine; nothing is shown.
    void lost();
    void failed(const rawi::Error &error);

private:
    struct Base {
        QString body;
        SubtitleFile file;
    };
    Result<std::optional<SubtitleTrack>> track(SubtitleSide side, SubtitleKind kind) const;
    void load();
    void restore(const QList<std::pair<SubtitleSide, QList<Cue>>> &typed);
    void keepDrafts();
    QUuid draftRecord(SubtitleSide side, SubtitleKind kind) const;
    void keepDraft(SubtitleSide side, SubtitleKind kind, const QString &base, const std::optional<QString> &text);
    void reloadIfUnchanged();
    void onRowsLost(const QSet<RowKey> &keys);
    QString changedBody(SubtitleSide side) const; // null when nothing of it changed
    Result<void> saveSide(SubtitleSide side);
    Result<void> keepSide(SubtitleSide side);

    Desk &m_desk;
    Id<MediaAsset> m_asset;
    qint64 m_durationMs = 0;
    QString m_rightLanguage = u"ar"_s;
    QString m_leftLanguage = u"en"_s;
    SubtitleKind m_kind = SubtitleKind::Subtitles;
    bool m_hasSound = true;
    SubtitleEditorModel m_model;
    Base m_arabic;
    Base m_english;
    bool m_saving = false;
    bool m_loading = false;
};

} // namespace rawi

#pragma once

#include "core/subtitles/cue_search.h"
#include "core/subtitles/cue_timing.h"
#include "ui/media/subtitles/subtitle_rows.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QUndoStack>

namespace rawi {

// The lines of a pair of tracks, and every way to change them: each change is one step of undoStack(). The text and
// times of the protected side never change. GUI thread; no widget.
// More than 25 functions: a Qt model's own ten, and one for each thing an editor does to lines.
class SubtitleEditorModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NumberColumn, StartColumn, EndColumn, ArabicColumn, EnglishColumn, MarksColumn, ColumnCount };
    enum Role { StartMsRole = Qt::UserRole, EndMsRole };

    // Something to look at in a line; `fixable` ones fixRow() mends.
    struct Mark {
        int row = 0;
        SubtitleSide side = SubtitleSide::Arabic;
        QString text;
        bool fixable = false;
    };

    explicit SubtitleEditorModel(QObject *parent = nullptr);

    void load(const QList<Cue> &arabic, const QList<Cue> &english); // forgets what could be undone
    QList<Cue> cues(SubtitleSide side) const { return cuesOf(m_rows, side); }
    const QList<SubtitleRow> &rows() const { return m_rows; }
    QUndoStack &undoStack() { return m_undo; }
    const QUndoStack &undoStack() const { return m_undo; }
    void setProtectedSide(std::optional<SubtitleSide> side);
    bool isProtected(SubtitleSide side) const { return m_protected == side; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    // Whether a row has a cue that may be changed.
    bool isOpen(int row) const;
    // Times of the unprotected cues of a row; false when it has none.
    bool setStart(int row, qint64 ms);
    bool setEnd(int row, qint64 ms);
    void nudge(const QList<int> &rows, qint64 byMs);
    int insertAfter(int row, qint64 startMs); // -1 = before all; answers the new row
    void split(int row, qint64 atMs);
    void mergeWithNext(int row);
    void removeCues(const QList<int> &rows); // a row stays when its protected cue does
    // Errors: as shiftedCues() and scaledCues().
    Result<void> shiftAll(qint64 byMs);
    Result<void> scaleAll(SyncPoint first, SyncPoint second);
    // Puts cues into a side in place of what is there. Errors: Locked when it is protected.
    Result<void> replaceSide(SubtitleSide side, const QList<Cue> &cues);
    // How many places were replaced. Errors: Locked.
    Result<int> replaceText(SubtitleSide side, const QString &needle, const QString &replacement, MatchMode mode);
    // The first row from `from` on, round the end, with a match; -1 for none.
    int findRow(SubtitleSide side, const QString &needle, MatchMode mode, int from) const;

    QList<Mark> marks(int row) const;
    QList<Mark> allMarks() const;
    void fixRow(int row);
    int fixAll(); // how many lines changed
    int rowAt(qint64 ms) const; // -1 = none

    // The columns' languages, as they are called.
    void setLanguageNames(const QString &right, const QString &left);
    const QString &languageName(SubtitleSide side) const { return side == SubtitleSide::Arabic ? m_rightName : m_leftName; }
    void retranslate();

private:
    friend class SubtitleEdit;

    QList<SubtitleSide> openSides() const;
    std::optional<Cue> shownCue(int row) const;
    template <typename Change>
    bool changeRow(int row, const QString &words, const Change &change);
    void change(const QString &words, const QList<SubtitleRow> &after, const QString &mergeKey = {});
    void apply(const QList<SubtitleRow> &after);
    template <typename Move>
    Result<void> moveAll(const QString &words, const Move &move);
    QList<Mark> marksOf(int row, SubtitleSide side) const;

    QList<SubtitleRow> m_rows;
    QUndoStack m_undo;
    QString m_rightName;
    QString m_leftName;
    std::optional<SubtitleSide> m_protected;
    mutable QHash<int, QList<Mark>> m_marks; // of rows that were looked at since the last change
};

} // namespace rawi

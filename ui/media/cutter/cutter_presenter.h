#pragma once

#include "core/media/media_edit.h"
#include "ui/media/cutter/cutter_source.h"

#include <QObject>
#include <QUndoStack>

#include <map>

namespace rawi {

// What the cutter does: the edit of one media file, its marks and its playhead. All times are edited microseconds, on
// frames of the source that plays there, unless they are said to be the source's. Each change can be undone. GUI thread.
// More than 25 functions: one for each key and button of the cutter, and what they show.
class CutterPresenter : public QObject {
    Q_OBJECT

public:
    explicit CutterPresenter(Desk &desk, QObject *parent = nullptr);

    // Takes up the newest kept edit of the file, else all of it. Errors: as loadCutterSource.
    Result<void> open(const Id<MediaAsset> &asset);

    const EditList &list() const { return m_list; }
    QUndoStack &undoStack() { return m_undo; }
    // Of a range; that of the edited file when there is no such range.
    const CutterSource &sourceOf(qsizetype range) const;
    double fps() const { return sourceOf(-1).fps(); }

    qint64 playhead() const { return m_playhead; }
    void setPlayhead(qint64 editedUs);
    void step(int frames);
    void toCut(int direction); // the next (1) or earlier (-1) beginning of a range, or the end

    std::optional<qint64> markIn() const { return m_in; }
    std::optional<qint64> markOut() const { return m_out; } // after its frame
    void setMarkIn();
    void setMarkOut();
    void clearMarks();
    bool hasMarks() const { return m_in && m_out && *m_in < *m_out; }

    qsizetype selected() const { return m_selected; } // -1 = none
    void select(qsizetype range);

    void split();
    void remove();   // what is marked, else the selected range; never everything
    void keepOnly(); // what is marked
    void moveSelected(int by);
    // Other bounds in source time, drawn to frames and kept within the source, at least one frame.
    void trim(qsizetype range, qint64 fromUs, qint64 toUs);
    EditRange trimmedRange(qsizetype range, qint64 fromUs, qint64 toUs) const;
    // Another file behind the last range. Errors: as loadCutterSource; MediaUnsupported for sound behind a picture.
    Result<void> join(const Id<MediaAsset> &asset);

    bool isSaved() const { return m_undo.isClean(); }
    // Errors: as Desk::execute.
    Result<void> save();
    // Saves, and queues the making of the file; gives the job. Errors: as save() and EncodeQueue::enqueueCut.
    Result<QUuid> makeCut();
    // The job of this file that has not ended yet; null when there is none.
    QUuid openCut() const;

Q_SIGNALS:
    void changed(); // the list, the marks or the selection
    void playheadChanged(qint64 editedUs);
    void savedChanged();
    // The film, or one that is joined to it, left this desk. What was cut and not saved is kept (`kept`).
    void lost(bool kept);
    void failed(const rawi::Error &error); // it could not be kept, and is still here

private:
    friend class CutterCommand;

    void apply(const QString &text, const EditList &list, qsizetype selected);
    void show(const EditList &list, qsizetype selected);
    Result<void> load(const Id<MediaAsset> &asset);
    QString editName() const;
    Result<void> keepUnsaved();
    void leaveIfLost();
    qint64 onFrame(qint64 editedUs) const;

    Desk &m_desk;
    Id<MediaAsset> m_asset;
    std::optional<MediaEdit> m_kept;
    std::map<QUuid, CutterSource> m_sources; // null id: the file that is edited
    EditList m_list;
    QUndoStack m_undo;
    bool m_isLost = false;
    qint64 m_playhead = 0;
    std::optional<qint64> m_in;
    std::optional<qint64> m_out;
    qsizetype m_selected = -1;
};

} // namespace rawi

#pragma once

#include "core/desk/house/desk.h"
#include "core/desk/media/poster_pictures.h"

#include <QHash>
#include <QImage>
#include <QObject>

class QUndoStack;

namespace rawi {

// Choosing the poster of a film: what is offered, the choice, and the way back, a step of the window's history. The pictures
// are made in a worker, so it answers later. GUI thread; no widget.
class PosterPresenter : public QObject {
    Q_OBJECT

public:
    PosterPresenter(Desk &desk, QUndoStack &undo, QObject *parent = nullptr);

    Desk &desk() const { return m_desk; }
    // The best frames, as they were found when the film came to this desk; empty on the others.
    QList<PosterFrame> offered(const Id<MediaAsset> &asset) const;
    // Takes the frame at a moment. A desk without the film takes `shown`, the frame as its preview shows it.
    // Answers with chosen or failed.
    void choose(const Id<MediaAsset> &asset, qint64 atMs, const QImage &shown = {});
    // Whether this person may see the film, which may leave the desk while it is looked at.
    bool isHere(const Id<MediaAsset> &asset) const;
    // Takes a picture file of any form that the worker reads. Answers with chosen or failed.
    void chooseFile(const Id<MediaAsset> &asset, const QString &path);
    // Goes back to the pictures before the last choice that was made of this film; refused when another was made since.
    void takeBack(const QUuid &asset);
    // Whether the film still has the pictures of that choice.
    bool canTakeBack(const QUuid &asset) const;
    // Whether a choice is still being made of this film.
    bool isBusy(const Id<MediaAsset> &asset) const { return m_before.contains(asset); }

Q_SIGNALS:
    void chosen(const QUuid &assetId);
    void failed(const rawi::Error &error);
    void filmsChanged(); // their records; a film may be gone

private:
    friend class PosterStep;

    Result<void> beginFile(const Id<MediaAsset> &asset, const QString &path);
    Result<void> begin(const Id<MediaAsset> &asset, qint64 atMs, const QImage &shown);
    QString shownPath(const Id<MediaAsset> &asset) const; // of the frame on its way to the worker
    void onPictures(const Id<MediaAsset> &asset, const Error &error);
    // Only in place of `from`: another desk may have chosen meanwhile. Tells failed(RevisionConflict).
    void put(const Id<MediaAsset> &asset, const QList<MadeVariant> &from, const QList<MadeVariant> &to);

    Desk &m_desk;
    QUndoStack &m_undo;
    // The last choice of each: what it replaced, and what it put.
    QHash<Id<MediaAsset>, std::pair<QList<MadeVariant>, QList<MadeVariant>>> m_last;
    QHash<Id<MediaAsset>, QList<MadeVariant>> m_before; // of the choices that are being made
};

} // namespace rawi

#pragma once

#include "core/catalog/series.h"
#include "core/desk/house/desk.h"
#include "ui/text/feature_words.h"

#include <QToolButton>

class QUndoStack;

namespace rawi {

// The cover of a series: shown where its picture is on this desk, chosen among picture files and taken away by its menu; each
// change is a step of `undo`, when there is one. GUI thread.
class SeriesCoverView : public QToolButton {
    Q_OBJECT

public:
    SeriesCoverView(Desk &desk, QUndoStack *undo, QWidget *parent = nullptr);

    void setSeries(const Series &series);

public Q_SLOTS:
    void chooseFile();
    void takeFile(const QString &path); // answers with changed or failed
    void removeCover();

Q_SIGNALS:
    void changed(const rawi::Words &said); // the series has another cover, or none
    void failed(const rawi::Error &error);

protected:
    void changeEvent(QEvent *event) override;

private:
    bool set(const Id<Series> &series, const Id<MediaAsset> &cover);
    void push(const Id<Series> &series, const Id<MediaAsset> &before, const Id<MediaAsset> &after);
    void showPicture();
    void retranslate();
    Id<MediaAsset> coverOf(const Id<Series> &series) const;

    Desk &m_desk;
    QUndoStack *m_undo;
    Series m_series;
    QAction *m_choose = nullptr;
    QAction *m_remove = nullptr;
    QHash<QUuid, Id<MediaAsset>> m_before; // of the series whose cover is being made
};

} // namespace rawi

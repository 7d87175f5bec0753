#pragma once

#include "core/media/media_asset.h"

#include <QDialog>
#include <QImage>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace rawi {

class PosterPresenter;

// The frames that may become a film's poster: the one the preview shows, then the best that were found. Chosen by mouse or
// by the arrow keys and Enter. GUI thread.
class PosterDialog : public QDialog {
    Q_OBJECT

public:
    struct Shown {
        QImage picture; // null: the preview shows no frame
        qint64 atMs = 0;
    };

    PosterDialog(PosterPresenter &presenter, const MediaAsset &asset, const Shown &shown, QWidget *parent = nullptr);

    void use(); // the current one

Q_SIGNALS:
    void filmLost(); // it left this desk, and the dialog closes

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fill();
    void addFrame(const QImage &picture, qint64 atMs, bool shown);
    void retranslate();
    void chooseFile();

    PosterPresenter &m_presenter;
    MediaAsset m_asset;
    Shown m_shown;
    QLabel *m_advice;
    QListWidget *m_frames;
    QPushButton *m_file = nullptr;
    QPushButton *m_use;
    QPushButton *m_close;
};

} // namespace rawi

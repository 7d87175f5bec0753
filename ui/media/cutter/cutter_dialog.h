#pragma once

#include "ui/media/cutter/cutter_playback.h"
#include "ui/media/cutter/cutter_ranges_model.h"

#include <QDialog>

class QBoxLayout;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QTableView;
class QToolButton;

namespace rawi {

class CutterActions;
class CutterTimeline;
class FrameView;
class NoticeBar;

// The window in which a media file is cut: the picture of the edit, its ranges, and the edit along time. Works on a kept
// edit, never on the file. Deletes itself when it is closed.
class CutterDialog : public QDialog {
    Q_OBJECT

public:
    // Errors: as CutterPresenter::open.
    static Result<CutterDialog *> open(Desk &desk, const Id<MediaAsset> &asset, QWidget *parent);
    ~CutterDialog() override;

    CutterPresenter &presenter() { return m_presenter; }
    CutterPlayback &playback() { return *m_playback; }
    CutterActions &actions() { return *m_actions; }
    CutterTimeline &timeline() { return *m_timeline; }

public Q_SLOTS:
    void reject() override;

Q_SIGNALS:
    // The film left this desk, and the window closes; what was cut and not saved is kept (`kept`).
    void filmLost(bool kept);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    CutterDialog(Desk &desk, QWidget *parent);
    void buildTop(QBoxLayout &column);
    QWidget *buildTransport();
    QWidget *buildTools();
    QWidget *buildFooter();
    QToolButton *button(QAction *action, QWidget *parent);
    void bindActions();
    void bindCuts();
    void followCut();
    void fillJoinMenu();
    void joinFromFile();
    void takeJoin(const Id<MediaAsset> &asset);
    void makeCut();
    bool saveOrSay();
    void refresh();
    void updateTimes();
    void retranslate();

    Desk &m_desk;
    CutterPresenter m_presenter;
    CutterRangesModel m_ranges;
    std::unique_ptr<MediaPlayer> m_player;
    CutterPlayback *m_playback = nullptr;
    CutterActions *m_actions = nullptr;
    Id<MediaAsset> m_asset;
    QUuid m_job;           // of the cut being made; null when none is
    QString m_joiningPath; // a file on its way into the library, to be joined then
    FrameView *m_picture = nullptr;
    QTableView *m_table = nullptr;
    CutterTimeline *m_timeline = nullptr;
    bool m_showingSelection = false; // the table follows the presenter, not the other way
    QLabel *m_position = nullptr;
    QLabel *m_length = nullptr;
    QToolButton *m_join = nullptr;
    QMenu *m_joinMenu = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_make = nullptr;
    QPushButton *m_stop = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_cutState = nullptr;
    NoticeBar *m_notices = nullptr;
};

} // namespace rawi

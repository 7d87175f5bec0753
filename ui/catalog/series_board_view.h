#pragma once

#include "ui/catalog/series_board_model.h"
#include "ui/catalog/series_list_model.h"

#include <QWidget>

class QAction;
class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;

namespace rawi {

class EpisodeTree;
class ElidedLabel;
class EmptyState;
class NoticeBar;
class SeriesCoverView;
class SeriesFactsView;

// The series of the workspace, and the one chosen with its seasons and episodes, put in order by drag and drop or
// by Alt+Up and Alt+Down.
class SeriesBoardView : public QWidget {
    Q_OBJECT

public:
    explicit SeriesBoardView(Desk &desk, QUndoStack *undo = nullptr, QWidget *parent = nullptr);

    void selectSeries(const Id<Series> &series);
    SeriesBoardModel &model() { return m_board; }
    Id<Episode> currentEpisode() const;
    void setCurrentEpisode(const Id<Episode> &episode);

public Q_SLOTS:
    void newSeries();
    void chooseAccess(); // of the series that is shown: its dialog

Q_SIGNALS:
    void itemChosen(const QUuid &contentId);    // the current episode's item
    void itemActivated(const QUuid &contentId); // to be opened

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildBoard();
    void buildActions();
    void bind();
    void retranslate();
    void showSeries();
    void restoreSelection();
    void pickItems();
    void renameSeries();
    void showAccess();
    void drawLock();
    void onRowsLost(const QSet<RowKey> &keys);
    void onSeriesReset();
    void removeEpisode();
    int currentSeason() const;
    void execute(const QString &command, const QJsonObject &args, const QJsonObject &base = {});

    Desk &m_desk;
    SeriesListModel m_series;
    SeriesBoardModel m_board;
    Id<Episode> m_current;
    Id<Series> m_lost; // which was open until this person might no longer see it
    QListView *m_list = nullptr;
    QPushButton *m_new = nullptr;
    QStackedWidget *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    ElidedLabel *m_title = nullptr;
    SeriesFactsView *m_facts = nullptr;
    SeriesCoverView *m_cover = nullptr;
    QUndoStack *m_undo;
    QLabel *m_lock = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_access = nullptr;
    QPushButton *m_addSeason = nullptr;
    QPushButton *m_addItem = nullptr;
    EpisodeTree *m_tree = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_listRename = nullptr;
    QAction *m_listAccess = nullptr;
    NoticeBar *m_notices = nullptr;
};

} // namespace rawi

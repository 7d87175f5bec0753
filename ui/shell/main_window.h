#pragma once

#include "ui/house/workbench.h"
#include "ui/shell/place_history.h"

#include <QMainWindow>

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace rawi {

class CommandPalette;
class Drawer;
class LanguageSwitch;
class NoticeBar;
class TopBar;

// The desk's window: puts together what the features offer (rooms, the item's column, the lower panel, bars, menus) and
// knows none of them. Keeps its own state (size, splitters, room) in the desk's settings. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Desk &desk, LanguageSwitch &language, PreferenceStore &preferences, Features features, QWidget *parent = nullptr);

    Workbench &workbench() { return *m_workbench; }
    // The window's first widget of a class, as a room's view; null when there is none.
    template <typename T>
    T *part() const
    {
        return findChild<T *>();
    }
    QAction *action(const QString &id) const { return m_workbench->actions().action(id); }
    QString room() const { return m_room; }

public Q_SLOTS:
    void showRoom(const QString &id);
    // Shows the item where items are listed, and beside it.
    void showItem(const QUuid &item) { m_workbench->showItem(item); }
    void addFiles(const QStringList &paths) { m_workbench->giveFiles(paths); }
    void signIn();
    // Asks whether to join a server or to work here only; nothing when that was answered before.
    void offerFirstRun();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    QWidget *buildRail();
    QWidget *buildSide();
    QWidget *buildCentre();
    QWidget *buildPanel();
    QWidget *buildItemColumn();
    QWidget *buildStatus();
    void buildDrawers();
    void bindActions();
    void bindWorkbench();
    void followPreferences();
    void retranslate();
    void arrange();
    void takeBack(int at, QWidget *part);
    void toggleDrawer(Drawer &drawer);
    void showItemColumn();
    void remember();
    void go(int steps);
    void refreshAccount();
    const RoomPage *page(const QString &id) const;
    void restoreState();
    void saveState();
    void askBeforeLosing();

    Desk &m_desk;
    LanguageSwitch &m_language;
    Workbench *m_workbench;
    const QList<RoomPage> m_pages;
    const QList<PanelPage> m_panels;
    QString m_room;
    PlaceHistory m_places;
    bool m_mayLose = false;
    bool m_returning = false; // going back or forward: no new place

    TopBar *m_topBar = nullptr;
    CommandPalette *m_palette = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_centre = nullptr;
    QStackedWidget *m_side = nullptr; // what stands before a room; a page for each room that has it
    QHash<QString, QWidget *> m_sides;
    QWidget *m_itemColumn = nullptr;
    Drawer *m_sideDrawer = nullptr; // both where there is no room beside the room
    Drawer *m_itemDrawer = nullptr;
    QStackedWidget *m_rooms = nullptr;
    QTabWidget *m_panel = nullptr;
    NoticeBar *m_notices = nullptr;
};

} // namespace rawi

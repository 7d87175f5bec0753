#pragma once

#include "core/desk/house/desk.h"
#include "ui/kit/theme.h"
#include "ui/shell/shell_actions.h"

#include <QMainWindow>
#include <QSet>
#include <QUndoGroup>
#include <QUndoStack>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace rawi {

class AttentionView;
class CommandPalette;
class EncodesView;
class ItemInspector;
class LanguageSwitch;
class LibraryCollections;
class LibraryView;
class LogView;
class NoticeBar;
class PresetEditorDialog;
class PosterPresenter;
class PreviewView;
class SeriesBoardView;
class SignInDialog;
class StatusStrip;
class SubtitleEditorView;
class TopBar;
class TransfersView;

// The desk's window: puts the rooms together and leads from one to the other. Keeps its own state (size, splitters,
// room, theme, language) in the desk's settings. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Desk &desk, LanguageSwitch &language, QWidget *parent = nullptr);
    ~MainWindow() override;

    LibraryView &library() { return *m_library; }
    SeriesBoardView &seriesBoard() { return *m_series; }
    ItemInspector &inspector() { return *m_inspector; }
    PreviewView &preview() { return *m_preview; }
    ShellActions &actions() { return *m_actions; }
    Room room() const { return m_room; }

public Q_SLOTS:
    void showRoom(rawi::Room room);
    // Shows the item in the library and in the inspector.
    void showItem(const QUuid &item);
    void addFiles(const QStringList &paths);
    void importFiles();
    // Opens the cutter on a media file; says what is missing when there is none.
    void cutAsset(const QUuid &asset);
    // Opens the subtitle editor for the shown media, or brings it to the front; with its chapters in front.
    void editSubtitles();
    void editChapters();
    // Offers frames for the poster of the shown film; takes the one the preview shows.
    void choosePoster();
    void usePosterHere();
    void signIn();
    // The editor of presets, in a window of its own.
    void showPresets();
    // Asks whether to join a server or to work here only; nothing when that was answered before.
    void offerFirstRun();
    void setTheme(rawi::ThemeMode mode);
    void showPanel(bool shown);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Place {
        Room room = Room::Library;
        QUuid item;
        bool operator==(const Place &) const = default;
    };

    void buildLayout();
    QWidget *buildRail();
    QWidget *buildCentre();
    QWidget *buildInspector();
    QWidget *withHeading(QLabel *&heading, QWidget *table);
    void bindActions();
    void bindRooms();
    void bindDesk();
    void bindIntake();
    void bindAfterEncodes();
    void bindPoster();
    SubtitleEditorView *openSubtitles();
    std::optional<MediaAsset> shownFilm();
    void retranslate();
    void arrange();
    void select(const QUuid &item);
    void remember();
    void go(int steps);
    void refreshStatus();
    void tellRefused(int count, int of, const Error &first);
    void switchLanguage();
    void restoreState();
    void saveState();

    Desk &m_desk;
    LanguageSwitch &m_language;
    QUndoStack m_undo;
    QUndoGroup m_undoGroup;
    Room m_room = Room::Library;
    QUuid m_item;
    QList<Place> m_places;
    int m_place = -1;
    bool m_massDeleteAsked = false;
    QSet<QString> m_added; // single files that were given to this window and are looked at

    ShellActions *m_actions;
    TopBar *m_topBar = nullptr;
    CommandPalette *m_palette = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_centre = nullptr;
    QWidget *m_side = nullptr;
    QWidget *m_inspectorColumn = nullptr;
    QStackedWidget *m_rooms = nullptr;
    QLabel *m_studioTitle = nullptr;
    QLabel *m_transfersTitle = nullptr;
    QTabWidget *m_panel = nullptr;
    NoticeBar *m_notices = nullptr;
    LibraryCollections *m_collections = nullptr;
    LibraryView *m_library = nullptr;
    SeriesBoardView *m_series = nullptr;
    AttentionView *m_attention = nullptr;
    PreviewView *m_preview = nullptr;
    ItemInspector *m_inspector = nullptr;
    LogView *m_log = nullptr;
    PosterPresenter *m_poster = nullptr;
    PresetEditorDialog *m_presets = nullptr; // made when first asked for
    StatusStrip *m_status = nullptr;
};

} // namespace rawi

#include "ui/shell/main_window.h"

#include "ui/catalog/series_board_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_collections.h"
#include "ui/content/library_view.h"
#include "ui/kit/language.h"
#include "ui/kit/notice_bar.h"
#include "ui/media/cutter/cutter_dialog.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/studio/encodes_view.h"
#include "ui/media/studio/preset_editor_dialog.h"
#include "ui/media/studio/transfers_view.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/log_view.h"
#include "ui/shell/rail_button.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"
#include "ui/sync/attention_view.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kCollectionsFrom = 1400; // narrower windows have no room for the collections
constexpr int kInspectorFrom = 980;

template <typename Layout>
Layout *tight(QWidget *parent)
{
    auto *layout = new Layout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

} // namespace

MainWindow::MainWindow(Desk &desk, LanguageSwitch &language, QWidget *parent)
    : QMainWindow(parent)
    , m_desk(desk)
    , m_language(language)
    , m_actions(new ShellActions(this))
{
    resize(QSize(1560, 960).boundedTo(screen()->availableSize()));
    setMinimumSize(900, 600);
    buildLayout();
    m_undoGroup.addStack(&m_undo);
    m_undoGroup.addStack(&m_inspector->undoStack());
    m_undoGroup.setActiveStack(&m_undo);
    bindActions();
    bindRooms();
    bindDesk();
    setTheme(m_desk.replica().setting(u"theme"_s) == "dark"_L1 ? ThemeMode::Dark : ThemeMode::Light);
    restoreState();
    retranslate();
    refreshStatus();
    arrange();
}

MainWindow::~MainWindow()
{
    // The group hears of its stacks while they go.
    m_undoGroup.removeStack(&m_inspector->undoStack());
}

void MainWindow::buildLayout()
{
    auto *root = new QWidget(this);
    auto *column = tight<QVBoxLayout>(root);
    m_topBar = new TopBar(*m_actions, root);
    column->addWidget(m_topBar);
    auto *row = tight<QHBoxLayout>(nullptr);
    row->addWidget(buildRail());
    m_columns = new QSplitter(Qt::Horizontal, root);
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(4);
    m_side = new QWidget(m_columns);
    m_side->setObjectName(u"side"_s);
    m_side->setAttribute(Qt::WA_StyledBackground);
    auto *side = tight<QVBoxLayout>(m_side);
    side->setContentsMargins(4, 10, 4, 4);
    m_collections = new LibraryCollections(m_desk, m_side);
    side->addWidget(m_collections);
    m_side->setMinimumWidth(180);
    m_columns->addWidget(m_side);
    m_columns->addWidget(buildCentre());
    m_columns->addWidget(buildInspector());
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({220, 736, 520}); // title and summary side by side in both languages
    row->addWidget(m_columns, 1);
    column->addLayout(row, 1);
    m_status = new StatusStrip(m_desk, root);
    column->addWidget(m_status);
    setCentralWidget(root);
    m_palette = new CommandPalette(m_desk, m_topBar->searchBox(), root);
    m_palette->setActions(m_actions->all());
}

QWidget *MainWindow::buildRail()
{
    auto *rail = new QFrame(this);
    rail->setObjectName(u"rail"_s);
    auto *column = new QVBoxLayout(rail);
    column->setContentsMargins(6, 10, 6, 10);
    column->setSpacing(4);
    for (QAction *action : m_actions->rooms) {
        auto *button = new RailButton(rail);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize(QSize(22, 22));
        column->addWidget(button);
    }
    column->addStretch(1);
    return rail;
}

QWidget *MainWindow::buildCentre()
{
    m_centre = new QSplitter(Qt::Vertical, m_columns);
    m_centre->setChildrenCollapsible(false);
    m_centre->setHandleWidth(4);
    auto *upper = new QWidget(m_centre);
    auto *column = tight<QVBoxLayout>(upper);
    m_rooms = new QStackedWidget(upper);
    m_library = new LibraryView(m_desk, m_undo, m_rooms);
    m_series = new SeriesBoardView(m_desk, m_rooms);
    m_attention = new AttentionView(m_desk, m_rooms);
    m_rooms->addWidget(m_library);
    m_rooms->addWidget(m_series);
    auto *studio = new EncodesView(m_desk, m_rooms);
    m_rooms->addWidget(withHeading(m_studioTitle, studio));
    m_rooms->addWidget(withHeading(m_transfersTitle, new TransfersView(m_desk, m_rooms)));
    m_rooms->addWidget(m_attention);
    column->addWidget(m_rooms, 1);
    m_notices = new NoticeBar(upper);
    auto *noticeRow = new QHBoxLayout;
    noticeRow->setContentsMargins(14, 4, 14, 8);
    noticeRow->addWidget(m_notices);
    column->addLayout(noticeRow);
    m_centre->addWidget(upper);
    m_panel = new QTabWidget(m_centre);
    m_panel->setObjectName(u"bottomPanel"_s);
    m_panel->setDocumentMode(true);
    m_log = new LogView(m_desk, m_panel);
    auto *encodes = new EncodesView(m_desk, m_panel);
    for (EncodesView *one : {studio, encodes}) {
        connect(one, &EncodesView::presetsRequested, this, &MainWindow::showPresets);
    }
    m_panel->addTab(encodes, QString());
    m_panel->addTab(new TransfersView(m_desk, m_panel), QString());
    m_panel->addTab(m_log, QString());
    m_centre->addWidget(m_panel);
    m_centre->setStretchFactor(0, 1);
    m_centre->setSizes({620, 210});
    return m_centre;
}

// The tables have no name of their own, as they stand under a tab in the lower panel.
QWidget *MainWindow::withHeading(QLabel *&heading, QWidget *table)
{
    auto *page = new QWidget(m_rooms);
    auto *column = tight<QVBoxLayout>(page);
    column->setContentsMargins(14, 14, 14, 0);
    column->setSpacing(10);
    heading = new QLabel(page);
    heading->setProperty("role", u"h1"_s);
    column->addWidget(heading);
    column->addWidget(table, 1);
    return page;
}

QWidget *MainWindow::buildInspector()
{
    m_inspectorColumn = new QWidget(m_columns);
    m_inspectorColumn->setObjectName(u"inspector"_s);
    m_inspectorColumn->setAttribute(Qt::WA_StyledBackground);
    m_inspectorColumn->setMinimumWidth(370);
    auto *column = tight<QVBoxLayout>(m_inspectorColumn);
    m_preview = new PreviewView(m_desk, m_inspectorColumn);
    m_preview->hide(); // until there is something to play
    m_inspector = new ItemInspector(m_desk, m_inspectorColumn);
    column->addWidget(m_preview);
    column->addWidget(m_inspector, 1);
    return m_inspectorColumn;
}

void MainWindow::bindActions()
{
    for (int i = 0; i < kRoomCount; ++i) {
        connect(m_actions->rooms[i], &QAction::triggered, this, [this, i] { showRoom(static_cast<Room>(i)); });
    }
    connect(m_actions->back, &QAction::triggered, this, [this] { go(-1); });
    connect(m_actions->forward, &QAction::triggered, this, [this] { go(1); });
    connect(m_actions->search, &QAction::triggered, this, [this] {
        m_topBar->searchBox().setFocus(Qt::ShortcutFocusReason);
        m_topBar->searchBox().selectAll();
        m_palette->open();
    });
    connect(m_actions->import, &QAction::triggered, this, &MainWindow::importFiles);
    connect(m_actions->subtitles, &QAction::triggered, this, &MainWindow::editSubtitles);
    connect(m_actions->chapters, &QAction::triggered, this, &MainWindow::editChapters);
    connect(m_actions->poster, &QAction::triggered, this, &MainWindow::choosePoster);
    connect(m_actions->posterHere, &QAction::triggered, this, &MainWindow::usePosterHere);
    connect(m_actions->newSeries, &QAction::triggered, this, [this] {
        showRoom(Room::Series);
        m_series->newSeries();
    });
    connect(m_actions->cut, &QAction::triggered, this, [this] { cutAsset(m_preview->asset().uuid()); });
    connect(m_actions->presets, &QAction::triggered, this, &MainWindow::showPresets);
    connect(m_actions->undo, &QAction::triggered, &m_undoGroup, &QUndoGroup::undo);
    connect(m_actions->redo, &QAction::triggered, &m_undoGroup, &QUndoGroup::redo);
    connect(&m_undoGroup, &QUndoGroup::canUndoChanged, m_actions->undo, &QAction::setEnabled);
    connect(&m_undoGroup, &QUndoGroup::canRedoChanged, m_actions->redo, &QAction::setEnabled);
    m_actions->undo->setEnabled(false);
    m_actions->redo->setEnabled(false);
    connect(m_actions->trash, &QAction::triggered, m_library, &LibraryView::trashSelected);
    connect(m_actions->theme, &QAction::triggered, this, [this] {
        setTheme(themeMode(QApplication::palette()) == ThemeMode::Dark ? ThemeMode::Light : ThemeMode::Dark);
    });
    for (QAction *action : {m_actions->arabic, m_actions->english, m_actions->latinDigits}) {
        connect(action, &QAction::triggered, this, &MainWindow::switchLanguage);
    }
    for (QAction *action : {m_actions->collections, m_actions->inspector, m_actions->panel}) {
        action->setChecked(true);
        connect(action, &QAction::toggled, this, &MainWindow::arrange);
    }
    connect(m_actions->signIn, &QAction::triggered, this, &MainWindow::signIn);
    connect(m_actions->signOut, &QAction::triggered, this, [this] { m_desk.sync().signOut(); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && window() == now->window()) {
            m_undoGroup.setActiveStack(m_inspector->isAncestorOf(now) ? &m_inspector->undoStack() : &m_undo);
        }
    });
}

void MainWindow::bindRooms()
{
    connect(m_collections, &LibraryCollections::chosen, m_library, &LibraryView::setScope);
    connect(m_library, &LibraryView::itemSelected, this, &MainWindow::select);
    connect(m_library, &LibraryView::itemOpened, this, [this](const QUuid &item) {
        select(item);
        m_actions->inspector->setChecked(true);
        m_inspector->setFocus();
    });
    connect(m_library, &LibraryView::filesDropped, this, &MainWindow::addFiles);
    connect(m_library, &LibraryView::importRequested, this, &MainWindow::importFiles);
    connect(m_library, &LibraryView::searchCleared, &m_topBar->searchBox(), &QLineEdit::clear);
    connect(m_library, &LibraryView::failed, this, [this](const Error &error) { m_notices->tellError(error); });
    connect(m_library, &LibraryView::refused, this, &MainWindow::tellRefused);
    connect(m_library, &LibraryView::trashed, this, [this](int count) {
        m_notices->tell(Tone::Info, tr("%n items moved to the trash", nullptr, count), tr("Undo"),
                        [this] { m_undo.undo(); });
    });
    connect(m_series, &SeriesBoardView::itemChosen, this, &MainWindow::select);
    connect(m_series, &SeriesBoardView::itemActivated, this, &MainWindow::showItem);
    connect(m_inspector, &ItemInspector::assetChosen, m_preview,
            [this](const QUuid &asset) {
                m_preview->setAsset(Id<MediaAsset>(asset));
                m_preview->setVisible(!asset.isNull());
            });
    connect(m_preview, &PreviewView::cutRequested, this, &MainWindow::cutAsset);
    m_preview->offerWork();
    connect(m_preview, &PreviewView::subtitlesRequested, this, &MainWindow::editSubtitles);
    connect(m_preview, &PreviewView::chaptersRequested, this, &MainWindow::editChapters);
    connect(m_preview, &PreviewView::posterRequested, this, &MainWindow::choosePoster);
    connect(m_preview, &PreviewView::posterHereRequested, this, &MainWindow::usePosterHere);
    connect(m_inspector, &ItemInspector::subtitlesRequested, this, &MainWindow::editSubtitles);
    connect(m_inspector, &ItemInspector::chaptersRequested, this, &MainWindow::editChapters);
    connect(m_inspector, &ItemInspector::posterRequested, this, &MainWindow::choosePoster);
    connect(m_inspector, &ItemInspector::presetsRequested, this, &MainWindow::showPresets);
    connect(m_palette, &CommandPalette::itemChosen, this, &MainWindow::showItem);
    connect(m_palette, &CommandPalette::searchChosen, this, [this](const QString &text) {
        showRoom(Room::Library);
        m_library->setSearch(text);
        m_library->setFocus();
    });
    connect(m_status, &StatusStrip::syncClicked, this, &MainWindow::signIn);
    connect(m_status, &StatusStrip::waitingClicked, this, [this] { showRoom(Room::Transfers); });
    connect(m_status, &StatusStrip::attentionClicked, this, [this] { showRoom(Room::Attention); });
    connect(m_status, &StatusStrip::encodesClicked, this, [this] { showRoom(Room::Studio); });
}

void MainWindow::cutAsset(const QUuid &asset)
{
    if (asset.isNull()) {
        m_notices->tell(Tone::Info, tr("Choose an item with a film or a recording first"));
        return;
    }
    if (const auto opened = CutterDialog::open(m_desk, Id<MediaAsset>(asset), this); !opened.ok()) {
        m_notices->tellError(opened.error());
    }
}

void MainWindow::showRoom(Room room)
{
    m_room = room;
    m_actions->rooms[static_cast<int>(room)]->setChecked(true);
    m_rooms->setCurrentIndex(static_cast<int>(room));
    arrange();
    remember();
}

// Which columns there is room and use for.
void MainWindow::arrange()
{
    const bool withItem = m_room == Room::Library || m_room == Room::Series;
    m_side->setVisible(m_room == Room::Library && m_actions->collections->isChecked() && width() >= kCollectionsFrom);
    m_inspectorColumn->setVisible(withItem && m_actions->inspector->isChecked() && width() >= kInspectorFrom);
    m_panel->setVisible(withItem && m_actions->panel->isChecked());
}

void MainWindow::select(const QUuid &item)
{
    if (item != m_item) {
        m_item = item;
        m_inspector->setItem(Id<ContentItem>(item));
        if (!item.isNull()) {
            remember();
        }
    }
}

void MainWindow::showItem(const QUuid &item)
{
    showRoom(Room::Library);
    m_library->showItem(Id<ContentItem>(item));
    select(item);
}

void MainWindow::remember()
{
    const Place here{m_room, m_item};
    if (m_place >= 0 && m_places[m_place] == here) {
        return;
    }
    m_places.resize(m_place + 1);
    m_places.append(here);
    if (m_places.size() > 100) {
        m_places.removeFirst();
    }
    m_place = static_cast<int>(m_places.size()) - 1;
    m_actions->back->setEnabled(m_place > 0);
    m_actions->forward->setEnabled(false);
}

void MainWindow::go(int steps)
{
    const int wanted = m_place + steps;
    if (wanted < 0 || wanted >= m_places.size()) {
        return;
    }
    m_place = wanted;
    const Place there = m_places[wanted];
    m_item = there.item;
    showRoom(there.room);
    m_inspector->setItem(Id<ContentItem>(there.item));
    if (there.room == Room::Library && !there.item.isNull()) {
        m_library->showItem(Id<ContentItem>(there.item));
    }
    m_actions->back->setEnabled(m_place > 0);
    m_actions->forward->setEnabled(m_place + 1 < m_places.size());
}

void MainWindow::showPresets()
{
    if (!m_presets) {
        m_presets = new PresetEditorDialog(m_desk, this);
    }
    m_presets->show();
    m_presets->raise();
    m_presets->activateWindow();
}

void MainWindow::showPanel(bool shown)
{
    m_actions->panel->setChecked(shown);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi

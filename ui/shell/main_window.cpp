#include "ui/shell/main_window.h"

#include "core/base/log.h"
#include "ui/kit/follow_language.h"
#include "ui/kit/language.h"
#include "ui/kit/notice_bar.h"
#include "ui/kit/preference_store.h"
#include "ui/kit/theme.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/drawer.h"
#include "ui/shell/log_view.h"
#include "ui/shell/rail_button.h"
#include "ui/shell/sign_in_dialog.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_actions.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kSideFrom = 1400; // narrower windows have no room for what stands before a room
constexpr int kItemColumnFrom = 980;
constexpr int kPanelFrom = 560;   // lower ones have none for the panel
constexpr int kLastPartHeight = 240;
constexpr int kColumnScrollsBelow = 560;
constexpr int kSideDrawer = 280;
constexpr int kItemDrawer = 540;
constexpr int kEndOfStatus = 100; // from this place on the parts of the status line stand at its end

template <typename Layout>
Layout *tight(QWidget *parent)
{
    auto *layout = new Layout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

QString stateKey()
{
    return u"window_state"_s;
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray fromBase64(const QJsonValue &text)
{
    return QByteArray::fromBase64(text.toString().toLatin1());
}

// The item's column: as wide as its parts need, and scrolled only where the window is so low that they would be cut.
class ColumnScroll final : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

    QSize minimumSizeHint() const override { return {widget() ? widget()->minimumSizeHint().width() : 0, 100}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        const int height = event->size().height();
        widget()->setMaximumHeight(height < kColumnScrollsBelow ? QWIDGETSIZE_MAX : height);
        QScrollArea::resizeEvent(event);
    }
};

// The panel's own page: what happened on this desk.
QList<PanelPage> withLog(QList<PanelPage> panels)
{
    panels.append({u"log"_s, [] { return MainWindow::tr("Log"); },
                   [](Workbench &bench, QWidget *parent) -> QWidget * { return new LogView(bench.desk(), parent); }});
    return panels;
}

} // namespace

MainWindow::MainWindow(Desk &desk, LanguageSwitch &language, PreferenceStore &preferences, Features features, QWidget *parent)
    : QMainWindow(parent)
    , m_desk(desk)
    , m_language(language)
    , m_workbench(new Workbench(desk, preferences, std::move(features), *this))
    , m_pages(offered(m_workbench->features(), &Feature::rooms))
    , m_panels(withLog(offered(m_workbench->features(), &Feature::panels)))
{
    resize(QSize(1560, 960).boundedTo(screen()->availableSize()));
    setMinimumSize(560, 360); // of a small screen at 200 %
    applyPreferences(preferences, language);
    window_actions::addTo(*m_workbench);
    window_actions::fillMenus(*menuBar(), *m_workbench);
    buildLayout();
    bindActions();
    bindWorkbench();
    followPreferences();
    restoreState();
    retranslate();
    refreshAccount();
    for (const Feature &feature : m_workbench->features()) {
        if (feature.start) {
            feature.start(*m_workbench);
        }
    }
}

void MainWindow::buildLayout()
{
    auto *root = new QWidget(this);
    auto *column = tight<QVBoxLayout>(root);
    m_topBar = new TopBar(*m_workbench, root);
    column->addWidget(m_topBar);
    auto *row = tight<QHBoxLayout>(nullptr);
    row->addWidget(buildRail());
    m_columns = new QSplitter(Qt::Horizontal, root);
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(4);
    // In the window before its parts are made: they look for each other there.
    setCentralWidget(root);
    QWidget *centre = buildCentre();
    m_columns->addWidget(buildSide());
    m_columns->addWidget(centre);
    m_columns->addWidget(buildItemColumn());
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({220, 736, 520}); // title and summary side by side in both languages
    row->addWidget(m_columns, 1);
    column->addLayout(row, 1);
    column->addWidget(buildStatus());
    buildDrawers();
    m_palette = new CommandPalette(*m_workbench, m_topBar->searchBox(), root);
}

QWidget *MainWindow::buildRail()
{
    auto *rail = new QFrame(this);
    rail->setObjectName(u"rail"_s);
    auto *column = new QVBoxLayout(rail);
    column->setContentsMargins(6, 10, 6, 10);
    column->setSpacing(4);
    for (const RoomPage &room : m_pages) {
        auto *button = new RailButton(rail);
        QAction *shows = action(window_actions::roomAction(room.id));
        button->setDefaultAction(shows);
        connect(shows, &QAction::visibleChanged, button, [button, shows] { button->setVisible(shows->isVisible()); });
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize(QSize(22, 22));
        column->addWidget(button);
    }
    column->addStretch(1);
    return rail;
}

QWidget *MainWindow::buildSide()
{
    auto *frame = new QWidget(m_columns);
    frame->setObjectName(u"side"_s);
    frame->setAttribute(Qt::WA_StyledBackground);
    frame->setMinimumWidth(180);
    auto *column = tight<QVBoxLayout>(frame);
    column->setContentsMargins(4, 10, 4, 4);
    m_side = new QStackedWidget(frame);
    column->addWidget(m_side);
    for (const RoomPage &room : m_pages) {
        if (room.makeSide) {
            m_sides.insert(room.id, room.makeSide(*m_workbench, m_side));
            m_side->addWidget(m_sides.value(room.id));
        }
    }
    return frame;
}

QWidget *MainWindow::buildCentre()
{
    m_centre = new QSplitter(Qt::Vertical, m_columns);
    m_centre->setChildrenCollapsible(false);
    m_centre->setHandleWidth(4);
    auto *upper = new QWidget(m_centre);
    auto *column = tight<QVBoxLayout>(upper);
    m_rooms = new QStackedWidget(upper);
    for (const RoomPage &room : m_pages) {
        m_rooms->addWidget(room.make(*m_workbench, m_rooms));
    }
    column->addWidget(m_rooms, 1);
    m_notices = new NoticeBar(upper);
    m_workbench->setNotices(m_notices);
    auto *noticeRow = new QHBoxLayout;
    noticeRow->setContentsMargins(14, 4, 14, 8);
    noticeRow->addWidget(m_notices);
    column->addLayout(noticeRow);
    m_centre->addWidget(upper);
    m_centre->addWidget(buildPanel());
    m_centre->setStretchFactor(0, 1);
    m_centre->setSizes({620, 210});
    return m_centre;
}

QWidget *MainWindow::buildPanel()
{
    m_panel = new QTabWidget(m_centre);
    m_panel->setObjectName(u"bottomPanel"_s);
    m_panel->setDocumentMode(true);
    for (const PanelPage &one : m_panels) {
        m_panel->addTab(one.make(*m_workbench, m_panel), one.title());
    }
    return m_panel;
}

QWidget *MainWindow::buildItemColumn()
{
    m_itemColumn = new QWidget(m_columns);
    m_itemColumn->setObjectName(u"inspector"_s);
    m_itemColumn->setAttribute(Qt::WA_StyledBackground);
    m_itemColumn->setMinimumWidth(370);
    // Where the window is low the column scrolls.
    auto *scroll = new ColumnScroll(m_itemColumn);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tight<QVBoxLayout>(m_itemColumn)->addWidget(scroll);
    auto *content = new QWidget(scroll);
    auto *column = tight<QVBoxLayout>(content);
    // Made from the last to the first: the tab key leads to what is written before it leads to what is played.
    QList<BarPart> offers = offered(m_workbench->features(), &Feature::itemColumn);
    std::stable_sort(offers.begin(), offers.end(), [](const BarPart &a, const BarPart &b) { return a.place > b.place; });
    QList<QWidget *> parts;
    for (const BarPart &one : std::as_const(offers)) {
        parts.prepend(one.make(*m_workbench, content));
    }
    for (QWidget *part : std::as_const(parts)) {
        column->addWidget(part, part == parts.last() ? 1 : 0);
    }
    parts.last()->setMinimumHeight(kLastPartHeight);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // the column's own colour
    scroll->viewport()->setAutoFillBackground(false);
    return m_itemColumn;
}

QWidget *MainWindow::buildStatus()
{
    auto *strip = new QFrame(this);
    strip->setObjectName(u"statusStrip"_s);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 3, 8, 3);
    row->setSpacing(4);
    QList<BarPart> start = offered(m_workbench->features(), &Feature::statusBar);
    QList<BarPart> end = start;
    start.removeIf([](const BarPart &one) { return one.place >= kEndOfStatus; });
    end.removeIf([](const BarPart &one) { return one.place < kEndOfStatus; });
    for (QWidget *part : makeParts(*m_workbench, start, strip)) {
        row->addWidget(part);
    }
    row->addStretch(1);
    for (QWidget *part : makeParts(*m_workbench, end, strip)) {
        row->addWidget(part);
    }
    return strip;
}

void MainWindow::bindActions()
{
    connect(action(u"go.back"_s), &QAction::triggered, this, [this] { go(-1); });
    connect(action(u"go.forward"_s), &QAction::triggered, this, [this] { go(1); });
    connect(action(u"go.search"_s), &QAction::triggered, this, [this] {
        m_topBar->searchBox().setFocus(Qt::ShortcutFocusReason);
        m_topBar->searchBox().selectAll();
        m_palette->open();
    });
    for (const QString &id : {u"view.side"_s, u"view.inspector"_s, u"view.panel"_s}) {
        connect(action(id), &QAction::toggled, this, &MainWindow::arrange);
    }
    connect(action(u"view.side"_s), &QAction::triggered, this, [this] { toggleDrawer(*m_sideDrawer); });
    connect(action(u"view.inspector"_s), &QAction::triggered, this, [this] { toggleDrawer(*m_itemDrawer); });
    connect(action(u"account.sign_in"_s), &QAction::triggered, this, &MainWindow::signIn);
}

void MainWindow::bindWorkbench()
{
    connect(m_workbench, &Workbench::roomAsked, this, &MainWindow::showRoom);
    connect(m_workbench, &Workbench::itemColumnAsked, this, &MainWindow::showItemColumn);
    connect(m_workbench, &Workbench::itemChanged, this, [this](const QUuid &item) {
        if (!item.isNull()) {
            remember();
        }
    });
    connect(m_workbench, &Workbench::searchCleared, &m_topBar->searchBox(), &QLineEdit::clear);
    // As long as there is a bar: what is typed last is saved while the window's parts go.
    connect(&m_desk.sync(), &SyncEngine::statusChanged, m_topBar, [this] { refreshAccount(); });
}

void MainWindow::followPreferences()
{
    connect(&m_workbench->preferences(), &PreferenceStore::changed, this, [this](Preference which) {
        applyPreference(which, m_workbench->preferences(), m_language);
        m_desk.sync().kick(); // it is chosen for this person's other desks, too
        retranslate();
    });
}

const RoomPage *MainWindow::page(const QString &id) const
{
    const auto found = std::find_if(m_pages.cbegin(), m_pages.cend(), [&](const RoomPage &one) { return one.id == id; });
    return found == m_pages.cend() ? nullptr : &*found;
}

void MainWindow::showRoom(const QString &id)
{
    const RoomPage *wanted = page(id);
    if (!wanted || !m_workbench->may(wanted->right)) {
        return;
    }
    m_room = id;
    action(window_actions::roomAction(id))->setChecked(true);
    m_rooms->setCurrentIndex(static_cast<int>(wanted - m_pages.data()));
    arrange();
    remember();
}

// Which columns there is room and use for.
void MainWindow::arrange()
{
    const RoomPage *shown = page(m_room);
    const bool withItem = shown && shown->withItem;
    QWidget *side = m_sides.value(m_room);
    if (side) {
        m_side->setCurrentWidget(side);
    }
    const bool roomForSide = width() >= kSideFrom;
    const bool roomForItem = width() >= kItemColumnFrom;
    if (roomForSide || !side) {
        m_sideDrawer->close();
    }
    if (roomForItem || !withItem) {
        m_itemDrawer->close();
    }
    if (!m_sideDrawer->isOpen()) {
        m_side->parentWidget()->setVisible(side && action(u"view.side"_s)->isChecked() && roomForSide);
    }
    if (!m_itemDrawer->isOpen()) {
        m_itemColumn->setVisible(withItem && action(u"view.inspector"_s)->isChecked() && roomForItem);
    }
    m_panel->setVisible(withItem && action(u"view.panel"_s)->isChecked() && height() >= kPanelFrom);
    const QList<RailButton *> rail = findChildren<RailButton *>();
    for (RailButton *button : rail) { // in a low window their words would be cut
        button->setToolButtonStyle(height() >= kPanelFrom ? Qt::ToolButtonTextUnderIcon : Qt::ToolButtonIconOnly);
    }
    m_topBar->offerDrawers(side && !roomForSide, withItem && !roomForItem);
}

void MainWindow::buildDrawers()
{
    QWidget &over = *m_columns;
    m_sideDrawer = new Drawer(Drawer::Edge::Start, Drawer::ClosesOn::Choice, over);
    m_itemDrawer = new Drawer(Drawer::Edge::End, Drawer::ClosesOn::Leaving, over);
    connect(m_sideDrawer, &Drawer::closed, this, [this](QWidget *side) { takeBack(0, side); });
    connect(m_itemDrawer, &Drawer::closed, this, [this](QWidget *column) { takeBack(m_columns->count(), column); });
}

// What stood over the others goes to its place among them, where there is no room for it yet.
void MainWindow::takeBack(int at, QWidget *part)
{
    const bool hadFocus = part->isAncestorOf(QApplication::focusWidget());
    part->hide();
    m_columns->insertWidget(at, part);
    m_columns->setStretchFactor(m_columns->indexOf(m_centre), 1);
    arrange();
    if (hadFocus) {
        m_rooms->currentWidget()->setFocus();
    }
}

void MainWindow::toggleDrawer(Drawer &drawer)
{
    const bool ofSide = &drawer == m_sideDrawer;
    const RoomPage *shown = page(m_room);
    const bool wanted = ofSide ? m_sides.contains(m_room) && width() < kSideFrom : shown && shown->withItem && width() < kItemColumnFrom;
    if (!wanted) {
        return;
    }
    action(ofSide ? u"view.side"_s : u"view.inspector"_s)->setChecked(true); // where there is room, it is shown as before
    if (drawer.isOpen()) {
        drawer.close();
        return;
    }
    (ofSide ? m_itemDrawer : m_sideDrawer)->close();
    ofSide ? drawer.open(*m_side->parentWidget(), kSideDrawer) : drawer.open(*m_itemColumn, kItemDrawer);
}

void MainWindow::showItemColumn()
{
    action(u"view.inspector"_s)->setChecked(true);
    if (width() < kItemColumnFrom && !m_itemDrawer->isOpen()) {
        toggleDrawer(*m_itemDrawer);
    }
}

void MainWindow::remember()
{
    if (m_returning) {
        return;
    }
    m_places.add({m_room, m_workbench->item()});
    action(u"go.back"_s)->setEnabled(m_places.canGo(-1));
    action(u"go.forward"_s)->setEnabled(m_places.canGo(1));
}

void MainWindow::go(int steps)
{
    const std::optional<Place> there = m_places.go(steps);
    if (!there) {
        return;
    }
    m_returning = true;
    showRoom(there->room);
    m_workbench->setItem(there->item);
    Q_EMIT m_workbench->returned(there->room, there->item);
    m_returning = false;
    action(u"go.back"_s)->setEnabled(m_places.canGo(-1));
    action(u"go.forward"_s)->setEnabled(m_places.canGo(1));
}

void MainWindow::refreshAccount()
{
    const bool joined = !m_desk.sync().serverUrl().isEmpty();
    window_actions::showAllowed(*m_workbench);
    action(u"account.sign_out"_s)->setVisible(joined && m_desk.sync().status().state != SyncState::SignInNeeded);
}

void MainWindow::signIn()
{
    auto *dialog = new SignInDialog(m_desk, SignInDialog::Occasion::Join, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::offerFirstRun()
{
    const QString key = u"first_run_answered"_s;
    if (!m_desk.replica().setting(key).isEmpty() || !m_desk.sync().serverUrl().isEmpty()) {
        return;
    }
    auto *dialog = new SignInDialog(m_desk, SignInDialog::Occasion::FirstRun, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, key] {
        if (const auto kept = m_desk.replica().setSetting(key, u"yes"_s); !kept) {
            m_notices->tellError(kept.error());
        }
    });
    dialog->open();
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("Rawi"));
    setLocale(QLocale());
    m_workbench->actions().retranslate();
    window_actions::nameMenus(*menuBar());
    const bool arabic = m_language.language() == Language::Arabic;
    action(u"language.ar"_s)->setChecked(arabic);
    action(u"language.en"_s)->setChecked(!arabic);
    action(u"view.latin_digits"_s)->setChecked(m_language.digits() == DigitShape::Latin);
    action(u"view.latin_digits"_s)->setEnabled(arabic);
    action(u"view.theme"_s)->setIcon(icon(themeMode(QApplication::palette()) == ThemeMode::Dark ? Icon::Sun : Icon::Moon));
    for (int i = 0; i < m_panels.size(); ++i) {
        m_panel->setTabText(i, m_panels.at(i).title());
    }
    m_panel->setAccessibleName(tr("Lower panel"));
}

void MainWindow::restoreState()
{
    const QJsonObject state = QJsonDocument::fromJson(m_desk.replica().setting(stateKey()).toUtf8()).object();
    if (!state.isEmpty()) {
        restoreGeometry(fromBase64(state.value(u"geometry"_s)));
        m_columns->restoreState(fromBase64(state.value(u"columns"_s)));
        m_centre->restoreState(fromBase64(state.value(u"centre"_s)));
        action(u"view.side"_s)->setChecked(state.value(u"collections"_s).toBool(true));
        action(u"view.inspector"_s)->setChecked(state.value(u"inspector"_s).toBool(true));
        action(u"view.panel"_s)->setChecked(state.value(u"panel"_s).toBool(true));
    }
    // Profiles of the first Rawi kept the number of the room.
    const QJsonValue kept = state.value(u"room"_s);
    const QString room = kept.isDouble() ? m_pages.value(kept.toInt()).id : kept.toString();
    if (!m_pages.isEmpty()) {
        showRoom(m_pages.first().id);
        showRoom(room);
    }
}

void MainWindow::saveState()
{
    m_sideDrawer->close();
    m_itemDrawer->close();
    const QJsonObject state{
        {u"geometry"_s, base64(saveGeometry())},
        {u"columns"_s, base64(m_columns->saveState())}, // of all columns: none is in a drawer
        {u"centre"_s, base64(m_centre->saveState())},
        {u"collections"_s, action(u"view.side"_s)->isChecked()},
        {u"inspector"_s, action(u"view.inspector"_s)->isChecked()},
        {u"panel"_s, action(u"view.panel"_s)->isChecked()},
        {u"room"_s, m_room},
    };
    const QByteArray json = QJsonDocument(state).toJson(QJsonDocument::Compact);
    if (const auto kept = m_desk.replica().setSetting(stateKey(), QString::fromUtf8(json)); !kept) {
        qCWarning(lcDesk) << "window state not kept:" << kept.error().toString();
    }
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

// The end of the program would take what could not be written anywhere.
void MainWindow::askBeforeLosing()
{
    auto *question = new QMessageBox(this);
    question->setIcon(QMessageBox::Warning);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *lose = question->addButton(QString(), QMessageBox::DestructiveRole);
    auto *stay = question->addButton(QString(), QMessageBox::RejectRole);
    question->setDefaultButton(stay);
    followLanguage(*question, [question, lose, stay] {
        question->setWindowTitle(tr("Quit Rawi and lose what was typed?"));
        question->setText(tr("The disk is full, and what you typed last is kept in memory only. Free some space: it is saved "
                             "automatically within seconds."));
        lose->setText(tr("Quit and lose it"));
        stay->setText(tr("Stay"));
    });
    connect(lose, &QAbstractButton::clicked, this, [this] {
        m_mayLose = true;
        close();
    });
    question->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_desk.drafts().allWritten() && !m_mayLose) {
        event->ignore();
        askBeforeLosing();
        return;
    }
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

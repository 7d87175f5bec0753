#include "ui/catalog/series_board_view.h"

#include "core/people/person.h"
#include "core/text/direction.h"
#include "ui/catalog/episode_delegate.h"
#include "ui/catalog/episode_tree.h"
#include "ui/catalog/item_picker_dialog.h"
#include "ui/catalog/series_access_dialog.h"
#include "ui/catalog/series_cover_view.h"
#include "ui/catalog/series_delegate.h"
#include "ui/catalog/series_dialog.h"
#include "ui/catalog/series_facts_view.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/follow_language.h"
#include "ui/kit/heading_row.h"
#include "ui/kit/notice_bar.h"
#include "ui/text/names_text.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace rawi {

SeriesBoardView::SeriesBoardView(Desk &desk, QUndoStack *undo, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_series(desk), m_board(desk, undo), m_undo(undo)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(buildList());
    split->addWidget(buildBoard());
    split->setStretchFactor(1, 1);
    split->setSizes({260, 780});
    column->addWidget(split, 1);
    m_notices = new NoticeBar(this);
    column->addWidget(m_notices);
    buildActions();
    bind();
    retranslate();
    if (m_series.rowCount() > 0) {
        m_list->setCurrentIndex(m_series.index(0));
    }
    showSeries();
}

QWidget *SeriesBoardView::buildList()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(8, 10, 8, 8);
    m_new = new QPushButton(icon(Icon::Plus), {}, side);
    column->addWidget(m_new, 0, Qt::AlignLeading);
    m_list = new QListView(side);
    m_list->setModel(&m_series);
    m_list->setItemDelegate(new SeriesDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    column->addWidget(m_list, 1);
    side->setMinimumWidth(200);
    return side;
}

QWidget *SeriesBoardView::buildBoard()
{
    m_pages = new QStackedWidget(this);
    m_empty = new EmptyState(Icon::Series, m_pages);
    m_pages->addWidget(m_empty);
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(8, 10, 8, 8);
    auto *heading = new QWidget(page);
    auto *head = new QHBoxLayout(heading);
    head->setContentsMargins(0, 0, 0, 0);
    m_title = new ElidedLabel({}, ElidedLabel::Tone::Heading, heading);
    m_title->setMaxLines(2);
    m_lock = new QLabel(heading);
    m_rename = new QPushButton(icon(Icon::Pencil), {}, page);
    m_access = new QPushButton(icon(Icon::Lock), {}, page);
    m_addSeason = new QPushButton(icon(Icon::Plus), {}, page);
    m_addItem = new QPushButton(page);
    m_addItem->setProperty("role", u"primary"_s);
    head->addWidget(m_lock);
    head->addWidget(m_title, 1);
    column->addWidget(new HeadingRow(heading, {m_rename, m_access, m_addSeason, m_addItem}, page));
    auto *about = new QHBoxLayout;
    m_cover = new SeriesCoverView(m_desk, m_undo, page);
    m_facts = new SeriesFactsView(page);
    about->addWidget(m_cover, 0, Qt::AlignTop);
    about->addWidget(m_facts, 1, Qt::AlignTop);
    column->addLayout(about);
    m_tree = new EpisodeTree(page);
    m_tree->setModel(&m_board);
    m_tree->setItemDelegate(new EpisodeDelegate(m_desk, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(12);
    m_tree->setMouseTracking(true);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setDragEnabled(true);
    m_tree->setAcceptDrops(true);
    m_tree->setDropIndicatorShown(true);
    m_tree->setDragDropMode(QAbstractItemView::DragDrop);
    m_tree->setDefaultDropAction(Qt::MoveAction);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    column->addWidget(m_tree, 1);
    m_pages->addWidget(page);
    return m_pages;
}

void SeriesBoardView::buildActions()
{
    const auto action = [this](Icon which, const QKeySequence &key, auto work) {
        auto *made = new QAction(icon(which), {}, this);
        made->setShortcut(key);
        made->setShortcutContext(Qt::WidgetShortcut);
        connect(made, &QAction::triggered, this, work);
        m_tree->addAction(made);
        return made;
    };
    m_up = action(Icon::ChevronUp, Qt::ALT | Qt::Key_Up, [this] { m_board.moveUp(currentEpisode()); });
    m_down = action(Icon::ChevronDown, Qt::ALT | Qt::Key_Down, [this] { m_board.moveDown(currentEpisode()); });
    m_remove = action(Icon::X, Qt::Key_Delete, [this] { removeEpisode(); });
    m_listRename = new QAction(icon(Icon::Pencil), {}, this);
    m_listAccess = new QAction(icon(Icon::Lock), {}, this);
    connect(m_listRename, &QAction::triggered, this, &SeriesBoardView::renameSeries);
    connect(m_listAccess, &QAction::triggered, this, &SeriesBoardView::chooseAccess);
    m_list->addActions({m_listRename, m_listAccess});
}

void SeriesBoardView::bind()
{
    connect(m_new, &QPushButton::clicked, this, &SeriesBoardView::newSeries);
    connect(m_empty, &EmptyState::actionTriggered, this, &SeriesBoardView::newSeries);
    connect(m_rename, &QPushButton::clicked, this, &SeriesBoardView::renameSeries);
    connect(m_access, &QPushButton::clicked, this, &SeriesBoardView::chooseAccess);
    connect(m_addItem, &QPushButton::clicked, this, &SeriesBoardView::pickItems);
    connect(m_addSeason, &QPushButton::clicked, this, [this] {
        const QModelIndex season = m_board.seasonIndex(m_board.addSeason());
        m_tree->setCurrentIndex(season);
        m_tree->scrollTo(season);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SeriesBoardView::showSeries);
    connect(&m_series, &QAbstractItemModel::modelReset, this, &SeriesBoardView::onSeriesReset);
    connect(&m_desk.replica(), &Replica::rowsLost, this, &SeriesBoardView::onRowsLost);
    connect(&m_desk.replica(), &Replica::rowsChanged, this, [this](const QSet<RowKey> &keys) {
        const RowKey self{recordInfo<Person>().name, m_desk.replica().actor().id.uuid()};
        if (keys.isEmpty() || keys.contains(self)) {
            showAccess(); // another role may have other rights
        }
    });
    connect(&m_series, &QAbstractItemModel::dataChanged, this, &SeriesBoardView::showSeries);
    connect(&m_board, &SeriesBoardModel::seriesReset, this, &SeriesBoardView::restoreSelection);
    connect(&m_board, &SeriesBoardModel::commandFailed, m_notices,
            [this](const Error &error) { m_notices->tellError(error); });
    connect(m_cover, &SeriesCoverView::failed, m_notices, [this](const Error &error) { m_notices->tellError(error); });
    connect(m_cover, &SeriesCoverView::changed, m_notices, [this](const Words &said) { m_notices->tell(Tone::Ok, said); });
    connect(&m_board, &SeriesBoardModel::movedOutOfNumber, m_notices, [this](int season) {
        m_notices->tell(Tone::Info, [] { return tr("The numbers of the episodes no longer follow their order."); },
                        [] { return tr("Number them anew"); }, [this, season] { m_board.renumber(season); });
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        m_current = Id<Episode>(index.data(SeriesBoardModel::EpisodeIdRole).toUuid());
        if (!m_current.isNull()) {
            Q_EMIT itemChosen(index.data(SeriesBoardModel::ContentIdRole).toUuid());
        }
    });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const QUuid item = index.data(SeriesBoardModel::ContentIdRole).toUuid(); !item.isNull()) {
            Q_EMIT itemActivated(item);
        }
    });
}

void SeriesBoardView::selectSeries(const Id<Series> &series)
{
    m_list->setCurrentIndex(m_series.index(m_series.rowOf(series)));
}

Id<Episode> SeriesBoardView::currentEpisode() const
{
    return Id<Episode>(m_tree->currentIndex().data(SeriesBoardModel::EpisodeIdRole).toUuid());
}

void SeriesBoardView::setCurrentEpisode(const Id<Episode> &episode)
{
    m_tree->setCurrentIndex(m_board.indexOf(episode));
}

void SeriesBoardView::showSeries()
{
    const auto series = m_series.seriesAt(m_list->currentIndex().row());
    m_pages->setCurrentIndex(series ? 1 : 0);
    m_list->parentWidget()->setVisible(m_series.rowCount() > 0); // the empty board offers to make one
    m_board.setSeries(series ? series->id : Id<Series>());
    if (series) {
        m_lost = {};
        m_title->setText(titleText(series->titleAr, series->titleEn));
        m_facts->setSeries(*series);
        m_cover->setSeries(*series);
    }
    const QString make = m_series.rowCount() > 0 ? QString() : tr("New series…");
    if (!m_lost.isNull()) {
        m_empty->setTexts(tr("You may no longer see this series"),
                          tr("Only its members see it now. What you had typed there and not sent yet is kept in "
                             "“Needs attention”."),
                          make);
    } else {
        m_empty->setTexts(tr("No series yet"), tr("A series holds seasons, and seasons hold episodes in order."),
                          make);
    }
    showAccess();
}

// A lock beside the title, and who may change it.
void SeriesBoardView::showAccess()
{
    const auto series = m_series.seriesAt(m_list->currentIndex().row());
    const bool may = m_desk.replica().actor().may(u"series.restrict");
    m_access->setVisible(may);
    m_listAccess->setVisible(may);
    const QString words = series ? SeriesListModel::accessText(*series) : QString();
    m_lock->setVisible(!words.isEmpty());
    m_lock->setToolTip(words);
    m_lock->setAccessibleName(words);
    drawLock();
}

void SeriesBoardView::drawLock()
{
    m_lock->setPixmap(icon(Icon::Lock).pixmap(QSize(20, 20), devicePixelRatioF()));
}

// Told before the list is without it. What is asked about it goes with it.
void SeriesBoardView::onRowsLost(const QSet<RowKey> &keys)
{
    const Id<Series> open = m_board.series();
    if (open.isNull() || !keys.contains({recordInfo<Series>().name, open.uuid()})) {
        return;
    }
    m_lost = open;
    const auto dialogs = findChildren<QDialog *>(QString(), Qt::FindDirectChildrenOnly);
    for (QDialog *dialog : dialogs) {
        dialog->done(QDialog::Rejected); // nobody is asked: what was typed is kept in quarantine
    }
}

void SeriesBoardView::onSeriesReset()
{
    const int row = m_series.rowOf(m_lost.isNull() ? m_board.series() : m_lost); // which may be seen again
    if (row < 0 && !m_lost.isNull()) {
        // Not the next one: whoever goes on pressing keys would do to it what was meant for the other.
        const Id<Series> lost = m_lost;
        if (m_pages->isAncestorOf(focusWidget())) {
            m_list->setFocus();
        }
        m_list->setCurrentIndex({});
        m_lost = lost;
    } else {
        m_list->setCurrentIndex(m_series.index(row < 0 ? 0 : row));
    }
    showSeries();
}

void SeriesBoardView::restoreSelection()
{
    m_tree->expandAll();
    if (const QModelIndex at = m_board.indexOf(m_current); at.isValid()) {
        m_tree->setCurrentIndex(at);
        m_tree->scrollTo(at);
    }
}

int SeriesBoardView::currentSeason() const
{
    const QModelIndex at = m_tree->currentIndex();
    if (at.isValid()) {
        return at.data(SeriesBoardModel::SeasonRole).toInt();
    }
    const QList<int> seasons = m_board.seasons();
    return seasons.isEmpty() ? 1 : seasons.last();
}

void SeriesBoardView::execute(const QString &command, const QJsonObject &args, const QJsonObject &base)
{
    if (const auto done = m_desk.execute(command, args, base); !done.ok()) {
        m_notices->tellError(done.error());
    }
}

void SeriesBoardView::newSeries()
{
    auto *dialog = new SeriesDialog(SeriesDialog::Purpose::Create, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SeriesDialog::given, this, [this, dialog](const QJsonObject &fields) {
        const auto made = m_desk.execute(u"series.create"_s, fields);
        dialog->answer(made.ok() ? Result<void>() : Result<void>(made.error()));
        if (made.ok()) {
            selectSeries(Id<Series>::fromText(made->result.value("id"_L1).toString()));
        }
    });
    dialog->keepIn(m_desk.drafts(), m_desk.clock());
    dialog->open();
}

void SeriesBoardView::renameSeries()
{
    const auto series = m_series.seriesAt(m_list->currentIndex().row());
    if (!series) {
        return;
    }
    auto *dialog = new SeriesDialog(SeriesDialog::Purpose::Edit, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSeries(*series);
    connect(dialog, &SeriesDialog::given, this, [this, dialog, id = series->id](QJsonObject fields, const QJsonObject &base) {
        const bool any = !fields.isEmpty();
        fields.insert(u"id"_s, id.text());
        const auto saved = any ? m_desk.execute(u"series.update"_s, fields, base) : Result<Receipt>(Receipt{});
        dialog->answer(saved.ok() ? Result<void>() : Result<void>(saved.error()));
    });
    dialog->keepIn(m_desk.drafts(), m_desk.clock());
    dialog->open();
}

void SeriesBoardView::chooseAccess()
{
    const auto series = m_series.seriesAt(m_list->currentIndex().row());
    if (!series) {
        return;
    }
    auto *dialog = new SeriesAccessDialog(m_desk, *series, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SeriesAccessDialog::accessGiven, this,
            [this, id = series->id](bool restricted, const QStringList &members) {
                execute(u"series.restrict"_s,
                        {{u"id"_s, id.text()},
                         {u"restricted"_s, restricted},
                         {u"members"_s, QJsonArray::fromStringList(restricted ? members : QStringList())}});
            });
    dialog->open();
}

void SeriesBoardView::pickItems()
{
    QSet<QUuid> there;
    for (int s = 0; s < m_board.rowCount(); ++s) {
        const QModelIndex season = m_board.index(s, 0);
        for (int r = 0; r < m_board.rowCount(season); ++r) {
            there.insert(m_board.index(r, 0, season).data(SeriesBoardModel::ContentIdRole).toUuid());
        }
    }
    auto *dialog = new ItemPickerDialog(m_desk, there, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ItemPickerDialog::picked, this, [this, season = currentSeason()](const QList<QUuid> &items) {
        for (const QUuid &item : items) {
            m_board.add(Id<ContentItem>(item), season);
        }
    });
    dialog->open();
}

void SeriesBoardView::removeEpisode()
{
    const Id<Episode> episode = currentEpisode();
    if (episode.isNull()) {
        return;
    }
    auto *question = new QMessageBox(this);
    question->setIcon(QMessageBox::Question);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *takeOut = question->addButton(QString(), QMessageBox::DestructiveRole);
    auto *keep = question->addButton(QString(), QMessageBox::RejectRole);
    question->setDefaultButton(keep);
    followLanguage(*question, [this, question, takeOut, keep, episode] {
        question->setWindowTitle(tr("Take the episode out?"));
        question->setText(tr("%1 leaves the series. The item itself stays in the library.")
                              .arg(isolate(m_board.indexOf(episode).data().toString())));
        takeOut->setText(tr("Take out"));
        keep->setText(tr("Cancel"));
    });
    connect(takeOut, &QPushButton::clicked, this, [this, episode] { m_board.remove(episode); });
    question->open();
}

void SeriesBoardView::retranslate()
{
    setAccessibleName(tr("Series board"));
    m_new->setText(tr("New series…"));
    m_list->setAccessibleName(tr("Series"));
    m_rename->setText(tr("Edit…"));
    m_listRename->setText(m_rename->text());
    m_access->setText(tr("Who may see it…"));
    m_listAccess->setText(m_access->text());
    m_addSeason->setText(tr("Add season"));
    m_addItem->setText(tr("Add episode…"));
    m_tree->setAccessibleName(tr("Seasons and episodes"));
    m_tree->setEmptyText(tr("This series has no episodes yet. Choose “Add episode…”."));
    m_up->setText(tr("Move up"));
    m_down->setText(tr("Move down"));
    m_remove->setText(tr("Take out of the series…"));
    m_series.reload();
    m_tree->viewport()->update();
    showSeries();
}

void SeriesBoardView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        drawLock();
    }
    QWidget::changeEvent(event);
}

} // namespace rawi

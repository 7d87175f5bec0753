#include "ui/content/library_view.h"

#include "core/text/direction.h"
#include "ui/content/library_card_delegate.h"
#include "ui/content/library_grid_view.h"
#include "ui/kit/chip.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/file_drag.h"
#include "ui/kit/flow_layout.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QTimer>
#include <QUndoStack>

namespace rawi {

LibraryView::LibraryView(Desk &desk, QUndoStack &undo, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_undo(undo)
    , m_model(desk.replica())
    , m_thumbnails([&desk](const Id<MediaAsset> &asset) { return desk.posterPath(asset); })
{
    setAcceptDrops(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 14, 10, 0);
    column->setSpacing(8);
    buildHeader();
    buildGrid();
    column->addWidget(m_pages, 1);
    m_dropHint = new QLabel(this);
    m_dropHint->setObjectName(u"dropHint"_s);
    m_dropHint->setAlignment(Qt::AlignCenter);
    m_dropHint->hide();

    connect(&m_model, &ContentListModel::loaded, this, &LibraryView::showLoaded);
    connect(&m_model, &ContentListModel::failed, this, &LibraryView::failed);
    connect(&m_desk, &Desk::picturesChanged, this,
            [this](const QUuid &asset) { m_thumbnails.forget(Id<MediaAsset>(asset)); });
    connect(&m_thumbnails, &LibraryThumbnails::ready, m_grid->viewport(), qOverload<>(&QWidget::update));
    setFocusProxy(m_grid);
    retranslate();
    applyQuery();
}

void LibraryView::buildHeader()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(8);
    m_title = new ElidedLabel({}, ElidedLabel::Tone::Heading, this);
    m_count = new QLabel(this);
    m_count->setProperty("role", u"count"_s);
    m_searchChip = makeChip({}, this);
    m_searchChip->setChecked(true);
    m_searchChip->setIcon(icon(Icon::X));
    m_searchChip->setIconSize(QSize(12, 12));
    m_searchChip->hide();
    connect(m_searchChip, &QPushButton::clicked, this, [this] {
        setSearch({});
        Q_EMIT searchCleared();
    });
    row->addWidget(m_title);
    row->addWidget(m_count);
    row->addWidget(m_searchChip);
    auto *kinds = new FlowLayout; // a second line of chips where the room is narrow, before any word is cut
    for (int i = -1; i < static_cast<int>(EnumNames<ContentKind>::names.size()); ++i) {
        QPushButton *chip = makeChip({}, this);
        chip->setChecked(i == -1);
        m_kinds.addButton(chip, i + 1);
        kinds->addWidget(chip);
    }
    row->addLayout(kinds, 1);
    row->setAlignment(kinds, Qt::AlignVCenter);
    connect(&m_kinds, &QButtonGroup::idClicked, this, &LibraryView::applyQuery);
    m_order = new QComboBox(this);
    m_order->addItems({QString(), QString(), QString(), QString()});
    connect(m_order, &QComboBox::currentIndexChanged, this, &LibraryView::applyQuery);
    row->addWidget(m_order);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void LibraryView::buildGrid()
{
    m_pages = new QStackedWidget(this);
    m_grid = new LibraryGridView(m_pages);
    m_grid->setModel(&m_model);
    m_grid->setItemDelegate(new LibraryCardDelegate(m_model, m_thumbnails, m_desk.clock(), m_grid));
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    m_empty = new EmptyState(Icon::Film, m_pages);
    m_pages->addWidget(m_grid);
    m_pages->addWidget(m_empty);
    connect(m_grid, &QWidget::customContextMenuRequested, this, &LibraryView::showMenu);
    connect(m_grid, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT itemOpened(m_model.idAt(index.row())); });
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LibraryView::tellSelection);
    connect(m_empty, &EmptyState::actionTriggered, this, &LibraryView::importRequested);
}

void LibraryView::retranslate()
{
    m_title->setText(m_scopeTitle.isEmpty() ? tr("Library") : m_scopeTitle);
    m_grid->setAccessibleName(tr("Items"));
    m_kinds.button(0)->setText(tr("All", "kinds of content"));
    m_kinds.button(1)->setText(tr("Videos"));
    m_kinds.button(2)->setText(tr("Audio"));
    m_kinds.button(3)->setText(tr("Articles"));
    m_kinds.button(4)->setText(tr("Pictures"));
    m_order->setItemText(0, tr("Newest first"));
    m_order->setItemText(1, tr("Oldest first"));
    m_order->setItemText(2, tr("By Arabic title"));
    m_order->setItemText(3, tr("By English title"));
    m_order->setAccessibleName(tr("Order"));
    m_searchChip->setText(isolate(m_search));
    m_searchChip->setAccessibleName(tr("Clear the search"));
    m_searchChip->setToolTip(tr("Clear the search"));
    m_dropHint->setText(tr("Drop files here to add them"));
    const int count = m_model.rowCount();
    m_count->setText(tr("%n items", nullptr, count));
    if (m_search.isEmpty() && m_scope == ContentQuery() && m_kinds.checkedId() == 0) {
        m_empty->setTexts(tr("Nothing here yet"), tr("Drop files into the window, or choose Import."),
                          tr("Import…"));
    } else {
        m_empty->setTexts(emptyTitle(), m_search.isEmpty() ? tr("Choose another list, or “All content”.") : tr("Try other words, or another filter."));
    }
}

// Why a list that is narrowed to something holds nothing: words are only blamed when some were typed.
QString LibraryView::emptyTitle() const
{
    if (!m_search.isEmpty()) {
        return tr("Nothing found");
    }
    if (m_kinds.checkedId() > 0) {
        return tr("No items of this kind here");
    }
    if (m_scope.trashed) {
        return tr("The trash is empty");
    }
    return m_scope.series.isNull() ? tr("No items in this state") : tr("No items in this series");
}

void LibraryView::setScope(const ContentQuery &scope, const QString &title)
{
    m_scope = scope;
    m_scopeTitle = title;
    m_title->setText(title.isEmpty() ? tr("Library") : title);
    applyQuery();
}

void LibraryView::setSearch(const QString &text)
{
    m_search = text.trimmed();
    m_searchChip->setText(isolate(m_search));
    m_searchChip->setVisible(!m_search.isEmpty());
    m_searchChip->setChecked(true);
    applyQuery();
}

void LibraryView::applyQuery()
{
    ContentQuery query = m_scope;
    query.text = m_search;
    query.order = static_cast<ContentQuery::Order>(std::max(0, m_order->currentIndex()));
    if (const int kind = m_kinds.checkedId(); kind > 0) {
        query.kinds = {enumText(static_cast<ContentKind>(kind - 1))};
    }
    m_model.setQuery(query);
}

void LibraryView::showLoaded(bool fresh)
{
    m_pages->setCurrentWidget(m_model.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_grid);
    retranslate();
    if (fresh && !m_wanted.isNull()) {
        m_grid->scrollToTop();
    }
    if (const int row = m_model.rowOf(m_wanted); row >= 0) {
        m_wanted = QUuid();
        m_grid->setCurrentIndex(m_model.index(row));
        m_grid->scrollTo(m_model.index(row), QAbstractItemView::PositionAtCenter);
    }
    tellSelection();
}

void LibraryView::showItem(const Id<ContentItem> &item)
{
    m_wanted = item.uuid();
    if (m_model.rowOf(m_wanted) >= 0) {
        showLoaded(false);
    } else {
        widenFor(item);
    }
}

// What the list is narrowed to may hide the item: everything is shown again, or all of the trash.
void LibraryView::widenFor(const Id<ContentItem> &item)
{
    const auto row = m_desk.replica().find(item);
    ContentQuery all;
    all.trashed = row.ok() && *row && (*row)->trashed;
    m_kinds.button(0)->setChecked(true);
    if (!m_search.isEmpty()) {
        m_search.clear();
        m_searchChip->hide();
        Q_EMIT searchCleared();
    }
    if (m_scope == all) {
        applyQuery();
    } else {
        setScope(all, {});
        Q_EMIT scopeLeft(all.trashed);
    }
}

QList<QUuid> LibraryView::selectedIds() const
{
    QList<QUuid> ids;
    for (const QItemSelectionRange &range : m_grid->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            ids.append(m_model.idAt(row));
        }
    }
    return ids;
}

// An item that leaves the list, because of its new state or of another list, stays open; what is unselected does not.
void LibraryView::tellSelection()
{
    const QItemSelection selection = m_grid->selectionModel()->selection();
    if (selection.isEmpty()) {
        QTimer::singleShot(0, this, &LibraryView::tellNone);
        return;
    }
    const bool one = selection.size() == 1 && selection.first().height() == 1;
    m_told = one ? m_model.idAt(selection.first().top()) : QUuid();
    if (one && m_told != m_wanted) {
        m_wanted = QUuid(); // somebody chose another meanwhile
    }
    Q_EMIT itemSelected(m_told);
}

void LibraryView::tellNone()
{
    if (!m_grid->selectionModel()->hasSelection() && m_wanted.isNull() && m_model.rowOf(m_told) >= 0) {
        m_told = QUuid();
        Q_EMIT itemSelected({});
    }
}

StepOutcome LibraryView::runOnSelected(const QString &command)
{
    const StepOutcome outcome = runOnEach(m_desk, command, selectedIds());
    tellOutcome(outcome);
    return outcome;
}

void LibraryView::tellOutcome(const StepOutcome &outcome)
{
    if (outcome.refused > 0) {
        Q_EMIT refused(outcome.refused, outcome.refused + static_cast<int>(outcome.done.size()), outcome.firstRefusal);
    }
}

void LibraryView::runUndoably(const QString &text, const QString &forwards, const QString &backwards)
{
    const StepOutcome outcome = runOnSelected(forwards);
    if (!outcome.done.isEmpty()) {
        m_undo.push(new ContentStep(m_desk, text, forwards, backwards, outcome.done,
                                    [this](const StepOutcome &later) { tellOutcome(later); }));
    }
    if (outcome.refused == 0 && !outcome.done.isEmpty() && forwards == "content.trash"_L1) {
        Q_EMIT trashed(outcome.done);
    }
}

void LibraryView::takeStep(const QString &text, const QString &command)
{
    const QHash<QUuid, Standing> standings = standingsOf(m_desk, selectedIds());
    const StepOutcome outcome = runOnSelected(command);
    QHash<QUuid, Standing> before;
    for (const QUuid &id : outcome.done) {
        before.insert(id, standings.value(id));
    }
    if (!before.isEmpty()) {
        m_undo.push(new StateStep(m_desk, text, command, stepsTaken(m_desk, before), [this](const StepOutcome &later) { tellOutcome(later); }));
    }
}

// What the notice of a move to the trash offers, whatever was done since.
void LibraryView::takeOutOfTrash(const QList<QUuid> &items)
{
    tellOutcome(runOnEach(m_desk, u"content.untrash"_s, items));
}

void LibraryView::trashSelected()
{
    runUndoably(tr("Move to trash"), u"content.trash"_s, u"content.untrash"_s);
}

void LibraryView::restoreSelected()
{
    runUndoably(tr("Restore"), u"content.untrash"_s, u"content.trash"_s);
}

void LibraryView::addWorkflowActions(QMenu &menu)
{
    const LibraryRow *row = m_model.rowAt(m_grid->currentIndex().row());
    if (!row) {
        return;
    }
    const auto add = [&](Icon which, const QString &text, const char *command) {
        menu.addAction(icon(which), text, this, [this, text, command] { takeStep(text, QLatin1StringView(command)); });
    };
    switch (row->item.state) {
    case ContentState::Draft:
        add(Icon::Eye, tr("Submit for review"), "content.submit");
        break;
    case ContentState::InReview:
        add(Icon::CheckCircle, tr("Approve"), "content.approve");
        add(Icon::Undo, tr("Withdraw from review"), "content.withdraw");
        break;
    case ContentState::Approved:
        add(Icon::Send, tr("Publish"), "content.publish");
        break;
    case ContentState::Published:
        break;
    case ContentState::Archived:
        add(Icon::Restore, tr("Back to draft"), "content.restore");
        break;
    }
    const QList<WorkflowStep> allowed = allowedSteps(standingOf(row->item));
    if (allowed.contains(WorkflowStep::Unpublish)) {
        add(Icon::Undo, tr("Unpublish"), "content.unpublish");
    }
    if (allowed.contains(WorkflowStep::Archive)) {
        add(Icon::Archive, tr("Archive"), "content.archive");
    }
    menu.addSeparator();
}

void LibraryView::showMenu(const QPoint &point)
{
    if (selectedIds().isEmpty()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_scope.trashed) {
        menu->addAction(icon(Icon::Restore), tr("Restore"), this, &LibraryView::restoreSelected);
    } else {
        addWorkflowActions(*menu);
        menu->addAction(icon(Icon::Trash), tr("Move to trash"), this, &LibraryView::trashSelected);
    }
    menu->popup(m_grid->viewport()->mapToGlobal(point));
}

void LibraryView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_grid->viewport()->update();
    }
}

void LibraryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_grid->setFocus();
}

void LibraryView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_count->setVisible(width() >= 600); // else the heading would have to be cut
    m_dropHint->setGeometry(rect().adjusted(20, 64, -20, -20));
}

void LibraryView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
        m_dropHint->show();
        m_dropHint->raise();
    }
}

void LibraryView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropHint->hide();
}

void LibraryView::dropEvent(QDropEvent *event)
{
    m_dropHint->hide();
    const QStringList paths = localFiles(*event->mimeData());
    if (!paths.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT filesDropped(paths);
    }
}

} // namespace rawi

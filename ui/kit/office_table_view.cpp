#include "ui/kit/office_table_view.h"

#include "core/text/direction.h"
#include "ui/kit/chip.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/follow_language.h"
#include "ui/kit/font_scale.h"
#include "ui/kit/office_cell_delegate.h"
#include "ui/kit/shortcuts.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kSearchPauseMs = 250;

} // namespace

OfficeTableView::OfficeTableView(OfficeListModel &model, const Texts &texts, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_texts(texts)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 10);
    column->setSpacing(8);
    column->addWidget(buildHead());
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(6);
    m_buttons->addStretch();
    column->addLayout(m_buttons);
    m_stale = new QLabel(this);
    m_stale->setProperty("role", u"danger"_s);
    m_stale->setWordWrap(true);
    column->addWidget(m_stale);
    m_pages = new QStackedWidget(this);
    buildTable();
    m_empty = new EmptyState(m_texts.picture, m_pages);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    column->addWidget(m_pages, 1);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_model.state() == OfficeListModel::State::NothingFound) {
            for (const Narrowing &one : std::as_const(m_filters)) {
                one.box->setCurrentIndex(0);
            }
            if (m_search) {
                m_search->clear();
                m_model.setSearch({});
            }
        } else {
            m_model.reload();
        }
    });
    bindModel();
    retranslate();
}

QWidget *OfficeTableView::buildHead()
{
    auto *head = new QWidget(this);
    m_head = new QHBoxLayout(head);
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setSpacing(8);
    m_title = new QLabel(head);
    m_title->setProperty("role", u"h1"_s);
    m_count = new QLabel(head);
    m_count->setProperty("role", u"count"_s);
    m_head->addWidget(m_title);
    m_head->addWidget(m_count);
    m_head->addStretch(1);
    m_tools = new QHBoxLayout;
    m_tools->setSpacing(8);
    m_head->addLayout(m_tools);
    if (m_texts.search) {
        m_search = new QLineEdit(head);
        m_search->setClearButtonEnabled(true);
        m_search->setCursorMoveStyle(Qt::VisualMoveStyle);
        m_search->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
        m_search->setMinimumWidth(150);
        m_search->setMaximumWidth(360);
        m_search->installEventFilter(this);
        m_tools->addWidget(m_search);
        m_pause.setSingleShot(true);
        m_pause.setInterval(kSearchPauseMs);
        connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
        connect(m_search, &QLineEdit::returnPressed, this, [this] { m_model.setSearch(m_search->text()); });
        connect(&m_pause, &QTimer::timeout, this, [this] { m_model.setSearch(m_search->text()); });
        for (const QKeySequence &keys : withArabicTwin(QKeySequence(Qt::CTRL | Qt::Key_F))) {
            auto *find = new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
            connect(find, &QShortcut::activated, this, [this] {
                m_search->setFocus(Qt::ShortcutFocusReason);
                m_search->selectAll();
            });
        }
    }
    m_refresh = makeIconButton(Icon::Refresh, head);
    connect(m_refresh, &QToolButton::clicked, &m_model, &OfficeListModel::reload);
    auto *again = new QShortcut(QKeySequence(Qt::Key_F5), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(again, &QShortcut::activated, &m_model, &OfficeListModel::reload);
    m_head->addWidget(m_refresh);
    return head;
}

void OfficeTableView::buildTable()
{
    m_table = new QTableView(m_pages);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new OfficeCellDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(scaledPx(36));
    m_table->installEventFilter(this);
    m_table->setMouseTracking(true);
    m_table->viewport()->installEventFilter(this);
    connect(m_table, &QTableView::entered, m_table->viewport(), qOverload<>(&QWidget::update)); // the row that was hovered, too
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(60);
    for (int i = 0; i < m_model.columns().size(); ++i) {
        const int width = m_model.columns().at(i).width;
        m_table->setColumnWidth(i, scaledPx(width));
    }
    fitColumns();
    header->setSectionsClickable(true);
    connect(header, &QHeaderView::sectionClicked, this, &OfficeTableView::sortBy);
    connect(m_table, &QTableView::customContextMenuRequested, this, &OfficeTableView::showMenu);
    connect(m_table, &QTableView::doubleClicked, this, [this] {
        for (const Bound &one : std::as_const(m_actions)) {
            if (one.action.needs == OfficeAction::Needs::One) {
                run(one.action);
                return;
            }
        }
    });
}

// The columns without a width share what is left, as long as they can be read; else the table is scrolled.
void OfficeTableView::fitColumns()
{
    const int readable = scaledPx(170);
    QHeaderView *header = m_table->horizontalHeader();
    int left = m_table->viewport()->width();
    QList<int> open;
    for (int i = 0; i < m_model.columns().size(); ++i) {
        const int width = m_model.columns().at(i).width;
        left -= width == 0 ? 0 : m_table->columnWidth(i);
        if (width == 0) {
            open.append(i);
        }
    }
    for (const int column : std::as_const(open)) {
        const bool fits = left >= readable * open.size();
        header->setSectionResizeMode(column, fits ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (!fits) {
            m_table->setColumnWidth(column, readable);
        }
    }
}

void OfficeTableView::sortBy(int column)
{
    if (m_model.columns().at(column).sortKey.isEmpty()) {
        return;
    }
    QHeaderView *header = m_table->horizontalHeader();
    const bool again = header->isSortIndicatorShown() && header->sortIndicatorSection() == column;
    const bool turned = again && header->sortIndicatorOrder() == Qt::AscendingOrder;
    const Qt::SortOrder order = turned ? Qt::DescendingOrder : Qt::AscendingOrder;
    header->setSortIndicatorShown(true);
    header->setSortIndicator(column, order);
    m_model.sort(column, order);
}

void OfficeTableView::bindModel()
{
    connect(&m_model, &OfficeListModel::stateChanged, this, &OfficeTableView::updateState);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_selected.clear();
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        for (const QModelIndex &index : rows) {
            m_selected.append(m_model.idAt(index.row()));
        }
        updateButtons();
        Q_EMIT selectionChanged();
    });
    // A reset takes the selection without a word; those that are still there are chosen again.
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        const QStringList before = m_selected;
        m_selected.clear();
        select(before);
        updateButtons();
        Q_EMIT selectionChanged();
    });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this] {
        updateButtons();
        Q_EMIT selectionChanged();
    });
}

void OfficeTableView::addFilter(const OfficeFilter &filter)
{
    Narrowing one{filter, new QComboBox(this)};
    one.box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    fillBox(one);
    m_tools->insertWidget(m_search ? m_tools->count() - 1 : m_tools->count(), one.box);
    connect(one.box, &QComboBox::currentIndexChanged, this, [this, name = filter.name, box = one.box](int index) {
        if (index >= 0) {
            m_model.setFilter(name, box->itemData(index).toString());
        }
    });
    m_filters.append(one);
}

void OfficeTableView::fillBox(const Narrowing &one)
{
    const QSignalBlocker quiet(one.box);
    const QString chosen = one.box->currentData().toString();
    one.box->clear();
    one.box->addItem(one.filter.label(), QString());
    const auto choices = one.filter.choices();
    for (const auto &[value, words] : choices) {
        one.box->addItem(words, value);
    }
    one.box->setCurrentIndex(std::max(0, one.box->findData(chosen)));
    one.box->setAccessibleName(one.filter.label());
}

void OfficeTableView::addAction(const OfficeAction &action)
{
    auto *button = new QPushButton(this);
    button->setObjectName(u"action_"_s + action.id);
    if (action.isPrimary) {
        button->setProperty("role", u"primary"_s);
        m_head->addWidget(button);
    } else {
        button->setIcon(icon(action.icon));
        m_buttons->insertWidget(m_buttons->count() - 1, button);
    }
    connect(button, &QPushButton::clicked, this, [this, action] { run(action); });
    if (!action.keys.isEmpty()) {
        for (const QKeySequence &keys : withArabicTwin(action.keys)) {
            auto *shortcut = new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
            connect(shortcut, &QShortcut::activated, this, [this, action] { run(action); });
        }
    }
    m_actions.append({action, button});
    button->setText(action.text());
    updateButtons();
}

QPushButton *OfficeTableView::button(const QString &actionId) const
{
    return findChild<QPushButton *>(u"action_"_s + actionId);
}

void OfficeTableView::trigger(const QString &actionId)
{
    for (const Bound &one : std::as_const(m_actions)) {
        if (one.action.id == actionId) {
            run(one.action);
            return;
        }
    }
}

QList<QJsonObject> OfficeTableView::selectedRows() const
{
    QList<QJsonObject> rows;
    for (const QString &id : m_selected) {
        if (const int row = m_model.rowOf(id); row >= 0) {
            rows.append(m_model.rowAt(row));
        }
    }
    return rows;
}

void OfficeTableView::select(const QStringList &ids)
{
    QItemSelection wanted;
    for (const QString &id : ids) {
        if (const int row = m_model.rowOf(id); row >= 0) {
            wanted.select(m_model.index(row, 0), m_model.index(row, m_model.columnCount() - 1));
        }
    }
    m_table->selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
    if (!wanted.isEmpty()) {
        m_table->selectionModel()->setCurrentIndex(wanted.indexes().first(), QItemSelectionModel::NoUpdate);
    }
}

bool OfficeTableView::mayRun(const OfficeAction &action, const QList<QJsonObject> &rows) const
{
    if (action.needs == OfficeAction::Needs::Nothing) {
        return true;
    }
    if (rows.isEmpty() || (action.needs == OfficeAction::Needs::One && rows.size() > 1)) {
        return false;
    }
    return !action.fits || std::all_of(rows.cbegin(), rows.cend(), action.fits);
}

void OfficeTableView::run(const OfficeAction &action)
{
    const QList<QJsonObject> rows = selectedRows();
    if (!mayRun(action, rows)) {
        return;
    }
    if (!action.ask) {
        action.run(rows);
        return;
    }
    auto *question = new QMessageBox(this);
    question->setIcon(QMessageBox::Question);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = question->addButton(QString(), QMessageBox::DestructiveRole);
    auto *no = question->addButton(QString(), QMessageBox::RejectRole);
    question->setDefaultButton(no);
    followLanguage(*question, [question, yes, no, action, rows] {
        question->setWindowTitle(action.text());
        question->setText(action.ask(rows));
        yes->setText(action.text());
        no->setText(tr("Cancel"));
    });
    connect(yes, &QPushButton::clicked, this, [action, rows] { action.run(rows); });
    question->open();
}

void OfficeTableView::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Bound &one : std::as_const(m_actions)) {
        if (one.action.needs != OfficeAction::Needs::Nothing) {
            QAction *entry = menu->addAction(icon(one.action.icon), one.action.text());
            entry->setEnabled(one.button->isEnabled());
            connect(entry, &QAction::triggered, this, [this, action = one.action] { run(action); });
        }
    }
    menu->addSeparator();
    for (int column = 0; column < m_model.columns().size(); ++column) { // headers are out of the keyboard's reach
        if (!m_model.columns().at(column).sortKey.isEmpty()) {
            QAction *entry = menu->addAction(tr("Sort by %1").arg(isolate(m_model.columns().at(column).header())));
            connect(entry, &QAction::triggered, this, [this, column] { sortBy(column); });
        }
    }
    if (menu->isEmpty()) {
        delete menu;
        return;
    }
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void OfficeTableView::updateButtons()
{
    const QList<QJsonObject> rows = selectedRows();
    for (const Bound &one : std::as_const(m_actions)) {
        one.button->setEnabled(mayRun(one.action, rows));
    }
}

void OfficeTableView::updateState()
{
    const bool rows = m_model.state() == OfficeListModel::State::Rows;
    QWidget *page = rows ? static_cast<QWidget *>(m_table) : m_empty;
    if (m_pages->currentWidget() != page) {
        const bool focused = m_pages->isAncestorOf(focusWidget());
        m_pages->setCurrentWidget(page);
        if (focused && rows) {
            m_table->setFocus();
        }
    }
    const QString count = countText(m_model.rowCount());
    m_count->setText(!rows ? QString() : m_model.hasMore() ? tr("%1 and more", "rows of a list").arg(count) : count);
    m_stale->setVisible(rows && m_model.error().has_value());
    if (rows && m_model.error()) {
        m_stale->setText(tr("This is what was loaded last. %1").arg(errorText(*m_model.error())));
    }
    m_refresh->setEnabled(!m_model.isLoading());
    if (!rows) {
        showWhyEmpty();
    }
}

void OfficeTableView::showWhyEmpty()
{
    const bool unknown = m_model.error() && m_model.error()->code == ErrorCode::NotFound;
    const QString why = unknown ? tr("This server does not have this list. It may be older than this desk.")
        : m_model.error()       ? errorText(*m_model.error())
                                : QString();
    switch (m_model.state()) {
    case OfficeListModel::State::Loading:
        m_empty->setTexts(tr("Loading…"), {});
        break;
    case OfficeListModel::State::Empty:
        m_empty->setTexts(m_texts.emptyTitle(), m_texts.emptyAdvice());
        break;
    case OfficeListModel::State::NothingFound:
        m_empty->setTexts(tr("Nothing was found"), tr("Nothing matches this search and these filters."), tr("Show all"));
        break;
    case OfficeListModel::State::Offline:
        m_empty->setTexts(tr("The server cannot be reached"), why, tr("Try again"));
        break;
    case OfficeListModel::State::SignInNeeded:
        m_empty->setTexts(tr("Sign in first"), tr("This list is on the server. Sign in in the main window."), tr("Try again"));
        break;
    case OfficeListModel::State::Failed:
        m_empty->setTexts(tr("The list could not be loaded"), why, tr("Try again"));
        break;
    case OfficeListModel::State::Rows:
        break;
    }
}

void OfficeTableView::retranslate()
{
    m_title->setText(m_texts.title());
    setAccessibleName(m_texts.title());
    m_table->setAccessibleName(m_texts.title());
    if (m_search) {
        m_search->setPlaceholderText(m_texts.search());
        m_search->setAccessibleName(m_texts.search());
    }
    m_refresh->setAccessibleName(tr("Reload"));
    m_refresh->setToolTip(tr("Reload (F5)"));
    for (const Bound &one : std::as_const(m_actions)) {
        one.button->setText(one.action.text());
    }
    for (const Narrowing &one : std::as_const(m_filters)) {
        fillBox(one);
    }
    m_model.retranslate();
    updateState();
}

void OfficeTableView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void OfficeTableView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.load();
}

bool OfficeTableView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (watched == m_table && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            Q_EMIT m_table->doubleClicked(m_table->currentIndex());
            return true;
        }
        if (watched == m_search && key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            m_model.setSearch({});
            return true;
        }
        if (watched == m_search && key == Qt::Key_Down && m_pages->currentWidget() == m_table) {
            m_table->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    if (event->type() == QEvent::Resize && watched == m_table->viewport()) {
        fitColumns();
    }
    if (event->type() == QEvent::Leave && watched == m_table->viewport()) {
        m_table->viewport()->update();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace rawi

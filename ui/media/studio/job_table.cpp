#include "ui/media/studio/job_table.h"

#include "ui/kit/font_scale.h"
#include "ui/kit/refresh_soon.h"
#include "ui/media/studio/progress_delegate.h"

#include <QHeaderView>
#include <QPainter>

#include <algorithm>

namespace rawi {

JobTable::JobTable(QWidget *parent) : QTableView(parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(scaledPx(30));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
}

void JobTable::showModel(QAbstractItemModel &model, int progressColumn, int permilleRole)
{
    setModel(&model);
    setItemDelegateForColumn(progressColumn, new ProgressDelegate(permilleRole, this));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    setColumnWidth(1, scaledPx(120));
    setColumnWidth(2, scaledPx(150));
    setColumnWidth(progressColumn, scaledPx(140));
    setColumnWidth(4, scaledPx(150));
}

void JobTable::setReasonColumn(int column)
{
    m_reasonColumn = column;
    m_fitSoon = new RefreshSoon(this, [this] { fitRows(); });
    setWordWrap(true);
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    connect(horizontalHeader(), &QHeaderView::sectionResized, m_fitSoon, &RefreshSoon::ask);
    connect(model(), &QAbstractItemModel::dataChanged, m_fitSoon, &RefreshSoon::ask);
    connect(model(), &QAbstractItemModel::modelReset, m_fitSoon, &RefreshSoon::ask);
    connect(model(), &QAbstractItemModel::rowsInserted, m_fitSoon, &RefreshSoon::ask);
    connect(model(), &QAbstractItemModel::rowsMoved, m_fitSoon, &RefreshSoon::ask);
}

// A reason is a sentence or two: its row is as high as they need, the others stay as they are.
void JobTable::fitRows()
{
    const int usual = verticalHeader()->defaultSectionSize();
    const int padding = scaledPx(24); // of the style sheet and the delegate: what fits by a hair is cut by the next system's font
    for (int row = 0; m_reasonColumn >= 0 && row < model()->rowCount(); ++row) {
        const QString reason = model()->index(row, m_reasonColumn).data().toString();
        const QRect room(0, 0, std::max(1, columnWidth(m_reasonColumn) - padding), QWIDGETSIZE_MAX);
        const int height = std::max(usual, fontMetrics().boundingRect(room, Qt::TextWordWrap, reason).height() + scaledPx(10));
        if (rowHeight(row) != height) {
            setRowHeight(row, height);
        }
    }
}

void JobTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    fitHeadings();
    fitRows();
}

void JobTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) {
        QMetaObject::invokeMethod(this, &JobTable::fitHeadings, Qt::QueuedConnection); // the model says its headings anew first
    }
}

// No column is narrower than its heading in this language.
void JobTable::fitHeadings()
{
    for (int column = 1; column < horizontalHeader()->count(); ++column) {
        if (horizontalHeader()->sectionResizeMode(column) != QHeaderView::Stretch) { // that one would take it from its neighbours
            setColumnWidth(column, qMax(columnWidth(column), horizontalHeader()->sectionSizeHint(column)));
        }
    }
}

void JobTable::setReorderable()
{
    setDragDropMode(QAbstractItemView::DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setDragDropOverwriteMode(false);
    setDropIndicatorShown(true);
}

void JobTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

QSize JobTable::minimumSizeHint() const
{
    const int rows = 2 * verticalHeader()->defaultSectionSize();
    return {QTableView::minimumSizeHint().width(), horizontalHeader()->sizeHint().height() + rows + 2 * frameWidth()};
}

QList<int> JobTable::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList selected = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    for (const QModelIndex &index : selected) {
        rows.append(index.row());
    }
    return rows;
}

void JobTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (model() && model()->rowCount() == 0) {
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
}

} // namespace rawi

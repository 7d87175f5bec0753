#include "ui/content/library_grid_view.h"

#include "ui/content/library_grid_accessible.h"
#include "ui/kit/font_scale.h"

#include <QAccessible>
#include <QEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kMinCellWidth = 232;
constexpr int kTextHeight = 118; // under the 16:9 picture, with the gap between cards
constexpr int kGap = 14;

} // namespace

LibraryGridView::LibraryGridView(QWidget *parent)
    : QAbstractItemView(parent)
{
    describeGridToScreenReaders();
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // coming and going it would change the columns
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setDragDropMode(DragOnly);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_Hover);
}

int LibraryGridView::columns() const
{
    return std::max(1, viewport()->width() / kMinCellWidth);
}

QSize LibraryGridView::cellSize() const
{
    const int width = viewport()->width() / columns();
    return QSize(width, (width - kGap) * 9 / 16 + scaledPx(kTextHeight));
}

int LibraryGridView::rowsCount() const
{
    return model() ? model()->rowCount() : 0;
}

int LibraryGridView::firstVisibleRow() const
{
    return verticalOffset() / cellSize().height() * columns();
}

int LibraryGridView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool LibraryGridView::isIndexHidden(const QModelIndex &) const
{
    return false;
}

QRect LibraryGridView::contentRect(int row) const
{
    const int count = columns();
    const QSize cell = cellSize();
    const int column = row % count;
    const int x = isRightToLeft() ? viewport()->width() - (column + 1) * cell.width() : column * cell.width();
    return QRect(QPoint(x, row / count * cell.height()), cell);
}

QRect LibraryGridView::visualRect(const QModelIndex &index) const
{
    return index.isValid() ? contentRect(index.row()).translated(0, -verticalOffset()) : QRect();
}

void LibraryGridView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid()) {
        return;
    }
    updateGeometries(); // rows may have come that were not laid out yet: the range would end before them
    const QRect rect = contentRect(index.row());
    const int height = viewport()->height();
    if (hint == PositionAtTop || (hint == EnsureVisible && rect.top() < verticalOffset())) {
        verticalScrollBar()->setValue(rect.top());
    } else if (hint == PositionAtCenter) {
        verticalScrollBar()->setValue(rect.center().y() - height / 2);
    } else if (rect.bottom() > verticalOffset() + height) {
        verticalScrollBar()->setValue(rect.bottom() - height);
    }
}

QModelIndex LibraryGridView::indexAt(const QPoint &point) const
{
    const QSize cell = cellSize();
    const int x = isRightToLeft() ? viewport()->width() - 1 - point.x() : point.x();
    const int column = x / cell.width();
    if (x < 0 || column >= columns()) {
        return {};
    }
    const int row = (point.y() + verticalOffset()) / cell.height() * columns() + column;
    return row >= 0 && row < rowsCount() ? model()->index(row, 0) : QModelIndex();
}

QModelIndex LibraryGridView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = rowsCount();
    if (count == 0) {
        return {};
    }
    if (!currentIndex().isValid()) {
        return model()->index(0, 0);
    }
    int row = currentIndex().row();
    const int forwards = isRightToLeft() ? -1 : 1;
    const int aPage = columns() * std::max(1, viewport()->height() / cellSize().height());
    switch (action) {
    case MoveLeft:
        row -= forwards;
        break;
    case MoveRight:
        row += forwards;
        break;
    case MoveUp:
        row = row >= columns() ? row - columns() : row;
        break;
    case MoveDown:
        row += columns();
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = count - 1;
        break;
    case MovePageUp:
        row -= aPage;
        break;
    case MovePageDown:
        row += aPage;
        break;
    case MoveNext:
        ++row;
        break;
    case MovePrevious:
        --row;
        break;
    }
    return model()->index(std::clamp(row, 0, count - 1), 0);
}

void LibraryGridView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    const QRect wanted = rect.normalized().translated(0, verticalOffset());
    const int height = cellSize().height();
    const int first = std::max(0, wanted.top() / height * columns());
    const int last = std::min(rowsCount(), (wanted.bottom() / height + 1) * columns());
    QItemSelection selection;
    for (int row = first; row < last; ++row) {
        if (contentRect(row).intersects(wanted)) {
            const QModelIndex index = model()->index(row, 0);
            selection.select(index, index);
        }
    }
    selectionModel()->select(selection, flags);
}

QRegion LibraryGridView::visualRegionForSelection(const QItemSelection &selection) const
{
    const int first = firstVisibleRow();
    const int last = first + (viewport()->height() / cellSize().height() + 2) * columns();
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        for (int row = std::max(range.top(), first); row <= std::min(range.bottom(), last); ++row) {
            region += contentRect(row).translated(0, -verticalOffset());
        }
    }
    return region;
}

void LibraryGridView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    const int lines = (rowsCount() + columns() - 1) / columns();
    const int height = viewport()->height();
    verticalScrollBar()->setSingleStep(60);
    verticalScrollBar()->setPageStep(height);
    const int hidden = std::max(0, lines * cellSize().height() - height);
    verticalScrollBar()->setRange(0, hidden);
    verticalScrollBar()->setEnabled(hidden > 0); // the style sheet shows no handle then
}

void LibraryGridView::paintEvent(QPaintEvent *event)
{
    if (!model()) {
        return;
    }
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int height = cellSize().height();
    const int first = (event->rect().top() + verticalOffset()) / height * columns();
    const int last = std::min(rowsCount(), ((event->rect().bottom() + verticalOffset()) / height + 1) * columns());
    for (int row = std::max(0, first); row < last; ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = visualRect(index).adjusted(kGap / 2, kGap / 2, -kGap / 2, -kGap / 2);
        option.state = QStyle::State_Enabled;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, index == m_hovered);
        option.state.setFlag(QStyle::State_HasFocus, index == currentIndex() && hasFocus());
        itemDelegate()->paint(&painter, option, index);
    }
}

void LibraryGridView::resizeEvent(QResizeEvent *event)
{
    const int first = event->oldSize().isValid() ? indexAt(QPoint(viewport()->width() / 2, 1)).row() : -1;
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
    if (first > columns()) {
        scrollTo(model()->index(first, 0), PositionAtTop);
    }
}

void LibraryGridView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::PaletteChange) {
        viewport()->update();
    }
}

void LibraryGridView::mouseMoveEvent(QMouseEvent *event)
{
    QAbstractItemView::mouseMoveEvent(event);
    const QModelIndex over = indexAt(event->position().toPoint());
    if (over != m_hovered) {
        viewport()->update(visualRect(m_hovered));
        m_hovered = over;
        viewport()->update(visualRect(m_hovered));
    }
}

void LibraryGridView::leaveEvent(QEvent *event)
{
    QAbstractItemView::leaveEvent(event);
    viewport()->update(visualRect(m_hovered));
    m_hovered = QModelIndex();
}

void LibraryGridView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (QAccessible::isActive() && current.isValid() && hasFocus()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(current.row());
        QAccessible::updateAccessibility(&event);
    }
}

void LibraryGridView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    updateGeometries();
    viewport()->update();
}

void LibraryGridView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    scheduleDelayedItemsLayout();
}

} // namespace rawi

#include "ui/content/library_grid_accessible.h"

#include "core/base/literals.h"
#include "ui/content/library_grid_view.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPersistentModelIndex>

namespace rawi {

namespace {

// One item of the grid, as long as its row is there.
class AccessibleCard final : public QAccessibleInterface {
public:
    AccessibleCard(LibraryGridView &grid, const QModelIndex &index) : m_grid(grid), m_index(index) {}

    const QPersistentModelIndex &index() const { return m_index; }
    bool isValid() const override { return m_index.isValid(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_grid.window()->windowHandle(); }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(&m_grid); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text which) const override
    {
        switch (which) {
        case QAccessible::Name:
            return m_index.data(Qt::AccessibleTextRole).toString();
        case QAccessible::Description:
            return m_index.data(Qt::AccessibleDescriptionRole).toString();
        default:
            return {};
        }
    }

    QRect rect() const override
    {
        const QRect place = m_grid.visualRect(m_index);
        return {m_grid.viewport()->mapToGlobal(place.topLeft()), place.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.selected = m_grid.selectionModel()->isSelected(m_index);
        state.focused = m_grid.hasFocus() && m_grid.currentIndex() == m_index;
        state.offscreen = !m_grid.viewport()->rect().intersects(m_grid.visualRect(m_index));
        return state;
    }

private:
    LibraryGridView &m_grid;
    QPersistentModelIndex m_index;
};

// Its children are the items, made as they are asked for.
class AccessibleGrid final : public QAccessibleWidget {
public:
    explicit AccessibleGrid(LibraryGridView &grid) : QAccessibleWidget(&grid, QAccessible::List), m_grid(grid) {}
    ~AccessibleGrid() override
    {
        for (const QAccessible::Id id : std::as_const(m_cards)) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }

    int childCount() const override { return m_grid.model() ? m_grid.model()->rowCount() : 0; }

    QAccessibleInterface *child(int row) const override
    {
        if (row < 0 || row >= childCount()) {
            return nullptr;
        }
        const QModelIndex index = m_grid.model()->index(row, 0);
        if (QAccessibleInterface *known = QAccessible::accessibleInterface(m_cards.value(row))) {
            if (static_cast<AccessibleCard *>(known)->index() == index) {
                return known;
            }
            QAccessible::deleteAccessibleInterface(m_cards.take(row));
        }
        auto *made = new AccessibleCard(m_grid, index);
        m_cards.insert(row, QAccessible::registerAccessibleInterface(made));
        return made;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(m_grid.indexAt(m_grid.viewport()->mapFromGlobal(QPoint(x, y))).row());
    }

    QAccessibleInterface *focusChild() const override { return child(m_grid.currentIndex().row()); }

    int indexOfChild(const QAccessibleInterface *one) const override
    {
        const auto *card = dynamic_cast<const AccessibleCard *>(one);
        return card && card->isValid() ? card->index().row() : -1;
    }

private:
    LibraryGridView &m_grid;
    mutable QHash<int, QAccessible::Id> m_cards; // by row; made anew when another index stands there
};

QAccessibleInterface *describedGrid(const QString &, QObject *object)
{
    auto *grid = qobject_cast<LibraryGridView *>(object);
    return grid ? new AccessibleGrid(*grid) : nullptr;
}

} // namespace

void describeGridToScreenReaders()
{
    static const bool once = [] {
        QAccessible::installFactory(describedGrid);
        return true;
    }();
    static_cast<void>(once);
}

} // namespace rawi

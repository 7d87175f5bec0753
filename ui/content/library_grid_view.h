#pragma once

#include <QAbstractItemView>

namespace rawi {

// A grid of equal cells that fill the row, for lists of a million rows: it only ever computes what it shows.
// Starts at the layout's start side. GUI thread.
class LibraryGridView : public QAbstractItemView {
    Q_OBJECT

public:
    explicit LibraryGridView(QWidget *parent = nullptr);

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;

    int columns() const;
    QSize cellSize() const;
    // The first row that is seen, and a way back to it after rows came or went.
    int firstVisibleRow() const;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    int rowsCount() const;
    QRect contentRect(int row) const; // without the scroll offset, mirrored

    QPersistentModelIndex m_hovered;
};

} // namespace rawi

#pragma once

#include <QTableView>

namespace rawi {

class RefreshSoon;

// The table of the encodes and the transfers panel: whole rows, one progress column, a word when it is empty.
class JobTable : public QTableView {
    Q_OBJECT

public:
    explicit JobTable(QWidget *parent = nullptr);

    // Shows the model; its column `progressColumn` is painted as a bar from `permilleRole`.
    void showModel(QAbstractItemModel &model, int progressColumn, int permilleRole);
    // Rows can be dragged to another place, and files dropped on it.
    void setReorderable();
    // The column that says why something failed: it shares the width with the first one, and no reason is cut.
    void setReasonColumn(int column);
    void setEmptyText(const QString &text);
    QList<int> selectedRows() const;
    // Room for the header and two rows, or the words of an empty table.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitHeadings();
    void fitRows();

    int m_reasonColumn = -1;
    RefreshSoon *m_fitSoon = nullptr;
    QString m_emptyText;
};

} // namespace rawi

#pragma once

#include <QStyledItemDelegate>

namespace rawi {

// A bar with its percentage; fills from the side where the language begins.
class ProgressDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    // `permilleRole` holds 0…1000.
    ProgressDelegate(int permilleRole, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_permilleRole;
};

} // namespace rawi

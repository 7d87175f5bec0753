#pragma once

#include "core/desk/house/desk.h"

#include <QAbstractTableModel>

namespace rawi {

// The files on their way to the server as a table, newest first. Lives on the GUI thread.
class TransfersModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { ItemColumn, FileColumn, VariantColumn, StateColumn, ProgressColumn, BytesColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, StateRole, PermilleRole, ErrorRole };

    explicit TransfersModel(Desk &desk, QObject *parent = nullptr);

    std::optional<Upload> uploadAt(int row) const;
    int unfinished() const; // waiting or running
    void clearFinished();   // forgets those that were sent

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

private:
    struct Row {
        Upload upload;
        QString item; // its title
        QString file;
        QString variant;
    };

    void reload();
    void refresh(const QUuid &id);
    Row rowOf(const Upload &upload) const;
    QString shownText(const Row &row, int column) const;

    Desk &m_desk;
    QList<Row> m_rows;
};

} // namespace rawi

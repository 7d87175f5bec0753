#pragma once

#include "core/desk/house/desk.h"
#include "core/desk/media/upload_names.h"
#include "ui/media/studio/transfer_pace.h"

#include <QAbstractTableModel>

namespace rawi {

// The files on their way to the server as a table, newest first; what was cancelled is none of them. Lives on the GUI thread.
class TransfersModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { ItemColumn, FileColumn, SizeColumn, PlaceColumn, StateColumn, ProgressColumn, TimeLeftColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, StateRole, PermilleRole, ErrorRole };

    explicit TransfersModel(Desk &desk, QObject *parent = nullptr);

    std::optional<Upload> uploadAt(int row) const;
    QUuid itemAt(int row) const; // whose file it is; null when that is gone
    int unfinished() const; // waiting or running
    void clearFinished();   // forgets those that were sent
    // "3 files to go · 1.2 GB · 5 min left"; empty when none is.
    QString summary() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

private:
    struct Row {
        Upload upload;
        UploadNames names;
        TransferPace pace;
    };

    void reload();
    void refresh(const QUuid &id);
    void renameAll();
    bool isListed(const Upload &upload) const;
    void tellChanged(int first, int last);
    QString stateText(const Row &row) const;
    QString shownText(const Row &row, int column) const;

    Desk &m_desk;
    QList<Row> m_rows;
};

} // namespace rawi

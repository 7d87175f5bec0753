#pragma once

#include "core/desk/desk.h"

#include <QAbstractTableModel>

namespace rawi {

// The desk's encodes as a table, newest first. Lives on the GUI thread.
class EncodesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { FileColumn, PresetColumn, StateColumn, ProgressColumn, TimeLeftColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, StateRole, PermilleRole, ErrorRole };

    explicit EncodesModel(Desk &desk, QObject *parent = nullptr);

    std::optional<EncodeJob> jobAt(int row) const;
    int unfinished() const; // queued, running or paused

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

private:
    void reload();
    void refresh(const QUuid &id);
    QString shownText(const EncodeJob &job, int column) const;

    Desk &m_desk;
    QList<EncodeJob> m_jobs;
};

} // namespace rawi

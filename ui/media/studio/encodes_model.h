#pragma once

#include "core/desk/house/desk.h"

#include <QAbstractTableModel>

namespace rawi {

// The desk's encodes as a table: what runs, what waits in its order (rows can be dragged there), what ended. Lives on
// the GUI thread.
class EncodesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { FileColumn, PresetColumn, StateColumn, ProgressColumn, SpeedColumn, TimeLeftColumn, PriorityColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, StateRole, PermilleRole, ErrorRole };

    explicit EncodesModel(Desk &desk, QObject *parent = nullptr);

    std::optional<EncodeJob> jobAt(int row) const;
    int unfinished() const; // queued, running or paused

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDropActions() const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;
    void retranslate();

Q_SIGNALS:
    void filesDropped(const QStringList &paths); // files and folders

private:
    void reload();
    void rearrange(const QList<EncodeJob> &now);
    void refresh(const QUuid &id);
    int rowOf(const QUuid &id) const;
    QString shownText(const EncodeJob &job, int column) const;
    QString stateText(const EncodeJob &job) const;
    QString encodersText(const EncodeJob &job) const;

    Desk &m_desk;
    QList<EncodeJob> m_jobs;
};

} // namespace rawi

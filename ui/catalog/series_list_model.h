#pragma once

#include "core/catalog/series.h"
#include "core/desk/house/desk.h"

#include <QAbstractListModel>

namespace rawi {

// Every series of the workspace, by title in the language of the desk. Lives on the GUI thread.
class SeriesListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, CountRole, RestrictedRole };

    explicit SeriesListModel(Desk &desk, QObject *parent = nullptr);

    std::optional<Series> seriesAt(int row) const;
    int rowOf(const Id<Series> &id) const; // -1 when it is gone
    void reload();
    // Who sees a restricted series, as a tool tip says it; empty for one that everybody sees.
    static QString accessText(const Series &series);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row {
        Series series;
        qsizetype episodes = 0;
        std::pair<QByteArray, QString> order; // of the title, then of the id
    };

    Desk &m_desk;
    QList<Row> m_rows;
};

} // namespace rawi

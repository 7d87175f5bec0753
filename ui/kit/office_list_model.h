#pragma once

#include "core/office/office_client.h"
#include "ui/kit/office_column.h"

#include <QAbstractTableModel>

namespace rawi {

// A list that only the server holds, page by page as it is scrolled: searched, filtered and put in order there. What was
// shown stays while it is read again, and when the server is gone. Lives on the GUI thread.
class OfficeListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, ToneRole, SideRole };
    // Rows: there are some, old ones perhaps (see error()). Without a row it says why there is none.
    enum class State { Loading, Rows, Empty, NothingFound, Offline, SignInNeeded, Failed };

    // `path`: of the list ("/api/v1/users"). `idMember` names a row for as long as it lives.
    OfficeListModel(OfficeClient &office, const QString &path, const QList<OfficeColumn> &columns, QObject *parent = nullptr,
                    const QString &idMember = u"id"_s);

    // Each begins from the first page, when it changes something.
    void setPath(const QString &path); // empty: nothing to show
    void setSearch(const QString &words);
    void setFilter(const QString &name, const QString &value);
    void sort(int column, Qt::SortOrder order) override; // by the column's sortKey; -1: as the route likes
    // Reads what is shown again, at least the first page. Does nothing before load() was called once.
    void reload();
    // Reads the first page, unless it has been read or is on its way.
    void load();

    State state() const { return m_state; }
    // Why the last reading failed; set with State::Rows, too, when what is shown is older.
    const std::optional<Error> &error() const { return m_error; }
    bool isLoading() const { return m_call != 0; }
    bool hasMore() const { return !m_next.isEmpty(); }
    bool isNarrowed() const; // by a search or a filter
    const QList<OfficeColumn> &columns() const { return m_columns; }
    OfficeClient &office() const { return m_office; }

    QJsonObject rowAt(int row) const;
    QString idAt(int row) const;
    int rowOf(const QString &id) const; // -1: not shown
    // Other language: headers and texts are asked for again.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    // State, error or loading are others.
    void stateChanged();

private:
    void begin(bool fromStart);
    void restart();
    void takeFirst(const Result<OfficePage> &page);
    void takeNext(const Result<OfficePage> &page);
    void settle(std::optional<Error> error);
    QString textAt(const QJsonObject &row, const OfficeColumn &column) const;

    OfficeClient &m_office;
    QString m_path;
    QList<OfficeColumn> m_columns;
    QString m_idMember;
    OfficeQuery m_query; // without cursor
    QList<QJsonObject> m_rows;
    QString m_next;
    quint64 m_call = 0;
    bool m_wanted = false;
    State m_state = State::Loading;
    std::optional<Error> m_error;
};

} // namespace rawi

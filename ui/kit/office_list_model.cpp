#include "ui/kit/office_list_model.h"

#include <algorithm>

namespace rawi {

namespace {

constexpr int kPage = 50;
constexpr int kMostAtOnce = 200; // the server's largest page

bool isAbsence(ErrorCode code)
{
    return code == ErrorCode::NetworkUnreachable || code == ErrorCode::Timeout || code == ErrorCode::ServerUnavailable;
}

} // namespace

OfficeListModel::OfficeListModel(OfficeClient &office, const QString &path, const QList<OfficeColumn> &columns, QObject *parent,
                                 const QString &idMember)
    : QAbstractTableModel(parent)
    , m_office(office)
    , m_path(path)
    , m_columns(columns)
    , m_idMember(idMember)
{
    connect(&office, &OfficeClient::reachableChanged, this, [this](bool reachable) {
        if (reachable && m_error) {
            reload();
        }
    });
}

void OfficeListModel::setPath(const QString &path)
{
    if (path != m_path) {
        m_path = path;
        beginResetModel(); // another list's rows are not older ones of this
        m_rows.clear();
        m_next.clear();
        endResetModel();
        restart();
    }
}

void OfficeListModel::setSearch(const QString &words)
{
    if (words.trimmed() != m_query.search) {
        m_query.search = words.trimmed();
        restart();
    }
}

void OfficeListModel::setFilter(const QString &name, const QString &value)
{
    const auto it = std::find_if(m_query.filters.begin(), m_query.filters.end(),
                                 [&](const auto &filter) { return filter.first == name; });
    if (it == m_query.filters.end()) {
        m_query.filters.append({name, value});
    } else if (it->second == value) {
        return;
    } else {
        it->second = value;
    }
    restart();
}

void OfficeListModel::sort(int column, Qt::SortOrder order)
{
    QString key = column >= 0 && column < m_columns.size() ? m_columns.at(column).sortKey : QString();
    if (!key.isEmpty() && order == Qt::DescendingOrder) {
        key.prepend(u'-');
    }
    if (key != m_query.sort) {
        m_query.sort = key;
        restart();
    }
}

bool OfficeListModel::isNarrowed() const
{
    return !m_query.search.isEmpty()
        || std::any_of(m_query.filters.cbegin(), m_query.filters.cend(), [](const auto &one) { return !one.second.isEmpty(); });
}

void OfficeListModel::load()
{
    if (!m_wanted) {
        m_wanted = true;
        begin(true);
    }
}

void OfficeListModel::reload()
{
    if (m_wanted) {
        begin(true);
    }
}

void OfficeListModel::restart()
{
    m_next.clear(); // a cursor of another question
    reload();
}

void OfficeListModel::begin(bool fromStart)
{
    m_office.cancel(std::exchange(m_call, 0));
    if (m_path.isEmpty()) {
        settle({});
        return;
    }
    OfficeQuery query = m_query;
    const int shown = static_cast<int>(m_rows.size());
    query.limit = fromStart && !m_next.isEmpty() ? std::clamp(shown, kPage, kMostAtOnce) : kPage;
    query.cursor = fromStart ? QString() : m_next;
    m_call = m_office.list(this, m_path, query, [this, fromStart](const Result<OfficePage> &page) {
        m_call = 0;
        fromStart ? takeFirst(page) : takeNext(page);
    });
    if (m_rows.isEmpty()) {
        m_state = State::Loading;
    }
    Q_EMIT stateChanged();
}

void OfficeListModel::takeFirst(const Result<OfficePage> &page)
{
    if (!page) {
        settle(page.error());
        return;
    }
    const bool same = std::equal(page->rows.cbegin(), page->rows.cend(), m_rows.cbegin(), m_rows.cend(),
                                 [this](const QJsonObject &a, const QJsonObject &b) {
                                     return a.value(m_idMember) == b.value(m_idMember);
                                 });
    m_next = page->next;
    if (same) {
        const QList<QJsonObject> before = std::exchange(m_rows, page->rows);
        for (int row = 0; row < m_rows.size(); ++row) {
            if (before.at(row) != m_rows.at(row)) {
                Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
            }
        }
    } else {
        beginResetModel();
        m_rows = page->rows;
        endResetModel();
    }
    settle({});
}

void OfficeListModel::takeNext(const Result<OfficePage> &page)
{
    if (!page) {
        settle(page.error());
        return;
    }
    m_next = page->next;
    QList<QJsonObject> fresh;
    for (const QJsonObject &row : page->rows) {
        if (rowOf(row.value(m_idMember).toVariant().toString()) < 0) { // it may have moved down since the page before
            fresh.append(row);
        }
    }
    if (!fresh.isEmpty()) {
        const int first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        m_rows.append(fresh);
        endInsertRows();
    }
    settle({});
}

void OfficeListModel::settle(std::optional<Error> error)
{
    m_error = std::move(error);
    if (!m_rows.isEmpty()) {
        m_state = State::Rows;
    } else if (!m_error) {
        m_state = isNarrowed() ? State::NothingFound : State::Empty;
    } else if (m_error->code == ErrorCode::Unauthenticated) {
        m_state = State::SignInNeeded;
    } else {
        m_state = isAbsence(m_error->code) ? State::Offline : State::Failed;
    }
    Q_EMIT stateChanged();
}

QJsonObject OfficeListModel::rowAt(int row) const
{
    return m_rows.value(row);
}

QString OfficeListModel::idAt(int row) const
{
    return m_rows.value(row).value(m_idMember).toVariant().toString();
}

int OfficeListModel::rowOf(const QString &id) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (idAt(row) == id) {
            return row;
        }
    }
    return -1;
}

void OfficeListModel::retranslate()
{
    if (!m_columns.isEmpty()) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    Q_EMIT stateChanged();
}

int OfficeListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OfficeListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QString OfficeListModel::textAt(const QJsonObject &row, const OfficeColumn &column) const
{
    return column.text ? column.text(row) : row.value(column.member).toVariant().toString();
}

QVariant OfficeListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const QJsonObject &row = m_rows.at(index.row());
    const OfficeColumn &column = m_columns.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textAt(row, column);
    case Qt::AccessibleTextRole:
        return QString(column.header() + u": "_s + textAt(row, column));
    case IdRole:
        return idAt(index.row());
    case ToneRole:
        return column.tone ? QVariant(static_cast<int>(column.tone(row))) : QVariant();
    case SideRole:
        return static_cast<int>(column.side);
    default:
        return {};
    }
}

QVariant OfficeListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size()) {
        return {};
    }
    const OfficeColumn &column = m_columns.at(section);
    if (role == Qt::DisplayRole) {
        return column.header();
    }
    if (role == Qt::TextAlignmentRole) {
        const bool atEnd = column.side == TextSide::End;
        return QVariant(Qt::Alignment((atEnd ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter));
    }
    return {};
}

bool OfficeListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_next.isEmpty() && m_call == 0 && !m_error;
}

void OfficeListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        begin(false);
    }
}

} // namespace rawi

#include "ui/catalog/series_access_model.h"

#include "core/text/direction.h"
#include "core/text/arabic_folding.h"
#include "ui/text/names_text.h"

#include <algorithm>

namespace rawi {

namespace {

QString nameOf(const Person &person)
{
    const bool arabic = QLocale().textDirection() == Qt::RightToLeft;
    const QString &first = arabic ? person.nameAr : person.nameEn;
    const QString &second = arabic ? person.nameEn : person.nameAr;
    return !first.isEmpty() ? first : !second.isEmpty() ? second : person.email;
}

} // namespace

SeriesAccessModel::SeriesAccessModel(Desk &desk, QObject *parent)
    : QAbstractListModel(parent), m_desk(desk), m_self(desk.replica().actor().id)
{
    read();
}

void SeriesAccessModel::setMembers(const QStringList &ids)
{
    m_members = QSet<QString>(ids.cbegin(), ids.cend());
    read();
    Q_EMIT membersChanged();
}

QStringList SeriesAccessModel::members() const
{
    QStringList ids(m_members.cbegin(), m_members.cend());
    if (!m_self.isNull() && !m_members.contains(m_self.text())) {
        ids.append(m_self.text());
    }
    ids.sort();
    return ids;
}

void SeriesAccessModel::read()
{
    const auto rows = m_desk.replica().rows(recordInfo<Person>());
    if (!rows.ok()) {
        return; // what was read last stays
    }
    QList<Row> now;
    for (const QJsonObject &row : *rows) {
        const auto person = fromJson<Person>(row);
        if (person.active || m_members.contains(person.id.text())) {
            const Actor who = m_desk.rules().actor(person.id, person.role);
            const QStringList searched{person.nameAr, person.nameEn, person.email};
            now.append({person, foldForSearch(searched.join(QLatin1Char(' '))), who.may(QString(kSeeRestricted)),
                        {nameOrder(nameOf(person)), person.id.text()}});
        }
    }
    std::sort(now.begin(), now.end(), [](const Row &a, const Row &b) { return a.order < b.order; });
    beginResetModel();
    m_people = std::move(now);
    m_shown.clear();
    for (qsizetype i = 0; i < m_people.size(); ++i) {
        if (m_people.at(i).folded.contains(m_search)) {
            m_shown.append(i);
        }
    }
    endResetModel();
}

void SeriesAccessModel::search(const QString &text)
{
    m_search = foldForSearch(text).trimmed();
    read();
}

void SeriesAccessModel::retranslate()
{
    read();
}

int SeriesAccessModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QString SeriesAccessModel::wordsOf(const Row &row) const
{
    QStringList parts{isSelf(row) ? tr("You") : roleText(row.person.role)};
    if (!row.person.active) {
        parts = {tr("No longer active")};
    } else if (row.seesAll) {
        parts.append(tr("sees it in any case"));
    }
    parts.append(row.person.email);
    for (QString &part : parts) {
        part = isolate(part);
    }
    return parts.join(u" · "_s);
}

QVariant SeriesAccessModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_people.at(m_shown.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(row.person);
    case Qt::AccessibleDescriptionRole:
    case WordsRole:
        return wordsOf(row);
    case Qt::CheckStateRole:
        return isSelf(row) || m_members.contains(row.person.id.text()) ? Qt::Checked : Qt::Unchecked;
    case IdRole:
        return QVariant::fromValue(row.person.id.uuid());
    default:
        return {};
    }
}

bool SeriesAccessModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || !flags(index).testFlag(Qt::ItemIsUserCheckable)) {
        return false;
    }
    const QString id = m_people.at(m_shown.at(index.row())).person.id.text();
    value.toInt() == Qt::Checked ? (void)m_members.insert(id) : (void)m_members.remove(id);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT membersChanged();
    return true;
}

Qt::ItemFlags SeriesAccessModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return isSelf(m_people.at(m_shown.at(index.row()))) ? plain : plain | Qt::ItemIsUserCheckable;
}

} // namespace rawi

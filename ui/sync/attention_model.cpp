#include "ui/sync/attention_model.h"

#include "core/catalog/series.h"
#include "core/content/content_item.h"
#include "core/text/direction.h"
#include "ui/sync/command_words.h"
#include "ui/text/error_text.h"
#include "ui/text/names_text.h"

namespace rawi {

AttentionModel::AttentionModel(Desk &desk, QObject *parent) : QAbstractListModel(parent), m_desk(desk)
{
    connect(&desk.replica(), &Replica::outboxChanged, this, &AttentionModel::reload);
    connect(&desk.replica(), &Replica::rowsChanged, this, [this](const QSet<RowKey> &keys) {
        for (const RowKey &key : keys) {
            if (key.type == recordInfo<Conflict>().name) {
                reload();
                return;
            }
        }
        if (keys.isEmpty()) {
            reload();
        }
    });
    reload();
}

void AttentionModel::reload()
{
    const Replica &replica = m_desk.replica();
    auto conflicts = replica.where<Conflict>("settled", false);
    auto refused = replica.outbox(OutboxState::Refused);
    const auto quarantined = replica.outbox(OutboxState::Quarantined);
    if (!conflicts.ok() || !refused.ok() || !quarantined.ok()) {
        Q_EMIT readFailed(!conflicts.ok()     ? conflicts.error()
                              : !refused.ok() ? refused.error()
                                              : quarantined.error());
        return;
    }
    *refused += *quarantined;
    beginResetModel();
    m_conflicts = std::move(*conflicts);
    m_refused = std::move(*refused);
    endResetModel();
}

void AttentionModel::retranslate()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
}

std::optional<Conflict> AttentionModel::conflictAt(int row) const
{
    return row >= 0 && row < m_conflicts.size() ? std::optional<Conflict>(m_conflicts.at(row)) : std::nullopt;
}

std::optional<OutboxEntry> AttentionModel::refusedAt(int row) const
{
    const qsizetype at = row - m_conflicts.size();
    return at >= 0 && at < m_refused.size() ? std::optional<OutboxEntry>(m_refused.at(at)) : std::nullopt;
}

int AttentionModel::rowOf(const QString &key) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (index(row).data(KeyRole).toString() == key) {
            return row;
        }
    }
    return -1;
}

int AttentionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_conflicts.size() + m_refused.size());
}

QString AttentionModel::recordTitle(const QString &type, const QString &id) const
{
    const RecordInfo *info = m_desk.rules().type(type);
    if (!info) {
        return id;
    }
    const auto row = m_desk.replica().row(*info, uuidFromText(id));
    if (!row.ok() || !*row) {
        return id;
    }
    return titleText((*row)->value("title_ar"_L1).toString(), (*row)->value("title_en"_L1).toString());
}

QString AttentionModel::titleOf(const OutboxEntry &entry) const
{
    const QString type = entry.command.name.section(QLatin1Char('.'), 0, 0);
    const QString record = type == "series"_L1 ? recordInfo<Series>().name
        : type == "content"_L1                 ? recordInfo<ContentItem>().name
                                               : QString();
    const QString title =
        record.isEmpty() ? QString() : recordTitle(record, entry.command.args.value("id"_L1).toString());
    const QString words = commandWords(entry.command.name);
    return title.isEmpty() ? words : tr("%1: %2").arg(words, isolate(title));
}

QVariant AttentionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (const auto conflict = conflictAt(index.row())) {
        switch (role) {
        case Qt::DisplayRole:
            return recordTitle(conflict->recordType, conflict->recordId);
        case SubtitleRole:
            return tr("Two versions of: %1").arg(fieldText(conflict->field));
        case KeyRole:
            return conflict->id.text();
        case IsConflictRole:
            return true;
        default:
            return {};
        }
    }
    const OutboxEntry &entry = m_refused.at(index.row() - m_conflicts.size());
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(entry);
    case SubtitleRole:
        return errorText(entry.reason);
    case KeyRole:
        return uuidText(entry.command.id);
    case IsConflictRole:
        return false;
    default:
        return {};
    }
}

} // namespace rawi

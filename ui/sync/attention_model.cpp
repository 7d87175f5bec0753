#include "ui/sync/attention_model.h"

#include "core/replica/row_watch.h"
#include "core/text/direction.h"
#include "ui/text/error_text.h"
#include "ui/text/names_text.h"

#include <QFileInfo>

#include <algorithm>

namespace rawi {

AttentionModel::AttentionModel(Desk &desk, QObject *parent) : QAbstractListModel(parent), m_desk(desk)
{
    connect(&desk.replica(), &Replica::outboxChanged, this, &AttentionModel::reload);
    connect(&desk.drafts(), &DraftStore::changed, this, &AttentionModel::reload);
    connect(&desk.sync(), &SyncEngine::uploadChanged, this, [this](const QUuid &id) {
        const auto upload = m_desk.uploads().find(id);
        const bool listed = rowOf(uuidText(id)) >= 0;
        if (listed || !upload.ok() || !*upload || (*upload)->state == UploadState::Failed) { // one that goes on says so often
            reload();
        }
    });
    new RowWatch(desk.replica(), {recordInfo<Conflict>().name}, this, [this] { reload(); });
    reload();
}

void AttentionModel::reload()
{
    const Replica &replica = m_desk.replica();
    auto conflicts = replica.where<Conflict>("settled", false);
    auto refused = replica.outbox(OutboxState::Refused);
    const auto quarantined = replica.outbox(OutboxState::Quarantined);
    auto failed = m_desk.uploads().failed();
    if (!conflicts.ok() || !refused.ok() || !quarantined.ok() || !failed.ok()) {
        Q_EMIT readFailed(!conflicts.ok()         ? conflicts.error()
                              : !refused.ok()     ? refused.error()
                              : !quarantined.ok() ? quarantined.error()
                                                  : failed.error());
        return;
    }
    *refused += *quarantined;
    beginResetModel();
    m_conflicts = std::move(*conflicts);
    m_refused = std::move(*refused);
    m_drafted = m_desk.drafts().leftRecords();
    m_failed = std::move(*failed);
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

QList<Draft> AttentionModel::draftsAt(int row) const
{
    const qsizetype at = row - m_conflicts.size() - m_refused.size();
    return at >= 0 && at < m_drafted.size() ? m_desk.drafts().of(m_drafted.at(at)) : QList<Draft>();
}

std::optional<Upload> AttentionModel::uploadAt(int row) const
{
    const qsizetype at = row - m_conflicts.size() - m_refused.size() - m_drafted.size();
    return at >= 0 && at < m_failed.size() ? std::optional<Upload>(m_failed.at(at)) : std::nullopt;
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
    return parent.isValid() ? 0 : static_cast<int>(m_conflicts.size() + m_refused.size() + m_drafted.size() + m_failed.size());
}

QString AttentionModel::recordTitle(const QString &type, const QString &id) const
{
    return recordText(type, uuidFromText(id));
}

QString AttentionModel::quarantineText()
{
    return tr("You may no longer see this. What you had typed is kept here until you take it out.");
}

QString AttentionModel::draftsText(const QList<Draft> &drafts)
{
    const bool unfinished =
        std::all_of(drafts.cbegin(), drafts.cend(), [](const Draft &one) { return one.reason.subject == "unfinished"_L1; });
    if (unfinished) {
        return tr("You began to write this and did not finish it.");
    }
    const auto refused = std::find_if(drafts.cbegin(), drafts.cend(),
                                      [](const Draft &one) { return one.reason.code != ErrorCode::Cancelled; });
    return refused == drafts.cend() ? tr("You typed this before Rawi ended; it is not saved yet.") : errorText(refused->reason);
}

// The record is the one that the command's rule says it touches.
QString AttentionModel::titleOf(const OutboxEntry &entry) const
{
    const Rule *rule = m_desk.rules().rule(entry.command.name);
    const QList<RowKey> touched = rule && rule->touches ? rule->touches(entry.command.args) : QList<RowKey>();
    const QString title = touched.isEmpty() ? QString() : recordTitleText(touched.first().type, touched.first().id);
    const QString words = commandText(entry.command.name);
    return title.isEmpty() ? words : tr("%1: %2").arg(words, isolate(title));
}

QVariant AttentionModel::draftData(const QList<Draft> &drafts, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return tr("Not saved: %1").arg(isolate(recordTitle(drafts.first().type, uuidText(drafts.first().record))));
    case SubtitleRole:
        return draftsText(drafts);
    case KeyRole:
        return uuidText(drafts.first().record);
    case IsConflictRole:
        return false;
    case IsDraftRole:
        return true;
    default:
        return {};
    }
}

QVariant AttentionModel::uploadData(const Upload &upload, int role) const
{
    switch (role) {
    case Qt::DisplayRole: {
        const auto asset = m_desk.replica().find(upload.assetId);
        const QString file = asset.ok() && *asset ? (*asset)->originalFilename : QFileInfo(upload.path).fileName();
        const auto variant = m_desk.replica().find(upload.variantId);
        return variant.ok() && *variant ? tr("Not sent: %1, %2").arg(isolate(file), variantNameText((*variant)->name))
                                        : tr("Not sent: %1").arg(isolate(file));
    }
    case SubtitleRole:
        return errorText(upload.error);
    case KeyRole:
        return uuidText(upload.id);
    case IsConflictRole:
        return false;
    default:
        return {};
    }
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
    if (const QList<Draft> drafts = draftsAt(index.row()); !drafts.isEmpty()) {
        return draftData(drafts, role);
    }
    if (const auto upload = uploadAt(index.row())) {
        return uploadData(*upload, role);
    }
    const OutboxEntry &entry = m_refused.at(index.row() - m_conflicts.size());
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(entry);
    case SubtitleRole:
        return entry.state == OutboxState::Quarantined ? quarantineText() : errorText(entry.reason);
    case KeyRole:
        return uuidText(entry.command.id);
    case IsConflictRole:
        return false;
    case IsQuarantinedRole:
        return entry.state == OutboxState::Quarantined;
    default:
        return {};
    }
}

} // namespace rawi

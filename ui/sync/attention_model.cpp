#include "ui/sync/attention_model.h"

#include "core/desk/media/upload_names.h"
#include "core/people/person.h"
#include "core/replica/row_watch.h"
#include "core/rules/field_merge.h"
#include "core/text/direction.h"
#include "ui/text/error_text.h"
#include "ui/text/known_files_text.h"
#include "ui/text/names_text.h"

#include <algorithm>
#include <tuple>

namespace rawi {

namespace {

// Whether two lists say the same to an editor.
template <typename T, typename Told>
bool sameMatters(const QList<T> &one, const QList<T> &other, const Told &told)
{
    return std::equal(one.cbegin(), one.cend(), other.cbegin(), other.cend(),
                      [&](const T &a, const T &b) { return told(a) == told(b); });
}

template <typename R>
std::pair<QUuid, QJsonObject> rowOfRecord(const R &record)
{
    return {record.id.uuid(), toJson(record)};
}

auto draftTold(const Draft &draft)
{
    return std::make_tuple(draft.record, draft.field, draft.text, draft.left, draft.reason.code, draft.reason.subject);
}

auto uploadTold(const Upload &upload)
{
    return std::make_tuple(upload.id, upload.state, upload.error.code, upload.error.subject, upload.error.detail);
}

} // namespace

AttentionModel::AttentionModel(Desk &desk, QObject *parent) : QAbstractListModel(parent), m_desk(desk)
{
    connect(&desk.replica(), &Replica::outboxChanged, this, &AttentionModel::reload);
    connect(&desk.sync(), &SyncEngine::uploadChanged, this, &AttentionModel::uploadMoved);
    connect(&desk.drafts(), &DraftStore::changed, this, &AttentionModel::reload);
    connect(&desk.watchFolders(), &WatchFolders::changed, this, &AttentionModel::reload);
    new RowWatch(desk.replica(), {recordInfo<Conflict>().name, recordInfo<FileRequest>().name}, this, [this] { reload(); });
    reload();
}

// One that goes on says so with each piece that the server has; only another state makes it, or what hangs on it, a matter.
void AttentionModel::uploadMoved(const QUuid &id)
{
    const auto upload = m_desk.uploads().find(id);
    const auto known = m_states.constFind(id);
    if (upload.ok() && *upload && known != m_states.cend() && *known == (*upload)->state && (*upload)->state != UploadState::Failed) {
        return;
    }
    if (upload.ok() && *upload) {
        m_states.insert(id, (*upload)->state);
    } else {
        m_states.remove(id);
    }
    reload();
}

void AttentionModel::reload()
{
    ++m_readings;
    const Replica &replica = m_desk.replica();
    auto conflicts = replica.where<Conflict>("settled", false);
    auto refused = refusedChanges(replica, m_desk.uploads());
    auto asked = requestsToThisDesk(replica, m_desk.localMedia(), m_desk.uploads());
    auto failed = m_desk.uploads().failed();
    if (!conflicts.ok() || !refused.ok() || !asked.ok() || !failed.ok()) {
        Q_EMIT readFailed(!conflicts.ok()     ? conflicts.error()
                              : !refused.ok() ? refused.error()
                              : !asked.ok()   ? asked.error()
                                              : failed.error());
        return;
    }
    QList<QUuid> drafted = m_desk.drafts().leftRecords();
    drafted.removeIf([&](const QUuid &record) { // what was typed to settle a conflict stands on its page
        return std::any_of(conflicts->cbegin(), conflicts->cend(), [&](const Conflict &one) { return one.id.uuid() == record; });
    });
    QList<Draft> drafts;
    for (const QUuid &record : drafted) {
        drafts += m_desk.drafts().of(record);
    }
    const QList<WatchedFile> known = m_desk.watchFolders().asked();
    if (sameMatters(m_conflicts, *conflicts, rowOfRecord<Conflict>) && sameMatters(m_asked, *asked, rowOfRecord<FileRequest>)
        && m_refused == *refused && m_drafted == drafted && sameMatters(m_drafts, drafts, draftTold)
        && sameMatters(m_failed, *failed, uploadTold) && m_known == known) {
        return;
    }
    beginResetModel();
    m_asked = std::move(*asked);
    m_conflicts = std::move(*conflicts);
    m_refused = std::move(*refused);
    m_drafted = drafted;
    m_drafts = drafts;
    m_failed = std::move(*failed);
    m_known = known;
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

std::optional<FileRequest> AttentionModel::requestAt(int row) const
{
    const qsizetype at = row - m_conflicts.size();
    return at >= 0 && at < m_asked.size() ? std::optional<FileRequest>(m_asked.at(at)) : std::nullopt;
}

QUuid AttentionModel::itemOf(const FileRequest &request) const
{
    const auto asset = m_desk.replica().find(request.assetId);
    return asset.ok() && *asset ? (*asset)->contentId.uuid() : QUuid();
}

std::optional<RefusedChange> AttentionModel::refusedAt(int row) const
{
    const qsizetype at = row - m_conflicts.size() - m_asked.size();
    return at >= 0 && at < m_refused.size() ? std::optional<RefusedChange>(m_refused.at(at)) : std::nullopt;
}

std::optional<RefusedChange> AttentionModel::changeOf(qint64 n) const
{
    const auto found = std::find_if(m_refused.cbegin(), m_refused.cend(),
                                    [n](const RefusedChange &one) { return one.numbers.contains(n); });
    return found == m_refused.cend() ? std::nullopt : std::optional(*found);
}

QList<Draft> AttentionModel::draftsAt(int row) const
{
    const qsizetype at = row - m_conflicts.size() - m_asked.size() - m_refused.size();
    return at >= 0 && at < m_drafted.size() ? m_desk.drafts().of(m_drafted.at(at)) : QList<Draft>();
}

std::optional<Upload> AttentionModel::uploadAt(int row) const
{
    const qsizetype at = row - m_conflicts.size() - m_asked.size() - m_refused.size() - m_drafted.size();
    return at >= 0 && at < m_failed.size() ? std::optional<Upload>(m_failed.at(at)) : std::nullopt;
}

QList<WatchedFile> AttentionModel::knownAt(int row) const
{
    return !m_known.isEmpty() && row == rowCount() - 1 ? m_known : QList<WatchedFile>();
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
    return parent.isValid()
        ? 0
        : static_cast<int>(m_conflicts.size() + m_asked.size() + m_refused.size() + m_drafted.size() + m_failed.size()
                           + (m_known.isEmpty() ? 0 : 1));
}

QString AttentionModel::recordTitle(const QString &type, const QString &id) const
{
    return recordText(type, uuidFromText(id));
}

QString AttentionModel::currentText(const Conflict &conflict) const
{
    const RecordInfo *type = m_desk.rules().type(conflict.recordType);
    const FieldInfo *field = type ? type->field(conflict.field) : nullptr;
    const auto row = field ? m_desk.replica().row(*type, uuidFromText(conflict.recordId)) : Result<std::optional<QJsonObject>>(std::nullopt);
    return row.ok() && *row ? valueText(*field, (*row)->value(field->name)) : conflict.theirsText;
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
    return refused == drafts.cend() ? tr("You typed this before Rawi was closed; it is not saved yet.") : errorText(refused->reason);
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

QVariant AttentionModel::requestData(const FileRequest &request, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return tr("%1 asks for the file of %2", "a person, an item")
            .arg(isolate(recordText(recordInfo<Person>().name, request.person.uuid())),
                 isolate(recordText(recordInfo<ContentItem>().name, itemOf(request))));
    case SubtitleRole:
        return tr("The file is on this desk and not on the server.");
    case KeyRole:
        return request.id.text();
    case IsConflictRole:
        return false;
    case IsRequestRole:
        return true;
    default:
        return {};
    }
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
        const UploadNames names = uploadNames(m_desk.replica(), upload);
        return names.type ? tr("Not sent: %1, %2").arg(isolate(names.file), variantText(*names.type, names.variant))
                          : tr("Not sent: %1").arg(isolate(names.file));
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

QVariant AttentionModel::conflictData(const Conflict &conflict, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return recordTitle(conflict.recordType, conflict.recordId);
    case SubtitleRole:
        return tr("Two versions of: %1").arg(fieldText(conflict.field));
    case KeyRole:
        return conflict.id.text();
    case IsConflictRole:
        return true;
    default:
        return {};
    }
}

QVariant AttentionModel::refusedData(const OutboxEntry &entry, int role) const
{
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

QVariant AttentionModel::knownData(int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return knownFilesText(static_cast<int>(m_known.size()));
    case SubtitleRole:
        return tr("From a watch folder; not added again.");
    case KeyRole:
        return u"known files"_s;
    case IsConflictRole:
        return false;
    case IsKnownRole:
        return true;
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
        return conflictData(*conflict, role);
    }
    if (const auto request = requestAt(index.row())) {
        return requestData(*request, role);
    }
    if (const QList<Draft> drafts = draftsAt(index.row()); !drafts.isEmpty()) {
        return draftData(drafts, role);
    }
    if (const auto upload = uploadAt(index.row())) {
        return uploadData(*upload, role);
    }
    if (!knownAt(index.row()).isEmpty()) {
        return knownData(role);
    }
    const auto change = refusedAt(index.row());
    return change ? refusedData(change->told, role) : QVariant();
}

} // namespace rawi

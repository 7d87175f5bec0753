#include "ui/media/studio/transfers_model.h"

#include "core/replica/row_watch.h"
#include "core/text/direction.h"
#include "ui/kit/refresh_soon.h"
#include "ui/text/error_text.h"
#include "ui/text/feature_words.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <algorithm>

namespace rawi {

namespace {

int permilleOf(const Upload &upload)
{
    if (upload.state == UploadState::Done) {
        return 1000;
    }
    return upload.size > 0 ? static_cast<int>(upload.offset * 1000 / upload.size) : 0;
}

} // namespace

TransfersModel::TransfersModel(Desk &desk, QObject *parent) : QAbstractTableModel(parent), m_desk(desk)
{
    connect(&desk.sync(), &SyncEngine::uploadChanged, this, &TransfersModel::refresh);
    auto *soon = new RefreshSoon(this, [this] { renameAll(); });
    connect(&desk.sync(), &SyncEngine::statusChanged, soon, &RefreshSoon::ask); // the server is there, or is not
    new RowWatch(desk.replica(),
                 {recordInfo<ContentItem>().name, recordInfo<MediaAsset>().name, recordInfo<MediaVariant>().name}, this,
                 [soon] { soon->ask(); });
    reload();
}

// What was cancelled is on no list; a file that was itself refused waits under attention, with all that was to be sent of it.
bool TransfersModel::isListed(const Upload &upload) const
{
    if (upload.state == UploadState::Cancelled) {
        return false;
    }
    const auto asset = m_desk.replica().find(upload.assetId);
    const auto commands = asset.ok() && *asset ? Result(QList<OutboxEntry>()) : m_desk.replica().outboxOf(upload.assetId.uuid());
    return !commands.ok() || std::none_of(commands->cbegin(), commands->cend(), [](const OutboxEntry &one) {
        return one.state == OutboxState::Refused && one.command.name == "media.add_asset"_L1;
    });
}

void TransfersModel::reload()
{
    const auto uploads = m_desk.uploads().uploads();
    if (!uploads.ok()) {
        return; // the journal is read again with the next change
    }
    beginResetModel();
    m_rows.clear();
    for (const Upload &upload : *uploads) {
        if (isListed(upload)) {
            m_rows.prepend(Row{upload, uploadNames(m_desk.replica(), upload), {}});
        }
    }
    endResetModel();
}

void TransfersModel::renameAll()
{
    for (Row &row : m_rows) {
        row.names = uploadNames(m_desk.replica(), row.upload);
    }
    tellChanged(0, rowCount() - 1);
}

void TransfersModel::tellChanged(int first, int last)
{
    if (first <= last) {
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    }
}

void TransfersModel::refresh(const QUuid &id)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.upload.id == id; });
    const auto now = m_desk.uploads().find(id);
    if (!now.ok()) {
        return; // as above
    }
    const int at = static_cast<int>(found - m_rows.begin());
    const bool listed = *now && isListed(**now);
    if (found == m_rows.end()) {
        if (listed) {
            beginInsertRows({}, 0, 0);
            m_rows.prepend(Row{**now, uploadNames(m_desk.replica(), **now), {}});
            endInsertRows();
        }
    } else if (!listed) {
        beginRemoveRows({}, at, at);
        m_rows.removeAt(at);
        endRemoveRows();
    } else {
        found->upload = **now;
        if (found->upload.state == UploadState::Running) {
            found->pace.note(found->upload.offset, m_desk.clock().nowMs());
        } else {
            found->pace = {};
        }
        tellChanged(at, at);
    }
}

void TransfersModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    tellChanged(0, rowCount() - 1);
}

std::optional<Upload> TransfersModel::uploadAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional<Upload>(m_rows.at(row).upload) : std::nullopt;
}

QUuid TransfersModel::itemAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row).names.item : QUuid();
}

void TransfersModel::clearFinished()
{
    for (const Row &row : std::as_const(m_rows)) {
        if (row.upload.state == UploadState::Done) {
            static_cast<void>(m_desk.uploads().remove(row.upload.id)); // one that stays is shown again
        }
    }
    reload();
}

int TransfersModel::unfinished() const
{
    return static_cast<int>(
        std::count_if(m_rows.cbegin(), m_rows.cend(), [](const Row &row) { return canPause(row.upload.state); }));
}

QString TransfersModel::summary() const
{
    const int files = unfinished();
    if (files == 0) {
        return {};
    }
    qint64 left = 0;
    TransferPace pace;
    for (const Row &row : m_rows) {
        if (canPause(row.upload.state)) {
            left += row.upload.size - row.upload.offset;
            pace = row.pace.timeFor(1) >= 0 ? row.pace : pace; // one goes at a time: its pace is that of all
        }
    }
    QStringList facts{tr("%n files to go", nullptr, files), isolate(byteSizeText(left)), remainingText(pace.timeFor(left))};
    facts.removeAll(QString());
    return facts.join(u" · "_s);
}

int TransfersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TransfersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TransfersModel::stateText(const Row &row) const
{
    const Upload &upload = row.upload;
    Error error = upload.error;
    if (error.subject == upload.path) {
        error.subject = row.names.file; // what people call it, wherever it lies
    }
    if (upload.state == UploadState::Failed) {
        return tr("Failed: %1").arg(errorText(error));
    }
    if (canPause(upload.state) && m_desk.sync().status().state != SyncState::Online) {
        return tr("Waits for the server");
    }
    if (upload.state == UploadState::Waiting && upload.error.code != Error{}.code) {
        return tr("Is tried again: %1").arg(errorText(error));
    }
    return uploadStateText(enumText(upload.state));
}

QString TransfersModel::shownText(const Row &row, int column) const
{
    const Upload &upload = row.upload;
    const UploadNames &names = row.names;
    switch (column) {
    case ItemColumn: {
        const QString title = names.series.isNull() ? inDeskLanguage(names.titleAr, names.titleEn) : recordTitleText(names.series);
        return isolate(title.trimmed().isEmpty() ? names.file : title);
    }
    case FileColumn: {
        const QString what = names.type ? variantText(*names.type, names.variant) : QString();
        return what.isEmpty() ? isolate(names.file) : tr("%1 of %2", "720p of interview.mov").arg(what, isolate(names.file));
    }
    case SizeColumn:
        return upload.state == UploadState::Done || upload.offset == 0
            ? byteSizeText(upload.size)
            : tr("%1 of %2").arg(isolate(byteSizeText(upload.offset)), isolate(byteSizeText(upload.size)));
    case PlaceColumn: {
        const QString host = m_desk.sync().serverUrl().host();
        return host.isEmpty() ? tr("No server yet") : isolate(host);
    }
    case StateColumn:
        return stateText(row);
    case ProgressColumn:
        return permilleText(permilleOf(upload));
    case TimeLeftColumn:
        return upload.state == UploadState::Running ? remainingText(row.pace.timeFor(upload.size - upload.offset)) : QString();
    default:
        return {};
    }
}

QVariant TransfersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return shownText(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == FileColumn ? pathText(row.upload.path) : shownText(row, index.column());
    case IdRole:
        return QVariant::fromValue(row.upload.id);
    case StateRole:
        return static_cast<int>(row.upload.state);
    case PermilleRole:
        return permilleOf(row.upload);
    case ErrorRole:
        return row.upload.state == UploadState::Failed ? errorText(row.upload.error) : QString();
    default:
        return {};
    }
}

QVariant TransfersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (section) {
    case ItemColumn:
        return tr("Item");
    case FileColumn:
        return tr("File");
    case SizeColumn:
        return tr("Size");
    case PlaceColumn:
        return tr("Goes to");
    case StateColumn:
        return tr("State");
    case ProgressColumn:
        return tr("Progress");
    case TimeLeftColumn:
        return tr("Time left");
    default:
        return {};
    }
}

} // namespace rawi

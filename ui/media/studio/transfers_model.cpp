#include "ui/media/studio/transfers_model.h"

#include "core/text/direction.h"
#include "ui/text/error_text.h"
#include "ui/text/feature_words.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QFileInfo>

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
    reload();
}

TransfersModel::Row TransfersModel::rowOf(const Upload &upload) const
{
    Row row{upload, {}, QFileInfo(upload.path).fileName(), {}};
    if (const auto asset = m_desk.replica().find(upload.assetId); asset.ok() && *asset) {
        row.file = (*asset)->originalFilename;
        if (const auto item = m_desk.replica().find((*asset)->contentId); item.ok() && *item) {
            row.item = titleText((*item)->titleAr, (*item)->titleEn);
        } else {
            row.item = recordTitleText((*asset)->seriesId.uuid()); // its cover
        }
    }
    if (const auto variant = m_desk.replica().find(upload.variantId); variant.ok() && *variant) {
        row.variant = (*variant)->name;
    }
    return row;
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
        m_rows.prepend(rowOf(upload));
    }
    endResetModel();
}

void TransfersModel::refresh(const QUuid &id)
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.upload.id == id; });
    const auto now = m_desk.uploads().find(id);
    if (at == m_rows.end() || !now.ok() || !*now) {
        reload();
        return;
    }
    at->upload = **now;
    const int row = static_cast<int>(at - m_rows.begin());
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void TransfersModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

std::optional<Upload> TransfersModel::uploadAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional<Upload>(m_rows.at(row).upload) : std::nullopt;
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
    return static_cast<int>(std::count_if(m_rows.cbegin(), m_rows.cend(), [](const Row &row) {
        return row.upload.state == UploadState::Waiting || row.upload.state == UploadState::Running;
    }));
}

int TransfersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TransfersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TransfersModel::shownText(const Row &row, int column) const
{
    const Upload &upload = row.upload;
    switch (column) {
    case ItemColumn:
        return isolate(row.item);
    case FileColumn:
        return isolate(row.file);
    case VariantColumn:
        return variantNameText(row.variant);
    case StateColumn:
        return upload.state == UploadState::Failed ? tr("Failed: %1").arg(errorText(upload.error))
                                                   : uploadStateText(enumText(upload.state));
    case ProgressColumn:
        return permilleText(permilleOf(upload));
    case BytesColumn:
        return upload.state == UploadState::Done
            ? byteSizeText(upload.size)
            : tr("%1 of %2").arg(isolate(byteSizeText(upload.offset)), isolate(byteSizeText(upload.size)));
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
        return index.column() == FileColumn ? isolate(row.upload.path) : shownText(row, index.column());
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
    case VariantColumn:
        return tr("Version");
    case StateColumn:
        return tr("State");
    case ProgressColumn:
        return tr("Progress");
    case BytesColumn:
        return tr("Sent");
    default:
        return {};
    }
}

} // namespace rawi

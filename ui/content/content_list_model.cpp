#include "ui/content/content_list_model.h"

#include "core/replica/row_watch.h"
#include "core/text/direction.h"
#include "ui/kit/content_drag.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QMimeData>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kRowsKept = 4'800;
constexpr int kRowsAtOnce = 40; // about a screenful
constexpr int kRefreshDelayMs = 80; // a pull changes many rows in a burst

} // namespace

ContentListModel::ContentListModel(Replica &replica, QObject *parent)
    : QAbstractListModel(parent)
    , m_replica(replica)
    , m_job(replica.opener())
    , m_rows(kRowsKept)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, [this] { m_job.run(m_query); });
    connect(&m_job, &ContentQueryJob::found, this, &ContentListModel::take);
    connect(&m_job, &ContentQueryJob::failed, this, &ContentListModel::failed);
    new RowWatch(m_replica, {recordInfo<ContentItem>().name, recordInfo<MediaAsset>().name, u"episodes"_s}, this,
                 [this](const QSet<RowKey> &keys) { refresh(keys); });
}

void ContentListModel::setQuery(const ContentQuery &query)
{
    m_fresh = m_fresh || query != m_query;
    m_query = query;
    m_loading = true;
    m_refresh.stop();
    m_job.run(m_query);
}

int ContentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

Qt::ItemFlags ContentListModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
                                 | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

QVariant ContentListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    if (role == IdRole) {
        return m_ids[index.row()];
    }
    const LibraryRow *row = rowAt(index.row());
    if (!row) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return titleText(row->item.titleAr, row->item.titleEn);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3", "a title, a kind, a state: of an item, to be read aloud")
            .arg(isolate(titleText(row->item.titleAr, row->item.titleEn)), contentKindText(row->item.kind),
                 contentStateText(row->item.state));
    case AssetIdRole:
        return row->item.mainAsset.uuid();
    case KindRole:
        return enumText(row->item.kind);
    case StateRole:
        return enumText(row->item.state);
    case ParityRole:
        return enumText(row->item.parity);
    case DurationRole:
        return row->asset ? row->asset->durationMs : 0;
    case Qt::ToolTipRole:
        return row->item.scope.isNull() ? QString() : tr("Only the members of its series may see the item");
    case Qt::AccessibleDescriptionRole: {
        QStringList facts{liveText(standingOf(row->item)), parityText(row->item.parity),
                          row->asset && row->asset->durationMs > 0 ? durationText(row->asset->durationMs) : QString(),
                          row->item.scope.isNull() ? QString() : tr("members only")};
        facts.removeAll(QString());
        return facts.join(u" · "_s);
    }
    default:
        return {};
    }
}

QStringList ContentListModel::mimeTypes() const
{
    return {QLatin1StringView(kContentDragType)};
}

QMimeData *ContentListModel::mimeData(const QModelIndexList &indexes) const
{
    QByteArray lines;
    for (const QModelIndex &index : indexes) {
        lines += uuidText(idAt(index.row())).toLatin1() + '\n';
    }
    if (lines.isEmpty()) {
        return nullptr;
    }
    auto *data = new QMimeData;
    data->setData(QLatin1StringView(kContentDragType), lines);
    return data;
}

QUuid ContentListModel::idAt(int row) const
{
    return row >= 0 && row < m_ids.size() ? m_ids[row] : QUuid();
}

int ContentListModel::rowOf(const QUuid &id) const
{
    return id.isNull() ? -1 : static_cast<int>(m_ids.indexOf(id));
}

const LibraryRow *ContentListModel::rowAt(int row) const
{
    if (row < 0 || row >= m_ids.size()) {
        return nullptr;
    }
    const QUuid &id = m_ids[row];
    if (!m_rows.contains(id)) {
        read(row);
    }
    const LibraryRow *found = m_rows.object(id);
    return found && !found->item.id.isNull() ? found : nullptr;
}

// Reads the row and what is missing of its neighbours.
void ContentListModel::read(int row) const
{
    QList<QUuid> ids;
    for (const QUuid &id : m_ids.mid(row / kRowsAtOnce * kRowsAtOnce, kRowsAtOnce)) {
        if (!m_rows.contains(id)) {
            ids.append(id);
        }
    }
    const auto found = m_replica.rowsByIds(recordInfo<ContentItem>(), ids);
    if (!found) {
        return;
    }
    QHash<QUuid, ContentItem> items;
    QList<QUuid> assetIds;
    for (const QJsonObject &object : *found) {
        const auto item = fromJson<ContentItem>(object);
        items.insert(item.id.uuid(), item);
        if (!item.mainAsset.isNull()) {
            assetIds.append(item.mainAsset.uuid());
        }
    }
    QHash<QUuid, MediaAsset> assets;
    if (const auto read = m_replica.rowsByIds(recordInfo<MediaAsset>(), assetIds)) {
        for (const QJsonObject &object : *read) {
            const auto asset = fromJson<MediaAsset>(object);
            assets.insert(asset.id.uuid(), asset);
        }
    }
    for (const QUuid &id : ids) {
        auto *made = new LibraryRow{items.value(id), {}};
        if (const auto asset = assets.constFind(made->item.mainAsset.uuid()); asset != assets.constEnd()) {
            made->asset = *asset;
        }
        m_rows.insert(id, made);
    }
}

void ContentListModel::take(const ContentQuery &query, const QList<QUuid> &ids)
{
    if (query != m_query) {
        return;
    }
    m_loading = false;
    const bool fresh = std::exchange(m_fresh, false);
    if (fresh) {
        beginResetModel();
        m_ids = ids;
        endResetModel();
    } else if (ids != m_ids) {
        moveTo(ids);
    }
    Q_EMIT loaded(fresh);
}

// What both lists share at their start and end stays; the middle is taken out and put in.
void ContentListModel::moveTo(const QList<QUuid> &ids)
{
    const qsizetype shorter = std::min(ids.size(), m_ids.size());
    qsizetype head = 0;
    while (head < shorter && ids[head] == m_ids[head]) {
        ++head;
    }
    qsizetype tail = 0;
    while (tail < shorter - head && ids[ids.size() - 1 - tail] == m_ids[m_ids.size() - 1 - tail]) {
        ++tail;
    }
    const qsizetype removed = m_ids.size() - head - tail;
    const qsizetype inserted = ids.size() - head - tail;
    if (removed > 0) {
        beginRemoveRows({}, static_cast<int>(head), static_cast<int>(head + removed - 1));
        m_ids.remove(head, removed);
        endRemoveRows();
    }
    if (inserted > 0) {
        beginInsertRows({}, static_cast<int>(head), static_cast<int>(head + inserted - 1));
        m_ids = ids;
        endInsertRows();
    }
}

void ContentListModel::refresh(const QSet<RowKey> &keys)
{
    forget(keys);
    if (!m_fresh) {
        m_refresh.start();
    }
}

void ContentListModel::forget(const QSet<RowKey> &keys)
{
    QSet<QUuid> changed;
    for (const RowKey &key : keys) {
        changed.insert(key.id);
    }
    QSet<QUuid> gone;
    for (const QUuid &id : m_rows.keys()) {
        if (keys.isEmpty() || changed.contains(id) || changed.contains(m_rows.object(id)->item.mainAsset.uuid())) {
            gone.insert(id);
        }
    }
    for (const QUuid &id : std::as_const(gone)) {
        m_rows.remove(id);
    }
    constexpr int kFewRows = 4; // finding one of a million takes a millisecond
    if (gone.size() > kFewRows && !m_ids.isEmpty()) {
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_ids.size()) - 1));
        return;
    }
    for (const QUuid &id : std::as_const(gone)) {
        if (const int row = rowOf(id); row >= 0) {
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

} // namespace rawi

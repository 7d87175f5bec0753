#pragma once

#include "core/media/media_asset.h"
#include "core/replica/replica.h"
#include "ui/content/content_query_job.h"

#include <QAbstractListModel>
#include <QCache>
#include <QTimer>

namespace rawi {

// What the library shows of one item.
struct LibraryRow {
    ContentItem item;
    std::optional<MediaAsset> asset; // the main one
};

// The items of a query, a million or more: all ids in memory, and the rows that were last looked at, read a screenful at a
// time. Follows the replica; a change moves only the rows that moved, so selections stay, and only what it changed is read
// again. GUI thread.
class ContentListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, // QUuid
        AssetIdRole,               // QUuid of the main asset, null when there is none
        KindRole,                  // enum names, as on the wire
        StateRole,
        ParityRole,
        DurationRole, // ms, 0 = unknown
    };

    explicit ContentListModel(Replica &replica, QObject *parent = nullptr);

    void setQuery(const ContentQuery &query);
    const ContentQuery &query() const { return m_query; }
    bool isLoading() const { return m_loading; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

    QUuid idAt(int row) const;
    int rowOf(const QUuid &id) const; // -1 when it is not in the list
    // Null when the row cannot be read (it is gone, or the disk failed); valid until the next call.
    const LibraryRow *rowAt(int row) const;

Q_SIGNALS:
    // The ids of the query are there; `fresh` when the query is another than before.
    void loaded(bool fresh);
    void failed(const rawi::Error &error);

private:
    void read(int row) const;
    void take(const ContentQuery &query, const QList<QUuid> &ids);
    void moveTo(const QList<QUuid> &ids);
    void refresh(const QSet<RowKey> &keys);
    void forget(const QSet<RowKey> &keys);

    Replica &m_replica;
    ContentQueryJob m_job;
    ContentQuery m_query;
    QList<QUuid> m_ids;
    bool m_fresh = true;
    bool m_loading = false;
    QTimer m_refresh;
    mutable QCache<QUuid, LibraryRow> m_rows; // by item; one whose item has no id is gone
};

} // namespace rawi

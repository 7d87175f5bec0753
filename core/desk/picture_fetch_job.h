#pragma once

#include "core/replica/local_media_store.h"
#include "core/sync/sync_engine.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>

namespace rawi {

// Brings the posters and thumbnails of other desks' items to this one, a few at a time, when the server has
// them. Lives on the desk's thread.
class PictureFetchJob : public QObject {
    Q_OBJECT

public:
    PictureFetchJob(Replica &replica, SyncEngine &sync, const QString &cacheDirectory, QObject *parent = nullptr);

    // Looks at what changed; an empty set looks at every asset.
    void look(const QSet<RowKey> &changed);

Q_SIGNALS:
    void fetched(const QUuid &assetId);

private:
    struct Wanted {
        Id<MediaAsset> asset;
        QString variant;
        QString sha256;
        bool operator==(const Wanted &) const = default;
    };

    void want(const MediaVariant &variant);
    void next();
    void download(const Wanted &wanted, const QUrl &url);
    Result<void> keep(const Wanted &wanted, const QByteArray &bytes);

    Replica &m_replica;
    SyncEngine &m_sync;
    LocalMediaStore m_localMedia;
    QString m_cacheDirectory;
    QNetworkAccessManager m_network;
    QList<Wanted> m_wanted;
    std::optional<Wanted> m_current;
};

} // namespace rawi

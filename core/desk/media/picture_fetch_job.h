#pragma once

#include "core/desk/media/local_media_store.h"
#include "core/sync/sync_engine.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>

namespace rawi {

// Brings what other desks made of a film to this one, one file at a time, when the server has it: the posters of all
// items, and of those an editor looks at also thumbnails, storyboard, waveform and report. Files lie in the cache under the
// hash of their content: what two assets share is fetched once. Lives on the desk's thread.
class PictureFetchJob : public QObject {
    Q_OBJECT

public:
    PictureFetchJob(Replica &replica, SyncEngine &sync, const QString &cacheDirectory, QObject *parent = nullptr);

    // Looks at what changed; an empty set looks at every asset.
    void look(const QSet<RowKey> &changed);
    // An editor looks at this asset: what there is of it comes before the posters of others, and what comes later, too.
    void lookAt(const Id<MediaAsset> &asset);

Q_SIGNALS:
    void fetched(const QUuid &assetId);

private:
    struct Wanted {
        Id<MediaAsset> asset;
        QString variant;
        QString sha256;
        qint64 size = 0; // bytes, as announced
        bool operator==(const Wanted &) const = default;
    };

    void want(const MediaVariant &variant);
    bool isKnown(const MediaVariant &variant, const QString &sha256) const;
    void wantAll(const Id<MediaAsset> &asset);
    void next();
    QString pathOf(const Wanted &wanted) const;
    void download(const Wanted &wanted, const QUrl &url);
    Result<void> keep(const Wanted &wanted, const QByteArray &bytes);
    Result<void> note(const Wanted &wanted);

    Replica &m_replica;
    SyncEngine &m_sync;
    LocalMediaStore m_localMedia;
    QString m_cacheDirectory;
    QNetworkAccessManager m_network;
    QList<Wanted> m_wanted;
    QSet<Id<MediaAsset>> m_lookedAt;
    std::optional<Wanted> m_current;
};

} // namespace rawi

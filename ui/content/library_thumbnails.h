#pragma once

#include "core/media/media_asset.h"

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QThreadPool>

namespace rawi {

// Posters of the library, read and scaled on threads of their own and kept while they are used. GUI thread.
class LibraryThumbnails : public QObject {
    Q_OBJECT

public:
    // `pathOf` names the file of an asset's poster, empty when there is none.
    explicit LibraryThumbnails(std::function<QString(const Id<MediaAsset> &)> pathOf, QObject *parent = nullptr);
    ~LibraryThumbnails() override;

    // The poster that fills `size` (device pixels), or null: then ready() follows when it has one.
    QPixmap pixmap(const Id<MediaAsset> &asset, const QSize &size);
    // The asset's poster was made or changed.
    void forget(const Id<MediaAsset> &asset);

Q_SIGNALS:
    void ready();

private:
    void load(const QUuid &asset, const QString &path, const QSize &size);

    std::function<QString(const Id<MediaAsset> &)> m_pathOf;
    QCache<QUuid, QPixmap> m_pixmaps; // cost in KiB
    QSet<QUuid> m_loading;
    QSet<QUuid> m_missing;
    QThreadPool m_pool;
};

} // namespace rawi

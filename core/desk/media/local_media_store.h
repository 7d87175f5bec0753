#pragma once

#include "core/media/media_asset.h"
#include "core/replica/replica.h"

namespace rawi {

// Where the bytes of an asset's variants are on this desk. Never synced.
struct LocalFile {
    Id<MediaAsset> assetId;
    QString variant;  // "original", "720p", "poster", "thumb-320" …
    QString path;     // absolute
    qint64 size = 0;  // bytes, as last seen
    qint64 mtimeMs = 0;
    QString sha256;
};

class LocalMediaStore {
public:
    static LocalStore tables();

    explicit LocalMediaStore(Replica &replica);
    Result<void> put(const LocalFile &file);
    Result<std::optional<LocalFile>> find(const Id<MediaAsset> &asset, const QString &variant) const;
    Result<QList<LocalFile>> files(const Id<MediaAsset> &asset) const;
    // Assets whose original is here and hashed, but not this variant; oldest first.
    Result<QList<Id<MediaAsset>>> originalsWithout(const QString &variant) const;
    // The originals at this path, newest knowledge of each asset.
    Result<QList<LocalFile>> originalsAt(const QString &path) const;
    Result<QList<LocalFile>> originals() const; // of all assets
    // Every file below this folder.
    Result<QList<LocalFile>> allBelow(const QString &folder) const;
    Result<void> remove(const Id<MediaAsset> &asset, const QString &variant);

private:
    Replica &m_replica;
};

} // namespace rawi

#include "core/desk/media/local_media_store.h"

#include "core/replica/replica_database.h"

namespace rawi {

namespace {

const QString kColumns = u"SELECT asset_id, variant, path, size, mtime, sha256 FROM local_files "_s;

LocalFile fileOf(const QSqlQuery &query)
{
    return {Id<MediaAsset>::fromText(query.value(0).toString()),
            query.value(1).toString(),
            query.value(2).toString(),
            query.value(3).toLongLong(),
            query.value(4).toLongLong(),
            query.value(5).toString()};
}

} // namespace

LocalStore LocalMediaStore::tables()
{
    return {.name = u"local_files"_s,
            .steps = {u"CREATE TABLE IF NOT EXISTS local_files (asset_id TEXT, variant TEXT, path TEXT, size INTEGER, "
                      "mtime INTEGER, sha256 TEXT, PRIMARY KEY (asset_id, variant))"_s,
                      u"CREATE INDEX IF NOT EXISTS local_files_path ON local_files (path)"_s}};
}

LocalMediaStore::LocalMediaStore(Replica &replica) : m_replica(replica) { }

Result<void> LocalMediaStore::put(const LocalFile &file)
{
    return m_replica.database().exec(
        u"INSERT OR REPLACE INTO local_files (asset_id, variant, path, size, mtime, sha256) "
        "VALUES (?, ?, ?, ?, ?, ?)"_s,
        {file.assetId.text(), file.variant, file.path, file.size, file.mtimeMs, notNull(file.sha256)});
}

Result<std::optional<LocalFile>> LocalMediaStore::find(const Id<MediaAsset> &asset,
                                                       const QString &variant) const
{
    std::optional<LocalFile> found;
    RAWI_TRY(m_replica.database().each(kColumns + u"WHERE asset_id = ? AND variant = ?"_s,
                                       {asset.text(), variant},
                                       [&](const QSqlQuery &query) { found = fileOf(query); }));
    return found;
}

Result<QList<LocalFile>> LocalMediaStore::files(const Id<MediaAsset> &asset) const
{
    QList<LocalFile> files;
    RAWI_TRY(m_replica.database().each(kColumns + u"WHERE asset_id = ? ORDER BY variant"_s, {asset.text()},
                                       [&](const QSqlQuery &query) { files.append(fileOf(query)); }));
    return files;
}

Result<QList<Id<MediaAsset>>> LocalMediaStore::originalsWithout(const QString &variant) const
{
    QList<Id<MediaAsset>> assets;
    RAWI_TRY(m_replica.database().each(
        u"SELECT asset_id FROM local_files AS o WHERE variant = 'original' AND sha256 <> '' AND NOT EXISTS "
        "(SELECT 1 FROM local_files AS v WHERE v.asset_id = o.asset_id AND v.variant = ?) ORDER BY asset_id"_s,
        {variant},
        [&](const QSqlQuery &query) { assets.append(Id<MediaAsset>::fromText(query.value(0).toString())); }));
    return assets;
}

Result<QList<LocalFile>> LocalMediaStore::originalsAt(const QString &path) const
{
    QList<LocalFile> files;
    RAWI_TRY(m_replica.database().each(kColumns + u"WHERE path = ? AND variant = 'original'"_s, {path},
                                       [&](const QSqlQuery &query) { files.append(fileOf(query)); }));
    return files;
}

Result<QList<LocalFile>> LocalMediaStore::originals() const
{
    QList<LocalFile> files;
    RAWI_TRY(m_replica.database().each(kColumns + u"WHERE variant = 'original' ORDER BY asset_id"_s, {},
                                       [&](const QSqlQuery &query) { files.append(fileOf(query)); }));
    return files;
}

Result<QList<LocalFile>> LocalMediaStore::allBelow(const QString &folder) const
{
    QList<LocalFile> files;
    const QString begin = folder + QLatin1Char('/');
    RAWI_TRY(m_replica.database().each(kColumns + u"WHERE substr(path, 1, ?) = ?"_s, {begin.size(), begin},
                                       [&](const QSqlQuery &query) { files.append(fileOf(query)); }));
    return files;
}

Result<void> LocalMediaStore::remove(const Id<MediaAsset> &asset, const QString &variant)
{
    return m_replica.database().exec(u"DELETE FROM local_files WHERE asset_id = ? AND variant = ?"_s,
                                     {asset.text(), variant});
}

} // namespace rawi

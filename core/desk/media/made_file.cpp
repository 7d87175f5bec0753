#include "core/desk/media/made_file.h"

#include "core/desk/media/file_hash.h"

#include <QDateTime>
#include <QFileInfo>

namespace rawi {

namespace {

Result<void> keepOne(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset, const MadeFileReport &made,
                     const QString &sha256)
{
    const QString name = made.file.value("name"_L1).toString();
    const QString path = made.file.value("path"_L1).toString();
    const QFileInfo info(path);
    RAWI_TRY(replica.execute(u"media.add_variant"_s,
                             {{u"asset_id"_s, asset.text()},
                              {u"type"_s, enumText(made.type)},
                              {u"name"_s, name},
                              {u"content_type"_s, made.file.value("content_type"_L1).toString()},
                              {u"file_size"_s, info.size()},
                              {u"sha256"_s, sha256},
                              {u"width"_s, made.file.value("width"_L1).toInt()},
                              {u"height"_s, made.file.value("height"_L1).toInt()},
                              {u"duration_ms"_s, 0}}));
    // Only what the rules took: who may not change the asset keeps its old files.
    return localMedia.put({asset, name, path, info.size(), info.lastModified().toMSecsSinceEpoch(), sha256});
}

} // namespace

Result<void> keepMadeFiles(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset,
                           const QList<MadeFileReport> &files, const std::function<Result<void>()> &more)
{
    QStringList hashes; // read before the commit begins: nobody else can write meanwhile
    for (const MadeFileReport &made : files) {
        RAWI_ASSIGN(const QString sha256, hashFile(made.file.value("path"_L1).toString()));
        hashes.append(sha256);
    }
    return replica.together([&]() -> Result<void> {
        for (qsizetype i = 0; i < files.size(); ++i) {
            RAWI_TRY(keepOne(replica, localMedia, asset, files[i], hashes[i]));
        }
        return more();
    });
}

} // namespace rawi

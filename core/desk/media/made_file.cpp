#include "core/desk/media/made_file.h"

#include "core/base/file_sha256.h"

#include <QDateTime>
#include <QFileInfo>

namespace rawi {

namespace {

Result<void> keepOne(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset, const MadeVariant &made,
                     const QString &sha256)
{
    const QFileInfo info(made.path);
    RAWI_TRY(replica.execute(u"media.add_variant"_s,
                             {{u"asset_id"_s, asset.text()},
                              {u"type"_s, enumText(made.type)},
                              {u"name"_s, made.name},
                              {u"content_type"_s, made.contentType},
                              {u"file_size"_s, info.size()},
                              {u"sha256"_s, sha256},
                              {u"width"_s, made.width},
                              {u"height"_s, made.height},
                              {u"duration_ms"_s, 0}}));
    // Only what the rules took: who may not change the asset keeps its old files.
    return localMedia.put({asset, made.name, made.path, info.size(), info.lastModified().toMSecsSinceEpoch(), sha256});
}

} // namespace

Result<void> keepMadeFiles(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset,
                           const QList<MadeVariant> &files, const std::function<Result<void>()> &more,
                           const std::function<Result<void>()> &first)
{
    QStringList hashes; // read before the commit begins: nobody else can write meanwhile
    for (const MadeVariant &made : files) {
        RAWI_ASSIGN(const QString sha256, fileSha256(made.path));
        hashes.append(sha256);
    }
    return replica.together([&]() -> Result<void> {
        if (first) {
            RAWI_TRY(first());
        }
        for (qsizetype i = 0; i < files.size(); ++i) {
            RAWI_TRY(keepOne(replica, localMedia, asset, files[i], hashes[i]));
        }
        return more();
    });
}

} // namespace rawi

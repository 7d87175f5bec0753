#include "core/desk/made_file.h"

#include "core/desk/file_hash.h"

#include <QDateTime>
#include <QFileInfo>

namespace rawi {

namespace {

Result<void> keepOne(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset, const MadeFileReport &made,
                     const QString &sha256)
{
    const QString name = made.file.value(QLatin1StringView("name")).toString();
    const QString path = made.file.value(QLatin1StringView("path")).toString();
    const QFileInfo info(path);
    RAWI_TRY(replica.execute(QStringLiteral("media.add_variant"),
                             {{QStringLiteral("asset_id"), asset.text()},
                              {QStringLiteral("type"), enumText(made.type)},
                              {QStringLiteral("name"), name},
                              {QStringLiteral("content_type"), made.file.value(QLatin1StringView("content_type")).toString()},
                              {QStringLiteral("file_size"), info.size()},
                              {QStringLiteral("sha256"), sha256},
                              {QStringLiteral("width"), made.file.value(QLatin1StringView("width")).toInt()},
                              {QStringLiteral("height"), made.file.value(QLatin1StringView("height")).toInt()},
                              {QStringLiteral("duration_ms"), 0}}));
    // Only what the rules took: who may not change the asset keeps its old files.
    return localMedia.put({asset, name, path, info.size(), info.lastModified().toMSecsSinceEpoch(), sha256});
}

} // namespace

Result<void> keepMadeFiles(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset,
                           const QList<MadeFileReport> &files, const std::function<Result<void>()> &more)
{
    QStringList hashes; // read before the commit begins: nobody else can write meanwhile
    for (const MadeFileReport &made : files) {
        RAWI_ASSIGN(const QString sha256, hashFile(made.file.value(QLatin1StringView("path")).toString()));
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

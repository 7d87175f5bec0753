#include "core/desk/made_file.h"

#include "core/desk/file_hash.h"

#include <QDateTime>
#include <QFileInfo>

namespace rawi {

Result<void> keepMadeFile(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset, VariantType type,
                          const QJsonObject &file)
{
    const QString name = file.value(QLatin1StringView("name")).toString();
    const QString path = file.value(QLatin1StringView("path")).toString();
    const QFileInfo info(path);
    RAWI_ASSIGN(const QString sha256, hashFile(path));
    RAWI_TRY(replica.execute(QStringLiteral("media.add_variant"),
                             {{QStringLiteral("asset_id"), asset.text()},
                              {QStringLiteral("type"), enumText(type)},
                              {QStringLiteral("name"), name},
                              {QStringLiteral("content_type"), file.value(QLatin1StringView("content_type")).toString()},
                              {QStringLiteral("file_size"), info.size()},
                              {QStringLiteral("sha256"), sha256},
                              {QStringLiteral("width"), file.value(QLatin1StringView("width")).toInt()},
                              {QStringLiteral("height"), file.value(QLatin1StringView("height")).toInt()},
                              {QStringLiteral("duration_ms"), 0}}));
    // Only what the rules took: who may not change the asset keeps its old files.
    return localMedia.put({asset, name, path, info.size(), info.lastModified().toMSecsSinceEpoch(), sha256});
}

} // namespace rawi

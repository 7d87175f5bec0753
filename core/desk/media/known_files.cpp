#include "core/desk/media/known_files.h"

#include "core/base/file_sha256.h"

#include <QFileInfo>

namespace rawi {

Result<QList<KnownFile>> filesOfSize(const Replica &replica, const LocalMediaStore &localMedia, qint64 size)
{
    QList<KnownFile> files;
    RAWI_ASSIGN(const QList<MediaAsset> assets, replica.where<MediaAsset>("file_size", size));
    for (const MediaAsset &asset : assets) {
        RAWI_ASSIGN(const std::optional<ContentItem> item, replica.find(asset.contentId));
        RAWI_ASSIGN(const std::optional<LocalFile> here, localMedia.find(asset.id, u"original"_s));
        if (item) {
            const QString sha256 = asset.sha256.isEmpty() && here ? here->sha256 : asset.sha256;
            files.append({asset.id, item->id, sha256, here ? here->path : QString()});
        }
    }
    return files;
}

KnownFile sameFile(const QString &path, const QList<KnownFile> &files)
{
    const Result<QString> digest = fileSha256(path);
    if (!digest.ok()) {
        return {};
    }
    for (const KnownFile &one : files) {
        Result<QString> known = one.sha256;
        if (known->isEmpty()) { // it was added a moment ago
            known = one.path.isEmpty() ? Result<QString>(QString()) : fileSha256(one.path);
        }
        if (known.ok() && *known == *digest) {
            return one;
        }
    }
    return {{}, {}, *digest, path};
}

} // namespace rawi

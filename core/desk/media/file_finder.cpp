#include "core/desk/media/file_finder.h"

#include "core/base/file_sha256.h"
#include "core/desk/media/file_hash.h"
#include "core/desk/media/folder_scan.h"
#include "core/desk/media/run_later.h"

#include <QDateTime>
#include <QFileInfo>

namespace rawi {

namespace {

constexpr int kMostSearched = 100'000; // a disk full of rushes

// By the asset: the path of its content. Only what has the size of a lost file is read.
using FoundPaths = QHash<QUuid, QString>;

FoundPaths pathsBelow(const QString &folder, const QList<FilePlace> &lost)
{
    FoundPaths found;
    const QStringList files = filesBelow({folder}, kMostSearched);
    for (const QString &path : files) {
        const qint64 size = QFileInfo(path).size();
        QString digest;
        for (const FilePlace &one : lost) {
            if (one.asset.fileSize != size || one.sha256.isEmpty() || found.contains(one.asset.id.uuid())) {
                continue;
            }
            if (digest.isEmpty()) {
                const Result<QString> hash = fileSha256(path);
                digest = hash.ok() ? *hash : u"-"_s; // one that cannot be read is none of them
            }
            if (digest == one.sha256) {
                found.insert(one.asset.id.uuid(), path);
            }
        }
    }
    return found;
}

} // namespace

FileFinder::FileFinder(Replica &replica, LocalMediaStore &localMedia, QObject *parent)
    : QObject(parent), m_replica(replica), m_localMedia(localMedia)
{
}

void FileFinder::take(const Id<MediaAsset> &asset, const QString &path, const Told &told)
{
    hashFileLater(path, this, [this, asset, path, told](const Result<QString> &digest) {
        const Result<FilePlace> place = placeOf(m_replica, m_localMedia, asset);
        if (!digest.ok() || !place.ok()) {
            told(digest.ok() ? place.error() : digest.error());
            return;
        }
        const bool same = place->sha256.isEmpty() ? QFileInfo(path).size() == place->asset.fileSize : place->sha256 == *digest;
        told(same ? keep(*place, path, *digest)
                  : Result<void>(Error{ErrorCode::OtherFile, QFileInfo(path).fileName(), place->asset.originalFilename}));
    });
}

void FileFinder::search(const QString &folder, const Searched &searched)
{
    const auto lost = lostFiles(m_replica, m_localMedia);
    const QList<FilePlace> places = lost.ok() ? *lost : QList<FilePlace>();
    runLater<FoundPaths>(
        this, [folder, places] { return pathsBelow(folder, places); },
        [this, places, searched, wrong = lost.ok() ? std::nullopt : std::optional(lost.error())](const FoundPaths &paths) {
            std::optional<Error> error = wrong;
            int kept = 0;
            for (const FilePlace &one : places) {
                const QString path = paths.value(one.asset.id.uuid());
                const Result<void> done = path.isEmpty() ? Result<void>() : keep(one, path, one.sha256);
                kept += !path.isEmpty() && done.ok() ? 1 : 0;
                error = done.ok() ? error : std::optional(done.error());
            }
            searched(kept, static_cast<int>(places.size()) - kept, error);
        });
}

Result<void> FileFinder::keep(const FilePlace &place, const QString &path, const QString &sha256)
{
    const QFileInfo info(path);
    RAWI_TRY(m_localMedia.put({place.asset.id, u"original"_s, info.absoluteFilePath(), info.size(),
                               info.lastModified().toMSecsSinceEpoch(), sha256}));
    m_replica.announce({RowKey{recordInfo<MediaAsset>().name, place.asset.id.uuid()}});
    Q_EMIT found(place.asset.id.uuid());
    return {};
}

} // namespace rawi

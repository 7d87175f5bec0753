#pragma once

#include "core/desk/media/file_places.h"

#include <QObject>

#include <functional>

namespace rawi {

// Finds originals again that are no longer where they were, or that came to this desk by another way than the server: a
// file is the one that is looked for when its content is. Lives on the desk's thread; files are read in the thread pool.
class FileFinder : public QObject {
    Q_OBJECT

public:
    FileFinder(Replica &replica, LocalMediaStore &localMedia, QObject *parent = nullptr);

    // Takes the file at `path` for the original of the asset. `told` is called once, never before this returns, with
    // NotFound, FileMissing, IoError, or OtherFile when its content is another. A file that nobody had read before it was
    // lost is known by its size.
    using Told = std::function<void(const Result<void> &)>;
    void take(const Id<MediaAsset> &asset, const QString &path, const Told &told);

    // Looks into a folder and below for all that is lost to this desk; how many were found, and how many are still lost.
    using Searched = std::function<void(int found, int lost, const std::optional<Error> &error)>;
    void search(const QString &folder, const Searched &searched);

Q_SIGNALS:
    void found(const QUuid &assetId); // its original is on this desk again

private:
    Result<void> keep(const FilePlace &place, const QString &path, const QString &sha256);

    Replica &m_replica;
    LocalMediaStore &m_localMedia;
};

} // namespace rawi

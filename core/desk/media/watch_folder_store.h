#pragma once

#include "core/replica/replica.h"

namespace rawi {

// A folder whose new files are taken in and encoded by themselves.
struct WatchFolder {
    QUuid id;
    QString path;        // absolute
    QStringList presets; // by key; none: taken in only
    bool paused = false;
    bool subfolders = false; // what lies in folders below it is taken, too
    qint64 createdMs = 0;
    bool operator==(const WatchFolder &) const = default;
};

enum class WatchedState { Taken, Known, Failed, Asked };

template <>
struct EnumNames<WatchedState> {
    static constexpr std::array names{"taken", "known", "failed", "asked"};
};

// What became of one file of a watch folder. Known: it is one that was taken before under another name, or an editor left it
// out. Asked: the library has its content (error: AlreadyHere, by the item), and an editor is to say what becomes of it.
struct WatchedFile {
    QUuid folder;
    QString path;
    qint64 size = 0;
    qint64 mtimeMs = 0;
    quint64 inode = 0;
    QString sha256;
    WatchedState state = WatchedState::Taken;
    Error error; // of a Failed or Asked one
    bool operator==(const WatchedFile &) const = default;
};

// The desk's watch folders and the files that were dealt with. Never synced.
class WatchFolderStore {
public:
    static LocalStore tables();

    explicit WatchFolderStore(Replica &replica);
    Result<void> put(const WatchFolder &folder);
    Result<QList<WatchFolder>> folders() const; // oldest first
    Result<void> remove(const QUuid &folder);   // with its files

    Result<void> putFile(const WatchedFile &file);
    Result<QList<WatchedFile>> files(const QUuid &folder) const;
    Result<void> forgetFile(const QUuid &folder, const QString &path);
    // Whether this very file was taken, under whatever name: not a copy of it.
    Result<bool> isTaken(const QString &sha256, quint64 inode, qint64 mtimeMs) const;

private:
    Replica &m_replica;
};

} // namespace rawi

#include "core/desk/media/watch_folder_store.h"

#include "core/replica/journal_table.h"
#include "core/rules/plain.h"

#include <QJsonDocument>

namespace rawi {

namespace {

constexpr const char *kWatchFolders = "watch_folders";

} // namespace

template <>
struct Describe<WatchFolder> {
    using Of = WatchFolder;
    static auto members()
    {
        return std::tuple{member("id", &Of::id),
                          member("path", &Of::path),
                          member("presets", &Of::presets),
                          member("paused", &Of::paused),
                          member("subfolders", &Of::subfolders),
                          member("created_ms", &Of::createdMs)};
    }
};

LocalStore WatchFolderStore::tables()
{
    return {.name = QLatin1StringView(kWatchFolders),
            .steps = {JournalTable::make(kWatchFolders),
                      u"CREATE TABLE IF NOT EXISTS watched_files (folder TEXT, path TEXT, size INTEGER, mtime INTEGER, inode TEXT, "
                      "sha256 TEXT, state TEXT, error TEXT, PRIMARY KEY (folder, path))"_s,
                      u"CREATE INDEX IF NOT EXISTS watched_files_sha256 ON watched_files (sha256)"_s}};
}

WatchFolderStore::WatchFolderStore(Replica &replica) : m_replica(replica) { }

Result<void> WatchFolderStore::put(const WatchFolder &folder)
{
    return JournalTable(m_replica.database(), kWatchFolders).put(folder.id, toJson(folder));
}

Result<QList<WatchFolder>> WatchFolderStore::folders() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kWatchFolders).entries());
    QList<WatchFolder> folders;
    for (const QJsonObject &entry : entries) {
        folders.append(fromJson<WatchFolder>(entry));
    }
    return folders;
}

Result<void> WatchFolderStore::remove(const QUuid &folder)
{
    return m_replica.database().write([&]() -> Result<void> {
        RAWI_TRY(
            m_replica.database().exec(u"DELETE FROM watched_files WHERE folder = ?"_s, {uuidText(folder)}));
        return JournalTable(m_replica.database(), kWatchFolders).remove(folder);
    });
}

Result<void> WatchFolderStore::putFile(const WatchedFile &file)
{
    const QString error = QString::fromUtf8(QJsonDocument(toJson(file.error)).toJson(QJsonDocument::Compact));
    return m_replica.database().exec(
        u"INSERT OR REPLACE INTO watched_files (folder, path, size, mtime, inode, sha256, state, error) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {uuidText(file.folder), file.path, file.size, file.mtimeMs, QString::number(file.inode),
         notNull(file.sha256), enumText(file.state), error});
}

Result<QList<WatchedFile>> WatchFolderStore::files(const QUuid &folder) const
{
    QList<WatchedFile> files;
    RAWI_TRY(m_replica.database().each(
        u"SELECT path, size, mtime, inode, sha256, state, error FROM watched_files WHERE folder = ? ORDER BY path"_s,
        {uuidText(folder)}, [&](const QSqlQuery &query) {
            WatchedFile file;
            file.folder = folder;
            file.path = query.value(0).toString();
            file.size = query.value(1).toLongLong();
            file.mtimeMs = query.value(2).toLongLong();
            file.inode = query.value(3).toString().toULongLong();
            file.sha256 = query.value(4).toString();
            const auto state = enumFromText<WatchedState>(query.value(5).toString());
            file.state = state.ok() ? *state : WatchedState::Failed;
            file.error = fromJson<Error>(QJsonDocument::fromJson(query.value(6).toString().toUtf8()).object());
            if (file.state == WatchedState::Failed && file.error.code == ErrorCode::AlreadyHere) {
                file.state = WatchedState::Asked; // as versions before this question kept it
            }
            files.append(file);
        }));
    return files;
}

Result<void> WatchFolderStore::forgetFile(const QUuid &folder, const QString &path)
{
    return m_replica.database().exec(u"DELETE FROM watched_files WHERE folder = ? AND path = ?"_s,
                                     {uuidText(folder), path});
}

Result<bool> WatchFolderStore::isTaken(const QString &sha256, quint64 inode, qint64 mtimeMs) const
{
    RAWI_ASSIGN(const QVariant found,
                m_replica.database().value(
                    u"SELECT 1 FROM watched_files WHERE sha256 = ? AND inode = ? AND mtime = ? AND state = 'taken' LIMIT 1"_s,
                    {sha256, QString::number(inode), mtimeMs}));
    return found.isValid();
}

} // namespace rawi

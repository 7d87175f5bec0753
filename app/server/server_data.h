#pragma once

#include "app/server/server_options.h"
#include "core/base/folder_lock.h"
#include "sync-server/pg/pg.h"
#include "sync-server/pg/private_postgres.h"

#include <optional>

namespace rawi::server {

// The server's folder and its database, opened: the lock, the private PostgreSQL when none was given, migrations.
// Belongs to the main thread.
class ServerData {
public:
    enum class Need { Exclusive, Shared };

    // Exclusive: this process becomes the folder's server (Locked when another one is). Shared: works beside a
    // running server through its PostgreSQL, or starts PostgreSQL itself when there is none.
    // Errors: PermissionDenied or IoError (folder), Locked, MissingProgram, DatabaseError, CorruptData.
    static Result<std::unique_ptr<ServerData>> open(const ServerOptions &options, Need need);
    // A folder for a restore: made, or empty; with an empty database. Errors: AlreadyExists (a folder with something in
    // it), as open().
    static Result<std::unique_ptr<ServerData>> make(const ServerOptions &options);
    ~ServerData();

    const QString &conninfo() const { return m_conninfo; }
    // 32 random bytes that sign media URLs; made once, readable by the owner only.
    Result<QByteArray> urlKey() const;
    // Whether the private PostgreSQL (when it is ours) still runs.
    bool databaseRunning() const;
    // Starts it again after it ended, however it ended. Errors: as PrivatePostgres::start().
    Result<void> restartDatabase();
    // Stops it and removes what make() made, after a restore that failed.
    void discard();

private:
    explicit ServerData(const ServerOptions &options);
    Result<void> lock();
    Result<void> openDatabase();
    Result<void> startDatabase();

    ServerOptions m_options;
    QString m_conninfo;
    std::optional<FolderLock> m_lock;
    std::unique_ptr<PrivatePostgres> m_postgres;
};

} // namespace rawi::server

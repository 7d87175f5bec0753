#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <memory>

namespace rawi::server {

// A PostgreSQL of our own: a cluster in <directory> and a `postgres` child process that listens on a Unix socket
// in a 0700 folder only, and ends when we end. As root it runs as the user `postgres`, else `nobody`. Belongs to
// the main thread (the child's death signal follows the thread that forked it).
class PrivatePostgres {
public:
    struct Options {
        QString directory;       // made when missing
        QString binDirectory;    // empty = look for it: the cluster's version, else the newest
        bool durable = true;     // false only in tests: no fsync
        int maxConnections = 60;
    };

    explicit PrivatePostgres(Options options);
    ~PrivatePostgres(); // stops it

    // Makes the cluster when there is none, starts it and waits until it answers; survives a start right after a
    // kill -9 of the last owner, or of its own process. Errors: MissingProgram (naming the Debian package), PermissionDenied (a folder),
    // Locked (another process runs this cluster), DiskFull, IoError with the end of PostgreSQL's log.
    Result<void> start();
    // Fast shutdown (what is committed is kept); kills after 8 s.
    void stop();
    bool running() const;
    qint64 processId() const; // 0 when it does not run

    // For PgConnection::open; `database` must exist ("postgres" always does).
    QString conninfo(const QString &database) const;
    // Makes the database when there is none.
    Result<void> ensureDatabase(const QString &database);

    // The conninfo of a cluster that another process runs on this folder.
    static QString conninfoOf(const QString &directory, const QString &database);
    // Where the programs are. Errors: MissingProgram.
    static Result<QString> findPrograms(const QString &version = {});
    // Where the cluster really is: `directory`, or where its link leads (see start()).
    QString clusterDirectory() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi::server

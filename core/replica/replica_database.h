#pragma once

#include "core/replica/log_sync.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QThreadPool>
#include <QVariantList>

#include <functional>
#include <memory>
#include <mutex>

namespace rawi {

// Qt binds a null string as NULL; columns of text that may not be NULL take this.
QString notNull(const QString &text);

// One SQLite connection (WAL) with its prepared statements; belongs to the thread that opened it.
// Errors of all functions: DiskFull, Locked (another connection wrote for more than 5 s), CorruptData,
// IoError, each naming the file; DatabaseError with SQLite's message for anything else.
class ReplicaDatabase {
public:
    static Result<std::unique_ptr<ReplicaDatabase>> open(const QString &path);
    ~ReplicaDatabase();
    ReplicaDatabase(const ReplicaDatabase &) = delete;
    ReplicaDatabase &operator=(const ReplicaDatabase &) = delete;

    Result<void> exec(const QString &sql, const QVariantList &values = {}) const;
    // Calls `visit` for each row; it must not use this connection.
    Result<void> each(const QString &sql, const QVariantList &values,
                      const std::function<void(const QSqlQuery &)> &visit) const;
    // The first column of the first row; an invalid QVariant when there is no row.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {}) const;

    // Runs `work` in a write transaction (BEGIN IMMEDIATE), rolled back when it fails. Inside another write of this
    // connection it is a part of that one: whoever runs that one must fail when this fails.
    Result<void> write(const std::function<Result<void>()> &work);
    // For the connection of a thread that must not wait for the disk. What write() commits stays in the log; another thread
    // brings it into the database, and both to the disk, at most once a second.
    Result<void> checkpointElsewhere();
    // What is committed is on its way to the disk; waitSynced() answers when it is there.
    void syncSoon() { m_sync.ask(); }
    Result<void> waitSynced() { return m_sync.wait(); }
    // Runs `work` over one unchanging snapshot.
    Result<void> read(const std::function<Result<void>()> &work) const;

private:
    explicit ReplicaDatabase(const QString &path);
    Result<QSqlQuery *> run(const QString &sql, const QVariantList &values) const;
    Result<void> between(const QString &begin, const std::function<Result<void>()> &work) const;
    Error errorOf(const QSqlError &error, const QString &sql) const;
    void checkpointSoon();

    QString m_path;
    std::shared_ptr<std::mutex> m_writersTurn;
    QString m_name;
    QSqlDatabase m_connection;
    bool m_writing = false;
    LogSync m_sync;
    std::unique_ptr<QThreadPool> m_elsewhere; // null: a commit checkpoints when the log is long
    QElapsedTimer m_sinceCheckpoint;
    mutable QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
};

} // namespace rawi

#include "core/replica/replica_database.h"

#include "core/base/log.h"
#include "core/text/truncate.h"

#include <QSqlError>
#include <QUuid>

namespace rawi {

namespace {

// Statements come from a fixed set, apart from the filters of lists; this many of those are kept prepared.
constexpr int kMaxStatements = 300;

// SQLite's primary result codes (sqlite.org/rescode.html).
ErrorCode codeOf(int sqliteCode)
{
    switch (sqliteCode & 0xFF) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return ErrorCode::Locked;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return ErrorCode::CorruptData;
    case 13: // SQLITE_FULL
        return ErrorCode::DiskFull;
    case 3: // SQLITE_PERM
    case 8: // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 14: // SQLITE_CANTOPEN
        return ErrorCode::IoError;
    default:
        return ErrorCode::DatabaseError;
    }
}

// The connections of this process to one file take turns in the order they ask. SQLite's own lock is polled, with pauses
// up to 100 ms: the editor's write would hardly ever meet the moment between two slices of a snapshot.
std::shared_ptr<std::mutex> writersTurn(const QString &path)
{
    static std::mutex guard;
    static QHash<QString, std::weak_ptr<std::mutex>> turns;
    const std::scoped_lock locked(guard);
    std::shared_ptr<std::mutex> turn = turns.value(path).lock();
    if (!turn) {
        turn = std::make_shared<std::mutex>();
        turns.insert(path, turn);
    }
    return turn;
}

} // namespace

QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

ReplicaDatabase::ReplicaDatabase(const QString &path)
    : m_path(path),
      m_writersTurn(writersTurn(path)),
      m_name(u"rawi-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name)),
      m_sync(path)
{
    m_connection.setDatabaseName(path);
    m_connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
}

ReplicaDatabase::~ReplicaDatabase()
{
    m_elsewhere.reset(); // waits: nothing opens the file when this has ended
    m_statements.clear();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<ReplicaDatabase>> ReplicaDatabase::open(const QString &path)
{
    std::unique_ptr<ReplicaDatabase> database(new ReplicaDatabase(path));
    if (!database->m_connection.isValid()) {
        return Error{ErrorCode::MissingProgram, u"libqt6sql6-sqlite"_s,
                     u"Qt's SQLite driver is not installed"_s};
    }
    if (!database->m_connection.open()) {
        return database->errorOf(database->m_connection.lastError(), u"open"_s);
    }
    for (const char *pragma : // 8 MB of pages: the system keeps the file's, too, and 32 MB made no snapshot quicker
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = OFF",
          "PRAGMA cache_size = -8192", "PRAGMA secure_delete = ON"}) {
        RAWI_TRY(database->exec(QLatin1StringView(pragma)));
    }
    return database;
}

Error ReplicaDatabase::errorOf(const QSqlError &error, const QString &sql) const
{
    return {codeOf(error.nativeErrorCode().toInt()), m_path,
            u"%1 [%2] in: %3"_s.arg(error.databaseText(), error.nativeErrorCode(), truncated(sql, 200))};
}

Result<QSqlQuery *> ReplicaDatabase::run(const QString &sql, const QVariantList &values) const
{
    std::shared_ptr<QSqlQuery> &statement = m_statements[sql];
    if (!statement) {
        auto prepared = std::make_shared<QSqlQuery>(m_connection);
        prepared->setForwardOnly(true);
        if (!prepared->prepare(sql)) {
            m_statements.remove(sql);
            return errorOf(prepared->lastError(), sql);
        }
        if (m_statements.size() > kMaxStatements) {
            m_statements.clear();
        }
        m_statements.insert(sql, prepared);
        return run(sql, values);
    }
    for (int i = 0; i < values.size(); ++i) {
        statement->bindValue(i, values[i]);
    }
    if (!statement->exec()) {
        const Error error = errorOf(statement->lastError(), sql);
        statement->finish();
        return error;
    }
    return statement.get();
}

Result<void> ReplicaDatabase::exec(const QString &sql, const QVariantList &values) const
{
    RAWI_ASSIGN(QSqlQuery * query, run(sql, values));
    query->finish();
    return {};
}

Result<void> ReplicaDatabase::each(const QString &sql, const QVariantList &values,
                                   const std::function<void(const QSqlQuery &)> &visit) const
{
    RAWI_ASSIGN(QSqlQuery * query, run(sql, values));
    while (query->next()) {
        visit(*query);
    }
    const QSqlError last = query->lastError();
    const Result<void> result = last.isValid() ? Result<void>(errorOf(last, sql)) : Result<void>();
    query->finish(); // an unfinished one would hold its snapshot of the file
    return result;
}

Result<QVariant> ReplicaDatabase::value(const QString &sql, const QVariantList &values) const
{
    QVariant found;
    RAWI_TRY(each(sql, values, [&](const QSqlQuery &query) {
        if (!found.isValid()) {
            found = query.value(0);
        }
    }));
    return found;
}

Result<void> ReplicaDatabase::between(const QString &begin, const std::function<Result<void>()> &work) const
{
    RAWI_TRY(exec(begin));
    Result<void> done = work();
    if (done.ok()) {
        done = exec(u"COMMIT"_s);
    }
    if (!done.ok()) {
        // A full disk or a failed write has rolled back already; then there is nothing left to undo.
        static_cast<void>(exec(u"ROLLBACK"_s));
    }
    return done;
}

Result<void> ReplicaDatabase::write(const std::function<Result<void>()> &work)
{
    if (m_writing) {
        return work();
    }
    const std::scoped_lock turn(*m_writersTurn);
    m_writing = true;
    const Result<void> done = between(u"BEGIN IMMEDIATE"_s, work);
    m_writing = false;
    if (done.ok() && m_elsewhere) {
        checkpointSoon();
    }
    return done;
}

Result<void> ReplicaDatabase::checkpointElsewhere()
{
    // Should the other thread not keep up, the log does not grow for ever.
    RAWI_TRY(exec(u"PRAGMA wal_autocheckpoint = 8000"_s));
    m_elsewhere = std::make_unique<QThreadPool>();
    m_elsewhere->setMaxThreadCount(1);
    m_sinceCheckpoint.start();
    return {};
}

void ReplicaDatabase::checkpointSoon()
{
    constexpr qint64 kEveryMs = 1000;
    if (!m_sinceCheckpoint.hasExpired(kEveryMs) || m_elsewhere->activeThreadCount() > 0) {
        return;
    }
    m_sinceCheckpoint.start();
    m_elsewhere->start([path = m_path] {
        const auto database = open(path);
        const Result<void> done =
            database.ok() ? (*database)->exec(u"PRAGMA wal_checkpoint(PASSIVE)"_s) : Result<void>(database.error());
        if (!done.ok()) {
            qCWarning(lcReplica) << "checkpoint:" << done.error().toString();
        }
    });
}

Result<void> ReplicaDatabase::read(const std::function<Result<void>()> &work) const
{
    return between(u"BEGIN"_s, work);
}

} // namespace rawi

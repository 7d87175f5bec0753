#include "app/server/server_data.h"

#include "core/protocol/workspace_rules.h"
#include "sync-server/pg/list_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSaveFile>

#include <sys/stat.h>
#include <unistd.h>

namespace rawi::server {

namespace {

constexpr int kUrlKeyBytes = 32;
const QString kDatabase = u"rawi"_s;

Result<void> makeFolder(const QString &path)
{
    if (!QDir().mkpath(path)) {
        return Error{ErrorCode::PermissionDenied, path,
                     u"the folder cannot be made; choose another with --data or give this user the right"_s, SubjectKind::File};
    }
    if (::access(QFile::encodeName(path).constData(), W_OK | X_OK) != 0) {
        return Error{ErrorCode::PermissionDenied, path,
                     u"this user may not write there; choose another with --data or change its owner"_s, SubjectKind::File};
    }
    return {};
}

Error withHint(Error error)
{
    error.detail += u"; check --database and that this PostgreSQL runs"_s;
    return error;
}

// Another encoding takes Arabic in the middle of the work, or not at all. PostgreSQL fixes it when a database is made.
Result<void> checkEncoding(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT pg_encoding_to_char(encoding), datname FROM pg_database WHERE datname = current_database()"));
    const QString encoding = rows.string(0, 0);
    const QString name = rows.string(0, 1);
    if (encoding == "UTF8"_L1) {
        return {};
    }
    return Error{ErrorCode::DatabaseError, name,
                 u"the database %1 is encoded as %2, which cannot hold Arabic, and PostgreSQL changes that for no database; make another "
                 "one with createdb --encoding=UTF8 --template=template0 NAME, and name it by --database"_s.arg(name, encoding)};
}

} // namespace

ServerData::ServerData(const ServerOptions &options) : m_options(options) { }

ServerData::~ServerData() = default;

Result<std::unique_ptr<ServerData>> ServerData::open(const ServerOptions &options, Need need)
{
    std::unique_ptr<ServerData> data(new ServerData(options));
    if (options.task != ServerOptions::Task::Init && !QFileInfo(options.data).isDir()) {
        return Error{ErrorCode::FileMissing, options.data,
                     u"there is no server in this folder; make one with rawi-server init"_s};
    }
    RAWI_TRY(makeFolder(options.data));
    if (const auto locked = data->lock(); !locked.ok()) {
        if (need == Need::Exclusive || locked.error().code != ErrorCode::Locked) {
            return locked.error();
        }
        // A server runs here and has migrated already: its PostgreSQL serves us too.
        data->m_conninfo = options.database.isEmpty()
            ? PrivatePostgres::conninfoOf(options.data + u"/pg"_s, kDatabase)
            : options.database;
        return data;
    }
    RAWI_TRY(data->openDatabase());
    return data;
}

Result<std::unique_ptr<ServerData>> ServerData::make(const ServerOptions &options)
{
    for (const QString &folder : {options.data, options.media}) {
        if (QFileInfo::exists(folder) && !QDir(folder).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System)) {
            return Error{ErrorCode::AlreadyExists, folder,
                         u"this folder is not empty and nothing in it was changed; restore into a new one"_s, SubjectKind::File};
        }
    }
    std::unique_ptr<ServerData> data(new ServerData(options));
    RAWI_TRY(makeFolder(options.data));
    RAWI_TRY(data->lock());
    RAWI_TRY(data->startDatabase());
    return data;
}

void ServerData::discard()
{
    QString cluster;
    if (m_postgres) {
        cluster = m_postgres->clusterDirectory();
        m_postgres.reset();
    }
    m_lock.reset();
    for (const QString &folder : {m_options.media, cluster, m_options.data}) {
        if (!folder.isEmpty() && !QDir(folder).removeRecursively()) {
            qWarning("%s could not be removed", qUtf8Printable(folder));
        }
    }
}

Result<void> ServerData::lock()
{
    Result<FolderLock> taken = FolderLock::take(m_options.data + u"/server.lock"_s);
    if (taken) {
        m_lock = std::move(*taken);
        return {};
    }
    if (taken.error().code != ErrorCode::Locked) {
        return Error{ErrorCode::PermissionDenied, m_options.data, u"the lock file cannot be written"_s, SubjectKind::File};
    }
    return Error{ErrorCode::Locked, m_options.data, taken.error().detail + u" serves this folder already; stop it first"_s};
}

Result<void> ServerData::openDatabase()
{
    m_conninfo = m_options.database;
    const QString cluster = m_options.data + u"/pg"_s;
    if (m_conninfo.isEmpty() && m_options.task != ServerOptions::Task::Init && !QFileInfo::exists(cluster)) {
        return Error{ErrorCode::FileMissing, cluster,
                     u"this folder holds no database; make the server with rawi-server init, or give the "
                     "--database it was made with"_s};
    }
    RAWI_TRY(startDatabase());
    RAWI_ASSIGN(const auto connection, PgConnection::open(m_conninfo));
    // A backup is often what comes before an upgrade: it is taken of the store as it is.
    if (m_options.task == ServerOptions::Task::Backup) {
        return {};
    }
    RAWI_TRY(migrate(*connection));
    return fillListings(*connection, makeWorkspaceRules().types());
}

Result<void> ServerData::startDatabase()
{
    m_conninfo = m_options.database;
    if (m_conninfo.isEmpty()) {
        m_postgres = std::make_unique<PrivatePostgres>(
            PrivatePostgres::Options{.directory = m_options.data + u"/pg"_s, .binDirectory = {}});
        RAWI_TRY(m_postgres->start());
        RAWI_TRY(m_postgres->ensureDatabase(kDatabase));
        m_conninfo = m_postgres->conninfo(kDatabase);
        return {};
    }
    auto connection = PgConnection::open(m_conninfo);
    return connection.ok() ? checkEncoding(**connection) : withHint(connection.error());
}

Result<void> ServerData::restartDatabase()
{
    return databaseRunning() ? Result<void>() : m_postgres->start();
}

Result<QByteArray> ServerData::urlKey() const
{
    const QString path = m_options.data + u"/url.key"_s;
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray key = file.readAll();
        if (key.size() != kUrlKeyBytes) {
            return Error{ErrorCode::CorruptData, path, u"not 32 bytes; remove it to get a new one"_s};
        }
        return key;
    }
    QByteArray key(kUrlKeyBytes, Qt::Uninitialized);
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(key.data()),
                                         reinterpret_cast<quint32 *>(key.data() + key.size()));
    QSaveFile made(path);
    if (!made.open(QIODevice::WriteOnly) || !made.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || made.write(key) != key.size() || !made.commit()) {
        return Error{ErrorCode::IoError, path, made.errorString()};
    }
    return key;
}

bool ServerData::databaseRunning() const
{
    return !m_postgres || m_postgres->running();
}

} // namespace rawi::server

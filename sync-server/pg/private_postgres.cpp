#include "sync-server/pg/private_postgres.h"

#include "core/base/id.h"
#include "sync-server/pg/pg.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QThread>
#include <QUuid>

#include <algorithm>
#include <csignal>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi::server {

namespace {

constexpr int kInitTimeoutMs = 120000;
constexpr int kStartTimeoutMs = 60000; // crash recovery included
constexpr int kStopTimeoutMs = 8000;
constexpr int kPredecessorMs = 15000; // for a child of a killed owner to shut down
constexpr qint64 kMaxLog = 4 * 1024 * 1024; // bytes
// sun_path holds 108 bytes and PostgreSQL appends "/.s.PGSQL.5432".
constexpr qsizetype kMaxSocketFolder = 85;

// Whom the child runs as.
struct Owner {
    uid_t uid = geteuid();
    gid_t gid = getegid();
    QString name;
    bool dropped = false;
};

Owner clusterOwner()
{
    Owner owner;
    if (geteuid() != 0) {
        return owner;
    }
    for (const char *name : {"postgres", "nobody"}) {
        if (const passwd *entry = getpwnam(name)) {
            return {entry->pw_uid, entry->pw_gid, QString::fromLatin1(name), true};
        }
    }
    return owner;
}

Result<void> makeOwned(const QString &path, const Owner &owner)
{
    const QByteArray native = QFile::encodeName(path);
    if (!QDir().mkpath(path)) {
        return Error{ErrorCode::PermissionDenied, path, u"cannot make this folder"_s, SubjectKind::File};
    }
    if ((owner.dropped && chown(native.constData(), owner.uid, owner.gid) != 0) || chmod(native.constData(), 0700) != 0) {
        return Error{ErrorCode::PermissionDenied, path, QString::fromLocal8Bit(strerror(errno)), SubjectKind::File};
    }
    return {};
}

bool mayPass(const QString &folder, const Owner &owner)
{
    struct stat info{};
    if (stat(QFile::encodeName(folder).constData(), &info) != 0) {
        return false;
    }
    const mode_t bit = info.st_uid == owner.uid ? S_IXUSR : info.st_gid == owner.gid ? S_IXGRP : S_IXOTH;
    return (info.st_mode & bit) != 0;
}

// Whether every folder above `path` lets the owner through.
bool reachable(const QString &path, const Owner &owner)
{
    QDir above(QFileInfo(path).absolutePath());
    for (;;) {
        if (above.exists() && !mayPass(above.absolutePath(), owner)) {
            return false;
        }
        if (!above.cdUp()) {
            return true;
        }
    }
}

// A short folder for the socket: inside the cluster's, or a name made from it in the temporary folder.
QString socketFolder(const QString &cluster)
{
    const QString inside = cluster + u"/run"_s;
    if (QFile::encodeName(inside).size() <= kMaxSocketFolder) {
        return inside;
    }
    const QByteArray digest = QCryptographicHash::hash(cluster.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return u"/tmp/rawi-pg-"_s + QString::fromLatin1(digest);
}

// `directory`, or what it links to when the cluster had to live elsewhere.
QString resolved(const QString &directory)
{
    const QString target = QFile::symLinkTarget(directory);
    return target.isEmpty() ? QDir(directory).absolutePath() : target;
}

QString conninfoFor(const QString &socket, const QString &database)
{
    return u"host='%1' user=rawi dbname='%2' connect_timeout=10 application_name=rawi-server"_s.arg(socket,
                                                                                                    database);
}

Error missingPrograms()
{
    return {ErrorCode::MissingProgram, u"postgresql-15"_s,
            u"initdb and postgres were not found; install the package postgresql-15 (apt-get install "
            "postgresql-15) or give --database postgresql://… to use another PostgreSQL"_s};
}

// What the log holds after `from`, at most its last 600 bytes.
QString linesSince(const QString &path, qint64 from)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    file.seek(qMax(from, file.size() - 600));
    return QString::fromUtf8(file.readAll()).trimmed();
}

ErrorCode codeOf(const QString &output)
{
    return output.contains(u"No space left"_s) ? ErrorCode::DiskFull : ErrorCode::IoError;
}

} // namespace

struct PrivatePostgres::Private {
    Options options;
    Owner owner = clusterOwner();
    QString cluster; // the real folder
    QString bin;
    QProcess process;
    qint64 logFrom = 0; // where this start's lines begin

    QString data() const { return cluster + u"/data"_s; }
    QString log() const { return cluster + u"/postgres.log"_s; }

    void dropRights(QProcess &child, bool diesWithUs) const
    {
        const Owner to = owner;
        const pid_t parent = getpid();
        // Between fork and exec: only async-signal-safe calls. setuid clears the death signal, hence the order.
        child.setChildProcessModifier([to, parent, diesWithUs] {
            if (to.dropped && (setgroups(0, nullptr) != 0 || setgid(to.gid) != 0 || setuid(to.uid) != 0)) {
                _exit(126);
            }
            if (diesWithUs && (prctl(PR_SET_PDEATHSIG, SIGINT) != 0 || getppid() != parent)) {
                _exit(125);
            }
            setsid();
            umask(077);
        });
        child.setWorkingDirectory(u"/"_s);
    }

    Result<void> chooseFolder();
    Result<void> choosePrograms();
    Result<void> makeFolders() const;
    Result<void> initialise() const;
    Result<bool> launch(); // false: ended at once, try again
    bool isOurs() const;
    bool waitUntilItAnswers(const QElapsedTimer &since);
};

PrivatePostgres::PrivatePostgres(Options options) : d(std::make_unique<Private>())
{
    d->options = std::move(options);
    d->cluster = resolved(d->options.directory);
}

PrivatePostgres::~PrivatePostgres()
{
    stop();
    if (const QString socket = socketFolder(d->cluster); !socket.startsWith(d->cluster)) {
        QDir().rmdir(socket); // stays while it holds another owner's socket
    }
}

Result<QString> PrivatePostgres::findPrograms(const QString &version)
{
    QDir versions(u"/usr/lib/postgresql"_s);
    QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return a.toInt() > b.toInt(); });
    for (const QString &name : names) {
        const QString bin = versions.filePath(name) + u"/bin"_s;
        if ((version.isEmpty() || version == name) && QFileInfo(bin + u"/postgres"_s).isExecutable()
            && QFileInfo(bin + u"/initdb"_s).isExecutable()) {
            return bin;
        }
    }
    const QString inPath = QStandardPaths::findExecutable(u"initdb"_s);
    if (version.isEmpty() && !inPath.isEmpty()) {
        return QFileInfo(inPath).absolutePath();
    }
    return missingPrograms();
}

// As root the child is another user. A folder it cannot reach (below /root, say) gets the cluster in
// /var/lib/rawi instead, and a link to it.
Result<void> PrivatePostgres::Private::chooseFolder()
{
    const QString wanted = QDir(options.directory).absolutePath();
    cluster = resolved(options.directory);
    if (!owner.dropped || reachable(cluster, owner)) {
        return {};
    }
    const QString fallback = u"/var/lib/rawi/pg-"_s + uuidText(QUuid::createUuid()).first(13);
    if (!QDir().mkpath(QFileInfo(fallback).absolutePath()) || !QDir().mkpath(QFileInfo(wanted).absolutePath())
        || !reachable(fallback, owner) || (QFileInfo::exists(wanted) && !QDir().rmdir(wanted))
        || !QFile::link(fallback, wanted)) {
        return Error{ErrorCode::PermissionDenied, wanted,
                     u"the user %1, who runs PostgreSQL, cannot reach this folder; choose another one, "
                     "such as /var/lib/rawi"_s.arg(owner.name), SubjectKind::File};
    }
    qInfo("the user %s cannot reach %s; the database is in %s", qUtf8Printable(owner.name), qUtf8Printable(wanted),
          qUtf8Printable(fallback));
    cluster = fallback;
    return {};
}

Result<void> PrivatePostgres::Private::choosePrograms()
{
    if (!options.binDirectory.isEmpty()) {
        bin = options.binDirectory;
        return QFileInfo(bin + u"/postgres"_s).isExecutable() ? Result<void>() : missingPrograms();
    }
    QString version;
    if (QFile file(data() + u"/PG_VERSION"_s); file.open(QIODevice::ReadOnly)) {
        version = QString::fromLatin1(file.readAll()).trimmed();
    }
    Result<QString> found = findPrograms(version);
    if (!found.ok()) {
        Error error = found.error();
        if (!version.isEmpty()) {
            error.subject = u"postgresql-"_s + version;
            error.detail =
                u"this data was made by PostgreSQL %1; install the package postgresql-%1"_s.arg(version);
        }
        return error;
    }
    bin = *found;
    return {};
}

Result<void> PrivatePostgres::Private::makeFolders() const
{
    RAWI_TRY(makeOwned(cluster, owner));
    const QString socket = socketFolder(cluster);
    RAWI_TRY(makeOwned(socket, owner));
    struct stat info{};
    if (lstat(QFile::encodeName(socket).constData(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != owner.uid) {
        return Error{ErrorCode::PermissionDenied, socket, u"somebody else made this folder; remove it"_s, SubjectKind::File};
    }
    return {};
}

Result<void> PrivatePostgres::Private::initialise() const
{
    if (QFile::exists(data() + u"/PG_VERSION"_s)) {
        return {};
    }
    QStringList arguments{u"-D"_s,
                          data(),
                          u"-U"_s,
                          u"rawi"_s,
                          u"-A"_s,
                          u"trust"_s,
                          u"-E"_s,
                          u"UTF8"_s,
                          u"--locale=C.UTF-8"_s,
                          u"--data-checksums"_s};
    if (!options.durable) {
        arguments.append(u"--no-sync"_s);
    }
    QProcess init;
    dropRights(init, false);
    init.setProcessChannelMode(QProcess::MergedChannels);
    init.start(bin + u"/initdb"_s, arguments);
    if (!init.waitForFinished(kInitTimeoutMs) || init.exitStatus() != QProcess::NormalExit || init.exitCode() != 0) {
        const QString output = QString::fromUtf8(init.readAll()).trimmed();
        return Error{codeOf(output), data(), u"initdb failed: "_s + output.right(400)};
    }
    return {};
}

Result<bool> PrivatePostgres::Private::launch()
{
    QStringList arguments{u"-D"_s, data(), u"-k"_s, socketFolder(cluster)};
    QStringList settings{u"listen_addresses="_s, u"unix_socket_permissions=0700"_s,
                         u"max_connections=%1"_s.arg(options.maxConnections), u"port=5432"_s,
                         u"logging_collector=off"_s};
    if (!options.durable) {
        settings += {u"fsync=off"_s, u"synchronous_commit=off"_s, u"full_page_writes=off"_s};
    }
    for (const QString &setting : settings) {
        arguments += {u"-c"_s, setting};
    }
    dropRights(process, true);
    process.setStandardOutputFile(QProcess::nullDevice());
    // Appended to, because a child of a killed owner may still be writing its last lines there.
    if (QFileInfo(log()).size() > kMaxLog) {
        QFile::remove(log());
    }
    logFrom = QFileInfo(log()).size();
    process.setStandardErrorFile(log(), QIODevice::Append);
    process.start(bin + u"/postgres"_s, arguments);
    if (!process.waitForStarted(5000)) {
        return Error{ErrorCode::IoError, bin, process.errorString()};
    }
    return true;
}

// Who holds the data says so in the first line of postmaster.pid. A predecessor may still answer at the same socket.
bool PrivatePostgres::Private::isOurs() const
{
    QFile file(data() + u"/postmaster.pid"_s);
    return file.open(QIODevice::ReadOnly) && file.readLine().trimmed().toLongLong() == process.processId();
}

bool PrivatePostgres::Private::waitUntilItAnswers(const QElapsedTimer &since)
{
    const QByteArray target = conninfoFor(socketFolder(cluster), u"postgres"_s).toUtf8();
    while (since.elapsed() < kStartTimeoutMs) {
        if (isOurs() && PQping(target.constData()) == PQPING_OK && process.state() == QProcess::Running) {
            return true;
        }
        if (process.waitForFinished(10) || process.state() == QProcess::NotRunning) {
            return false;
        }
    }
    return false;
}

Result<void> PrivatePostgres::start()
{
    RAWI_TRY(d->chooseFolder());
    RAWI_TRY(d->choosePrograms());
    RAWI_TRY(d->makeFolders());
    RAWI_TRY(d->initialise());
    QElapsedTimer since;
    since.start();
    // A child of an owner that was just killed may still be shutting down; it holds postmaster.pid until then.
    for (;;) {
        RAWI_ASSIGN([[maybe_unused]] const bool launched, d->launch());
        if (d->waitUntilItAnswers(since)) {
            return {};
        }
        const QString output = linesSince(d->log(), d->logFrom);
        // Or, after a kill of it alone, its last backends still hold the shared memory.
        const bool held = output.contains(u"postmaster.pid"_s) || output.contains(u".s.PGSQL"_s) || output.contains(u"shared memory block"_s);
        if (!held || since.elapsed() > kPredecessorMs) {
            stop();
            return Error{held ? ErrorCode::Locked : codeOf(output), d->cluster,
                         u"PostgreSQL did not start: "_s + output};
        }
        QThread::msleep(200);
    }
}

void PrivatePostgres::stop()
{
    if (d->process.state() == QProcess::NotRunning) {
        return;
    }
    ::kill(static_cast<pid_t>(d->process.processId()), SIGINT); // fast; SIGTERM would wait for clients
    if (!d->process.waitForFinished(kStopTimeoutMs)) {
        ::kill(static_cast<pid_t>(d->process.processId()), SIGQUIT);
        d->process.waitForFinished(2000);
    }
}

qint64 PrivatePostgres::processId() const
{
    return d->process.processId();
}

bool PrivatePostgres::running() const
{
    return d->process.state() == QProcess::Running;
}

QString PrivatePostgres::conninfo(const QString &database) const
{
    return conninfoFor(socketFolder(d->cluster), database);
}

QString PrivatePostgres::conninfoOf(const QString &directory, const QString &database)
{
    return conninfoFor(socketFolder(resolved(directory)), database);
}

QString PrivatePostgres::clusterDirectory() const
{
    return d->cluster;
}

Result<void> PrivatePostgres::ensureDatabase(const QString &database)
{
    RAWI_ASSIGN(const auto connection, PgConnection::open(conninfo(u"postgres"_s)));
    RAWI_ASSIGN(const PgRows known, connection->exec("SELECT 1 FROM pg_database WHERE datname = $1", {database.toStdString()}));
    if (known.count() > 0) {
        return {};
    }
    return connection->execScript("CREATE DATABASE \"" + database.toStdString() + "\"");
}

} // namespace rawi::server

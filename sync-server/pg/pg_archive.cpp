#include "sync-server/pg/pg_archive.h"

#include "sync-server/pg/pg.h"
#include "sync-server/pg/private_postgres.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <csignal>
#include <libpq-fe.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi::server {

namespace {

// Every libpq option that has a variable, so that no password is seen in a list of processes.
Result<QProcessEnvironment> environmentOf(const QString &conninfo)
{
    char *fault = nullptr;
    PQconninfoOption *options = PQconninfoParse(conninfo.toUtf8().constData(), &fault);
    if (!options) {
        const QString why = QString::fromUtf8(fault ? fault : "").trimmed();
        PQfreemem(fault);
        return Error{ErrorCode::InvalidArgument, u"--database"_s, why};
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const PQconninfoOption *one = options; one->keyword; ++one) {
        if (one->envvar && one->val) {
            environment.insert(QString::fromLatin1(one->envvar), QString::fromUtf8(one->val));
        }
    }
    PQconninfoFree(options);
    return environment;
}

// The program of the server's own version: an older pg_dump refuses a newer server.
Result<QString> findProgram(const QString &name, const QString &conninfo)
{
    RAWI_ASSIGN(const auto connection, PgConnection::open(conninfo));
    RAWI_ASSIGN(const PgRows rows, connection->exec("SELECT current_setting('server_version_num')::int / 10000"));
    const QString major = rows.string(0, 0);
    const QString beside = u"/usr/lib/postgresql/%1/bin/%2"_s.arg(major, name);
    if (QFileInfo(beside).isExecutable()) {
        return beside;
    }
    if (const Result<QString> bin = PrivatePostgres::findPrograms(); bin.ok() && QFileInfo(*bin + u'/' + name).isExecutable()) {
        return *bin + u'/' + name;
    }
    const QString inPath = QStandardPaths::findExecutable(name);
    if (inPath.isEmpty()) {
        return Error{ErrorCode::MissingProgram, u"postgresql-client-"_s + major,
                     u"%1 was not found; install the package postgresql-client-%2"_s.arg(name, major)};
    }
    return inPath;
}

constexpr int kAskMs = 500;

struct Ended {
    bool well = false;
    QString words; // the end of what it complained of
};

Result<Ended> runProgram(const QString &name, const QString &conninfo, const QStringList &arguments, const CancelCheck &isCancelled)
{
    RAWI_ASSIGN(const QString program, findProgram(name, conninfo));
    RAWI_ASSIGN(const QProcessEnvironment environment, environmentOf(conninfo));
    QProcess process;
    const pid_t parent = getpid();
    process.setChildProcessModifier([parent] { // only async-signal-safe calls
        if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != parent) {
            _exit(125);
        }
        umask(077);
    });
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForStarted()) {
        return Error{ErrorCode::IoError, program, process.errorString()};
    }
    while (!process.waitForFinished(kAskMs) && process.state() != QProcess::NotRunning) {
        if (isCancelled && isCancelled()) {
            process.kill();
            process.waitForFinished(-1);
            return Error{ErrorCode::Cancelled, name, u"it was told to end"_s, SubjectKind::Code};
        }
    }
    return Ended{process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
                 QString::fromUtf8(process.readAllStandardError()).trimmed().right(600)};
}

ErrorCode codeOf(const QString &words, ErrorCode otherwise)
{
    return words.contains("No space left"_L1) ? ErrorCode::DiskFull : otherwise;
}

} // namespace

Result<void> dumpDatabase(const QString &conninfo, const QString &snapshot, const QString &file, const CancelCheck &isCancelled)
{
    // The lowest level of compression: the backup of a running server shares its processors with the newsroom.
    RAWI_ASSIGN(const Ended ended, runProgram(u"pg_dump"_s, conninfo,
                                              {u"--format=custom"_s, u"--compress=1"_s, u"--no-owner"_s, u"--no-privileges"_s,
                                               u"--no-password"_s, u"--snapshot="_s + snapshot, u"--file="_s + file},
                                              isCancelled));
    if (!ended.well) {
        return Error{codeOf(ended.words, ErrorCode::IoError), file, u"pg_dump failed: "_s + ended.words};
    }
    return {};
}

Result<void> loadDatabase(const QString &conninfo, const QString &file, const CancelCheck &isCancelled)
{
    RAWI_ASSIGN(const auto connection, PgConnection::open(conninfo));
    RAWI_ASSIGN(const PgRows names, connection->exec("SELECT current_database()"));
    RAWI_ASSIGN(const Ended ended, runProgram(u"pg_restore"_s, conninfo,
                                              {u"--dbname="_s + names.string(0, 0), u"--no-owner"_s, u"--no-privileges"_s, u"--no-password"_s,
                                               u"--exit-on-error"_s, u"--single-transaction"_s, file},
                                              isCancelled));
    if (!ended.well) {
        return Error{codeOf(ended.words, ErrorCode::CorruptData), file,
                     u"pg_restore could not read it: %1; use another backup"_s.arg(ended.words)};
    }
    return {};
}

} // namespace rawi::server

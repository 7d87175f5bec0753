#include "app/server/doctor.h"

#include "app/server/server_data.h"
#include "core/base/clock.h"
#include "sync-server/backup/backup_service.h"
#include "sync-server/gateway/certificate.h"
#include "sync-server/gateway/trusted_proxies.h"
#include "sync-server/outgoing/secret_key.h"
#include "sync-server/pg/pg.h"
#include "sync-server/pg/private_postgres.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTextStream>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace rawi::server {

namespace {

constexpr qint64 kGiB = 1024LL * 1024 * 1024;

// Prints the findings and remembers the worst.
class Findings {
public:
    void ok(const QString &thing, const QString &found) { line("ok  ", thing, found); }
    void warn(const QString &thing, const QString &found) { line("warn", thing, found); }
    void fail(const QString &thing, const QString &found)
    {
        m_failed = true;
        line("FAIL", thing, found);
    }
    void result(const QString &thing, const Result<QString> &found)
    {
        found.ok() ? ok(thing, *found) : fail(thing, found.error().toString());
    }
    bool failed() const { return m_failed; }

private:
    void line(const char *verdict, const QString &thing, const QString &found)
    {
        QTextStream(stdout) << verdict << "  " << thing << ": " << found << Qt::endl;
    }
    bool m_failed = false;
};

void checkFolder(Findings &findings, const QString &thing, const QString &path)
{
    const QFileInfo info(path);
    if (!info.isDir()) {
        findings.fail(thing, u"%1 does not exist; make the server with rawi-server init"_s.arg(path));
    } else if (::access(QFile::encodeName(path).constData(), W_OK | X_OK) != 0) {
        findings.fail(thing, u"%1 may not be written by this user; change its owner"_s.arg(path));
    } else {
        struct statvfs disk{};
        ::statvfs(QFile::encodeName(path).constData(), &disk);
        const qint64 free = static_cast<qint64>(disk.f_bavail) * static_cast<qint64>(disk.f_frsize);
        const QString found = u"%1, %2 GiB free"_s.arg(path).arg(double(free) / kGiB, 0, 'f', 1);
        free < kGiB            ? findings.fail(thing, found + u"; make room, uploads will be refused"_s)
            : free < 10 * kGiB ? findings.warn(thing, found + u"; make room soon"_s)
                               : findings.ok(thing, found);
    }
}

void checkAddress(Findings &findings, const ServerOptions &options, const ServerOptions::Listen &wanted)
{
    const QString thing = u"address %1, port %2"_s.arg(wanted.host).arg(wanted.port);
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV;
    addrinfo *found = nullptr;
    if (::getaddrinfo(wanted.host.toUtf8().constData(), QByteArray::number(wanted.port).constData(), &hints, &found) != 0) {
        return findings.fail(thing, u"this machine knows no such address; choose another with --listen"_s);
    }
    const int fd = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(fd, found->ai_addr, found->ai_addrlen) == 0) {
        findings.warn(thing, u"something listens there; fine when it is this server"_s);
    } else {
        findings.ok(thing, options.speaksTls(wanted) ? u"free; TLS"_s : u"free; without TLS"_s);
    }
    ::close(fd);
    ::freeaddrinfo(found);
}

void checkTls(Findings &findings, const ServerOptions &options)
{
    const QString thing = u"TLS certificate"_s;
    if (options.tlsCertificate.isEmpty()) {
        return findings.ok(thing, u"none given; fine on this machine alone, or behind a proxy that has one"_s);
    }
    const auto certificate = Certificate::load({options.tlsCertificate, options.tlsKey});
    if (!certificate.ok()) {
        return findings.fail(thing, certificate.error().toString());
    }
    const QString warning = (*certificate)->warning(SystemClock().nowMs());
    warning.isEmpty() ? findings.ok(thing, (*certificate)->names()) : findings.warn(thing, warning);
}

void checkProxies(Findings &findings, const ServerOptions &options)
{
    const auto proxies = TrustedProxies::parse(options.trustedProxies);
    if (!options.trustedProxies.isEmpty()) {
        findings.result(u"trusted proxies"_s, proxies.ok() ? Result<QString>(options.trustedProxies.join(u", "_s)) : proxies.error());
    }
}

// The worker says by itself whether it can work here (its sandbox, its encoders).
void checkWorker(Findings &findings, const ServerOptions &options)
{
    const QString thing = u"media worker"_s;
    const QString program = mediaWorkerOf(options);
    if (!QFileInfo(program).isExecutable()) {
        return findings.fail(thing, u"%1 cannot be run; name rawi-media with --media-worker, uploads cannot be verified without it"_s.arg(program));
    }
    QProcess worker;
    worker.setProcessChannelMode(QProcess::MergedChannels);
    worker.start(program, {u"doctor"_s});
    if (!worker.waitForFinished(30'000) || worker.exitStatus() != QProcess::NormalExit || worker.exitCode() != 0) {
        return findings.fail(thing, u"%1 doctor: %2"_s.arg(program, QString::fromUtf8(worker.readAll()).simplified().right(300)));
    }
    findings.ok(thing, program);
}

// The key of the sealed secrets, told by nothing but its place.
Result<QString> describeKey(const QString &path)
{
    RAWI_ASSIGN(const std::optional<SecretKey> key, SecretKey::read(path));
    return path + (key ? u", for its owner only; keep a copy of it apart from backups"_s : u" is not there; the first start makes it"_s);
}

Result<QString> describeDatabase(const QString &conninfo)
{
    RAWI_ASSIGN(const std::unique_ptr<PgConnection> connection, PgConnection::open(conninfo));
    RAWI_ASSIGN(const PgRows rows,
                connection->exec("SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())), "
                                 "(SELECT coalesce(max(head), 0) FROM feed_heads), (SELECT count(*) FROM users)"));
    return u"PostgreSQL %1, %2, feed head %3, %4 people who can sign in"_s.arg(
        rows.string(0, 0), rows.string(0, 1), rows.string(0, 2), rows.string(0, 3));
}

void checkBackups(Findings &findings, const QString &conninfo)
{
    const auto connection = PgConnection::open(conninfo);
    const auto state = connection.ok() ? readBackupState(**connection) : Result<BackupState>(connection.error());
    if (!state.ok() || state->takenAt.isEmpty()) {
        return findings.warn(u"backup"_s, u"none was taken yet; rawi-server backup --data DIR --to FOLDER"_s);
    }
    const QString taken = u"the last of %1"_s.arg(state->takenAt);
    state->verifiedAt.isEmpty() ? findings.warn(u"backup"_s, taken + u", never tried; rawi-server backup --verify FOLDER --data DIR"_s)
                                : findings.ok(u"backup"_s, taken + u", one tried on "_s + state->verifiedAt);
}

} // namespace

int runDoctor(const ServerOptions &options)
{
    Findings findings;
    findings.result(u"PostgreSQL programs"_s,
                    options.database.isEmpty() ? PrivatePostgres::findPrograms()
                                               : Result<QString>(u"not needed with --database"_s));
    checkFolder(findings, u"data folder"_s, options.data);
    findings.result(u"key of the secrets"_s, describeKey(options.keyFile));
    if (!findings.failed()) {
        checkFolder(findings, u"media folder"_s,
                    QFileInfo(options.media).isDir() ? options.media : options.data);
        for (const ServerOptions::Listen &address : options.listen) {
            checkAddress(findings, options, address);
        }
        checkTls(findings, options);
        checkProxies(findings, options);
        checkWorker(findings, options);
        const auto data = ServerData::open(options, ServerData::Need::Shared);
        findings.result(u"database"_s,
                        data.ok() ? describeDatabase((*data)->conninfo()) : Result<QString>(data.error()));
        if (data.ok()) {
            checkBackups(findings, (*data)->conninfo());
        }
    }
    return findings.failed() ? 1 : 0;
}

} // namespace rawi::server

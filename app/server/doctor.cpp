#include "app/server/doctor.h"

#include "app/server/server_data.h"
#include "sync-server/outgoing/secret_key.h"
#include "sync-server/pg/pg.h"
#include "sync-server/pg/private_postgres.h"

#include <QFile>
#include <QFileInfo>
#include <QTextStream>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
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

void checkPort(Findings &findings, const ServerOptions &options)
{
    const QString thing = u"address %1:%2"_s.arg(options.host).arg(options.port);
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(options.port));
    if (::inet_pton(AF_INET, options.host.toLatin1().constData(), &address.sin_addr) != 1) {
        findings.warn(thing, u"not an IPv4 address; not tried"_s);
    } else if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0) {
        findings.warn(thing, u"something listens there; fine when it is this server"_s);
    } else {
        findings.ok(thing, u"free"_s);
    }
    ::close(fd);
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
        checkPort(findings, options);
        const auto data = ServerData::open(options, ServerData::Need::Shared);
        findings.result(u"database"_s,
                        data.ok() ? describeDatabase((*data)->conninfo()) : Result<QString>(data.error()));
    }
    return findings.failed() ? 1 : 0;
}

} // namespace rawi::server

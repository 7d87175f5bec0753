#include "app/server/server_options.h"

#include "core/people/workspace_settings.h"
#include "sync-server/jobs/cron_line.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>

namespace rawi::server {

namespace {

Error wrong(const QString &word, const QString &way)
{
    return {ErrorCode::InvalidArgument, word, way};
}

Result<void> addListen(ServerOptions &options, const QString &value)
{
    const bool plain = value.startsWith("http://"_L1);
    const QString address = plain ? value.mid(7) : value;
    const qsizetype colon = address.lastIndexOf(u':');
    bool ok = false;
    const int port = address.mid(colon + 1).toInt(&ok);
    QString host = colon < 0 ? QString() : address.first(colon);
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (bracketed) {
        host = host.mid(1, host.size() - 2);
    }
    if (colon < 1 || host.isEmpty() || bracketed != host.contains(u':') || !ok || port < 0 || port > 65535) {
        return wrong(value, u"--listen takes HOST:PORT or [IPv6]:PORT, for example 127.0.0.1:8420 or [::1]:8420; before it "
                            "http:// keeps one address plain when there is a certificate"_s);
    }
    options.listen.append({host, port, plain});
    return {};
}

Result<void> setPublicUrl(ServerOptions &options, const QString &value)
{
    const Result<QString> address = publicAddressFrom(value);
    if (!address) {
        return wrong(value, u"--public-url takes "_s + address.error().detail);
    }
    options.publicUrl = *address;
    return {};
}

Result<void> setBackupTime(ServerOptions &options, const QString &value)
{
    const auto line = CronLine::parse(value);
    if (!line.ok()) {
        return wrong(u"--backup-at"_s, line.error().detail);
    }
    options.backupAt = line->text();
    return {};
}

Result<void> setOption(ServerOptions &options, const QString &name, const QString &value)
{
    const QHash<QString, QString *> texts{{u"data"_s, &options.data},
                                          {u"database"_s, &options.database},
                                          {u"media"_s, &options.media},
                                          {u"media-worker"_s, &options.mediaWorker},
                                          {u"key-file"_s, &options.keyFile},
                                          {u"admin-email"_s, &options.email},
                                          {u"email"_s, &options.email},
                                          {u"admin-password-file"_s, &options.passwordFile},
                                          {u"password-file"_s, &options.passwordFile},
                                          {u"tls-certificate"_s, &options.tlsCertificate},
                                          {u"tls-key"_s, &options.tlsKey},
                                          {u"to"_s, &options.to},
                                          {u"from"_s, &options.from},
                                          {u"verify"_s, &options.from},
                                          {u"previous"_s, &options.previous},
                                          {u"backup-to"_s, &options.backupTo},
                                          {u"name-ar"_s, &options.nameAr},
                                          {u"name-en"_s, &options.nameEn}};
    if (QString *text = texts.value(name)) {
        *text = value;
        return {};
    }
    if (name == "allow-host"_L1) {
        options.allowedHosts += value.split(QLatin1Char(','), Qt::SkipEmptyParts);
        return {};
    }
    if (name == "listen"_L1) {
        return addListen(options, value);
    }
    if (name == "backup-at"_L1) {
        return setBackupTime(options, value);
    }
    if (name == "public-url"_L1) {
        return setPublicUrl(options, value);
    }
    if (name == "trusted-proxy"_L1) {
        options.trustedProxies.append(value);
        return {};
    }
    if (name == "role"_L1) {
        const auto role = enumFromText<Role>(value);
        if (!role.ok()) {
            return wrong(value, u"--role is one of viewer, editor, managing_editor, admin"_s);
        }
        options.role = *role;
        options.roleGiven = true;
        return {};
    }
    return wrong(u"--"_s + name, u"unknown option; see rawi-server --help"_s);
}

Result<void> checkComplete(const ServerOptions &options)
{
    using Task = ServerOptions::Task;
    if (options.task == Task::Help || options.task == Task::Version) {
        return {};
    }
    if (options.data.isEmpty() && options.task != Task::BackupVerify) {
        return wrong(u"--data"_s, u"name the server's folder with --data DIR"_s);
    }
    if (options.tlsCertificate.isEmpty() != options.tlsKey.isEmpty()) {
        return wrong(u"--tls-certificate and --tls-key"_s, u"give both, or none"_s);
    }
    if (!options.backupAt.isEmpty() && options.backupTo.isEmpty()) {
        return wrong(u"--backup-at"_s, u"name the folder of these backups with --backup-to FOLDER"_s);
    }
    if (options.task == Task::Backup && options.to.isEmpty()) {
        return wrong(u"--to"_s, u"name a new folder for the backup with --to FOLDER, or one to look at with --verify FOLDER"_s);
    }
    if (options.task == Task::Restore && options.from.isEmpty()) {
        return wrong(u"--from"_s, u"name the backup with --from FOLDER"_s);
    }
    if (options.task == Task::UserRole && (options.email.isEmpty() || !options.roleGiven)) {
        return wrong(u"--email and --role"_s, u"both are needed"_s);
    }
    const bool person = options.task == Task::Init || options.task == Task::UserAdd || options.task == Task::UserPassword;
    if (person && (options.email.isEmpty() || options.passwordFile.isEmpty())) {
        return wrong(options.task == Task::Init ? u"--admin-email and --admin-password-file"_s
                                                : u"--email and --password-file"_s,
                     u"both are needed"_s);
    }
    return {};
}

// Whoever copies the store must not take the key with it.
Result<void> placeKey(ServerOptions &options)
{
    options.keyFile = options.keyFile.isEmpty() ? options.data + u"/secrets.key"_s : QFileInfo(options.keyFile).absoluteFilePath();
    const QString folder = QDir::cleanPath(options.keyFile) + QLatin1Char('/');
    for (const QString &store : {options.media, options.data + u"/pg"_s}) {
        if (folder.startsWith(QDir::cleanPath(store) + QLatin1Char('/'))) {
            return wrong(options.keyFile, u"the key of the secrets may not lie inside %1, beside what it seals; name another "
                                          "place with --key-file"_s.arg(store));
        }
    }
    return {};
}

} // namespace

Result<ServerOptions> parseOptions(const QStringList &words)
{
    using Task = ServerOptions::Task;
    ServerOptions options;
    QStringList plain;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (word == "--help"_L1 || word == "-h"_L1) {
            return options;
        }
        if (word == "--version"_L1) {
            options.task = Task::Version;
            return options;
        }
        if (!word.startsWith("--"_L1)) {
            plain.append(word);
            continue;
        }
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        if (equals < 0 && i + 1 >= words.size()) {
            return wrong(word, u"this option needs a value"_s);
        }
        RAWI_TRY(setOption(options, word.mid(2, equals < 0 ? -1 : equals - 2),
                           equals < 0 ? words.at(++i) : word.mid(equals + 1)));
    }
    const QHash<QString, Task> tasks{{u"init"_s, Task::Init},
                                     {u"run"_s, Task::Run},
                                     {u"user add"_s, Task::UserAdd},
                                     {u"user passwd"_s, Task::UserPassword},
                                     {u"user list"_s, Task::UserList},
                                     {u"user role"_s, Task::UserRole},
                                     {u"secrets forget"_s, Task::SecretsForget},
                                     {u"backup"_s, Task::Backup},
                                     {u"restore"_s, Task::Restore},
                                     {u"doctor"_s, Task::Doctor}};
    const auto task = tasks.constFind(plain.join(QLatin1Char(' ')));
    if (task == tasks.constEnd()) {
        return wrong(plain.join(QLatin1Char(' ')), u"say init, run, user add|passwd|list|role, secrets forget, backup, restore or doctor"_s);
    }
    options.task = *task == Task::Backup && options.to.isEmpty() && !options.from.isEmpty() ? Task::BackupVerify : *task;
    for (QString *path : {&options.data, &options.to, &options.from, &options.previous, &options.backupTo, &options.tlsCertificate, &options.tlsKey}) {
        *path = path->isEmpty() ? QString() : QFileInfo(*path).absoluteFilePath();
    }
    if (options.listen.isEmpty()) {
        options.listen.append(ServerOptions::Listen{});
    }
    options.media =
        options.media.isEmpty() ? options.data + u"/media"_s : QFileInfo(options.media).absoluteFilePath();
    RAWI_TRY(checkComplete(options));
    RAWI_TRY(placeKey(options));
    return options;
}

QString mediaWorkerOf(const ServerOptions &options)
{
    return options.mediaWorker.isEmpty() ? QCoreApplication::applicationDirPath() + u"/rawi-media"_s : options.mediaWorker;
}

QString serverHelp()
{
    return u"rawi-server init   --data DIR --admin-email E --admin-password-file F\n"
           "rawi-server run    --data DIR [--listen HOST:PORT]… [--database URL] [--media DIR]\n"
           "                   [--tls-certificate FILE --tls-key FILE] [--trusted-proxy ADDRESS[/BITS]]…\n"
           "                   [--public-url URL] [--media-worker PROGRAM]\n"
           "                   [--key-file FILE] [--allow-host HOST[:PORT]] [--backup-to FOLDER [--backup-at CRON]]\n"
           "rawi-server user add    --data DIR --email E --role ROLE --password-file F [--name-ar N] "
           "[--name-en N]\n"
           "rawi-server user passwd --data DIR --email E --password-file F\n"
           "rawi-server user list   --data DIR\n"
           "rawi-server user role   --data DIR --email E --role ROLE\n"
           "rawi-server secrets forget --data DIR [--key-file FILE]\n"
           "rawi-server backup  --data DIR --to FOLDER [--previous FOLDER] [--database URL] [--media DIR]\n"
           "rawi-server backup  --verify FOLDER [--data DIR]\n"
           "rawi-server restore --from FOLDER --data NEWDIR [--database URL] [--media DIR]\n"
           "rawi-server doctor  --data DIR [the options of run]\n"
           "\n"
           "--listen        127.0.0.1:8420 when none is given; [::1]:8420 for IPv6; several addresses by several options.\n"
           "                With a certificate they speak TLS; http:// before one keeps it plain. SIGHUP reads the\n"
           "                certificate again.\n"
           "--trusted-proxy whose X-Forwarded-For, -Proto and -Host are believed. Nobody else's are.\n"
           "--public-url    the address at which people reach the server; every link it makes begins with it,\n"
           "                unless the settings in the Admin window name another.\n"
           "backup          while the server runs, too: the store and the media it names, hard-linked on one disk (or to a\n"
           "                --previous backup), else copied. Keys are never in it: keep them apart.\n"
           "--backup-to     takes one by itself at --backup-at (minute hour day month weekday, UTC; \"30 2 * * *\" when not said),\n"
           "                tries it, and keeps the newest seven. /health/ready says when that was.\n"
           "--verify        restores the backup into a scratch place and compares every table and file.\n"
           "restore         into a new folder; desks that have seen more notice, and nothing is deleted on them.\n"
           "\n"
           "ROLE: viewer, editor, managing_editor, admin. Without --database the server keeps a private "
           "PostgreSQL\n"
           "in DIR. Media are verified and encoded by rawi-media, looked for beside rawi-server.\n"
           "The key of the sealed secrets is DIR/secrets.key unless --key-file names another; keep a copy apart from backups\n"
           "of DIR. Other servers are called at public addresses only; --allow-host, as often as needed, lets one be private.\n"
           " `run` prints `ready http://HOST:PORT` once it can serve and ends with 0 on SIGTERM.\n"_s;
}

Result<QString> readPassword(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{file.exists() ? ErrorCode::IoError : ErrorCode::FileMissing, path, file.errorString()};
    }
    const QString password = QString::fromUtf8(file.readLine(4096)).remove(QLatin1Char('\n')).remove(QLatin1Char('\r'));
    if (password.isEmpty()) {
        return Error{ErrorCode::InvalidArgument, path, u"the first line holds no password"_s, SubjectKind::File};
    }
    return password;
}

} // namespace rawi::server

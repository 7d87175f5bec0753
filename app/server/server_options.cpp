#include "app/server/server_options.h"

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

Result<void> setListen(ServerOptions &options, const QString &value)
{
    const qsizetype colon = value.lastIndexOf(QLatin1Char(':'));
    bool ok = false;
    const int port = value.mid(colon + 1).toInt(&ok);
    if (colon < 1 || !ok || port < 0 || port > 65535) {
        return wrong(value, u"--listen takes HOST:PORT, for example 127.0.0.1:8420"_s);
    }
    options.host = value.first(colon);
    options.port = port;
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
        return setListen(options, value);
    }
    if (name == "role"_L1) {
        const auto role = enumFromText<Role>(value);
        if (!role.ok()) {
            return wrong(value, u"--role is one of viewer, editor, managing_editor, admin"_s);
        }
        options.role = *role;
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
    if (options.data.isEmpty()) {
        return wrong(u"--data"_s, u"name the server's folder with --data DIR"_s);
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
                                     {u"secrets forget"_s, Task::SecretsForget},
                                     {u"doctor"_s, Task::Doctor}};
    const auto task = tasks.constFind(plain.join(QLatin1Char(' ')));
    if (task == tasks.constEnd()) {
        return wrong(plain.join(QLatin1Char(' ')), u"say init, run, user add, user passwd, secrets forget or doctor"_s);
    }
    options.task = *task;
    if (!options.data.isEmpty()) {
        options.data = QFileInfo(options.data).absoluteFilePath();
    }
    options.media =
        options.media.isEmpty() ? options.data + u"/media"_s : QFileInfo(options.media).absoluteFilePath();
    RAWI_TRY(checkComplete(options));
    RAWI_TRY(placeKey(options));
    return options;
}

QString serverHelp()
{
    return u"rawi-server init   --data DIR --admin-email E --admin-password-file F\n"
           "rawi-server run    --data DIR [--listen 127.0.0.1:8420] [--database URL] [--media DIR]\n"
           "                   [--media-worker PROGRAM] [--key-file FILE] [--allow-host HOST[:PORT]]\n"
           "rawi-server user add    --data DIR --email E --role ROLE --password-file F [--name-ar N] "
           "[--name-en N]\n"
           "rawi-server user passwd --data DIR --email E --password-file F\n"
           "rawi-server secrets forget --data DIR [--key-file FILE]\n"
           "rawi-server doctor --data DIR [--listen HOST:PORT]\n"
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
        return Error{ErrorCode::InvalidArgument, path, u"the first line holds no password"_s};
    }
    return password;
}

} // namespace rawi::server

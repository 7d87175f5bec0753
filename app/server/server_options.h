#pragma once

#include "core/base/result.h"
#include "core/rules/actor.h"

#include <QStringList>

namespace rawi::server {

// What the command line of rawi-server asks for.
struct ServerOptions {
    enum class Task {
        Init, Run, UserAdd, UserPassword, UserList, UserRole, SecretsForget, Backup, BackupVerify, Restore, Doctor, Help, Version
    } task = Task::Help;
    // An address of `run`: HOST:PORT, [IPv6]:PORT; with a certificate it speaks TLS unless http:// stands before it.
    struct Listen {
        QString host = u"127.0.0.1"_s; // without brackets
        int port = 8420;               // 0 = any free one
        bool plain = false;
    };
    QString data;      // folder of everything this server keeps
    QList<Listen> listen; // one at least
    QStringList trustedProxies; // ADDRESS or ADDRESS/BITS
    QString tlsCertificate; // PEM files, both or none
    QString tlsKey;
    QString publicUrl; // of links; no slash at its end
    QString to;        // folder of a new backup
    QString from;      // of the backup to restore, or to verify
    QString previous;  // an earlier backup to link to
    QString backupTo;  // run: where backups are taken by themselves; empty = none are
    QString backupAt;  // run: when, a cron line in UTC; empty = every night
    QString database;  // postgresql://… ; empty = a private PostgreSQL in the data folder
    QString media;     // default DATA/media
    QString mediaWorker; // default: rawi-media beside this program
    QString keyFile; // of the sealed secrets; default DATA/secrets.key
    QStringList allowedHosts; // other servers that may have private addresses
    QString email;
    QString passwordFile;
    QString nameAr;
    QString nameEn;
    Role role = Role::Editor;
    bool roleGiven = false;

    bool speaksTls(const Listen &address) const { return !tlsCertificate.isEmpty() && !address.plain; }
};

// Errors: InvalidArgument naming the word and the way out.
Result<ServerOptions> parseOptions(const QStringList &words);
QString serverHelp();
// The program that --media-worker names, or rawi-media beside this one.
QString mediaWorkerOf(const ServerOptions &options);

// The first line of the file. Errors: FileMissing, IoError, InvalidArgument (empty).
Result<QString> readPassword(const QString &path);

} // namespace rawi::server

#pragma once

#include "core/base/result.h"
#include "core/rules/actor.h"

#include <QStringList>

namespace rawi::server {

// What the command line of rawi-server asks for.
struct ServerOptions {
    enum class Task { Init, Run, UserAdd, UserPassword, SecretsForget, Doctor, Help, Version } task = Task::Help;
    QString data;      // folder of everything this server keeps
    QString host = u"127.0.0.1"_s;
    int port = 8420;   // 0 = any free one
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
};

// Errors: InvalidArgument naming the word and the way out.
Result<ServerOptions> parseOptions(const QStringList &words);
QString serverHelp();

// The first line of the file. Errors: FileMissing, IoError, InvalidArgument (empty).
Result<QString> readPassword(const QString &path);

} // namespace rawi::server

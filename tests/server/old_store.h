#pragma once

#include "sync-server/pg/pg.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

namespace rawi::server {

// A database as the migrations before the one of this number leave it; their own rows are lost.
inline Result<void> goBackBefore(PgConnection &connection, const QString &number)
{
    RAWI_TRY(connection.execScript("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE schema_migrations (name text PRIMARY KEY,"
                                   " checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())"));
    const QStringList names = knownMigrations();
    for (const QString &name : names) {
        if (name >= number) {
            break;
        }
        QFile file(u":/sql/"_s + name);
        if (!file.open(QIODevice::ReadOnly)) {
            return Error{ErrorCode::IoError, name, file.errorString()};
        }
        const QByteArray sql = file.readAll();
        RAWI_TRY(connection.execScript(sql.toStdString()));
        RAWI_TRY(connection.exec("INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)",
                                 {name.toStdString(), QCryptographicHash::hash(sql, QCryptographicHash::Sha256).toHex().toStdString()}));
    }
    return {};
}

} // namespace rawi::server

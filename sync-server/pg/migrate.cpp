#include "sync-server/pg/pg.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QHash>

// Outside any namespace, as the macro asks; a static library's resources are not registered by themselves.
static void registerMigrations()
{
    Q_INIT_RESOURCE(rawi_sql);
}

namespace rawi::server {

namespace {

// Any number, the same in every rawi-server: two of them never migrate one database at a time.
constexpr const char *kAdvisoryLock = "724104217";

Result<QHash<QString, QString>> appliedMigrations(PgConnection &connection)
{
    RAWI_TRY(connection.execScript("CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY,"
                                   " checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())"));
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT name, checksum FROM schema_migrations"));
    QHash<QString, QString> applied;
    for (int i = 0; i < rows.count(); ++i) {
        applied.insert(rows.string(i, 0), rows.string(i, 1));
    }
    return applied;
}

Result<void> applyOne(PgConnection &connection, const QString &name, const QByteArray &sql, const QString &checksum)
{
    RAWI_TRY(connection.execScript(sql.toStdString()));
    RAWI_ASSIGN([[maybe_unused]] const PgRows recorded,
                connection.exec("INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)",
                                {name.toStdString(), checksum.toStdString()}));
    return {};
}

} // namespace

QStringList knownMigrations()
{
    registerMigrations();
    return QDir(u":/sql"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
}

Result<void> migrate(PgConnection &connection)
{
    RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
    RAWI_TRY(connection.execScript(std::string("SELECT pg_advisory_xact_lock(") + kAdvisoryLock + ")"));
    RAWI_ASSIGN(const auto applied, appliedMigrations(connection));
    const QStringList names = knownMigrations();
    for (const QString &name : names) {
        QFile file(u":/sql/"_s + name);
        if (!file.open(QIODevice::ReadOnly)) {
            return Error{ErrorCode::IoError, name, file.errorString()};
        }
        const QByteArray sql = file.readAll();
        const QString checksum =
            QString::fromLatin1(QCryptographicHash::hash(sql, QCryptographicHash::Sha256).toHex());
        if (!applied.contains(name)) {
            RAWI_TRY(applyOne(connection, name, sql, checksum));
        } else if (applied.value(name) != checksum) {
            return Error{ErrorCode::CorruptData, name,
                         u"this migration was applied with another content; use the rawi-server that "
                         "created the database, or a newer one"_s};
        }
    }
    return transaction.commit();
}

} // namespace rawi::server

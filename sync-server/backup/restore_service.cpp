#include "sync-server/backup/restore_service.h"

#include "sync-server/backup/blob_copy.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/pg/private_postgres.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <sys/stat.h>

namespace rawi::server {

namespace {

Error damaged(const QString &path, const QString &why)
{
    return {ErrorCode::CorruptData, path, why + u"; use another backup"_s};
}

Result<void> checkSizes(const QList<BackupBlob> &blobs, const QString &from)
{
    for (const BackupBlob &blob : blobs) {
        const QFileInfo file(BlobCopy::pathOf(from, blob.sha256));
        if (!file.isFile() || file.size() != blob.bytes) {
            return damaged(file.filePath(), file.exists() ? u"it holds %1 bytes instead of %2"_s.arg(file.size()).arg(blob.bytes)
                                                          : u"it is missing from the backup"_s);
        }
    }
    return {};
}

Result<void> checkBytes(const BackupBlob &blob, const QString &folder)
{
    const QString path = BlobCopy::pathOf(folder, blob.sha256);
    RAWI_ASSIGN(const BackupFile found, measureFile(QFileInfo(path).path(), blob.sha256));
    if (found.sha256 != blob.sha256) {
        return damaged(path, u"its bytes are not those that were backed up (SHA-256)"_s);
    }
    return {};
}

Result<void> refuseUsedDatabase(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v')"));
    if (rows.integer(0, 0) > 0) {
        return Error{ErrorCode::AlreadyExists, u"--database"_s,
                     u"this database holds tables already; nothing was changed. Name an empty one"_s, SubjectKind::Field};
    }
    return {};
}

// What a restored store must not go on with.
Result<void> endWhatWasUnderWay(PgConnection &connection)
{
    RAWI_TRY(connection.execScript("DELETE FROM sessions"));
    return connection.execScript("UPDATE uploads SET state = 'gone', lease_until = NULL WHERE state = 'open'");
}

Result<void> loadAndCompare(const BackupManifest &manifest, const QString &from, const QString &conninfo, const CancelCheck &isCancelled = {})
{
    RAWI_TRY(loadDatabase(conninfo, from + u'/' + manifest.store.name, isCancelled));
    RAWI_ASSIGN(const auto connection, PgConnection::open(conninfo));
    RAWI_ASSIGN(const StoreCensus found, takeCensus(*connection));
    RAWI_ASSIGN(const PgRows version, connection->exec("SELECT current_setting('server_version')"));
    const bool sameMajor = version.string(0, 0).section(u'.', 0, 0) == manifest.postgresVersion.section(u'.', 0, 0);
    const QString difference = differenceOf(manifest.tables, found, sameMajor);
    if (!difference.isEmpty()) {
        return damaged(from + u'/' + manifest.store.name, u"restored, "_s + difference);
    }
    return {};
}

Result<void> restoreMedia(const QList<BackupBlob> &blobs, const QString &from, const QString &media)
{
    if (!QDir().mkpath(media)) {
        return Error{ErrorCode::PermissionDenied, media, u"the media folder cannot be made; choose another with --media"_s,
                     SubjectKind::File};
    }
    BlobCopy copy(from, media);
    for (const BackupBlob &blob : blobs) {
        RAWI_ASSIGN(const bool taken, copy.take(blob.sha256, blob.bytes));
        if (!taken) {
            return damaged(BlobCopy::pathOf(from, blob.sha256), u"it is missing from the backup"_s);
        }
        RAWI_TRY(checkBytes(blob, media));
    }
    return copy.finish();
}

} // namespace

Result<BackupManifest> checkBackup(const QString &from)
{
    RAWI_ASSIGN(BackupManifest manifest, readManifest(from));
    const QStringList known = knownMigrations();
    for (const QString &name : std::as_const(manifest.migrations)) {
        if (!known.contains(name)) {
            return Error{ErrorCode::UpgradeRequired, from,
                         u"it was made by a later program (%1, whose store has %2); restore it with that rawi-server or a newer one"_s
                             .arg(manifest.madeBy, name), SubjectKind::File};
        }
    }
    RAWI_TRY(checkFile(manifest.store, from));
    RAWI_ASSIGN(const QList<BackupBlob> blobs, readBlobList(manifest, from));
    RAWI_TRY(checkSizes(blobs, from));
    return manifest;
}

Result<Restored> restoreBackup(const RestoreOrder &order)
{
    RAWI_ASSIGN(BackupManifest manifest, checkBackup(order.from));
    RAWI_ASSIGN(const QList<BackupBlob> blobs, readBlobList(manifest, order.from));
    {
        RAWI_ASSIGN(const auto connection, PgConnection::open(order.conninfo));
        RAWI_TRY(refuseUsedDatabase(*connection));
    }
    RAWI_TRY(restoreMedia(blobs, order.from, order.media));
    RAWI_TRY(loadAndCompare(manifest, order.from, order.conninfo));
    RAWI_ASSIGN(const auto connection, PgConnection::open(order.conninfo));
    RAWI_TRY(migrate(*connection));
    RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(*connection));
    RAWI_TRY(endWhatWasUnderWay(*connection));
    RAWI_ASSIGN(const QString epoch, beginNewHistory(*connection));
    RAWI_TRY(transaction.commit());
    return Restored{std::move(manifest), epoch};
}

Result<BackupManifest> verifyBackup(const QString &from, const CancelCheck &isCancelled)
{
    RAWI_ASSIGN(BackupManifest manifest, checkBackup(from));
    RAWI_ASSIGN(const QList<BackupBlob> blobs, readBlobList(manifest, from));
    for (const BackupBlob &blob : blobs) {
        if (isCancelled && isCancelled()) {
            return Error{ErrorCode::Cancelled, from, u"the trial was told to end"_s};
        }
        RAWI_TRY(checkBytes(blob, from));
    }
    const QTemporaryDir scratch(QDir::tempPath() + u"/rawi-verify-XXXXXX"_s);
    if (!scratch.isValid()) {
        return Error{ErrorCode::IoError, scratch.path(), scratch.errorString()};
    }
    ::chmod(QFile::encodeName(scratch.path()).constData(), 0711); // root's PostgreSQL is another user, who has to pass
    PrivatePostgres postgres({.directory = scratch.filePath(u"pg"_s), .binDirectory = {}, .durable = false, .maxConnections = 20});
    RAWI_TRY(postgres.start());
    RAWI_TRY(postgres.ensureDatabase(u"rawi"_s));
    RAWI_TRY(loadAndCompare(manifest, from, postgres.conninfo(u"rawi"_s), isCancelled));
    RAWI_ASSIGN(const auto connection, PgConnection::open(postgres.conninfo(u"rawi"_s)));
    RAWI_TRY(migrate(*connection));
    RAWI_TRY(readWorkspace(*connection));
    return manifest;
}

} // namespace rawi::server

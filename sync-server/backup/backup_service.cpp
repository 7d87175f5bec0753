#include "sync-server/backup/backup_service.h"

#include "core/base/log.h"
#include "sync-server/backup/blob_copy.h"
#include "sync-server/blobs/blob_hold.h"
#include "sync-server/feed/feed_commit.h"
#include "sync-server/pg/pg_text.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

namespace rawi::server {

namespace {

const QString kStore = u"store.dump"_s;

Result<void> makeEmptyFolder(const QString &path)
{
    if (QFileInfo(path).isDir() && !QDir(path).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System)) {
        return Error{ErrorCode::AlreadyExists, path, u"this folder is not empty; name a new one for each backup"_s,
                     SubjectKind::File};
    }
    if (!QDir().mkpath(path) || ::chmod(QFile::encodeName(path).constData(), 0700) != 0) {
        return Error{ErrorCode::PermissionDenied, path, u"the folder cannot be made; choose another one, or give this user the right"_s,
                     SubjectKind::File};
    }
    return {};
}

// Removes what a failed backup left.
class HalfBackup {
public:
    explicit HalfBackup(QString folder) : m_folder(std::move(folder)) { }
    ~HalfBackup()
    {
        if (!m_whole) {
            QDir(m_folder).removeRecursively();
        }
    }
    void keep() { m_whole = true; }

private:
    QString m_folder;
    bool m_whole = false;
};

// What the store names, and whether it is published.
struct NamedBlob {
    QString sha256;
    bool published = false;
};

Result<QList<NamedBlob>> blobsNamed(PgConnection &connection)
{
    // A store that no server of this version has opened yet has the queue under its earlier name.
    RAWI_ASSIGN(const PgRows queue, connection.exec("SELECT to_regclass('jobs') IS NOT NULL"));
    const std::string needed = queue.text(0, 0) == "t"
        ? "SELECT needs, false FROM jobs WHERE needs <> '' AND state IN ('pending', 'processing', 'dead')"
        : "SELECT sha256, false FROM media_jobs WHERE sha256 <> '' AND state IN ('pending', 'processing')";
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT sha256, bool_or(published) FROM ("
                                "SELECT sha256, status = 'completed' AS published FROM media_variants WHERE sha256 <> '' UNION ALL "
                                + needed + ") named GROUP BY sha256 ORDER BY sha256"));
    QList<NamedBlob> blobs;
    for (int i = 0; i < rows.count(); ++i) {
        blobs.append({rows.string(i, 0), rows.text(i, 1) == "t"});
    }
    return blobs;
}

Result<QStringList> migrationsOf(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT name FROM schema_migrations ORDER BY name"));
    QStringList names;
    for (int i = 0; i < rows.count(); ++i) {
        names.append(rows.string(i, 0));
    }
    return names;
}

// Everything that is read inside the snapshot, the dump included.
Result<QList<NamedBlob>> dumpStore(PgConnection &connection, const BackupOrder &order, BackupManifest &manifest)
{
    RAWI_TRY(connection.execScript("SET idle_in_transaction_session_timeout = 0"));
    RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection, PgTransaction::Isolation::RepeatableRead));
    RAWI_ASSIGN(const PgRows snapshot, connection.exec("SELECT pg_export_snapshot(), current_setting('server_version')"));
    manifest.postgresVersion = snapshot.string(0, 1);
    RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
    RAWI_ASSIGN(const FeedHead head, readHead(connection, workspace));
    manifest.workspace = uuidText(workspace.id);
    manifest.epoch = workspace.epoch;
    manifest.seq = head.seq;
    RAWI_ASSIGN(manifest.migrations, migrationsOf(connection));
    RAWI_ASSIGN(manifest.tables, takeCensus(connection));
    RAWI_ASSIGN(QList<NamedBlob> blobs, blobsNamed(connection));
    RAWI_TRY(dumpDatabase(order.conninfo, snapshot.string(0, 0), order.folder + u'/' + kStore, order.isCancelled));
    RAWI_ASSIGN(manifest.store, measureFile(order.folder, kStore));
    RAWI_TRY(transaction.commit());
    return blobs;
}

Result<qint64> copyMedia(const QList<NamedBlob> &blobs, const BackupOrder &order, BackupManifest &manifest)
{
    BlobCopy copy(order.media, order.folder, order.previous);
    for (const NamedBlob &blob : blobs) {
        if (order.isCancelled && order.isCancelled()) {
            return Error{ErrorCode::Cancelled, order.folder, u"the backup was told to end"_s};
        }
        RAWI_ASSIGN(const bool taken, copy.take(blob.sha256));
        if (!taken && blob.published) {
            manifest.missing.append(blob.sha256);
        }
    }
    RAWI_ASSIGN(manifest.blobList, writeBlobList(copy.taken(), order.folder));
    manifest.blobCount = copy.taken().size();
    manifest.blobBytes = copy.bytes();
    RAWI_TRY(copy.finish());
    return copy.copiedBytes();
}

Result<void> note(PgConnection &connection, const BackupOrder &order, const BackupManifest &manifest)
{
    RAWI_TRY(connection.exec("INSERT INTO backups (id, folder, taken_at, seq, blobs, bytes, missing) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                             {pgUuid(makeUuidV7(order.nowMs)), order.folder.toStdString(), manifest.takenAt.toStdString(),
                              std::to_string(manifest.seq), std::to_string(manifest.blobCount), std::to_string(manifest.blobBytes),
                              std::to_string(manifest.missing.size())}));
    return {};
}

// Whole backups of this workspace in `parent`, oldest first: their names are times.
QStringList wholeBackups(const QString &parent, const QString &workspace)
{
    QStringList whole;
    const QStringList names = QDir(parent).entryList({u"rawi-*"_s}, QDir::Dirs | QDir::NoSymLinks, QDir::Name);
    for (const QString &name : names) {
        const Result<BackupManifest> manifest = readManifest(parent + u'/' + name);
        if (manifest.ok() && (workspace.isEmpty() || manifest->workspace == workspace)) {
            whole.append(parent + u'/' + name);
        }
    }
    return whole;
}

} // namespace

Result<BackupDone> runBackup(const BackupOrder &order)
{
    RAWI_TRY(makeEmptyFolder(order.folder));
    HalfBackup half(order.folder);
    RAWI_ASSIGN(const auto connection, PgConnection::open(order.conninfo));
    // Before the snapshot, so that whatever it names is still there when its turn to be copied comes.
    RAWI_TRY(holdBlobs(*connection));
    BackupDone done;
    done.manifest.madeBy = order.madeBy;
    done.manifest.takenAt = timestampText({order.nowMs});
    RAWI_ASSIGN(const QList<NamedBlob> blobs, dumpStore(*connection, order, done.manifest));
    RAWI_ASSIGN(done.copiedBytes, copyMedia(blobs, order, done.manifest));
    RAWI_TRY(writeManifest(done.manifest, order.folder));
    half.keep();
    if (!done.manifest.missing.isEmpty()) {
        qCWarning(lcServer).noquote() << "backup:" << done.manifest.missing.size()
                                      << "published files are not in the media folder; the first is" << done.manifest.missing.first();
    }
    if (const Result<void> noted = note(*connection, order, done.manifest); !noted.ok()) { // an older store has no such table
        qCWarning(lcServer).noquote() << "backup: taken, but not noted in the store:" << noted.error().toString();
    }
    return done;
}

Result<BackupDone> runKeptBackup(BackupOrder order, const QString &parent, int keep)
{
    const QString stamp = QDateTime::fromMSecsSinceEpoch(order.nowMs, Qt::UTC).toString(u"yyyyMMdd'T'HHmmsszzz'Z'"_s);
    order.folder = parent + u"/rawi-"_s + stamp;
    const QStringList earlier = wholeBackups(parent, {});
    order.previous = earlier.isEmpty() ? QString() : earlier.last();
    RAWI_ASSIGN(BackupDone done, runBackup(order));
    done.folder = order.folder;
    const QStringList whole = wholeBackups(parent, done.manifest.workspace);
    for (qsizetype i = 0; i + std::max(keep, 1) < whole.size(); ++i) {
        if (!QDir(whole.at(i)).removeRecursively()) {
            qCWarning(lcServer).noquote() << "backup: the old one in" << whole.at(i) << "could not be removed";
        }
    }
    return done;
}

Result<BackupState> readBackupState(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT to_char(max(taken_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
                                " to_char(max(verified_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM backups"));
    return BackupState{rows.string(0, 0), rows.string(0, 1)};
}

Result<bool> noteVerified(PgConnection &connection, const QString &folder)
{
    RAWI_ASSIGN(const PgRows noted, connection.exec("UPDATE backups SET verified_at = now() WHERE folder = $1", {folder.toStdString()}));
    return noted.affected() > 0;
}

} // namespace rawi::server

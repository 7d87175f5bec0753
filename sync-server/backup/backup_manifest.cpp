#include "sync-server/backup/backup_manifest.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace rawi::server {

namespace {

const QString kFormat = u"rawi-backup"_s;
constexpr int kVersion = 1;
constexpr qint64 kMaxManifest = 4 << 20;  // bytes
constexpr qint64 kMaxBlobList = 1LL << 30;
const QString kManifest = u"manifest.json"_s;
const QString kChecksum = u"manifest.sha256"_s;
const QString kBlobList = u"blobs.txt"_s;
const QString kOther = u"; use another backup"_s;

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

Error broken(const QString &file, const QString &why)
{
    return {ErrorCode::CorruptData, file, why + kOther};
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path); // fsync and rename
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit()) {
        const bool full = file.error() == QFileDevice::ResourceError;
        return Error{full ? ErrorCode::DiskFull : ErrorCode::IoError, path, file.errorString()};
    }
    return {};
}

Result<QByteArray> readWhole(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{file.exists() ? ErrorCode::IoError : ErrorCode::FileMissing, path, file.errorString() + kOther};
    }
    if (file.size() > limit) {
        return broken(path, u"it is larger than any such file of a backup"_s);
    }
    return file.readAll();
}

QJsonObject jsonOf(const BackupFile &file)
{
    return {{u"file"_s, file.name}, {u"bytes"_s, file.bytes}, {u"sha256"_s, file.sha256}};
}

BackupFile fileFrom(const QJsonObject &json)
{
    return {json.value("file"_L1).toString(), json.value("bytes"_L1).toInteger(-1), json.value("sha256"_L1).toString()};
}

QJsonObject jsonOf(const StoreCensus &census)
{
    QJsonObject tables;
    for (auto table = census.begin(); table != census.end(); ++table) {
        tables.insert(table.key(), QJsonObject{{u"rows"_s, table->rows}, {u"digest"_s, table->digest}});
    }
    return tables;
}

QJsonObject jsonOf(const BackupManifest &manifest)
{
    return {{u"format"_s, kFormat},
            {u"version"_s, kVersion},
            {u"made_by"_s, manifest.madeBy},
            {u"taken_at"_s, manifest.takenAt},
            {u"workspace"_s, manifest.workspace},
            {u"epoch"_s, manifest.epoch},
            {u"seq"_s, manifest.seq},
            {u"postgresql"_s, manifest.postgresVersion},
            {u"migrations"_s, QJsonArray::fromStringList(manifest.migrations)},
            {u"store"_s, jsonOf(manifest.store)},
            {u"blobs"_s, jsonOf(manifest.blobList)},
            {u"blob_count"_s, manifest.blobCount},
            {u"blob_bytes"_s, manifest.blobBytes},
            {u"missing"_s, QJsonArray::fromStringList(manifest.missing)},
            {u"tables"_s, jsonOf(manifest.tables)}};
}

QStringList wordsOf(const QJsonValue &array)
{
    QStringList words;
    for (const QJsonValue &one : array.toArray()) {
        words.append(one.toString());
    }
    return words;
}

BackupManifest manifestFrom(const QJsonObject &json)
{
    BackupManifest manifest;
    manifest.madeBy = json.value("made_by"_L1).toString();
    manifest.takenAt = json.value("taken_at"_L1).toString();
    manifest.workspace = json.value("workspace"_L1).toString();
    manifest.epoch = json.value("epoch"_L1).toString();
    manifest.seq = json.value("seq"_L1).toInteger();
    manifest.postgresVersion = json.value("postgresql"_L1).toString();
    manifest.migrations = wordsOf(json.value("migrations"_L1));
    manifest.store = fileFrom(json.value("store"_L1).toObject());
    manifest.blobList = fileFrom(json.value("blobs"_L1).toObject());
    manifest.blobCount = json.value("blob_count"_L1).toInteger();
    manifest.blobBytes = json.value("blob_bytes"_L1).toInteger();
    manifest.missing = wordsOf(json.value("missing"_L1));
    const QJsonObject tables = json.value("tables"_L1).toObject();
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        const QJsonObject one = table.value().toObject();
        manifest.tables.insert(table.key(), {one.value("rows"_L1).toInteger(-1), one.value("digest"_L1).toString()});
    }
    return manifest;
}

// A name in a manifest must not lead out of the folder.
bool isPlainName(const QString &name)
{
    return !name.isEmpty() && !name.contains(u'/') && !name.startsWith(u'.');
}

Result<QByteArray> checkedManifest(const QString &folder)
{
    const QString path = folder + u'/' + kManifest;
    if (!QFileInfo(folder).isDir()) {
        return Error{ErrorCode::FileMissing, folder, u"there is no such folder; name the folder of a backup"_s};
    }
    if (!QFileInfo::exists(path)) {
        const bool begun = QFileInfo::exists(folder + u"/store.dump"_s);
        return Error{ErrorCode::FileMissing, folder,
                     begun ? u"this backup was broken off before it was whole"_s + kOther
                           : u"this folder holds no backup of rawi-server (no %1)"_s.arg(kManifest) + kOther};
    }
    RAWI_ASSIGN(QByteArray text, readWhole(path, kMaxManifest));
    RAWI_ASSIGN(const QByteArray sum, readWhole(folder + u'/' + kChecksum, 4096));
    if (QString::fromLatin1(sum.first(qMin<qsizetype>(64, sum.size()))) != hexOf(text)) {
        return broken(path, u"its checksum in %1 is another: the backup was changed or damaged"_s.arg(kChecksum));
    }
    return text;
}

} // namespace

Result<void> writeManifest(const BackupManifest &manifest, const QString &folder)
{
    const QByteArray text = QJsonDocument(jsonOf(manifest)).toJson();
    RAWI_TRY(writeFile(folder + u'/' + kChecksum, hexOf(text).toLatin1() + "  " + kManifest.toLatin1() + '\n'));
    return writeFile(folder + u'/' + kManifest, text);
}

Result<BackupManifest> readManifest(const QString &folder)
{
    const QString path = folder + u'/' + kManifest;
    RAWI_ASSIGN(const QByteArray text, checkedManifest(folder));
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (json.value("format"_L1).toString() != kFormat) {
        return broken(path, u"it is no backup of rawi-server"_s);
    }
    if (json.value("version"_L1).toInt() != kVersion) {
        return Error{ErrorCode::CorruptData, path,
                     u"it is of format %1 and this rawi-server reads format %2; use the rawi-server that made it (%3)"_s
                         .arg(json.value("version"_L1).toInt()).arg(kVersion).arg(json.value("made_by"_L1).toString())};
    }
    const BackupManifest manifest = manifestFrom(json);
    if (!isPlainName(manifest.store.name) || !isPlainName(manifest.blobList.name) || manifest.migrations.isEmpty()
        || manifest.tables.isEmpty()) {
        return broken(path, u"it lacks what a backup says of itself"_s);
    }
    return manifest;
}

Result<QList<BackupBlob>> readBlobList(const BackupManifest &manifest, const QString &folder)
{
    const QString path = folder + u'/' + manifest.blobList.name;
    RAWI_TRY(checkFile(manifest.blobList, folder));
    RAWI_ASSIGN(const QByteArray text, readWhole(path, kMaxBlobList));
    QList<BackupBlob> blobs;
    for (const QByteArray &line : text.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (line.isEmpty()) {
            continue;
        }
        bool ok = false;
        const BackupBlob blob{QString::fromLatin1(words.first()), words.last().toLongLong(&ok)};
        const bool hex = std::all_of(words.first().begin(), words.first().end(),
                                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
        if (words.size() != 2 || blob.sha256.size() != 64 || !hex || !ok || blob.bytes < 0) {
            return broken(path, u"line %1 is no SHA-256 and size"_s.arg(blobs.size() + 1));
        }
        blobs.append(blob);
    }
    if (blobs.size() != manifest.blobCount) {
        return broken(path, u"it names %1 files instead of %2"_s.arg(blobs.size()).arg(manifest.blobCount));
    }
    return blobs;
}

Result<BackupFile> writeBlobList(const QList<BackupBlob> &blobs, const QString &folder)
{
    QByteArray text;
    for (const BackupBlob &blob : blobs) {
        text += blob.sha256.toLatin1() + ' ' + QByteArray::number(blob.bytes) + '\n';
    }
    RAWI_TRY(writeFile(folder + u'/' + kBlobList, text));
    return BackupFile{kBlobList, text.size(), hexOf(text)};
}

Result<BackupFile> measureFile(const QString &folder, const QString &name)
{
    QFile file(folder + u'/' + name);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{file.exists() ? ErrorCode::IoError : ErrorCode::FileMissing, file.fileName(), file.errorString() + kOther};
    }
    if (!hash.addData(&file)) {
        return Error{ErrorCode::IoError, file.fileName(), file.errorString()};
    }
    return BackupFile{name, file.size(), QString::fromLatin1(hash.result().toHex())};
}

Result<void> checkFile(const BackupFile &wanted, const QString &folder)
{
    const QString path = folder + u'/' + wanted.name;
    if (const qint64 bytes = QFileInfo(path).size(); QFileInfo::exists(path) && bytes != wanted.bytes) {
        return broken(path, u"it holds %1 bytes instead of %2"_s.arg(bytes).arg(wanted.bytes));
    }
    RAWI_ASSIGN(const BackupFile found, measureFile(folder, wanted.name));
    if (found.sha256 != wanted.sha256) {
        return broken(path, u"its bytes are not those that were backed up (SHA-256)"_s);
    }
    return {};
}

} // namespace rawi::server

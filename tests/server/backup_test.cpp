// Backups of a store and its media in one process; whole programs: tests/e2e/backup_test.py.
#include "core/protocol/workspace_rules.h"
#include "sync-server/backup/backup_service.h"
#include "sync-server/backup/blob_copy.h"
#include "sync-server/backup/restore_service.h"
#include "sync-server/blobs/blob_hold.h"
#include "sync-server/blobs/blob_store.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/feed/workspace.h"
#include "tests/support/manual_clock.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/warnings.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QThread>

#include <sys/stat.h>

using namespace rawi;
using namespace rawi::server;

namespace {

QString digestOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

class Backup : public rawi::test::PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        ASSERT_TRUE(ensureWorkspace(*pool, u"w"_s, clock.nowMs()).ok());
        auto opened = BlobStore::open(media());
        ASSERT_TRUE(opened.ok());
        blobs = std::move(*opened);
        commands = std::make_unique<CommandService>(*pool, rules, clock, nullptr);
    }

    QString media() const { return folder.file(u"media"_s); }
    CommandContext house() const { return {Actor::server(), {}, u"test"_s}; }

    QString makeItem()
    {
        const auto made = commands->run(house(), u"content.create"_s, {{u"kind"_s, u"video"_s}, {u"title_ar"_s, u"خبر"_s}});
        EXPECT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
        return made->value("id"_L1).toString();
    }
    // A published variant; its bytes are stored when `stored`.
    QString publish(const QByteArray &bytes, bool stored = true)
    {
        const QString sha256 = digestOf(bytes);
        if (stored) {
            const QUuid id = QUuid::createUuid();
            auto file = blobs->openIncoming(id);
            EXPECT_TRUE(file.ok());
            EXPECT_EQ(::write(file->fd(), bytes.constData(), static_cast<size_t>(bytes.size())), bytes.size());
            EXPECT_TRUE(blobs->adopt(id, sha256, bytes.size()).ok());
        }
        one("INSERT INTO media_variants (workspace, id, rev, asset_id, type, name, content_type, file_size, sha256, width, height,"
            " duration_ms, status, loudness) SELECT id, $1, 1, $2, 'rendition', $3, 'video/mp4', $4, $3, 0, 0, 0, 'completed', '{}' FROM workspaces"
            " RETURNING id",
            {uuidText(QUuid::createUuid()).toStdString(), uuidText(QUuid::createUuid()).toStdString(), sha256.toStdString(),
             std::to_string(bytes.size())});
        return sha256;
    }
    BackupOrder order(const QString &name)
    {
        clock.advance(1000);
        return {conninfo, media(), folder.file(name), {}, u"test 1"_s, clock.nowMs(), {}};
    }
    Result<Restored> restore(const QString &name, const QString &target)
    {
        // An empty database on the same PostgreSQL.
        const QString database = u"restored_"_s + uuidText(QUuid::createUuid()).left(8);
        QString admin = conninfo;
        const auto connection = PgConnection::open(conninfo);
        EXPECT_TRUE((*connection)->execScript("CREATE DATABASE " + database.toStdString() + " TEMPLATE template0").ok());
        restoredInfo = admin.replace(QRegularExpression(u"dbname='[^']*'"_s), u"dbname='%1'"_s.arg(database));
        return restoreBackup({folder.file(name), restoredInfo, folder.file(target)});
    }

    test::ManualClock clock;
    test::TemporaryDirectory folder;
    RuleBook rules = makeWorkspaceRules();
    std::unique_ptr<BlobStore> blobs;
    std::unique_ptr<CommandService> commands;
    QString restoredInfo;
};

} // namespace

TEST_F(Backup, RestoredItIsAnotherHistoryOfTheSameRows)
{
    const QString item = makeItem();
    const QString film = publish(QByteArray(200'000, 'f'));
    one("INSERT INTO users (workspace, id, email, password) SELECT id, $1, 'a@b.c', 'x' FROM workspaces RETURNING id",
        {uuidText(QUuid::createUuid()).toStdString()});
    one("INSERT INTO sessions (id, person, access_hash, refresh_hash, access_until, refresh_until, ip, user_agent)"
        " SELECT $1, id, 'a', 'r', now() + interval '1 hour', now() + interval '1 day', '', '' FROM users RETURNING id",
        {uuidText(QUuid::createUuid()).toStdString()});
    const auto done = runBackup(order(u"one"_s));
    ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
    EXPECT_EQ(done->manifest.blobCount, 1);
    EXPECT_EQ(done->copiedBytes, 0) << "one disk: a hard link";
    makeItem(); // after it

    const auto restored = restore(u"one"_s, u"elsewhere"_s);
    ASSERT_TRUE(restored.ok()) << qUtf8Printable(restored.error().toString());
    PgPool there(restoredInfo, 2);
    const auto text = [&](const std::string &sql) {
        const auto rows = there.with<QString>([&](PgConnection &connection) -> Result<QString> {
            RAWI_ASSIGN(const PgRows found, connection.exec(sql));
            return found.string(0, 0);
        });
        return rows.ok() ? *rows : rows.error().toString();
    };
    EXPECT_EQ(text("SELECT string_agg(id::text, ' ') FROM content_items"), item);
    EXPECT_EQ(text("SELECT count(*) FROM sessions"), u"0"_s);
    EXPECT_EQ(text("SELECT count(*) FROM users"), u"1"_s);
    EXPECT_EQ(text("SELECT epoch FROM workspaces"), restored->epoch);
    EXPECT_NE(restored->epoch, one("SELECT epoch FROM workspaces"));
    EXPECT_NE(text("SELECT nonce FROM feed_heads"), one("SELECT c.nonce FROM feed_commits c WHERE seq = " + std::to_string(restored->manifest.seq)));
    EXPECT_EQ(text("SELECT count(*) FROM feed_heads h JOIN feed_commits c ON c.seq = h.head AND c.nonce = h.nonce"), u"1"_s);
    EXPECT_TRUE(QFile::exists(BlobCopy::pathOf(folder.file(u"elsewhere"_s), film)));
    // Into a database in use: never.
    const auto again = restoreBackup({folder.file(u"one"_s), restoredInfo, folder.file(u"third"_s)});
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
}

TEST_F(Backup, NoSweepTakesABlobWhileOneIsUnderWay)
{
    auto holder = PgConnection::open(conninfo);
    ASSERT_TRUE(holder.ok());
    const auto turn = [&] {
        const auto taken = SweepTurn::take(*pool);
        EXPECT_TRUE(taken.ok());
        return taken.ok() && taken->has_value();
    };
    EXPECT_TRUE(turn());
    EXPECT_TRUE(turn()) << "a turn ends";
    ASSERT_TRUE(holdBlobs(**holder).ok());
    EXPECT_FALSE(turn());
    auto second = PgConnection::open(conninfo); // two backups at once
    ASSERT_TRUE(holdBlobs(**second).ok());
    holder->reset();
    EXPECT_FALSE(turn());
    second->reset();
    for (int i = 0; i < 200 && !turn(); ++i) { // the backend has to see the end of its connection
        QThread::msleep(10);
    }
    EXPECT_TRUE(turn());
}

TEST_F(Backup, WhatIsMissingIsSaidAndDoesNotPreventIt)
{
    const QString lost = publish("lost", false);
    publish("here");
    test::expectWarning(u"1 published files are not in the media folder"_s);
    const auto done = runBackup(order(u"one"_s));
    ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
    EXPECT_EQ(done->manifest.missing, QStringList{lost});
    EXPECT_EQ(one("SELECT missing FROM backups"), u"1"_s);
    const auto read = readManifest(folder.file(u"one"_s));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->missing, QStringList{lost});
    EXPECT_EQ(read->tables, done->manifest.tables);
}

TEST_F(Backup, ToldToEndItEndsAndLeavesNothing)
{
    publish("one");
    BackupOrder stopped = order(u"one"_s);
    stopped.isCancelled = [] { return true; };
    const auto done = runBackup(stopped);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(QFileInfo::exists(stopped.folder));
}

TEST_F(Backup, AFailedOneLeavesNothing)
{
    const BackupOrder wrong = order(u"one"_s);
    ASSERT_TRUE((*PgConnection::open(conninfo))->execScript("DROP TABLE feed_heads CASCADE").ok());
    EXPECT_FALSE(runBackup(wrong).ok());
    EXPECT_FALSE(QFileInfo::exists(wrong.folder));
}

TEST_F(Backup, KeptOnesAreLinkedToTheLatestAndOldOnesGo)
{
    const QString film = publish(QByteArray(100'000, 'k'));
    const QString parent = folder.file(u"kept"_s);
    QStringList folders;
    for (int i = 0; i < 4; ++i) {
        makeItem();
        const auto done = runKeptBackup(order({}), parent, 2);
        ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
        folders = QDir(parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        EXPECT_EQ(folders.size(), qMin(i + 1, 2));
    }
    struct stat first{};
    struct stat second{};
    EXPECT_EQ(::stat(QFile::encodeName(BlobCopy::pathOf(parent + u'/' + folders.at(0), film)).constData(), &first), 0);
    EXPECT_EQ(::stat(QFile::encodeName(BlobCopy::pathOf(parent + u'/' + folders.at(1), film)).constData(), &second), 0);
    EXPECT_EQ(first.st_ino, second.st_ino);
    // A stranger's folder, and one that was broken off, are nobody's to remove.
    ASSERT_TRUE(QDir(parent).mkdir(u"rawi-mine"_s));
    ASSERT_TRUE(runKeptBackup(order({}), parent, 1).ok());
    EXPECT_TRUE(QFileInfo(parent + u"/rawi-mine"_s).isDir());
    EXPECT_EQ(QDir(parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 2);
}

TEST_F(Backup, TriedItHoldsWhatItSays)
{
    makeItem();
    const QString film = publish(QByteArray(100'000, 't'));
    ASSERT_TRUE(runBackup(order(u"one"_s)).ok());
    const auto tried = verifyBackup(folder.file(u"one"_s));
    ASSERT_TRUE(tried.ok()) << qUtf8Printable(tried.error().toString());
    auto connection = PgConnection::open(conninfo);
    ASSERT_TRUE(connection.ok());
    EXPECT_TRUE(readBackupState(**connection)->verifiedAt.isEmpty());
    EXPECT_TRUE(*noteVerified(**connection, folder.file(u"one"_s)));
    EXPECT_FALSE(*noteVerified(**connection, folder.file(u"another"_s)));
    EXPECT_FALSE(readBackupState(**connection)->verifiedAt.isEmpty());
    // Counts alone would not tell: a row that says something else than it did.
    const QString path = folder.file(u"one"_s);
    auto manifest = readManifest(path);
    manifest->tables[u"content_items"_s].digest = u"1"_s;
    ASSERT_TRUE(writeManifest(*manifest, path).ok());
    const auto other = verifyBackup(path);
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().code, ErrorCode::CorruptData);
    EXPECT_TRUE(other.error().detail.contains(u"content_items"_s)) << qUtf8Printable(other.error().detail);
}

// What a replica is as a file: damaged, full, of another version, with what only this desk knows.
#include "tests/contract/replica_fixture.h"

#include "core/desk/media/encode_job_store.h"
#include "core/desk/media/local_media_store.h"
#include "core/protocol/messages.h"
#include "core/replica/replica_database.h"
#include "core/sync/upload_store.h"
#include "tests/support/wait_for.h"

#include <QFile>

namespace rawi::test {

TEST_F(ReplicaTest, AFileThatIsNoReplicaIsNamed)
{
    TemporaryDirectory other;
    QFile file(other.file(text("replica.sqlite")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const auto opened = Replica::open(other.path(), rules, makeDeskStores(), clock);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, ErrorCode::CorruptData);
    EXPECT_EQ(opened.error().subject, file.fileName());
    const auto nowhere = Replica::open(text("/proc/no/such/place"), rules, makeDeskStores(), clock);
    EXPECT_EQ(nowhere.error().code, ErrorCode::IoError);
}

TEST_F(ReplicaTest, AFullDiskIsSaidAndLosesNothing)
{
    const QString id = create(text("قبل"));
    const auto pages = desk->database().value(text("PRAGMA page_count"));
    ASSERT_TRUE(pages.ok());
    ASSERT_TRUE(desk->database().exec(text("PRAGMA max_page_count = %1").arg(pages->toLongLong())).ok());
    const auto receipt = desk->execute(text("content.update"),
                                       {{text("id"), id}, {text("body_ar"), QString(150000, QChar(0x0628))}});
    ASSERT_FALSE(receipt.ok());
    EXPECT_EQ(receipt.error().code, ErrorCode::DiskFull);
    EXPECT_EQ(desk->waitingCount(), 1);
    EXPECT_TRUE(item(id).bodyAr.isEmpty());
    ASSERT_TRUE(desk->database().exec(text("PRAGMA max_page_count = 1000000")).ok());
    execute("content.update", {{text("id"), id}, {text("title_ar"), text("بعد")}});
    EXPECT_EQ(item(id).titleAr, text("بعد"));
}

TEST_F(ReplicaTest, WhatIsCommittedIsBroughtFromTheLogByAnotherThread)
{
    ASSERT_TRUE(desk->database().checkpointElsewhere().ok());
    const QString copy = directory.file(text("copy.sqlite")); // without the log
    const auto inTheFile = [&] {
        EXPECT_TRUE(desk->setSetting(text("typed"), text("كلام")).ok());
        QFile::remove(copy);
        EXPECT_TRUE(QFile::copy(directory.file(text("replica.sqlite")), copy));
        const auto file = ReplicaDatabase::open(copy);
        const auto found = file.ok() ? (*file)->value(text("SELECT value FROM settings WHERE key = 'typed'")) : file.error();
        return found.ok() && found->toString() == text("كلام");
    };
    EXPECT_FALSE(inTheFile());
    EXPECT_TRUE(waitFor(inTheFile));
}

TEST_F(ReplicaTest, AReplicaOfANewerRawiIsLeftAlone)
{
    ASSERT_TRUE(
        desk->database().exec(text("UPDATE meta SET value = '99' WHERE key = 'min_compatible'")).ok());
    desk.reset();
    const auto opened = Replica::open(directory.path(), rules, makeDeskStores(), clock);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, ErrorCode::UpgradeRequired);
}

TEST_F(ReplicaTest, AFieldDescribedSinceBecomesAColumn)
{
    const QString id = create(text("عنوان"));
    ASSERT_TRUE(
        desk->database().exec(text("ALTER TABLE content_items_overlay DROP COLUMN review_note")).ok());
    ASSERT_TRUE(desk->database().exec(text("UPDATE meta SET value = '0' WHERE key = 'schema'")).ok());
    open();
    EXPECT_EQ(item(id).reviewNote, QString());
    EXPECT_EQ(item(id).titleAr, text("عنوان"));
    EXPECT_EQ(ReplicaFeed(*desk).cursor(), FeedCursor{}) << "what was pulled lacks the field: a new snapshot is due";
}

TEST_F(ReplicaTest, WhatWaitsIsShownAsTodaysRulesHaveIt)
{
    const QString id = create(text("عنوان"));
    execute("content.update", {{text("id"), id}, {text("title_en"), text("Title")}});
    execute("content.submit", {{text("id"), id}});
    execute("content.approve", {{text("id"), id}});
    const auto approved = item(id).approvedRev;
    ASSERT_FALSE(approved.isNull());
    for (const char *sql : {"ALTER TABLE content_items_overlay DROP COLUMN arabic_checked",
                            "UPDATE content_items_overlay SET approved_rev = NULL",
                            "UPDATE meta SET value = '0' WHERE key = 'schema'"}) {
        ASSERT_TRUE(desk->database().exec(text(sql)).ok());
    }
    open();
    EXPECT_EQ(item(id).approvedRev, approved);
    EXPECT_FALSE(item(id).arabicChecked.isEmpty());
}

TEST_F(ReplicaTest, TheJournalsOfTheDeskSurvive)
{
    LocalMediaStore files(*desk);
    const Id<MediaAsset> asset(QUuid::createUuid());
    ASSERT_TRUE(files.put({asset, text("original"), text("/a/ملف.mp4"), 12, 34, {}}).ok());
    EncodeJob job;
    job.id = QUuid::createUuid();
    job.state = EncodeState::Failed;
    job.error = {ErrorCode::WorkerCrashed, text("720p"), text("signal 9")};
    job.plan = {{text("renditions"), QJsonArray{QJsonObject{{text("name"), text("720p")}}}}};
    job.priority = EncodePriority::High;
    job.order.text = text("V01");
    job.outputs = {{text("720p"), text("/a/720p.mp4"), text("libx264"), text("h264_vaapi failed: لا بطاقة")}};
    ASSERT_TRUE(EncodeJobStore(*desk).put(job).ok());
    Upload upload;
    upload.id = QUuid::createUuid();
    upload.inode = ~0ULL;
    upload.offset = 1234567890123;
    ASSERT_TRUE(UploadStore(*desk).put(upload).ok());
    upload.state = UploadState::Running;
    ASSERT_TRUE(UploadStore(*desk).put(upload).ok());
    ASSERT_TRUE(desk->setSetting(text("server_url"), text("http://127.0.0.1:1")).ok());
    open();
    const auto file = LocalMediaStore(*desk).find(asset, text("original"));
    ASSERT_TRUE(file.ok() && file->has_value());
    EXPECT_EQ((*file)->path, text("/a/ملف.mp4"));
    const auto jobs = EncodeJobStore(*desk).jobs();
    ASSERT_EQ(jobs->size(), 1);
    EXPECT_EQ(jobs->first().error, job.error);
    EXPECT_EQ(jobs->first().etaMs, -1);
    EXPECT_EQ(jobs->first().presets(), QStringList{text("720p")});
    EXPECT_EQ(jobs->first().priority, EncodePriority::High);
    EXPECT_EQ(jobs->first().order, job.order);
    EXPECT_EQ(jobs->first().outputs, job.outputs);
    const auto uploads = UploadStore(*desk).uploads();
    ASSERT_EQ(uploads->size(), 1);
    EXPECT_EQ(uploads->first().inode, ~0ULL);
    EXPECT_EQ(uploads->first().offset, 1234567890123);
    EXPECT_EQ(uploads->first().state, UploadState::Running);
    EXPECT_EQ(desk->setting(text("server_url")), text("http://127.0.0.1:1"));
    ASSERT_TRUE(LocalMediaStore(*desk).remove(asset, text("original")).ok());
    EXPECT_TRUE(LocalMediaStore(*desk).files(asset)->isEmpty());
}

} // namespace rawi::test

#include "core/base/id.h"
#include "sync-server/blobs/chunk_checksum.h"
#include "sync-server/blobs/running_hash.h"
#include "tests/server/media_bench.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi::server {

namespace {

using test::sha256Of;
using test::someBytes;

class BlobStoreTest : public testing::Test {
protected:
    void SetUp() override
    {
        Result<std::unique_ptr<BlobStore>> opened = BlobStore::open(folder.file(u"media"_s));
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        store = std::move(*opened);
    }
    QUuid incoming(const std::string &bytes)
    {
        const QUuid id = makeUuidV7(QDateTime::currentMSecsSinceEpoch());
        const Result<FileHandle> file = store->openIncoming(id);
        EXPECT_TRUE(file.ok());
        EXPECT_EQ(::pwrite(file->fd(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
        return id;
    }
    QString blobPath(const QString &sha256) const
    {
        return u"%1/blobs/%2/%3/%4"_s.arg(folder.file(u"media"_s), sha256.left(2), sha256.mid(2, 2), sha256);
    }
    static void age(const QString &path, qint64 ms)
    {
        const qint64 seconds = (QDateTime::currentMSecsSinceEpoch() - ms) / 1000;
        const timespec times[2] = {{seconds, 0}, {seconds, 0}};
        ASSERT_EQ(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0), 0);
    }

    test::TemporaryDirectory folder;
    std::unique_ptr<BlobStore> store;
};

} // namespace

TEST(RunningHash, MatchesWholeHashAcrossEveryInterruption)
{
    const std::string bytes = someBytes(200);
    for (size_t cut = 0; cut <= bytes.size(); ++cut) {
        RunningHash before;
        before.add(bytes.data(), cut);
        std::optional<RunningHash> after = RunningHash::fromState(before.state());
        ASSERT_TRUE(after) << cut;
        EXPECT_EQ(after->length(), static_cast<qint64>(cut));
        after->add(bytes.data() + cut, bytes.size() - cut);
        EXPECT_EQ(after->digest(), sha256Of(bytes)) << cut;
    }
}

TEST(RunningHash, CountsBeyondFourGibibits)
{
    // 513 MiB of zeros: the count of bits passes 32 bits. From: head -c $((513<<20)) /dev/zero | sha256sum
    RunningHash hash;
    const std::string zeros(1 << 20, '\0');
    for (int i = 0; i < 513; ++i) {
        hash.add(zeros.data(), zeros.size());
        if (i >= 511) {
            hash = *RunningHash::fromState(hash.state());
        }
    }
    EXPECT_EQ(hash.digest(), u"a3e2acbb469e4e59dde406f912e754c933c1ac0fb0092a3634d61d5073309c0c"_s);
}

TEST(RunningHash, RefusesForeignStates)
{
    RunningHash hash;
    hash.add("abc", 3);
    const QByteArray state = hash.state();
    EXPECT_FALSE(RunningHash::fromState({}));
    EXPECT_FALSE(RunningHash::fromState(state.chopped(2)));
    EXPECT_FALSE(RunningHash::fromState(state + "00"));
    EXPECT_FALSE(RunningHash::fromState("zz" + state.mid(2)));
}

TEST(ChunkChecksum, KnowsSha1AndSha256Only)
{
    const auto matches = [](std::string_view header, std::string_view bytes) {
        Result<ChunkChecksum> checksum = ChunkChecksum::parse(header);
        EXPECT_TRUE(checksum.ok());
        checksum->add(bytes.data(), bytes.size());
        return checksum->matches();
    };
    EXPECT_TRUE(matches("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "hello world")); // the example of tus.io
    EXPECT_FALSE(matches("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "hello worle"));
    EXPECT_TRUE(matches("sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", ""));
    for (const char *wrong : {"md5 XrY7u+Ae7tCTyyK7j1rNww==", "sha256", "sha256 !!!", "sha256 AAAA", ""}) {
        EXPECT_FALSE(ChunkChecksum::parse(wrong).ok()) << wrong;
    }
}

TEST_F(BlobStoreTest, AdoptsAnUploadUnderItsContentAddress)
{
    const std::string bytes = someBytes(300000);
    const QString sha256 = sha256Of(bytes);
    const QUuid upload = incoming(bytes);
    ASSERT_TRUE(store->adopt(upload, sha256, 300000).ok());
    EXPECT_FALSE(store->hasIncoming(upload));
    EXPECT_TRUE(store->verify(sha256).ok());
    EXPECT_EQ(store->openBlob(sha256)->size, 300000);
    EXPECT_TRUE(store->adopt(upload, sha256, 300000).ok()) << "after a crash the rename is there already";
    ASSERT_TRUE(store->adopt(incoming(bytes), sha256, 300000).ok()) << "the same bytes again";
}

TEST_F(BlobStoreTest, RefusesWhatIsNotWhole)
{
    const std::string bytes = someBytes(1000);
    EXPECT_EQ(store->adopt(incoming(bytes), sha256Of(bytes), 1001).error().code, ErrorCode::CorruptData);
    EXPECT_EQ(store->adopt(QUuid::createUuid(), sha256Of(bytes), 1000).error().code, ErrorCode::FileMissing);
    EXPECT_EQ(store->adopt(incoming(bytes), u"../../etc/passwd"_s, 1000).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(store->openBlob(u"../../etc/passwd"_s).error().code, ErrorCode::FileMissing);
}

TEST_F(BlobStoreTest, VerifyFindsChangedBytes)
{
    const std::string bytes = someBytes(1000);
    const QString sha256 = sha256Of(bytes);
    ASSERT_TRUE(store->adopt(incoming(bytes), sha256, 1000).ok());
    QFile file(blobPath(sha256));
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.seek(500) && file.putChar(static_cast<char>(~bytes[500])));
    file.close();
    EXPECT_EQ(store->verify(sha256).error().code, ErrorCode::CorruptData);
}

TEST_F(BlobStoreTest, SweepsOldOrphansOnly)
{
    constexpr qint64 kOld = BlobStore::kOrphanAgeMs + 60000;
    const auto stored = [&](unsigned seed) {
        const std::string bytes = someBytes(100, seed);
        EXPECT_TRUE(store->adopt(incoming(bytes), sha256Of(bytes), 100).ok());
        return sha256Of(bytes);
    };
    const QString orphan = stored(1);
    const QString used = stored(2);
    const QString fresh = stored(3);
    const QString kept = stored(4);
    for (const QString &one : {orphan, used, kept}) {
        age(blobPath(one), kOld);
    }
    const QUuid running = QUuid::createUuid();
    const QString ended = store->workFolder() + QLatin1Char('/') + uuidText(QUuid::createUuid());
    const QString goesOn = store->workFolder() + QLatin1Char('/') + uuidText(running);
    ASSERT_TRUE(QDir().mkpath(ended + u"/out"_s) && QDir().mkpath(goesOn));
    const BlobStore::Referenced referenced{[&](const QString &sha256) -> Result<bool> {
                                               // Somebody takes `kept` into use between the question and the
                                               // removal.
                                               EXPECT_TRUE(sha256 != kept || store->keep(kept, 100));
                                               return sha256 == used;
                                           },
                                           [](const QUuid &) -> Result<bool> { return false; },
                                           [&](const QUuid &job) -> Result<bool> { return job == running; }};
    const Result<int> swept = store->sweep(referenced, QDateTime::currentMSecsSinceEpoch());
    ASSERT_TRUE(swept.ok());
    EXPECT_EQ(*swept, 2);
    EXPECT_FALSE(QDir(ended).exists());
    EXPECT_TRUE(QDir(goesOn).exists());
    EXPECT_FALSE(store->openBlob(orphan).ok());
    for (const QString &one : {used, fresh, kept}) {
        EXPECT_TRUE(store->openBlob(one).ok());
    }
}

TEST_F(BlobStoreTest, SweepStopsWhenItCannotAsk)
{
    const std::string bytes = someBytes(100);
    ASSERT_TRUE(store->adopt(incoming(bytes), sha256Of(bytes), 100).ok());
    age(blobPath(sha256Of(bytes)), BlobStore::kOrphanAgeMs + 60000);
    const auto down = [](const auto &) -> Result<bool> {
        return Error{ErrorCode::ServerUnavailable, {}, {}};
    };
    EXPECT_FALSE(store->sweep({down, down, down}, QDateTime::currentMSecsSinceEpoch()).ok());
    EXPECT_TRUE(store->openBlob(sha256Of(bytes)).ok());
}

TEST_F(BlobStoreTest, SaysHowMuchRoomIsMissing)
{
    EXPECT_TRUE(store->checkRoom(1).ok());
    const Result<void> full = store->checkRoom(1LL << 60);
    ASSERT_FALSE(full.ok());
    EXPECT_EQ(full.error().code, ErrorCode::DiskFull);
    EXPECT_TRUE(full.error().detail.contains(u"are free"_s));
}

} // namespace rawi::server

#include "sync-server/blobs/upload_store.h"
#include "tests/server/media_bench.h"
#include "tests/support/warnings.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>

#include <chrono>
#include <sys/mount.h>
#include <thread>

namespace rawi::server {

namespace {

using test::sha256Of;
using test::someBytes;

std::string checksum(const std::string &bytes, QCryptographicHash::Algorithm algorithm, const char *name)
{
    const QByteArray all = QByteArray::fromStdString(bytes);
    return std::string("Upload-Checksum: ") + name + ' '
        + test::base64(QCryptographicHash::hash(all, algorithm)) + "\r\n";
}

class TusTest : public test::MediaBench {
protected:
    bool until(const std::function<bool()> &condition)
    {
        for (int i = 0; i < 500; ++i) {
            if (condition()) {
                return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    qint64 received(const std::string &url)
    {
        return one("SELECT received FROM uploads WHERE id = $1", {url.substr(url.rfind('/') + 1)})
            .toLongLong();
    }
    bool isLeased(const std::string &url)
    {
        return one("SELECT lease_until > now() FROM uploads WHERE id = $1", {url.substr(url.rfind('/') + 1)})
            == u"t"_s;
    }
    QString incomingFile(const std::string &url) const
    {
        return mediaFolder + u"/incoming/"_s + QString::fromStdString(url.substr(url.rfind('/') + 1));
    }
    // A PATCH of `announced` bytes of which only `sent` are on their way.
    std::unique_ptr<RawClient> startPatch(const std::string &url, qint64 offset, size_t announced,
                                          const std::string &sent, const std::string &extra = {})
    {
        auto client = std::make_unique<RawClient>(edge->port());
        client->send(patchHead(url, offset, announced, extra) + sent);
        EXPECT_TRUE(until([&] { return isLeased(url); }));
        return client;
    }
    void expectStored(const QUuid &variant, const QString &name, const std::string &bytes)
    {
        EXPECT_EQ(statusOf(variant), u"completed"_s);
        const RawReply reply = get(filePathOf(name));
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(sha256Of(reply.body), sha256Of(bytes));
        EXPECT_TRUE(blobs->verify(sha256Of(bytes)).ok());
    }
};

} // namespace

TEST_F(TusTest, SaysWhatItCanDo)
{
    const RawReply reply = RawClient(edge->port()).ask(requestText("OPTIONS", "/api/v1/media/upload"));
    EXPECT_EQ(reply.status, 204);
    EXPECT_EQ(reply.header("tus-version"), "1.0.0");
    EXPECT_EQ(reply.header("tus-extension"), "creation,termination,checksum,expiration");
    EXPECT_EQ(reply.header("tus-max-size"), std::to_string(16LL << 30));
    EXPECT_EQ(reply.header("tus-checksum-algorithm"), "sha1,sha256");
}

TEST_F(TusTest, TakesAFileInPieces)
{
    const std::string bytes = someBytes(3000000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 3000000, sha256Of(bytes));
    EXPECT_EQ(offsetOf(url), 0);
    const RawReply first = patch(url, 0, bytes.substr(0, 1000000));
    EXPECT_EQ(first.status, 204);
    EXPECT_EQ(first.header("upload-offset"), "1000000");
    EXPECT_FALSE(first.header("upload-expires").empty());
    const RawReply where = head(url);
    EXPECT_EQ(where.header("upload-length"), "3000000");
    EXPECT_EQ(where.header("cache-control"), "no-store");
    const std::string second = bytes.substr(1000000, 1999999);
    EXPECT_EQ(patch(url, 1000000, second, checksum(second, QCryptographicHash::Sha256, "sha256")).status,
              204);
    EXPECT_EQ(statusOf(variant), u"pending"_s);
    const std::string last = bytes.substr(2999999);
    EXPECT_EQ(patch(url, 2999999, last, checksum(last, QCryptographicHash::Sha1, "sha1")).status, 204);
    expectStored(variant, u"720p"_s, bytes);
    EXPECT_EQ(offsetOf(url), 3000000);
    EXPECT_EQ(patch(url, 3000000, "").status, 204) << "a client that missed the last answer asks again";
    EXPECT_FALSE(QFile::exists(incomingFile(url)));
}

TEST_F(TusTest, TakesAnEmptyFile)
{
    const QUuid variant = announce(u"empty"_s, 0);
    const RawReply reply = create(variant, 0);
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(statusOf(variant), u"completed"_s);
}

TEST_F(TusTest, RefusesWrongRequests)
{
    const std::string bytes = someBytes(1000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 1000);
    const std::string auth = "Authorization: Bearer editor\r\n";
    const auto ask = [&](const std::string &method, const std::string &path, const std::string &headers) {
        return RawClient(edge->port()).ask(requestText(method, path, auth + headers));
    };
    const RawReply version = ask("POST", "/api/v1/media/upload", "Tus-Resumable: 0.2.2\r\n");
    EXPECT_EQ(version.status, 412);
    EXPECT_EQ(version.header("tus-version"), "1.0.0");
    const std::string tus = "Tus-Resumable: 1.0.0\r\n";
    EXPECT_EQ(ask("POST", "/api/v1/media/upload", tus).status, 400) << "no Upload-Length";
    EXPECT_EQ(ask("POST", "/api/v1/media/upload", tus + "Upload-Length: 5\r\n").status, 400)
        << "no variant_id";
    EXPECT_EQ(ask("POST", "/api/v1/media/upload", tus + "Upload-Length: -5\r\n").status, 400);
    EXPECT_EQ(ask("POST", "/api/v1/media/upload", tus + "Upload-Defer-Length: 1\r\n").status, 400);
    EXPECT_EQ(
        ask("POST", "/api/v1/media/upload", tus + "Upload-Length: 5\r\nUpload-Metadata: variant_id ###\r\n")
            .status,
        400);
    EXPECT_EQ(create(variant, (16LL << 30) + 1).status, 413);
    EXPECT_EQ(create(variant, 999).status, 400) << "not the announced size";
    EXPECT_EQ(create(variant, 1000, sha256Of("other")).status, 400) << "not the announced hash";
    EXPECT_EQ(create(QUuid::createUuid(), 1000).status, 404);
    EXPECT_EQ(create(variant, 1000, {}, "viewer").status, 403);
    EXPECT_EQ(create(variant, 1000, {}, "nobody").status, 401);
    EXPECT_EQ(head("/api/v1/media/upload/" + uuidText(QUuid::createUuid()).toStdString()).status, 404);
    EXPECT_EQ(head("/api/v1/media/upload/nonsense").status, 404);
    EXPECT_EQ(head(url, "other").status, 403);
    EXPECT_EQ(patch(url, 0, bytes, {}, "other").status, 403);
    EXPECT_EQ(ask("PATCH", url, tus + "Content-Type: video/mp4\r\nUpload-Offset: 0\r\n").status, 415);
    EXPECT_EQ(ask("PATCH", url, tus + "Content-Type: application/offset+octet-stream\r\n").status, 400);
    EXPECT_EQ(patch(url, 0, bytes, "Upload-Checksum: crc32 AAAA\r\n").status, 400);
    EXPECT_EQ(patch(url, 0, bytes + "x").status, 413) << "more than Upload-Length";
    EXPECT_EQ(received(url), 0);
    EXPECT_EQ(patch(url, 0, bytes).status, 204) << "after all that it still takes the bytes";
}

TEST_F(TusTest, RefusesAWrongOffsetAndKeepsTheRight)
{
    const std::string bytes = someBytes(5000);
    const std::string url = createdUrl(announce(u"720p"_s, bytes), 5000);
    ASSERT_EQ(patch(url, 0, bytes.substr(0, 2000)).status, 204);
    const RawReply wrong = patch(url, 1000, bytes.substr(1000));
    EXPECT_EQ(wrong.status, 409);
    EXPECT_NE(wrong.body.find("offset_mismatch"), std::string::npos) << wrong.body;
    EXPECT_EQ(offsetOf(url), 2000);
    EXPECT_EQ(patch(url, 2000, bytes.substr(2000)).status, 204);
}

TEST_F(TusTest, DiscardsAChunkWithAWrongChecksum)
{
    const std::string bytes = someBytes(600000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 600000);
    ASSERT_EQ(patch(url, 0, bytes.substr(0, 300000)).status, 204);
    const std::string right = bytes.substr(300000);
    const std::string header = checksum(right, QCryptographicHash::Sha256, "sha256");
    const RawReply wrong = patch(url, 300000, someBytes(300000, 9), header);
    EXPECT_EQ(wrong.status, 460);
    EXPECT_EQ(offsetOf(url), 300000);
    EXPECT_EQ(patch(url, 300000, right, header).status, 204);
    expectStored(variant, u"720p"_s, bytes);
}

TEST_F(TusTest, EndsAnUploadWhoseWholeHashIsWrong)
{
    const std::string bytes = someBytes(1000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 1000);
    EXPECT_EQ(patch(url, 0, someBytes(1000, 2)).status, 460);
    EXPECT_EQ(statusOf(variant), u"pending"_s);
    EXPECT_EQ(head(url).status, 410);
    EXPECT_FALSE(QFile::exists(incomingFile(url)));
    EXPECT_EQ(patch(createdUrl(variant, 1000), 0, bytes).status, 204) << "a new upload repairs it";
}

TEST_F(TusTest, KeepsWhatArrivedBeforeTheConnectionBroke)
{
    const std::string bytes = someBytes(1500000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 1500000);
    startPatch(url, 0, bytes.size(), bytes.substr(0, 700001))->close();
    ASSERT_TRUE(until([&] { return received(url) == 700001; })) << received(url);
    EXPECT_EQ(offsetOf(url), 700001);
    EXPECT_EQ(patch(url, 700001, bytes.substr(700001)).status, 204);
    expectStored(variant, u"720p"_s, bytes);
}

TEST_F(TusTest, KeepsNothingOfABrokenChunkWithAChecksum)
{
    const std::string bytes = someBytes(500000);
    const std::string url = createdUrl(announce(u"720p"_s, bytes), 500000);
    startPatch(url, 0, bytes.size(), bytes.substr(0, 300000),
               checksum(bytes, QCryptographicHash::Sha256, "sha256"))
        ->close();
    ASSERT_TRUE(until([&] { return !isLeased(url); }));
    EXPECT_EQ(offsetOf(url), 0);
}

TEST_F(TusTest, LetsOneWriterIn)
{
    const std::string bytes = someBytes(1000000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 1000000);
    const auto first = startPatch(url, 0, bytes.size(), bytes.substr(0, 400000));
    const RawReply second = patch(url, 0, someBytes(1000000, 5));
    EXPECT_EQ(second.status, 423);
    first->send(bytes.substr(400000));
    EXPECT_EQ(first->read().status, 204);
    expectStored(variant, u"720p"_s, bytes);
}

TEST_F(TusTest, OfTwoAtOnceExactlyOneWins)
{
    const std::string bytes = someBytes(2000000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 2000000);
    std::array<int, 4> statuses{};
    std::vector<std::thread> clients;
    for (int &status : statuses) {
        clients.emplace_back([&] { status = patch(url, 0, bytes).status; });
    }
    for (std::thread &client : clients) {
        client.join();
    }
    EXPECT_EQ(std::ranges::count(statuses, 204), 1);
    for (const int status : statuses) {
        // 410: it came when the winner's last byte had ended the upload
        EXPECT_TRUE(status == 204 || status == 423 || status == 409 || status == 410) << status;
    }
    expectStored(variant, u"720p"_s, bytes);
}

TEST_F(TusTest, HeadTakesOverFromADeadPatch)
{
    const std::string bytes = someBytes(1000000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 1000000);
    const auto dead = startPatch(url, 0, bytes.size(), bytes.substr(0, 524288)); // two pieces of the edge
    qint64 offset = 0;
    ASSERT_TRUE(until([&] { return QFile(incomingFile(url)).size() == 524288; }));
    offset = offsetOf(url);
    EXPECT_EQ(offset, 524288) << "what the dead one had brought is kept";
    const std::string rest = bytes.substr(static_cast<size_t>(offset));
    const RawReply resumed = patch(url, offset, rest);
    EXPECT_EQ(resumed.status, 204);
    dead->trySend(someBytes(475712, 7)); // it was not dead after all, and has other bytes
    EXPECT_EQ(dead->read().status, 423);
    expectStored(variant, u"720p"_s, bytes);
}

TEST_F(TusTest, AFenceStopsAWriterOfAnotherProcess)
{
    const std::string bytes = someBytes(1000000);
    const std::string url = createdUrl(announce(u"720p"_s, bytes), 1000000);
    const auto client = startPatch(url, 0, bytes.size(), bytes.substr(0, 300000));
    UploadStore elsewhere(*pool);
    const QUuid id = uuidFromText(QString::fromStdString(url.substr(url.rfind('/') + 1)));
    ASSERT_TRUE(elsewhere.evict(id).ok());
    client->send(bytes.substr(300000));
    EXPECT_EQ(client->read().status, 423);
    EXPECT_EQ(elsewhere.find(id)->received, 0);
}

TEST_F(TusTest, CutsTheFileBackToTheConfirmedOffset)
{
    const std::string bytes = someBytes(800000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 800000);
    ASSERT_EQ(patch(url, 0, bytes.substr(0, 300000)).status, 204);
    restart();
    QFile file(incomingFile(url)); // written, never confirmed: what a kill leaves
    ASSERT_TRUE(file.open(QIODevice::Append) && file.write("garbage") == 7);
    file.close();
    EXPECT_EQ(offsetOf(url), 300000);
    EXPECT_EQ(patch(url, 300000, bytes.substr(300000)).status, 204);
    expectStored(variant, u"720p"_s, bytes);
}

TEST_F(TusTest, GivesUpAnUploadWhoseFileLostConfirmedBytes)
{
    const std::string bytes = someBytes(800000);
    const std::string url = createdUrl(announce(u"720p"_s, bytes), 800000);
    ASSERT_EQ(patch(url, 0, bytes.substr(0, 300000)).status, 204);
    ASSERT_TRUE(QFile::resize(incomingFile(url), 100000));
    EXPECT_EQ(patch(url, 300000, bytes.substr(300000)).status, 410);
    EXPECT_EQ(head(url).status, 410) << "the client starts again";
}

TEST_F(TusTest, FinishesWhatADeadServerLeftComplete)
{
    const std::string bytes = someBytes(50000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 50000);
    UploadStore store(*pool);
    const QUuid id = uuidFromText(QString::fromStdString(url.substr(url.rfind('/') + 1)));
    // Every byte durable and confirmed, killed before the rename.
    Result<Upload> upload = store.lease(id);
    ASSERT_TRUE(upload.ok());
    QFile file(incomingFile(url));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes.data(), 50000) == 50000);
    file.close();
    upload->hash.add(bytes.data(), bytes.size());
    upload->received = 50000;
    ASSERT_TRUE(store.commit(*upload, UploadStore::Lease::Release).ok());
    ASSERT_TRUE(uploads->sweep(clock.nowMs()).ok());
    expectStored(variant, u"720p"_s, bytes);
    EXPECT_EQ(store.find(id)->state, UploadState::Done);
}

TEST_F(TusTest, ExpiresAndTerminates)
{
    const std::string bytes = someBytes(5000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string expired = createdUrl(variant, 5000);
    ASSERT_EQ(patch(expired, 0, bytes.substr(0, 1000)).status, 204);
    one("UPDATE uploads SET expires_at = now() - interval '1 second' RETURNING id");
    EXPECT_EQ(head(expired).status, 410);
    EXPECT_EQ(patch(expired, 1000, bytes.substr(1000)).status, 410);
    ASSERT_TRUE(uploads->sweep(clock.nowMs()).ok());
    EXPECT_FALSE(QFile::exists(incomingFile(expired)));

    const std::string url = createdUrl(variant, 5000);
    const std::string tus = "Tus-Resumable: 1.0.0\r\nAuthorization: Bearer ";
    const auto remove = [&](const char *token) {
        return RawClient(edge->port()).ask(requestText("DELETE", url, tus + token + "\r\n")).status;
    };
    EXPECT_EQ(remove("other"), 403);
    EXPECT_EQ(remove("editor"), 204);
    EXPECT_EQ(head(url).status, 410);
    EXPECT_FALSE(QFile::exists(incomingFile(url)));
}

TEST_F(TusTest, TakesEqualBytesOnceOnly)
{
    const std::string bytes = someBytes(5000);
    const QUuid first = announce(u"720p"_s, bytes);
    ASSERT_EQ(patch(createdUrl(first, 5000), 0, bytes).status, 204);
    const RawReply again = create(first, 5000, sha256Of(bytes));
    EXPECT_EQ(again.status, 409);
    EXPECT_NE(again.body.find("already_exists"), std::string::npos) << again.body;
    EXPECT_EQ(create(first, 5000, sha256Of("other")).status, 409);

    const QUuid second = announce(u"copy"_s, bytes);
    const RawReply known = create(second, 5000, sha256Of(bytes));
    EXPECT_EQ(known.status, 201);
    EXPECT_EQ(known.header("upload-offset"), "5000");
    EXPECT_EQ(offsetOf(known.header("location")), 5000);
    expectStored(second, u"copy"_s, bytes);
}

TEST_F(TusTest, EndsWhenItsVariantIsForgotten)
{
    const std::string bytes = someBytes(5000);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 5000);
    run(u"media.remove_variant"_s, {{u"id"_s, uuidText(variant)}});
    EXPECT_EQ(patch(url, 0, bytes).status, 410);
    EXPECT_FALSE(QFile::exists(incomingFile(url)));
}

TEST_F(TusTest, SurvivesAFullDisk)
{
    const QString disk = folder.file(u"small"_s);
    ASSERT_TRUE(QDir().mkpath(disk));
    const QByteArray path = QFile::encodeName(disk);
    if (::mount("tmpfs", path.constData(), "tmpfs", 0, "size=4m") != 0) {
        GTEST_SKIP() << "mounting a small disk needs root";
    }
    const auto unmount = qScopeGuard([&] {
        edge->stop(0);
        edge.reset();
        blobs.reset();
        ::umount2(path.constData(), MNT_DETACH);
    });
    useMediaFolder(disk);
    for (int refused = 0; refused < 2; ++refused) {
        rawi::test::expectWarning(u"upload refused: disk_full"_s);
    }
    EXPECT_EQ(create(announce(u"big"_s, 0), 100 << 20).status, 507) << "refused before a byte is sent";

    const std::string bytes = someBytes(3 << 20);
    const QUuid variant = announce(u"720p"_s, bytes);
    const std::string url = createdUrl(variant, 3 << 20);
    QFile filler(disk + u"/filler"_s); // meanwhile somebody else fills the disk
    ASSERT_TRUE(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    ASSERT_EQ(filler.write(QByteArray(2 << 20, 'x')), 2 << 20);
    const RawReply full = patch(url, 0, bytes);
    EXPECT_EQ(full.status, 507);
    EXPECT_NE(full.body.find("disk_full"), std::string::npos) << full.body;
    const qint64 offset = offsetOf(url);
    EXPECT_GT(offset, 1 << 20) << "what fitted is kept";
    EXPECT_LT(offset, 3 << 20);
    ASSERT_TRUE(filler.remove());
    EXPECT_EQ(patch(url, offset, bytes.substr(static_cast<size_t>(offset))).status, 204);
    expectStored(variant, u"720p"_s, bytes);
}

} // namespace rawi::server

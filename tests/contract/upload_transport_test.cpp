// The upload client against a tus server that answers wrongly.
#include "tests/support/sync_desk.h"
#include "tests/support/warnings.h"
#include "tests/support/workspace_peer.h"

#include <QCryptographicHash>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

constexpr qint64 kMiB = 1024 * 1024;
const QString kUploads = u"/api/v1/media/upload"_s;

class UploadTransport : public testing::Test {
protected:
    void SetUp() override
    {
        desk.signIn(peer.url());
        ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::Online; }));
    }

    // Answers the `nth` request (from 1) of a verb below /media/upload with `reply`.
    void failNth(const QByteArray &verb, int nth, const PeerReply &reply)
    {
        peer.fault = [verb, nth, reply, seen = 0](const PeerRequest &request) mutable {
            const bool meant = request.path.startsWith(kUploads) && request.verb == verb && ++seen == nth;
            return meant ? std::optional<PeerReply>(reply) : std::nullopt;
        };
    }

    bool waitForState(const Upload &upload, UploadState state)
    {
        return waitFor([&] { return desk.upload(upload.id).state == state; }, 20'000);
    }

    void expectArrived(const Upload &upload)
    {
        ASSERT_TRUE(waitForState(upload, UploadState::Done)) << qUtf8Printable(desk.upload(upload.id).error.toString());
        const QByteArray hash = QCryptographicHash::hash(peer.uploadedBytes(), QCryptographicHash::Sha256);
        EXPECT_EQ(QString::fromLatin1(hash.toHex()), upload.sha256);
    }

    SystemClock clock;
    WorkspacePeer peer{workspaceRules(), clock};
    SyncDesk desk{clock};
};

} // namespace

TEST_F(UploadTransport, SendsChunksOfFourMegabytesAfterItsVariant)
{
    const Upload upload = desk.uploadNewFile(9 * kMiB + 17);
    expectArrived(upload);
    EXPECT_EQ(peer.requests("PATCH", kUploads).size(), 3);
    EXPECT_EQ(peer.requests("POST", kUploads).size(), 1);
    EXPECT_TRUE(waitFor([&] { return desk.status().uploadsWaiting == 0; }));
}

// An announcement gives a file's variant another id; the row may come before the answer.
TEST_F(UploadTransport, FollowsItsVariantThatWasAnnouncedAnewUnderAnotherId)
{
    Upload upload = desk.uploadNewFile(1000);
    const Id<MediaVariant> known = upload.variantId;
    upload.variantId = Id<MediaVariant>(QUuid::createUuid());
    UploadStore store(desk.replica());
    const auto variant = store.variantOf(upload);
    ASSERT_TRUE(variant.ok() && variant->has_value());
    EXPECT_EQ((*variant)->id, known);
    EXPECT_EQ(upload.variantId, known);
    EXPECT_EQ(desk.upload(upload.id).variantId, known);
    upload.variantId = Id<MediaVariant>(QUuid::createUuid());
    upload.sha256 = u"0"_s.repeated(64); // other bytes are another file
    EXPECT_FALSE(store.variantOf(upload)->has_value());
}

TEST_F(UploadTransport, A423BacksOffAndGoesOn)
{
    failNth("PATCH", 2, WorkspacePeer::problem(423, ErrorCode::Locked));
    expectArrived(desk.uploadNewFile(9 * kMiB));
    EXPECT_EQ(peer.requests("POST", kUploads).size(), 1);
    EXPECT_EQ(peer.requests("HEAD", kUploads).size(), 1);
}

TEST_F(UploadTransport, A460SendsTheChunkAgain)
{
    failNth("PATCH", 1, WorkspacePeer::problem(460, ErrorCode::ChecksumMismatch));
    expectArrived(desk.uploadNewFile(5 * kMiB));
    EXPECT_EQ(peer.requests("PATCH", kUploads).size(), 3);
    EXPECT_EQ(peer.requests("HEAD", kUploads).size(), 0);
}

TEST_F(UploadTransport, A409AsksForTheOffset)
{
    failNth("PATCH", 2, WorkspacePeer::problem(409, ErrorCode::OffsetMismatch));
    expectArrived(desk.uploadNewFile(9 * kMiB));
    EXPECT_EQ(peer.requests("HEAD", kUploads).size(), 1);
}

TEST_F(UploadTransport, A404StartsAgain)
{
    bool forgot = false;
    peer.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        if (request.verb == "PATCH" && request.headers.value("upload-offset") != "0" && !forgot) {
            forgot = true;
            peer.forgetUpload();
        }
        return std::nullopt;
    };
    expectArrived(desk.uploadNewFile(9 * kMiB));
    EXPECT_EQ(peer.requests("POST", kUploads).size(), 2);
}

TEST_F(UploadTransport, A401RenewsTheTokenAndKeepsTheUrl)
{
    bool expired = false;
    peer.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        if (request.verb == "PATCH" && !expired) {
            expired = true;
            peer.expireAccess();
        }
        return std::nullopt;
    };
    expectArrived(desk.uploadNewFile(5 * kMiB));
    EXPECT_EQ(peer.requests("POST", kUploads).size(), 1);
    EXPECT_GE(peer.requests("POST", u"/api/v1/auth/refresh"_s).size(), 1);
}

TEST_F(UploadTransport, A403KeepsTheUrlAndARetryGoesOn)
{
    failNth("PATCH", 2, WorkspacePeer::problem(403, ErrorCode::PermissionDenied));
    expectWarning(u"upload failed"_s);
    const Upload upload = desk.uploadNewFile(9 * kMiB);
    ASSERT_TRUE(waitForState(upload, UploadState::Failed));
    EXPECT_EQ(desk.upload(upload.id).error.code, ErrorCode::PermissionDenied);
    EXPECT_FALSE(desk.upload(upload.id).url.isEmpty());
    desk.sync().retryUpload(upload.id);
    expectArrived(upload);
    EXPECT_EQ(peer.requests("POST", kUploads).size(), 1);
}

TEST_F(UploadTransport, A415IsFinal)
{
    failNth("POST", 1, WorkspacePeer::problem(415, ErrorCode::UnsupportedMediaType));
    expectWarning(u"upload failed"_s);
    const Upload upload = desk.uploadNewFile(1000);
    ASSERT_TRUE(waitForState(upload, UploadState::Failed));
    EXPECT_EQ(desk.upload(upload.id).error.code, ErrorCode::UnsupportedMediaType);
}

TEST_F(UploadTransport, WhatTheServerHoldsAlreadyIsNotSent)
{
    expectArrived(desk.uploadNewFile(1000));
    expectArrived(desk.uploadNewFile(1000)); // the same bytes, of another item
    EXPECT_EQ(peer.requests("PATCH", kUploads).size(), 1);
}

TEST_F(UploadTransport, GoesOnAtTheServersOffsetAfterARestartOfTheDesk)
{
    peer.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        return request.verb == "PATCH" && request.headers.value("upload-offset") != "0"
            ? std::optional(PeerReply{503, {}, {}, PeerFault::None})
            : std::nullopt;
    };
    const Upload upload = desk.uploadNewFile(9 * kMiB);
    ASSERT_TRUE(waitFor([&] { return desk.upload(upload.id).offset == 4 * kMiB; }));
    peer.fault = nullptr;
    desk.restart();
    expectArrived(upload);
    EXPECT_EQ(peer.requests("POST", kUploads).size(), 1);
    EXPECT_GE(peer.requests("HEAD", kUploads).size(), 1);
}

TEST_F(UploadTransport, AFileThatChangedMeanwhileFails)
{
    peer.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        return request.path.startsWith(kUploads) ? std::optional(PeerReply{503, {}, {}, PeerFault::None})
                                                 : std::nullopt;
    };
    expectWarning(u"file_changed"_s);
    const Upload upload = desk.uploadNewFile(5 * kMiB);
    QFile file(upload.path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite) && file.seek(100) && file.write("other") == 5);
    file.close();
    ASSERT_TRUE(waitForState(upload, UploadState::Failed));
    EXPECT_EQ(desk.upload(upload.id).error.code, ErrorCode::FileChanged);
}

TEST_F(UploadTransport, AFileThatIsGoneFails)
{
    failNth("POST", 1, {503, {}, {}, PeerFault::None});
    expectWarning(u"file_missing"_s);
    const Upload upload = desk.uploadNewFile(5 * kMiB);
    ASSERT_TRUE(QFile::remove(upload.path));
    ASSERT_TRUE(waitForState(upload, UploadState::Failed));
    EXPECT_EQ(desk.upload(upload.id).error.code, ErrorCode::FileMissing);
}

} // namespace rawi::test

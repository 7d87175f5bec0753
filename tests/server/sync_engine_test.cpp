// Real desks' sync engines against the real rawi-server: convergence, kills, cut connections.
#include "core/replica/replica_feed.h"
#include "tests/support/cutting_proxy.h"
#include "tests/support/server_process.h"
#include "tests/support/sync_desk.h"
#include "tests/support/warnings.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

constexpr int kLongMs = 60'000;

class SyncEngineTest : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        s_server = std::make_unique<ServerProcess>();
        s_server->start();
    }
    static void TearDownTestSuite() { s_server.reset(); }
    static ServerProcess &server() { return *s_server; }

    void join(SyncDesk &desk, const QUrl &url = s_server->url())
    {
        desk.signIn(url, server().email(), server().password());
        ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::Online; }, kLongMs))
            << qUtf8Printable(desk.status().error.toString()) << "\n" << qUtf8Printable(server().log());
    }

    static std::string manifest(SyncDesk &desk)
    {
        const Result<QJsonObject> made = ReplicaFeed(desk.replica()).manifest();
        EXPECT_TRUE(made.ok());
        return made.ok() ? QJsonDocument(*made).toJson().toStdString() : std::string();
    }

    // Nothing waits anywhere and both stand at one place of the feed with the same rows; and a third desk that
    // joins now (its snapshot is checked against the server's manifest) holds them too.
    void expectConverged(SyncDesk &a, SyncDesk &b)
    {
        // One after the other: what the first one pushes is there for the other one's pull.
        ASSERT_TRUE(a.settle(kLongMs)) << a.replica().waitingCount() << " wait";
        ASSERT_TRUE(b.settle(kLongMs)) << b.replica().waitingCount() << " wait";
        ASSERT_TRUE(waitFor([&] { return ReplicaFeed(a.replica()).cursor() == ReplicaFeed(b.replica()).cursor(); }, kLongMs));
        EXPECT_EQ(manifest(a), manifest(b));
        SyncDesk fresh(clock);
        join(fresh);
        ASSERT_TRUE(waitFor([&] { return ReplicaFeed(fresh.replica()).cursor() == ReplicaFeed(a.replica()).cursor(); }, kLongMs));
        EXPECT_EQ(manifest(a), manifest(fresh));
    }

    static int countOf(const SyncDesk &desk, const QString &title) { return static_cast<int>(desk.titles().count(title)); }

    SystemClock clock;

private:
    static std::unique_ptr<ServerProcess> s_server;
};

std::unique_ptr<ServerProcess> SyncEngineTest::s_server;

QByteArray fetch(const QUrl &url)
{
    QNetworkAccessManager network;
    std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
    EXPECT_TRUE(waitFor([&] { return reply->isFinished(); }, kLongMs));
    EXPECT_EQ(reply->error(), QNetworkReply::NoError) << qUtf8Printable(reply->errorString());
    return reply->readAll();
}

} // namespace

TEST_F(SyncEngineTest, TwoDesksConverge)
{
    SyncDesk a(clock);
    SyncDesk b(clock);
    join(a);
    join(b);
    const QUuid item = a.makeItem(u"Shared"_s);
    ASSERT_TRUE(waitFor([&] { return countOf(b, u"Shared"_s) == 1; }, kLongMs));
    // Both edit the same field from the same base, and others beside it.
    const QString id = uuidText(item);
    a.execute(u"content.update"_s, {{u"id"_s, id}, {u"title_en"_s, u"From A"_s}});
    b.execute(u"content.update"_s, {{u"id"_s, id}, {u"title_en"_s, u"From B"_s}});
    b.execute(u"content.update"_s, {{u"id"_s, id}, {u"title_ar"_s, u"من ب"_s}});
    for (int i = 0; i < 20; ++i) {
        (i % 2 ? a : b).makeItem(u"Item %1"_s.arg(i));
    }
    expectConverged(a, b);
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(countOf(a, u"Item %1"_s.arg(i)), 1) << i;
    }
}

TEST_F(SyncEngineTest, APokeShowsAChangeOnTheOtherDeskAtOnce)
{
    SyncDesk a(clock);
    SyncDesk b(clock);
    join(a);
    join(b);
    a.makeItem(u"Warm-up"_s);
    ASSERT_TRUE(waitFor([&] { return countOf(b, u"Warm-up"_s) == 1; }, kLongMs));
    QElapsedTimer timer;
    timer.start();
    a.makeItem(u"Poked"_s);
    ASSERT_TRUE(waitFor([&] { return countOf(b, u"Poked"_s) == 1; }, 4'000))
        << "only the 5 s poll brought it";
    RecordProperty("milliseconds", static_cast<int>(timer.elapsed()));
}

TEST_F(SyncEngineTest, ALocalWorkspaceJoinsLaterWithAllItHolds)
{
    SyncDesk desk(clock);
    desk.sync().start();
    for (int i = 0; i < 30; ++i) {
        desk.makeItem(u"Local %1"_s.arg(i));
    }
    EXPECT_EQ(desk.replica().waitingCount(), 30);
    join(desk);
    SyncDesk other(clock);
    join(other);
    expectConverged(desk, other);
    for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(countOf(other, u"Local %1"_s.arg(i)), 1) << i;
    }
}

// Kind: n is order only. What a profile copied back does not remember is on the server, and it goes on.
TEST_F(SyncEngineTest, AProfileCopiedBackIsNeverStuck)
{
    SyncDesk a(clock);
    SyncDesk b(clock);
    join(a);
    join(b);
    a.makeItem(u"Rolled 1"_s);
    ASSERT_TRUE(a.settle(kLongMs));
    a.keepCopy();
    ASSERT_TRUE(waitFor([&] { return a.status().state == SyncState::Online; }, kLongMs));
    for (int i = 2; i < 5; ++i) {
        a.makeItem(u"Rolled %1"_s.arg(i));
    }
    ASSERT_TRUE(a.settle(kLongMs));
    a.putBack();
    for (int i = 5; i < 8; ++i) {
        a.makeItem(u"Rolled %1"_s.arg(i));
    }
    ASSERT_TRUE(waitFor([&] { return a.status().state == SyncState::Online; }, kLongMs));
    expectConverged(a, b);
    for (int i = 1; i < 8; ++i) {
        EXPECT_EQ(countOf(b, u"Rolled %1"_s.arg(i)), 1) << i;
    }
    EXPECT_TRUE(a.replica().outbox(OutboxState::Refused)->isEmpty()); // other tests leave conflicts in this workspace
}

TEST_F(SyncEngineTest, CommandsArriveOnceThoughTheServerIsKilledInAPush)
{
    SyncDesk a(clock);
    SyncDesk b(clock);
    join(a);
    join(b);
    server().kill(); // so that the whole outbox waits when the server comes
    ASSERT_TRUE(waitFor([&] { return a.status().state == SyncState::Offline; }, kLongMs));
    constexpr int kItems = 900;
    for (int i = 0; i < kItems; ++i) {
        a.makeItem(u"Killed %1"_s.arg(i));
    }
    for (int round = 0; round < 2; ++round) {
        const int before = a.replica().waitingCount();
        server().start();
        ASSERT_TRUE(waitFor([&] { return a.replica().waitingCount() < before; }, kLongMs));
        server().kill(); // the next batch is under way
        EXPECT_GT(a.replica().waitingCount(), 0) << "the pushes were over before the kill";
        waitFor([&] { return a.status().state == SyncState::Offline; }, kLongMs);
    }
    server().start();
    ASSERT_TRUE(server().isRunning());
    expectConverged(a, b);
    const QStringList titles = b.titles();
    for (int i = 0; i < kItems; ++i) {
        EXPECT_EQ(titles.count(u"Killed %1"_s.arg(i)), 1) << i;
    }
}

TEST_F(SyncEngineTest, AnUploadGoesOnAfterTheServerIsKilled)
{
    SyncDesk a(clock);
    SyncDesk b(clock);
    join(a);
    join(b);
    const Upload upload = a.uploadNewFile(64LL * 1024 * 1024 + 5);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).offset >= 8 * 1024 * 1024; }, kLongMs));
    server().kill();
    const qint64 acknowledged = a.upload(upload.id).offset;
    ASSERT_LT(acknowledged, upload.size);
    server().start();
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).state == UploadState::Done; }, 2 * kLongMs))
        << qUtf8Printable(a.upload(upload.id).error.toString());
    ASSERT_TRUE(waitFor(
        [&] {
            const auto variant = b.replica().find(upload.variantId);
            return variant.ok() && *variant && (*variant)->status == VariantStatus::Completed;
        },
        kLongMs));
    QUrl url;
    QObject::connect(&b.sync(), &SyncEngine::mediaUrlReady, &b.sync(),
                     [&](const QUuid &, const QString &, const QUrl &found, const Error &error) {
                         EXPECT_EQ(error, Error()) << qUtf8Printable(error.toString());
                         url = found;
                     });
    b.sync().requestMediaUrl(upload.assetId.uuid(), u"720p"_s);
    ASSERT_TRUE(waitFor([&] { return !url.isEmpty(); }, kLongMs));
    const QByteArray hash = QCryptographicHash::hash(fetch(url), QCryptographicHash::Sha256);
    EXPECT_EQ(QString::fromLatin1(hash.toHex()), upload.sha256);
}

// What the server says of an upload at this address: its status, and the bytes it has.
std::pair<int, qint64> standingOf(SyncDesk &desk, const QString &url)
{
    std::optional<HttpAnswer> said;
    desk.sync().send(QUrl(url).path(), {"HEAD", {}, {{"Tus-Resumable", "1.0.0"}}, {}}, [&](const HttpAnswer &answer) { said = answer; });
    EXPECT_TRUE(waitFor([&] { return said.has_value(); }, kLongMs));
    return said ? std::pair(said->status, said->headers.value("upload-offset").toLongLong()) : std::pair(0, qint64(0));
}

// Each test sends other bytes: what the server has already is not sent again.
TEST_F(SyncEngineTest, APausedUploadStaysPausedThroughARestartAndGoesOnWhereItWas)
{
    SyncDesk a(clock);
    join(a);
    const Upload upload = a.uploadNewFile(64LL * 1024 * 1024 + 7);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).offset >= 4 * 1024 * 1024; }, kLongMs));
    a.sync().pauseUpload(upload.id);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).state == UploadState::Paused; }, kLongMs))
        << qUtf8Printable(enumText(a.upload(upload.id).state)) << " at " << a.upload(upload.id).offset;
    const Upload paused = a.upload(upload.id);
    ASSERT_LT(paused.offset, paused.size);
    EXPECT_TRUE(waitFor([&] { return a.status().uploadsWaiting == 0; })) << "nothing waits for it";
    a.sync().kick();
    a.restart();
    ASSERT_TRUE(waitFor([&] { return a.status().state == SyncState::Online; }, kLongMs));
    waitFor([] { return false; }, 1'500);
    EXPECT_EQ(a.upload(upload.id).state, UploadState::Paused);
    EXPECT_EQ(a.upload(upload.id).offset, paused.offset);
    const auto [status, bytes] = standingOf(a, paused.url);
    EXPECT_EQ(status, 200);
    EXPECT_GE(bytes, paused.offset);
    EXPECT_LE(bytes, paused.offset + 4 * 1024 * 1024);
    a.sync().retryUpload(upload.id);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).state == UploadState::Done; }, 2 * kLongMs))
        << qUtf8Printable(a.upload(upload.id).error.toString());
    EXPECT_EQ(a.upload(upload.id).url, paused.url) << "the same upload, not one from the start";
}

TEST_F(SyncEngineTest, AnUploadPausedRightBeforeTheEndOfTheProgramIsPaused)
{
    SyncDesk a(clock);
    join(a);
    const Upload upload = a.uploadNewFile(1024);
    a.sync().pauseUpload(upload.id);
    a.restart();
    EXPECT_NE(a.upload(upload.id).state, UploadState::Waiting);
    EXPECT_NE(a.upload(upload.id).state, UploadState::Running);
}

TEST_F(SyncEngineTest, TheServerForgetsAnUploadThatWasCancelled)
{
    SyncDesk a(clock);
    join(a);
    const Upload upload = a.uploadNewFile(64LL * 1024 * 1024 + 9);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).offset >= 4 * 1024 * 1024; }, kLongMs));
    const QString url = a.upload(upload.id).url;
    a.sync().cancelUpload(upload.id);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).state == UploadState::Cancelled; }, kLongMs));
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).url.isEmpty(); }, kLongMs)) << "the server was not told";
    EXPECT_EQ(standingOf(a, url).first, 410);
    EXPECT_TRUE(waitFor([&] { return a.status().uploadsWaiting == 0; }));
    // It is what a person wants again that goes again, from the start.
    a.sync().retryUpload(upload.id);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).state == UploadState::Done; }, 2 * kLongMs))
        << qUtf8Printable(a.upload(upload.id).error.toString());
}

TEST_F(SyncEngineTest, WhatWasCancelledWithoutANetworkIsToldWhenItIsBack)
{
    CuttingProxy proxy(server().url());
    SyncDesk a(clock);
    join(a, proxy.url());
    const Upload upload = a.uploadNewFile(64LL * 1024 * 1024 + 11);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).offset >= 4 * 1024 * 1024; }, kLongMs));
    proxy.setRefusing(true);
    const QString url = a.upload(upload.id).url;
    a.sync().cancelUpload(upload.id);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).state == UploadState::Cancelled; }, kLongMs));
    a.restart();
    EXPECT_EQ(a.upload(upload.id).state, UploadState::Cancelled);
    EXPECT_FALSE(a.upload(upload.id).url.isEmpty());
    proxy.setRefusing(false);
    ASSERT_TRUE(waitFor([&] { return a.upload(upload.id).url.isEmpty(); }, kLongMs));
    ASSERT_TRUE(waitFor([&] { return a.status().state == SyncState::Online; }, kLongMs));
    EXPECT_EQ(standingOf(a, url).first, 410);
}

TEST_F(SyncEngineTest, WhatIsPausedStandsInNobodysWay)
{
    SyncDesk a(clock);
    join(a);
    const Upload first = a.uploadNewFile(3LL * 1024 * 1024);
    a.sync().pauseUpload(first.id);
    ASSERT_TRUE(waitFor([&] { return a.upload(first.id).state == UploadState::Paused; }, kLongMs));
    const Upload second = a.uploadNewFile(2LL * 1024 * 1024);
    ASSERT_TRUE(waitFor([&] { return a.upload(second.id).state == UploadState::Done; }, kLongMs))
        << qUtf8Printable(a.upload(second.id).error.toString());
    EXPECT_EQ(a.upload(first.id).state, UploadState::Paused);
}

TEST_F(SyncEngineTest, ConvergesThroughAConnectionThatIsCutAndTruncated)
{
    CuttingProxy proxy(server().url());
    SyncDesk a(clock);
    SyncDesk b(clock);
    join(a, proxy.url());
    join(b);
    proxy.setDelay(5);
    proxy.truncateAfter(3'000);
    for (int i = 0; i < 60; ++i) {
        a.makeItem(u"Cut %1"_s.arg(i));
        if (i % 15 == 14) {
            waitFor([] { return false; }, 300);
            proxy.cutAll();
        }
    }
    waitFor([&] { return proxy.cuts() > 0; }, 5'000);
    EXPECT_GT(proxy.cuts(), 0);
    proxy.truncateAfter(0);
    proxy.setRefusing(true);
    a.makeItem(u"While refused"_s);
    waitFor([] { return false; }, 1'000);
    proxy.setRefusing(false);
    expectConverged(a, b);
    for (int i = 0; i < 60; ++i) {
        EXPECT_EQ(countOf(b, u"Cut %1"_s.arg(i)), 1) << i;
    }
    EXPECT_EQ(countOf(b, u"While refused"_s), 1);
}

} // namespace rawi::test

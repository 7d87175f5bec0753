// The sync engine against a peer that answers wrongly: what a real server never says, or seldom.
#include "core/replica/replica_feed.h"
#include "tests/support/actors.h"
#include "tests/support/sync_desk.h"
#include "tests/support/warnings.h"
#include "tests/support/workspace_peer.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

const QString kPush = u"/api/v1/sync/push"_s;
const QString kPull = u"/api/v1/sync/pull"_s;
const QString kSnapshot = u"/api/v1/sync/snapshot"_s;

class SyncTransport : public testing::Test {
protected:
    void join()
    {
        desk.signIn(peer.url());
        ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::Online; }));
    }

    // Answers the first `times` requests for a path with `reply`, then as a server does.
    void failFirst(const QString &path, const PeerReply &reply, int times = 1)
    {
        peer.fault = [path, reply, left = times](const PeerRequest &request) mutable {
            return request.path.startsWith(path) && left-- > 0 ? std::optional<PeerReply>(reply) : std::nullopt;
        };
    }

    void addOnServer(const QString &title)
    {
        const Result<QJsonObject> added = peer.workspace().run(
            peer.actor(), u"content.create"_s, {{u"kind"_s, u"video"_s}, {u"title_en"_s, title}});
        ASSERT_TRUE(added.ok()) << qUtf8Printable(added.error().toString());
    }

    bool waitUntilEqual()
    {
        return desk.settle() && waitForHead();
    }

    // The snapshot's rows show before its cursor is kept.
    bool waitForHead()
    {
        return waitFor([&] { return ReplicaFeed(desk.replica()).cursor() == peer.workspace().head(); });
    }

    bool waitForTitles(const QStringList &titles) { return waitFor([&] { return desk.titles() == titles; }); }

    SystemClock clock;
    WorkspacePeer peer{workspaceRules(), clock};
    SyncDesk desk{clock};
};

const QString kA = u"A"_s;
const QString kB = u"B"_s;

} // namespace

TEST_F(SyncTransport, TakesASnapshotThenPushesWhatALocalWorkspaceHolds)
{
    addOnServer(kA);
    desk.sync().start();
    EXPECT_TRUE(waitFor([&] { return desk.status().state == SyncState::Local; }));
    desk.makeItem(kB);
    join();
    EXPECT_TRUE(waitUntilEqual());
    EXPECT_EQ(desk.titles(), (QStringList{kA, kB}));
    EXPECT_EQ(desk.replica().actor().id, peer.actor().id);
    expectSameRows(desk.replica(), peer.workspace(), workspaceRules());
}

TEST_F(SyncTransport, CommandsArriveOnceThoughTheAnswersAreLost)
{
    join();
    failFirst(kPush, {200, "{}", {}, PeerFault::Close});
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle());
    // Now the server applies the push but the answer is cut.
    bool cut = false;
    peer.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        if (request.path != kPush || cut) {
            return std::nullopt;
        }
        cut = true;
        const QJsonArray commands = QJsonDocument::fromJson(request.body)["commands"_L1].toArray();
        for (const QJsonValue &one : commands) {
            EXPECT_TRUE(peer.workspace().push(peer.actor(), *commandFromJson(one.toObject())).ok());
        }
        return PeerReply{200, QByteArray(400, ' '), {}, PeerFault::CutBody};
    };
    desk.makeItem(kB);
    ASSERT_TRUE(waitFor([&] { return cut; }) && waitUntilEqual());
    EXPECT_EQ(desk.titles(), (QStringList{kA, kB}));
    for (const auto &[id, times] : peer.workspace().applied()) {
        EXPECT_EQ(times, 1) << qUtf8Printable(uuidText(id));
    }
    expectSameRows(desk.replica(), peer.workspace(), workspaceRules());
}

TEST_F(SyncTransport, ACutPullChangesNothingAndIsAskedAgain)
{
    join();
    addOnServer(kA);
    failFirst(kPull, {200, QByteArray(1000, '{'), {}, PeerFault::CutBody}, 2);
    desk.makeItem(kB);
    EXPECT_TRUE(waitForTitles({kA, kB}));
    EXPECT_TRUE(desk.settle());
}

TEST_F(SyncTransport, ALostRowMemberIsNotADeletion)
{
    addOnServer(kA);
    join();
    ASSERT_TRUE(waitForTitles({kA}) && waitForHead());
    const FeedCursor cursor = ReplicaFeed(desk.replica()).cursor();
    const QString id = uuidText(peer.workspace().everything().first().id);
    const QByteArray broken =
        u"{\"cursor\":{\"epoch\":\"%1\",\"seq\":%2,\"nonce\":\"x\"},\"changes\":"
        "[{\"type\":\"content_items\",\"id\":\"%3\",\"rev\":2}],\"more\":false}"_s.arg(cursor.epoch)
            .arg(cursor.seq + 1)
            .arg(id)
            .toUtf8();
    bool sent = false;
    peer.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        if (request.path != kPull || sent) {
            return std::nullopt;
        }
        sent = true;
        return PeerReply{200, broken, {}, PeerFault::None};
    };
    ASSERT_TRUE(waitFor([&] { return sent && desk.status().state == SyncState::Online; }));
    EXPECT_EQ(desk.titles(), QStringList{kA});
    EXPECT_EQ(ReplicaFeed(desk.replica()).cursor(), cursor);
}

TEST_F(SyncTransport, A500IsTriedAgainWithTheSameCommands)
{
    join();
    failFirst(kPush, WorkspacePeer::problem(500, ErrorCode::DatabaseError), 2);
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle());
    const QList<PeerRequest> pushes = peer.requests("POST", kPush);
    ASSERT_GE(pushes.size(), 3);
    EXPECT_EQ(pushes[0].body, pushes[1].body);
    EXPECT_EQ(pushes[1].body, pushes[2].body);
}

namespace {

const QString kPoison = u"What no server can take"_s;

// What servers, and what stands before them, answer to a push that they cannot take.
const QList<PeerReply> &stumbles()
{
    static const QList<PeerReply> replies{WorkspacePeer::problem(500, ErrorCode::DatabaseError),
                                          WorkspacePeer::problem(422, ErrorCode::InvalidArgument, u"commands"_s),
                                          {403, "<html>a firewall</html>", {}, PeerFault::None},
                                          {413, {}, {}, PeerFault::None},
                                          {200, "<html>", {}, PeerFault::None},
                                          {200, "{}", {}, PeerFault::None},
                                          {200, R"({"results":[]})", {}, PeerFault::None},
                                          {200, R"({"results":[{"n":1}]})", {}, PeerFault::None}};
    return replies;
}

class SyncStumble : public SyncTransport, public testing::WithParamInterface<int> {
protected:
    void stumbleOverPoison(const PeerReply &reply)
    {
        peer.fault = [reply](const PeerRequest &request) {
            return request.path == kPush && request.body.contains(kPoison.toUtf8()) ? std::optional<PeerReply>(reply)
                                                                                     : std::nullopt;
        };
    }

    QList<Command> refused()
    {
        QList<Command> commands;
        const auto entries = desk.replica().outbox(OutboxState::Refused);
        EXPECT_TRUE(entries.ok());
        for (const OutboxEntry &entry : *entries) {
            commands.append(entry.command);
        }
        return commands;
    }
};

} // namespace

TEST_P(SyncStumble, OneCommandStandsAloneInAttentionAndTheOthersArrive)
{
    stumbleOverPoison(stumbles().at(GetParam()));
    desk.sync().start();
    desk.makeItem(kA);
    desk.makeItem(kPoison);
    desk.makeItem(kB);
    join();
    ASSERT_TRUE(desk.settle(30'000));
    ASSERT_EQ(refused().size(), 1);
    EXPECT_EQ(refused().first().args.value("title_en"_L1).toString(), kPoison);
    EXPECT_EQ(desk.titles(), (QStringList{kA, kB}));
    expectSameRows(desk.replica(), peer.workspace(), workspaceRules());
    desk.makeItem(u"C"_s);
    ASSERT_TRUE(desk.settle());
    EXPECT_EQ(desk.titles(), (QStringList{kA, kB, u"C"_s}));
}

INSTANTIATE_TEST_SUITE_P(Answers, SyncStumble, testing::Range(0, 8));

TEST_F(SyncStumble, SeveralAmongManyAreFoundAndKeepTheServersReason)
{
    stumbleOverPoison(stumbles().first());
    desk.sync().start();
    QStringList good;
    for (int i = 0; i < 60; ++i) {
        good.append(u"%1"_s.arg(i, 2, 10, QLatin1Char('0')));
        desk.makeItem(good.last());
        if (i % 25 == 3) {
            desk.makeItem(kPoison);
        }
    }
    join();
    ASSERT_TRUE(desk.settle(60'000));
    EXPECT_EQ(desk.titles(), good);
    const auto entries = desk.replica().outbox(OutboxState::Refused);
    ASSERT_TRUE(entries.ok());
    ASSERT_EQ(entries->size(), 3);
    for (const OutboxEntry &entry : *entries) {
        EXPECT_EQ(entry.reason.code, ErrorCode::DatabaseError);
    }
}

TEST_F(SyncStumble, AServerThatTakesNoPushesAtAllBlamesNobody)
{
    join();
    failFirst(kPush, stumbles().first(), 5); // three times the command, once the blank one, the command again
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle(30'000));
    EXPECT_TRUE(refused().isEmpty());
    EXPECT_EQ(desk.titles(), QStringList{kA});
    EXPECT_GE(peer.requests("POST", kPush).size(), 6);
}

TEST_F(SyncStumble, ACommandWhoseNumberTheServerHasIsSetAsideToo)
{
    join();
    peer.fault = [this](const PeerRequest &request) -> std::optional<PeerReply> {
        if (request.path != kPush) {
            return std::nullopt;
        }
        if (request.body.contains("sync.blank")) {
            return WorkspacePeer::problem(409, ErrorCode::StateConflict, u"n"_s);
        }
        if (!request.body.contains(kPoison.toUtf8())) {
            return std::nullopt;
        }
        const QJsonArray commands = QJsonDocument::fromJson(request.body)["commands"_L1].toArray();
        EXPECT_TRUE(peer.workspace().push(peer.actor(), *commandFromJson(commands.first().toObject())).ok());
        return stumbles().first();
    };
    desk.makeItem(kPoison);
    ASSERT_TRUE(desk.settle(30'000));
    EXPECT_EQ(refused().size(), 1);
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle(30'000));
    EXPECT_EQ(desk.titles(), (QStringList{kA, kPoison}));
}

TEST_F(SyncTransport, An401RenewsTheTokenAndGoesOn)
{
    join();
    peer.expireAccess();
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle());
    EXPECT_EQ(peer.requests("POST", u"/api/v1/auth/refresh"_s).size(), 1);
    EXPECT_EQ(desk.status().state, SyncState::Online);
}

TEST_F(SyncTransport, ALostSessionAsksForSignInAndKeepsTheOutbox)
{
    join();
    peer.expireAccess();
    peer.refreshWorks = false;
    desk.makeItem(kA);
    ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::SignInNeeded; }));
    EXPECT_EQ(desk.replica().waitingCount(), 1);
    peer.refreshWorks = true;
    desk.signIn(peer.url());
    ASSERT_TRUE(desk.settle());
    EXPECT_EQ(peer.workspace().applied().size(), 1U);
}

TEST_F(SyncTransport, AWrongPasswordIsSaidAndChangesNothing)
{
    failFirst(u"/api/v1/auth/login"_s, WorkspacePeer::problem(401, ErrorCode::InvalidCredentials));
    std::optional<Error> failure;
    QObject::connect(&desk.sync(), &SyncEngine::signInFailed, &desk.sync(), [&](const Error &error) { failure = error; });
    desk.signIn(peer.url());
    ASSERT_TRUE(waitFor([&] { return failure.has_value(); }));
    EXPECT_EQ(failure->code, ErrorCode::InvalidCredentials);
    EXPECT_EQ(desk.status().state, SyncState::Local);
    EXPECT_FALSE(QFile::exists(desk.file(u"session.json"_s)));
}

TEST_F(SyncTransport, TheSessionFileIsItsOwnersAndSurvivesARestart)
{
    join();
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
        | QFileDevice::WriteOther;
    EXPECT_FALSE(QFile::permissions(desk.file(u"session.json"_s)) & others);
    desk.restart();
    EXPECT_TRUE(waitFor([&] { return desk.status().state == SyncState::Online; }));
    desk.sync().signOut();
    EXPECT_TRUE(waitFor([&] { return desk.status().state == SyncState::SignInNeeded; }));
    EXPECT_TRUE(waitFor([&] { return !QFile::exists(desk.file(u"session.json"_s)); }));
}

TEST_F(SyncTransport, AnOlderServerStopsTheDeskAndKeepsTheOutbox)
{
    join();
    failFirst(kPush, WorkspacePeer::problem(426, ErrorCode::UpgradeRequired), 1000);
    desk.makeItem(kA);
    ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::UpgradeNeeded; }));
    EXPECT_EQ(desk.replica().waitingCount(), 1);
    peer.fault = nullptr; // it was made anew meanwhile: it is asked again
    waitFor([] { return false; }, 1'100);
    desk.sync().retryNow();
    EXPECT_TRUE(desk.settle());
}

// Kind: n is order only, and a desk is never stuck over it.
TEST_F(SyncTransport, AGapGivesTheDeskAnotherIdentityAndNothingStops)
{
    join();
    const QUuid before = desk.replica().clientId();
    failFirst(kPush, WorkspacePeer::problem(409, ErrorCode::SequenceGap, u"40"_s));
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle());
    EXPECT_NE(desk.replica().clientId(), before);
    EXPECT_EQ(peer.workspace().applied().size(), 1U);
}

TEST_F(SyncTransport, AServerThatFindsAGapAgainAndAgainIsAskedAgain)
{
    join();
    failFirst(kPush, WorkspacePeer::problem(409, ErrorCode::SequenceGap, u"40"_s), 4);
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle(30'000));
    EXPECT_EQ(peer.workspace().applied().size(), 1U);
    EXPECT_EQ(desk.replica().attentionCount(), 0);
}

TEST_F(SyncTransport, ANumberThatWasAnotherCommandBlamesNoCommand)
{
    join();
    failFirst(kPush, WorkspacePeer::problem(409, ErrorCode::StateConflict, u"n"_s));
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle());
    EXPECT_EQ(desk.replica().attentionCount(), 0);
    EXPECT_EQ(desk.titles(), QStringList{kA});
}

TEST_F(SyncTransport, AServerThatKnowsNoHelloIsGoneOnWith)
{
    failFirst(u"/api/v1/sync/hello"_s, WorkspacePeer::problem(404, ErrorCode::NotFound), 1000);
    join();
    desk.makeItem(kA);
    EXPECT_TRUE(desk.settle());
}

TEST_F(SyncTransport, ARestoredServerDeletesNothingUntilAPersonSaysSo)
{
    addOnServer(kA);
    addOnServer(kB);
    join();
    ASSERT_TRUE(waitForTitles({kA, kB}));
    WorkspacePeer restored(workspaceRules(), clock);
    bool knows = false;
    restored.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        return request.path == kPull && !knows ? std::optional(WorkspacePeer::problem(409, ErrorCode::CursorUnknown))
                                               : std::nullopt;
    };
    expectWarning(u"cursor_unknown"_s);
    desk.signIn(restored.url());
    ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::Stopped; }));
    EXPECT_EQ(desk.status().error.code, ErrorCode::CursorUnknown);
    EXPECT_EQ(desk.titles(), (QStringList{kA, kB}));
    knows = true;
    desk.sync().goOn();
    EXPECT_TRUE(waitForTitles({}));
    EXPECT_TRUE(waitFor([&] { return desk.status().state == SyncState::Online; }));
}

// Kind: what was typed and acknowledged since a backup is offered again, under its own ids and with its base.
TEST_F(SyncTransport, ARestoredServerIsOfferedWhatItDoesNotKnow)
{
    join();
    const QUuid kept = desk.makeItem(kA);
    ASSERT_TRUE(desk.settle());
    WorkspacePeer restored(workspaceRules(), clock);
    restored.setActor(peer.actor());
    for (const PeerRequest &push : peer.requests("POST", kPush)) { // the backup knows so much
        const QJsonArray commands = QJsonDocument::fromJson(push.body)["commands"_L1].toArray();
        for (const QJsonValue &one : commands) {
            ASSERT_TRUE(restored.workspace().push(peer.actor(), *commandFromJson(one.toObject())).ok());
        }
    }
    desk.execute(u"content.update"_s, {{u"id"_s, uuidText(kept)}, {u"title_en"_s, u"A, since"_s}});
    desk.makeItem(kB);
    ASSERT_TRUE(desk.settle());
    bool isNoticed = false;
    restored.fault = [&](const PeerRequest &request) -> std::optional<PeerReply> {
        return request.path == kPull && !isNoticed ? std::optional(WorkspacePeer::problem(409, ErrorCode::CursorUnknown)) : std::nullopt;
    };
    expectWarning(u"cursor_unknown"_s);
    desk.signIn(restored.url());
    ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::Stopped; }));
    const auto found = ReplicaFeed(desk.replica()).differences();
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(found->commands.size(), 2);
    EXPECT_EQ(found->commands.first().base.value("title_en"_L1).toString(), kA);
    EXPECT_EQ(found->rows.size(), 2) << "one is older there, one is not there";
    for (const RowDifference &row : found->rows) {
        EXPECT_EQ(row.here.value("id"_L1).toString(), uuidText(row.id));
        EXPECT_EQ(row.there.isEmpty(), row.id != kept);
    }
    const auto bounded = ReplicaFeed(desk.replica()).differences(1);
    ASSERT_TRUE(bounded.ok());
    EXPECT_EQ(bounded->rows.size(), 1);
    EXPECT_EQ(bounded->rowCount, 2);
    EXPECT_EQ(bounded->commands.size(), 1);
    EXPECT_EQ(bounded->commandCount, 2);
    EXPECT_EQ(ReplicaFeed(desk.replica()).differences(0)->rowCount, 2) << "counted, though none is asked for";
    isNoticed = true;
    desk.sync().goOn();
    ASSERT_TRUE(desk.settle(30'000));
    EXPECT_EQ(desk.titles(), (QStringList{u"A, since"_s, kB}));
    expectSameRows(desk.replica(), restored.workspace(), workspaceRules());
    for (const auto &[id, times] : restored.workspace().applied()) {
        EXPECT_EQ(times, 1);
    }
    desk.makeItem(u"C"_s); // and the desk goes on
    EXPECT_TRUE(desk.settle());
}

TEST_F(SyncTransport, APullThatWouldRemoveEverythingStopsAndAsks)
{
    addOnServer(kA);
    join();
    ASSERT_TRUE(waitForTitles({kA}) && waitForHead());
    const FeedCursor cursor = ReplicaFeed(desk.replica()).cursor();
    const QString id = uuidText(peer.workspace().everything().first().id);
    const QByteArray emptied =
        u"{\"cursor\":{\"epoch\":\"%1\",\"seq\":%2,\"nonce\":\"y\"},\"changes\":[{\"type\":"
        "\"content_items\",\"id\":\"%3\",\"rev\":2,\"row\":null}],\"more\":false}"_s.arg(cursor.epoch)
            .arg(cursor.seq + 1)
            .arg(id)
            .toUtf8();
    failFirst(kPull, {200, emptied, {}, PeerFault::None}, 2);
    expectWarning(u"mass_delete_guard"_s);
    ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::Stopped; }));
    EXPECT_EQ(desk.status().error.code, ErrorCode::MassDeleteGuard);
    EXPECT_EQ(desk.titles(), QStringList{kA});
    desk.sync().goOn();
    EXPECT_TRUE(waitForTitles({}));
}

TEST_F(SyncTransport, ASnapshotWhoseChecksumsDifferIsNeverShown)
{
    addOnServer(kA);
    const QByteArray wrong =
        QJsonDocument(QJsonObject{{u"cursor"_s,
                                   QJsonObject{{u"epoch"_s, peer.workspace().head().epoch},
                                               {u"seq"_s, peer.workspace().head().seq},
                                               {u"nonce"_s, peer.workspace().head().nonce}}},
                                  {u"rows"_s, QJsonArray{}},
                                  {u"next"_s, QJsonValue()}})
            .toJson();
    failFirst(kSnapshot, {200, wrong, {}, PeerFault::None}, 1);
    bool shownEmpty = false;
    QObject::connect(&desk.replica(), &Replica::rowsChanged, &desk.replica(),
                     [&] { shownEmpty = shownEmpty || desk.titles().isEmpty(); });
    desk.signIn(peer.url());
    ASSERT_TRUE(waitForTitles({kA}));
    EXPECT_FALSE(shownEmpty);
    EXPECT_EQ(peer.requests("GET", kSnapshot).size(), 2);
}

// Kind: one profile, two people. What waits leaves under its own author.
TEST_F(SyncTransport, AShiftChangeSendsEverybodysChangesInTheirOwnName)
{
    join();
    peer.expireAccess();
    peer.refreshWorks = false;
    desk.makeItem(kA);
    ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::SignInNeeded; }));
    peer.refreshWorks = true;
    const Actor first = peer.actor();
    const Actor second = actorOf(Id<Person>(makeUuidV7(clock.nowMs())), Role::Admin);
    peer.setActor(second);
    desk.signIn(peer.url());
    ASSERT_TRUE(waitFor([&] { return desk.replica().actor().id == second.id && desk.status().state == SyncState::Online; }));
    desk.makeItem(kB);
    ASSERT_TRUE(desk.settle());
    EXPECT_EQ(desk.titles(), QStringList{kB}) << "the first one's work is not the second one's to see or to send";
    EXPECT_EQ(desk.replica().othersWaiting(), (QHash<QUuid, int>{{first.id.uuid(), 1}}));
    peer.setActor(first);
    desk.signIn(peer.url());
    ASSERT_TRUE(waitFor([&] { return desk.replica().actor().id == first.id; }));
    ASSERT_TRUE(desk.settle());
    EXPECT_EQ(desk.titles(), (QStringList{kA, kB}));
    EXPECT_TRUE(desk.replica().othersWaiting().isEmpty());
    QHash<QString, Id<Person>> authors;
    const auto rows = desk.replica().rows(*workspaceRules().type(u"content_items"));
    ASSERT_TRUE(rows.ok());
    for (const QJsonObject &row : *rows) {
        authors.insert(row.value("title_en"_L1).toString(), Id<Person>::fromText(row.value("created_by"_L1).toString()));
    }
    EXPECT_EQ(authors.value(kA), first.id);
    EXPECT_EQ(authors.value(kB), second.id);
    expectSameRows(desk.replica(), peer.workspace(), workspaceRules());
}

TEST_F(SyncTransport, WhatSomebodyLeftBehindIsHandedOverByName)
{
    join();
    peer.expireAccess();
    peer.refreshWorks = false;
    desk.makeItem(kA);
    ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::SignInNeeded; }));
    peer.refreshWorks = true;
    const Actor first = peer.actor();
    peer.setActor(actorOf(Id<Person>(makeUuidV7(clock.nowMs())), Role::Admin));
    desk.signIn(peer.url());
    ASSERT_TRUE(waitFor([&] { return desk.replica().actor().id == peer.actor().id && desk.status().state == SyncState::Online; }));
    ASSERT_TRUE(desk.replica().takeOver(first.id.uuid()).ok());
    EXPECT_EQ(desk.replica().waitingCount(), 1);
    ASSERT_TRUE(desk.settle());
    EXPECT_EQ(desk.titles(), QStringList{kA});
    EXPECT_EQ(peer.workspace().applied().size(), 1U);
}

// Kind: a network that half works.
TEST_F(SyncTransport, WhatIsAskedOnADeadConnectionIsOfflineWithinSecondsAndAskedAnew)
{
    join();
    addOnServer(kA);
    failFirst(kPull, {200, {}, {}, PeerFault::NoAnswer}, 1);
    QElapsedTimer timer;
    timer.start();
    qint64 offlineMs = 0;
    QObject::connect(&desk.sync(), &SyncEngine::statusChanged, &desk.sync(), [&](const SyncStatus &status) {
        offlineMs = offlineMs == 0 && status.state == SyncState::Offline ? timer.elapsed() : offlineMs;
    });
    desk.sync().refresh();
    ASSERT_TRUE(waitFor([&] { return desk.titles() == QStringList{kA}; }, 20'000));
    EXPECT_GT(offlineMs, 0);
    EXPECT_LT(offlineMs, 15'000) << "nothing older is called online";
}

TEST_F(SyncTransport, APersonsActTriesAgainAtOnce)
{
    join();
    bool isDown = true;
    peer.fault = [&isDown](const PeerRequest &) {
        return isDown ? std::optional<PeerReply>({503, {}, {{"Retry-After", "14"}}, PeerFault::None}) : std::nullopt;
    };
    desk.sync().refresh();
    ASSERT_TRUE(waitFor([&] { return desk.status().state == SyncState::Offline; }));
    isDown = false;
    waitFor([] { return false; }, 1'100); // nobody acts more often than once a second
    QElapsedTimer timer;
    timer.start();
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle());
    EXPECT_LT(timer.elapsed(), 3'000);
}

TEST_F(SyncTransport, AHungConnectionIsMadeAnewByTheWatchdog)
{
    join();
    failFirst(kPush, {200, {}, {}, PeerFault::NoAnswer}, 1);
    expectWarning(u"watchdog"_s);
    desk.makeItem(kA);
    ASSERT_TRUE(desk.settle(50'000));
    EXPECT_EQ(desk.status().watchdogRestarts, 1);
}

} // namespace rawi::test

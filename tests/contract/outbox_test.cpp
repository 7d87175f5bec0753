// What a desk's outbox holds from before, and what a person does with it.
#include "core/content/content_item.h"
#include "core/desk/house/desk_stores.h"
#include "core/replica/durable.h"
#include "core/replica/log_sync.h"
#include "core/replica/replica_database.h"
#include "core/replica/replica_feed.h"
#include "tests/support/actors.h"
#include "tests/support/fake_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/power_cut.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/warnings.h"

#include <QDir>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <filesystem>

namespace rawi::test {

namespace {

class OutboxTest : public testing::Test {
protected:
    OutboxTest() : rules(makeWorkspaceRules()), server(rules, clock) { open(); }

    void open() { open(directory.path()); }

    void open(const QString &folder)
    {
        desk.reset();
        auto opened = Replica::open(folder, rules, makeDeskStores(), clock);
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        desk = std::move(*opened);
    }

    QString create(const QString &titleAr)
    {
        const auto receipt = desk->execute(u"content.create"_s, {{u"kind"_s, u"video"_s}, {u"title_ar"_s, titleAr}});
        EXPECT_TRUE(receipt.ok());
        return receipt.ok() ? receipt->result.value("id"_L1).toString() : QString();
    }

    QString titleOf(const QString &id) const
    {
        const auto found = desk->find(Id<ContentItem>::fromText(id));
        EXPECT_TRUE(found.ok() && found->has_value());
        return found.ok() && *found ? (*found)->titleAr : QString();
    }

    // The profile as it is now, or as it was when it was copied.
    void copyProfile(const QString &from, const QString &to)
    {
        desk.reset(); // all is in the file
        std::filesystem::copy(from.toStdString(), to.toStdString(),
                              std::filesystem::copy_options::overwrite_existing | std::filesystem::copy_options::recursive);
    }

    void expectEachOnce(int commands)
    {
        EXPECT_EQ(server.applied().size(), static_cast<size_t>(commands));
        for (const auto &[id, times] : server.applied()) {
            EXPECT_EQ(times, 1) << "applied twice";
        }
        EXPECT_EQ(desk->waitingCount(), 0);
        EXPECT_EQ(desk->attentionCount(), 0);
        expectSameRows(*desk, server, rules);
    }

    TemporaryDirectory directory;
    ManualClock clock;
    RuleBook rules;
    FakeServer server;
    std::unique_ptr<Replica> desk;
};

} // namespace

// A desk of an earlier version, which had no forms of names, is opened by this one.
TEST_F(OutboxTest, WhatWaitsFromBeforeNamesHadAFormIsMendedAndShownSo)
{
    const QString id = create(u"SPOILT"_s);
    const QString other = create(u"ب"_s);
    for (const QString &sql : {u"UPDATE outbox SET command = replace(command, 'SPOILT', '  Cafe' || char(769) || char(155) || ' ')"_s,
                               u"UPDATE meta SET value = '6' WHERE key = 'schema'"_s}) {
        const Result<void> done = desk->database().exec(sql);
        ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
    }
    open();
    EXPECT_EQ(titleOf(id), u"Caf\u00E9"_s);
    EXPECT_EQ(titleOf(other), u"ب"_s);
    const auto commands = ReplicaFeed(*desk).nextToPush(10);
    ASSERT_TRUE(commands.ok());
    ASSERT_EQ(commands->size(), 2);
    for (const Command &command : *commands) {
        const auto result = server.push(desk->actor(), command);
        ASSERT_TRUE(result.ok());
        EXPECT_TRUE(result->applied) << qUtf8Printable(result->reason.toString());
    }
    EXPECT_EQ(commands->first().args.value("title_ar"_L1).toString(), u"Caf\u00E9"_s);
}

TEST_F(OutboxTest, NothingIsDiscardedUnderANumberThatNobodyHolds)
{
    create(u"ا"_s);
    for (const qint64 n : {qint64(1), qint64(99)}) { // the first one waits
        const auto discarded = desk->discardRefused(n);
        ASSERT_FALSE(discarded.ok());
        EXPECT_EQ(discarded.error().code, ErrorCode::NotFound);
    }
    EXPECT_EQ(desk->waitingCount(), 1);
}

// Kind: n is order only.
TEST_F(OutboxTest, AProfileCopiedBackGoesOnUnderAnotherIdentityAndNothingIsLostOrDoubled)
{
    TemporaryDirectory copy;
    create(u"a"_s);
    create(u"b"_s);
    syncOnce(*desk, server);
    create(u"waits in the copy"_s);
    const QUuid before = desk->clientId();
    copyProfile(directory.path(), copy.path());
    open();
    create(u"made after the copy"_s);
    syncOnce(*desk, server);
    copyProfile(copy.path(), directory.path());
    open();
    create(u"made after the copy came back"_s);
    syncOnce(*desk, server);
    EXPECT_NE(desk->clientId(), before);
    expectEachOnce(5);
    create(u"later"_s);
    syncOnce(*desk, server);
    expectEachOnce(6);
}

TEST_F(OutboxTest, AProfileThatIsOpenInTwoPlacesGoesOnInBoth)
{
    TemporaryDirectory twin;
    create(u"a"_s);
    create(u"b"_s);
    copyProfile(directory.path(), twin.path());
    for (int round = 0; round < 3; ++round) {
        for (const QString &folder : {directory.path(), twin.path()}) {
            open(folder);
            create(u"of one of them"_s);
            syncOnce(*desk, server);
        }
    }
    expectEachOnce(8);
}

TEST_F(OutboxTest, LostAnswersAreRecognisedByTheCommandsThoughTheNumbersMoved)
{
    create(u"a"_s);
    create(u"b"_s);
    create(u"c"_s);
    const auto sent = ReplicaFeed(*desk).nextToPush(3);
    ASSERT_TRUE(sent.ok());
    for (const Command &command : *sent) {
        ASSERT_TRUE(server.push(desk->actor(), command).ok());
    }
    const QUuid before = desk->clientId();
    create(u"d"_s);
    syncOnce(*desk, server);
    EXPECT_EQ(desk->clientId(), before) << "these were its own";
    expectEachOnce(4);
}

// A server that was restored from a backup remembers less of a desk than the desk.
TEST_F(OutboxTest, ADeskOfWhichTheServerRemembersLessTakesAnotherIdentity)
{
    create(u"a"_s);
    const auto settled = ReplicaFeed(*desk).settlePlace({true, true, 7, makeUuidV7(clock.nowMs())}, false);
    ASSERT_TRUE(settled.ok());
    EXPECT_TRUE(*settled) << "it remembers more than this desk ever sent";
    syncOnce(*desk, server);
    const auto again = ReplicaFeed(*desk).settlePlace({}, false);
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(*again) << "it knows nothing of what it has answered";
    create(u"b"_s);
    syncOnce(*desk, server);
    expectEachOnce(2);
}

TEST_F(OutboxTest, AnotherPersonsIdentityIsNotUsed)
{
    const auto settled = ReplicaFeed(*desk).settlePlace({true, false, 0, {}}, false);
    ASSERT_TRUE(settled.ok());
    EXPECT_TRUE(*settled);
}

// Kind: what was acknowledged outlives a power cut.
TEST_F(OutboxTest, WhatWasAcknowledgedIsThereAfterAPowerCut)
{
    create(u"before the first checkpoint"_s);
    open(); // closing has brought it into the database
    const PowerCut cut(directory.path());
    ASSERT_TRUE(QFile::copy(directory.file(u"replica.sqlite"_s), cut.disk() + u"/replica.sqlite"_s));
    QStringList made;
    for (int i = 0; i < 5; ++i) {
        made.append(create(u"acknowledged %1"_s.arg(i)));
    }
    const Result<void> durable = waitUntilDurable(*desk);
    ASSERT_TRUE(durable.ok());
    TemporaryDirectory disk; // as the power left it
    std::filesystem::copy(cut.disk().toStdString(), disk.path().toStdString());
    open(disk.path());
    for (const QString &id : std::as_const(made)) {
        EXPECT_TRUE(titleOf(id).startsWith("acknowledged"_L1));
    }
    EXPECT_EQ(desk->waitingCount(), 6);
}

// A desk of a version that numbered commands for good.
TEST_F(OutboxTest, TheNumbersOfAnEarlierVersionGoOnWhereTheyWere)
{
    create(u"a"_s);
    create(u"b"_s);
    syncOnce(*desk, server);
    create(u"c"_s);
    const QUuid client = desk->clientId();
    ASSERT_TRUE(desk->database().exec(u"DELETE FROM meta WHERE key = 'pushed_n'"_s).ok());
    open();
    EXPECT_EQ(ReplicaFeed(*desk).place()->last, 2);
    syncOnce(*desk, server);
    EXPECT_EQ(desk->clientId(), client);
    expectEachOnce(3);
}

// Kind: acknowledged commands are kept for days.
TEST_F(OutboxTest, WhatTheServerTookIsKeptForTwoWeeksAndNotRunAgain)
{
    const QString id = create(u"a"_s);
    create(u"b"_s);
    syncOnce(*desk, server);
    ReplicaFeed feed(*desk);
    EXPECT_EQ(feed.taken(10)->size(), 2);
    EXPECT_TRUE(desk->outboxOf(QUuid(id))->isEmpty()) << "nothing waits";
    ASSERT_TRUE(desk->database().exec(u"UPDATE outbox SET sent_at = sent_at - 1209601 WHERE n = 1"_s).ok());
    syncOnce(*desk, server);
    EXPECT_EQ(feed.taken(10)->size(), 1);
    expectEachOnce(2);
}

TEST_F(OutboxTest, OnlyWhatTheServerDoesNotKnowWaitsAgainInItsOldPlace)
{
    create(u"a"_s);
    create(u"b"_s);
    syncOnce(*desk, server);
    create(u"c"_s);
    ReplicaFeed feed(*desk);
    const QList<QUuid> taken = *feed.taken(10);
    ASSERT_EQ(taken.size(), 2);
    ASSERT_TRUE(feed.markUnknown({taken.first()}).ok()); // the later one
    ASSERT_TRUE(feed.offerAgain().ok());
    const auto waiting = feed.nextToPush(10);
    ASSERT_TRUE(waiting.ok());
    ASSERT_EQ(waiting->size(), 2);
    EXPECT_EQ(waiting->first().id, taken.first());
    syncOnce(*desk, server);
    expectEachOnce(3);
}

// Kind: a retry carries what it was first based on.
TEST_F(OutboxTest, ARetryOverwritesNothingThatWasWrittenSince)
{
    const QString id = create(u"أول"_s);
    syncOnce(*desk, server);
    ASSERT_TRUE(desk->execute(u"content.update"_s, {{u"id"_s, id}, {u"title_ar"_s, u"لي"_s}}).ok());
    const Actor other = actorOf(Id<Person>(makeUuidV7(clock.nowMs())), Role::Admin);
    ASSERT_TRUE(server.run(other, u"content.trash"_s, {{u"id"_s, id}}).ok());
    syncOnce(*desk, server);
    const auto refused = desk->outbox(OutboxState::Refused);
    ASSERT_TRUE(refused.ok());
    ASSERT_EQ(refused->size(), 1);
    ASSERT_TRUE(server.run(other, u"content.untrash"_s, {{u"id"_s, id}}).ok());
    ASSERT_TRUE(server.run(other, u"content.update"_s, {{u"id"_s, id}, {u"title_ar"_s, u"كُتب بعد ذلك"_s}}).ok());
    syncOnce(*desk, server);
    ASSERT_TRUE(desk->retryRefused(refused->first().command.n).ok());
    syncOnce(*desk, server);
    EXPECT_EQ(titleOf(id), u"كُتب بعد ذلك"_s);
    EXPECT_EQ(desk->attentionCount(), 1) << "the retried text is a conflict beside it";
}

TEST_F(OutboxTest, ARetriedCreateKeepsItsId)
{
    const QString id = create(u"أول"_s);
    const auto waiting = ReplicaFeed(*desk).nextToPush(1);
    ASSERT_TRUE(waiting.ok());
    ASSERT_TRUE(ReplicaFeed(*desk).applyPushResults({{waiting->first().n, false, {}, {ErrorCode::PermissionDenied, {}, {}}}}, {}, 1).ok());
    const auto again = desk->retryRefused(waiting->first().n);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->result.value("id"_L1).toString(), id);
    EXPECT_NE(again->command.id, waiting->first().id);
    syncOnce(*desk, server);
    EXPECT_EQ(titleOf(id), u"أول"_s);
}

// Kind: tracks by language and kind, found without their id.
TEST_F(OutboxTest, ATrackThatIsFoundByItsLanguageSaysWhatItWasBasedOn)
{
    const QString item = create(u"فيلم"_s);
    const auto asset = desk->execute(u"media.add_asset"_s, {{u"content_id"_s, item}, {u"original_filename"_s, u"a.mp4"_s}});
    ASSERT_TRUE(asset.ok());
    const auto put = [&](const QString &words) {
        const auto receipt = desk->execute(u"subtitles.put"_s, {{u"asset_id"_s, asset->result.value("id"_L1)},
                                                               {u"language"_s, u"ar"_s},
                                                               {u"body"_s, u"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n%1\n\n"_s.arg(words)}});
        EXPECT_TRUE(receipt.ok()) << (receipt.ok() ? "" : qUtf8Printable(receipt.error().toString()));
        return receipt.ok() ? receipt->command.base.value("body"_L1) : QJsonValue();
    };
    EXPECT_EQ(put(u"واحد"_s), QJsonValue(u""_s));
    EXPECT_TRUE(put(u"اثنان"_s).toString().contains(u"واحد"_s)) << "an import over the track that is shown replaces it";
    EXPECT_EQ(desk->attentionCount(), 0);
    syncOnce(*desk, server);
    EXPECT_EQ(desk->attentionCount(), 0);
    expectSameRows(*desk, server, rules);
}

TEST(LogSync, AFailureIsNotForgottenWhenALaterOneSucceeds)
{
    test::expectWarning(u"the log is not on the disk"_s);
    QTemporaryDir folder;
    const QString log = folder.filePath(u"replica.db-wal"_s);
    ASSERT_TRUE(QDir().mkdir(log)); // nothing that can be synced
    LogSync sync(folder.filePath(u"replica.db"_s));
    sync.ask();
    EXPECT_EQ(sync.wait().error().code, ErrorCode::IoError);
    ASSERT_TRUE(QDir().rmdir(log));
    sync.ask();
    EXPECT_FALSE(sync.wait().ok());
}

} // namespace rawi::test

#include "core/replica/replica.h"

#include "core/catalog/series.h"
#include "core/desk/content/content_lists.h"
#include "core/desk/house/desk_stores.h"
#include "core/desk/media/encode_job_store.h"
#include "core/desk/media/local_media_store.h"
#include "core/protocol/messages.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/replica_database.h"
#include "core/replica/replica_feed.h"
#include "core/rules/conflict.h"
#include "core/sync/upload_store.h"
#include "tests/support/actors.h"
#include "tests/support/fake_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/text.h"
#include "tests/support/wait_for.h"

#include <QFile>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

class ReplicaTest : public testing::Test {
protected:
    ReplicaTest() : rules(makeWorkspaceRules()), server(rules, clock) { open(); }

    void open()
    {
        desk.reset();
        auto opened = Replica::open(directory.path(), rules, makeDeskStores(), clock);
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        desk = std::move(*opened);
    }

    QString execute(const char *name, const QJsonObject &args, const QJsonObject &base = {})
    {
        clock.advance(1);
        const auto receipt = desk->execute(text(name), args, base);
        EXPECT_TRUE(receipt.ok()) << name << ": " << (receipt.ok() ? "" : qUtf8Printable(receipt.error().toString()));
        return receipt.ok() ? receipt->result.value("id"_L1).toString() : QString();
    }

    QString create(const QString &titleAr, const QString &titleEn = {})
    {
        return execute(
            "content.create",
            {{text("kind"), text("video")}, {text("title_ar"), titleAr}, {text("title_en"), titleEn}});
    }

    ContentItem item(const QString &id) const
    {
        const auto found = desk->find(Id<ContentItem>::fromText(id));
        EXPECT_TRUE(found.ok() && found->has_value());
        return found.ok() && *found ? **found : ContentItem{};
    }

    bool shown(const QString &id) const
    {
        const auto found = desk->find(Id<ContentItem>::fromText(id));
        return found.ok() && found->has_value();
    }

    QStringList search(const QString &query) const
    {
        ContentQuery asked;
        asked.text = query;
        const auto ids = ContentLists(*desk).ids(asked);
        EXPECT_TRUE(ids.ok()) << (ids.ok() ? "" : qUtf8Printable(ids.error().toString()));
        QStringList found;
        for (const QUuid &id : *ids) {
            found.append(uuidText(id));
        }
        return found;
    }

    QList<PushResult> pushAll()
    {
        const auto commands = ReplicaFeed(*desk).nextToPush(1000);
        QList<PushResult> results;
        for (const Command &command : *commands) {
            results.append(*server.push(desk->actor(), command));
        }
        return results;
    }

    TemporaryDirectory directory;
    ManualClock clock;
    RuleBook rules;
    FakeServer server;
    std::unique_ptr<Replica> desk;
};

} // namespace

TEST_F(ReplicaTest, WhatWasDoneIsShownAndWaitsAndSurvivesAKill)
{
    const QString id = create(text("عنوان"));
    execute("content.update", {{text("id"), id}, {text("title_en"), text("Title")}});
    EXPECT_EQ(desk->waitingCount(), 2);
    const QUuid client = desk->clientId();
    open(); // nothing is written at closing, so this is what a killed desk finds
    EXPECT_EQ(item(id).titleEn, text("Title"));
    EXPECT_EQ(desk->clientId(), client);
    const auto waiting = ReplicaFeed(*desk).nextToPush(10);
    ASSERT_EQ(waiting->size(), 2);
    EXPECT_EQ(waiting->at(0).n, 1);
    EXPECT_EQ(waiting->at(1).n, 2);
    EXPECT_EQ(waiting->at(1).base.value(text("title_en")), QJsonValue(QString())) << "base is what was shown";
    EXPECT_EQ(waiting->at(1).schema, kSchemaVersion);
    syncOnce(*desk, server);
    EXPECT_EQ(desk->waitingCount(), 0);
    expectSameRows(*desk, server, rules);
}

TEST_F(ReplicaTest, WhatIsTheOfficesIsNeitherHeldNorDoneOnADesk)
{
    const RecordInfo *office = rules.type(u"webhooks");
    ASSERT_TRUE(office && office->reach == Reach::Office);
    const auto held = ReplicaFeed(*desk).manifest();
    ASSERT_TRUE(held.ok()) << qUtf8Printable(held.error().toString());
    for (const RecordInfo *type : rules.types()) {
        EXPECT_EQ(held->contains(type->name), type->reach != Reach::Office) << qUtf8Printable(type->name);
    }
    ASSERT_TRUE(desk->setActor(rules.actor(desk->actor().id, Role::Admin)).ok());
    const QJsonObject args{{text("id"), uuidText(makeUuidV7(1))}, {text("url"), text("https://example.org/")}, {text("types"), QJsonArray{text("*")}}};
    for (const char *command : {"webhook.create", "webhook.update"}) {
        EXPECT_EQ(desk->execute(text(command), args).error().code, ErrorCode::PermissionDenied) << command;
    }
}

TEST_F(ReplicaTest, ARefusedCommandLeavesNothing)
{
    const QString id = create(text("عنوان"));
    const auto refused = desk->execute(text("content.submit"), {{text("id"), id}});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::FieldRequired);
    EXPECT_EQ(refused.error().subject, text("title_en"));
    EXPECT_EQ(desk->waitingCount(), 1);
    create(text("آخر"));
    const auto waiting = ReplicaFeed(*desk).nextToPush(10);
    EXPECT_EQ(waiting->last().n, 2) << "n stays gapless";
}

TEST_F(ReplicaTest, NothingFlickersBetweenTheAnswerToAPushAndThePull)
{
    const QString id = create(text("أول"));
    const auto results = pushAll();
    ASSERT_TRUE(ReplicaFeed(*desk).applyPushResults(results, server.head()).ok());
    EXPECT_EQ(desk->waitingCount(), 0);
    EXPECT_TRUE(shown(id)) << "acknowledged, not pulled yet";
    // A page that does not reach the push's head yet.
    ASSERT_TRUE(ReplicaFeed(*desk).applyPull({}, {text("epoch-1"), 0, {}}).ok());
    EXPECT_TRUE(shown(id));
    open();
    EXPECT_TRUE(shown(id)) << "also after a restart";
    bool everHidden = false;
    QObject::connect(desk.get(), &Replica::rowsChanged, desk.get(), [&] { everHidden = everHidden || !shown(id); });
    const auto page = server.pull(ReplicaFeed(*desk).cursor());
    ASSERT_TRUE(ReplicaFeed(*desk).applyPull(page.rows, page.cursor).ok());
    EXPECT_FALSE(everHidden);
    expectSameRows(*desk, server, rules);
}

TEST_F(ReplicaTest, ThePullMayBeFasterThanTheAnswerToThePush)
{
    const QString id = create(text("أول"));
    const auto results = pushAll();
    const auto page = server.pull(ReplicaFeed(*desk).cursor());
    ASSERT_TRUE(ReplicaFeed(*desk).applyPull(page.rows, page.cursor).ok());
    ASSERT_TRUE(ReplicaFeed(*desk).applyPushResults(results, page.cursor).ok());
    // Another desk changes it: were the command still run again here, it could hide the change.
    server
        .run(actorOf(Id<Person>(QUuid::createUuid()), Role::Admin), text("content.trash"), {{text("id"), id}})
        .ok();
    const auto next = server.pull(ReplicaFeed(*desk).cursor());
    ASSERT_TRUE(ReplicaFeed(*desk).applyPull(next.rows, next.cursor).ok());
    EXPECT_TRUE(item(id).trashed);
    expectSameRows(*desk, server, rules);
}

TEST_F(ReplicaTest, ARefusedCommandGoesToAttentionAndCanBeRetriedOrDiscarded)
{
    const QString id = create(text("عنوان"), text("Title"));
    syncOnce(*desk, server);
    const Actor admin = actorOf(Id<Person>(QUuid::createUuid()), Role::Admin);
    server.run(admin, text("content.trash"), {{text("id"), id}}).ok();
    execute("content.submit", {{text("id"), id}});
    EXPECT_EQ(item(id).state, ContentState::InReview);
    syncOnce(*desk, server);
    EXPECT_EQ(item(id).state, ContentState::Draft);
    EXPECT_EQ(desk->waitingCount(), 0);
    EXPECT_EQ(desk->attentionCount(), 1);
    const auto refused = desk->outbox(OutboxState::Refused);
    ASSERT_EQ(refused->size(), 1);
    EXPECT_EQ(refused->first().reason.code, ErrorCode::StateConflict);
    EXPECT_EQ(refused->first().reason.subject, text("trashed"));
    EXPECT_FALSE(desk->retryRefused(refused->first().command.n).ok()) << "still trashed";
    EXPECT_EQ(desk->attentionCount(), 1) << "a failed retry loses nothing";
    execute("content.untrash", {{text("id"), id}});
    const auto again = desk->retryRefused(refused->first().command.n);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(desk->attentionCount(), 0);
    syncOnce(*desk, server);
    EXPECT_EQ(item(id).state, ContentState::InReview);
    expectSameRows(*desk, server, rules);
}

TEST_F(ReplicaTest, PendingEditsAreRunAgainOverWhatTheServerSays)
{
    const QString id = create(text("رحلة طويلة إلى عدن"), text("A long journey to Aden"));
    syncOnce(*desk, server);
    execute("content.update", {{text("id"), id}, {text("title_en"), text("A very long journey to Aden")}});
    const Actor other = actorOf(Id<Person>(QUuid::createUuid()), Role::Admin);
    server
        .run(other, text("content.update"),
             {{text("id"), id}, {text("title_en"), text("A long journey to Mocha")}})
        .ok();
    const auto page = server.pull(ReplicaFeed(*desk).cursor());
    ASSERT_TRUE(ReplicaFeed(*desk).applyPull(page.rows, page.cursor).ok());
    EXPECT_EQ(item(id).titleEn, text("A very long journey to Mocha")) << "server truth + what I did since";
    syncOnce(*desk, server);
    EXPECT_EQ(item(id).titleEn, text("A very long journey to Mocha"));
    EXPECT_EQ(desk->attentionCount(), 0);
}

TEST_F(ReplicaTest, AnOverlappingEditBecomesAConflictThatCanBeSettled)
{
    const QString id = create(text("عدن"), text("Aden"));
    syncOnce(*desk, server);
    execute("content.update", {{text("id"), id}, {text("title_en"), text("Sanaa")}});
    const Actor other = actorOf(Id<Person>(QUuid::createUuid()), Role::Admin);
    server.run(other, text("content.update"), {{text("id"), id}, {text("title_en"), text("Mocha")}}).ok();
    syncOnce(*desk, server);
    EXPECT_EQ(item(id).titleEn, text("Mocha"));
    EXPECT_EQ(desk->attentionCount(), 1);
    const auto conflicts = desk->where<Conflict>("record_id", id);
    ASSERT_EQ(conflicts->size(), 1);
    EXPECT_EQ(conflicts->first().mineText, text("Sanaa"));
    EXPECT_EQ(conflicts->first().theirsText, text("Mocha"));
    EXPECT_EQ(conflicts->first().baseText, text("Aden"));
    execute("conflict.settle", {{text("id"), conflicts->first().id.text()}, {text("text"), text("Sanaa and Mocha")}});
    syncOnce(*desk, server);
    EXPECT_EQ(item(id).titleEn, text("Sanaa and Mocha"));
    EXPECT_EQ(desk->attentionCount(), 0);
    expectSameRows(*desk, server, rules);
}

TEST_F(ReplicaTest, AnAnswerThatWasOvertakenIsLeftAlone)
{
    const QString id = create(text("قديم"));
    syncOnce(*desk, server);
    const auto old = server.pull({text("epoch-1"), 0, {}});
    const Actor other = actorOf(Id<Person>(QUuid::createUuid()), Role::Admin);
    server.run(other, text("content.update"), {{text("id"), id}, {text("title_ar"), text("جديد")}}).ok();
    syncOnce(*desk, server);
    ASSERT_TRUE(ReplicaFeed(*desk).applyPull(old.rows, old.cursor).ok());
    EXPECT_EQ(item(id).titleAr, text("جديد"));
    EXPECT_EQ(ReplicaFeed(*desk).cursor(), server.head());
}

TEST_F(ReplicaTest, TheMassDeleteGuardStopsAndAsks)
{
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        ids.append(create(text("عنوان")));
    }
    syncOnce(*desk, server);
    QList<FeedRow> gone;
    for (const QString &id : ids) {
        gone.append({text("content_items"), uuidFromText(id), 2, {}});
    }
    const FeedCursor next{text("epoch-1"), 100, {}};
    const auto stopped = ReplicaFeed(*desk).applyPull(gone, next);
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, ErrorCode::MassDeleteGuard);
    EXPECT_TRUE(shown(ids.first()));
    EXPECT_EQ(ReplicaFeed(*desk).cursor(), server.head());
    EXPECT_TRUE(ReplicaFeed(*desk).applyPull({gone.first()}, next).ok()) << "one of three may go";
    EXPECT_TRUE(ReplicaFeed(*desk).applyPull(gone, next, true).ok());
    EXPECT_FALSE(shown(ids.last()));
    EXPECT_TRUE(search({}).isEmpty());
}

TEST_F(ReplicaTest, ASnapshotIsVisibleOnlyWhenItIsFinished)
{
    const Actor admin = actorOf(Id<Person>(QUuid::createUuid()), Role::Admin);
    for (int i = 0; i < 5; ++i) {
        server
            .run(admin, text("content.create"),
                 {{text("kind"), text("audio")}, {text("title_ar"), text("حلقة %1").arg(i)}})
            .ok();
    }
    const QString mine = create(text("مسودتي"));
    ASSERT_TRUE(ReplicaFeed(*desk).beginSnapshot().ok());
    ASSERT_TRUE(ReplicaFeed(*desk).stageSnapshot(server.everything().mid(0, 3)).ok());
    EXPECT_EQ(search({}).size(), 1);
    ASSERT_TRUE(ReplicaFeed(*desk).beginSnapshot().ok()) << "forgets the half";
    ASSERT_TRUE(ReplicaFeed(*desk).stageSnapshot(server.everything()).ok());
    ASSERT_TRUE(ReplicaFeed(*desk).finishSnapshot(server.head()).ok());
    EXPECT_EQ(search({}).size(), 6);
    EXPECT_EQ(search(text("حلقه")).size(), 5);
    EXPECT_EQ(search(text("مسودتي")), QStringList{mine});
    EXPECT_EQ(desk->waitingCount(), 1);
    syncOnce(*desk, server);
    expectSameRows(*desk, server, rules);
    // An empty snapshot would remove everything.
    ASSERT_TRUE(ReplicaFeed(*desk).beginSnapshot().ok());
    EXPECT_EQ(ReplicaFeed(*desk).finishSnapshot(server.head()).error().code, ErrorCode::MassDeleteGuard);
    EXPECT_EQ(search({}).size(), 6);
}

TEST_F(ReplicaTest, TheManifestIsThatOfTheConfirmedRows)
{
    for (int i = 0; i < 30; ++i) {
        create(text("عنوان %1").arg(i));
        clock.advance(7777777);
    }
    EXPECT_TRUE(ReplicaFeed(*desk).manifest()->value(text("content_items")).toObject().isEmpty())
        << "nothing confirmed yet";
    syncOnce(*desk, server);
    std::map<QString, std::map<QString, ManifestHasher>> expected;
    for (const auto &[key, row] : server.store().rows()) {
        const QString id = uuidText(key.id);
        expected[key.type][id.left(1)].add(id, row.value(text("rev")).toInteger(), rowHash(row));
    }
    const QJsonObject manifest = *ReplicaFeed(*desk).manifest();
    ASSERT_FALSE(expected.empty());
    for (const auto &[type, buckets] : expected) {
        const QJsonObject hashes = manifest.value(type).toObject();
        EXPECT_EQ(hashes.size(), buckets.size());
        for (const auto &[digit, hasher] : buckets) {
            EXPECT_EQ(hashes.value(digit).toString(), hasher.result());
        }
    }
}

TEST_F(ReplicaTest, SearchFindsFoldedArabicPrefixesAndParts)
{
    const QString journey = create(text("رِحْلَةٌ إلى صَنْعاء"), text("Journey to Sanaa"));
    const QString coffee = create(text("قهوة المخا"), text("Café of Mocha"));
    execute("content.update",
            {{text("id"), coffee},
             {text("tags"), QJsonArray{text("تاريخ")}},
             {text("body_en"), text("Beans and harbours")}});
    EXPECT_EQ(search(text("رحله")), QStringList{journey});
    EXPECT_EQ(search(text("الي صنعا")), QStringList{journey});
    EXPECT_EQ(search(text("نعا")), QStringList{journey}) << "part of a word";
    EXPECT_EQ(search(text("ق")), QStringList{coffee}) << "one letter";
    EXPECT_EQ(search(text("CAFE")), QStringList{coffee});
    EXPECT_EQ(search(text("تاريخ")), QStringList{coffee});
    EXPECT_EQ(search(text("harb")), QStringList{coffee});
    EXPECT_EQ(search(text("journey mocha")), QStringList{});
    EXPECT_EQ(search(text("\"; DROP")), QStringList{});
    EXPECT_EQ(search(text("…")), QStringList{});
    execute("content.update", {{text("id"), journey}, {text("title_ar"), text("سفر")}});
    EXPECT_EQ(search(text("رحله")), QStringList{});
    EXPECT_EQ(search(text("سفر")), QStringList{journey});
    syncOnce(*desk, server);
    EXPECT_EQ(search(text("سفر")), QStringList{journey});
}

TEST_F(ReplicaTest, ListsAreFilteredOrderedAndCounted)
{
    const QString b = create(text("ب"), text("Banana"));
    const QString a = create(text("أ"), text("cherry"));
    const QString c = execute("content.create", {{text("kind"), text("article")}, {text("title_en"), text("Apple")}});
    execute("content.submit", {{text("id"), b}});
    execute("content.trash", {{text("id"), c}});
    const auto ids = [&](const std::function<void(ContentQuery &)> &choose) {
        ContentQuery query;
        choose(query);
        const auto matches = ContentLists(*desk).ids(query);
        EXPECT_TRUE(matches.ok());
        QStringList found;
        for (const QUuid &id : *matches) {
            found.append(uuidText(id));
        }
        return found;
    };
    using Order = ContentQuery::Order;
    EXPECT_EQ(ids([](auto &) {}), (QStringList{a, b}));
    EXPECT_EQ(ids([](auto &query) { query.order = Order::OldestFirst; }), (QStringList{b, a}));
    EXPECT_EQ(ids([](auto &query) { query.order = Order::TitleAr; }), (QStringList{a, b}));
    EXPECT_EQ(ids([](auto &query) { query.order = Order::TitleEn; }), (QStringList{b, a}));
    EXPECT_EQ(ids([](auto &query) { query.states = {text("in_review")}; }), QStringList{b});
    EXPECT_EQ(ids([](auto &query) { query.trashed = true; }), QStringList{c});
    EXPECT_EQ(ids([](auto &query) { query.trashed = true, query.kinds = {text("article")}; }),
              QStringList{c});
    EXPECT_EQ(ids([](auto &query) { query.kinds = {text("article")}; }), QStringList{});
    const QString series = execute("series.create", {{text("title_en"), text("Show")}});
    execute("episode.add", {{text("series_id"), series}, {text("content_id"), b}, {text("season_number"), 1}});
    EXPECT_EQ(ids([&](auto &query) { query.series = uuidFromText(series); }), QStringList{b});
    const auto counts = *ContentLists(*desk).counts();
    EXPECT_EQ(counts.value(text("all")), 2);
    EXPECT_EQ(counts.value(text("draft")), 1);
    EXPECT_EQ(counts.value(text("in_review")), 1);
    EXPECT_EQ(counts.value(text("published")), 0);
    EXPECT_EQ(counts.value(text("trashed")), 1);
    const auto rows = desk->rowsByIds(recordInfo<ContentItem>(), {uuidFromText(b), QUuid::createUuid(), uuidFromText(a)});
    ASSERT_EQ(rows->size(), 2);
    EXPECT_EQ(rows->first().value(text("id")).toString(), b);
}

TEST_F(ReplicaTest, ChangesAreSignalledWithTheirKeys)
{
    QSet<RowKey> heard;
    int outboxHeard = 0;
    QObject::connect(desk.get(), &Replica::rowsChanged, desk.get(),
                     [&](const QSet<RowKey> &keys) { heard += keys; });
    QObject::connect(desk.get(), &Replica::outboxChanged, desk.get(), [&] { ++outboxHeard; });
    const QString id = create(text("عنوان"));
    EXPECT_EQ(heard, (QSet<RowKey>{{text("content_items"), uuidFromText(id)}}));
    EXPECT_EQ(outboxHeard, 1);
}

TEST_F(ReplicaTest, TwoConnectionsShareOneReplica)
{
    auto other = Replica::open(directory.path(), rules, makeDeskStores(), clock);
    ASSERT_TRUE(other.ok());
    const QString id = create(text("عنوان"));
    const auto found = (*other)->find(Id<ContentItem>::fromText(id));
    ASSERT_TRUE(found.ok() && found->has_value());
    clock.advance(1);
    ASSERT_TRUE((*other)->execute(text("content.trash"), {{text("id"), id}}).ok());
    EXPECT_TRUE(item(id).trashed);
    EXPECT_EQ(desk->waitingCount(), 2);
}

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

TEST_F(ReplicaTest, WhatIsDoneTogetherIsKeptAltogetherAndAnnouncedOnce)
{
    int announced = 0;
    QObject::connect(desk.get(), &Replica::rowsChanged, desk.get(), [&] { ++announced; });
    const Id<ContentItem> one(QUuid::createUuid());
    const Id<ContentItem> two(QUuid::createUuid());
    const Id<MediaAsset> asset(QUuid::createUuid());
    const auto make = [&](const Id<ContentItem> &id, const char *kind) -> Result<void> {
        clock.advance(1);
        RAWI_TRY(desk->execute(text("content.create"), {{text("id"), id.text()}, {text("kind"), text(kind)}, {text("title_ar"), text("فيلم")}}));
        return {};
    };
    const auto failed = desk->together([&]() -> Result<void> {
        RAWI_TRY(make(one, "video"));
        RAWI_TRY(LocalMediaStore(*desk).put({asset, text("original"), text("/a/b.mp4"), 1, 2, {}}));
        return make(two, "no such kind");
    });
    EXPECT_FALSE(failed.ok());
    EXPECT_EQ(announced, 0);
    EXPECT_FALSE(desk->find(one)->has_value());
    EXPECT_TRUE(LocalMediaStore(*desk).files(asset)->isEmpty());
    EXPECT_EQ(desk->waitingCount(), 0);

    const auto done = desk->together([&]() -> Result<void> {
        RAWI_TRY(make(one, "video"));
        return make(two, "audio");
    });
    ASSERT_TRUE(done.ok()) << qUtf8Printable(done.error().toString());
    EXPECT_EQ(announced, 1);
    EXPECT_EQ(desk->waitingCount(), 2);
    open();
    EXPECT_TRUE(desk->find(one)->has_value());
    EXPECT_TRUE(desk->find(two)->has_value());
}

TEST_F(ReplicaTest, TheOutboxTellsWhatWaitsForOneRecord)
{
    const QString one = create(text("واحد"));
    const QString two = create(text("اثنان"));
    execute("content.update", {{text("id"), one}, {text("title_en"), text("One, not ") + two}});
    execute("content.update", {{text("id"), two}, {text("title_en"), text("Two")}});
    execute("content.update", {{text("id"), two}, {text("title_ar"), text("After one")}});
    EXPECT_EQ(desk->outboxOf(QUuid(one))->size(), 1);
    const auto waiting = desk->outboxOf(QUuid(two));
    ASSERT_TRUE(waiting.ok());
    ASSERT_EQ(waiting->size(), 2); // the other one only speaks of it
    EXPECT_EQ(waiting->last().command.args.value(text("title_ar")).toString(), text("After one"));
}

} // namespace rawi::test

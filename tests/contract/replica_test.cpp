#include "tests/contract/replica_fixture.h"

#include "core/catalog/series.h"
#include "core/protocol/messages.h"
#include "core/replica/replica_database.h"
#include "core/rules/conflict.h"
#include "core/sync/upload_store.h"
#include "tests/support/wait_for.h"

namespace rawi::test {

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

// A revision is in PostgreSQL alone; the desk approves all the same, and the server keeps it.
TEST_F(ReplicaTest, WhatARuleMakesForTheOfficeIsTheServersToKeep)
{
    const QString id = execute("content.create", {{text("kind"), text("article")}, {text("title_ar"), text("عنوان")}, {text("title_en"), text("Title")},
                                                  {text("body_ar"), text("نص")}, {text("body_en"), text("Text")}});
    for (const char *step : {"content.submit", "content.approve", "content.publish"}) {
        execute(step, {{text("id"), id}});
    }
    EXPECT_EQ(item(id).state, ContentState::Published);
    EXPECT_FALSE(item(id).liveRev.isNull());
    open();
    EXPECT_EQ(item(id).state, ContentState::Published);
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

// Several desks do what comes to mind, offline and online, against one server; at the end all of them hold
// what the server holds. The seed is printed: RAWI_SEED=N runs one again.
#include "core/catalog/series.h"
#include "core/content/content_revision.h"
#include "core/content/content_workflow.h"
#include "core/desk/content/content_lists.h"
#include "core/desk/house/desk_stores.h"
#include "core/media/media_asset.h"
#include "core/protocol/workspace_rules.h"
#include "core/replica/replica.h"
#include "core/replica/replica_database.h"
#include "core/replica/replica_feed.h"
#include "core/rules/conflict.h"
#include "tests/support/actors.h"
#include "tests/support/fake_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace rawi::test {

namespace {

// One desk and what its person does at random.
class RandomDesk {
public:
    RandomDesk(const RuleBook &ruleBook, const Clock &deskClock, std::mt19937_64 &dice)
        : m_rules(ruleBook), m_clock(deskClock), m_dice(dice)
    {
        reopen();
        EXPECT_TRUE(m_replica->setActor(actorOf(Id<Person>(QUuid::createUuid()), Role::ManagingEditor)).ok());
    }

    Replica &replica() { return *m_replica; }

    void reopen()
    {
        m_replica.reset();
        auto opened = Replica::open(m_directory.path(), m_rules, makeDeskStores(), m_clock);
        ASSERT_TRUE(opened.ok());
        m_replica = std::move(*opened);
    }

    // Commands that the rules refuse at once (a wrong step …) are part of the game.
    void act()
    {
        switch (roll(16)) {
        case 0:
        case 1:
            return create();
        case 2:
        case 3:
        case 4:
            return run("content.update", edit());
        case 5:
        case 11:
        case 12:
            return takeStep();
        case 6:
            return run("series.create", {{text("title_en"), words()}});
        case 7:
        case 8:
            return run("episode.add",
                       {{text("series_id"), any<Series>()},
                        {text("content_id"), any<ContentItem>()},
                        {text("season_number"), roll(2) + 1}});
        case 9:
            return moveSome();
        case 10:
            return run("episode.remove", {{text("id"), any<Episode>()}});
        case 13:
            return run("media.add_asset", {{text("content_id"), any<ContentItem>()}, {text("original_filename"), text("a.mov")}});
        case 14:
        case 15:
            return announce();
        default:
            return run("conflict.settle", {{text("id"), any<Conflict>()}, {text("text"), words()}});
        }
    }

private:
    // An article is ready to be published as it is made, a film never becomes so here.
    void create()
    {
        QJsonObject args{{text("kind"), text("video")}, {text("title_ar"), words()}, {text("title_en"), words()}};
        if (roll(4)) {
            args.insert(text("kind"), text("article"));
            args.insert(text("body_ar"), words());
            args.insert(text("body_en"), words());
        }
        run("content.create", args);
    }

    // Mostly some that lead on, of the item as this desk shows it.
    void takeStep()
    {
        const auto id = Id<ContentItem>::fromText(any<ContentItem>());
        for (int more = roll(4); more >= 0; --more) {
            takeStep(id);
        }
    }

    void takeStep(const Id<ContentItem> &id)
    {
        const auto item = m_replica->find(id);
        if (!item.ok() || !*item) {
            return;
        }
        QJsonObject args{{text("id"), (*item)->id.text()}};
        if (roll(6) == 0) {
            static const char *const kParities[] = {"in_step", "arabic_stale", "english_stale", "both_stale"};
            args.insert(text("parity"), text(kParities[roll(4)]));
            return run("content.set_parity", args);
        }
        const QList<WorkflowStep> allowed = allowedSteps(standingOf(**item));
        if (roll(8) == 0 || allowed.isEmpty()) {
            return run(roll(2) ? "content.trash" : "content.untrash", args);
        }
        const WorkflowStep step = roll(3) ? allowed.first() : static_cast<WorkflowStep>(roll(7));
        if (step == WorkflowStep::Return) {
            args.insert(text("note"), words());
        } else if (step == WorkflowStep::Approve && roll(2)) {
            args.insert(text("revision"), revisionOf(**item).text());
        }
        run(("content." + std::string(EnumNames<WorkflowStep>::names[static_cast<size_t>(step)])).c_str(), args);
    }

    // One of few files under one of few names: often another in the place of one, at times the same again.
    void announce()
    {
        run("media.add_variant",
            {{text("asset_id"), any<MediaAsset>()},
             {text("type"), text("rendition")},
             {text("name"), text(roll(2) ? "720p" : "480p")},
             {text("sha256"), QString(64, QLatin1Char(static_cast<char>('a' + roll(4))))},
             {text("file_size"), 5}});
    }

    int roll(int sides) { return static_cast<int>(m_dice() % static_cast<unsigned>(sides)); }

    QString words()
    {
        static const QStringList kWords{text("عدن"),  text("البحر"), text("coffee"),
                                        text("رحلة"), text("long"),  text("١٢")};
        // What no text holds is refused here and now, and never leaves the desk.
        static const QStringList kIllFormed{text("film \U0001F600").chopped(1), QString(QChar(0xDE00)),
                                            text("a") + QChar(QChar::Null)};
        if (roll(20) == 0) {
            return kIllFormed[roll(static_cast<int>(kIllFormed.size()))];
        }
        QStringList chosen;
        for (int i = roll(6) + 1; i > 0; --i) {
            chosen.append(kWords[roll(static_cast<int>(kWords.size()))]);
        }
        return chosen.join(QLatin1Char(' '));
    }

    template <typename R>
    QString any()
    {
        const auto rows = m_replica->rows(recordInfo<R>());
        if (!rows.ok() || rows->isEmpty()) {
            return uuidText(QUuid::createUuid());
        }
        return rows->at(roll(static_cast<int>(rows->size()))).value("id"_L1).toString();
    }

    QJsonObject edit()
    {
        QJsonObject args{{text("id"), any<ContentItem>()}};
        for (const char *name : {"title_ar", "title_en", "summary_en", "body_ar", "body_en"}) {
            if (roll(2)) {
                args.insert(text(name), words());
            }
        }
        if (roll(3) == 0) {
            args.insert(text("tags"), QJsonArray::fromStringList(words().split(QLatin1Char(' '))));
        }
        return args;
    }

    void moveSome()
    {
        const auto moved = m_replica->find(Id<Episode>::fromText(any<Episode>()));
        if (!moved.ok() || !*moved) {
            return;
        }
        const auto siblings = m_replica->where<Episode>("series_id", (*moved)->seriesId.text());
        const Episode &after = siblings->at(roll(static_cast<int>(siblings->size())));
        QJsonObject args{{text("id"), (*moved)->id.text()}, {text("season_number"), after.seasonNumber}};
        if (after.id != (*moved)->id) {
            args.insert(text("after"), after.id.text());
        }
        run("episode.move", args);
    }

    void run(const char *name, const QJsonObject &args)
    {
        const auto receipt = m_replica->execute(text(name), args);
        if (!receipt.ok()) {
            const ErrorCode code = receipt.error().code;
            EXPECT_TRUE(code == ErrorCode::NotFound || code == ErrorCode::StateConflict
                        || code == ErrorCode::AlreadyExists || code == ErrorCode::FieldRequired
                        || code == ErrorCode::InvalidArgument || code == ErrorCode::NotReady)
                << name << " " << qUtf8Printable(receipt.error().toString());
        }
    }

    const RuleBook &m_rules;
    const Clock &m_clock;
    std::mt19937_64 &m_dice;
    TemporaryDirectory m_directory;
    std::unique_ptr<Replica> m_replica;
};

// A desk of another make pushes what no text holds: the server refuses it by itself.
class IllFormedDesk {
public:
    void push(FakeServer &server, std::mt19937_64 &dice)
    {
        const QString half(QChar(0xD83D));
        const QString nul = text("a") + QChar(QChar::Null);
        const QJsonObject title{{text("kind"), text("video")}, {text("title_ar"), half}};
        const QJsonObject tags{{text("kind"), text("video")}, {text("tags"), QJsonArray{text("x"), nul}}};
        const QJsonObject key{{text("kind"), text("video")}, {half, text("x")}};
        const QList<QJsonObject> all{title, tags, key};
        Command command;
        command.id = QUuid::createUuid();
        command.client = m_client;
        command.n = ++m_n;
        command.name = text("content.create");
        command.args = all[static_cast<qsizetype>(dice() % 3)];
        const auto result = server.push(m_actor, command);
        ASSERT_TRUE(result.ok());
        EXPECT_FALSE(result->applied);
        EXPECT_TRUE(result->reason.code == ErrorCode::InvalidArgument || result->reason.code == ErrorCode::UnknownField);
    }

private:
    const QUuid m_client = QUuid::createUuid();
    const Actor m_actor = actorOf(Id<Person>(QUuid::createUuid()), Role::ManagingEditor);
    qint64 m_n = 0;
};

// The index of lists, kept up step by step, says what the rows say.
void expectIndexFollows(Replica &desk)
{
    const auto rows = desk.rows(recordInfo<ContentItem>());
    ASSERT_TRUE(rows.ok());
    QHash<QString, qint64> expected{{text("all"), 0}, {text("trashed"), 0}};
    for (const QJsonObject &row : *rows) {
        const auto item = fromJson<ContentItem>(row);
        ++expected[item.trashed ? text("trashed") : text("all")];
        expected[enumText(item.state)] += item.trashed ? 0 : 1;
    }
    const auto counts = ContentLists(desk).counts();
    ASSERT_TRUE(counts.ok());
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        EXPECT_EQ(counts->value(it.key()), it.value()) << qUtf8Printable(it.key());
    }
    const auto ids = ContentLists(desk).ids({});
    ASSERT_TRUE(ids.ok());
    EXPECT_EQ(ids->size(), expected.value(text("all")));
    EXPECT_TRUE(
        desk.database()
            .exec(text("INSERT INTO content_words (content_words, rank) VALUES ('integrity-check', 1)"))
            .ok());
    EXPECT_TRUE(
        desk.database()
            .exec(text("INSERT INTO content_trigrams (content_trigrams, rank) VALUES ('integrity-check', 1)"))
            .ok());
}

// What arrives at the server from time to time, and what of it is no good.
class Arrivals {
public:
    void some(FakeServer &server, std::mt19937_64 &dice)
    {
        QList<MediaVariant> waiting;
        for (const auto &[key, row] : server.store().rows()) {
            if (key.type == recordInfo<MediaVariant>().name && row.value("status"_L1).toString() == "pending"_L1) {
                waiting.append(fromJson<MediaVariant>(row));
            }
        }
        if (waiting.isEmpty()) {
            return;
        }
        const MediaVariant &one = waiting[static_cast<qsizetype>(dice() % static_cast<quint64>(waiting.size()))];
        if (dice() % 4 == 0) {
            EXPECT_TRUE(server.run(Actor::server(), text("media.refuse_variant"), {{text("id"), one.id.text()}}).ok());
            return;
        }
        const QJsonObject measures{{text("sha256"), one.sha256}, {text("file_size"), one.fileSize}};
        EXPECT_TRUE(server
                        .run(Actor::server(), text("media.publish_variants"),
                             {{text("asset_id"), one.assetId.text()}, {text("variants"), QJsonObject{{one.id.text(), measures}}}})
                        .ok());
        m_arrived.insert({one.assetId.text(), one.name});
    }

    // People have every file that ever arrived, or its successor, once; and one at most waits to be that.
    void expectAllStand(const FakeServer &server) const
    {
        std::multiset<std::pair<QString, QString>> live, next;
        for (const auto &[key, row] : server.store().rows()) {
            if (key.type == recordInfo<MediaVariant>().name) {
                const auto one = fromJson<MediaVariant>(row);
                (one.status == VariantStatus::Completed ? live : next).insert({one.assetId.text(), one.name});
            }
        }
        EXPECT_EQ(live, (std::multiset<std::pair<QString, QString>>(m_arrived.begin(), m_arrived.end())));
        EXPECT_TRUE(std::all_of(next.begin(), next.end(), [&](const auto &one) { return next.count(one) == 1; }));
    }

private:
    std::set<std::pair<QString, QString>> m_arrived; // assets and names
};

// What a state demands holds on the server, whatever the desks sent it in whichever order.
void expectDemandsHold(const FakeServer &server)
{
    const auto &rows = server.store().rows();
    for (const auto &[key, row] : rows) {
        if (key.type != recordInfo<ContentItem>().name) {
            continue;
        }
        const auto item = fromJson<ContentItem>(row);
        const bool approved = item.state == ContentState::Approved || item.state == ContentState::Published;
        EXPECT_TRUE(!approved || item.approvedRev == revisionOf(item));
        EXPECT_TRUE(item.state != ContentState::Published || item.liveRev == revisionOf(item));
        EXPECT_TRUE(!(approved || item.state == ContentState::InReview)
                    || (!item.titleAr.isEmpty() && !item.titleEn.isEmpty()));
        EXPECT_EQ(item.liveRev.isNull(), !item.publishedAt.isSet());
        EXPECT_TRUE(item.liveRev.isNull() || (!item.trashed && item.firstPublishedAt.isSet()));
        EXPECT_TRUE(item.liveRev.isNull() || rows.contains({recordInfo<ContentRevision>().name, item.liveRev.uuid()}));
    }
}

} // namespace

class Convergence : public testing::TestWithParam<int> { };

TEST_P(Convergence, AllDesksEndWithWhatTheServerHolds)
{
    const quint64 given = qEnvironmentVariable("RAWI_SEED").toULongLong();
    const quint64 seed = given ? given : std::random_device()() + quint64(GetParam());
    SCOPED_TRACE(testing::Message() << "RAWI_SEED=" << seed);
    std::printf("RAWI_SEED=%llu\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 dice(seed);
    ManualClock clock;
    const RuleBook rules = makeWorkspaceRules();
    FakeServer server(rules, clock);
    std::vector<std::unique_ptr<RandomDesk>> desks;
    for (int i = 0; i < 3; ++i) {
        desks.push_back(std::make_unique<RandomDesk>(rules, clock, dice));
    }
    IllFormedDesk wrong;
    Arrivals arrivals;
    for (int i = 0; i < 240; ++i) {
        if (dice() % 30 == 0) {
            wrong.push(server, dice);
        }
        if (dice() % 6 == 0) {
            arrivals.some(server, dice);
        }
        clock.advance(1 + static_cast<qint64>(dice() % 50));
        RandomDesk &desk = *desks[dice() % desks.size()];
        desk.act();
        if (dice() % 8 == 0) {
            syncOnce(desk.replica(), server, 1 + static_cast<int>(dice() % 20),
                     1 + static_cast<int>(dice() % 10));
        }
        if (dice() % 40 == 0) {
            desk.reopen();
        }
    }
    for (int round = 0; round < 2; ++round) {
        for (const auto &desk : desks) {
            while (desk->replica().waitingCount() > 0) {
                syncOnce(desk->replica(), server);
            }
            syncOnce(desk->replica(), server);
        }
    }
    for (const auto &desk : desks) {
        expectSameRows(desk->replica(), server, rules);
        expectIndexFollows(desk->replica());
        EXPECT_EQ(*ReplicaFeed(desk->replica()).manifest(), *ReplicaFeed(desks.front()->replica()).manifest());
    }
    expectDemandsHold(server);
    arrivals.expectAllStand(server);
    EXPECT_TRUE(std::any_of(server.store().rows().begin(), server.store().rows().end(), [](const auto &one) {
        return one.first.type == recordInfo<ContentRevision>().name;
    })) << "some item was approved";
    EXPECT_GT(server.applied().size(), 50U);
    for (const auto &[id, times] : server.applied()) {
        EXPECT_EQ(times, 1) << "a command was applied twice";
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Convergence, testing::Range(0, 4));

// The answer to a push is lost on the way: the desk pushes again, and nothing happens twice.
TEST(Sync, AnAnswerLostOnTheWayAppliesNothingTwice)
{
    ManualClock clock;
    const RuleBook rules = makeWorkspaceRules();
    FakeServer server(rules, clock);
    TemporaryDirectory directory;
    auto opened = Replica::open(directory.path(), rules, makeDeskStores(), clock);
    ASSERT_TRUE(opened.ok());
    Replica &desk = **opened;
    for (int i = 0; i < 10; ++i) {
        clock.advance(1);
        ASSERT_TRUE(desk.execute(text("content.create"), {{text("kind"), text("video")}}).ok());
    }
    const auto sent = ReplicaFeed(desk).nextToPush(6);
    ASSERT_TRUE(sent.ok());
    for (const Command &command : *sent) {
        ASSERT_TRUE(server.push(desk.actor(), command).ok());
    }
    syncOnce(desk, server);
    EXPECT_EQ(server.store().rows().size(), 10U);
    for (const auto &[id, times] : server.applied()) {
        EXPECT_EQ(times, 1);
    }
    expectSameRows(desk, server, rules);
}

} // namespace rawi::test

#include "core/catalog/series.h"
#include "core/content/content_item.h"
#include "core/protocol/workspace_rules.h"
#include "core/text/well_formed.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/feed/poke_line.h"
#include "sync-server/people/people_service.h"
#include "sync-server/sync/feed_pages.h"
#include "tests/server/keeping_hub.h"
#include "tests/support/manual_clock.h"
#include "tests/support/pg_fixture.h"

#include <QJsonDocument>

#include <thread>

using namespace rawi;
using namespace rawi::server;

namespace {

QString textOf(const QJsonObject &json, const char *name)
{
    return json.value(QLatin1StringView(name)).toString();
}

class CommandServiceTest : public rawi::test::PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        ASSERT_TRUE(ensureWorkspace(*pool, u"w"_s, clock.nowMs()).ok());
        service = std::make_unique<CommandService>(*pool, rules, clock, &hub);
        people = std::make_unique<PeopleService>(*pool, *service, clock);
        layla = addPerson(u"layla@rawi.example"_s, Role::Editor);
    }

    CommandContext addPerson(const QString &email, Role role)
    {
        const auto id = people->addUser({email, u"secret-7"_s, role, {}, {}});
        EXPECT_TRUE(id.ok()) << qUtf8Printable(id.ok() ? QString() : id.error().toString());
        return {rules.actor(Id<Person>(id.ok() ? *id : QUuid()), role), QUuid::createUuid(), u"test"_s};
    }

    Command create(qint64 n, const QString &title = u"عنوان"_s)
    {
        return {makeUuidV7(clock.nowMs()),
                desk,
                n,
                u"content.create"_s,
                {{u"kind"_s, u"video"_s}, {u"title_ar"_s, title}},
                {},
                clock.nowMs(),
                kSchemaVersion};
    }

    QJsonObject pull(const FeedHead &after = {}, int limit = 1000)
    {
        FeedPages reader(*pool, rules);
        const auto text = reader.pull(after, limit, Actor::server());
        EXPECT_TRUE(text.ok()) << qUtf8Printable(text.ok() ? QString() : text.error().toString());
        return text.ok() ? QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object() : QJsonObject();
    }

    static FeedHead cursorOf(const QJsonObject &page)
    {
        const QJsonObject cursor = page.value("cursor"_L1).toObject();
        return {textOf(cursor, "epoch"), cursor.value("seq"_L1).toInteger(), textOf(cursor, "nonce")};
    }

    test::ManualClock clock;
    RuleBook rules = makeWorkspaceRules();
    test::KeepingHub hub;
    std::unique_ptr<CommandService> service;
    std::unique_ptr<PeopleService> people;
    CommandContext layla;
    QUuid desk = QUuid::createUuid();
    FeedHead head;
};

} // namespace

TEST_F(CommandServiceTest, AppliesAPushOnceHoweverOftenItIsSent)
{
    const QList<Command> commands{create(1), create(2)};
    const auto first = service->push(layla, desk, commands, &head);
    ASSERT_TRUE(first.ok()) << qUtf8Printable(first.error().toString());
    ASSERT_EQ(first->size(), 2);
    EXPECT_TRUE(first->at(0).applied) << qUtf8Printable(first->at(0).reason.toString());
    const auto again = service->push(layla, desk, commands, &head);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->at(1).result, first->at(1).result);
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"2"_s);
    EXPECT_EQ(one("SELECT count(*) FROM audit WHERE command = 'content.create'"), u"2"_s);
}

TEST_F(CommandServiceTest, ARefusedCommandIsAResultAndBlocksNothing)
{
    Command refused = create(2);
    refused.name = u"content.publish"_s;
    refused.args = {{u"id"_s, uuidText(QUuid::createUuid())}};
    Command nul = create(3, QString(QChar(u'\0')) + u"x"_s);
    const auto results = service->push(layla, desk, {create(1), refused, nul, create(4)}, &head);
    ASSERT_TRUE(results.ok()) << qUtf8Printable(results.error().toString());
    EXPECT_EQ(results->at(1).reason.code, ErrorCode::PermissionDenied);
    EXPECT_EQ(results->at(2).reason.code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(results->at(3).applied);
    EXPECT_EQ(one("SELECT outcome FROM audit WHERE command = 'content.publish'"), u"permission_denied"_s);
    const auto again = service->push(layla, desk, {refused}, &head);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->at(0).reason.code, ErrorCode::PermissionDenied);
}

TEST_F(CommandServiceTest, ARefusalThatRepeatsANulIsRememberedAndAudited)
{
    Command strange = create(1);
    strange.args.insert(u"a"_s + QChar::Null + u"b"_s, u"\\u0000"_s);
    Command nameless = create(2);
    nameless.name = u"no"_s + QChar::Null + u"thing"_s;
    for (int time = 0; time < 2; ++time) {
        const auto results = service->push(layla, desk, {strange, nameless}, &head);
        ASSERT_TRUE(results.ok()) << qUtf8Printable(results.error().toString());
        EXPECT_EQ(results->at(0).reason.code, ErrorCode::UnknownField);
        EXPECT_EQ(results->at(1).reason.code, ErrorCode::UnknownCommand);
    }
    EXPECT_EQ(one("SELECT outcome || ' ' || (args->>E'a\\uFFFDb') FROM audit WHERE command = 'content.create'"), u"unknown_field \\u0000"_s);
    EXPECT_EQ(one("SELECT count(*) FROM audit WHERE command = E'no\\uFFFDthing'"), u"1"_s);
}

// Nothing is held while watchers are told, or this would never end.
TEST_F(CommandServiceTest, WhoWatchesMayCommitAndWatchNoMore)
{
    int told = 0;
    const RecordInfo &type = recordInfo<ContentItem>();
    service->watch(recordInfo<Series>(), [](const QList<RowChange> &) { ADD_FAILURE() << "no series was written"; });
    service->watch(type, [&](const QList<RowChange> &changes) {
        ++told;
        EXPECT_EQ(changes.size(), 1);
        service->watch(type, {});
        EXPECT_TRUE(service->run(layla, u"content.create"_s, create(2).args).ok());
    });
    ASSERT_TRUE(service->push(layla, desk, {create(1)}, &head).ok());
    EXPECT_EQ(told, 1);
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"2"_s);
}

TEST_F(CommandServiceTest, WhatNoTextHoldsIsOneCommandsRefusalWhereverItStands)
{
    const QString half(QChar(0xD83D));
    const QString nul = u"a"_s + QChar(QChar::Null);
    QList<Command> commands{create(1)};
    QStringList subjects{QString()};
    const auto add = [&](const QString &subject, const std::function<void(Command &)> &spoil) {
        Command command = create(commands.size() + 1);
        spoil(command);
        commands.append(command);
        subjects.append(subject);
    };
    for (const QString &bad : {half, nul, u"x"_s + QChar(0xDE00) + u"y"_s}) {
        add(u"title_ar"_s, [&](Command &one) { one.args[u"title_ar"_s] = bad; });
        add(u"tags"_s, [&](Command &one) { one.args[u"tags"_s] = QJsonArray{u"ok"_s, bad}; });
        add(bad, [&](Command &one) { one.args[bad] = 1; });
        add(u"title_ar"_s, [&](Command &one) { one.base = {{u"title_ar"_s, QJsonObject{{bad, bad}}}}; });
        add(bad, [&](Command &one) { one.name = bad; });
        add(u"metadata"_s, [&](Command &one) {
            one.name = u"media.add_asset"_s;
            one.args = {{u"content_id"_s, uuidText(QUuid::createUuid())},
                        {u"metadata"_s, QJsonObject{{u"a"_s, QJsonArray{QJsonObject{{bad, 1}}}}}}};
        });
    }
    commands.append(create(commands.size() + 1, u"the last"_s));
    for (const QList<Command> &push : {commands, commands.mid(1, 1)}) { // then one that stands alone, from memory
        const auto results = service->push(layla, desk, push, &head);
        ASSERT_TRUE(results.ok()) << qUtf8Printable(results.error().toString());
        ASSERT_EQ(results->size(), push.size());
    }
    const auto results = service->push(layla, desk, commands, &head);
    ASSERT_TRUE(results.ok());
    EXPECT_TRUE(results->first().applied && results->last().applied);
    for (qsizetype i = 1; i + 1 < commands.size(); ++i) {
        EXPECT_FALSE(results->at(i).applied) << i;
        EXPECT_EQ(results->at(i).reason.subject, wellFormed(subjects.at(i))) << i;
    }
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"2"_s);
    EXPECT_EQ(one("SELECT count(*) FROM audit WHERE command <> 'person.put'"), QString::number(commands.size()));
}

TEST_F(CommandServiceTest, ARefusedCommandThatStandsAloneIsKeptToo)
{
    Command command = create(1, QString(QChar(0xD83D)));
    for (int i = 0; i < 2; ++i) {
        const auto results = service->push(layla, desk, {command}, &head);
        ASSERT_TRUE(results.ok()) << qUtf8Printable(results.error().toString());
        EXPECT_EQ(results->first().reason.code, ErrorCode::InvalidArgument);
    }
    EXPECT_EQ(one("SELECT args ->> 'title_ar' FROM audit WHERE command = 'content.create'"), QString(QChar::ReplacementCharacter));
}

TEST_F(CommandServiceTest, ALiteralEscapeInATextIsAText)
{
    const auto results = service->push(layla, desk, {create(1, u"\\u0000"_s), create(2)}, &head);
    ASSERT_TRUE(results.ok()) << qUtf8Printable(results.error().toString());
    EXPECT_TRUE(results->first().applied);
    EXPECT_EQ(one("SELECT count(*) FROM content_items WHERE title_ar = E'\\\\u0000'"), u"1"_s);
}

TEST_F(CommandServiceTest, RefusesGapsForeignDesksAndReusedNumbers)
{
    ASSERT_TRUE(service->push(layla, desk, {create(1)}, &head).ok());
    const auto gap = service->push(layla, desk, {create(3)}, &head);
    ASSERT_FALSE(gap.ok());
    EXPECT_EQ(gap.error().code, ErrorCode::SequenceGap);
    EXPECT_EQ(gap.error().subject, u"2"_s);
    const auto reused = service->push(layla, desk, {create(1)}, &head);
    ASSERT_FALSE(reused.ok());
    EXPECT_EQ(reused.error().code, ErrorCode::StateConflict);
    const CommandContext sami = addPerson(u"sami@rawi.example"_s, Role::Editor);
    const auto foreign = service->push(sami, desk, {create(2)}, &head);
    ASSERT_FALSE(foreign.ok());
    EXPECT_EQ(foreign.error().code, ErrorCode::PermissionDenied);
    EXPECT_EQ(foreign.error().subject, u"client"_s);
}

// Kind: a command's identity is its id.
TEST_F(CommandServiceTest, ACommandIsKnownByItsIdUnderAnotherIdentity)
{
    Command first = create(1);
    Command second = create(2);
    ASSERT_TRUE(service->push(layla, desk, {first, second}, &head).ok());
    const QUuid other = makeUuidV7(clock.nowMs());
    Command third = create(2);
    second.client = third.client = other;
    second.n = 1;
    const auto moved = service->push(layla, other, {second, third}, &head);
    ASSERT_TRUE(moved.ok()) << qUtf8Printable(moved.error().toString());
    EXPECT_TRUE(moved->first().applied && moved->last().applied);
    EXPECT_EQ(moved->first().n, 1);
    first.n = 9; // answered, wherever it stands
    first.client = other;
    EXPECT_TRUE(service->push(layla, other, {first}, &head).ok());
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"3"_s);
    EXPECT_EQ(one("SELECT last_n || '/' || last_command FROM clients WHERE client = $1", {uuidText(other).toStdString()}),
              u"2/"_s + uuidText(third.id));
}

TEST_F(CommandServiceTest, AnotherPersonsCommandIsNotAnsweredByItsId)
{
    Command mine = create(1);
    ASSERT_TRUE(service->push(layla, desk, {mine}, &head).ok());
    const CommandContext sami = addPerson(u"sami@rawi.example"_s, Role::Editor);
    mine.client = makeUuidV7(clock.nowMs());
    const auto told = service->push(sami, mine.client, {mine}, &head);
    ASSERT_TRUE(told.ok());
    EXPECT_FALSE(told->first().applied);
    EXPECT_EQ(told->first().reason.code, ErrorCode::PermissionDenied);
    EXPECT_TRUE(told->first().result.isEmpty());
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"1"_s);
}

TEST_F(CommandServiceTest, OneCommandUnderTwoIdentitiesAtOnceIsAppliedOnce)
{
    for (int round = 0; round < 10; ++round) {
        Command command = create(1);
        std::vector<std::thread> desks;
        std::atomic<int> applied = 0;
        for (int i = 0; i < 4; ++i) {
            command.client = makeUuidV7(clock.nowMs());
            desks.emplace_back([this, command, &applied] {
                FeedHead at;
                const auto results = service->push(layla, command.client, {command}, &at);
                applied += results.ok() && results->first().applied ? 1 : 0;
            });
        }
        for (std::thread &one : desks) {
            one.join();
        }
        EXPECT_EQ(applied, 4) << "each is answered";
    }
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"10"_s);
}

TEST_F(CommandServiceTest, ReadsTheRoleAgainWhenACommandIsApplied)
{
    CommandContext pretender = addPerson(u"v@rawi.example"_s, Role::Viewer);
    pretender.actor = rules.actor(pretender.actor.id, Role::Admin);
    const auto refused = service->push(pretender, QUuid(desk), {create(1)}, &head);
    ASSERT_TRUE(refused.ok());
    EXPECT_EQ(refused->at(0).reason.code, ErrorCode::PermissionDenied);
    ASSERT_TRUE(people->change(PeopleService::serverContext(), layla.actor.id.uuid(), {{u"active"_s, false}})
                    .error()
                    .code
                == ErrorCode::StateConflict); // nobody is an administrator yet
}

TEST_F(CommandServiceTest, FeedGivesEachRowOnceAndKnowsItsHistory)
{
    ASSERT_TRUE(service->push(layla, desk, {create(1), create(2), create(3)}, &head).ok());
    FeedHead cursor;
    QStringList seen;
    bool more = true;
    while (more) {
        const QJsonObject page = pull(cursor, 2);
        const QJsonArray changes = page.value("changes"_L1).toArray();
        for (const QJsonValue &change : changes) {
            seen.append(textOf(change.toObject(), "id"));
            EXPECT_TRUE(change.toObject().value("row"_L1).isObject());
        }
        cursor = cursorOf(page);
        more = page.value("more"_L1).toBool();
    }
    EXPECT_EQ(seen.size(), 4); // the person, and three items
    EXPECT_EQ(seen.removeDuplicates(), 0);
    EXPECT_EQ(cursor.seq, head.seq);
    EXPECT_EQ(cursor.nonce, head.nonce);
    FeedPages reader(*pool, rules);
    EXPECT_EQ(reader.pull({head.epoch, head.seq, u"x"_s}, 10, Actor::server()).error().code,
              ErrorCode::CursorUnknown);
    EXPECT_EQ(reader.pull({u"y"_s, head.seq, head.nonce}, 10, Actor::server()).error().code,
              ErrorCode::CursorUnknown);
    EXPECT_EQ(reader.pull({head.epoch, head.seq + 1, head.nonce}, 10, Actor::server()).error().code,
              ErrorCode::CursorUnknown);
    one("UPDATE feed_heads SET floor = 2 RETURNING 1");
    EXPECT_EQ(reader.pull({head.epoch, 1, u"n"_s}, 10, Actor::server()).error().code,
              ErrorCode::CursorExpired);
}

TEST_F(CommandServiceTest, SnapshotPagesCoverEveryRowOnce)
{
    ASSERT_TRUE(service->push(layla, desk, {create(1), create(2), create(3)}, &head).ok());
    FeedPages reader(*pool, rules);
    QStringList seen;
    QString token;
    do {
        const auto text = reader.snapshot(token, 2, Actor::server());
        ASSERT_TRUE(text.ok()) << qUtf8Printable(text.error().toString());
        const QJsonObject page = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
        const QJsonArray rows = page.value("rows"_L1).toArray();
        for (const QJsonValue &row : rows) {
            seen.append(textOf(row.toObject(), "id"));
        }
        token = textOf(page, "next");
    } while (!token.isEmpty());
    EXPECT_EQ(seen.size(), 4);
    EXPECT_EQ(seen.removeDuplicates(), 0);
    EXPECT_TRUE(reader.manifest(Actor::server()).ok());
}

TEST_F(CommandServiceTest, AnIdempotencyKeyAnswersTheFirstResult)
{
    const QJsonObject args = create(1).args;
    const QString key = u"k1"_s;
    const auto first = service->run(layla, {.name = u"content.create"_s, .args = args, .idempotencyKey = key});
    ASSERT_TRUE(first.ok()) << qUtf8Printable(first.error().toString());
    const auto again = service->run(layla, {.name = u"content.create"_s, .args = args, .idempotencyKey = key});
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again, *first);
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"1"_s);
    const auto other = service->run(layla, {.name = u"content.create"_s, .args = create(1, u"x"_s).args, .idempotencyKey = key});
    EXPECT_EQ(other.error().code, ErrorCode::StateConflict);
    const QUuid id = uuidFromText(textOf(*first, "id"));
    const QJsonObject change{{u"id"_s, uuidText(id)}, {u"title_en"_s, u"T"_s}};
    const auto stale = service->run(layla, {.name = u"content.update"_s, .args = change, .revOf = {u"content_items"_s, id}, .expectedRev = 7});
    EXPECT_EQ(stale.error().code, ErrorCode::RevisionConflict);
}

TEST_F(CommandServiceTest, ParallelDesksLeaveAFeedWithoutHolesAndPokesInOrder)
{
    constexpr int kDesks = 4;
    constexpr int kPushes = 25;
    std::vector<std::thread> threads;
    std::atomic<int> failures = 0;
    for (int i = 0; i < kDesks; ++i) {
        threads.emplace_back([&] {
            const QUuid own = QUuid::createUuid();
            for (int n = 1; n <= kPushes; ++n) {
                Command command = create(n);
                command.client = own;
                FeedHead reached;
                failures += service->push(layla, own, {command}, &reached).ok() ? 0 : 1;
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(one("SELECT count(*) - max(seq) FROM feed"), u"0"_s);
    EXPECT_EQ(one("SELECT max(seq) FROM feed"), QString::number(kDesks * kPushes + 1));
    const auto wanted = one("SELECT head FROM feed_heads").toLongLong();
    const auto seqOf = [](const QJsonObject &poke) {
        return poke.value("head"_L1).toObject().value("seq"_L1).toInteger();
    };
    for (int i = 0; i < 100 && (hub.pokes().isEmpty() || seqOf(hub.pokes().last()) < wanted); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    qint64 at = 0;
    const QList<QJsonObject> pokes = hub.pokes();
    for (const QJsonObject &poke : pokes) {
        EXPECT_EQ(poke.value("from"_L1).toInteger(), at);
        at = seqOf(poke);
    }
    EXPECT_EQ(at, wanted);
}

TEST_F(CommandServiceTest, ALonePokeCarriesItsRows)
{
    std::this_thread::sleep_for(2 * pokePause(0)); // the pokes of SetUp are out
    const qsizetype before = hub.pokes().size();
    const auto results = service->push(layla, desk, {create(1)}, &head);
    ASSERT_TRUE(results.ok());
    ASSERT_EQ(hub.pokes().size(), before + 1); // at once, not at the next tick
    const QJsonArray changes = hub.pokes().last().value("changes"_L1).toArray();
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(textOf(changes.at(0).toObject(), "id"), textOf(results->at(0).result, "id"));
}

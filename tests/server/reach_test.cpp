// Who may know of what, on every way out of the server: feed, snapshot, manifest, pokes, REST, signed
// addresses.
#include "core/catalog/series.h"
#include "core/desk/content/content_lists.h"
#include "core/desk/house/desk_stores.h"
#include "core/people/preferences.h"
#include "core/replica/replica.h"
#include "core/replica/replica_feed.h"
#include "core/sync/feed_codec.h"
#include "tests/server/rest_bench.h"
#include "tests/support/actors.h"
#include "tests/support/temporary_directory.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <random>

namespace rawi::server {

namespace {

namespace test = rawi::test;
using rawi::test::actorOf;

constexpr const char *kProtocol = "X-Rawi-Protocol: 1\r\n";

class ReachTest : public test::RestBench {
protected:
    void SetUp() override
    {
        test::RestBench::SetUp();
        managing = context("managing_editor");
        editor = context("editor");
    }

    static CommandContext context(const char *role)
    {
        const QString name = QLatin1StringView(role);
        return {actorOf(Id<Person>(test::personOf(name)), *enumFromText<Role>(name)), QUuid::createUuid(),
                u"test"_s};
    }

    QString run(const CommandContext &who, const char *command, const QJsonObject &args)
    {
        const auto result = commands->run(who, QLatin1StringView(command), args);
        EXPECT_TRUE(result.ok()) << command << ": "
                                 << (result.ok() ? "" : qUtf8Printable(result.error().toString()));
        return result.ok() ? result->value("id"_L1).toString() : QString();
    }

    void restrictSeries(const QString &series, const QStringList &members, bool restricted = true)
    {
        run(managing, "series.restrict",
            {{u"id"_s, series},
             {u"restricted"_s, restricted},
             {u"members"_s, QJsonArray::fromStringList(members)}});
    }

    // A series with one item, both with this word in them.
    QString seriesWith(const QString &word)
    {
        const QString series = run(managing, "series.create", {{u"title_ar"_s, word}});
        item = run(managing, "content.create",
                   {{u"kind"_s, u"video"_s}, {u"title_en"_s, word}, {u"body_ar"_s, word}});
        run(managing, "episode.add",
            {{u"series_id"_s, series}, {u"content_id"_s, item}, {u"season_number"_s, 1}});
        run(managing, "media.add_asset",
            {{u"content_id"_s, item}, {u"original_filename"_s, word + u".mov"_s}});
        return series;
    }

    // Everything that REST and sync tell the person whose token this is, as bytes.
    std::string told(const std::string &token)
    {
        std::string all;
        for (const char *path :
             {"/api/v1/content?limit=200", "/api/v1/series?limit=200", "/api/v1/sync/snapshot",
              "/api/v1/sync/pull?seq=0&limit=1000", "/api/v1/sync/manifest", "/api/v1/content?q=canary"}) {
            all += ask("GET", path, token, {}, kProtocol).body;
        }
        return all;
    }

    CommandContext managing;
    CommandContext editor;
    QString item;
};

TEST_F(ReachTest, ARestrictedSeriesAndAllThatHangsOnItIsKnownToItsMembersOnly)
{
    const QString series = seriesWith(u"canary-one"_s);
    EXPECT_NE(told("editor").find("canary-one"), std::string::npos) << "open at first";
    restrictSeries(series, {});
    EXPECT_EQ(told("viewer").find("canary-one"), std::string::npos);
    EXPECT_EQ(told("editor").find("canary-one"), std::string::npos);
    EXPECT_NE(told("managing_editor").find("canary-one"), std::string::npos)
        << "who restricts it belongs to it";
    EXPECT_NE(told("admin").find("canary-one"), std::string::npos) << "may see what is restricted";
    EXPECT_EQ(ask("GET", "/api/v1/content/" + item.toStdString(), "editor").status, 404);
    EXPECT_EQ(ask("GET", "/api/v1/series/" + series.toStdString(), "editor").status, 404);
    EXPECT_EQ(ask("GET", "/api/v1/content/" + item.toStdString() + "/history", "editor").status, 404);
    const auto blind = commands->run(editor, u"content.update"_s, {{u"id"_s, item}, {u"title_ar"_s, u"x"_s}});
    ASSERT_FALSE(blind.ok());
    EXPECT_EQ(blind.error().code, ErrorCode::NotFound) << "no command reaches what one may not know of";
    restrictSeries(series, {uuidText(test::personOf(u"editor"_s))});
    EXPECT_NE(told("editor").find("canary-one"), std::string::npos);
    EXPECT_EQ(told("viewer").find("canary-one"), std::string::npos);
    run(editor, "content.update", {{u"id"_s, item}, {u"title_ar"_s, u"canary-two"_s}});
    EXPECT_EQ(told("viewer").find("canary-two"), std::string::npos);
    restrictSeries(series, {}, false);
    EXPECT_NE(told("viewer").find("canary-two"), std::string::npos);
}

TEST_F(ReachTest, WhatIsMadeInARestrictedSeriesIsBornSecret)
{
    const QString series = run(managing, "series.create", {{u"title_ar"_s, u"canary"_s}});
    restrictSeries(series, {});
    const QString film =
        run(managing, "content.create", {{u"kind"_s, u"video"_s}, {u"title_ar"_s, u"open"_s}});
    const QString asset = run(managing, "media.add_asset",
                              {{u"content_id"_s, film}, {u"original_filename"_s, u"canary.mov"_s}});
    EXPECT_NE(told("editor").find("canary.mov"), std::string::npos);
    const QString episode = run(managing, "episode.add",
                                {{u"series_id"_s, series}, {u"content_id"_s, film}, {u"season_number"_s, 1}});
    EXPECT_EQ(told("editor").find("canary.mov"), std::string::npos) << "filed into it";
    run(managing, "media.add_variant",
        {{u"asset_id"_s, asset}, {u"type"_s, u"rendition"_s}, {u"name"_s, u"canary-720p"_s}});
    EXPECT_EQ(told("editor").find("canary-720p"), std::string::npos) << "made of it";
    EXPECT_EQ(ask("GET", "/api/v1/media/" + asset.toStdString() + "/edits", "editor").body.find("canary"),
              std::string::npos);
    run(managing, "episode.remove", {{u"id"_s, episode}});
    EXPECT_NE(told("editor").find("canary-720p"), std::string::npos) << "taken out by who may restrict";
}

TEST_F(ReachTest, PreferencesAreOnesOwn)
{
    run(editor, "preferences.set", {{u"language"_s, u"ar-canary"_s}, {u"theme"_s, u"dark"_s}});
    EXPECT_NE(told("editor").find("ar-canary"), std::string::npos);
    EXPECT_EQ(told("viewer").find("ar-canary"), std::string::npos);
    EXPECT_EQ(told("admin").find("ar-canary"), std::string::npos) << "not even an administrator's";
    run(editor, "preferences.set", {{u"language"_s, u"en"_s}});
    const auto row = test::bodyOf(ask("GET", "/api/v1/sync/snapshot", "editor", {}, kProtocol));
    int own = 0;
    for (const QJsonValue &one : row.value("rows"_L1).toArray()) {
        own += one.toObject().value("type"_L1) == "preferences"_L1 ? 1 : 0;
    }
    EXPECT_EQ(own, 1);
}

// A desk's replica fed by the server's pages, as its sync engine would.
struct Desk {
    Desk(ReachTest &, const RuleBook &rules, const Clock &clock, const QString &role)
        : replica(*Replica::open(folder.path(), rules, makeDeskStores(), clock))
    {
        EXPECT_TRUE(
            replica->setActor(actorOf(Id<Person>(test::personOf(role)), *enumFromText<Role>(role))).ok());
    }

    // Whether these bytes stand anywhere in the profile.
    bool holds(const QByteArray &bytes) const
    {
        const QFileInfoList files = QDir(folder.path()).entryInfoList(QDir::Files);
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            if (file.readAll().contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    test::TemporaryDirectory folder;
    std::unique_ptr<Replica> replica;
};

// 200 random grants and revocations over three restricted series; after each, both desks pull: no forbidden
// word has come over the wire, and none is left in replica, index or log of the database.
TEST_F(ReachTest, TwoHundredRandomGrantsLeaveNoForbiddenByteOnTwoDesks)
{
    const QStringList roles{u"editor"_s, u"viewer"_s};
    std::vector<std::unique_ptr<Desk>> desks;
    for (const QString &role : roles) {
        desks.push_back(std::make_unique<Desk>(*this, rules, clock, role));
    }
    struct Secret {
        QString series;
        QString item;
        QByteArray word;
        QSet<int> members;
    };
    std::vector<Secret> secrets;
    for (int i = 0; i < 3; ++i) {
        const QString word = u"canaryword%1x"_s.arg(QString(3, QChar(u'a' + i)));
        const QString series = seriesWith(word);
        restrictSeries(series, {});
        secrets.push_back({series, item, word.toUtf8(), {}});
    }
    const unsigned seed = qEnvironmentVariableIntValue("RAWI_SEED") > 0
        ? unsigned(qEnvironmentVariableIntValue("RAWI_SEED"))
        : 20261130;
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    for (int step = 0; step < 200; ++step) {
        Secret &secret = secrets[random() % secrets.size()];
        const int who = int(random() % roles.size());
        secret.members.contains(who) ? (void)secret.members.remove(who) : (void)secret.members.insert(who);
        QStringList members;
        for (const int one : std::as_const(secret.members)) {
            members.append(uuidText(test::personOf(roles.at(one))));
        }
        restrictSeries(secret.series, members);
        for (int desk = 0; desk < roles.size(); ++desk) {
            if (random() % 4 == 0) {
                continue; // one that is offline for a while
            }
            Replica &replica = *desks[size_t(desk)]->replica;
            const FeedCursor at = ReplicaFeed(replica).cursor();
            const RawReply reply =
                ask("GET",
                    "/api/v1/sync/pull?limit=1000&epoch=" + at.epoch.toStdString()
                        + "&seq=" + std::to_string(at.seq) + "&nonce=" + at.nonce.toStdString(),
                    roles.at(desk).toStdString(), {}, kProtocol);
            const Result<FeedPage> page = feedPageFromJson(test::bodyOf(reply));
            ASSERT_TRUE(page.ok()) << reply.body.substr(0, 300);
            ASSERT_TRUE(ReplicaFeed(replica).applyPull(page->rows, page->cursor).ok());
            for (const Secret &one : secrets) {
                const bool may = one.members.contains(desk);
                EXPECT_TRUE(may || reply.body.find(one.word.toStdString()) == std::string::npos)
                    << "wire, step " << step;
                EXPECT_EQ(replica.find(Id<ContentItem>::fromText(one.item))->has_value(), may)
                    << "step " << step;
                EXPECT_EQ(
                    !ContentLists(replica).ids(ContentQuery{QString::fromUtf8(one.word), {}, {}, {}})->isEmpty(),
                    may)
                    << "index, step " << step;
                if (step % 10 == 0) {
                    EXPECT_EQ(desks[size_t(desk)]->holds(one.word), may) << "on the disk, step " << step;
                }
            }
        }
    }
}

TEST_F(ReachTest, WhatWasTypedIntoALostRecordIsQuarantinedAsTyped)
{
    const QString series = seriesWith(u"theirword"_s);
    restrictSeries(series, {uuidText(test::personOf(u"editor"_s))});
    Desk desk(*this, rules, clock, u"editor"_s);
    const auto pull = [&] {
        const FeedCursor at = ReplicaFeed(*desk.replica).cursor();
        const RawReply reply = ask("GET",
                                   "/api/v1/sync/pull?limit=1000&epoch=" + at.epoch.toStdString() + "&seq="
                                       + std::to_string(at.seq) + "&nonce=" + at.nonce.toStdString(),
                                   "editor", {}, kProtocol);
        const Result<FeedPage> page = feedPageFromJson(test::bodyOf(reply));
        ASSERT_TRUE(page.ok());
        ASSERT_TRUE(ReplicaFeed(*desk.replica).applyPull(page->rows, page->cursor).ok());
    };
    pull();
    ASSERT_TRUE(
        desk.replica->execute(u"content.update"_s, {{u"id"_s, item}, {u"title_ar"_s, u"my own words"_s}})
            .ok());
    QSet<RowKey> lost;
    QObject::connect(desk.replica.get(), &Replica::rowsLost, desk.replica.get(),
                     [&](const QSet<RowKey> &keys) { lost = keys; });
    restrictSeries(series, {});
    pull();
    EXPECT_FALSE(lost.isEmpty());
    EXPECT_FALSE(desk.holds("theirword"));
    const auto waiting = ReplicaFeed(*desk.replica).nextToPush(10);
    ASSERT_TRUE(waiting.ok());
    ASSERT_EQ(waiting->size(), 1) << "numbers stay without a gap";
    EXPECT_TRUE(waiting->first().base.isEmpty());
    FeedHead head;
    const auto pushed = commands->push(editor, desk.replica->clientId(), *waiting, &head);
    ASSERT_TRUE(pushed.ok());
    ASSERT_FALSE(pushed->first().applied);
    ASSERT_TRUE(ReplicaFeed(*desk.replica).applyPushResults({{1, false, {}, pushed->first().reason}}).ok());
    const auto kept = desk.replica->outbox(OutboxState::Quarantined);
    ASSERT_TRUE(kept.ok());
    ASSERT_EQ(kept->size(), 1);
    EXPECT_EQ(kept->first().command.args.value("title_ar"_L1).toString(), u"my own words"_s);
    ASSERT_TRUE(desk.replica->discardRefused(1).ok());
    EXPECT_TRUE(desk.replica->outbox(OutboxState::Quarantined)->isEmpty());
}

} // namespace

} // namespace rawi::server

// What webhooks, the list of media jobs and sockets tell of a restricted series: what visible() allows, at the moment of telling.
#include "core/media/media_asset.h"
#include "core/protocol/messages.h"
#include "sync-server/feed/event_line.h"
#include "sync-server/media/job_routes.h"
#include "sync-server/webhooks/webhook_routes.h"
#include "sync-server/webhooks/webhook_signature.h"
#include "tests/server/rest_bench.h"
#include "tests/support/actors.h"
#include "tests/support/http_peer.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/wait_for.h"
#include "tests/support/warnings.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

namespace test = rawi::test;
using rawi::test::actorOf;

constexpr auto kAnybody = [](PgConnection &, const Job &) { return Result<void>(); };

class ToldReachTest : public test::RestBench {
protected:
    void SetUp() override
    {
        test::RestBench::SetUp();
        managing = context("managing_editor");
        series = run("series.create", {{u"title_ar"_s, u"سر"_s}});
        item = itemOf(series);
        asset = uuidFromText(run("media.add_asset", {{u"content_id"_s, item}, {u"original_filename"_s, u"secret.mov"_s}}));
        restrictSeries({});
        jobs->setHub(&edge->hub());
        line = std::make_unique<EventLine>(*pool, EventBackOff{5, 20});
        service->listenTo(*line);
        ASSERT_TRUE(line->start().ok() && service->start().ok());
        commands->setEvents(line.get());
    }
    void TearDown() override
    {
        commands->setEvents(nullptr);
        outgoing.stop();
        line->stop();
        service->stop();
        jobs->setHub(nullptr);
        test::RestBench::TearDown();
    }
    void addMoreRoutes() override
    {
        auto opened = SealedSecrets::open(*pool, folder.file(u"secrets.key"_s));
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        secrets = std::move(*opened);
        service = std::make_unique<WebhookService>(*pool, *commands, *secrets, outgoing, u"here"_s,
                                                   WebhookRetries{.firstMs = 50, .longestMs = 200, .attempts = 10'000});
        blobs = *BlobStore::open(folder.file(u"media"_s));
        jobs = std::make_unique<JobQueue>(*pool, u"here"_s);
        manifests = std::make_unique<ManifestService>(*pool, *commands, *blobs, *jobs, worker);
        addJobRoutes(table, std::make_shared<MediaJobService>(*pool, *blobs, *commands, *jobs, worker, *manifests, JobLimits()));
    }

    static CommandContext context(const char *role)
    {
        const QString name = QLatin1StringView(role);
        return {actorOf(Id<Person>(test::personOf(name)), *enumFromText<Role>(name)), QUuid::createUuid(), u"test"_s};
    }
    QString run(const char *command, const QJsonObject &args)
    {
        const auto result = commands->run(managing, QLatin1StringView(command), args);
        EXPECT_TRUE(result.ok()) << command << ": " << (result.ok() ? "" : qUtf8Printable(result.error().toString()));
        return result.ok() ? result->value("id"_L1).toString() : QString();
    }
    QString itemOf(const QString &wanted)
    {
        const QString made = run("content.create", {{u"kind"_s, u"video"_s}, {u"title_en"_s, u"film"_s}});
        if (!wanted.isEmpty()) {
            run("episode.add", {{u"series_id"_s, wanted}, {u"content_id"_s, made}, {u"season_number"_s, 1}});
        }
        return made;
    }
    void restrictSeries(const QStringList &roles)
    {
        QStringList members;
        std::transform(roles.begin(), roles.end(), std::back_inserter(members),
                       [](const QString &role) { return uuidText(test::personOf(role)); });
        run("series.restrict", {{u"id"_s, series}, {u"restricted"_s, true}, {u"members"_s, QJsonArray::fromStringList(members)}});
    }
    void retitle(const QString &which)
    {
        run("content.update", {{u"id"_s, which}, {u"title_en"_s, uuidText(QUuid::createUuid())}});
    }

    // A webhook of this role, which is told at "/role".
    QUuid hookOf(const char *role, const QStringList &types = {u"*"_s})
    {
        const QUuid id = makeUuidV7(clock.nowMs());
        const QString url = peer.url().toString(QUrl::StripTrailingSlash) + u'/' + QLatin1StringView(role);
        const QJsonObject args{{u"id"_s, uuidText(id)}, {u"url"_s, url}, {u"types"_s, QJsonArray::fromStringList(types)}};
        const auto made = commands->run(managerOf(role), {.name = u"webhook.create"_s, .args = args, .also = [&](PgConnection &connection, const QJsonObject &) {
                                                              return service->webhooks().keepSecret(connection, id, makeWebhookSecret());
                                                          }});
        EXPECT_TRUE(made.ok()) << qUtf8Printable(made.ok() ? QString() : made.error().toString());
        return id;
    }
    // The person of this role, were webhooks among their rights. What they may see is asked of their row.
    CommandContext managerOf(const char *role) const
    {
        return {rules.actor(Id<Person>(test::personOf(QLatin1StringView(role))), Role::Admin), {}, u"test"_s};
    }
    // How often a role's hook was told of a record, answered or not.
    qsizetype told(const char *role, const QString &record) const
    {
        return std::count_if(got.begin(), got.end(), [&](const test::PeerRequest &request) {
            return request.path.endsWith(u'/' + QLatin1StringView(role)) && request.body.contains(record.toUtf8());
        });
    }
    bool awaitTold(const char *role, const QString &record, qsizetype times = 1)
    {
        return test::waitFor([&] { return told(role, record) >= times; });
    }

    QUuid enqueue(const QString &kind, const QUuid &subject, const QJsonObject &args = {})
    {
        Job job;
        job.kind = kind;
        job.subject = subject;
        job.args = args;
        job.createdBy = managing.actor.id.uuid();
        const auto made = pool->with<Job>([&](PgConnection &connection) { return JobStore::enqueue(connection, job); });
        EXPECT_TRUE(made.ok()) << qUtf8Printable(made.ok() ? QString() : made.error().toString());
        return made.ok() ? made->id : QUuid();
    }
    QStringList listed(const char *role)
    {
        QStringList ids;
        const QJsonArray items = json(200, "GET", "/api/v1/media/jobs", role).value("items"_L1).toArray();
        for (const QJsonValue &one : items) {
            ids.append(one.toObject().value("id"_L1).toString());
        }
        return ids;
    }
    std::string statusPath(const QUuid &job) const { return "/api/v1/media/job/" + uuidText(job).toStdString() + "/status"; }
    std::unique_ptr<RawClient> socketOf(const char *role)
    {
        auto client = std::make_unique<RawClient>(edge->port());
        EXPECT_EQ(client->ask(upgradeText(std::string("/api/v1/ws?access_token=") + role)).status, 101);
        client->sendFrame(1, R"({"type":"hello","protocol":[1,1]})");
        EXPECT_NE(client->readMessage().payload.find("welcome"), std::string::npos);
        return client;
    }
    // The next job that a socket hears of.
    static QString nextJob(RawClient &client)
    {
        for (;;) {
            const RawClient::Frame frame = client.readMessage();
            const QJsonObject message = QJsonDocument::fromJson(QByteArray::fromStdString(frame.payload)).object();
            if (frame.opcode != 1 || message.value("type"_L1) == "job_status"_L1) {
                return message.value("job"_L1)["id"_L1].toString();
            }
        }
    }

    CommandContext managing;
    QString series;
    QString item; // in it
    QUuid asset;  // its
    test::TemporaryDirectory folder;
    std::unique_ptr<SealedSecrets> secrets;
    Outgoing outgoing{clock, {.allowedHosts = {u"127.0.0.1"_s}, .breakers = {}}};
    std::unique_ptr<WebhookService> service;
    std::unique_ptr<BlobStore> blobs;
    MediaWorker worker{u"rawi-media"_s}; // never started here
    std::unique_ptr<JobQueue> jobs;
    std::unique_ptr<ManifestService> manifests;
    std::unique_ptr<EventLine> line;
    QList<test::PeerRequest> got;
    int editorsAnswer = 200;
    test::HttpPeer peer{[this](const test::PeerRequest &request) {
        got.append(request);
        return test::PeerReply{request.path.endsWith("/editor"_L1) ? editorsAnswer : 200, {}, {}, {}};
    }};
};

TEST_F(ToldReachTest, AWebhookHearsWhatItsOwnerMaySee)
{
    for (const char *role : {"viewer", "editor", "managing_editor", "admin"}) {
        hookOf(role);
    }
    retitle(item);
    const QString open = itemOf({});
    ASSERT_TRUE(awaitTold("viewer", open) && awaitTold("editor", open) && awaitTold("managing_editor", item) && awaitTold("admin", item));
    EXPECT_EQ(told("viewer", item) + told("editor", item), 0) << "told in order, and passed over";
    restrictSeries({u"editor"_s});
    retitle(item);
    retitle(open);
    ASSERT_TRUE(awaitTold("editor", item) && awaitTold("viewer", open, 2));
    EXPECT_EQ(told("viewer", item), 0);
    restrictSeries({});
    retitle(item);
    retitle(open);
    ASSERT_TRUE(awaitTold("editor", open, 3));
    EXPECT_EQ(told("editor", item), 1);
}

TEST_F(ToldReachTest, WhatWaitsToBeSentIsNotSentToWhoMayNoLongerSeeIt)
{
    restrictSeries({u"editor"_s});
    const QUuid hook = hookOf("editor", {u"content.updated"_s});
    editorsAnswer = 503;
    retitle(item);
    ASSERT_TRUE(awaitTold("editor", item, 2));
    restrictSeries({});
    const auto state = [&] { return one("SELECT state || ' ' || reason FROM webhook_deliveries"); };
    ASSERT_TRUE(test::waitFor([&] { return state().startsWith(u"dead"_s); })) << qUtf8Printable(state());
    EXPECT_TRUE(state().contains(u"may no longer see"_s)) << qUtf8Printable(state());
    const qsizetype before = told("editor", item);
    editorsAnswer = 200;
    ASSERT_TRUE(service->replay(context("admin"), hook, uuidFromText(one("SELECT id FROM webhook_deliveries"))).ok());
    ASSERT_TRUE(test::waitFor([&] { return state().startsWith(u"dead"_s); }));
    EXPECT_EQ(told("editor", item), before) << "an administrator's replay is no way around it";
}

TEST_F(ToldReachTest, WhoPointsAWebhookElsewhereGetsNoMoreThanTheirOwn)
{
    const QUuid hook = hookOf("admin");
    retitle(item);
    ASSERT_TRUE(awaitTold("admin", item));
    const QString elsewhere = peer.url().toString(QUrl::StripTrailingSlash) + u"/editor"_s;
    ASSERT_TRUE(commands->run(managerOf("editor"), u"webhook.update"_s, {{u"id"_s, uuidText(hook)}, {u"url"_s, elsewhere}}).ok());
    retitle(item);
    const QString open = itemOf({});
    ASSERT_TRUE(awaitTold("editor", open));
    EXPECT_EQ(told("editor", item), 0);
}

TEST_F(ToldReachTest, MediaJobsAreThoseOfWhatOneMaySee)
{
    const QUuid secret = enqueue(u"transcode"_s, asset);
    const QUuid upload = enqueue(u"upload"_s, {}, {{u"content_id"_s, item}}); // its media is none yet
    const QUuid open = enqueue(u"upload"_s, {});
    EXPECT_EQ(listed("viewer"), QStringList{uuidText(open)});
    EXPECT_EQ(listed("editor"), QStringList{uuidText(open)});
    EXPECT_EQ(listed("managing_editor").size(), 3);
    EXPECT_EQ(listed("admin").size(), 3);
    for (const QUuid &hidden : {secret, upload}) {
        EXPECT_EQ(ask("GET", statusPath(hidden), "editor").status, 404);
        EXPECT_EQ(ask("POST", "/api/v1/media/job/" + uuidText(hidden).toStdString() + "/cancel", "editor").status, 404);
        EXPECT_EQ(ask("GET", statusPath(hidden), "managing_editor").status, 200);
    }
    EXPECT_EQ(ask("GET", statusPath(open), "viewer").status, 200);
    restrictSeries({u"editor"_s});
    EXPECT_EQ(listed("editor").size(), 3);
    restrictSeries({});
    EXPECT_EQ(listed("editor").size(), 1);
    EXPECT_EQ(json(200, "POST", "/api/v1/media/job/" + uuidText(secret).toStdString() + "/cancel", "managing_editor")
                  .value("status"_L1).toString(), u"cancelled"_s);
    EXPECT_EQ(one("SELECT actor || ' ' || (args->>'id') FROM audit WHERE command = 'job.cancel'"),
              managing.actor.id.text() + u' ' + uuidText(secret));
}

TEST_F(ToldReachTest, SocketsHearOfMediaJobsOfWhatTheirPersonMaySee)
{
    const auto viewer = socketOf("viewer");
    const auto admin = socketOf("admin");
    const QUuid secret = enqueue(u"transcode"_s, asset);
    const QUuid upload = enqueue(u"upload"_s, {}, {{u"content_id"_s, item}});
    const QUuid open = enqueue(u"upload"_s, {});
    for (const QUuid &job : {secret, upload, open}) {
        ASSERT_TRUE(jobs->cancel(job, managing, kAnybody).ok());
    }
    EXPECT_EQ(nextJob(*viewer), uuidText(open)) << "the first that a viewer hears of";
    EXPECT_EQ(nextJob(*admin), uuidText(secret));
    EXPECT_EQ(nextJob(*admin), uuidText(upload));
    EXPECT_EQ(nextJob(*admin), uuidText(open));
    restrictSeries({u"viewer"_s});
    const QUuid again = enqueue(u"transcode"_s, asset);
    ASSERT_TRUE(jobs->cancel(again, managing, kAnybody).ok());
    EXPECT_EQ(nextJob(*viewer), uuidText(again));
}

} // namespace

} // namespace rawi::server

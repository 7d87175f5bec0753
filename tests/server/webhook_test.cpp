// Webhooks against a real receiver, which checks what it gets.
#include "core/protocol/workspace_rules.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/webhooks/webhook_service.h"
#include "sync-server/webhooks/webhook_signature.h"
#include "tests/support/http_peer.h"
#include "tests/support/manual_clock.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/wait_for.h"
#include "tests/support/warnings.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace rawi;
using namespace rawi::server;
using rawi::test::PeerReply;
using rawi::test::PeerRequest;

namespace {

constexpr WebhookRetries kQuick{.firstMs = 5, .longestMs = 20, .attempts = 6};

class WebhookTest : public test::PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        ASSERT_TRUE(ensureWorkspace(*pool, u"w"_s, clock.nowMs()).ok());
        commands.emplace(*pool, rules, clock, nullptr);
        // Items of these tests are no rows; who sees everything hears of them all the same.
        one("INSERT INTO people (workspace, id, rev, email, name_ar, name_en, role, active)"
            " SELECT id, $1, 1, 'a@rawi.example', '', '', 'admin', true FROM workspaces RETURNING 1",
            {uuidText(owner).toStdString()});
        auto opened = SealedSecrets::open(*pool, folder.file(u"secrets.key"_s));
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        secrets = std::move(*opened);
        open();
        startServices(kQuick);
    }
    void TearDown() override { stopServices(); }

    void startServices(const WebhookRetries &retries)
    {
        outgoing = std::make_unique<Outgoing>(breakerClock, OutgoingOptions{.allowedHosts = {u"127.0.0.1"_s}, .breakers = {}});
        service = std::make_unique<WebhookService>(*pool, *commands, *secrets, *outgoing, u"here"_s, retries);
        line = std::make_unique<EventLine>(*pool, EventBackOff{5, 20});
        service->listenTo(*line);
        ASSERT_TRUE(line->start().ok() && service->start().ok());
    }
    void stopServices()
    {
        outgoing->stop();
        line->stop();
        service->stop();
    }
    // The receiver, on the same port each time.
    void open()
    {
        peer = std::make_unique<test::HttpPeer>(
            [this](const PeerRequest &request) {
                got.append(request);
                return answer(request);
            },
            port);
        port = static_cast<quint16>(peer->url().port());
    }

    QUuid hook(const QStringList &types, const QString &path = u"/hook"_s)
    {
        const QUuid id = makeUuidV7(clock.nowMs());
        const auto made = commands->run(administrator(), {.name = u"webhook.create"_s,
                                                         .args = {{u"id"_s, uuidText(id)},
                                                                  {u"url"_s, u"http://127.0.0.1:%1%2"_s.arg(port).arg(path)},
                                                                  {u"types"_s, QJsonArray::fromStringList(types)}},
                                                         .also = [&](PgConnection &connection, const QJsonObject &) {
                                                             return service->webhooks().keepSecret(connection, id, secret);
                                                         }});
        EXPECT_TRUE(made.ok()) << qUtf8Printable(made.ok() ? QString() : made.error().toString());
        return id;
    }
    CommandContext administrator() const { return {rules.actor(Id<Person>(owner), Role::Admin), {}, u"test"_s}; }
    void tell(const QString &type, qint64 n, const QUuid &subject)
    {
        const auto told = pool->with<void>([&](PgConnection &connection) {
            return tellEvents(connection, {{type, u"content_items"_s, subject, {{u"n"_s, n}}}}, {{}, u"req-%1"_s.arg(n)}, clock.nowMs());
        });
        EXPECT_TRUE(told.ok()) << qUtf8Printable(told.ok() ? QString() : told.error().toString());
        line->wake();
    }
    static QJsonObject json(const PeerRequest &request) { return QJsonDocument::fromJson(request.body).object(); }
    static qint64 numberOf(const PeerRequest &request)
    {
        return json(request).value("data"_L1)["payload"_L1]["n"_L1].toInteger();
    }
    QString numbers(const QList<PeerRequest> &requests)
    {
        QStringList all;
        std::transform(requests.begin(), requests.end(), std::back_inserter(all),
                       [](const PeerRequest &request) { return QString::number(numberOf(request)); });
        return all.join(u' ');
    }
    QString count(const QString &state)
    {
        return one("SELECT count(*) FROM webhook_deliveries WHERE state = $1", {state.toStdString()});
    }
    bool awaitCount(const QString &state, const QString &number)
    {
        return test::waitFor([&] { return count(state) == number; });
    }

    SystemClock clock;
    const RuleBook rules = makeWorkspaceRules();
    std::optional<CommandService> commands;
    const QUuid owner = makeUuidV7(3);
    test::ManualClock breakerClock;
    test::TemporaryDirectory folder;
    std::unique_ptr<SealedSecrets> secrets;
    std::unique_ptr<Outgoing> outgoing;
    std::unique_ptr<WebhookService> service;
    std::unique_ptr<EventLine> line;
    QString secret = makeWebhookSecret();
    QUuid item = makeUuidV7(1);
    QUuid other = makeUuidV7(2);
    QList<PeerRequest> got;
    std::function<PeerReply(const PeerRequest &)> answer = [](const PeerRequest &) { return PeerReply{}; };
    std::unique_ptr<test::HttpPeer> peer;
    quint16 port = 0;
};

} // namespace

TEST(WebhookSignature, IsThatOfStandardWebhooks)
{
    // The example of the specification's reference libraries.
    const auto signature = webhookSignature(u"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"_s, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                                            R"({"test": 2432232314})");
    ASSERT_TRUE(signature.ok());
    EXPECT_EQ(*signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    for (const char16_t *bad : {u"", u"whsec_", u"whsec_c2hvcnQ=", u"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", u"whsec_!!!!"}) {
        EXPECT_EQ(checkWebhookSecret(QString::fromUtf16(bad)).error().code, ErrorCode::InvalidArgument);
    }
    EXPECT_TRUE(checkWebhookSecret(makeWebhookSecret()).ok());
}

TEST_F(WebhookTest, SendsWhatIsWantedSignedAndInOrder)
{
    hook({u"content.*"_s});
    tell(u"content.created"_s, 1, item);
    tell(u"job.completed"_s, 2, other);
    tell(u"content.published"_s, 3, item);
    ASSERT_TRUE(awaitCount(u"delivered"_s, u"2"_s));
    ASSERT_EQ(numbers(got), u"1 3"_s);
    for (const PeerRequest &request : got) {
        const qint64 seconds = request.headers.value("webhook-timestamp").toLongLong();
        EXPECT_LT(std::abs(seconds - clock.nowMs() / 1000), 60);
        EXPECT_EQ(request.headers.value("webhook-signature"),
                  *webhookSignature(secret, request.headers.value("webhook-id"), seconds, request.body));
        EXPECT_EQ(request.headers.value("content-type"), "application/json");
    }
    EXPECT_NE(got[0].headers.value("webhook-id"), got[1].headers.value("webhook-id"));
    EXPECT_EQ(got[1].headers.value("x-request-id"), "req-3");
    EXPECT_EQ(json(got[1]).value("type"_L1).toString(), u"content.published"_s);
    EXPECT_EQ(json(got[1]).value("data"_L1)["subject"_L1].toString(), uuidText(item));
    EXPECT_EQ(one("SELECT count(*) FROM webhook_deliveries WHERE body LIKE '%whsec%'"), u"0"_s);
}

TEST_F(WebhookTest, TriesAgainWithTheSameIdAndKeepsASubjectInOrder)
{
    int refusals = 2;
    answer = [&](const PeerRequest &request) {
        return numberOf(request) == 1 && refusals-- > 0 ? PeerReply{500, {}, {}, {}} : PeerReply{};
    };
    hook({u"*"_s});
    tell(u"content.updated"_s, 1, item);
    tell(u"content.updated"_s, 2, item);
    tell(u"content.updated"_s, 3, other);
    ASSERT_TRUE(awaitCount(u"delivered"_s, u"3"_s));
    QList<PeerRequest> ofOne = got;
    ofOne.removeIf([](const PeerRequest &request) { return numberOf(request) == 3; });
    EXPECT_EQ(numbers(ofOne), u"1 1 1 2"_s);
    EXPECT_EQ(ofOne[0].headers.value("webhook-id"), ofOne[2].headers.value("webhook-id"));
    EXPECT_EQ(one("SELECT attempts FROM webhook_deliveries WHERE seq = 1"), u"3"_s);
}

TEST_F(WebhookTest, WaitsForAReceiverThatIsAway)
{
    peer.reset();
    hook({u"*"_s});
    tell(u"content.updated"_s, 1, item);
    ASSERT_TRUE(test::waitFor([&] { return !outgoing->breakers().isEmpty() && outgoing->breakers()[0].state == BreakerState::Open; }));
    const QString attempts = one("SELECT attempts FROM webhook_deliveries");
    ASSERT_TRUE(test::waitFor([&] { return one("SELECT reason FROM webhook_deliveries").contains(u"left alone"_s); }));
    EXPECT_EQ(one("SELECT attempts FROM webhook_deliveries"), attempts) << "what was not tried does not count";
    open();
    breakerClock.advance(60'000);
    ASSERT_TRUE(awaitCount(u"delivered"_s, u"1"_s));
    EXPECT_EQ(numbers(got), u"1"_s);
}

TEST_F(WebhookTest, GivesUpAndIsReplayed)
{
    test::expectWarning(u"is given up: it answered 404"_s);
    answer = [](const PeerRequest &) { return PeerReply{404, {}, {}, {}}; };
    const QUuid webhook = hook({u"*"_s});
    tell(u"content.updated"_s, 1, item);
    ASSERT_TRUE(awaitCount(u"dead"_s, u"1"_s));
    EXPECT_EQ(got.size(), 6);
    EXPECT_NE(service->deliveries().metrics()->find("{state=\"dead\"} 1"), std::string::npos);
    const QUuid id = uuidFromText(one("SELECT id FROM webhook_deliveries"));
    answer = [](const PeerRequest &) { return PeerReply{204, {}, {}, {}}; };
    EXPECT_EQ(service->replay(administrator(), QUuid::createUuid(), id).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(service->replay(administrator(), webhook, id).ok());
    EXPECT_EQ(one("SELECT actor || ' ' || (args->>'id') || ' ' || (args->>'delivery') FROM audit WHERE command = 'webhook.replay'"),
              uuidText(owner) + u' ' + uuidText(webhook) + u' ' + uuidText(id));
    ASSERT_TRUE(awaitCount(u"delivered"_s, u"1"_s));
    EXPECT_EQ(one("SELECT attempts FROM webhook_deliveries"), u"1"_s);
}

TEST_F(WebhookTest, GoesNoFurtherThanTheAddressThatWasGiven)
{
    stopServices();
    startServices({.firstMs = 5, .longestMs = 20, .attempts = 1});
    test::expectWarning(u"--allow-host"_s);
    test::expectWarning(u"it answered 302"_s);
    answer = [this](const PeerRequest &) { return PeerReply{302, {}, {{"Location", "/elsewhere"}}, {}}; };
    hook({u"content.moved"_s});
    tell(u"content.moved"_s, 1, item);
    ASSERT_TRUE(awaitCount(u"dead"_s, u"1"_s));
    EXPECT_EQ(got.size(), 1);
    one("UPDATE webhooks SET url = 'http://169.254.169.254/latest' RETURNING 1");
    tell(u"content.moved"_s, 2, item);
    ASSERT_TRUE(awaitCount(u"dead"_s, u"2"_s));
    EXPECT_EQ(got.size(), 1);
}

TEST_F(WebhookTest, GoesOnAfterAStopWithoutCountingIt)
{
    test::PeerReply silent;
    silent.fault = test::PeerFault::NoAnswer;
    answer = [&](const PeerRequest &) { return silent; };
    hook({u"*"_s});
    tell(u"content.updated"_s, 1, item);
    ASSERT_TRUE(test::waitFor([&] { return got.size() == 1; }));
    stopServices();
    EXPECT_EQ(one("SELECT state || attempts FROM webhook_deliveries"), u"pending0"_s);
    answer = [](const PeerRequest &) { return PeerReply{}; };
    startServices(kQuick);
    ASSERT_TRUE(awaitCount(u"delivered"_s, u"1"_s));
    EXPECT_EQ(got[0].headers.value("webhook-id"), got[1].headers.value("webhook-id"));
}

TEST_F(WebhookTest, KeepsALogThatIsBounded)
{
    const QUuid webhook = hook({u"content.none"_s});
    one("WITH made AS (INSERT INTO webhook_deliveries (workspace, id, webhook, event, seq, type, body, correlation, state, created_at, updated_at)"
        " SELECT w.workspace, gen_random_uuid(), w.id, gen_random_uuid(), n, 't', '{}', '', CASE n % 3 WHEN 0 THEN 'dead' WHEN 1 THEN"
        " 'delivered' ELSE 'pending' END, now() - make_interval(mins => n), now() - make_interval(days => CASE n WHEN 3001 THEN 91 WHEN"
        " 1 THEN 31 ELSE 0 END) FROM webhooks w, generate_series(1, 9000) n WHERE w.id = '" + uuidText(webhook).toStdString()
        + "' RETURNING 1) SELECT count(*) FROM made");
    ASSERT_TRUE(commands->run(administrator(), u"webhook.update"_s, {{u"id"_s, uuidText(webhook)}, {u"active"_s, false}}).ok());
    ASSERT_TRUE(service->deliveries().forgetEnded().ok());
    EXPECT_EQ(one("SELECT count(*) FROM webhook_deliveries WHERE state <> 'pending'"), QString::number(DeliveryStore::kMostKept));
    EXPECT_EQ(count(u"pending"_s), u"3000"_s) << "what waits is not the log's";
    EXPECT_EQ(one("SELECT count(*) FROM webhook_deliveries WHERE seq IN (1, 3001)"), u"0"_s);
}

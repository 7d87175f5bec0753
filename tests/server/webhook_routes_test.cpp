#include "sync-server/webhooks/webhook_routes.h"
#include "tests/server/rest_bench.h"
#include "tests/support/temporary_directory.h"

#include <QJsonDocument>

namespace rawi::test {

namespace {

class WebhookRoutesTest : public RestBench {
protected:
    void addMoreRoutes() override
    {
        auto opened = server::SealedSecrets::open(*pool, folder.file(u"secrets.key"_s));
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        secrets = std::move(*opened);
        service = std::make_unique<server::WebhookService>(*pool, *commands, *secrets, outgoing, u"here"_s);
        server::addWebhookRoutes(table, *pool, *commands, *service);
    }
    static QJsonObject hook(const char *url = "https://example.org/hook?key=1")
    {
        return {{u"url"_s, QLatin1StringView(url)}, {u"types"_s, QJsonArray{u"content.*"_s}}, {u"description"_s, u"الموقع"_s}};
    }
    std::string make(const QJsonObject &body) { return ask("POST", "/api/v1/webhooks", "admin", body).header("location"); }
    QString secretOf(const std::string &path)
    {
        const QUuid id = uuidFromText(QString::fromStdString(path).section(u'/', -1));
        const auto secret = pool->with<QString>([&](server::PgConnection &connection) { return service->webhooks().secretOf(connection, id); });
        return secret ? *secret : u"none"_s;
    }

    TemporaryDirectory folder;
    std::unique_ptr<server::SealedSecrets> secrets;
    server::Outgoing outgoing{clock, {}};
    std::unique_ptr<server::WebhookService> service;
};

} // namespace

TEST_F(WebhookRoutesTest, MakesReadsChangesAndRemoves)
{
    const server::RawReply made = ask("POST", "/api/v1/webhooks", "admin", hook());
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string path = made.header("location");
    const QString secret = bodyOf(made).value("secret"_L1).toString();
    EXPECT_TRUE(secret.startsWith(u"whsec_"_s));
    EXPECT_EQ(secretOf(path), secret);
    const server::RawReply read = ask("GET", path, "admin");
    EXPECT_EQ(read.header("etag"), "\"1\"");
    EXPECT_FALSE(bodyOf(read).contains("secret"_L1)) << "told once";
    EXPECT_EQ(bodyOf(read).value("description"_L1).toString(), u"الموقع"_s);
    EXPECT_EQ(bodyOf(read).value("active"_L1), QJsonValue(true));

    const QString own = u"whsec_"_s + QString::fromLatin1(QByteArray(32, 'k').toBase64());
    const QJsonObject change{{u"active"_s, false}, {u"secret"_s, own}};
    expectProblem(ask("PATCH", path, "admin", change), 428, "precondition_required");
    const server::RawReply changed = ask("PATCH", path, "admin", change, "If-Match: \"1\"\r\n");
    EXPECT_EQ(changed.header("etag"), "\"2\"");
    EXPECT_EQ(changed.body.find("whsec"), std::string::npos);
    EXPECT_EQ(secretOf(path), own);
    expectProblem(ask("PATCH", path, "admin", change, "If-Match: \"1\"\r\n"), 412, "revision_conflict");
    EXPECT_EQ(bodyOf(ask("GET", "/api/v1/webhooks", "admin")).value("items"_L1).toArray().size(), 1);
    EXPECT_EQ(one("SELECT string_agg(command || ' ' || (args->>'url'), ', ' ORDER BY id) FROM audit WHERE command LIKE 'webhook.%'"),
              u"webhook.create https://example.org/…, webhook.update https://example.org/…"_s);
    EXPECT_EQ(ask("DELETE", path, "admin").status, 204);
    expectProblem(ask("GET", path, "admin"), 404, "not_found");
    EXPECT_EQ(secretOf(path), u"none"_s);
}

// A record of the Office: written by commands, with their audit, and in no feed.
TEST_F(WebhookRoutesTest, AreWrittenByCommandsAndReachNoDesk)
{
    const QString head = one("SELECT head || nonce FROM feed_heads");
    const std::string path = make(hook());
    const QString id = QString::fromStdString(path).section(u'/', -1);
    const QString own = u"whsec_"_s + QString::fromLatin1(QByteArray(32, 'k').toBase64());
    EXPECT_EQ(ask("PATCH", path, "admin", {{u"secret"_s, own}}, "If-Match: \"1\"\r\n").status, 200);
    EXPECT_EQ(ask("DELETE", path, "admin").status, 204);
    EXPECT_EQ(one("SELECT string_agg(command || ' ' || outcome || ' ' || coalesce(rows->0->>'rev', '-'), ', ' ORDER BY id) FROM audit"
                  " WHERE args->>'id' = $1 AND actor = $2", {id.toStdString(), uuidText(personOf(u"admin"_s)).toStdString()}),
              u"webhook.create applied 1, webhook.set_secret applied -, webhook.update applied 2, webhook.remove applied 3"_s);
    EXPECT_EQ(one("SELECT count(*) FROM audit WHERE args::text LIKE '%whsec%' OR args::text LIKE '%key=1%'"), u"0"_s);
    EXPECT_EQ(one("SELECT head || nonce FROM feed_heads"), head);
    EXPECT_EQ(one("SELECT count(*) FROM feed WHERE type = 'webhooks'"), u"0"_s);
    const QJsonArray rows = bodyOf(ask("GET", "/api/v1/sync/snapshot", "admin", {}, "X-Rawi-Protocol: 1\r\n")).value("rows"_L1).toArray();
    EXPECT_FALSE(rows.isEmpty());
    EXPECT_TRUE(std::none_of(rows.begin(), rows.end(), [](const QJsonValue &row) { return row["type"_L1].toString() == "webhooks"_L1; }));
}

TEST_F(WebhookRoutesTest, AreTheAdministrators)
{
    const std::string path = make(hook());
    for (const char *other : {"viewer", "editor", "managing_editor"}) {
        expectProblem(ask("GET", "/api/v1/webhooks", other), 403, "permission_denied");
        expectProblem(ask("GET", path, other), 403, "permission_denied");
        expectProblem(ask("POST", "/api/v1/webhooks", other, hook()), 403, "permission_denied");
        expectProblem(ask("DELETE", path, other), 403, "permission_denied");
        expectProblem(ask("GET", path + "/deliveries", other), 403, "permission_denied");
    }
}

TEST_F(WebhookRoutesTest, RefuseWhatCouldNotBeSent)
{
    const auto refused = [&](const char *member, const QJsonValue &value, int status, const char *code) {
        QJsonObject body = hook();
        body.insert(QLatin1StringView(member), value);
        expectProblem(ask("POST", "/api/v1/webhooks", "admin", body), status, code, member);
    };
    refused("url", u"ftp://example.org/"_s, 422, "invalid_argument");
    refused("url", u"example.org"_s, 422, "invalid_argument");
    refused("types", QJsonArray{}, 422, "field_required");
    refused("types", QJsonArray{u"Content Published"_s}, 422, "invalid_argument");
    refused("secret", u"short"_s, 422, "invalid_argument");
    refused("rev", 7, 422, "unknown_field");
    refused("description", QString(501, u'x'), 422, "field_too_long");
}

TEST_F(WebhookRoutesTest, AKeyMakesOneHowOftenItComes)
{
    const auto post = [&](const QJsonObject &body) {
        return ask("POST", "/api/v1/webhooks", "admin", body, "Idempotency-Key: k1\r\n");
    };
    const std::string path = post(hook()).header("location");
    const server::RawReply again = post(hook());
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.header("location"), path);
    expectProblem(post(hook("https://example.org/other")), 409, "state_conflict");
    EXPECT_EQ(one("SELECT count(*) FROM webhooks"), u"1"_s);
}

TEST_F(WebhookRoutesTest, ListAndReplayDeliveries)
{
    const std::string path = make(hook());
    const std::string id = path.substr(path.rfind('/') + 1);
    one("WITH made AS (INSERT INTO webhook_deliveries (workspace, id, webhook, event, seq, type, body, correlation, state, created_at)"
        " SELECT workspace, gen_random_uuid(), id, gen_random_uuid(), n, 'content.created', '{\"hidden\":1}', '',"
        " CASE WHEN n > 3 THEN 'dead' ELSE 'pending' END, now() - make_interval(mins => n) FROM webhooks, generate_series(1, 5) n"
        " RETURNING 1) SELECT count(*) FROM made");
    const QJsonObject page = bodyOf(ask("GET", path + "/deliveries?limit=2", "admin"));
    EXPECT_EQ(page.value("items"_L1).toArray().size(), 2);
    EXPECT_FALSE(page.value("items"_L1)[0].toObject().contains("body"_L1));
    const std::string cursor = page.value("next_cursor"_L1).toString().toStdString();
    EXPECT_EQ(bodyOf(ask("GET", path + "/deliveries?limit=10&cursor=" + cursor, "admin")).value("items"_L1).toArray().size(), 3);
    const QJsonArray dead = bodyOf(ask("GET", path + "/deliveries?state=dead", "admin")).value("items"_L1).toArray();
    ASSERT_EQ(dead.size(), 2);
    const std::string one = path + "/deliveries/" + dead[0]["id"_L1].toString().toStdString();
    const server::RawReply replayed = ask("POST", one + "/replay", "admin");
    EXPECT_EQ(replayed.status, 202) << replayed.body;
    EXPECT_EQ(bodyOf(replayed).value("state"_L1).toString(), u"pending"_s);
    expectProblem(ask("POST", one + "/replay", "admin"), 409, "state_conflict");
    expectProblem(ask("POST", path + "/deliveries/00000000-0000-4000-8000-000000000000/replay", "admin"), 404, "not_found");
    expectProblem(ask("GET", path + "/deliveries?state=lost", "admin"), 422, "invalid_argument");
    expectProblem(ask("GET", "/api/v1/webhooks/00000000-0000-4000-8000-000000000000/deliveries", "admin"), 404, "not_found");
}

} // namespace rawi::test

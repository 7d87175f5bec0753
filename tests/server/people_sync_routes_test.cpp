// People and sync over HTTP, as a script meets them.

#include "core/base/id.h"
#include "core/protocol/messages.h"
#include "core/rules/command.h"
#include "tests/server/rest_bench.h"

#include <gtest/gtest.h>

namespace rawi::server {

namespace {

constexpr const char *kProtocol = "X-Rawi-Protocol: 1\r\n";

class PeopleRoutes : public test::RestBench {
protected:
    void SetUp() override
    {
        RestBench::SetUp();
        const auto made = people->addUser({QStringLiteral("mona@example.org"), password, Role::Editor,
                                           QStringLiteral("منى"), QStringLiteral("Mona")});
        ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
        id = uuidText(*made).toStdString();
    }

    QJsonObject credentials(const QString &secret) const
    {
        return {{QStringLiteral("email"), QStringLiteral("mona@example.org")}, {QStringLiteral("password"), secret}};
    }
    static std::string text(const QJsonObject &object, const char *name)
    {
        return object.value(QLatin1StringView(name)).toString().toStdString();
    }

    QString password = QStringLiteral("open sesame 7");
    std::string id;
};

TEST_F(PeopleRoutes, SignInRefreshAndOut)
{
    const QJsonObject tokens = json(200, "POST", "/api/v1/auth/login", {}, credentials(password));
    EXPECT_GT(tokens.value(QStringLiteral("expires_in")).toInt(), 0);
    EXPECT_EQ(text(tokens.value(QStringLiteral("user")).toObject(), "role"), "editor");
    EXPECT_EQ(text(json(200, "GET", "/api/v1/users/me", text(tokens, "access_token")), "id"), id);

    const QJsonObject used{{QStringLiteral("refresh_token"), tokens.value(QStringLiteral("refresh_token"))}};
    const QJsonObject fresh = json(200, "POST", "/api/v1/auth/refresh", {}, used);
    EXPECT_NE(text(fresh, "access_token"), text(tokens, "access_token"));
    json(204, "POST", "/api/v1/auth/logout", text(fresh, "access_token"));
    expectProblem(ask("GET", "/api/v1/users/me", text(fresh, "access_token")), 401, "unauthenticated");
}

// Wrong passwords stop the address's sign-ins for a minute, but no desk that has its session.
TEST_F(PeopleRoutes, ANeighboursWrongPasswordsStopNoDesk)
{
    const QJsonObject tokens = json(200, "POST", "/api/v1/auth/login", {}, credentials(password));
    for (int i = 0; i < 5; ++i) {
        expectProblem(ask("POST", "/api/v1/auth/login", {}, credentials(QStringLiteral("wrong"))), 401,
                      "invalid_credentials");
    }
    const RawReply limited = ask("POST", "/api/v1/auth/login", {}, credentials(password));
    expectProblem(limited, 429, "rate_limited");
    EXPECT_FALSE(limited.header("retry-after").empty());
    json(200, "POST", "/api/v1/auth/refresh", {},
         {{QStringLiteral("refresh_token"), tokens.value(QStringLiteral("refresh_token"))}});
}

TEST_F(PeopleRoutes, NamesWhatIsWrong)
{
    QJsonObject body = credentials(password);
    body.insert(QStringLiteral("passwort"), QStringLiteral("x"));
    expectProblem(ask("POST", "/api/v1/auth/login", {}, body), 422, "unknown_field", "passwort");
    expectProblem(ask("POST", "/api/v1/auth/login", {}, {{QStringLiteral("email"), QStringLiteral("a@b.c")}}), 422,
                  "field_required", "password");
    const QJsonObject off{{QStringLiteral("active"), false}};
    expectProblem(ask("PATCH", "/api/v1/users/" + id, "editor", off), 403, "permission_denied");
    expectProblem(ask("PATCH", "/api/v1/users/nobody", "admin", off), 404, "not_found", "people/nobody");
    expectProblem(ask("GET", "/api/v1/users?limt=2"), 422, "unknown_field", "limt");
    expectProblem(ask("GET", "/api/v1/health?x"), 404, "not_found");
    EXPECT_EQ(walk("/api/v1/users?limit=2", "id").size(), 5);
}

TEST_F(PeopleRoutes, APushedCommandIsPulledOnceAndAnsweredTwice)
{
    expectProblem(ask("GET", "/api/v1/sync/pull"), 426, "upgrade_required");
    const QJsonObject before = json(200, "GET", "/api/v1/sync/snapshot?limit=100", "editor", {}, kProtocol);
    EXPECT_EQ(before.value(QStringLiteral("rows")).toArray().size(), 5);
    const QJsonObject cursor = before.value(QStringLiteral("cursor")).toObject();

    Command command;
    command.id = makeUuidV7(clock.nowMs());
    command.client = QUuid::createUuid();
    command.n = 1;
    command.name = QStringLiteral("series.create");
    command.args = {{QStringLiteral("title_ar"), QStringLiteral("سلسلة")}, {QStringLiteral("title_en"), QStringLiteral("S")}};
    command.schema = kSchemaVersion;
    const QJsonObject push{{QStringLiteral("client"), uuidText(command.client)},
                           {QStringLiteral("commands"), QJsonArray{commandToJson(command)}}};
    const QJsonObject first = json(200, "POST", "/api/v1/sync/push", "editor", push, kProtocol);
    const QJsonObject again = json(200, "POST", "/api/v1/sync/push", "editor", push, kProtocol);
    EXPECT_TRUE(first.value(QStringLiteral("results")).toArray().at(0).toObject().value(QStringLiteral("applied")).toBool());
    EXPECT_EQ(first.value(QStringLiteral("results")), again.value(QStringLiteral("results")));

    const std::string since = "/api/v1/sync/pull?epoch=" + text(cursor, "epoch") + "&nonce=" + text(cursor, "nonce")
        + "&seq=" + std::to_string(cursor.value(QStringLiteral("seq")).toInteger());
    const QJsonObject pulled = json(200, "GET", since, "viewer", {}, kProtocol);
    EXPECT_EQ(pulled.value(QStringLiteral("changes")).toArray().size(), 1);
    EXPECT_EQ(pulled.value(QStringLiteral("cursor")), again.value(QStringLiteral("cursor")));
    EXPECT_EQ(one("SELECT count(*) FROM series"), QStringLiteral("1"));
}

} // namespace

} // namespace rawi::server

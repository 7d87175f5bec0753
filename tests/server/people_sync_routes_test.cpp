// People and sync over HTTP, as a script meets them.

#include "core/base/id.h"
#include "core/protocol/messages.h"
#include "core/rules/command.h"
#include "tests/server/rest_bench.h"

#include <QJsonDocument>

#include <gtest/gtest.h>

namespace rawi::server {

namespace {

constexpr const char *kProtocol = "X-Rawi-Protocol: 1\r\n";

class PeopleRoutes : public test::RestBench {
protected:
    void SetUp() override
    {
        RestBench::SetUp();
        const auto made =
            people->addUser({u"mona@example.org"_s, password, Role::Editor, u"منى"_s, u"Mona"_s});
        ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
        id = uuidText(*made).toStdString();
    }

    QJsonObject credentials(const QString &secret) const
    {
        return {{u"email"_s, u"mona@example.org"_s}, {u"password"_s, secret}};
    }
    static std::string text(const QJsonObject &object, const char *name)
    {
        return object.value(QLatin1StringView(name)).toString().toStdString();
    }

    QString password = u"open sesame 7"_s;
    std::string id;
};

TEST_F(PeopleRoutes, SignInRefreshAndOut)
{
    const QJsonObject tokens = json(200, "POST", "/api/v1/auth/login", {}, credentials(password));
    EXPECT_GT(tokens.value(u"expires_in"_s).toInt(), 0);
    EXPECT_EQ(text(tokens.value(u"user"_s).toObject(), "role"), "editor");
    EXPECT_EQ(text(json(200, "GET", "/api/v1/users/me", text(tokens, "access_token")), "id"), id);

    const QJsonObject used{{u"refresh_token"_s, tokens.value(u"refresh_token"_s)}};
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
        expectProblem(ask("POST", "/api/v1/auth/login", {}, credentials(u"wrong"_s)), 401,
                      "invalid_credentials");
    }
    const RawReply limited = ask("POST", "/api/v1/auth/login", {}, credentials(password));
    expectProblem(limited, 429, "rate_limited");
    EXPECT_FALSE(limited.header("retry-after").empty());
    json(200, "POST", "/api/v1/auth/refresh", {}, {{u"refresh_token"_s, tokens.value(u"refresh_token"_s)}});
}

TEST_F(PeopleRoutes, NamesWhatIsWrong)
{
    QJsonObject body = credentials(password);
    body.insert(u"passwort"_s, u"x"_s);
    expectProblem(ask("POST", "/api/v1/auth/login", {}, body), 422, "unknown_field", "passwort");
    expectProblem(ask("POST", "/api/v1/auth/login", {}, {{u"email"_s, u"a@b.c"_s}}), 422, "field_required",
                  "password");
    const QJsonObject off{{u"active"_s, false}};
    expectProblem(ask("PATCH", "/api/v1/users/" + id, "editor", off), 403, "permission_denied");
    expectProblem(ask("PATCH", "/api/v1/users/nobody", "admin", off), 404, "not_found", "people/nobody");
    expectProblem(ask("GET", "/api/v1/users?limt=2"), 422, "unknown_field", "limt");
    expectProblem(ask("GET", "/api/v1/health?x"), 404, "not_found");
    EXPECT_EQ(walk("/api/v1/users?limit=2", "id").size(), 5);
}

TEST_F(PeopleRoutes, TheListIsSearchedNarrowedAndPutInOrder)
{
    const auto made = people->addUser({u"zain_100%@example.org"_s, password, Role::ManagingEditor, u"زين"_s, u"Zain"_s});
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(walk("/api/v1/users?q=MON&limit=1", "name_en"), QStringList{u"Mona"_s});
    EXPECT_EQ(walk("/api/v1/users?q=%D8%B2%D9%8A%D9%86", "name_en"), QStringList{u"Zain"_s});
    EXPECT_EQ(walk("/api/v1/users?q=0%25%40", "name_en"), QStringList{u"Zain"_s}) << "a per cent sign is one";
    EXPECT_EQ(walk("/api/v1/users?q=n__", "name_en"), QStringList{});
    EXPECT_EQ(walk("/api/v1/users?role=managing_editor&q=zain", "name_en"), QStringList{u"Zain"_s});
    const QStringList up = walk("/api/v1/users?sort=email&limit=2", "email");
    QStringList down = walk("/api/v1/users?sort=-email&limit=2", "email");
    EXPECT_EQ(up.size(), 6);
    std::reverse(down.begin(), down.end());
    EXPECT_EQ(up, down);
    json(200, "PATCH", "/api/v1/users/" + id, "admin", {{u"active"_s, false}});
    EXPECT_EQ(walk("/api/v1/users?active=false", "name_en"), QStringList{u"Mona"_s});
    EXPECT_EQ(walk("/api/v1/users?active=true", "id").size(), 5);
    expectProblem(ask("GET", "/api/v1/users?role=king"), 422, "invalid_argument", "role");
    expectProblem(ask("GET", "/api/v1/users?active=1"), 422, "invalid_argument", "active");
    expectProblem(ask("GET", "/api/v1/users?sort=password"), 422, "invalid_argument", "sort");
    expectProblem(ask("GET", "/api/v1/users?cursor=x"), 422, "invalid_argument", "cursor");
}

TEST_F(PeopleRoutes, AnotherPasswordIsGivenByAnAdministratorAndEndsTheSessions)
{
    const std::string mine = text(json(200, "POST", "/api/v1/auth/login", {}, credentials(password)), "access_token");
    const std::string path = "/api/v1/users/" + id + "/password";
    const QJsonObject other{{u"password"_s, u"another one 8"_s}};
    expectProblem(ask("POST", path, mine, other), 403, "permission_denied");
    const std::string admin = "admin";
    expectProblem(ask("POST", path, admin, {{u"password"_s, u"short"_s}}), 422, "weak_password", "password");
    expectProblem(ask("POST", path, admin, {}), 422, "field_required", "password");
    expectProblem(ask("POST", "/api/v1/users/" + uuidText(QUuid::createUuid()).toStdString() + "/password", admin, other), 404, "not_found");
    json(204, "POST", path, admin, other);
    expectProblem(ask("GET", "/api/v1/users/me", mine), 401, "unauthenticated");
    expectProblem(ask("POST", "/api/v1/auth/login", {}, credentials(password)), 401, "invalid_credentials");
    json(200, "POST", "/api/v1/auth/login", {}, credentials(u"another one 8"_s));
}

TEST_F(PeopleRoutes, APushedCommandIsPulledOnceAndAnsweredTwice)
{
    expectProblem(ask("GET", "/api/v1/sync/pull"), 426, "upgrade_required");
    const QJsonObject before = json(200, "GET", "/api/v1/sync/snapshot?limit=100", "editor", {}, kProtocol);
    EXPECT_EQ(before.value(u"rows"_s).toArray().size(), 5);
    const QJsonObject cursor = before.value(u"cursor"_s).toObject();

    Command command;
    command.id = makeUuidV7(clock.nowMs());
    command.client = QUuid::createUuid();
    command.n = 1;
    command.name = u"series.create"_s;
    command.args = {{u"title_ar"_s, u"سلسلة"_s}, {u"title_en"_s, u"S"_s}};
    command.schema = kSchemaVersion;
    const QJsonObject push{{u"client"_s, uuidText(command.client)},
                           {u"commands"_s, QJsonArray{commandToJson(command)}}};
    const QJsonObject first = json(200, "POST", "/api/v1/sync/push", "editor", push, kProtocol);
    const QJsonObject again = json(200, "POST", "/api/v1/sync/push", "editor", push, kProtocol);
    EXPECT_TRUE(first.value(u"results"_s).toArray().at(0).toObject().value(u"applied"_s).toBool());
    EXPECT_EQ(first.value(u"results"_s), again.value(u"results"_s));

    const std::string since = "/api/v1/sync/pull?epoch=" + text(cursor, "epoch")
        + "&nonce=" + text(cursor, "nonce") + "&seq=" + std::to_string(cursor.value(u"seq"_s).toInteger());
    const QJsonObject pulled = json(200, "GET", since, "viewer", {}, kProtocol);
    EXPECT_EQ(pulled.value(u"changes"_s).toArray().size(), 1);
    EXPECT_EQ(pulled.value(u"cursor"_s), again.value(u"cursor"_s));
    EXPECT_EQ(one("SELECT count(*) FROM series"), u"1"_s);
}

TEST_F(PeopleRoutes, AHelloSaysWhatTheServerRemembersOfADesk)
{
    const QUuid client = QUuid::createUuid();
    const QJsonObject hello{{u"client"_s, uuidText(client)}, {u"protocol"_s, QJsonArray{1, 7}}, {u"schema"_s, kSchemaVersion}};
    const QJsonObject unknown = json(200, "POST", "/api/v1/sync/hello", "editor", hello);
    EXPECT_TRUE(unknown.value(u"client"_s).isNull());
    EXPECT_EQ(unknown.value(u"protocol"_s).toInt(), kProtocolMax);
    EXPECT_FALSE(text(unknown.value(u"head"_s).toObject(), "epoch").empty());
    Command command;
    command.id = makeUuidV7(clock.nowMs());
    command.client = client;
    command.n = 1;
    command.name = u"series.create"_s;
    command.args = {{u"title_ar"_s, u"سلسلة"_s}};
    const QJsonObject push{{u"client"_s, uuidText(client)}, {u"commands"_s, QJsonArray{commandToJson(command)}}};
    json(200, "POST", "/api/v1/sync/push", "editor", push, kProtocol);
    const QJsonObject mine{{u"yours"_s, true}, {u"last_n"_s, 1}, {u"last_command"_s, uuidText(command.id)}};
    EXPECT_EQ(json(200, "POST", "/api/v1/sync/hello", "editor", hello).value(u"client"_s).toObject(), mine);
    const QJsonObject others{{u"yours"_s, false}, {u"last_n"_s, 0}, {u"last_command"_s, QJsonValue()}};
    EXPECT_EQ(json(200, "POST", "/api/v1/sync/hello", "viewer", hello).value(u"client"_s).toObject(), others);
    QJsonObject newer = hello;
    newer.insert(u"protocol"_s, QJsonArray{kProtocolMax + 1, kProtocolMax + 2});
    expectProblem(ask("POST", "/api/v1/sync/hello", "editor", newer), 426, "upgrade_required");
}

// A whole character cut in half by a desk of another make, as it comes over the wire.
TEST_F(PeopleRoutes, AHalfPairInOneCommandStopsNoneBehindIt)
{
    const QUuid client = QUuid::createUuid();
    QJsonArray sent;
    for (int n = 1; n <= 3; ++n) {
        Command command;
        command.id = makeUuidV7(clock.nowMs());
        command.client = client;
        command.n = n;
        command.name = u"series.create"_s;
        command.args = {{u"title_ar"_s, n == 2 ? u"film \U0001F600"_s.chopped(1) : u"سلسلة"_s}};
        command.schema = kSchemaVersion;
        sent.append(commandToJson(command));
    }
    const QJsonObject push{{u"client"_s, uuidText(client)}, {u"commands"_s, sent}};
    ASSERT_TRUE(QJsonDocument(push).toJson().contains("\\ud83d"));
    const QJsonArray results = json(200, "POST", "/api/v1/sync/push", "editor", push, kProtocol).value(u"results"_s).toArray();
    ASSERT_EQ(results.size(), 3);
    EXPECT_TRUE(results.at(0)[u"applied"_s].toBool());
    EXPECT_EQ(results.at(1)[u"error"_s][u"subject"_s].toString(), u"title_ar"_s);
    EXPECT_TRUE(results.at(2)[u"applied"_s].toBool());
    EXPECT_EQ(one("SELECT count(*) FROM series"), u"2"_s);
}

} // namespace

} // namespace rawi::server

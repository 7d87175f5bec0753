// The real rawi-server as its administrator meets it: PostgreSQL killed under it, people from the command line, a new password.
#include "core/base/literals.h"
#include "tests/server/raw_http.h"
#include "tests/support/server_process.h"
#include "tests/support/wait_for.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <thread>

namespace rawi::test {

namespace {

class ServerAtHome : public testing::Test {
protected:
    void SetUp() override { server.start(); }

    server::RawReply ask(const std::string &method, const std::string &target, const std::string &token = {}, const std::string &body = {})
    {
        server::RawClient client(server.url().port());
        client.send(server::jsonRequest(method, target, token, body));
        return client.read();
    }
    static QJsonObject object(const server::RawReply &reply)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
    }
    std::string signIn()
    {
        const server::RawReply reply = ask("POST", "/api/v1/auth/login", {},
                                           QStringLiteral(R"({"email":"%1","password":"%2"})").arg(server.email(), server.password()).toStdString());
        EXPECT_EQ(reply.status, 200) << reply.body;
        return object(reply).value("access_token"_L1).toString().toStdString();
    }
    // Of the private PostgreSQL: the first line of its lock file.
    pid_t postmaster() const
    {
        QFile file(server.data() + u"/pg/data/postmaster.pid"_s);
        return file.open(QIODevice::ReadOnly) ? static_cast<pid_t>(file.readLine().trimmed().toInt()) : 0;
    }
    int health() { return ask("GET", "/health/ready").status; }

    ServerProcess server;
};

} // namespace

TEST_F(ServerAtHome, TheServerComesBackByItselfWithNothingLost)
{
    const std::string token = signIn();
    for (int round = 0; round < 3; ++round) {
        const server::RawReply made = ask("POST", "/api/v1/content", token, R"({"kind":"video","title_en":"Kept"})");
        ASSERT_EQ(made.status, 201) << made.body;
        const pid_t killed = postmaster();
        ASSERT_GT(killed, 0);
        ASSERT_EQ(::kill(killed, SIGKILL), 0);
        EXPECT_TRUE(waitFor([&] { return health() == 503; }, 5'000)) << "health does not say so";
        EXPECT_EQ(ask("GET", "/health/live").status, 200);
        EXPECT_EQ(ask("GET", made.header("location"), token).status, 503) << "in words, not by closing";
        ASSERT_TRUE(waitFor([&] { return health() == 200; }, 60'000)) << qUtf8Printable(server.log());
        EXPECT_NE(postmaster(), killed);
        EXPECT_EQ(ask("GET", made.header("location"), token).status, 200);
    }
    EXPECT_NE(ask("GET", "/metrics").body.find("rawi_postgres_restarts_total 3\n"), std::string::npos);
    EXPECT_EQ(ask("POST", "/api/v1/content", token, R"({"kind":"video","title_en":"After"})").status, 201);
    server.stop(); // ends with 0 and stops the new one, too
    EXPECT_FALSE(QFile::exists(server.data() + u"/pg/data/postmaster.pid"_s));
}

// A crash of one backend makes PostgreSQL begin anew by itself; the server only has to look again.
TEST_F(ServerAtHome, ACrashedBackendIsNoEnd)
{
    const std::string token = signIn();
    const pid_t before = postmaster();
    const std::string children = "/proc/" + std::to_string(before) + "/task/" + std::to_string(before) + "/children";
    QFile list(QString::fromStdString(children));
    ASSERT_TRUE(list.open(QIODevice::ReadOnly));
    const QList<QByteArray> pids = list.readAll().simplified().split(' ');
    ::kill(static_cast<pid_t>(pids.last().toInt()), SIGKILL);
    ASSERT_TRUE(waitFor([&] { return ask("GET", "/api/v1/users/me", token).status == 200 && health() == 200; }, 60'000));
    EXPECT_EQ(postmaster(), before);
}

TEST_F(ServerAtHome, PeopleFromTheCommandLine)
{
    server.addUser(u"salma@example.org"_s, u"editor"_s);
    const auto role = server.tool({u"user"_s, u"role"_s, u"--email"_s, u"Salma@example.org"_s, u"--role"_s, u"managing_editor"_s});
    EXPECT_EQ(role.code, 0) << qUtf8Printable(role.err);
    const auto list = server.tool({u"user"_s, u"list"_s});
    EXPECT_EQ(list.code, 0) << qUtf8Printable(list.err);
    EXPECT_TRUE(list.out.contains(u"salma@example.org\tmanaging_editor\tactive"_s)) << qUtf8Printable(list.out);
    EXPECT_TRUE(list.out.contains(u"admin@example.org\tadmin\tactive"_s)) << qUtf8Printable(list.out);
    const auto last = server.tool({u"user"_s, u"role"_s, u"--email"_s, server.email(), u"--role"_s, u"viewer"_s});
    EXPECT_EQ(last.code, 1);
    EXPECT_TRUE(last.err.contains(u"state_conflict"_s)) << qUtf8Printable(last.err);
    const auto nobody = server.tool({u"user"_s, u"role"_s, u"--email"_s, u"nobody@example.org"_s, u"--role"_s, u"viewer"_s});
    EXPECT_TRUE(nobody.err.contains(u"nobody@example.org"_s) && nobody.err.contains(u"user list"_s)) << qUtf8Printable(nobody.err);
    EXPECT_EQ(server.tool({u"user"_s, u"role"_s, u"--email"_s, server.email()}).code, 2);
    EXPECT_EQ(server.tool({u"user"_s, u"role"_s, u"--email"_s, server.email(), u"--role"_s, u"king"_s}).code, 2);
}

TEST_F(ServerAtHome, OnesOwnPassword)
{
    const std::string mine = signIn();
    const std::string other = signIn();
    const auto change = [&](const char *present, const char *wanted) {
        return ask("POST", "/api/v1/auth/password", mine,
                   std::string(R"({"current_password":")") + present + R"(","new_password":")" + wanted + "\"}");
    };
    const server::RawReply wrong = change("not mine 7", "open sesame 8");
    EXPECT_EQ(wrong.status, 403) << wrong.body;
    EXPECT_NE(wrong.body.find("current_password"), std::string::npos);
    const std::string present = server.password().toStdString();
    EXPECT_EQ(object(change(present.c_str(), "short")).value("code"_L1).toString(), u"weak_password"_s);
    EXPECT_EQ(ask("GET", "/api/v1/users/me", other).status, 200) << "a refused change ends nothing";
    EXPECT_EQ(change(present.c_str(), "open sesame 8").status, 204);
    EXPECT_EQ(ask("GET", "/api/v1/users/me", mine).status, 200) << "this session goes on";
    EXPECT_EQ(ask("GET", "/api/v1/users/me", other).status, 401) << "the others end";
    EXPECT_EQ(ask("POST", "/api/v1/auth/login", {}, R"({"email":"admin@example.org","password":"open sesame 8"})").status, 200);
    EXPECT_EQ(ask("POST", "/api/v1/auth/password", {}, R"({"current_password":"a","new_password":"b"})").status, 401);
    for (int i = 0; i < 5; ++i) {
        change("guess 1234", "open sesame 9");
    }
    EXPECT_EQ(change("open sesame 8", "open sesame 9").status, 429) << "nobody guesses with a session they found";
}

} // namespace rawi::test

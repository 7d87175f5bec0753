// The program rawi-server as a newsroom's scripts use it: real processes, each on a private PostgreSQL.

#include "core/base/literals.h"
#include "tests/server/raw_http.h"
#include "tests/support/pg_fixture.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <csignal>

namespace rawi::server {

namespace {

constexpr int kStartMs = 60000;
constexpr int kStopMs = 10000; // the contract

struct Ended {
    int code = -1;
    QString out;
    QString err;
};

class ServerProgram : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(folder.isValid());
        // The private PostgreSQL of a root's server is another user, who has to pass.
        QFile::setPermissions(folder.path(), QFile::permissions(folder.path()) | QFile::ExeOther);
        QFile secret(path(u"password"_s));
        ASSERT_TRUE(secret.open(QIODevice::WriteOnly));
        secret.write("open sesame 7\n");
    }

    QString path(const QString &name) const { return folder.filePath(name); }
    static QString program()
    {
        return qEnvironmentVariable("RAWI_BIN", QCoreApplication::applicationDirPath()) + u"/rawi-server"_s;
    }

    Ended tool(const QStringList &words)
    {
        QProcess process;
        process.start(program(), words);
        EXPECT_TRUE(process.waitForFinished(kStartMs));
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
    }

    Ended init()
    {
        return tool({u"init"_s, u"--data"_s, data(), u"--admin-email"_s, u"admin@rawi.example"_s,
                     u"--admin-password-file"_s, path(u"password"_s)});
    }

    QString data() const { return path(u"server"_s); }
    QStringList runWords(const QString &listen = u"127.0.0.1:0"_s) const
    {
        return {u"run"_s, u"--data"_s, data(), u"--listen"_s, listen};
    }

    // Starts `run` and sets `port` from its one line.
    void start()
    {
        process.setStandardErrorFile(path(u"log"_s), QIODevice::Append);
        process.start(program(), runWords());
        while (!process.canReadLine()) {
            ASSERT_TRUE(process.waitForReadyRead(kStartMs)) << qUtf8Printable(process.errorString());
        }
        const QString line = QString::fromUtf8(process.readLine()).trimmed();
        ASSERT_TRUE(line.startsWith(u"ready http://127.0.0.1:"_s)) << qUtf8Printable(line);
        port = line.section(u':', -1).toInt();
    }

    void TearDown() override
    {
        if (process.state() != QProcess::NotRunning) {
            process.terminate();
            process.waitForFinished(kStopMs);
        }
    }

    RawReply ask(const std::string &method, const std::string &target, const std::string &token = {},
                 const std::string &body = {})
    {
        RawClient client(port);
        client.send(jsonRequest(method, target, token, body));
        return client.read(method != "HEAD");
    }

    static QJsonObject object(const RawReply &reply)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
    }

    std::string signIn()
    {
        const RawReply reply =
            ask("POST", "/api/v1/auth/login", {}, R"({"email":"admin@rawi.example","password":"open sesame 7"})");
        EXPECT_EQ(reply.status, 200) << reply.body;
        return object(reply).value(u"access_token"_s).toString().toStdString();
    }

    QTemporaryDir folder;
    QProcess process;
    int port = 0;
};

TEST_F(ServerProgram, RunsUntilItIsTold)
{
    ASSERT_EQ(init().code, 0);
    start();
    EXPECT_EQ(ask("GET", "/health/live").status, 200);
    EXPECT_EQ(ask("GET", "/health/ready").status, 200);
    EXPECT_NE(ask("GET", "/metrics").body.find("rawi_feed_head"), std::string::npos);

    const Ended second = tool(runWords());
    EXPECT_EQ(second.code, 1);
    EXPECT_TRUE(second.err.contains(u"locked"_s) && second.err.contains(data()))
        << qUtf8Printable(second.err);
    const Ended doctor = tool({u"doctor"_s, u"--data"_s, data()});
    EXPECT_EQ(doctor.code, 0) << qUtf8Printable(doctor.out);
    EXPECT_FALSE(doctor.out.contains(u"FAIL"_s));

    process.terminate();
    ASSERT_TRUE(process.waitForFinished(kStopMs));
    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(process.exitCode(), 0);
}

// Half a request and an item that was just made: the stop is in time, and the item is there afterwards.
TEST_F(ServerProgram, StopsAndIsKilledWithoutLoss)
{
    ASSERT_EQ(init().code, 0);
    for (const int signal : {SIGTERM, SIGKILL}) {
        start();
        const std::string token = signIn();
        RawClient half(port);
        half.send("POST /api/v1/content HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n"
                  "Authorization: Bearer " + token + "\r\n\r\n{\"kind\":");
        const RawReply made = ask("POST", "/api/v1/content", token, R"({"kind":"video","title_en":"Kept"})");
        ASSERT_EQ(made.status, 201) << made.body;
        ::kill(static_cast<pid_t>(process.processId()), signal);
        ASSERT_TRUE(process.waitForFinished(kStopMs));
        EXPECT_EQ(process.exitStatus(), signal == SIGTERM ? QProcess::NormalExit : QProcess::CrashExit);
        start();
        EXPECT_EQ(ask("GET", made.header("location"), signIn()).status, 200);
        process.terminate();
        ASSERT_TRUE(process.waitForFinished(kStopMs));
        EXPECT_EQ(process.exitCode(), 0);
    }
}

TEST_F(ServerProgram, SaysWhatStandsInTheWay)
{
    const Ended missing = tool(runWords());
    EXPECT_EQ(missing.code, 1);
    EXPECT_TRUE(missing.err.contains(u"rawi-server init"_s)) << qUtf8Printable(missing.err);
    ASSERT_TRUE(QDir().mkpath(data()));
    const Ended empty = tool(runWords());
    EXPECT_EQ(empty.code, 1);
    EXPECT_TRUE(empty.err.contains(u"rawi-server init"_s)) << qUtf8Printable(empty.err);
    EXPECT_FALSE(QFile::exists(data() + u"/pg"_s)) << "a server of nobody was made";

    ASSERT_EQ(init().code, 0);
    const Ended noDatabase = tool(runWords() + QStringList{u"--database"_s, u"host=/nowhere"_s});
    EXPECT_EQ(noDatabase.code, 1);
    EXPECT_TRUE(noDatabase.err.contains(u"--database"_s)) << qUtf8Printable(noDatabase.err);
    start();
    const QString taken = u"127.0.0.1:%1"_s.arg(port);
    const QString other = path(u"other"_s);
    ASSERT_EQ(tool({u"init"_s, u"--data"_s, other, u"--admin-email"_s, u"a@rawi.example"_s,
                    u"--admin-password-file"_s, path(u"password"_s)})
                  .code,
              0);
    const Ended refused = tool({u"run"_s, u"--data"_s, other, u"--listen"_s, taken});
    EXPECT_EQ(refused.code, 1);
    EXPECT_TRUE(refused.err.contains(u"address_in_use ("_s + taken)) << qUtf8Printable(refused.err);
}

TEST_F(ServerProgram, ADatabaseThatCannotHoldArabicIsRefusedBeforeItIsTouched)
{
    const QString here = test::freshDatabase();
    ASSERT_FALSE(here.isEmpty());
    const auto connection = PgConnection::open(here);
    ASSERT_TRUE(connection.ok());
    for (const char *encoding : {"LATIN1", "SQL_ASCII"}) {
        const std::string name = std::string("narrow_") + QString::fromLatin1(encoding).toLower().toStdString();
        const auto made = (*connection)->execScript("CREATE DATABASE " + name + " ENCODING '" + encoding + "' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
        QString narrow = here;
        narrow.replace(QRegularExpression(u"dbname='?[^ ']+'?"_s), u"dbname="_s + QString::fromStdString(name));
        const Ended refused = tool({u"init"_s, u"--data"_s, data(), u"--database"_s, narrow, u"--admin-email"_s, u"admin@rawi.example"_s,
                                    u"--admin-password-file"_s, path(u"password"_s)});
        EXPECT_EQ(refused.code, 1);
        for (const char *said : {encoding, "UTF8", "createdb", "--database"}) {
            EXPECT_TRUE(refused.err.contains(QLatin1StringView(said))) << qUtf8Printable(refused.err);
        }
        const auto there = PgConnection::open(narrow);
        ASSERT_TRUE(there.ok());
        const auto tables = (*there)->exec("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
        ASSERT_TRUE(tables.ok());
        EXPECT_EQ(tables->string(0, 0), u"0"_s);
    }
}

TEST_F(ServerProgram, WithoutAnAdministratorItSaysWhatRepairsIt)
{
    const QString database = test::freshDatabase();
    ASSERT_FALSE(database.isEmpty());
    const QStringList where{u"--data"_s, data(), u"--database"_s, database};
    ASSERT_EQ(tool(QStringList{u"init"_s} + where + QStringList{u"--admin-email"_s, u"admin@rawi.example"_s, u"--admin-password-file"_s, path(u"password"_s)}).code, 0);
    const auto connection = PgConnection::open(database);
    ASSERT_TRUE(connection.ok());
    ASSERT_TRUE((*connection)->execScript("UPDATE people SET role = 'editor'").ok()); // as by a build of before
    const QStringList run = QStringList{u"run"_s} + where + QStringList{u"--listen"_s, u"127.0.0.1:0"_s};
    const Ended refused = tool(run);
    EXPECT_EQ(refused.code, 1);
    EXPECT_TRUE(refused.err.contains(u"rawi-server user role"_s)) << qUtf8Printable(refused.err);
    const Ended repaired = tool(QStringList{u"user"_s, u"role"_s} + where + QStringList{u"--email"_s, u"admin@rawi.example"_s, u"--role"_s, u"admin"_s});
    EXPECT_EQ(repaired.code, 0) << qUtf8Printable(repaired.err);
    process.setStandardErrorFile(path(u"log"_s), QIODevice::Append);
    process.start(program(), run);
    while (!process.canReadLine()) {
        ASSERT_TRUE(process.waitForReadyRead(kStartMs)) << qUtf8Printable(process.errorString());
    }
    EXPECT_TRUE(process.readLine().startsWith("ready "));
}

// The document is what the running server answers: no route of it is unknown, and the contract's are in it.
TEST_F(ServerProgram, AnswersWhatItsOpenApiLists)
{
    ASSERT_EQ(init().code, 0);
    start();
    const std::string token = signIn();
    const QJsonObject paths = object(ask("GET", "/api/v1/openapi.json")).value(u"paths"_s).toObject();
    for (const char *promised : {"/health/live", "/health/ready", "/metrics", "/api/v1/auth/login", "/api/v1/users/me",
                                 "/api/v1/content", "/api/v1/content/{id}", "/api/v1/content/{id}/submit",
                                 "/api/v1/content/{id}/approve", "/api/v1/content/{id}/publish", "/api/v1/series",
                                 "/api/v1/series/{series_id}/episodes", "/api/v1/media/upload", "/api/v1/media/{asset_id}/variants",
                                 "/api/v1/media/{asset_id}/file/{variant}", "/api/v1/sync/push", "/api/v1/sync/pull",
                                 "/api/v1/sync/snapshot", "/api/v1/openapi.json"}) {
        EXPECT_TRUE(paths.contains(QLatin1StringView(promised))) << promised;
    }
    static const QRegularExpression parameter(u"\\{[a-z_]+\\}"_s);
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QString target =
            QString(path.key()).replace(parameter, u"00000000-0000-4000-8000-000000000000"_s);
        for (const QString &method : path.value().toObject().keys()) {
            if (path.key() == "/api/v1/auth/logout"_L1) {
                continue; // it would end the session of this test
            }
            SCOPED_TRACE(qUtf8Printable(method + u' ' + path.key()));
            const RawReply reply = ask(method.toUpper().toStdString(), target.toStdString(), token);
            EXPECT_NE(reply.status, 405);
            EXPECT_LT(reply.status, 500) << reply.body;
            EXPECT_EQ(reply.body.find("no such path"), std::string::npos);
        }
    }
}

} // namespace

} // namespace rawi::server

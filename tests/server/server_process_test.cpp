// The program rawi-server as a newsroom's scripts use it: real processes, each on a private PostgreSQL.

#include "tests/server/raw_http.h"

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
        QFile secret(path(QStringLiteral("password")));
        ASSERT_TRUE(secret.open(QIODevice::WriteOnly));
        secret.write("open sesame 7\n");
    }

    QString path(const QString &name) const { return folder.filePath(name); }
    static QString program()
    {
        return qEnvironmentVariable("RAWI_BIN", QCoreApplication::applicationDirPath()) + QStringLiteral("/rawi-server");
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
        return tool({QStringLiteral("init"), QStringLiteral("--data"), data(), QStringLiteral("--admin-email"),
                     QStringLiteral("admin@rawi.example"), QStringLiteral("--admin-password-file"),
                     path(QStringLiteral("password"))});
    }

    QString data() const { return path(QStringLiteral("server")); }
    QStringList runWords(const QString &listen = QStringLiteral("127.0.0.1:0")) const
    {
        return {QStringLiteral("run"), QStringLiteral("--data"), data(), QStringLiteral("--listen"), listen};
    }

    // Starts `run` and sets `port` from its one line.
    void start()
    {
        process.setStandardErrorFile(path(QStringLiteral("log")), QIODevice::Append);
        process.start(program(), runWords());
        while (!process.canReadLine()) {
            ASSERT_TRUE(process.waitForReadyRead(kStartMs)) << qUtf8Printable(process.errorString());
        }
        const QString line = QString::fromUtf8(process.readLine()).trimmed();
        ASSERT_TRUE(line.startsWith(QStringLiteral("ready http://127.0.0.1:"))) << qUtf8Printable(line);
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
        return object(reply).value(QStringLiteral("access_token")).toString().toStdString();
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
    EXPECT_TRUE(second.err.contains(QStringLiteral("locked")) && second.err.contains(data())) << qUtf8Printable(second.err);
    const Ended doctor = tool({QStringLiteral("doctor"), QStringLiteral("--data"), data()});
    EXPECT_EQ(doctor.code, 0) << qUtf8Printable(doctor.out);
    EXPECT_FALSE(doctor.out.contains(QStringLiteral("FAIL")));

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
    EXPECT_TRUE(missing.err.contains(QStringLiteral("rawi-server init"))) << qUtf8Printable(missing.err);
    ASSERT_TRUE(QDir().mkpath(data()));
    const Ended empty = tool(runWords());
    EXPECT_EQ(empty.code, 1);
    EXPECT_TRUE(empty.err.contains(QStringLiteral("rawi-server init"))) << qUtf8Printable(empty.err);
    EXPECT_FALSE(QFile::exists(data() + QStringLiteral("/pg"))) << "a server of nobody was made";

    ASSERT_EQ(init().code, 0);
    const Ended noDatabase = tool(runWords() + QStringList{QStringLiteral("--database"), QStringLiteral("host=/nowhere")});
    EXPECT_EQ(noDatabase.code, 1);
    EXPECT_TRUE(noDatabase.err.contains(QStringLiteral("--database"))) << qUtf8Printable(noDatabase.err);
    start();
    const QString taken = QStringLiteral("127.0.0.1:%1").arg(port);
    const QString other = path(QStringLiteral("other"));
    ASSERT_EQ(tool({QStringLiteral("init"), QStringLiteral("--data"), other, QStringLiteral("--admin-email"),
                    QStringLiteral("a@rawi.example"), QStringLiteral("--admin-password-file"),
                    path(QStringLiteral("password"))}).code, 0);
    const Ended refused = tool({QStringLiteral("run"), QStringLiteral("--data"), other, QStringLiteral("--listen"), taken});
    EXPECT_EQ(refused.code, 1);
    EXPECT_TRUE(refused.err.contains(QStringLiteral("address_in_use (") + taken)) << qUtf8Printable(refused.err);
}

// The document is what the running server answers: no route of it is unknown, and the contract's are in it.
TEST_F(ServerProgram, AnswersWhatItsOpenApiLists)
{
    ASSERT_EQ(init().code, 0);
    start();
    const std::string token = signIn();
    const QJsonObject paths = object(ask("GET", "/api/v1/openapi.json")).value(QStringLiteral("paths")).toObject();
    for (const char *promised : {"/health/live", "/health/ready", "/metrics", "/api/v1/auth/login", "/api/v1/users/me",
                                 "/api/v1/content", "/api/v1/content/{id}", "/api/v1/content/{id}/submit",
                                 "/api/v1/content/{id}/approve", "/api/v1/content/{id}/publish", "/api/v1/series",
                                 "/api/v1/series/{id}/episodes", "/api/v1/media/upload", "/api/v1/media/{asset}/variants",
                                 "/api/v1/media/{asset}/file/{variant}", "/api/v1/sync/push", "/api/v1/sync/pull",
                                 "/api/v1/sync/snapshot", "/api/v1/openapi.json"}) {
        EXPECT_TRUE(paths.contains(QLatin1StringView(promised))) << promised;
    }
    static const QRegularExpression parameter(QStringLiteral("\\{[a-z]+\\}"));
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QString target = QString(path.key()).replace(parameter, QStringLiteral("00000000-0000-4000-8000-000000000000"));
        for (const QString &method : path.value().toObject().keys()) {
            if (path.key() == QLatin1StringView("/api/v1/auth/logout")) {
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

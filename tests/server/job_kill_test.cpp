// Jobs of the real rawi-server, which is killed while its worker encodes.
#include "core/base/literals.h"
#include "tests/server/raw_http.h"
#include "tests/support/media_files.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/server_process.h"

#include <gtest/gtest.h>

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

namespace rawi::server {

namespace {

class KilledServer : public testing::Test {
protected:
    QJsonObject ask(const std::string &method, const std::string &path, const std::string &body = {}, const std::string &token = {})
    {
        const RawReply reply = RawClient(asked->url().port()).ask(jsonRequest(method, path, token, body));
        EXPECT_LT(reply.status, 300) << reply.body;
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
    }

    std::string signIn()
    {
        const QJsonObject login{{u"email"_s, asked->email()}, {u"password"_s, asked->password()}};
        return ask("POST", "/api/v1/auth/login",
                   QJsonDocument(login).toJson(QJsonDocument::Compact).toStdString())
            .value("access_token"_L1)
            .toString()
            .toStdString();
    }

    // The job when `condition` holds for it.
    QJsonObject job(const std::string &token, const QString &url, const std::function<bool(const QJsonObject &)> &condition)
    {
        const QDeadlineTimer deadline(180'000);
        for (;;) {
            const QJsonObject one = ask("GET", url.toStdString(), {}, token);
            if (condition(one) || deadline.hasExpired()) {
                return one;
            }
            QThread::msleep(100);
        }
    }

    static bool hasEnded(const QJsonObject &one)
    {
        const QString status = one.value("status"_L1).toString();
        return status == u"completed"_s || status == u"failed"_s;
    }

    QString upload(const std::string &token, const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        const std::string body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"street.avi\"\r\n\r\n"
            + file.readAll().toStdString() + "\r\n--b--\r\n";
        const RawReply reply = RawClient(asked->url().port())
                                   .ask(requestText("POST", "/api/v1/media/upload",
                                                    "Authorization: Bearer " + token
                                                        + "\r\nContent-Type: multipart/form-data; boundary=b\r\n",
                                                    body));
        EXPECT_EQ(reply.status, 202) << reply.body;
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body))
            .object()
            .value("tracking_url"_L1)
            .toString();
    }

    // Whether a process works for this job.
    static bool isWorkedOn(const QString &id)
    {
        for (const QString &process : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
            QFile words(u"/proc/%1/cmdline"_s.arg(process));
            if (words.open(QIODevice::ReadOnly) && words.readAll().contains(id.toLatin1())) {
                return true;
            }
        }
        return false;
    }

    test::ServerProcess server;
    test::ServerProcess *asked = &server;
};

} // namespace

TEST_F(KilledServer, GoesOnWithItsEncodeFromTheLastSegment)
{
    server.start();
    const std::string token = signIn();
    const QJsonObject uploaded = job(token, upload(token, test::streetVideo()), hasEnded);
    const QString media = uploaded.value("result"_L1)["media_id"_L1].toString();
    ASSERT_FALSE(media.isEmpty()) << QJsonDocument(uploaded).toJson().constData();
    const QString url = ask("POST", "/api/v1/media/transcode",
                            uR"({"media_id":"%1","targets":["720p"]})"_s.arg(media).toStdString(), token)
                            .value("tracking_url"_L1)
                            .toString();
    const QJsonObject begun = job(token, url, [](const QJsonObject &now) {
        return hasEnded(now) || now.value("progress"_L1).toDouble() > 25;
    });
    ASSERT_FALSE(hasEnded(begun)) << "it was too quick to be killed";
    const QString id = begun.value("id"_L1).toString();
    EXPECT_TRUE(isWorkedOn(id));
    server.kill();
    const QDeadlineTimer soon(5000);
    while (isWorkedOn(id) && !soon.hasExpired()) {
        QThread::msleep(20);
    }
    EXPECT_FALSE(isWorkedOn(id)) << "the worker dies with its server";

    server.start();
    const QJsonObject ended = job(signIn(), url, hasEnded);
    EXPECT_EQ(ended.value("status"_L1).toString(), u"completed"_s)
        << QJsonDocument(ended).toJson().constData();
    EXPECT_EQ(ended.value("attempts"_L1).toInt(), 2);
    EXPECT_GT(ended.value("result"_L1)["resumed_segments"_L1].toInt(), 0);
}

TEST_F(KilledServer, KeepsACancelledJobCancelled)
{
    server.start();
    const std::string token = signIn();
    const QJsonObject uploaded = job(token, upload(token, test::streetVideo()), hasEnded);
    const QString media = uploaded.value("media_id"_L1).toString();
    const QString url = ask("POST", "/api/v1/media/transcode",
                            uR"({"media_id":"%1","targets":["720p"]})"_s.arg(media).toStdString(), token)
                            .value("tracking_url"_L1)
                            .toString();
    const QJsonObject begun = job(token, url, [](const QJsonObject &now) {
        return hasEnded(now) || now.value("progress"_L1).toDouble() > 10;
    });
    ASSERT_FALSE(hasEnded(begun)) << "it was too quick to be killed";
    const QString id = begun.value("id"_L1).toString();
    const QString folder = server.data() + u"/media/work/"_s + id;
    EXPECT_TRUE(QDir(folder).exists());
    ask("POST", "/api/v1/media/job/" + id.toStdString() + "/cancel", {}, token);
    server.kill(); // before or while it ends the worker
    const QDeadlineTimer soon(5000);
    while (isWorkedOn(id) && !soon.hasExpired()) {
        QThread::msleep(20);
    }
    EXPECT_FALSE(isWorkedOn(id)) << "the worker dies with its server";

    server.start();
    EXPECT_FALSE(QDir(folder).exists()) << "swept at the start";
    QThread::msleep(3000); // longer than a lane waits for due jobs
    const QJsonObject after = job(signIn(), url, [](const QJsonObject &) { return true; });
    EXPECT_EQ(after.value("status"_L1).toString(), u"cancelled"_s);
    EXPECT_EQ(after.value("attempts"_L1).toInt(), 1);
    EXPECT_FALSE(isWorkedOn(id));
}

// Two servers on one database and one media folder. The one that encodes is killed; the other goes on from its last segment
// as soon as the lease has run out.
TEST_F(KilledServer, LeavesItsEncodeToAnotherServer)
{
    const QString database = test::freshDatabase();
    PgPool pool(database, 2);
    const auto one = [&pool](const std::string &sql) {
        const Result<PgRows> rows = pool.with<PgRows>([&](PgConnection &connection) { return connection.exec(sql); });
        EXPECT_TRUE(rows.ok() && rows->count() > 0) << sql;
        return rows.ok() && rows->count() > 0 ? rows->string(0, 0) : QString();
    };
    const test::TemporaryDirectory shared;
    test::ServerProcess first(database, shared.file(u"media"_s));
    test::ServerProcess second(database, shared.file(u"media"_s));
    first.start();
    second.start();
    asked = &first;
    const std::string token = signIn();
    const QJsonObject uploaded = job(token, upload(token, test::streetVideo()), hasEnded);
    const QString media = uploaded.value("media_id"_L1).toString();
    const QString url = ask("POST", "/api/v1/media/transcode",
                            uR"({"media_id":"%1","targets":["720p"]})"_s.arg(media).toStdString(), token)
                            .value("tracking_url"_L1)
                            .toString();
    const QJsonObject begun = job(token, url, [](const QJsonObject &now) {
        return hasEnded(now) || now.value("progress"_L1).toDouble() > 25;
    });
    ASSERT_FALSE(hasEnded(begun)) << "it was too quick to be killed";
    const QString owner = one("SELECT leased_by FROM jobs WHERE kind = 'transcode'");
    const bool isFirst = owner.endsWith(first.data());
    ASSERT_TRUE(isFirst || owner.endsWith(second.data())) << qUtf8Printable(owner);
    (isFirst ? first : second).kill();
    asked = isFirst ? &second : &first;
    EXPECT_EQ(job(token, url, [](const QJsonObject &) { return true; }).value("status"_L1).toString(), u"processing"_s)
        << "a token of one server is good on the other, and the lease lasts";
    one("UPDATE jobs SET lease_until = now() WHERE kind = 'transcode' RETURNING id"); // a minute later
    const QJsonObject ended = job(token, url, hasEnded);
    EXPECT_EQ(ended.value("status"_L1).toString(), u"completed"_s) << QJsonDocument(ended).toJson().constData();
    EXPECT_EQ(ended.value("attempts"_L1).toInt(), 2);
    EXPECT_GT(ended.value("result"_L1)["resumed_segments"_L1].toInt(), 0);
    EXPECT_FALSE(one("SELECT leased_by FROM jobs WHERE kind = 'transcode'") == owner);
    EXPECT_EQ(one("SELECT count(*) FROM schedules"), u"5"_s) << "of both servers";
    EXPECT_EQ(one("SELECT count(*) - count(DISTINCT args) FROM jobs WHERE args ? 'slot'"), u"0"_s);
}

} // namespace rawi::server

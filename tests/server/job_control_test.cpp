// Lists, cancelling, the bound and the time limit of the server's media jobs; real PostgreSQL, real worker, real media.
#include "tests/server/media_bench.h"
#include "tests/support/media_files.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QThread>

namespace rawi::server {

namespace {

QString textOf(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toString();
}

class JobControl : public test::MediaBench {
protected:
    static QJsonObject json(const RawReply &reply)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
    }

    RawReply post(const std::string &path, const QJsonObject &body, const std::string &extra = {},
                  const std::string &token = "editor")
    {
        return RawClient(edge->port())
            .ask(jsonRequest("POST", path, token, QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString(), extra));
    }

    RawReply form(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qUtf8Printable(path);
        const std::string body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + file.readAll().toStdString() + "\r\n--b--\r\n";
        return RawClient(edge->port())
            .ask(requestText("POST", "/api/v1/media/upload",
                             "Authorization: Bearer editor\r\nContent-Type: multipart/form-data; boundary=b\r\n", body));
    }

    QJsonObject job(const QString &id)
    {
        return json(get("/api/v1/media/job/" + id.toStdString() + "/status"));
    }

    // The job when `condition` holds for it.
    QJsonObject job(const QString &id, const std::function<bool(const QJsonObject &)> &condition)
    {
        const QDeadlineTimer deadline(120'000);
        for (;;) {
            const QJsonObject one = job(id);
            if (condition(one) || deadline.hasExpired()) {
                return one;
            }
            QThread::msleep(20);
        }
    }
    static bool hasEnded(const QJsonObject &one)
    {
        return textOf(one, "status") != u"pending"_s && textOf(one, "status") != u"processing"_s;
    }
    static bool encodes(const QJsonObject &one)
    {
        return hasEnded(one) || one.value("progress"_L1).toDouble() > 1;
    }

    QString imported(const QString &path)
    {
        const QJsonObject one = job(textOf(json(form(path)), "job_id"), hasEnded);
        EXPECT_EQ(textOf(one, "status"), u"completed"_s) << QJsonDocument(one).toJson().constData();
        return textOf(one, "media_id");
    }

    RawReply transcode(const QString &media, const std::string &extra = {}, const char *preset = "720p")
    {
        return post("/api/v1/media/transcode",
                    {{u"media_id"_s, media}, {u"targets"_s, QJsonArray{QLatin1StringView(preset)}}}, extra);
    }

    RawReply cancel(const QString &id, const std::string &token = "editor")
    {
        return post("/api/v1/media/job/" + id.toStdString() + "/cancel", {}, {}, token);
    }

    QStringList listed(const std::string &query, QString *cursor = nullptr)
    {
        const QJsonObject page = json(get("/api/v1/media/jobs" + query));
        QStringList ids;
        for (const QJsonValue &one : page.value("items"_L1).toArray()) {
            ids.append(one["id"_L1].toString());
        }
        if (cursor != nullptr) {
            *cursor = textOf(page, "next_cursor");
        }
        return ids;
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
    static bool endsSoon(const QString &id)
    {
        const QDeadlineTimer deadline(5000);
        while (isWorkedOn(id) && !deadline.hasExpired()) {
            QThread::msleep(20);
        }
        return !isWorkedOn(id);
    }
};

} // namespace

TEST_F(JobControl, ListsPageByPageNewestFirst)
{
    const QString media = imported(test::spokenLetter());
    const QString second = imported(test::spokenLetter());
    QStringList made;
    for (int i = 0; i < 5; ++i) {
        made.prepend(textOf(json(post("/api/v1/media/analyze", {{u"media_id"_s, media}})), "job_id"));
        job(made.first(), hasEnded);
    }
    EXPECT_EQ(listed("?kind=analyze"), made);
    QString cursor;
    QStringList paged = listed("?kind=analyze&limit=2", &cursor);
    EXPECT_EQ(paged.size(), 2);
    while (!cursor.isEmpty()) {
        paged += listed("?kind=analyze&limit=2&cursor=" + cursor.toStdString(), &cursor);
    }
    EXPECT_EQ(paged, made);
    EXPECT_EQ(listed("?media_id=" + media.toStdString()).size(), 6) << "with the upload it came with";
    EXPECT_EQ(listed("?media_id=" + second.toStdString()).size(), 1);
    EXPECT_EQ(listed("?status=completed&kind=analyze"), made);
    EXPECT_TRUE(listed("?status=pending").isEmpty());
    const QJsonObject page = json(get("/api/v1/media/jobs?limit=1", {}, "viewer"));
    EXPECT_FALSE(page.value("items"_L1).toArray().at(0).toObject().contains(u"result"_s));
    EXPECT_EQ(get("/api/v1/media/jobs", {}, "").status, 401);
    for (const char *query : {"?status=lost", "?media_id=x", "?limit=0", "?cursor=x", "?cursor=WyItaWQiLCJ4Il0"}) {
        EXPECT_EQ(get(std::string("/api/v1/media/jobs") + query).status, 422) << query;
    }
}

TEST_F(JobControl, CancelsOneThatRuns)
{
    const QString media = imported(test::streetVideo());
    RawClient socket(edge->port());
    ASSERT_EQ(socket.ask(upgradeText("/api/v1/ws?access_token=viewer")).status, 101);
    socket.sendFrame(1, "hello");
    ASSERT_EQ(socket.readMessage().payload, "welcome");
    const QString id = textOf(json(transcode(media)), "job_id");
    const QString waiting = textOf(json(transcode(media)), "job_id");
    ASSERT_FALSE(hasEnded(job(id, encodes))) << "it was too quick to be cancelled";
    ASSERT_TRUE(isWorkedOn(id));
    EXPECT_EQ(cancel(id, "viewer").status, 403);
    EXPECT_EQ(cancel(id, "other").status, 403) << "somebody else's";
    EXPECT_EQ(cancel(waiting, "admin").status, 200) << "one that waits, by somebody who manages";

    const RawReply done = cancel(id);
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(textOf(json(done), "status"), u"cancelled"_s);
    EXPECT_TRUE(endsSoon(id));
    QString told;
    while (told != u"cancelled"_s) {
        const RawClient::Frame frame = socket.readMessage();
        ASSERT_EQ(frame.opcode, 1);
        const QJsonObject said = QJsonDocument::fromJson(QByteArray::fromStdString(frame.payload))
                                     .object()
                                     .value("job"_L1)
                                     .toObject();
        told = textOf(said, "id") == id ? textOf(said, "status") : QString();
    }
    EXPECT_EQ(cancel(id).status, 200) << "twice is once";
    EXPECT_EQ(cancel(uuidText(QUuid::createUuid())).status, 404);

    const QString next = textOf(json(post("/api/v1/media/analyze", {{u"media_id"_s, media}})), "job_id");
    EXPECT_EQ(textOf(job(next, hasEnded), "status"), u"completed"_s) << "the lane goes on";
    EXPECT_EQ(cancel(next).status, 409) << "it has ended";
    EXPECT_EQ(textOf(job(id), "status"), u"cancelled"_s);
    EXPECT_EQ(job(waiting).value("attempts"_L1).toInt(), 0);
    EXPECT_EQ(one("SELECT count(*) FROM media_variants WHERE name = '720p'"), u"0"_s);
    EXPECT_TRUE(QDir(blobs->workFolder()).isEmpty()) << "nothing is left behind";
    EXPECT_EQ(listed("?status=cancelled"), (QStringList{waiting, id}));
}

TEST_F(JobControl, AsksForTheRoleOfNow)
{
    const QString media = imported(test::streetVideo());
    const QString id = textOf(json(transcode(media)), "job_id");
    ASSERT_TRUE(one("UPDATE people SET role = 'viewer' WHERE email = 'editor@rawi.example' RETURNING role")
                == u"viewer"_s);
    EXPECT_EQ(cancel(id).status, 403) << "the token says editor still";
    ASSERT_TRUE(one("UPDATE people SET active = false WHERE email = 'editor@rawi.example' RETURNING email").contains(u'@'));
    EXPECT_EQ(cancel(id).status, 403);
    EXPECT_EQ(cancel(id, "admin").status, 200);
    EXPECT_TRUE(endsSoon(id));
}

TEST_F(JobControl, AWorkspaceHasOnlySoMany)
{
    const QString media = imported(test::streetVideo());
    limits.open = 1;
    restart();
    const QString id = textOf(json(transcode(media, "Idempotency-Key: one\r\n")), "job_id");
    const RawReply refused = transcode(media);
    EXPECT_EQ(refused.status, 429) << refused.body;
    EXPECT_EQ(textOf(json(refused), "code"), u"rate_limited"_s);
    EXPECT_EQ(textOf(json(transcode(media, "Idempotency-Key: one\r\n")), "job_id"), id) << "the same again is no further one";
    EXPECT_EQ(form(test::spokenLetter()).status, 429) << "before gigabytes are sent";
    EXPECT_EQ(cancel(id).status, 200);
    const RawReply next = post("/api/v1/media/analyze", {{u"media_id"_s, media}});
    EXPECT_EQ(next.status, 202) << next.body;
    EXPECT_EQ(textOf(job(textOf(json(next), "job_id"), hasEnded), "status"), u"completed"_s);
}

TEST_F(JobControl, AFilmOf720LinesIsNotMadeTwiceNorCalled1080p)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"720.mp4"_s);
    test::ffmpeg({u"-i"_s, test::phoneVideo(), u"-vf"_s, u"scale=1280:720,setsar=1"_s, u"-an"_s, film});
    const QString media = imported(film);
    const RawReply asked = post("/api/v1/media/transcode", {{u"media_id"_s, media}, {u"targets"_s, QJsonArray{u"1080p"_s, u"720p"_s, u"360p"_s}}});
    ASSERT_EQ(asked.status, 202) << asked.body;
    const QJsonObject made = job(textOf(json(asked), "job_id"), hasEnded).value("result"_L1).toObject();
    EXPECT_EQ(made.value("variants"_L1).toArray(), (QJsonArray{u"720p"_s, u"360p"_s}));
}

TEST_F(JobControl, EndsWhatTakesTooLong)
{
    const QString media = imported(test::streetVideo());
    limits.encodeFloor = std::chrono::milliseconds(700);
    limits.encodeFactor = 0;
    restart();
    const QString id = textOf(json(transcode(media)), "job_id");
    const QJsonObject ended = job(id, hasEnded);
    EXPECT_EQ(textOf(ended, "status"), u"failed"_s);
    const QJsonObject error = ended.value("error"_L1).toObject();
    EXPECT_EQ(textOf(error, "code"), u"timeout"_s);
    EXPECT_TRUE(textOf(error, "detail").contains(u"may take 0.7 s"_s))
        << qUtf8Printable(textOf(error, "detail"));
    EXPECT_EQ(ended.value("attempts"_L1).toInt(), 1) << "not tried again";
    EXPECT_TRUE(endsSoon(id));
    EXPECT_FALSE(QDir(blobs->workFolder()).isEmpty());
    EXPECT_TRUE(uploads->sweep(clock.nowMs()).ok());
    EXPECT_TRUE(QDir(blobs->workFolder()).isEmpty()) << "the hourly sweep takes its folder";
}

} // namespace rawi::server

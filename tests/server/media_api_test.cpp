// The media interface of the specification (Media Processing Service) on a real PostgreSQL with the real worker.
#include "sync-server/media/multipart_parser.h"
#include "tests/server/media_bench.h"
#include "tests/support/media_files.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QThread>

namespace rawi::server {

namespace {

using test::sha256Of;

class MediaApi : public test::MediaBench {
protected:
    static std::string bytesOf(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qUtf8Printable(path);
        return file.readAll().toStdString();
    }
    static QJsonObject json(const RawReply &reply)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
    }

    RawReply form(const std::string &metadata, const std::string &fileName, const std::string &type, const std::string &bytes,
                  const std::string &extra = {}, const std::string &token = "editor")
    {
        const std::string line = "\r\n--the boundary\r\n";
        std::string body = "--the boundary\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                           "Content-Type: application/json\r\n\r\n"
            + metadata + line + "Content-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\nContent-Type: "
            + type + "\r\n\r\n" + bytes + "\r\n--the boundary--\r\n";
        return RawClient(edge->port())
            .ask(requestText("POST", "/api/v1/media/upload",
                             "Authorization: Bearer " + token
                                 + "\r\nContent-Type: multipart/form-data; boundary=\"the boundary\"\r\n" + extra,
                             body));
    }

    RawReply post(const std::string &path, const QJsonObject &body, const std::string &extra = {},
                  const std::string &token = "editor")
    {
        return RawClient(edge->port())
            .ask(jsonRequest("POST", path, token, QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString(), extra));
    }

    // The job's last word.
    QJsonObject ended(const RawReply &accepted)
    {
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        const std::string url = json(accepted).value("tracking_url"_L1).toString().toStdString();
        const QDeadlineTimer deadline(120'000);
        for (;;) {
            const QJsonObject job = json(get(url, {}, "viewer"));
            const QString status = job.value("status"_L1).toString();
            if (status == u"completed"_s || status == u"failed"_s || deadline.hasExpired()) {
                return job;
            }
            QThread::msleep(20);
        }
    }
    static QString status(const QJsonObject &job) { return job.value("status"_L1).toString(); }

    // A real film that came with a form; its media id.
    QString imported(const QString &path, const char *type)
    {
        const QJsonObject job = ended(form(R"({"title_ar":"نشرة"})", "نشرة.mp4", type, bytesOf(path)));
        EXPECT_EQ(status(job), u"completed"_s) << QJsonDocument(job).toJson().constData();
        return job.value("result"_L1)["media_id"_L1].toString();
    }

    QJsonObject variantNamed(const QString &media, const char *name)
    {
        const QJsonArray items =
            json(get("/api/v1/media/" + media.toStdString() + "/variants")).value("items"_L1).toArray();
        for (const QJsonValue &one : items) {
            if (one["name"_L1].toString() == QLatin1StringView(name)) {
                return one.toObject();
            }
        }
        return {};
    }
};

// Keeps the parts as "name=bytes".
class KeptForm final : public FormSink {
public:
    Result<void> beginPart(const FormPart &part) override
    {
        text += part.name.toStdString() + '(' + part.fileName.toStdString() + ',' + part.contentType.toStdString() + ")=";
        return {};
    }
    Result<void> partData(const char *data, size_t size) override
    {
        text.append(data, size);
        return {};
    }
    Result<void> endPart() override
    {
        text += ';';
        return {};
    }
    std::string text;
};

std::string parsed(const std::string &body, size_t piece, const char *type = "multipart/form-data; boundary=AbC")
{
    KeptForm form;
    Result<MultipartParser> parser = MultipartParser::make(type, form);
    if (!parser) {
        return "refused";
    }
    for (size_t at = 0; at < body.size(); at += piece) {
        if (!parser->feed(body.data() + at, std::min(piece, body.size() - at))) {
            return "refused";
        }
    }
    return parser->finish() ? form.text : "refused";
}

} // namespace

TEST(MultipartParser, ReadsAFormInAnyPieces)
{
    const std::string body = "preamble\r\n--AbC\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--AbC \r\n"
                             "content-type: Video/MP4; x=y\r\nContent-Disposition: form-data; name=file; "
                             "filename=\"C:\\\\films\\\\a\\\"b.mp4\"\r\n\r\n\r\n--AbX\r\n--Ab\r\n--AbC--\r\nepilogue";
    for (size_t piece = 1; piece < body.size(); ++piece) {
        ASSERT_EQ(parsed(body, piece), "a(,)=;file(a\"b.mp4,video/mp4)=\r\n--AbX\r\n--Ab;") << piece;
    }
    EXPECT_EQ(parsed(body.substr(0, body.size() - 14), 7), "refused") << "no last delimiter";
    EXPECT_EQ(parsed("--AbC--", 3), "");
    EXPECT_EQ(parsed("--AbCx\r\n", 3), "refused");
    EXPECT_EQ(parsed("--AbC\r\nno colon\r\n\r\n", 3), "refused");
    EXPECT_EQ(parsed("--AbC\r\n\r\nnameless\r\n--AbC--", 3), "refused");
    EXPECT_EQ(parsed(std::string(100'000, 'x'), 1000), "refused") << "no form";
    EXPECT_EQ(parsed("--AbC\r\nA: " + std::string(100'000, 'x'), 1000), "refused") << "an endless head";
    EXPECT_EQ(parsed(body, 9, "multipart/form-data"), "refused");
    EXPECT_EQ(parsed(body, 9, ("multipart/form-data; boundary=" + std::string(71, 'x')).c_str()), "refused");
}

TEST_F(MediaApi, AFormBecomesAnItemWithAFilm)
{
    const std::string bytes = bytesOf(test::phoneVideo());
    const RawReply accepted = form(R"({"title_en":"From the phone"})", "VID.mp4", "video/mp4", bytes, "Idempotency-Key: one\r\n");
    const QJsonObject job = ended(accepted);
    ASSERT_EQ(status(job), u"completed"_s) << QJsonDocument(job).toJson().constData();
    EXPECT_EQ(job.value("progress"_L1).toDouble(), 100);
    const QJsonObject result = job.value("result"_L1).toObject();
    const QString media = result.value("media_id"_L1).toString();
    const QJsonObject film = json(get("/api/v1/media/" + media.toStdString()));
    EXPECT_EQ(film.value("original_filename"_L1).toString(), u"VID.mp4"_s);
    EXPECT_EQ(film.value("upload_status"_L1).toString(), u"completed"_s);
    EXPECT_EQ(film.value("content_type"_L1).toString(), u"video/mp4"_s);
    EXPECT_EQ(film.value("metadata"_L1)["kind"_L1].toString(), u"video"_s);
    EXPECT_EQ(get(film.value("url"_L1).toString().toStdString(), {}, "").body, bytes);
    EXPECT_EQ(one("SELECT title_en FROM content_items WHERE id = $1",
                  {result.value("content_id"_L1).toString().toStdString()}),
              u"From the phone"_s);
    const RawReply again = form(R"({"title_en":"From the phone"})", "VID.mp4", "video/mp4", bytes, "Idempotency-Key: one\r\n");
    EXPECT_EQ(json(again).value("job_id"_L1), json(accepted).value("job_id"_L1));
    EXPECT_EQ(form(R"({"title_en":"Another"})", "VID.mp4", "video/mp4", bytes, "Idempotency-Key: one\r\n").status, 409);
    EXPECT_EQ(job.value("media_id"_L1).toString(), media);
    EXPECT_EQ(film.value("cdn_url"_L1), film.value("url"_L1));
    const QJsonObject variant = variantNamed(media, "original");
    EXPECT_EQ(variant.value("processing_status"_L1).toString(), u"completed"_s);
    EXPECT_EQ(variant.value("s3_key"_L1).toString(), sha256Of(bytes));
    EXPECT_EQ(variant.value("format"_L1).toString(), u"mp4"_s);
    EXPECT_EQ(variant.value("media_asset_id"_L1).toString(), media);
}

TEST_F(MediaApi, RefusesFormsThatAreNone)
{
    const std::string sound = bytesOf(test::spokenLetter());
    EXPECT_EQ(form("{}", "a.ogg", "audio/ogg", sound, {}, "viewer").status, 403);
    EXPECT_EQ(form("{}", "a.ogg", "audio/ogg", "").status, 422) << "empty";
    EXPECT_EQ(form("[]", "a.ogg", "audio/ogg", sound).status, 422);
    EXPECT_EQ(form(R"({"colour":"red"})", "a.ogg", "audio/ogg", sound).status, 422);
    EXPECT_EQ(form(R"({"content_id":"x"})", "a.ogg", "audio/ogg", sound).status, 422);
    EXPECT_EQ(form(std::string(100'000, ' '), "a.ogg", "audio/ogg", sound).status, 413);
    const auto code = [&](const QJsonObject &job) { return job.value("error"_L1)["code"_L1].toString(); };
    EXPECT_EQ(code(ended(form("{}", "film.mp4", "video/mp4", "I am a text, honestly."))), u"not_media"_s);
    EXPECT_EQ(code(ended(form("{}", "film.mp4", "video/mp4", sound))), u"unsupported_media_type"_s);
    std::string cut = bytesOf(test::phoneVideo());
    cut.resize(cut.size() / 2);
    EXPECT_EQ(code(ended(form("{}", "film.mp4", "video/mp4", cut))), u"media_truncated"_s);
    const QString unknown = uR"({"content_id":"%1"})"_s.arg(uuidText(QUuid::createUuid()));
    EXPECT_EQ(code(ended(form(unknown.toStdString(), "a.ogg", "audio/ogg", sound))), u"not_found"_s);
    EXPECT_EQ(one("SELECT count(*) FROM content_items"), u"1"_s) << "the bench's own";
}

TEST_F(MediaApi, TranscodesByPresets)
{
    const QString media = imported(test::phoneVideo(), "video/mp4");
    const QString url = u"/api/v1/media/%1/file/original"_s.arg(media);
    const QJsonObject body{{u"source_url"_s, url}, {u"targets"_s, QJsonArray{u"360p"_s}}};
    const QJsonObject job = ended(post("/api/v1/media/transcode", body));
    ASSERT_EQ(status(job), u"completed"_s) << QJsonDocument(job).toJson().constData();
    const QJsonObject variant = variantNamed(media, "360p");
    EXPECT_EQ(variant.value("status"_L1).toString(), u"completed"_s);
    EXPECT_EQ(variant.value("variant_type"_L1).toString(), u"low_res"_s);
    const std::string made = get(variant.value("url"_L1).toString().toStdString(), {}, "").body;
    EXPECT_EQ(sha256Of(made), variant.value("sha256"_L1).toString());
    QFile file(folder.file(u"made.mp4"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(made.data(), qint64(made.size())) == qint64(made.size()));
    file.close();
    const auto report = worker.run({u"probe"_s, file.fileName(), u"--json"_s}, 20'000);
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->value("width"_L1).toInt(), variant.value("width"_L1).toInt());
    EXPECT_TRUE(QDir(blobs->workFolder()).isEmpty()) << "nothing is left behind";
}

TEST_F(MediaApi, AStreamMadeHerePlaysFromHere)
{
    const QString media = imported(test::phoneVideo(), "video/mp4");
    const QJsonObject body{{u"media_id"_s, media}, {u"targets"_s, QJsonArray{u"hls-480p"_s, u"hls-360p"_s}}};
    const QJsonObject job = ended(post("/api/v1/media/transcode", body));
    ASSERT_EQ(status(job), u"completed"_s) << QJsonDocument(job).toJson().constData();
    const QString url = variantNamed(media, "hls-360p_hls-480p-master.m3u8").value("url"_L1).toString();
    ASSERT_FALSE(url.isEmpty()) << QJsonDocument(job).toJson().constData();
    QProcess ffprobe;
    ffprobe.start(u"ffprobe"_s,
                  {u"-v"_s, u"error"_s, u"-count_frames"_s, u"-show_entries"_s,
                   u"stream=height,nb_read_frames"_s, u"-select_streams"_s, u"v"_s, u"-of"_s, u"json"_s,
                   u"http://127.0.0.1:%1"_s.arg(edge->port()) + url});
    ASSERT_TRUE(ffprobe.waitForFinished(60'000));
    const QJsonArray streams =
        QJsonDocument::fromJson(ffprobe.readAllStandardOutput()).object().value("streams"_L1).toArray();
    ASSERT_EQ(streams.size(), 2) << ffprobe.readAllStandardError().constData();
    for (const QJsonValue &one : streams) {
        EXPECT_GT(one["nb_read_frames"_L1].toString().toInt(), 20);
    }
}

TEST_F(MediaApi, FetchesNothingFromElsewhere)
{
    const QString media = imported(test::spokenLetter(), "audio/ogg");
    const QString own = u"/api/v1/media/"_s + media;
    const auto asked = [&](const QString &url) {
        return post("/api/v1/media/analyze", {{u"source_url"_s, url}}).status;
    };
    for (const char *url : {"http://169.254.169.254/latest", "file:///etc/passwd", "http://localhost:5432/", "//evil.example/api/v1/media/",
                            "gopher://x/", "/etc/passwd", "/api/v1/media/../../x", "ftp://127.0.0.1/", "not a url"}) {
        EXPECT_EQ(asked(QString::fromLatin1(url)), 422) << url;
    }
    EXPECT_EQ(asked(u"http://evil.example"_s + own), 422);
    EXPECT_EQ(asked(u"http://editor@127.0.0.1:1"_s + own), 422);
    EXPECT_EQ(asked(u"/api/v1/media/"_s + uuidText(QUuid::createUuid())), 404);
    EXPECT_EQ(asked(own + u"/file/1080p"_s), 404);
    EXPECT_EQ(post("/api/v1/media/analyze", {}).status, 422);
    EXPECT_EQ(post("/api/v1/media/analyze", {{u"media_id"_s, media}}, {}, "viewer").status, 403);
    EXPECT_EQ(post("/api/v1/media/transcode", {{u"media_id"_s, media}}).status, 422) << "no targets";
    EXPECT_EQ(
        post("/api/v1/media/transcode", {{u"media_id"_s, media}, {u"targets"_s, QJsonArray{u"8k"_s}}}).status,
        422);
    EXPECT_EQ(post("/api/v1/media/analyze", {{u"media_id"_s, uuidText(asset)}}).status, 404)
        << "never uploaded";
    EXPECT_EQ(get("/api/v1/media/job/" + uuidText(QUuid::createUuid()).toStdString() + "/status").status, 404);

    const QJsonObject job = ended(post("/api/v1/media/analyze", {{u"source_url"_s, own}}));
    EXPECT_EQ(status(job), u"completed"_s);
    EXPECT_EQ(job.value("result"_L1)["probe"_L1]["kind"_L1].toString(), u"audio"_s);
    const QJsonValue loudness = job.value("result"_L1)["quality"_L1]["loudness"_L1];
    EXPECT_LT(loudness["integrated"_L1].toDouble(), -5) << QJsonDocument(job).toJson().constData();
}

TEST_F(MediaApi, TellsSocketsOfJobs)
{
    RawClient socket(edge->port());
    ASSERT_EQ(socket.ask(upgradeText("/api/v1/ws?access_token=viewer")).status, 101);
    socket.sendFrame(1, "hello");
    EXPECT_EQ(socket.readMessage().payload, "welcome");
    const QString media = imported(test::spokenLetter(), "audio/ogg");
    QStringList told;
    while (!told.contains(u"upload completed"_s)) {
        const RawClient::Frame frame = socket.readMessage();
        ASSERT_EQ(frame.opcode, 1);
        const QJsonObject message = QJsonDocument::fromJson(QByteArray::fromStdString(frame.payload)).object();
        if (message.value("type"_L1).toString() == "job_status"_L1) {
            const QJsonObject job = message.value("job"_L1).toObject();
            told.append(job.value("kind"_L1).toString() + QLatin1Char(' ') + status(job));
        }
    }
    EXPECT_TRUE(told.contains(u"upload processing"_s)) << qUtf8Printable(told.join(QLatin1Char(',')));
}

} // namespace rawi::server

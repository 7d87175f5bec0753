// Upload manifests on a real PostgreSQL, judged by the real media worker on real media and on hostile files.
#include "sync-server/media/signed_url.h"
#include "tests/server/media_bench.h"
#include "tests/support/media_files.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QThread>

namespace rawi::server {

namespace {

using test::sha256Of;

struct File {
    std::string bytes;
    QJsonObject entry; // of the manifest
};

class ManifestTest : public test::MediaBench {
protected:
    static std::string bytesOf(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qUtf8Printable(path);
        return file.readAll().toStdString();
    }

    static File made(const char *type, const char *name, const char *contentType, std::string bytes)
    {
        const QJsonObject entry{{QStringLiteral("type"), QLatin1StringView(type)},
                                {QStringLiteral("name"), QLatin1StringView(name)},
                                {QStringLiteral("content_type"), QLatin1StringView(contentType)},
                                {QStringLiteral("size"), static_cast<qint64>(bytes.size())},
                                {QStringLiteral("sha256"), sha256Of(bytes)}};
        return {std::move(bytes), entry};
    }

    // A real file with what the worker says of it.
    File probed(const char *type, const char *name, const QString &path)
    {
        const Result<QJsonObject> report = worker.run({QStringLiteral("probe"), path, QStringLiteral("--json")}, 20'000);
        EXPECT_TRUE(report.ok()) << qUtf8Printable(report.ok() ? QString() : report.error().toString());
        File file = made(type, name, "", bytesOf(path));
        for (const char *member : {"content_type", "width", "height", "duration_ms"}) {
            file.entry.insert(QLatin1StringView(member), report->value(QLatin1StringView(member)));
        }
        return file;
    }

    QJsonObject manifest(const QList<File> &files) const
    {
        QJsonArray entries;
        for (const File &one : files) {
            entries.append(one.entry);
        }
        return {{QStringLiteral("version"), 1},
                {QStringLiteral("asset_id"), uuidText(asset)},
                {QStringLiteral("files"), entries}};
    }

    std::string path() const { return "/api/v1/media/" + uuidText(asset).toStdString() + "/manifest"; }

    RawReply post(const QJsonObject &body, const std::string &token = "editor")
    {
        return RawClient(edge->port())
            .ask(jsonRequest("POST", path(), token, QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString()));
    }

    static QJsonObject json(const RawReply &reply)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
    }

    // Posts it and uploads all that is missing but `keepBack`; the manifest's own path.
    std::string upload(const QList<File> &files, const QString &keepBack = {})
    {
        const RawReply reply = post(manifest(files));
        EXPECT_LE(reply.status, 202) << reply.body;
        for (const QJsonValue &one : json(reply).value(QLatin1StringView("missing")).toArray()) {
            const QString name = one[QLatin1StringView("name")].toString();
            if (name != keepBack) {
                send(uuidFromText(one[QLatin1StringView("variant_id")].toString()), bytesNamed(files, name));
            }
        }
        return reply.header("location");
    }

    static const std::string &bytesNamed(const QList<File> &files, const QString &name)
    {
        return std::find_if(files.begin(), files.end(), [&](const File &one) {
                   return one.entry.value(QLatin1StringView("name")).toString() == name;
               })->bytes;
    }

    void send(const QUuid &variant, const std::string &bytes)
    {
        const std::string url = createdUrl(variant, static_cast<qint64>(bytes.size()));
        EXPECT_EQ(patch(url, 0, bytes).status, 204);
    }

    QJsonObject ended(const std::string &location)
    {
        const QDeadlineTimer deadline(60'000);
        for (;;) {
            const QJsonObject where = json(get(location));
            const QString status = where.value(QLatin1StringView("status")).toString();
            if ((status != QStringLiteral("pending") && status != QStringLiteral("processing")) || deadline.hasExpired()) {
                return where;
            }
            QThread::msleep(20);
        }
    }

    QString statusOfName(const char *name)
    {
        return one("SELECT status FROM media_variants WHERE name = $1", {name});
    }

    // The words of the one problem of a manifest of this file alone.
    QJsonObject problemOf(const File &file)
    {
        const QJsonObject where = ended(upload({file}));
        EXPECT_EQ(where.value(QLatin1StringView("status")).toString(), QStringLiteral("failed"));
        EXPECT_EQ(where.value(QLatin1StringView("problems")).toArray().size(), 1);
        return where.value(QLatin1StringView("problems")).toArray().at(0).toObject();
    }
    QString codeOf(const File &file) { return problemOf(file).value(QLatin1StringView("code")).toString(); }
};

} // namespace

TEST_F(ManifestTest, PublishesEverythingInOneCommit)
{
    const QList<File> files{probed("rendition", "1080p", test::phoneVideo()), probed("poster", "poster", test::turnedPicture()),
                            probed("rendition", "sound", test::spokenLetter()),
                            made("subtitles", "subtitles-ar.vtt", "text/vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nمطر\n"),
                            made("report", "report", "application/json", "{\"integrated\":-23}")};
    const std::string location = upload(files, QStringLiteral("sound"));
    for (const char *name : {"1080p", "poster", "sound", "subtitles-ar.vtt", "report"}) {
        EXPECT_EQ(statusOfName(name), QStringLiteral("pending")) << name << ": one is missing";
    }
    EXPECT_EQ(get(filePathOf(QStringLiteral("1080p"))).status, 404) << "not to be read before all are";
    const QJsonObject where = json(get(location));
    const QJsonArray missing = where.value(QLatin1StringView("missing")).toArray();
    ASSERT_EQ(missing.size(), 1);
    EXPECT_EQ(missing.at(0)[QLatin1StringView("name")].toString(), QStringLiteral("sound"));

    EXPECT_EQ(upload(files), location) << "the same manifest again is the same manifest";
    EXPECT_EQ(ended(location).value(QLatin1StringView("status")).toString(), QStringLiteral("completed"));
    for (const char *name : {"1080p", "poster", "sound", "subtitles-ar.vtt", "report"}) {
        EXPECT_EQ(statusOfName(name), QStringLiteral("completed")) << name;
    }
    EXPECT_EQ(one("SELECT count(*) || '/' || max(jsonb_array_length(rows)) FROM audit WHERE command = 'media.publish_variants'"),
              QStringLiteral("1/5"));
    EXPECT_EQ(get(filePathOf(QStringLiteral("1080p"))).body, files.at(0).bytes);
    EXPECT_EQ(post(manifest(files)).status, 200);
}

TEST_F(ManifestTest, AsksNotForBytesItHas)
{
    File file = probed("rendition", "sound", test::spokenLetter());
    EXPECT_EQ(ended(upload({file})).value(QLatin1StringView("status")).toString(), QStringLiteral("completed"));
    file.entry.insert(QStringLiteral("name"), QStringLiteral("podcast"));
    const RawReply reply = post(manifest({file}));
    EXPECT_TRUE(json(reply).value(QLatin1StringView("missing")).toArray().isEmpty()) << reply.body;
    EXPECT_EQ(ended(reply.header("location")).value(QLatin1StringView("status")).toString(), QStringLiteral("completed"));
}

TEST_F(ManifestTest, OneBadFileKeepsAllBack)
{
    const QList<File> files{probed("rendition", "sound", test::spokenLetter()),
                            made("rendition", "720p", "video/mp4", "I am a text, honestly.\n")};
    const QJsonObject where = ended(upload(files));
    EXPECT_EQ(where.value(QLatin1StringView("status")).toString(), QStringLiteral("failed"));
    const QJsonArray problems = where.value(QLatin1StringView("problems")).toArray();
    ASSERT_EQ(problems.size(), 1);
    EXPECT_EQ(problems.at(0)[QLatin1StringView("name")].toString(), QStringLiteral("720p"));
    EXPECT_EQ(problems.at(0)[QLatin1StringView("code")].toString(), QStringLiteral("not_media"));
    EXPECT_EQ(statusOfName("720p"), QStringLiteral("failed"));
    EXPECT_EQ(statusOfName("sound"), QStringLiteral("pending"));
    const QJsonObject rest = ended(upload({files.at(0)}));
    EXPECT_EQ(rest.value(QLatin1StringView("status")).toString(), QStringLiteral("completed")) << "without it they go up";
}

TEST_F(ManifestTest, RefusesWhatIsNotAsClaimed)
{
    const auto claims = [&](const char *member, const QJsonValue &value) {
        File file = probed("rendition", "1080p", test::phoneVideo());
        file.entry.insert(QLatin1StringView(member), value);
        return problemOf(file).value(QLatin1StringView("detail")).toString();
    };
    EXPECT_TRUE(claims("width", 1281).startsWith(QStringLiteral("the manifest says 1281, the file has 1")));
    EXPECT_TRUE(claims("duration_ms", 60'000).startsWith(QStringLiteral("the manifest says 60000, the file has 1")));
    EXPECT_EQ(claims("content_type", QStringLiteral("audio/mpeg")),
              QStringLiteral("the manifest says audio/mpeg, the file is video/mp4"));
    std::string cut = bytesOf(test::phoneVideo());
    cut.resize(cut.size() / 2);
    EXPECT_EQ(codeOf(made("rendition", "cut", "video/mp4", std::move(cut))), QStringLiteral("media_truncated"));
    EXPECT_EQ(codeOf(made("subtitles", "s.vtt", "text/vtt", "1\n00:00 --> 00:01\n")), QStringLiteral("corrupt_data"));
    EXPECT_EQ(codeOf(made("report", "r", "application/json", "{")), QStringLiteral("corrupt_data"));
    EXPECT_EQ(codeOf(made("waveform", "w", "application/octet-stream", "peaks")), QStringLiteral("corrupt_data"));
    EXPECT_EQ(codeOf(made("rendition", "page", "text/html", "<script>")), QStringLiteral("unsupported_media_type"));
    EXPECT_EQ(codeOf(made("rendition", "a.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\nhttp://evil.example/x\n")),
              QStringLiteral("invalid_argument"));
    EXPECT_EQ(codeOf(made("rendition", "b.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\nabsent.m4s\n")),
              QStringLiteral("file_missing"));
    EXPECT_EQ(get("/api/v1/media/" + uuidText(asset).toStdString()).status, 200) << "the server lives";
}

TEST_F(ManifestTest, AVariantAloneIsLookedIntoToo)
{
    const auto announced = [&](const char *name, const char *type, const std::string &bytes) {
        return uuidFromText(run(QStringLiteral("media.add_variant"),
                                {{QStringLiteral("asset_id"), uuidText(asset)},
                                 {QStringLiteral("type"), QStringLiteral("rendition")},
                                 {QStringLiteral("name"), QLatin1StringView(name)},
                                 {QStringLiteral("content_type"), QLatin1StringView(type)},
                                 {QStringLiteral("file_size"), static_cast<qint64>(bytes.size())},
                                 {QStringLiteral("sha256"), sha256Of(bytes)}})
                                .value(QLatin1StringView("id")).toString());
    };
    const std::string sound = bytesOf(test::spokenLetter());
    const QUuid good = announced("sound", "audio/ogg", sound);
    send(good, sound);
    EXPECT_EQ(settled(good), QStringLiteral("completed"));
    const QUuid bad = announced("720p", "video/mp4", "text");
    send(bad, "text");
    EXPECT_EQ(settled(bad), QStringLiteral("failed"));
    EXPECT_EQ(one("SELECT error->>'code' FROM media_jobs WHERE state = 'failed'"), QStringLiteral("not_media"));
}

TEST_F(ManifestTest, MeasuresALoudnessAgain)
{
    // The words of what was wrong with a sound that claims this loudness; empty when nothing was.
    const auto claimed = [&](const char *name, const QJsonObject &loudness) {
        File file = probed("rendition", name, test::spokenSentence());
        file.entry.insert(QStringLiteral("loudness"), loudness);
        const QJsonObject where = ended(upload({file}));
        const QJsonArray problems = where.value(QLatin1StringView("problems")).toArray();
        return problems.isEmpty() ? QString() : problems.at(0)[QLatin1StringView("detail")].toString();
    };
    const auto measured = worker.run({QStringLiteral("analyze"), test::spokenSentence(), QStringLiteral("--sound"), QStringLiteral("--json")}, 20'000);
    ASSERT_TRUE(measured.ok()) << qUtf8Printable(measured.error().toString());
    const QJsonValue found = measured->value(QLatin1StringView("loudness"));
    const double integrated = found[QLatin1StringView("integrated")].toDouble();
    const double peak = found[QLatin1StringView("true_peak")].toDouble();
    const auto report = [&](double lufs, double dbtp) {
        return QJsonObject{{QStringLiteral("integrated"), lufs}, {QStringLiteral("true_peak"), dbtp}, {QStringLiteral("target"), -16}};
    };
    EXPECT_EQ(claimed("true", report(integrated, peak)), QString());
    EXPECT_EQ(claimed("near", report(integrated + 0.2, peak)), QString());
    EXPECT_EQ(claimed("forged", report(-16, peak)),
              QStringLiteral("the manifest says -16 LUFS, the file has %1 LUFS").arg(integrated));
    EXPECT_EQ(statusOfName("forged"), QStringLiteral("failed")) << "no gate counts it";
    EXPECT_EQ(claimed("peak", report(integrated, peak - 1)),
              QStringLiteral("the manifest says %1 dBTP, the file has %2 dBTP").arg(peak - 1).arg(peak));
    EXPECT_EQ(claimed("silent", {{QStringLiteral("target"), -16}}),
              QStringLiteral("the manifest says silence, the file has %1 LUFS").arg(integrated)) << "silence would meet every gate";
    File text = made("report", "text", "application/json", "{}");
    text.entry.insert(QStringLiteral("loudness"), report(-16, -1));
    EXPECT_EQ(codeOf(text), QStringLiteral("state_conflict")) << "nothing to be heard";

    // The same of a variant that no manifest names, even of bytes nobody looks into.
    const std::string sound = bytesOf(test::spokenSentence());
    const QString type = worker.run({QStringLiteral("probe"), test::spokenSentence(), QStringLiteral("--json")}, 20'000)
                             ->value(QLatin1StringView("content_type")).toString();
    for (const QString &said : {type, QStringLiteral("application/octet-stream")}) {
        const QUuid alone = uuidFromText(run(QStringLiteral("media.add_variant"),
                                             {{QStringLiteral("asset_id"), uuidText(asset)},
                                              {QStringLiteral("type"), QStringLiteral("rendition")},
                                              {QStringLiteral("name"), QStringLiteral("alone")},
                                              {QStringLiteral("content_type"), said},
                                              {QStringLiteral("file_size"), static_cast<qint64>(sound.size())},
                                              {QStringLiteral("sha256"), sha256Of(sound)},
                                              {QStringLiteral("loudness"), report(-16, peak)}})
                                             .value(QLatin1StringView("id")).toString());
        createdUrl(alone, static_cast<qint64>(sound.size())); // the bytes are here already
        EXPECT_EQ(settled(alone), QStringLiteral("failed")) << qUtf8Printable(said);
    }
}

TEST_F(ManifestTest, RefusesWrongRequests)
{
    const File file = made("report", "report", "application/json", "{}");
    EXPECT_EQ(post(manifest({file}), "viewer").status, 403);
    EXPECT_EQ(post({{QStringLiteral("version"), 1}}).status, 422);
    QJsonObject other = manifest({file});
    other.insert(QStringLiteral("asset_id"), uuidText(QUuid::createUuid()));
    EXPECT_EQ(post(other).status, 422) << "the path names another asset";
    run(QStringLiteral("media.set_hash"), {{QStringLiteral("id"), uuidText(asset)}, {QStringLiteral("sha256"), QString(64, u'a')}});
    QJsonObject made = manifest({file});
    made.insert(QStringLiteral("source_sha256"), QString(64, u'b'));
    EXPECT_EQ(post(made).status, 422) << "made from another original";
    EXPECT_EQ(get(path() + "/" + uuidText(QUuid::createUuid()).toStdString()).status, 404);
}

TEST_F(ManifestTest, AStreamPlaysFromTheServer)
{
    // Two levels as every player meets them: a master, its media playlist, an init segment and parts.
    QProcess ffmpeg;
    ffmpeg.setWorkingDirectory(folder.path());
    ffmpeg.start(QStringLiteral("ffmpeg"),
                 {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"), test::phoneVideo(), QStringLiteral("-vf"),
                  QStringLiteral("scale=-2:180"), QStringLiteral("-g"), QStringLiteral("10"), QStringLiteral("-f"),
                  QStringLiteral("hls"), QStringLiteral("-hls_segment_type"), QStringLiteral("fmp4"), QStringLiteral("-hls_time"),
                  QStringLiteral("0.5"), QStringLiteral("-hls_list_size"), QStringLiteral("0"), QStringLiteral("-master_pl_name"),
                  QStringLiteral("hls.m3u8"), QStringLiteral("hls-180p.m3u8")});
    ASSERT_TRUE(ffmpeg.waitForFinished(60'000) && ffmpeg.exitCode() == 0) << ffmpeg.readAllStandardError().constData();
    QList<File> files;
    for (const QFileInfo &one : QDir(folder.path()).entryInfoList(QDir::Files)) {
        const bool isList = one.suffix() == QStringLiteral("m3u8");
        files.append(made("rendition", qPrintable(one.fileName()), isList ? "application/vnd.apple.mpegurl" : "video/iso.segment",
                          bytesOf(one.filePath())));
    }
    ASSERT_GT(files.size(), 4);
    const QJsonObject where = ended(upload(files));
    ASSERT_EQ(where.value(QLatin1StringView("status")).toString(), QStringLiteral("completed")) << QJsonDocument(where).toJson().constData();

    const auto frames = [](const QString &url) {
        QProcess ffprobe;
        ffprobe.start(QStringLiteral("ffprobe"),
                      {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-count_frames"), QStringLiteral("-select_streams"),
                       QStringLiteral("v"), QStringLiteral("-show_entries"), QStringLiteral("stream=nb_read_frames"),
                       QStringLiteral("-of"), QStringLiteral("default=nw=1:nk=1"), url});
        EXPECT_TRUE(ffprobe.waitForFinished(60'000));
        return ffprobe.readLine().trimmed().toInt(); // a program's streams are said again
    };
    const QString master = QString::fromStdString(filePathOf(QStringLiteral("hls.m3u8")));
    const QString base = QStringLiteral("http://127.0.0.1:%1").arg(edge->port());
    const qint64 soon = QDateTime::currentSecsSinceEpoch() + 600;
    const int all = frames(folder.file(QStringLiteral("hls-180p.m3u8")));
    EXPECT_GT(all, 20);
    EXPECT_EQ(frames(base + signUrl(test::kUrlKey, master, soon)), all);
    EXPECT_EQ(frames(base + master), 0) << "unsigned";
    const RawReply list = get(signUrl(test::kUrlKey, master, soon).toStdString(), {}, "");
    EXPECT_EQ(list.header("content-type"), "application/vnd.apple.mpegurl");
    EXPECT_NE(list.body.find("hls-180p.m3u8?exp=" + std::to_string(soon) + "&sig="), std::string::npos)
        << "no longer than the playlist's own: " << list.body;
}

TEST_F(ManifestTest, ALaterManifestTakesAFileOver)
{
    const std::string first = post(manifest({made("report", "report", "application/json", "{\"a\":1}"),
                                             made("report", "other", "application/json", "{\"b\":1}")}))
                                  .header("location");
    const File later = made("report", "report", "application/json", "{\"a\":2}");
    EXPECT_EQ(ended(upload({later})).value(QLatin1StringView("status")).toString(), QStringLiteral("completed"));
    const QJsonObject superseded = json(get(first));
    EXPECT_EQ(superseded.value(QLatin1StringView("status")).toString(), QStringLiteral("failed"));
    EXPECT_EQ(superseded.value(QLatin1StringView("problems")).toArray().at(0)[QLatin1StringView("code")].toString(),
              QStringLiteral("state_conflict"));
}

} // namespace rawi::server

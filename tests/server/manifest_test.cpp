// Upload manifests on a real PostgreSQL, judged by the real media worker on real media and on hostile files.
#include "sync-server/media/signed_url.h"
#include "tests/server/media_bench.h"
#include "tests/support/media_files.h"
#include "tests/support/wait_for.h"

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
        const QJsonObject entry{{u"type"_s, QLatin1StringView(type)},
                                {u"name"_s, QLatin1StringView(name)},
                                {u"content_type"_s, QLatin1StringView(contentType)},
                                {u"size"_s, static_cast<qint64>(bytes.size())},
                                {u"sha256"_s, sha256Of(bytes)}};
        return {std::move(bytes), entry};
    }

    // A real file with what the worker says of it.
    File probed(const char *type, const char *name, const QString &path)
    {
        const Result<QJsonObject> report = worker.run({u"probe"_s, path, u"--json"_s}, 20'000);
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
        return {{u"version"_s, 1}, {u"asset_id"_s, uuidText(asset)}, {u"files"_s, entries}};
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
        for (const QJsonValue &one : json(reply).value("missing"_L1).toArray()) {
            const QString name = one["name"_L1].toString();
            if (name != keepBack) {
                send(uuidFromText(one["variant_id"_L1].toString()), bytesNamed(files, name));
            }
        }
        return reply.header("location");
    }

    static const std::string &bytesNamed(const QList<File> &files, const QString &name)
    {
        return std::find_if(files.begin(), files.end(),
                            [&](const File &one) { return one.entry.value("name"_L1).toString() == name; })
            ->bytes;
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
            const QString status = where.value("status"_L1).toString();
            if ((status != u"pending"_s && status != u"processing"_s) || deadline.hasExpired()) {
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
        EXPECT_EQ(where.value("status"_L1).toString(), u"failed"_s);
        EXPECT_EQ(where.value("problems"_L1).toArray().size(), 1);
        return where.value("problems"_L1).toArray().at(0).toObject();
    }
    QString codeOf(const File &file) { return problemOf(file).value("code"_L1).toString(); }
};

} // namespace

TEST_F(ManifestTest, PublishesEverythingInOneCommit)
{
    const QList<File> files{probed("rendition", "1080p", test::phoneVideo()), probed("poster", "poster", test::turnedPicture()),
                            probed("rendition", "sound", test::spokenLetter()),
                            made("subtitles", "subtitles-ar.vtt", "text/vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nمطر\n"),
                            made("report", "report", "application/json", "{\"integrated\":-23}")};
    const std::string location = upload(files, u"sound"_s);
    for (const char *name : {"1080p", "poster", "sound", "subtitles-ar.vtt", "report"}) {
        EXPECT_EQ(statusOfName(name), u"pending"_s) << name << ": one is missing";
    }
    EXPECT_EQ(get(filePathOf(u"1080p"_s)).status, 404) << "not to be read before all are";
    const QJsonObject where = json(get(location));
    const QJsonArray missing = where.value("missing"_L1).toArray();
    ASSERT_EQ(missing.size(), 1);
    EXPECT_EQ(missing.at(0)["name"_L1].toString(), u"sound"_s);

    EXPECT_EQ(upload(files), location) << "the same manifest again is the same manifest";
    EXPECT_EQ(ended(location).value("status"_L1).toString(), u"completed"_s);
    for (const char *name : {"1080p", "poster", "sound", "subtitles-ar.vtt", "report"}) {
        EXPECT_EQ(statusOfName(name), u"completed"_s) << name;
    }
    EXPECT_EQ(one("SELECT count(*) || '/' || max(jsonb_array_length(rows)) FROM audit WHERE command = "
                  "'media.publish_variants'"),
              u"1/5"_s);
    EXPECT_EQ(get(filePathOf(u"1080p"_s)).body, files.at(0).bytes);
    EXPECT_EQ(post(manifest(files)).status, 200);
}

TEST_F(ManifestTest, AsksNotForBytesItHas)
{
    File file = probed("rendition", "sound", test::spokenLetter());
    EXPECT_EQ(ended(upload({file})).value("status"_L1).toString(), u"completed"_s);
    file.entry.insert(u"name"_s, u"podcast"_s);
    const RawReply reply = post(manifest({file}));
    EXPECT_TRUE(json(reply).value("missing"_L1).toArray().isEmpty()) << reply.body;
    EXPECT_EQ(ended(reply.header("location")).value("status"_L1).toString(), u"completed"_s);
}

TEST_F(ManifestTest, OneBadFileKeepsAllBack)
{
    const QList<File> files{probed("rendition", "sound", test::spokenLetter()),
                            made("rendition", "720p", "video/mp4", "I am a text, honestly.\n")};
    const QJsonObject where = ended(upload(files));
    EXPECT_EQ(where.value("status"_L1).toString(), u"failed"_s);
    const QJsonArray problems = where.value("problems"_L1).toArray();
    ASSERT_EQ(problems.size(), 1);
    EXPECT_EQ(problems.at(0)["name"_L1].toString(), u"720p"_s);
    EXPECT_EQ(problems.at(0)["code"_L1].toString(), u"not_media"_s);
    EXPECT_EQ(statusOfName("720p"), u"failed"_s);
    EXPECT_EQ(statusOfName("sound"), u"pending"_s);
    const QJsonObject rest = ended(upload({files.at(0)}));
    EXPECT_EQ(rest.value("status"_L1).toString(), u"completed"_s) << "without it they go up";
}

TEST_F(ManifestTest, RefusesWhatIsNotAsClaimed)
{
    const auto claims = [&](const char *member, const QJsonValue &value) {
        File file = probed("rendition", "1080p", test::phoneVideo());
        file.entry.insert(QLatin1StringView(member), value);
        return problemOf(file).value("detail"_L1).toString();
    };
    EXPECT_TRUE(claims("width", 1281).startsWith(u"the manifest says 1281, the file has 1"_s));
    EXPECT_TRUE(claims("duration_ms", 60'000).startsWith(u"the manifest says 60000, the file has 1"_s));
    EXPECT_EQ(claims("content_type", u"audio/mpeg"_s),
              u"the manifest says audio/mpeg, the file is video/mp4"_s);
    std::string cut = bytesOf(test::phoneVideo());
    cut.resize(cut.size() / 2);
    EXPECT_EQ(codeOf(made("rendition", "cut", "video/mp4", std::move(cut))), u"media_truncated"_s);
    EXPECT_EQ(codeOf(made("subtitles", "s.vtt", "text/vtt", "1\n00:00 --> 00:01\n")), u"corrupt_data"_s);
    EXPECT_EQ(codeOf(made("report", "r", "application/json", "{")), u"corrupt_data"_s);
    EXPECT_EQ(codeOf(made("waveform", "w", "application/octet-stream", "peaks")), u"corrupt_data"_s);
    for (const char *run : {"text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "application/pdf"}) {
        const RawReply refused = post(manifest({made("rendition", "page", run, "<script>")}));
        EXPECT_EQ(refused.status, 415) << run; // before a byte of it is sent
        EXPECT_EQ(json(refused).value("code"_L1).toString(), u"unsupported_media_type"_s);
    }
    EXPECT_EQ(codeOf(made("rendition", "a.m3u8", "application/vnd.apple.mpegurl",
                          "#EXTM3U\nhttp://evil.example/x\n")),
              u"invalid_argument"_s);
    EXPECT_EQ(codeOf(made("rendition", "b.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\nabsent.m4s\n")),
              u"file_missing"_s);
    EXPECT_EQ(get("/api/v1/media/" + uuidText(asset).toStdString()).status, 200) << "the server lives";
}

TEST_F(ManifestTest, AVariantAloneIsLookedIntoToo)
{
    const auto announced = [&](const char *name, const char *type, const std::string &bytes) {
        return uuidFromText(run(u"media.add_variant"_s,
                                {{u"asset_id"_s, uuidText(asset)},
                                 {u"type"_s, u"rendition"_s},
                                 {u"name"_s, QLatin1StringView(name)},
                                 {u"content_type"_s, QLatin1StringView(type)},
                                 {u"file_size"_s, static_cast<qint64>(bytes.size())},
                                 {u"sha256"_s, sha256Of(bytes)}})
                                .value("id"_L1)
                                .toString());
    };
    const std::string sound = bytesOf(test::spokenLetter());
    const QUuid good = announced("sound", "audio/ogg", sound);
    send(good, sound);
    EXPECT_EQ(settled(good), u"completed"_s);
    const QUuid bad = announced("720p", "video/mp4", "text");
    send(bad, "text");
    EXPECT_EQ(settled(bad), u"failed"_s);
    EXPECT_TRUE(test::waitFor([&] { return one("SELECT count(*) FROM jobs WHERE state IN ('pending', 'processing')") == u"0"_s; }))
        << "the job ends after the variant was refused";
    EXPECT_EQ(one("SELECT error->>'code' FROM jobs WHERE state = 'failed'"), u"not_media"_s);
}

TEST_F(ManifestTest, MeasuresALoudnessAgain)
{
    // The words of what was wrong with a sound that claims this loudness; empty when nothing was.
    const auto claimed = [&](const char *name, const QJsonObject &loudness) {
        File file = probed("rendition", name, test::spokenSentence());
        file.entry.insert(u"loudness"_s, loudness);
        const QJsonObject where = ended(upload({file}));
        const QJsonArray problems = where.value("problems"_L1).toArray();
        return problems.isEmpty() ? QString() : problems.at(0)["detail"_L1].toString();
    };
    const auto measured =
        worker.run({u"analyze"_s, test::spokenSentence(), u"--sound"_s, u"--json"_s}, 20'000);
    ASSERT_TRUE(measured.ok()) << qUtf8Printable(measured.error().toString());
    const QJsonValue found = measured->value("loudness"_L1);
    const double integrated = found["integrated"_L1].toDouble();
    const double peak = found["true_peak"_L1].toDouble();
    const auto report = [&](double lufs, double dbtp) {
        return QJsonObject{{u"integrated"_s, lufs}, {u"true_peak"_s, dbtp}, {u"target"_s, -16}};
    };
    EXPECT_EQ(claimed("true", report(integrated, peak)), QString());
    EXPECT_EQ(claimed("near", report(integrated + 0.2, peak)), QString());
    EXPECT_EQ(claimed("forged", report(-16, peak)),
              u"the manifest says -16 LUFS, the file has %1 LUFS"_s.arg(integrated));
    EXPECT_EQ(statusOfName("forged"), u"failed"_s) << "no gate counts it";
    EXPECT_EQ(claimed("peak", report(integrated, peak - 1)),
              u"the manifest says %1 dBTP, the file has %2 dBTP"_s.arg(peak - 1).arg(peak));
    EXPECT_EQ(claimed("silent", {{u"target"_s, -16}}),
              u"the manifest says silence, the file has %1 LUFS"_s.arg(integrated))
        << "silence would meet every gate";
    File text = made("report", "text", "application/json", "{}");
    text.entry.insert(u"loudness"_s, report(-16, -1));
    EXPECT_EQ(codeOf(text), u"state_conflict"_s) << "nothing to be heard";

    // The same of a variant that no manifest names, even of bytes nobody looks into.
    const std::string sound = bytesOf(test::spokenSentence());
    const QString type = worker.run({u"probe"_s, test::spokenSentence(), u"--json"_s}, 20'000)
                             ->value("content_type"_L1)
                             .toString();
    for (const QString &said : {type, u"application/octet-stream"_s}) {
        const QUuid alone = uuidFromText(run(u"media.add_variant"_s,
                                             {{u"asset_id"_s, uuidText(asset)},
                                              {u"type"_s, u"rendition"_s},
                                              {u"name"_s, u"alone"_s},
                                              {u"content_type"_s, said},
                                              {u"file_size"_s, static_cast<qint64>(sound.size())},
                                              {u"sha256"_s, sha256Of(sound)},
                                              {u"loudness"_s, report(-16, peak)}})
                                             .value("id"_L1)
                                             .toString());
        createdUrl(alone, static_cast<qint64>(sound.size())); // the bytes are here already
        EXPECT_EQ(settled(alone), u"failed"_s) << qUtf8Printable(said);
    }
}

TEST_F(ManifestTest, RefusesWrongRequests)
{
    const File file = made("report", "report", "application/json", "{}");
    EXPECT_EQ(post(manifest({file}), "viewer").status, 403);
    EXPECT_EQ(post({{u"version"_s, 1}}).status, 422);
    QJsonObject other = manifest({file});
    other.insert(u"asset_id"_s, uuidText(QUuid::createUuid()));
    EXPECT_EQ(post(other).status, 422) << "the path names another asset";
    run(u"media.set_hash"_s, {{u"id"_s, uuidText(asset)}, {u"sha256"_s, QString(64, u'a')}});
    QJsonObject made = manifest({file});
    made.insert(u"source_sha256"_s, QString(64, u'b'));
    EXPECT_EQ(post(made).status, 422) << "made from another original";
    EXPECT_EQ(get(path() + "/" + uuidText(QUuid::createUuid()).toStdString()).status, 404);
}

TEST_F(ManifestTest, AStreamPlaysFromTheServer)
{
    // Two levels as every player meets them: a master, its media playlist, an init segment and parts.
    QProcess ffmpeg;
    ffmpeg.setWorkingDirectory(folder.path());
    ffmpeg.start(u"ffmpeg"_s,
                 {u"-v"_s, u"error"_s, u"-i"_s, test::phoneVideo(), u"-vf"_s, u"scale=-2:180"_s, u"-g"_s,
                  u"10"_s, u"-f"_s, u"hls"_s, u"-hls_segment_type"_s, u"fmp4"_s, u"-hls_time"_s, u"0.5"_s,
                  u"-hls_list_size"_s, u"0"_s, u"-master_pl_name"_s, u"hls.m3u8"_s, u"hls-180p.m3u8"_s});
    ASSERT_TRUE(ffmpeg.waitForFinished(60'000) && ffmpeg.exitCode() == 0) << ffmpeg.readAllStandardError().constData();
    QList<File> files;
    for (const QFileInfo &one : QDir(folder.path()).entryInfoList(QDir::Files)) {
        const bool isList = one.suffix() == u"m3u8"_s;
        files.append(made("rendition", qPrintable(one.fileName()), isList ? "application/vnd.apple.mpegurl" : "video/iso.segment",
                          bytesOf(one.filePath())));
    }
    ASSERT_GT(files.size(), 4);
    const QJsonObject where = ended(upload(files));
    ASSERT_EQ(where.value("status"_L1).toString(), u"completed"_s)
        << QJsonDocument(where).toJson().constData();

    const auto frames = [](const QString &url) {
        QProcess ffprobe;
        ffprobe.start(u"ffprobe"_s,
                      {u"-v"_s, u"error"_s, u"-count_frames"_s, u"-select_streams"_s, u"v"_s,
                       u"-show_entries"_s, u"stream=nb_read_frames"_s, u"-of"_s, u"default=nw=1:nk=1"_s,
                       url});
        EXPECT_TRUE(ffprobe.waitForFinished(60'000));
        return ffprobe.readLine().trimmed().toInt(); // a program's streams are said again
    };
    const QString master = QString::fromStdString(filePathOf(u"hls.m3u8"_s));
    const QString base = u"http://127.0.0.1:%1"_s.arg(edge->port());
    const qint64 soon = QDateTime::currentSecsSinceEpoch() + 600;
    const int all = frames(folder.file(u"hls-180p.m3u8"_s));
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
    EXPECT_EQ(ended(upload({later})).value("status"_L1).toString(), u"completed"_s);
    const QJsonObject superseded = json(get(first));
    EXPECT_EQ(superseded.value("status"_L1).toString(), u"failed"_s);
    EXPECT_EQ(superseded.value("problems"_L1).toArray().at(0)["code"_L1].toString(), u"state_conflict"_s);
}

} // namespace rawi::server

#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

QJsonObject probed(const QString &file)
{
    const RunResult run = runWorker({QStringLiteral("probe"), file, QStringLiteral("--json")});
    EXPECT_EQ(0, run.exitCode) << run.output.constData();
    EXPECT_LT(run.elapsedMs, 10'000);
    return run.last();
}

QJsonObject streamOf(const QJsonObject &report, const char *which)
{
    return report.value(QStringLiteral("streams"))
        .toArray()
        .at(report.value(QLatin1StringView(which)).toInt())
        .toObject();
}

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1StringView(key)).toString();
}

int number(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1StringView(key)).toInt(-1);
}

} // namespace

TEST(MediaProbe, TellsWhatAStreetVideoIs)
{
    const QJsonObject report = probed(streetVideo());
    EXPECT_EQ(text(report, "kind"), QStringLiteral("video"));
    EXPECT_EQ(text(report, "content_type"), QStringLiteral("video/x-msvideo"));
    EXPECT_EQ(number(report, "duration_ms"), 79500);
    EXPECT_EQ(number(report, "width"), 768);
    EXPECT_EQ(number(report, "height"), 576);
    EXPECT_EQ(number(report, "main_audio"), -1);
    const QJsonObject video = streamOf(report, "main_video");
    EXPECT_EQ(video.value(QStringLiteral("frame_rate")).toObject().value(QStringLiteral("num")).toInt(), 10);
    EXPECT_FALSE(video.value(QStringLiteral("variable_frame_rate")).toBool(true));
    EXPECT_FALSE(report.value(QStringLiteral("verdict")).toObject().value(QStringLiteral("plays_everywhere")).toBool());
}

TEST(MediaProbe, SeesAPhonesVariableFrameRate)
{
    const QJsonObject report = probed(phoneVideo());
    EXPECT_EQ(text(report, "content_type"), QStringLiteral("video/mp4"));
    EXPECT_TRUE(streamOf(report, "main_video").value(QStringLiteral("variable_frame_rate")).toBool());
    EXPECT_EQ(text(streamOf(report, "main_audio"), "codec"), QStringLiteral("aac"));
    EXPECT_TRUE(report.value(QStringLiteral("verdict")).toObject().value(QStringLiteral("plays_everywhere")).toBool());
    const QJsonObject steady = probed(narratedVideo());
    EXPECT_FALSE(streamOf(steady, "main_video").value(QStringLiteral("variable_frame_rate")).toBool(true));
}

TEST(MediaProbe, ShowsTheSizePeopleSee)
{
    const QTemporaryDir folder;
    const QString turned = folder.filePath(QStringLiteral("turned.mp4"));
    ffmpeg({QStringLiteral("-i"), phoneVideo(), QStringLiteral("-c"), QStringLiteral("copy"),
            QStringLiteral("-metadata:s:v:0"), QStringLiteral("rotate=90"), turned});
    const QJsonObject report = probed(turned);
    EXPECT_EQ(number(report, "width"), 1080);
    EXPECT_EQ(number(report, "height"), 1920);
    EXPECT_EQ(number(streamOf(report, "main_video"), "coded_width"), 1920);
    EXPECT_TRUE(number(streamOf(report, "main_video"), "rotation") % 180 == 90);

    const QString wide = folder.filePath(QStringLiteral("wide.mp4"));
    ffmpeg({QStringLiteral("-i"), narratedVideo(), QStringLiteral("-t"), QStringLiteral("3"), QStringLiteral("-c"),
            QStringLiteral("copy"), QStringLiteral("-bsf:v"),
            QStringLiteral("h264_metadata=sample_aspect_ratio=4/3"), wide});
    EXPECT_EQ(number(probed(wide), "width"), 640); // 480 × 4/3
}

TEST(MediaProbe, ReadsPicturesSoundAndLanguages)
{
    const QJsonObject picture = probed(turnedPicture());
    EXPECT_EQ(text(picture, "kind"), QStringLiteral("picture"));
    EXPECT_EQ(text(picture, "content_type"), QStringLiteral("image/jpeg"));
    EXPECT_EQ(number(streamOf(picture, "main_video"), "rotation"), 180);
    const QJsonObject sound = probed(spokenLetter());
    EXPECT_EQ(text(sound, "kind"), QStringLiteral("audio"));
    EXPECT_EQ(text(sound, "content_type"), QStringLiteral("audio/ogg"));
    EXPECT_GT(number(streamOf(sound, "main_audio"), "sample_rate"), 8000);
    EXPECT_EQ(number(sound, "width"), 0);

    const QTemporaryDir folder;
    const QString tagged = folder.filePath(QStringLiteral("فيلم.mkv"));
    ffmpeg({QStringLiteral("-i"), narratedVideo(), QStringLiteral("-t"), QStringLiteral("3"), QStringLiteral("-c"),
            QStringLiteral("copy"), QStringLiteral("-metadata:s:a:0"), QStringLiteral("language=ara"),
            QStringLiteral("-metadata"), QStringLiteral("title=نشرة المساء"), tagged});
    const QJsonObject report = probed(tagged);
    EXPECT_EQ(text(streamOf(report, "main_audio"), "language"), QStringLiteral("ara"));
    EXPECT_EQ(text(report.value(QStringLiteral("tags")).toObject(), "title"), QStringLiteral("نشرة المساء"));
}

TEST(MediaProbe, EveryRealSampleIsReadOrRefusedWithACause)
{
    for (const char *name : {"movie2/movie-hello.mp4", "movie2/movie-hello.ogg", "movie2/movie-hello.mpeg",
                             "movie2/movie-hello.avi", "audio1/debian.ogg", "audio1/debian.mp3", "audio1/debian.wav",
                             "pic1/debian.png", "pic1/IMG_20200827_231612.jpg"}) {
        const QJsonObject report
            = probed(realMedia((QByteArray("forensics-samples/original-files/") + name).constData()));
        EXPECT_FALSE(report.value(QStringLiteral("streams")).toArray().isEmpty()) << name;
    }
    const RunResult pdf = runWorker({QStringLiteral("probe"),
                                     realMedia("forensics-samples/original-files/text1/a-text.pdf"),
                                     QStringLiteral("--json")});
    EXPECT_EQ(pdf.exitCode, 2);
    EXPECT_EQ(pdf.errorCode(), QStringLiteral("not_media"));
}

TEST(MediaProbe, SaysWhichCommandLineIsWrong)
{
    EXPECT_EQ(runWorker({QStringLiteral("probe"), QStringLiteral("/no/such/file.mp4"), QStringLiteral("--json")})
                  .errorCode(),
              QStringLiteral("file_missing"));
    EXPECT_EQ(runWorker({QStringLiteral("probe"), QStringLiteral("--json")}).errorCode(),
              QStringLiteral("invalid_argument"));
    EXPECT_EQ(runWorker({QStringLiteral("encode"), streetVideo(), QStringLiteral("--preset"), QStringLiteral("9p"),
                         QStringLiteral("--out"), QStringLiteral("/tmp"), QStringLiteral("--progress"),
                         QStringLiteral("json")})
                  .errorCode(),
              QStringLiteral("invalid_argument"));
    EXPECT_EQ(runWorker({QStringLiteral("--help")}).exitCode, 0);
    EXPECT_TRUE(runWorker({QStringLiteral("--version")}).output.contains("landlock"));
}

TEST(MediaProbe, SaysWhatACameraWroteAndThatItNamesAPlace)
{
    const QTemporaryDir folder;
    const QJsonObject report = probed(turnedPicture());
    const QJsonObject camera = report.value(QStringLiteral("exif")).toObject();
    EXPECT_EQ(camera.value(QStringLiteral("model")).toString(), QStringLiteral("Mi A3"));
    EXPECT_EQ(camera.value(QStringLiteral("orientation")).toString(), QStringLiteral("3"));
    EXPECT_TRUE(report.value(QStringLiteral("has_location")).toBool());
    EXPECT_TRUE(camera.value(QStringLiteral("taken_at")).toString().startsWith(QStringLiteral("2020:01:24")));
    EXPECT_FALSE(probed(streetVideo()).value(QStringLiteral("has_location")).toBool(true));
    const QString placed = folder.filePath(QStringLiteral("placed.mp4"));
    ffmpeg({QStringLiteral("-i"), phoneVideo(), QStringLiteral("-c"), QStringLiteral("copy"), QStringLiteral("-metadata"),
            QStringLiteral("location=+21.4225+039.8262/"), placed});
    EXPECT_TRUE(probed(placed).value(QStringLiteral("has_location")).toBool());
}

TEST(MediaProbe, SaysHowBrightHighDynamicRangeIs)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(QStringLiteral("hdr.mp4"));
    ffmpeg({QStringLiteral("-i"), phoneVideo(), QStringLiteral("-frames:v"), QStringLiteral("3"), QStringLiteral("-vf"),
            QStringLiteral("scale=320:180"), QStringLiteral("-an"), QStringLiteral("-c:v"), QStringLiteral("libx265"),
            QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p10le"), QStringLiteral("-x265-params"),
            QStringLiteral("log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:"
                           "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):"
                           "max-cll=1000,400"),
            film});
    const QJsonObject report = probed(film);
    const QJsonObject video = report.value(QStringLiteral("streams")).toArray().at(0).toObject();
    EXPECT_EQ(video.value(QStringLiteral("hdr_format")).toString(), QStringLiteral("pq"));
    const QJsonObject light = video.value(QStringLiteral("brightness")).toObject();
    EXPECT_EQ(light.value(QStringLiteral("screen_max")).toDouble(), 1000);
    EXPECT_EQ(light.value(QStringLiteral("max_cll")).toInt(), 1000);
    EXPECT_EQ(light.value(QStringLiteral("max_fall")).toInt(), 400);
}

} // namespace rawi::test

#include "core/base/literals.h"
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
    const RunResult run = runWorker({u"probe"_s, file, u"--json"_s});
    EXPECT_EQ(0, run.exitCode) << run.output.constData();
    EXPECT_LT(run.elapsedMs, 10'000);
    return run.last();
}

QJsonObject streamOf(const QJsonObject &report, const char *which)
{
    return report.value(u"streams"_s).toArray().at(report.value(QLatin1StringView(which)).toInt()).toObject();
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
    EXPECT_EQ(text(report, "kind"), u"video"_s);
    EXPECT_EQ(text(report, "content_type"), u"video/x-msvideo"_s);
    EXPECT_EQ(number(report, "duration_ms"), 79500);
    EXPECT_EQ(number(report, "width"), 768);
    EXPECT_EQ(number(report, "height"), 576);
    EXPECT_EQ(number(report, "main_audio"), -1);
    const QJsonObject video = streamOf(report, "main_video");
    EXPECT_EQ(video.value(u"frame_rate"_s).toObject().value(u"num"_s).toInt(), 10);
    EXPECT_FALSE(video.value(u"variable_frame_rate"_s).toBool(true));
    EXPECT_FALSE(report.value(u"verdict"_s).toObject().value(u"plays_everywhere"_s).toBool());
}

TEST(MediaProbe, SeesAPhonesVariableFrameRate)
{
    const QJsonObject report = probed(phoneVideo());
    EXPECT_EQ(text(report, "content_type"), u"video/mp4"_s);
    EXPECT_TRUE(streamOf(report, "main_video").value(u"variable_frame_rate"_s).toBool());
    EXPECT_EQ(text(streamOf(report, "main_audio"), "codec"), u"aac"_s);
    EXPECT_TRUE(report.value(u"verdict"_s).toObject().value(u"plays_everywhere"_s).toBool());
    const QJsonObject steady = probed(narratedVideo());
    EXPECT_FALSE(streamOf(steady, "main_video").value(u"variable_frame_rate"_s).toBool(true));
}

TEST(MediaProbe, ShowsTheSizePeopleSee)
{
    const QTemporaryDir folder;
    const QString turned = folder.filePath(u"turned.mp4"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s, turned});
    const QJsonObject report = probed(turned);
    EXPECT_EQ(number(report, "width"), 1080);
    EXPECT_EQ(number(report, "height"), 1920);
    EXPECT_EQ(number(streamOf(report, "main_video"), "coded_width"), 1920);
    EXPECT_TRUE(number(streamOf(report, "main_video"), "rotation") % 180 == 90);

    const QString wide = folder.filePath(u"wide.mp4"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"3"_s, u"-c"_s, u"copy"_s, u"-bsf:v"_s,
            u"h264_metadata=sample_aspect_ratio=4/3"_s, wide});
    EXPECT_EQ(number(probed(wide), "width"), 640); // 480 × 4/3
}

TEST(MediaProbe, ReadsPicturesSoundAndLanguages)
{
    const QJsonObject picture = probed(turnedPicture());
    EXPECT_EQ(text(picture, "kind"), u"picture"_s);
    EXPECT_EQ(text(picture, "content_type"), u"image/jpeg"_s);
    EXPECT_EQ(number(streamOf(picture, "main_video"), "rotation"), 180);
    const QJsonObject sound = probed(spokenLetter());
    EXPECT_EQ(text(sound, "kind"), u"audio"_s);
    EXPECT_EQ(text(sound, "content_type"), u"audio/ogg"_s);
    EXPECT_GT(number(streamOf(sound, "main_audio"), "sample_rate"), 8000);
    EXPECT_EQ(number(sound, "width"), 0);

    const QTemporaryDir folder;
    const QString tagged = folder.filePath(u"فيلم.mkv"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"3"_s, u"-c"_s, u"copy"_s, u"-metadata:s:a:0"_s,
            u"language=ara"_s, u"-metadata"_s, u"title=نشرة المساء"_s, tagged});
    const QJsonObject report = probed(tagged);
    EXPECT_EQ(text(streamOf(report, "main_audio"), "language"), u"ara"_s);
    EXPECT_EQ(text(report.value(u"tags"_s).toObject(), "title"), u"نشرة المساء"_s);
}

TEST(MediaProbe, EveryRealSampleIsReadOrRefusedWithACause)
{
    for (const char *name : {"movie2/movie-hello.mp4", "movie2/movie-hello.ogg", "movie2/movie-hello.mpeg",
                             "movie2/movie-hello.avi", "audio1/debian.ogg", "audio1/debian.mp3", "audio1/debian.wav",
                             "pic1/debian.png", "pic1/IMG_20200827_231612.jpg"}) {
        const QJsonObject report
            = probed(realMedia((QByteArray("forensics-samples/original-files/") + name).constData()));
        EXPECT_FALSE(report.value(u"streams"_s).toArray().isEmpty()) << name;
    }
    const RunResult pdf =
        runWorker({u"probe"_s, realMedia("forensics-samples/original-files/text1/a-text.pdf"), u"--json"_s});
    EXPECT_EQ(pdf.exitCode, 2);
    EXPECT_EQ(pdf.errorCode(), u"not_media"_s);
}

TEST(MediaProbe, SaysWhichCommandLineIsWrong)
{
    EXPECT_EQ(runWorker({u"probe"_s, u"/no/such/file.mp4"_s, u"--json"_s}).errorCode(), u"file_missing"_s);
    EXPECT_EQ(runWorker({u"probe"_s, u"--json"_s}).errorCode(), u"invalid_argument"_s);
    EXPECT_EQ(runWorker({u"encode"_s, streetVideo(), u"--preset"_s, u"9p"_s, u"--out"_s, u"/tmp"_s,
                         u"--progress"_s, u"json"_s})
                  .errorCode(),
              u"invalid_argument"_s);
    EXPECT_EQ(runWorker({u"--help"_s}).exitCode, 0);
    EXPECT_TRUE(runWorker({u"--version"_s}).output.contains("landlock"));
}

TEST(MediaProbe, SaysWhatACameraWroteAndThatItNamesAPlace)
{
    const QTemporaryDir folder;
    const QJsonObject report = probed(turnedPicture());
    const QJsonObject camera = report.value(u"exif"_s).toObject();
    EXPECT_EQ(camera.value(u"model"_s).toString(), u"Mi A3"_s);
    EXPECT_EQ(camera.value(u"orientation"_s).toString(), u"3"_s);
    EXPECT_TRUE(report.value(u"has_location"_s).toBool());
    EXPECT_TRUE(camera.value(u"taken_at"_s).toString().startsWith(u"2020:01:24"_s));
    EXPECT_FALSE(probed(streetVideo()).value(u"has_location"_s).toBool(true));
    const QString placed = folder.filePath(u"placed.mp4"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, u"-metadata"_s, u"location=+21.4225+039.8262/"_s,
            placed});
    EXPECT_TRUE(probed(placed).value(u"has_location"_s).toBool());
}

TEST(MediaProbe, SaysHowBrightHighDynamicRangeIs)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"hdr.mp4"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-frames:v"_s, u"3"_s, u"-vf"_s, u"scale=320:180"_s, u"-an"_s, u"-c:v"_s,
            u"libx265"_s, u"-pix_fmt"_s, u"yuv420p10le"_s, u"-x265-params"_s,
            u"log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:"
            "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):"
            "max-cll=1000,400"_s,
            film});
    const QJsonObject report = probed(film);
    const QJsonObject video = report.value(u"streams"_s).toArray().at(0).toObject();
    EXPECT_EQ(video.value(u"hdr_format"_s).toString(), u"pq"_s);
    const QJsonObject light = video.value(u"brightness"_s).toObject();
    EXPECT_EQ(light.value(u"screen_max"_s).toDouble(), 1000);
    EXPECT_EQ(light.value(u"max_cll"_s).toInt(), 1000);
    EXPECT_EQ(light.value(u"max_fall"_s).toInt(), 400);
}

} // namespace rawi::test

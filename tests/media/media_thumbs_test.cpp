#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

QJsonObject thumbsOf(const QString &file, const QString &folder)
{
    const RunResult run
        = runWorker({QStringLiteral("thumbs"), file, QStringLiteral("--out"), folder, QStringLiteral("--json")});
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    return run.last();
}

// Width and height of a written picture as ffprobe sees it: "1280,720".
QByteArray sizeOf(const QTemporaryDir &folder, const char *name)
{
    return ffprobe(folder.filePath(QLatin1StringView(name)), QStringLiteral("v:0"), QStringLiteral("stream=width,height"))
        .value(0);
}

} // namespace

TEST(MediaThumbs, WritesPosterAndThumbsInTheirSizes)
{
    const QTemporaryDir folder;
    const QJsonObject result = thumbsOf(phoneVideo(), folder.path());
    EXPECT_EQ(result.value(QStringLiteral("source")).toString(), QStringLiteral("frame"));
    EXPECT_EQ(sizeOf(folder, "poster.jpg"), "1280,720");
    EXPECT_EQ(sizeOf(folder, "thumb-640.jpg"), "640,360");
    EXPECT_EQ(sizeOf(folder, "thumb-320.jpg"), "320,180");
    for (const QJsonValue &value : result.value(QStringLiteral("pictures")).toArray()) {
        const QJsonObject picture = value.toObject();
        EXPECT_EQ(QFile(picture.value(QStringLiteral("path")).toString()).size(),
                  picture.value(QStringLiteral("size")).toInteger());
    }
    thumbsOf(streetVideo(), folder.path());
    EXPECT_EQ(sizeOf(folder, "poster.jpg"), "768,576"); // never enlarged
}

TEST(MediaThumbs, StandsUprightWithSquarePixels)
{
    const QTemporaryDir folder;
    const QString turned = folder.filePath(QStringLiteral("turned.mp4"));
    ffmpeg({QStringLiteral("-i"), phoneVideo(), QStringLiteral("-c"), QStringLiteral("copy"),
            QStringLiteral("-metadata:s:v:0"), QStringLiteral("rotate=90"), turned});
    thumbsOf(turned, folder.path());
    EXPECT_EQ(sizeOf(folder, "thumb-320.jpg"), "180,320");
    const QString wide = folder.filePath(QStringLiteral("wide.mp4"));
    ffmpeg({QStringLiteral("-i"), narratedVideo(), QStringLiteral("-t"), QStringLiteral("3"), QStringLiteral("-c"),
            QStringLiteral("copy"), QStringLiteral("-bsf:v"),
            QStringLiteral("h264_metadata=sample_aspect_ratio=2/1"), wide});
    thumbsOf(wide, folder.path());
    EXPECT_EQ(sizeOf(folder, "poster.jpg"), "960,352");
}

TEST(MediaThumbs, DoesNotChooseTheBlackBeginning)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(QStringLiteral("fade.mp4"));
    ffmpeg({QStringLiteral("-i"), narratedVideo(), QStringLiteral("-t"), QStringLiteral("12"), QStringLiteral("-vf"),
            QStringLiteral("drawbox=t=fill:c=black:enable='lt(t,4)'"), QStringLiteral("-g"), QStringLiteral("15"),
            QStringLiteral("-an"), film});
    EXPECT_GE(thumbsOf(film, folder.path()).value(QStringLiteral("at_ms")).toInteger(), 4000);
}

TEST(MediaThumbs, OffersOtherFramesAndTakesTheOneAskedFor)
{
    const QTemporaryDir folder;
    const QJsonObject best = thumbsOf(streetVideo(), folder.path());
    const QJsonArray candidates = best.value(QStringLiteral("candidates")).toArray();
    ASSERT_GE(candidates.size(), 4);
    EXPECT_EQ(candidates.at(0).toObject().value(QStringLiteral("at_ms")), best.value(QStringLiteral("at_ms")));
    EXPECT_EQ(sizeOf(folder, "candidate-4.jpg"), "640,480");
    const RunResult run = runWorker({QStringLiteral("thumbs"), streetVideo(), QStringLiteral("--out"), folder.path(),
                                     QStringLiteral("--at"), QStringLiteral("33333"), QStringLiteral("--json")});
    ASSERT_EQ(run.exitCode, 0);
    EXPECT_EQ(run.last().value(QStringLiteral("at_ms")).toInteger(), 33'300); // ten frames a second
    EXPECT_TRUE(run.last().value(QStringLiteral("candidates")).toArray().isEmpty());
    const RunResult compared = runProgram(
        {QStringLiteral("ffmpeg"), QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"),
         folder.filePath(QStringLiteral("poster.jpg")), QStringLiteral("-ss"), QStringLiteral("33.3"), QStringLiteral("-i"),
         streetVideo(), QStringLiteral("-frames:v"), QStringLiteral("1"), QStringLiteral("-lavfi"),
         QStringLiteral("[0:v]scale=out_range=tv,format=yuv420p[a];[1:v]format=yuv420p[b];[a][b]ssim=stats_file=-"),
         QStringLiteral("-f"), QStringLiteral("null"), QStringLiteral("/dev/null")});
    const qsizetype at = compared.output.indexOf(" Y:");
    ASSERT_GE(at, 0) << compared.output.constData();
    EXPECT_GT(compared.output.mid(at + 3, 6).toDouble(), 0.97); // the frame before or after is below
}

TEST(MediaThumbs, TakesASoundFilesCoverOrSaysNone)
{
    const QTemporaryDir folder;
    const QJsonObject none = thumbsOf(spokenLetter(), folder.path());
    EXPECT_EQ(none.value(QStringLiteral("source")).toString(), QStringLiteral("none"));
    EXPECT_TRUE(none.value(QStringLiteral("pictures")).toArray().isEmpty());
    const QString song = folder.filePath(QStringLiteral("song.mp3"));
    ffmpeg({QStringLiteral("-i"), spokenLetter(), QStringLiteral("-i"),
            realMedia("forensics-samples/original-files/pic1/debian.png"), QStringLiteral("-map"), QStringLiteral("0:a"),
            QStringLiteral("-map"), QStringLiteral("1:v"), QStringLiteral("-c:v"), QStringLiteral("copy"),
            QStringLiteral("-disposition:v"), QStringLiteral("attached_pic"), song});
    const QJsonObject cover = thumbsOf(song, folder.path());
    EXPECT_EQ(cover.value(QStringLiteral("source")).toString(), QStringLiteral("cover"));
    EXPECT_EQ(sizeOf(folder, "thumb-320.jpg"), "320,240");
}

TEST(MediaThumbs, TurnsAPictureAsItsCameraSays)
{
    const QTemporaryDir folder;
    const QJsonObject result = thumbsOf(turnedPicture(), folder.path());
    EXPECT_EQ(result.value(QStringLiteral("source")).toString(), QStringLiteral("picture"));
    EXPECT_EQ(sizeOf(folder, "poster.jpg"), "1280,960");
    // Turned back by ffmpeg (which in 5.1 leaves EXIF alone) it must equal the stored picture.
    const RunResult run = runProgram(
        {QStringLiteral("ffmpeg"), QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-noautorotate"),
         QStringLiteral("-i"), folder.filePath(QStringLiteral("poster.jpg")), QStringLiteral("-noautorotate"),
         QStringLiteral("-i"), turnedPicture(), QStringLiteral("-lavfi"),
         QStringLiteral("[0:v]hflip,vflip,format=yuv420p[a];[1:v]scale=1280:960,format=yuv420p[b];"
                        "[a][b]ssim=stats_file=-"),
         QStringLiteral("-f"), QStringLiteral("null"), QStringLiteral("/dev/null")});
    const qsizetype at = run.output.indexOf(" Y:");
    ASSERT_GE(at, 0) << run.output.constData();
    EXPECT_GT(run.output.mid(at + 3, 6).toDouble(), 0.9);
}

} // namespace rawi::test

#include "core/base/literals.h"
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
    const RunResult run = runWorker({u"thumbs"_s, file, u"--out"_s, folder, u"--json"_s});
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    return run.last();
}

// Width and height of a written picture as ffprobe sees it: "1280,720".
QByteArray sizeOf(const QTemporaryDir &folder, const char *name)
{
    return ffprobe(folder.filePath(QLatin1StringView(name)), u"v:0"_s, u"stream=width,height"_s).value(0);
}

} // namespace

TEST(MediaThumbs, WritesPosterAndThumbsInTheirSizes)
{
    const QTemporaryDir folder;
    const QJsonObject result = thumbsOf(phoneVideo(), folder.path());
    EXPECT_EQ(result.value(u"source"_s).toString(), u"frame"_s);
    EXPECT_EQ(sizeOf(folder, "poster.jpg"), "1280,720");
    EXPECT_EQ(sizeOf(folder, "thumb-640.jpg"), "640,360");
    EXPECT_EQ(sizeOf(folder, "thumb-320.jpg"), "320,180");
    for (const QJsonValue &value : result.value(u"pictures"_s).toArray()) {
        const QJsonObject picture = value.toObject();
        EXPECT_EQ(QFile(picture.value(u"path"_s).toString()).size(), picture.value(u"size"_s).toInteger());
    }
    thumbsOf(streetVideo(), folder.path());
    EXPECT_EQ(sizeOf(folder, "poster.jpg"), "768,576"); // never enlarged
}

TEST(MediaThumbs, StandsUprightWithSquarePixels)
{
    const QTemporaryDir folder;
    const QString turned = folder.filePath(u"turned.mp4"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s, turned});
    thumbsOf(turned, folder.path());
    EXPECT_EQ(sizeOf(folder, "thumb-320.jpg"), "180,320");
    const QString wide = folder.filePath(u"wide.mp4"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"3"_s, u"-c"_s, u"copy"_s, u"-bsf:v"_s,
            u"h264_metadata=sample_aspect_ratio=2/1"_s, wide});
    thumbsOf(wide, folder.path());
    EXPECT_EQ(sizeOf(folder, "poster.jpg"), "960,352");
}

TEST(MediaThumbs, DoesNotChooseTheBlackBeginning)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"fade.mp4"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"12"_s, u"-vf"_s,
            u"drawbox=t=fill:c=black:enable='lt(t,4)'"_s, u"-g"_s, u"15"_s, u"-an"_s, film});
    EXPECT_GE(thumbsOf(film, folder.path()).value(u"at_ms"_s).toInteger(), 4000);
}

TEST(MediaThumbs, OffersOtherFramesAndTakesTheOneAskedFor)
{
    const QTemporaryDir folder;
    const QJsonObject best = thumbsOf(streetVideo(), folder.path());
    const QJsonArray candidates = best.value(u"candidates"_s).toArray();
    ASSERT_GE(candidates.size(), 4);
    EXPECT_EQ(candidates.at(0).toObject().value(u"at_ms"_s), best.value(u"at_ms"_s));
    EXPECT_EQ(sizeOf(folder, "candidate-4.jpg"), "640,480");
    const RunResult run = runWorker(
        {u"thumbs"_s, streetVideo(), u"--out"_s, folder.path(), u"--at"_s, u"33333"_s, u"--json"_s});
    ASSERT_EQ(run.exitCode, 0);
    EXPECT_EQ(run.last().value(u"at_ms"_s).toInteger(), 33'300); // ten frames a second
    EXPECT_TRUE(run.last().value(u"candidates"_s).toArray().isEmpty());
    const RunResult compared = runProgram(
        {u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, folder.filePath(u"poster.jpg"_s), u"-ss"_s, u"33.3"_s,
         u"-i"_s, streetVideo(), u"-frames:v"_s, u"1"_s, u"-lavfi"_s,
         u"[0:v]scale=out_range=tv,format=yuv420p[a];[1:v]format=yuv420p[b];[a][b]ssim=stats_file=-"_s,
         u"-f"_s, u"null"_s, u"/dev/null"_s});
    const qsizetype at = compared.output.indexOf(" Y:");
    ASSERT_GE(at, 0) << compared.output.constData();
    EXPECT_GT(compared.output.mid(at + 3, 6).toDouble(), 0.97); // the frame before or after is below
}

TEST(MediaThumbs, TakesASoundFilesCoverOrSaysNone)
{
    const QTemporaryDir folder;
    const QJsonObject none = thumbsOf(spokenLetter(), folder.path());
    EXPECT_EQ(none.value(u"source"_s).toString(), u"none"_s);
    EXPECT_TRUE(none.value(u"pictures"_s).toArray().isEmpty());
    const QString song = folder.filePath(u"song.mp3"_s);
    ffmpeg({u"-i"_s, spokenLetter(), u"-i"_s, realMedia("forensics-samples/original-files/pic1/debian.png"),
            u"-map"_s, u"0:a"_s, u"-map"_s, u"1:v"_s, u"-c:v"_s, u"copy"_s, u"-disposition:v"_s,
            u"attached_pic"_s, song});
    const QJsonObject cover = thumbsOf(song, folder.path());
    EXPECT_EQ(cover.value(u"source"_s).toString(), u"cover"_s);
    EXPECT_EQ(sizeOf(folder, "thumb-320.jpg"), "320,240");
}

TEST(MediaThumbs, TurnsAPictureAsItsCameraSays)
{
    const QTemporaryDir folder;
    const QJsonObject result = thumbsOf(turnedPicture(), folder.path());
    EXPECT_EQ(result.value(u"source"_s).toString(), u"picture"_s);
    EXPECT_EQ(sizeOf(folder, "poster.jpg"), "1280,960");
    // Turned back by ffmpeg (which in 5.1 leaves EXIF alone) it must equal the stored picture.
    const RunResult run = runProgram(
        {u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-noautorotate"_s, u"-i"_s, folder.filePath(u"poster.jpg"_s),
         u"-noautorotate"_s, u"-i"_s, turnedPicture(), u"-lavfi"_s,
         u"[0:v]hflip,vflip,format=yuv420p[a];[1:v]scale=1280:960,format=yuv420p[b];"
         "[a][b]ssim=stats_file=-"_s,
         u"-f"_s, u"null"_s, u"/dev/null"_s});
    const qsizetype at = run.output.indexOf(" Y:");
    ASSERT_GE(at, 0) << run.output.constData();
    EXPECT_GT(run.output.mid(at + 3, 6).toDouble(), 0.9);
}

} // namespace rawi::test

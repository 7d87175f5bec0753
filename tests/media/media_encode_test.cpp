#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <gtest/gtest.h>

#include <csignal>
#include <unistd.h>

namespace rawi::test {

namespace {

// The rendition of the preset 360p in a fraction of its time, for what does not depend on how a picture is encoded.
QStringList quickArguments(const QString &file, const QString &folder)
{
    return planArguments(file, folder,
                         R"({"renditions":[{"name":"360p","settings":{"form":"mp4","video":{"height":360,"speed":"ultrafast"},"audio":{}}}]})");
}

QStringList encodeArguments(const QString &file, const QString &folder, const QString &preset)
{
    return presetArguments(file, folder, {preset});
}

QJsonObject encoded(const QString &file, const QString &folder, const QString &preset)
{
    return encodedBy(encodeArguments(file, folder, preset));
}

qsizetype finishedSegments(const QString &work)
{
    QFile file(work + u"/job.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    return QJsonDocument::fromJson(file.readAll()).object().value(u"segments"_s).toArray().size();
}

// Starts an encode and kills it (-9) once `segments` are finished; how many were.
qsizetype killAfter(const QStringList &arguments, const QString &work, qsizetype segments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(workerProgram(), arguments);
    EXPECT_TRUE(process.waitForStarted());
    QElapsedTimer timer;
    timer.start();
    while (finishedSegments(work) < segments && timer.elapsed() < 120'000) {
        QThread::msleep(5);
        EXPECT_FALSE(process.waitForFinished(0)) << "it ended before it could be killed";
    }
    process.kill();
    process.waitForFinished();
    return finishedSegments(work);
}

} // namespace

TEST(MediaEncode, KeepsEveryFrameAndItsTime)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 18, folder.path());
    const QJsonObject done = encoded(source, folder.path(), u"360p"_s);
    const QString made = pathOf(done);
    EXPECT_EQ(made, folder.filePath(u"360p.mp4"_s));
    EXPECT_EQ(framesIn(made), framesIn(source));
    EXPECT_EQ(done.value(u"frames"_s).toInt(), framesIn(source));
    EXPECT_NEAR(secondsOf(made, "v:0"), secondsOf(source, "v:0"), 0.04);
    EXPECT_NEAR(secondsOf(made, "a:0"), secondsOf(source, "a:0"), 0.05);
    EXPECT_EQ(done.value(u"sha256"_s).toString().toLatin1(), sha256Of(made));
    EXPECT_EQ(done.value(u"size"_s).toInteger(), QFile(made).size());
    EXPECT_EQ(done.value(u"width"_s).toInt(), 480); // never enlarged
    EXPECT_EQ(done.value(u"height"_s).toInt(), 352);
    EXPECT_EQ(ffprobe(made, u"a:0"_s, u"stream=codec_name,channels"_s).value(0), "aac,2");
    EXPECT_EQ(ffprobe(made, u"v:0"_s, u"stream=codec_name,pix_fmt"_s).value(0), "h264,yuv420p");
    EXPECT_FALSE(QDir(folder.filePath(u"360p.work"_s)).exists());
    EXPECT_GT(similarity(made, source, 480, 352), 0.95);
}

TEST(MediaEncode, KeepsAPhonesUnevenTimes)
{
    const QTemporaryDir folder;
    const QString made = pathOf(encoded(phoneVideo(), folder.path(), u"720p"_s));
    const QList<QByteArray> wanted = packetTimes(phoneVideo(), u"v:0"_s);
    const QList<QByteArray> got = packetTimes(made, u"v:0"_s);
    ASSERT_EQ(got.size(), wanted.size());
    for (qsizetype i = 0; i < got.size(); ++i) {
        EXPECT_NEAR(got[i].toDouble() - got[0].toDouble(), wanted[i].toDouble() - wanted[0].toDouble(), 0.00002);
    }
    EXPECT_EQ(ffprobe(made, u"v:0"_s, u"stream=width,height"_s).value(0), "1280,720");
    EXPECT_GT(similarity(made, phoneVideo(), 1280, 720), 0.93);
    // Players start before the file is whole: the index stands in front of the data.
    QFile file(made);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray head = file.read(64 * 1024);
    EXPECT_LT(head.indexOf("moov"), head.indexOf("mdat"));
}

TEST(MediaEncode, TurnsAndStretchesIntoPlainPixels)
{
    const QTemporaryDir folder;
    const QString turned = folder.filePath(u"turned.mp4"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s, turned});
    const QString made = pathOf(encoded(turned, folder.path(), u"360p"_s));
    EXPECT_EQ(ffprobe(made, u"v:0"_s, u"stream=width,height,sample_aspect_ratio"_s).value(0), "360,640,1:1");
    // ffmpeg turns the source by itself: the pictures must lie the same way round.
    EXPECT_GT(similarity(made, turned, 360, 640), 0.9);
}

TEST(MediaEncode, AnotherSourceDoesNotTakeOverOldSegments)
{
    const QTemporaryDir folder;
    const QString work = folder.filePath(u"360p.work"_s);
    EXPECT_GE(killAfter(quickArguments(streetVideo(), folder.path()), work, 1), 1);
    const QJsonObject done = encodedBy(quickArguments(phoneVideo(), folder.path()));
    EXPECT_EQ(done.value(u"resumed_segments"_s).toInt(-1), 0);
    EXPECT_EQ(framesIn(pathOf(done)), framesIn(phoneVideo()));
}

TEST(MediaEncode, SoundAloneBecomesM4a)
{
    const QTemporaryDir folder;
    const QJsonObject done = encoded(spokenLetter(), folder.path(), u"720p"_s);
    EXPECT_EQ(pathOf(done), folder.filePath(u"720p.m4a"_s));
    EXPECT_EQ(done.value(u"content_type"_s).toString(), u"audio/mp4"_s);
    EXPECT_NEAR(secondsOf(pathOf(done), "a:0"), secondsOf(spokenLetter(), "a:0"), 0.05);
    const RunResult picture = runWorker(encodeArguments(turnedPicture(), folder.path(), u"360p"_s));
    EXPECT_EQ(picture.errorCode(), u"media_unsupported"_s);
}

TEST(MediaEncode, ManyContainersKeepTheirFrames)
{
    const QTemporaryDir folder;
    for (const char *name : {"doc/opencv-doc/examples/data/Megamind.avi", "doc/opencv-doc/examples/data/tree.avi",
                             "forensics-samples/original-files/movie2/movie-hello.ogg",
                             "forensics-samples/original-files/movie2/movie-hello.mpeg",
                             "forensics-samples/original-files/movie2/movie-hello.avi"}) {
        SCOPED_TRACE(name);
        const QString source = realMedia(name);
        const QString made = pathOf(encodedBy(quickArguments(source, folder.path())));
        EXPECT_EQ(framesIn(made), framesIn(source));
        const QList<QByteArray> times = packetTimes(made, u"v:0"_s);
        for (qsizetype i = 1; i < times.size(); ++i) {
            EXPECT_GT(times[i].toDouble(), times[i - 1].toDouble());
        }
    }
}

TEST(MediaEncode, SaysHowFarItIs)
{
    const QTemporaryDir folder;
    const RunResult run = runWorker(quickArguments(streetVideo(), folder.path()), 280'000);
    int before = 0;
    int estimates = 0;
    for (const QJsonObject &line : run.lines()) {
        if (line.value(u"type"_s).toString() == u"progress"_s) {
            const int permille = line.value(u"permille"_s).toInt(-1);
            EXPECT_GE(permille, before);
            before = permille;
            estimates += line.value(u"eta_ms"_s).toInteger(-1) > 0 ? 1 : 0;
        }
    }
    EXPECT_EQ(before, 1000);
    EXPECT_GE(estimates, 1);
}

// With too little memory a film may fail, but never come out short (at 0.8 GB a spike once gave 5 of 26 frames).
TEST(MediaEncode, TooLittleMemoryNeverLosesFrames)
{
    const QTemporaryDir folder;
    for (const int megabytes : {120, 200, 260, 320, 420}) {
        const RunResult run =
            runProgram(QStringList{u"prlimit"_s, u"--as=%1"_s.arg(qint64(megabytes) << 20), workerProgram()}
                       + encodeArguments(phoneVideo(), folder.path(), u"720p"_s));
        if (run.exitCode == 0) {
            EXPECT_EQ(framesIn(pathOf(run.last())), 41) << megabytes;
        } else {
            EXPECT_NE(run.last().value(u"type"_s).toString(), u"done"_s) << megabytes;
            EXPECT_FALSE(QFile::exists(folder.filePath(u"720p.mp4"_s))) << megabytes;
        }
        QFile::remove(folder.filePath(u"720p.mp4"_s));
    }
}

TEST(MediaEncode, AFullDiskIsNamedAndNothingIsLost)
{
    if (::geteuid() != 0) {
        GTEST_SKIP() << "needs root to make a small disk";
    }
    const QTemporaryDir folder;
    const QString disk = folder.filePath(u"disk"_s);
    QDir().mkpath(disk);
    if (runProgram({u"mount"_s, u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=1500k"_s, u"none"_s, disk}).exitCode
        != 0) {
        GTEST_SKIP() << "this machine lets nobody mount";
    }
    const QStringList arguments = quickArguments(streetVideo(), disk);
    const RunResult full = runWorker(arguments, 200'000);
    EXPECT_EQ(full.exitCode, 2);
    EXPECT_EQ(full.errorCode(), u"disk_full"_s) << full.output.right(400).constData();
    QDirIterator parts(disk, {u"*.part"_s}, QDir::Files, QDirIterator::Subdirectories);
    EXPECT_FALSE(parts.hasNext()) << "what was begun fills the disk no longer";
    EXPECT_EQ(runProgram({u"mount"_s, u"-o"_s, u"remount,size=64m"_s, disk}).exitCode, 0);
    const QJsonObject done = encodedBy(arguments);
    EXPECT_GT(done.value(u"resumed_segments"_s).toInt(), 0);
    EXPECT_EQ(framesIn(pathOf(done)), 795);
    EXPECT_EQ(runProgram({u"umount"_s, disk}).exitCode, 0);
}

} // namespace rawi::test

#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

const char *const kPlan = R"({"hardware":true,"renditions":[
  {"name":"large","settings":{"form":"mp4","video":{"height":180,"speed":"ultrafast"},"audio":{"rate":64000}}},
  {"name":"small","settings":{"form":"mp4","video":{"height":90,"speed":"ultrafast"},"audio":{"rate":64000}}}]})";

QByteArray softwarePlan()
{
    return QByteArray(kPlan).replace("\"hardware\":true,", "");
}

QStringList with(QStringList arguments, const QStringList &encoders)
{
    for (const QString &encoder : encoders) {
        arguments << u"--try"_s << encoder;
    }
    return arguments;
}

QString encoderOf(const QJsonObject &done, const char *name)
{
    return rendition(done, name).value(u"encoder"_s).toString();
}

QString noteOf(const QJsonObject &done, const char *name)
{
    return rendition(done, name).value(u"encoder_note"_s).toString();
}

QByteArray codecOf(const QJsonObject &done, const char *name)
{
    return ffprobe(pathOf(rendition(done, name)), u"v:0"_s, u"stream=codec_name"_s).value(0);
}

// Nine seconds that move and eleven that stand still, in ticks that MPEG-4 can count.
QString movingThenStill(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"still.mp4"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=20"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"color=gray:s=320x180:r=25:d=20"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=20"_s,
            u"-filter_complex"_s, u"[0:v][1:v]overlay=enable='gte(t,9)'"_s, u"-map"_s, u"2:a"_s, path});
    return path;
}

} // namespace

TEST(MediaHardware, SaysOfEachEncoderWhyItDoesNotWork)
{
    const RunResult run = runWorker({u"encoders"_s, u"--json"_s});
    ASSERT_EQ(run.exitCode, 0) << run.output.constData();
    const QJsonArray encoders = run.last().value(u"encoders"_s).toArray();
    QStringList names;
    for (const QJsonValue &value : encoders) {
        const QJsonObject one = value.toObject();
        names.append(one.value(u"name"_s).toString());
        EXPECT_NE(one.value(u"works"_s).toBool(), one.contains(u"why"_s)) << qPrintable(names.last());
        if (names.last() == u"h264_vaapi"_s && !QDir(u"/dev/dri"_s).exists()) {
            EXPECT_TRUE(one.value(u"why"_s).toString().contains(u"/dev/dri/renderD*"_s));
        }
    }
    EXPECT_EQ(
        names,
        (QStringList{u"h264_nvenc"_s, u"h264_qsv"_s, u"h264_vaapi"_s, u"h264_amf"_s, u"h264_v4l2m2m"_s}));
    // Found by trying, not by name: one that is there works, one that is not and one that takes no such picture do not.
    const RunResult named = runWorker({u"encoders"_s, u"--json"_s, u"--try"_s, u"mpeg4"_s, u"--try"_s,
                                       u"h264_moon"_s, u"--try"_s, u"h261"_s});
    const QJsonArray tried = named.last().value(u"encoders"_s).toArray();
    ASSERT_EQ(tried.size(), 3);
    EXPECT_TRUE(tried[0][u"works"_s].toBool());
    EXPECT_TRUE(tried[1][u"why"_s].toString().contains(u"built without"_s));
    EXPECT_FALSE(tried[2][u"works"_s].toBool());
    EXPECT_FALSE(tried[2][u"why"_s].toString().isEmpty());
    EXPECT_EQ(runWorker({u"encoders"_s, u"--json"_s, u"--try"_s, u"A B"_s}).errorCode(),
              u"invalid_argument"_s);
}

TEST(MediaHardware, TheOneFoundEncodes)
{
    const QTemporaryDir folder;
    const QString source = movingThenStill(folder);
    const QJsonObject done = encodedBy(
        with(planArguments(source, folder.filePath(u"out"_s), kPlan), {u"h264_moon"_s, u"mpeg4"_s}));
    for (const char *name : {"large", "small"}) {
        EXPECT_EQ(encoderOf(done, name), u"mpeg4"_s);
        EXPECT_EQ(noteOf(done, name), QString());
        EXPECT_EQ(codecOf(done, name), "mpeg4");
        EXPECT_EQ(framesIn(pathOf(rendition(done, name))), 500);
    }
    // The processor's name stands there without a wish for the card, too.
    const QJsonObject plain = encodedBy(planArguments(source, folder.filePath(u"plain"_s), softwarePlan()));
    EXPECT_EQ(encoderOf(plain, "large"), u"libx264"_s);
    EXPECT_EQ(noteOf(plain, "large"), QString());
}

TEST(MediaHardware, NoneFoundAndOneThatDoesNotOpenLeaveItToTheProcessor)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 12, folder.path());
    const QString fine = folder.filePath(u"fine.mp4"_s); // ticks of 1/90000 s, which MPEG-4 refuses
    ffmpeg({u"-i"_s, source, u"-c"_s, u"copy"_s, u"-video_track_timescale"_s, u"90000"_s, fine});
    const QJsonObject plain = encodedBy(planArguments(fine, folder.filePath(u"plain"_s), softwarePlan()));
    const QJsonObject none =
        encodedBy(with(planArguments(fine, folder.filePath(u"none"_s), kPlan), {u"h264_moon"_s}));
    const QJsonObject shut =
        encodedBy(with(planArguments(fine, folder.filePath(u"shut"_s), kPlan), {u"mpeg4"_s}));
    for (const char *name : {"large", "small"}) {
        SCOPED_TRACE(name);
        const QByteArray expected = frameHashes(pathOf(rendition(plain, name)));
        for (const QJsonObject &done : {none, shut}) {
            EXPECT_EQ(encoderOf(done, name), u"libx264"_s);
            EXPECT_EQ(frameHashes(pathOf(rendition(done, name))), expected);
            EXPECT_EQ(frameHashes(pathOf(rendition(done, name)), "a:0"), frameHashes(pathOf(rendition(plain, name)), "a:0"));
        }
        EXPECT_TRUE(noteOf(none, name).contains(u"h264_moon: this FFmpeg was built without it"_s))
            << qPrintable(noteOf(none, name));
        EXPECT_TRUE(noteOf(shut, name).startsWith(u"mpeg4 failed: "_s)) << qPrintable(noteOf(shut, name));
    }
}

// It gives back fewer frames than it got as soon as the picture stands still: after a segment was finished.
TEST(MediaHardware, OneThatFailsOnTheWayIsReplacedFromTheStart)
{
    const QTemporaryDir folder;
    const QString source = movingThenStill(folder);
    const QString lossy = u"mpeg4,skip_threshold=1000000,skip_factor=1000000"_s;
    const QJsonObject plain = encodedBy(planArguments(source, folder.filePath(u"plain"_s), softwarePlan()));
    const QJsonObject done =
        encodedBy(with(planArguments(source, folder.filePath(u"out"_s), kPlan), {lossy}));
    for (const char *name : {"large", "small"}) {
        EXPECT_EQ(encoderOf(done, name), u"libx264"_s);
        EXPECT_TRUE(noteOf(done, name).contains(u"frames"_s)) << qPrintable(noteOf(done, name));
        EXPECT_EQ(codecOf(done, name), "h264");
        EXPECT_EQ(frameHashes(pathOf(rendition(done, name))), frameHashes(pathOf(rendition(plain, name))));
    }
}

// Killed whenever, with and without the card: no file is put together from two encoders' segments.
TEST(MediaHardware, CheckpointsOfAnotherEncoderAreNotTakenOver)
{
    const QTemporaryDir folder;
    const QString source = movingThenStill(folder);
    const QString out = folder.filePath(u"out"_s);
    const QJsonObject plain = encodedBy(planArguments(source, folder.filePath(u"plain"_s), softwarePlan()));
    const auto killedAfterASegment = [&](const QStringList &arguments, const char *encoder) {
        QProcess process;
        process.start(workerProgram(), arguments);
        for (int i = 0; i < 6000; ++i) {
            QFile file(out + u"/large.work/job.json"_s);
            const QJsonObject job = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
            if (!job.value(u"segments"_s).toArray().isEmpty()
                && job.value(u"encoder"_s).toString() == QLatin1StringView(encoder)) {
                break;
            }
            if (process.waitForFinished(1)) {
                ADD_FAILURE() << "it ended before it could be killed";
                break;
            }
        }
        process.kill();
        process.waitForFinished();
    };
    const QStringList card = with(planArguments(source, out, kPlan), {u"mpeg4"_s});
    killedAfterASegment(card, "mpeg4");
    const QJsonObject done = encodedBy(planArguments(source, out, softwarePlan()));
    EXPECT_EQ(encoderOf(done, "large"), u"libx264"_s);
    EXPECT_EQ(frameHashes(pathOf(rendition(done, "large"))), frameHashes(pathOf(rendition(plain, "large"))));
    // The same encoder goes on where it was.
    killedAfterASegment(with(planArguments(source, out, kPlan), {u"mpeg4"_s}), "mpeg4");
    const QJsonObject resumed = encodedBy(with(planArguments(source, out, kPlan), {u"mpeg4"_s}));
    EXPECT_EQ(encoderOf(resumed, "large"), u"mpeg4"_s);
    EXPECT_GE(resumed.value(u"resumed_segments"_s).toInt(), 1);
    EXPECT_EQ(framesIn(pathOf(rendition(resumed, "large"))), 500);
}

} // namespace rawi::test

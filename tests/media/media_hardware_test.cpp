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
        arguments << QStringLiteral("--try") << encoder;
    }
    return arguments;
}

QString encoderOf(const QJsonObject &done, const char *name)
{
    return rendition(done, name).value(QStringLiteral("encoder")).toString();
}

QString noteOf(const QJsonObject &done, const char *name)
{
    return rendition(done, name).value(QStringLiteral("encoder_note")).toString();
}

QByteArray codecOf(const QJsonObject &done, const char *name)
{
    return ffprobe(pathOf(rendition(done, name)), QStringLiteral("v:0"), QStringLiteral("stream=codec_name")).value(0);
}

// Nine seconds that move and eleven that stand still, in ticks that MPEG-4 can count.
QString movingThenStill(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("still.mp4"));
    ffmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("testsrc2=s=320x180:r=25:d=20"),
            QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("color=gray:s=320x180:r=25:d=20"),
            QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("sine=d=20"),
            QStringLiteral("-filter_complex"), QStringLiteral("[0:v][1:v]overlay=enable='gte(t,9)'"), QStringLiteral("-map"),
            QStringLiteral("2:a"), path});
    return path;
}

} // namespace

TEST(MediaHardware, SaysOfEachEncoderWhyItDoesNotWork)
{
    const RunResult run = runWorker({QStringLiteral("encoders"), QStringLiteral("--json")});
    ASSERT_EQ(run.exitCode, 0) << run.output.constData();
    const QJsonArray encoders = run.last().value(QStringLiteral("encoders")).toArray();
    QStringList names;
    for (const QJsonValue &value : encoders) {
        const QJsonObject one = value.toObject();
        names.append(one.value(QStringLiteral("name")).toString());
        EXPECT_NE(one.value(QStringLiteral("works")).toBool(), one.contains(QStringLiteral("why"))) << qPrintable(names.last());
        if (names.last() == QStringLiteral("h264_vaapi") && !QDir(QStringLiteral("/dev/dri")).exists()) {
            EXPECT_TRUE(one.value(QStringLiteral("why")).toString().contains(QStringLiteral("/dev/dri/renderD*")));
        }
    }
    EXPECT_EQ(names, (QStringList{QStringLiteral("h264_nvenc"), QStringLiteral("h264_qsv"), QStringLiteral("h264_vaapi"),
                                  QStringLiteral("h264_amf"), QStringLiteral("h264_v4l2m2m")}));
    // Found by trying, not by name: one that is there works, one that is not and one that takes no such picture do not.
    const RunResult named = runWorker({QStringLiteral("encoders"), QStringLiteral("--json"), QStringLiteral("--try"), QStringLiteral("mpeg4"),
                                       QStringLiteral("--try"), QStringLiteral("h264_moon"), QStringLiteral("--try"), QStringLiteral("h261")});
    const QJsonArray tried = named.last().value(QStringLiteral("encoders")).toArray();
    ASSERT_EQ(tried.size(), 3);
    EXPECT_TRUE(tried[0][QStringLiteral("works")].toBool());
    EXPECT_TRUE(tried[1][QStringLiteral("why")].toString().contains(QStringLiteral("built without")));
    EXPECT_FALSE(tried[2][QStringLiteral("works")].toBool());
    EXPECT_FALSE(tried[2][QStringLiteral("why")].toString().isEmpty());
    EXPECT_EQ(runWorker({QStringLiteral("encoders"), QStringLiteral("--json"), QStringLiteral("--try"), QStringLiteral("A B")}).errorCode(),
              QStringLiteral("invalid_argument"));
}

TEST(MediaHardware, TheOneFoundEncodes)
{
    const QTemporaryDir folder;
    const QString source = movingThenStill(folder);
    const QJsonObject done = encodedBy(with(planArguments(source, folder.filePath(QStringLiteral("out")), kPlan),
                                            {QStringLiteral("h264_moon"), QStringLiteral("mpeg4")}));
    for (const char *name : {"large", "small"}) {
        EXPECT_EQ(encoderOf(done, name), QStringLiteral("mpeg4"));
        EXPECT_EQ(noteOf(done, name), QString());
        EXPECT_EQ(codecOf(done, name), "mpeg4");
        EXPECT_EQ(framesIn(pathOf(rendition(done, name))), 500);
    }
    // The processor's name stands there without a wish for the card, too.
    const QJsonObject plain = encodedBy(planArguments(source, folder.filePath(QStringLiteral("plain")), softwarePlan()));
    EXPECT_EQ(encoderOf(plain, "large"), QStringLiteral("libx264"));
    EXPECT_EQ(noteOf(plain, "large"), QString());
}

TEST(MediaHardware, NoneFoundAndOneThatDoesNotOpenLeaveItToTheProcessor)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 12, folder.path());
    const QString fine = folder.filePath(QStringLiteral("fine.mp4")); // ticks of 1/90000 s, which MPEG-4 refuses
    ffmpeg({QStringLiteral("-i"), source, QStringLiteral("-c"), QStringLiteral("copy"), QStringLiteral("-video_track_timescale"),
            QStringLiteral("90000"), fine});
    const QJsonObject plain = encodedBy(planArguments(fine, folder.filePath(QStringLiteral("plain")), softwarePlan()));
    const QJsonObject none = encodedBy(with(planArguments(fine, folder.filePath(QStringLiteral("none")), kPlan), {QStringLiteral("h264_moon")}));
    const QJsonObject shut = encodedBy(with(planArguments(fine, folder.filePath(QStringLiteral("shut")), kPlan), {QStringLiteral("mpeg4")}));
    for (const char *name : {"large", "small"}) {
        SCOPED_TRACE(name);
        const QByteArray expected = frameHashes(pathOf(rendition(plain, name)));
        for (const QJsonObject &done : {none, shut}) {
            EXPECT_EQ(encoderOf(done, name), QStringLiteral("libx264"));
            EXPECT_EQ(frameHashes(pathOf(rendition(done, name))), expected);
            EXPECT_EQ(frameHashes(pathOf(rendition(done, name)), "a:0"), frameHashes(pathOf(rendition(plain, name)), "a:0"));
        }
        EXPECT_TRUE(noteOf(none, name).contains(QStringLiteral("h264_moon: this FFmpeg was built without it"))) << qPrintable(noteOf(none, name));
        EXPECT_TRUE(noteOf(shut, name).startsWith(QStringLiteral("mpeg4 failed: "))) << qPrintable(noteOf(shut, name));
    }
}

// It gives back fewer frames than it got as soon as the picture stands still: after a segment was finished.
TEST(MediaHardware, OneThatFailsOnTheWayIsReplacedFromTheStart)
{
    const QTemporaryDir folder;
    const QString source = movingThenStill(folder);
    const QString lossy = QStringLiteral("mpeg4,skip_threshold=1000000,skip_factor=1000000");
    const QJsonObject plain = encodedBy(planArguments(source, folder.filePath(QStringLiteral("plain")), softwarePlan()));
    const QJsonObject done = encodedBy(with(planArguments(source, folder.filePath(QStringLiteral("out")), kPlan), {lossy}));
    for (const char *name : {"large", "small"}) {
        EXPECT_EQ(encoderOf(done, name), QStringLiteral("libx264"));
        EXPECT_TRUE(noteOf(done, name).contains(QStringLiteral("frames"))) << qPrintable(noteOf(done, name));
        EXPECT_EQ(codecOf(done, name), "h264");
        EXPECT_EQ(frameHashes(pathOf(rendition(done, name))), frameHashes(pathOf(rendition(plain, name))));
    }
}

// Killed whenever, with and without the card: no file is put together from two encoders' segments.
TEST(MediaHardware, CheckpointsOfAnotherEncoderAreNotTakenOver)
{
    const QTemporaryDir folder;
    const QString source = movingThenStill(folder);
    const QString out = folder.filePath(QStringLiteral("out"));
    const QJsonObject plain = encodedBy(planArguments(source, folder.filePath(QStringLiteral("plain")), softwarePlan()));
    const auto killedAfterASegment = [&](const QStringList &arguments, const char *encoder) {
        QProcess process;
        process.start(workerProgram(), arguments);
        for (int i = 0; i < 6000; ++i) {
            QFile file(out + QStringLiteral("/large.work/job.json"));
            const QJsonObject job = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
            if (!job.value(QStringLiteral("segments")).toArray().isEmpty()
                && job.value(QStringLiteral("encoder")).toString() == QLatin1StringView(encoder)) {
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
    const QStringList card = with(planArguments(source, out, kPlan), {QStringLiteral("mpeg4")});
    killedAfterASegment(card, "mpeg4");
    const QJsonObject done = encodedBy(planArguments(source, out, softwarePlan()));
    EXPECT_EQ(encoderOf(done, "large"), QStringLiteral("libx264"));
    EXPECT_EQ(frameHashes(pathOf(rendition(done, "large"))), frameHashes(pathOf(rendition(plain, "large"))));
    // The same encoder goes on where it was.
    killedAfterASegment(with(planArguments(source, out, kPlan), {QStringLiteral("mpeg4")}), "mpeg4");
    const QJsonObject resumed = encodedBy(with(planArguments(source, out, kPlan), {QStringLiteral("mpeg4")}));
    EXPECT_EQ(encoderOf(resumed, "large"), QStringLiteral("mpeg4"));
    EXPECT_GE(resumed.value(QStringLiteral("resumed_segments")).toInt(), 1);
    EXPECT_EQ(framesIn(pathOf(rendition(resumed, "large"))), 500);
}

} // namespace rawi::test

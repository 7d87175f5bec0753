// A picture that already is what a rendition is to be is copied; what cannot be copied after all is encoded, and no damage is copied unseen.
#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <random>

namespace rawi::test {

namespace {

// 4 s of 100 frames with sound; `times` are changed as it is written.
QString filmWithTimes(const QTemporaryDir &folder, const char *name, const QString &times)
{
    const QString path = folder.filePath(QLatin1StringView(name));
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=4"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=f=440:d=4:r=48000"_s, u"-pix_fmt"_s,
            u"yuv420p"_s, u"-bf"_s, u"0"_s, u"-c:a"_s, u"aac"_s, u"-bsf:v"_s, u"setts=ts=%1"_s.arg(times), path});
    return path;
}

} // namespace

TEST(CopiedPicture, WhatCannotBeCopiedIsEncodedInstead)
{
    const QTemporaryDir folder;
    // Two packets for one moment, found out behind half of the film: no MP4 can hold both, and players show the first.
    const QString film = filmWithTimes(folder, "twice.mkv", u"'if(eq(N,60),PREV_OUTPTS,TS)'"_s);
    ASSERT_EQ(framesIn(film), 100);
    const RunResult run = runWorker(planArguments(film, folder.filePath(u"out"_s), R"({"renditions":[
      {"name":"same","settings":{"form":"mp4","video":{"height":360,"max_rate":5000000},"audio":{"rate":96000}}},
      {"name":"small","settings":{"form":"mp4","video":{"height":90,"max_rate":500000},"audio":{"rate":96000}}}]})"));
    ASSERT_EQ(run.exitCode, 0) << run.output.right(600).constData();
    const QJsonObject done = run.last();
    for (const auto &[name, width, height] : {std::tuple("same", 320, 180), std::tuple("small", 160, 90)}) {
        SCOPED_TRACE(name);
        const QJsonObject made = rendition(done, name);
        EXPECT_FALSE(made.value(u"copied"_s).toBool());
        EXPECT_FALSE(made.contains(u"copied_why"_s));
        EXPECT_EQ(made.value(u"encoder"_s).toString(), u"libx264"_s);
        EXPECT_EQ(made.value(u"frames"_s).toInt(), 99);
        EXPECT_EQ(framesIn(pathOf(made)), 99);
        EXPECT_EQ(ffprobe(pathOf(made), u"v:0"_s, u"stream=width,height"_s).value(0), QByteArray::number(width) + "," + QByteArray::number(height));
        EXPECT_NEAR(secondsOf(pathOf(made), "v:0"), 4, 0.05);
        EXPECT_NEAR(secondsOf(pathOf(made), "a:0"), 4, 0.05);
        const QList<QByteArray> times = packetTimes(pathOf(made), u"v:0"_s);
        for (qsizetype i = 1; i < times.size(); ++i) {
            EXPECT_NEAR(times[i].toDouble() - times[i - 1].toDouble(), i == 60 ? 0.08 : 0.04, 0.0011) << i;
        }
        EXPECT_EQ(sha256Of(pathOf(made)), made.value(u"sha256"_s).toString().toLatin1());
    }
    EXPECT_EQ(done.value(u"resumed_segments"_s).toInt(-1), 0) << "nothing is from an earlier run";
    EXPECT_EQ(QDir(folder.filePath(u"out"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
              (QStringList{u"plan.json"_s, u"same.mp4"_s, u"small.mp4"_s}));
    int before = 0;
    for (const QJsonObject &line : run.lines()) {
        if (line.value(u"type"_s).toString() == u"progress"_s) {
            EXPECT_GE(line.value(u"permille"_s).toInt(-1), before);
            before = line.value(u"permille"_s).toInt(-1);
        }
    }
    EXPECT_EQ(before, 1000);
}

TEST(CopiedPicture, AFilmWhoseFirstTimesDoNotRiseIsEncodedAndOneWhoseDoIsCopied)
{
    const QTemporaryDir folder;
    const QString film = filmWithTimes(folder, "first.mkv", u"'if(eq(N,1),PREV_OUTPTS,TS)'"_s);
    const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"360p"_s}));
    EXPECT_FALSE(made.value(u"copied"_s).toBool());
    EXPECT_EQ(framesIn(pathOf(made)), 99);
    // Rising times are copied from the same container, every one.
    const QString whole = filmWithTimes(folder, "whole.mkv", u"TS"_s);
    const QJsonObject copied = encodedBy(presetArguments(whole, folder.filePath(u"whole"_s), {u"360p"_s}));
    EXPECT_TRUE(copied.value(u"copied"_s).toBool());
    EXPECT_EQ(frameHashes(pathOf(copied)).count('\n'), frameHashes(whole).count('\n'));
}

TEST(CopiedPicture, DamageInsideIsNotCopiedUnseen)
{
    const QTemporaryDir folder;
    const QString whole = folder.filePath(u"whole.mp4"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=10"_s, u"-pix_fmt"_s, u"yuv420p"_s, u"-movflags"_s, u"+faststart"_s, whole});
    const auto encoded = [&](const QString &film, const QStringList &more = {}) {
        QDir(folder.filePath(u"out"_s)).removeRecursively();
        return runWorker(presetArguments(film, folder.filePath(u"out"_s), {u"360p"_s}) + more);
    };
    EXPECT_TRUE(encoded(whole).last().value(u"copied"_s).toBool());
    QByteArray bytes = fileBytes(whole);
    std::mt19937 random(1);
    const qsizetype begin = bytes.indexOf("mdat") + 4;
    for (int i = 0; i < 400; ++i) {
        const qsizetype at = begin + qsizetype(random() % uint(bytes.size() * 9 / 10 - begin));
        bytes[at] = char(bytes[at] ^ char(1 + random() % 255));
    }
    const QString damaged = written(folder, "damaged.mp4", bytes);
    const RunResult refused = encoded(damaged);
    EXPECT_EQ(refused.errorCode(), u"media_truncated"_s) << refused.output.right(300).constData();
    EXPECT_TRUE(refused.errorDetail().contains(u"of its picture cannot be decoded"_s)) << qPrintable(refused.errorDetail());
    const RunResult marked = encoded(damaged, {u"--incomplete"_s});
    ASSERT_EQ(marked.exitCode, 0) << marked.output.right(300).constData();
    EXPECT_TRUE(marked.last().value(u"incomplete"_s).toString().contains(u"cannot be decoded"_s));
}

} // namespace rawi::test

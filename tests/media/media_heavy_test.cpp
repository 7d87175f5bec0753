#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cstdio>

namespace rawi::test {

namespace {

// 82 frames of a telephone's 1080p: more than any encoder looks ahead, so that it holds as many as it ever does.
QString longerPhoneVideo(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"long.mp4"_s);
    ffmpeg({u"-stream_loop"_s, u"1"_s, u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, path});
    return path;
}

QByteArray srtTime(int ms)
{
    char text[32];
    std::snprintf(text, sizeof text, "%02d:%02d:%02d,%03d", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
    return text;
}

RunResult burn(const QTemporaryDir &folder, const QString &subtitles)
{
    const QByteArray plan = R"({"renditions":[
      {"name":"a","settings":{"form":"mp4","video":{"height":720,"speed":"ultrafast"}}},
      {"name":"b","settings":{"form":"mp4","video":{"height":360,"speed":"ultrafast"}}}],
      "subtitles":[{"path":")" + subtitles.toUtf8() + R"(","language":"ar","burn":true}]})";
    return runWorker(planArguments(phoneVideo(), folder.filePath(u"out"_s), plan), 200'000);
}

} // namespace

// What a worker may use is 1.6 GB of addresses; what it does use is told by the kernel.
TEST(MediaHeavy, Av1AndVp9OfFullHdStayWithinTheWorkersMemory)
{
    const QTemporaryDir folder;
    const QString source = longerPhoneVideo(folder);
    const int frames = framesIn(source);
    for (const char *preset : {"av1-1080p", "webm-1080p"}) {
        SCOPED_TRACE(preset);
        const RunResult run = runWorker(presetArguments(source, folder.filePath(QLatin1StringView(preset)), {QLatin1StringView(preset)}), 280'000);
        ASSERT_EQ(run.exitCode, 0) << run.output.right(600).constData();
        std::printf("%s: %lld ms, %lld MB\n", preset, static_cast<long long>(run.elapsedMs), static_cast<long long>(run.maxRssKb / 1024));
        EXPECT_EQ(run.last().value(u"frames"_s).toInt(), frames);
        EXPECT_EQ(framesIn(pathOf(run.last())), frames);
        EXPECT_LT(run.maxRssKb, 1100 * 1024);
    }
}

TEST(MediaHeavy, ThreeHundredThousandSubtitlesAreRefusedWithTheirNumber)
{
    const QTemporaryDir folder;
    QByteArray text;
    for (int i = 0; i < 300'000; ++i) {
        text += QByteArray::number(i + 1) + "\n00:00:00,000 --> 00:00:01,000\nx\n\n";
    }
    const RunResult run = burn(folder, written(folder, "many.srt", text));
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_EQ(run.errorCode(), u"too_large"_s);
    EXPECT_TRUE(run.errorDetail().contains(u"many.srt"_s) || run.output.contains("many.srt"))
        << run.output.constData();
    EXPECT_LT(run.maxRssKb, 400 * 1024);
    EXPECT_LT(run.elapsedMs, 10'000);
}

// All that a file may hold, shown at once: each moment a wall of text that nobody can read.
TEST(MediaHeavy, AWallOfSubtitlesIsBurntWithinBounds)
{
    const QTemporaryDir folder;
    QByteArray text;
    const QByteArray line = QByteArray("كلمة word ").repeated(30); // 300 letters
    for (int i = 0; i < 19'000; ++i) {
        text += srtTime(i) .prepend(QByteArray::number(i + 1) + "\n") + " --> " + srtTime(60'000 + i) + "\n" + line + "\n\n";
    }
    const RunResult run = burn(folder, written(folder, "wall.srt", text));
    EXPECT_EQ(run.exitCode, 0) << run.output.right(600).constData();
    std::printf("wall: %lld ms, %lld MB\n", static_cast<long long>(run.elapsedMs), static_cast<long long>(run.maxRssKb / 1024));
    EXPECT_LT(run.maxRssKb, 900 * 1024);
    EXPECT_LT(run.elapsedMs, 60'000);
    EXPECT_EQ(rendition(run.last(), "a").value(u"frames"_s).toInt(), framesIn(phoneVideo()));
}

// Override tags are words of another language: what they would do to memory and time is not done.
TEST(MediaHeavy, GiganticOverrideTagsDoNothing)
{
    const QTemporaryDir folder;
    const QByteArray head = "[Script Info]\nScriptType: v4.00+\nPlayResX: 1\nPlayResY: 1\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n"
                            "Style: Default,Arial,90000\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n";
    const QByteArray bomb = "Dialogue: 0,0:00:00.00,0:00:05.00,Default,{\\blur1000000\\be9999\\fs1000000\\fscx999999\\bord99999\\t(0,5000,\\frx9999\\fs9)}";
    const QByteArray srt = "1\n00:00:00,000 --> 00:00:05,000\n{\\blur1000000\\fs1000000\\bord9999}سلام\n";
    const RunResult plain = burn(folder, written(folder, "plain.srt", "1\n00:00:00,000 --> 00:00:05,000\nسلام\n"));
    ASSERT_EQ(plain.exitCode, 0) << plain.output.constData();
    const QByteArray wanted = frameHashes(pathOf(rendition(plain.last(), "b")));
    for (const QString &file : {written(folder, "bomb.ass", head + bomb + "سلام\n"), written(folder, "bomb.srt", srt)}) {
        const RunResult run = burn(folder, file);
        ASSERT_EQ(run.exitCode, 0) << run.output.right(600).constData();
        if (file.endsWith(u".ass"_s)) { // in SubRip they are letters like others, and drawn as such
            EXPECT_EQ(frameHashes(pathOf(rendition(run.last(), "b"))), wanted);
        }
        EXPECT_LT(run.maxRssKb, 600 * 1024);
    }
}

} // namespace rawi::test

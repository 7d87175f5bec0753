// Frames that stand for long, and frames at moments in streams without an index. Judged by what a decoder sees.
#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/case_files.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cmath>

namespace rawi::test {

namespace {

// Slides that change at 0, 4 and 20 s, of greys 40, 120 and 200, with a tone that is 440 Hz and 100 more each second, for 30 s.
QString slides(const QTemporaryDir &folder, const char *name, const QStringList &codec)
{
    const QString path = folder.filePath(QLatin1StringView(name));
    ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
                       u"nullsrc=s=320x180:r=25:d=30,geq=lum='if(lt(T,4),40,if(lt(T,20),120,200))':cb=128:cr=128,"
                       "select='eq(n,0)+eq(n,100)+eq(n,500)'"_s,
                       u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc='0.4*sin(2*PI*(440+100*floor(t))*t)':s=48000:d=30"_s, u"-fps_mode"_s, u"passthrough"_s}
           + codec + QStringList{path});
    return path;
}

RunResult slidesCut(const QString &film, qint64 fromMs, qint64 toMs, const QTemporaryDir &folder)
{
    QDir(folder.filePath(u"out"_s)).removeRecursively();
    const QString edit = written(folder, "edit.json",
                                 u"{\"ranges\":[{\"from_us\":%1,\"to_us\":%2}]}"_s.arg(fromMs * 1000).arg(toMs * 1000).toUtf8());
    return runWorker({u"cut"_s, film, u"--edit"_s, edit, u"--out"_s, folder.filePath(u"out"_s), u"--json"_s});
}

int greyAt(const QString &film, double seconds)
{
    const QByteArray pixel = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, film, u"-vf"_s,
                                         u"fps=25,select='gte(t,%1)',scale=1:1"_s.arg(seconds), u"-frames:v"_s, u"1"_s, u"-f"_s,
                                         u"rawvideo"_s, u"-pix_fmt"_s, u"rgb24"_s, u"-"_s})
                                 .output;
    return pixel.isEmpty() ? -1 : int(uchar(pixel[0]));
}

QByteArray soundFrom(const QString &film, double from, double length)
{
    return runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, film, u"-af"_s,
                       u"atrim=%1:%2"_s.arg(from).arg(from + length), u"-f"_s, u"s16le"_s, u"-ac"_s, u"1"_s, u"-"_s})
        .output;
}

// Of the tone, by where it passes zero.
double hertz(const QByteArray &sound, double seconds)
{
    const auto *samples = reinterpret_cast<const qint16 *>(sound.constData());
    int crossings = 0;
    for (qsizetype i = 1; i < sound.size() / 2; ++i) {
        crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
    }
    return crossings / seconds;
}

int levelOf(int grey) // of full-range grey when it is decoded from limited range
{
    return (grey - 16) * 255 / 219;
}

} // namespace

TEST(HeldFrames, ACutOfSlidesIsAsLongAsWasAsked)
{
    const QTemporaryDir folder;
    const QStringList h264{u"-c:v"_s, u"libx264"_s, u"-c:a"_s, u"aac"_s};
    const QString mp4 = slides(folder, "a.mp4", h264), mkv = slides(folder, "a.mkv", h264);
    const QString other = slides(folder, "b.mkv", {u"-c:v"_s, u"mpeg4"_s, u"-q:v"_s, u"2"_s, u"-c:a"_s, u"aac"_s});
    for (const QString &film : {mp4, mkv, other}) {
        SCOPED_TRACE(qPrintable(film));
        struct Wanted { qint64 from, to; int first, last; };
        for (const Wanted &one : {Wanted{1000, 6000, 40, 120}, Wanted{6000, 9000, 120, 120}, Wanted{18'500, 23'000, 120, 200},
                                  Wanted{22'000, 26'000, 200, 200}}) {
            SCOPED_TRACE(one.from);
            const RunResult run = slidesCut(film, one.from, one.to, folder);
            ASSERT_EQ(run.exitCode, 0) << run.output.constData();
            const QString made = pathOf(run.last());
            const double seconds = double(one.to - one.from) / 1000;
            EXPECT_NEAR(secondsOf(made, "v:0"), seconds, 0.02);
            EXPECT_NEAR(secondsOf(made, "a:0"), seconds, 0.03);
            EXPECT_EQ(run.last().value(u"duration_ms"_s).toInteger(), one.to - one.from);
            EXPECT_NEAR(greyAt(made, 0), levelOf(one.first), 4);
            EXPECT_NEAR(greyAt(made, seconds - 0.2), levelOf(one.last), 4);
            const double wanted = 440 + 100 * std::floor(double(one.from) / 1000 + 0.6);
            EXPECT_NEAR(hertz(soundFrom(made, 0.6, 0.3), 0.3), wanted, 20) << "another second's tone";
        }
    }
    EXPECT_NE(slidesCut(mp4, 40'000, 45'000, folder).exitCode, 0) << "behind the film's end there is nothing";
}

TEST(HeldFrames, AnEncodeOfAnEditHoldsThemToo)
{
    const QTemporaryDir folder;
    const QString film = slides(folder, "a.mp4", {u"-c:v"_s, u"libx264"_s, u"-c:a"_s, u"aac"_s});
    const QJsonObject made = encodedBy(planArguments(film, folder.filePath(u"out"_s), R"({"renditions":[{"name":"a","settings":{"form":"mp4",
        "video":{"height":180},"audio":{"codec":"aac","channels":1,"rate":96000}}}],
        "edit":{"ranges":[{"from_us":6000000,"to_us":9000000},{"from_us":1000000,"to_us":5000000},{"from_us":22000000,"to_us":24000000}]}})"));
    const QString path = pathOf(made);
    EXPECT_NEAR(secondsOf(path, "a:0"), 9, 0.05);
    for (const auto &[at, grey] : {std::pair(0.2, 120), std::pair(2.8, 120), std::pair(3.2, 40), std::pair(5.8, 40), std::pair(6.2, 120),
                                   std::pair(7.1, 200)}) {
        EXPECT_NEAR(greyAt(path, at), levelOf(grey), 5) << at;
    }
}

TEST(HeldFrames, TheReportedSlidesAreCutToFiveSeconds)
{
    const QString film = caseFile("media/v25-slides.mp4");
    if (film.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    const QTemporaryDir folder;
    for (const qint64 from : {1000, 7000, 43'000}) {
        const RunResult run = slidesCut(film, from, from + 5000, folder);
        ASSERT_EQ(run.exitCode, 0) << run.output.constData();
        EXPECT_NEAR(secondsOf(pathOf(run.last()), "v:0"), 5, 0.02) << from;
        EXPECT_NEAR(secondsOf(pathOf(run.last()), "a:0"), 5, 0.03) << from;
    }
}

// Key frames ten seconds apart, no index: the frame is counted in its own grey.
TEST(Moments, InStreamsWithoutAnIndexItIsTheFrameThatShowsThen)
{
    const QTemporaryDir folder;
    const QString source = u"nullsrc=s=320x180:r=25:d=12,geq=lum='16+mod(N*7,220)':cb=128:cr=128"_s;
    const auto make = [&](const char *name, const QStringList &codec) {
        const QString path = folder.filePath(QLatin1StringView(name));
        ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, source, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=12"_s, u"-g"_s, u"250"_s} + codec + QStringList{path});
        return path;
    };
    const QStringList h264{u"-c:v"_s, u"libx264"_s, u"-crf"_s, u"10"_s, u"-sc_threshold"_s, u"0"_s, u"-x264-params"_s, u"keyint=250:min-keyint=250"_s};
    const QStringList mpeg2{u"-c:v"_s, u"mpeg2video"_s, u"-q:v"_s, u"2"_s, u"-sc_threshold"_s, u"1000000000"_s, u"-bf"_s, u"2"_s};
    const QStringList films{make("a.ts", h264), make("b.ts", mpeg2), make("a.vob", mpeg2 + QStringList{u"-f"_s, u"vob"_s})};
    for (const QString &film : films) {
        SCOPED_TRACE(qPrintable(film));
        for (const int frame : {12, 100, 240, 260, 290}) {
            const QString ms = QString::number(frame * 40 + 20);
            const RunResult run = runWorker({u"thumbs"_s, film, u"--at"_s, ms, u"--out"_s, folder.path(), u"--json"_s});
            ASSERT_EQ(run.exitCode, 0) << run.output.constData();
            EXPECT_NEAR(double(run.last().value(u"at_ms"_s).toInteger()), frame * 40, 26) << frame;
            EXPECT_NEAR(greyAt(folder.filePath(u"poster.jpg"_s), 0), levelOf(16 + frame * 7 % 220), 6) << frame;
        }
        EXPECT_EQ(runWorker({u"thumbs"_s, film, u"--at"_s, u"11990"_s, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
    }
}

TEST(Moments, TheReportedStreamsPosterIsFrameTwelve)
{
    const QString film = caseFile("media/v27-longgop.ts");
    if (film.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    const QTemporaryDir folder;
    EXPECT_EQ(runWorker({u"thumbs"_s, film, u"--at"_s, u"500"_s, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
    const QString wanted = folder.filePath(u"wanted.png"_s);
    ffmpeg({u"-i"_s, film, u"-vf"_s, u"select=eq(n\\,12)"_s, u"-frames:v"_s, u"1"_s, wanted});
    EXPECT_GT(similarity(folder.filePath(u"poster.jpg"_s), wanted, 320, 180), 0.95);
}

} // namespace rawi::test

// Interlaced pictures, whatever their headers say. Judged by ffmpeg's idet and by what a decoder sees.
#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

// Frames from a moment on that idet takes for interlaced.
int combedIn(const QString &film, const QString &from = u"0"_s)
{
    const QString log = film + u".idet"_s;
    EXPECT_EQ(runProgram({u"sh"_s, u"-c"_s, u"exec ffmpeg -v info -nostdin -ss \"$2\" -i \"$0\" -vf idet -f null - 2>\"$1\""_s, film, log, from}).exitCode, 0);
    const auto found = QRegularExpression(u"Multi frame detection: TFF: *([0-9]+) BFF: *([0-9]+)"_s).match(QString::fromUtf8(fileBytes(log)));
    EXPECT_TRUE(found.hasMatch());
    return found.captured(1).toInt() + found.captured(2).toInt();
}

bool saidInterlaced(const QString &film)
{
    return runWorker({u"probe"_s, film, u"--json"_s}).last().value(u"streams"_s).toArray().first().toObject().value(u"interlaced"_s).toBool();
}

QString moving(const QTemporaryDir &folder, const char *name, const QStringList &more)
{
    const QString path = folder.filePath(QLatin1StringView(name));
    ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=720x576:r=50:d=2"_s} + more + QStringList{path});
    return path;
}

} // namespace

TEST(Fields, DvIsFoundByItsFramesAndDeinterlaced)
{
    const QTemporaryDir folder;
    const QString dv = moving(folder, "a.dv", {u"-vf"_s, u"tinterlace=interleave_bottom,setfield=bff,setsar=16/15"_s, u"-target"_s, u"pal-dv"_s});
    const QString mkv = folder.filePath(u"a.mkv"_s); // whose header says nothing of it
    ffmpeg({u"-i"_s, dv, u"-c"_s, u"copy"_s, mkv});
    for (const QString &film : {dv, mkv}) {
        SCOPED_TRACE(qPrintable(film));
        ASSERT_GT(combedIn(film), 40) << "else this shows nothing";
        EXPECT_TRUE(saidInterlaced(film));
        const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"720p"_s}));
        EXPECT_EQ(framesIn(pathOf(made)), 50);
        EXPECT_LE(combedIn(pathOf(made)), 5) << "idet remembers the first frame, which has none before it";
        QDir(folder.filePath(u"out"_s)).removeRecursively();
    }
    const QString edit = written(folder, "edit.json", R"({"ranges":[{"from_us":400000,"to_us":1600000}]})");
    const RunResult cut = runWorker({u"cut"_s, dv, u"--edit"_s, edit, u"--out"_s, folder.filePath(u"cut"_s), u"--json"_s});
    ASSERT_EQ(cut.exitCode, 0) << cut.output.constData();
    EXPECT_EQ(framesIn(pathOf(cut.last())), 30);
    EXPECT_LE(combedIn(pathOf(cut.last())), 5);
}

TEST(Fields, WhatTurnsInterlacedLaterIsDeinterlacedFromThere)
{
    const QTemporaryDir folder;
    const QStringList mpeg2{u"-c:v"_s, u"mpeg2video"_s, u"-b:v"_s, u"8M"_s, u"-g"_s, u"12"_s};
    const QString plain = moving(folder, "plain.ts", QStringList{u"-vf"_s, u"fps=25"_s} + mpeg2);
    const QString woven = moving(folder, "woven.ts", QStringList{u"-vf"_s, u"tinterlace=interleave_top,setfield=tff"_s} + mpeg2
                                                        + QStringList{u"-flags"_s, u"+ilme+ildct"_s, u"-output_ts_offset"_s, u"2.2"_s});
    ASSERT_GT(combedIn(woven), 40);
    const QString film = written(folder, "film.ts", fileBytes(plain) + fileBytes(woven));
    EXPECT_FALSE(saidInterlaced(film));
    const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"720p"_s}));
    EXPECT_EQ(framesIn(pathOf(made)), 100) << "none is lost where the filter changes";
    EXPECT_LE(combedIn(pathOf(made), u"2"_s), 5);
}

namespace {

// How much more two rows next to each other differ than two with one between: combs do, pictures do not. Of one frame.
double combsOf(const QString &film, int frame)
{
    constexpr int kWidth = 400;
    const QByteArray rows = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, film, u"-vf"_s, u"select=eq(n\\,%1),crop=400:300"_s.arg(frame),
                                        u"-frames:v"_s, u"1"_s, u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s, u"gray"_s, u"-"_s})
                                .output;
    EXPECT_EQ(rows.size(), kWidth * 300);
    double next = 0, second = 0;
    for (qsizetype i = 0; i + 2 * kWidth < rows.size(); ++i) {
        next += std::abs(uchar(rows[i]) - uchar(rows[i + kWidth]));
        second += std::abs(uchar(rows[i]) - uchar(rows[i + 2 * kWidth]));
    }
    return next / second;
}

} // namespace

// Nothing stands before the first frame, and nothing of its own kind before the first that is interlaced.
TEST(Fields, TheFirstFrameShowsNoCombsEither)
{
    const QTemporaryDir folder;
    const auto striped = [&](const char *name, const QStringList &more) { // stripes that move fast
        const QString path = folder.filePath(QLatin1StringView(name));
        ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"nullsrc=s=720x576:r=50:d=2,format=gray,geq='128+100*sin((X+9*N)/12)',format=yuv420p"_s} + more
               + QStringList{path});
        return path;
    };
    const QStringList weave{u"-vf"_s, u"tinterlace=interleave_top,setfield=tff,setsar=16/15"_s};
    const QStringList whole{u"-c:v"_s, u"mpeg2video"_s, u"-b:v"_s, u"8M"_s, u"-g"_s, u"12"_s};
    const QStringList mpeg2 = whole + QStringList{u"-flags"_s, u"+ilme+ildct"_s};
    const QStringList h264{u"-c:v"_s, u"libx264"_s, u"-flags"_s, u"+ilme+ildct"_s, u"-crf"_s, u"12"_s};
    const QString progressive = striped("plain.ts", QStringList{u"-vf"_s, u"fps=25"_s} + whole);
    const QString later = striped("later.ts", weave + mpeg2 + QStringList{u"-output_ts_offset"_s, u"2.2"_s});
    const QString joined = written(folder, "joined.ts", fileBytes(progressive) + fileBytes(later));
    for (const auto &[film, first] : {std::pair(striped("a.ts", weave + mpeg2), 0), std::pair(striped("a.mp4", weave + h264), 0), std::pair(joined, 50)}) {
        SCOPED_TRACE(qPrintable(film));
        ASSERT_GT(combsOf(film, first), 1.2) << "else this shows nothing";
        const QString made = pathOf(encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"720p"_s})));
        EXPECT_EQ(framesIn(made), framesIn(film));
        for (const int frame : {qMax(0, first - 1), first, first + 1, first + 20}) {
            EXPECT_LT(combsOf(made, frame), 0.8) << frame;
        }
        QDir(folder.filePath(u"out"_s)).removeRecursively();
    }
}

TEST(Fields, PostersAndStoryboardsShowNoCombs)
{
    const QTemporaryDir folder;
    const QString dv = moving(folder, "a.dv", {u"-vf"_s, u"tinterlace=interleave_bottom,setfield=bff,setsar=16/15"_s, u"-target"_s, u"pal-dv"_s});
    // How much more two rows next to each other differ than two with one between: combs do, pictures do not.
    const auto combs = [](const QByteArray &rows, int width) {
        double next = 0, second = 0;
        for (qsizetype i = 0; i + 2 * width < rows.size(); ++i) {
            next += std::abs(uchar(rows[i]) - uchar(rows[i + width]));
            second += std::abs(uchar(rows[i]) - uchar(rows[i + 2 * width]));
        }
        return next / second;
    };
    const auto greyRows = [](const QString &film, int frame) {
        return runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, film, u"-vf"_s, u"select=eq(n\\,%1),crop=400:300"_s.arg(frame), u"-frames:v"_s,
                           u"1"_s, u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s, u"gray"_s, u"-"_s})
            .output;
    };
    const double source = combs(greyRows(dv, 20), 400);
    EXPECT_EQ(runWorker({u"thumbs"_s, dv, u"--at"_s, u"800"_s, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
    EXPECT_LT(combs(greyRows(folder.filePath(u"poster.jpg"_s), 0), 400), source * 0.9);
    EXPECT_EQ(runWorker({u"storyboard"_s, dv, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
}

} // namespace rawi::test

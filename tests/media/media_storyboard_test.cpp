#include "core/media/storyboard.h"
#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

// The storyboard that the worker makes of a film in `folder`.
Storyboard storyboardOf(const QString &film, const QString &folder)
{
    const RunResult run = runWorker({u"storyboard"_s, film, u"--out"_s, folder, u"--json"_s});
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    for (const QJsonValue &value : run.last().value(u"files"_s).toArray()) {
        const QJsonObject file = value.toObject();
        EXPECT_EQ(QFile(file.value(u"path"_s).toString()).size(), file.value(u"size"_s).toInteger());
        EXPECT_EQ(file.value(u"type"_s).toString(), u"storyboard"_s);
    }
    const Result<Storyboard> board = readStoryboard(contents(folder + u"/storyboard.vtt"_s));
    EXPECT_TRUE(board.ok());
    EXPECT_EQ(board->tiles.size(), run.last().value(u"tiles"_s).toInt());
    return *board;
}

// How like the tile is to what ffmpeg shows of the film at the tile's start; 1 = the same.
double likeness(const Storyboard::Tile &tile, const QString &folder, const QString &film)
{
    const QString crop =
        u"%1:%2:%3:%4"_s.arg(tile.rect.width()).arg(tile.rect.height()).arg(tile.rect.x()).arg(tile.rect.y());
    const RunResult run = runProgram(
        {u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, folder + QLatin1Char('/') + tile.sheet, u"-ss"_s,
         QString::number(double(tile.startMs) / 1000), u"-i"_s, film, u"-frames:v"_s, u"1"_s, u"-lavfi"_s,
         u"[0:v]crop=%1,scale=out_range=tv,format=yuv420p[a];[1:v]scale=%2:%3,format=yuv420p[b];"
         "[a][b]ssim=stats_file=-"_s.arg(crop)
             .arg(tile.rect.width())
             .arg(tile.rect.height()),
         u"-f"_s, u"null"_s, u"/dev/null"_s});
    const qsizetype at = run.output.indexOf(" Y:");
    EXPECT_GE(at, 0) << run.output.constData();
    return run.output.mid(at + 3, 6).toDouble();
}

void expectInOrder(const Storyboard &board, qint64 lengthMs)
{
    ASSERT_FALSE(board.tiles.isEmpty());
    EXPECT_EQ(board.tiles.first().startMs, 0);
    for (qsizetype i = 1; i < board.tiles.size(); ++i) {
        EXPECT_EQ(board.tiles.at(i).startMs, board.tiles.at(i - 1).endMs);
    }
    EXPECT_NEAR(double(board.tiles.last().endMs), double(lengthMs), 100);
}

} // namespace

TEST(MediaStoryboard, ShowsWhatTheFilmShowsThen)
{
    const QTemporaryDir folder;
    const Storyboard board = storyboardOf(narratedVideo(), folder.path());
    expectInOrder(board, 180'250);
    EXPECT_GE(board.tiles.size(), 100); // at most every second; frames between key frames are used
    EXPECT_EQ(ffprobe(folder.filePath(u"storyboard-0.jpg"_s), u"v:0"_s, u"stream=width,height"_s).value(0),
              "2400,1760");
    for (const qsizetype place : {qsizetype(3), qsizetype(47), board.tiles.size() - 2}) {
        EXPECT_GT(likeness(board.tiles.at(place), folder.path(), narratedVideo()), 0.85) << place;
    }
    // Shifted by a few tiles it must be another picture, or the measure says nothing.
    Storyboard::Tile wrong = board.tiles.at(47);
    wrong.startMs += 20'000;
    EXPECT_LT(likeness(wrong, folder.path(), narratedVideo()), 0.85);
}

TEST(MediaStoryboard, ManagesWithOneKeyFrame)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"onekey.mp4"_s);
    ffmpeg({u"-i"_s, streetVideo(), u"-t"_s, u"9"_s, u"-g"_s, u"9999"_s, u"-sc_threshold"_s, u"0"_s,
            u"-preset"_s, u"ultrafast"_s, film});
    const Storyboard board = storyboardOf(film, folder.path());
    expectInOrder(board, 9000);
    EXPECT_EQ(board.tiles.size(), 9);
    EXPECT_GT(likeness(board.tiles.at(7), folder.path(), film), 0.85);
}

TEST(MediaStoryboard, StandsUprightAndKnowsFilesWithoutLength)
{
    const QTemporaryDir folder;
    const QString turned = folder.filePath(u"turned.mp4"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s, turned});
    const Storyboard upright = storyboardOf(turned, folder.path());
    ASSERT_FALSE(upright.tiles.isEmpty());
    EXPECT_EQ(upright.tiles.first().rect.size(), QSize(136, 240));
    // Live WebM, as a browser records it, says neither its length nor where its key frames are.
    const QString live = folder.filePath(u"live.webm"_s);
    ffmpeg({u"-i"_s, streetVideo(), u"-t"_s, u"6"_s, u"-c:v"_s, u"libvpx"_s, u"-deadline"_s, u"realtime"_s,
            u"-cpu-used"_s, u"8"_s, u"-g"_s, u"10"_s, u"-live"_s, u"1"_s, live});
    EXPECT_GE(storyboardOf(live, folder.path()).tiles.size(), 5);
}

TEST(MediaStoryboard, MakesNothingOfSoundAndPictures)
{
    const QTemporaryDir folder;
    for (const QString &file : {spokenLetter(), turnedPicture()}) {
        const RunResult run = runWorker({u"storyboard"_s, file, u"--out"_s, folder.path(), u"--json"_s});
        EXPECT_EQ(run.exitCode, 0);
        EXPECT_TRUE(run.last().value(u"files"_s).isArray());
        EXPECT_TRUE(run.last().value(u"files"_s).toArray().isEmpty());
    }
}

} // namespace rawi::test

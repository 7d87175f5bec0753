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
    const RunResult run
        = runWorker({QStringLiteral("storyboard"), film, QStringLiteral("--out"), folder, QStringLiteral("--json")});
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    for (const QJsonValue &value : run.last().value(QStringLiteral("files")).toArray()) {
        const QJsonObject file = value.toObject();
        EXPECT_EQ(QFile(file.value(QStringLiteral("path")).toString()).size(), file.value(QStringLiteral("size")).toInteger());
        EXPECT_EQ(file.value(QStringLiteral("type")).toString(), QStringLiteral("storyboard"));
    }
    const Result<Storyboard> board = readStoryboard(contents(folder + QStringLiteral("/storyboard.vtt")));
    EXPECT_TRUE(board.ok());
    EXPECT_EQ(board->tiles.size(), run.last().value(QStringLiteral("tiles")).toInt());
    return *board;
}

// How like the tile is to what ffmpeg shows of the film at the tile's start; 1 = the same.
double likeness(const Storyboard::Tile &tile, const QString &folder, const QString &film)
{
    const QString crop = QStringLiteral("%1:%2:%3:%4")
                             .arg(tile.rect.width()).arg(tile.rect.height()).arg(tile.rect.x()).arg(tile.rect.y());
    const RunResult run = runProgram(
        {QStringLiteral("ffmpeg"), QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"),
         folder + QLatin1Char('/') + tile.sheet, QStringLiteral("-ss"), QString::number(double(tile.startMs) / 1000),
         QStringLiteral("-i"), film, QStringLiteral("-frames:v"), QStringLiteral("1"), QStringLiteral("-lavfi"),
         QStringLiteral("[0:v]crop=%1,scale=out_range=tv,format=yuv420p[a];[1:v]scale=%2:%3,format=yuv420p[b];"
                        "[a][b]ssim=stats_file=-")
             .arg(crop).arg(tile.rect.width()).arg(tile.rect.height()),
         QStringLiteral("-f"), QStringLiteral("null"), QStringLiteral("/dev/null")});
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
    EXPECT_EQ(ffprobe(folder.filePath(QStringLiteral("storyboard-0.jpg")), QStringLiteral("v:0"),
                      QStringLiteral("stream=width,height")).value(0), "2400,1760");
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
    const QString film = folder.filePath(QStringLiteral("onekey.mp4"));
    ffmpeg({QStringLiteral("-i"), streetVideo(), QStringLiteral("-t"), QStringLiteral("9"), QStringLiteral("-g"),
            QStringLiteral("9999"), QStringLiteral("-sc_threshold"), QStringLiteral("0"), QStringLiteral("-preset"),
            QStringLiteral("ultrafast"), film});
    const Storyboard board = storyboardOf(film, folder.path());
    expectInOrder(board, 9000);
    EXPECT_EQ(board.tiles.size(), 9);
    EXPECT_GT(likeness(board.tiles.at(7), folder.path(), film), 0.85);
}

TEST(MediaStoryboard, StandsUprightAndKnowsFilesWithoutLength)
{
    const QTemporaryDir folder;
    const QString turned = folder.filePath(QStringLiteral("turned.mp4"));
    ffmpeg({QStringLiteral("-i"), phoneVideo(), QStringLiteral("-c"), QStringLiteral("copy"),
            QStringLiteral("-metadata:s:v:0"), QStringLiteral("rotate=90"), turned});
    const Storyboard upright = storyboardOf(turned, folder.path());
    ASSERT_FALSE(upright.tiles.isEmpty());
    EXPECT_EQ(upright.tiles.first().rect.size(), QSize(136, 240));
    // Live WebM, as a browser records it, says neither its length nor where its key frames are.
    const QString live = folder.filePath(QStringLiteral("live.webm"));
    ffmpeg({QStringLiteral("-i"), streetVideo(), QStringLiteral("-t"), QStringLiteral("6"), QStringLiteral("-c:v"),
            QStringLiteral("libvpx"), QStringLiteral("-deadline"), QStringLiteral("realtime"), QStringLiteral("-cpu-used"), QStringLiteral("8"), QStringLiteral("-g"),
            QStringLiteral("10"), QStringLiteral("-live"), QStringLiteral("1"), live});
    EXPECT_GE(storyboardOf(live, folder.path()).tiles.size(), 5);
}

TEST(MediaStoryboard, MakesNothingOfSoundAndPictures)
{
    const QTemporaryDir folder;
    for (const QString &file : {spokenLetter(), turnedPicture()}) {
        const RunResult run
            = runWorker({QStringLiteral("storyboard"), file, QStringLiteral("--out"), folder.path(), QStringLiteral("--json")});
        EXPECT_EQ(run.exitCode, 0);
        EXPECT_TRUE(run.last().value(QStringLiteral("files")).isArray());
        EXPECT_TRUE(run.last().value(QStringLiteral("files")).toArray().isEmpty());
    }
}

} // namespace rawi::test

#include "core/media/quality_report.h"
#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

QualityReport reportOf(const QString &file)
{
    const RunResult run = runWorker({u"analyze"_s, file, u"--json"_s});
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    const Result<QualityReport> report = QualityReport::fromJson(run.last());
    EXPECT_TRUE(report.ok());
    return report.ok() ? *report : QualityReport{};
}

// What follows `label` on the last line of ffmpeg's ebur128 summary that has it.
double measured(const QByteArray &log, const char *label)
{
    const qsizetype at = log.lastIndexOf(label);
    EXPECT_GE(at, 0) << label << log.right(600).constData();
    return log.mid(at + qsizetype(qstrlen(label))).trimmed().split(' ').value(0).toDouble();
}

void expectAsFfmpegMeasures(const QString &file)
{
    const RunResult run =
        runProgram({u"sh"_s, u"-c"_s, u"ffmpeg -nostats -i \"$1\" -vn -af ebur128=peak=true -f null - 2>&1"_s,
                    u"sh"_s, file});
    const QualityReport report = reportOf(file);
    ASSERT_TRUE(report.loudness && report.loudness->integrated && report.loudness->truePeak) << qPrintable(file);
    EXPECT_NEAR(*report.loudness->integrated, measured(run.output, "I: "), 0.1) << qPrintable(file);
    EXPECT_NEAR(report.loudness->range, measured(run.output, "LRA: "), 0.3) << qPrintable(file);
    EXPECT_NEAR(*report.loudness->truePeak, measured(run.output, "Peak: "), 0.25) << qPrintable(file);
}

void expectSpan(const QList<QualityReport::Span> &spans, qint64 startMs, qint64 endMs, qint64 within)
{
    ASSERT_EQ(spans.size(), 1);
    EXPECT_NEAR(double(spans.first().startMs), double(startMs), double(within));
    EXPECT_NEAR(double(spans.first().endMs), double(endMs), double(within));
}

} // namespace

TEST(MediaAnalyze, MeasuresLoudnessAsFfmpegDoes)
{
    const QTemporaryDir folder;
    expectAsFfmpegMeasures(firstSeconds(narratedVideo(), 60, folder.path())); // speech over music, stereo
    expectAsFfmpegMeasures(surroundSound()); // EBU's own 5.1 test sequence
    expectAsFfmpegMeasures(spokenSentence()); // one channel at 16 kHz
}

TEST(MediaAnalyze, FindsBlackSilenceAndStandingPictures)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"film.mp4"_s);
    // Black from 4 to 7 s; the picture stands from 9 to 12 s; silence from 2 to 5.5 s and, too short, from 8 to 9 s.
    ffmpeg({u"-ss"_s, u"8"_s, u"-i"_s, streetVideo(), u"-ss"_s, u"8"_s, u"-i"_s, narratedVideo(), u"-t"_s,
            u"15"_s, u"-filter_complex"_s,
            u"[0:v]loop=loop=30:size=1:start=90,setpts=N/10/"
            u"TB,drawbox=t=fill:c=black:enable='between(t,4,6.95)'[v];"
            "[1:a]volume=0:enable='between(t,2,5.5)+between(t,8,9)'[a]"_s,
            u"-map"_s, u"[v]"_s, u"-map"_s, u"[a]"_s, u"-preset"_s, u"veryfast"_s, film});
    const QualityReport report = reportOf(film);
    expectSpan(report.black, 4000, 7000, 200);
    expectSpan(report.freeze, 9000, 12'000, 300);
    expectSpan(report.silence, 2000, 5500, 60);
    EXPECT_NEAR(double(report.durationMs), 15'000, 150);
    EXPECT_EQ(report.pictureMs, report.durationMs);
    EXPECT_EQ(report.damagedPackets, 0);
}

TEST(MediaAnalyze, SaysWhatLastsToTheEnd)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"end.mp4"_s);
    ffmpeg({u"-i"_s, streetVideo(), u"-f"_s, u"lavfi"_s, u"-i"_s, u"anullsrc"_s, u"-t"_s, u"6"_s, u"-vf"_s,
            u"drawbox=t=fill:c=black:enable='gte(t,3)'"_s, u"-preset"_s, u"veryfast"_s, film});
    const QualityReport report = reportOf(film);
    expectSpan(report.black, 3000, 6000, 200);
    expectSpan(report.silence, 0, 6000, 60);
    EXPECT_TRUE(report.freeze.isEmpty()); // black is not said twice
    ASSERT_TRUE(report.loudness);
    EXPECT_FALSE(report.loudness->integrated); // silence has no loudness
}

TEST(MediaAnalyze, StoresTheReport)
{
    const QTemporaryDir folder;
    const RunResult run = runWorker({u"analyze"_s, spokenLetter(), u"--out"_s, folder.path(), u"--json"_s});
    ASSERT_EQ(run.exitCode, 0) << run.output.constData();
    QFile file(folder.filePath(u"report.json"_s));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const Result<QualityReport> stored = QualityReport::fromJson(QJsonDocument::fromJson(file.readAll()).object());
    ASSERT_TRUE(stored.ok());
    EXPECT_EQ(stored->toJson(), QualityReport::fromJson(run.last())->toJson());
    EXPECT_TRUE(stored->loudness && stored->black.isEmpty());
    const QualityReport picture = reportOf(turnedPicture());
    EXPECT_FALSE(picture.loudness);
    EXPECT_EQ(picture.durationMs, 0);
    EXPECT_FALSE(QualityReport::fromJson({}).ok());
}

} // namespace rawi::test

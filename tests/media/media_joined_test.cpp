// Recordings joined byte by byte (`cat`): all of both comes out, sound in step with the picture. Judged by what a decoder sees.
#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/case_files.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cmath>

namespace rawi::test {

namespace {

// Seconds at which something begins, where a filter of ffmpeg's says so.
QList<double> momentsIn(const QString &film, const QStringList &filter, const char *said)
{
    const QString log = film + u".log"_s;
    const QStringList command = QStringList{u"sh"_s, u"-c"_s, u"log=$0; shift 0; exec ffmpeg -v info -nostdin -i \"$@\" -f null - 2>\"$log\""_s, log, film}
        + filter;
    EXPECT_EQ(runProgram(command).exitCode, 0);
    QList<double> moments;
    QRegularExpressionMatchIterator found
        = QRegularExpression(QLatin1StringView(said) + u":? ?([0-9.]+)"_s).globalMatch(QString::fromUtf8(fileBytes(log)));
    while (found.hasNext()) {
        moments.append(found.next().captured(1).toDouble());
    }
    return moments;
}

QList<double> beepsIn(const QString &film)
{
    return momentsIn(film, {u"-map"_s, u"0:a"_s, u"-af"_s, u"silencedetect=n=-30dB:d=0.2"_s}, "silence_end");
}

// Each second ends in a white picture of a fifth of a second, and with a beep as long.
QList<double> flashesIn(const QString &film)
{
    return momentsIn(film, {u"-map"_s, u"0:v"_s, u"-vf"_s, u"negate,blackdetect=d=0.1:pix_th=0.3"_s}, "black_start");
}

// A film of whole seconds whose picture flashes and whose sound beeps at the end of each, its clock beginning at `from`.
void makeFlashing(const QString &path, int seconds, double from, const QStringList &codecs)
{
    ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
                       u"color=gray:s=320x180:r=25:d=%1,drawbox=t=fill:c=white:enable='gte(mod(t,1),0.8)'"_s.arg(seconds), u"-f"_s, u"lavfi"_s,
                       u"-i"_s, u"aevalsrc='0.5*sin(2*PI*1000*t)*gte(mod(t,1),0.8)':s=48000:d=%1"_s.arg(seconds)}
           + codecs + QStringList{u"-output_ts_offset"_s, QString::number(from), path});
}

QStringList tsCodecs()
{
    return {u"-c:v"_s, u"libx264"_s, u"-g"_s, u"50"_s, u"-c:a"_s, u"aac"_s, u"-muxdelay"_s, u"0"_s};
}

// Every frame, every beep, and each with its flash.
void expectWhole(const QString &made, int seconds)
{
    EXPECT_EQ(framesIn(made), seconds * 25);
    const QList<double> beeps = beepsIn(made);
    const QList<double> flashes = flashesIn(made);
    ASSERT_EQ(beeps.size(), seconds);
    ASSERT_EQ(flashes.size(), seconds);
    for (int i = 0; i < seconds; ++i) {
        EXPECT_NEAR(beeps[i], flashes[i], 0.04) << i;
        EXPECT_NEAR(beeps[i], i + 0.8, 0.3) << i;
    }
}

bool saysClockJumps(const QString &film)
{
    return runWorker({u"probe"_s, film, u"--json"_s}).last().value(u"verdict"_s).toObject().value(u"reasons"_s).toArray().contains(u"clock_jump"_s);
}

double probedSeconds(const QString &film)
{
    return double(runWorker({u"probe"_s, film, u"--json"_s}).last().value(u"duration_ms"_s).toInteger()) / 1000;
}

} // namespace

TEST(JoinedRecordings, TransportStreamsComeWholeWhateverTheClockDoes)
{
    const QTemporaryDir folder;
    const QString first = folder.filePath(u"first.ts"_s), second = folder.filePath(u"second.ts"_s);
    // Back to the beginning, an hour ahead, an hour back, and minutes within what players take for a pause.
    for (const auto &[one, other] : {std::pair(10.0, 10.0), std::pair(10.0, 3610.0), std::pair(3610.0, 10.0), std::pair(10.0, 310.0)}) {
        SCOPED_TRACE(other - one);
        makeFlashing(first, 3, one, tsCodecs());
        makeFlashing(second, 4, other, tsCodecs());
        EXPECT_FALSE(saysClockJumps(first));
        const QString film = written(folder, "film.ts", fileBytes(first) + fileBytes(second));
        EXPECT_TRUE(saysClockJumps(film));
        EXPECT_NEAR(probedSeconds(film), 7.05, 0.1);
        const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"360p"_s}));
        expectWhole(pathOf(made), 7);
        QDir(folder.filePath(u"out"_s)).removeRecursively();
    }
}

TEST(JoinedRecordings, ProgramStreamsAndAvchdComeWhole)
{
    const QTemporaryDir folder;
    const QStringList vob{u"-c:v"_s, u"mpeg2video"_s, u"-b:v"_s, u"2M"_s, u"-c:a"_s, u"mp2"_s, u"-f"_s, u"vob"_s};
    const QStringList avchd = tsCodecs() + QStringList{u"-mpegts_m2ts_mode"_s, u"1"_s, u"-f"_s, u"mpegts"_s};
    for (const auto &[name, codecs] : {std::pair("film.vob", vob), std::pair("film.m2ts", avchd)}) {
        SCOPED_TRACE(name);
        QByteArray film;
        for (const double from : {3600.0, 0.0, 7200.0}) {
            makeFlashing(folder.filePath(u"part"_s), 2, from, codecs);
            film += fileBytes(folder.filePath(u"part"_s));
        }
        const QString path = written(folder, name, film);
        EXPECT_TRUE(saysClockJumps(path));
        const QJsonObject made = encodedBy(presetArguments(path, folder.filePath(u"out"_s), {u"360p"_s}));
        expectWhole(pathOf(made), 6);
        QDir(folder.filePath(u"out"_s)).removeRecursively();
    }
}

TEST(JoinedRecordings, ChainedSoundComesWhole)
{
    const QTemporaryDir folder;
    for (const char *name : {"a.flac", "a.ogg", "a.opus"}) {
        SCOPED_TRACE(name);
        const QString one = folder.filePath(u"one-"_s + QLatin1StringView(name)), two = folder.filePath(u"two-"_s + QLatin1StringView(name));
        for (const auto &[path, seconds] : {std::pair(one, u"3"_s), std::pair(two, u"2"_s)}) {
            ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc='0.5*sin(2*PI*1000*t)*gte(mod(t,1),0.8)':s=48000:d="_s + seconds, path});
        }
        const QString film = written(folder, name, fileBytes(one) + fileBytes(two) + fileBytes(one));
        EXPECT_TRUE(saysClockJumps(film));
        EXPECT_NEAR(probedSeconds(film), 8, 0.05);
        const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"archive-audio"_s}));
        const QList<double> beeps = beepsIn(pathOf(made));
        ASSERT_EQ(beeps.size(), 8);
        for (int i = 0; i < 8; ++i) {
            EXPECT_NEAR(beeps[i], i + 0.8, 0.04);
        }
        QDir(folder.filePath(u"out"_s)).removeRecursively();
    }
}

// A second part of another rate, and of other channels: its own clock, in step all the same, from the first part's form and from its own.
TEST(JoinedRecordings, ChainedSoundOfOtherRatesAndChannelsStaysInStep)
{
    const QTemporaryDir folder;
    const QList<std::pair<QString, QStringList>> kinds{{u"ogg"_s, {u"-c:a"_s, u"libvorbis"_s}},
                                                       {u"oga"_s, {u"-c:a"_s, u"flac"_s, u"-f"_s, u"ogg"_s}},
                                                       {u"opus"_s, {}}};
    for (const auto &[kind, codec] : kinds) {
        const auto part = [&](int rate, int channels) {
            const QString path = folder.filePath(u"%1-%2.%3"_s.arg(rate).arg(channels).arg(kind));
            ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc='0.5*sin(2*PI*1000*t)*gte(mod(t,1),0.8)':s=%1:d=3"_s.arg(rate), u"-ac"_s,
                               QString::number(channels)}
                   + codec + QStringList{path});
            return fileBytes(path);
        };
        QList<QByteArray> films{part(48000, 2) + part(44100, 1), part(44100, 2) + part(32000, 2) + part(96000, 1)};
        if (kind != u"ogg"_s) { // Vorbis has other blocks at 22 kHz, and FFmpeg's parser takes those of the second part for the first one's
            films.append(part(22050, 1) + part(48000, 2));
        }
        for (const QByteArray &film : std::as_const(films)) {
            const int seconds = film.startsWith(part(44100, 2)) ? 9 : 6;
            SCOPED_TRACE(qPrintable(u"%1, %2 s"_s.arg(kind).arg(seconds)));
            const QString path = written(folder, qPrintable(u"film."_s + kind), film);
            EXPECT_NEAR(probedSeconds(path), seconds, 0.06);
            const QJsonObject made = encodedBy(presetArguments(path, folder.filePath(u"out"_s), {u"archive-audio"_s}));
            const QList<double> beeps = beepsIn(pathOf(made));
            ASSERT_EQ(beeps.size(), seconds);
            for (int i = 0; i < seconds; ++i) {
                EXPECT_NEAR(beeps[i], i + 0.8, 0.04) << i;
            }
            EXPECT_EQ(runWorker({u"waveform"_s, path, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
            EXPECT_NEAR(double(fileBytes(folder.filePath(u"waveform.dat"_s)).size()), seconds * 100 * 2, 60);
            QDir(folder.filePath(u"out"_s)).removeRecursively();
        }
    }
}

TEST(JoinedRecordings, LosslessStaysTheSameSamples)
{
    const QTemporaryDir folder;
    const QString one = folder.filePath(u"one.flac"_s);
    ffmpeg({u"-i"_s, spokenSentence(), one});
    const QString film = written(folder, "twice.flac", fileBytes(one) + fileBytes(one));
    const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"archive-audio"_s}));
    const auto samples = [](const QString &path) {
        return runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, path, u"-f"_s, u"s16le"_s, u"-"_s}).output;
    };
    EXPECT_TRUE(samples(pathOf(made)) == samples(one) + samples(one));
}

// A moment behind the join is found by all who look for moments.
TEST(JoinedRecordings, PostersCutsAndWaveformsGoByTheOneClock)
{
    const QTemporaryDir folder;
    const QString first = folder.filePath(u"first.ts"_s), second = folder.filePath(u"second.ts"_s);
    makeFlashing(first, 3, 100, tsCodecs());
    makeFlashing(second, 3, 10, tsCodecs());
    const QString film = written(folder, "film.ts", fileBytes(first) + fileBytes(second));
    for (const auto &[ms, flashes] : {std::pair(u"4400"_s, false), std::pair(u"4980"_s, true), std::pair(u"1400"_s, false), std::pair(u"1940"_s, true)}) {
        const QJsonObject thumbs = runWorker({u"thumbs"_s, film, u"--at"_s, ms, u"--out"_s, folder.path(), u"--json"_s}).last();
        EXPECT_NEAR(double(thumbs.value(u"at_ms"_s).toInteger()), ms.toDouble(), 60);
        const QByteArray pixel = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, folder.filePath(u"poster.jpg"_s), u"-vf"_s,
                                             u"scale=1:1"_s, u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s, u"gray"_s, u"-"_s})
                                     .output;
        ASSERT_EQ(pixel.size(), 1);
        EXPECT_EQ(uchar(pixel[0]) > 190, flashes) << qPrintable(ms) << " " << int(uchar(pixel[0]));
    }
    QFile edit(folder.filePath(u"edit.json"_s));
    ASSERT_TRUE(edit.open(QIODevice::WriteOnly));
    edit.write(R"({"ranges":[{"from_us":2000000,"to_us":5000000}]})");
    edit.close();
    const RunResult cut = runWorker({u"cut"_s, film, u"--edit"_s, edit.fileName(), u"--out"_s, folder.filePath(u"cut"_s), u"--json"_s});
    ASSERT_EQ(cut.exitCode, 0) << cut.output.constData();
    const QList<double> beeps = beepsIn(pathOf(cut.last()));
    const QList<double> flashes = flashesIn(pathOf(cut.last()));
    ASSERT_EQ(beeps.size(), 3);
    ASSERT_EQ(flashes.size(), 3);
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(beeps[i], flashes[i], 0.04) << i;
    }
    EXPECT_EQ(runWorker({u"waveform"_s, film, u"--out"_s, folder.path(), u"--json"_s}).exitCode, 0);
    EXPECT_NEAR(double(fileBytes(folder.filePath(u"waveform.dat"_s)).size()), 606 * 2, 60);
}

TEST(JoinedRecordings, AHoleInOneStreamIsNoJump)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"hole.ts"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=gray:s=320x180:r=25:d=20"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"sine=d=20,aselect='lt(t,2)+gt(t,16)'"_s, u"-c:v"_s, u"mpeg2video"_s, u"-c:a"_s, u"mp2"_s, film});
    EXPECT_FALSE(saysClockJumps(film));
    const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"360p"_s}));
    EXPECT_EQ(framesIn(pathOf(made)), 500);
    EXPECT_NEAR(secondsOf(pathOf(made), "a:0"), 20, 0.2);
}

TEST(JoinedRecordings, TheReportedOnesComeWhole)
{
    const QTemporaryDir folder;
    const QString film = caseFile("media/v1-clock-reset.ts");
    if (film.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"360p"_s}));
    EXPECT_EQ(framesIn(pathOf(made)), 200);
    EXPECT_EQ(beepsIn(pathOf(made)).size(), 8);
    EXPECT_TRUE(saysClockJumps(film));
    const QString sound = caseFile("media/a13-twice.flac");
    const QJsonObject both = encodedBy(presetArguments(sound, folder.filePath(u"sound"_s), {u"archive-audio"_s}));
    EXPECT_EQ(beepsIn(pathOf(both)).size(), 8);
    EXPECT_NEAR(probedSeconds(sound), 8, 0.1);
}

} // namespace rawi::test

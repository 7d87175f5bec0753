#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

const char *const kWide = "018f0000-0000-7000-8000-000000000001";
const char *const kSilent = "018f0000-0000-7000-8000-000000000002";

QString made(const QTemporaryDir &folder, const char *name, const QStringList &how)
{
    const QString path = folder.filePath(QLatin1StringView(name));
    ffmpeg(how + QStringList{path});
    return path;
}

// 4:3 at 25 frames a second, 44.1 kHz; the one the plan edits.
QString firstFilm(const QTemporaryDir &folder)
{
    return made(folder, "first.mp4",
                {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x240:r=25:d=6"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
                 u"sine=f=440:r=44100:d=6"_s, u"-crf"_s, u"8"_s, u"-g"_s, u"40"_s, u"-c:a"_s, u"aac"_s});
}

// Wider, larger, at 30 frames a second, 22.05 kHz in one channel, in Matroska's milliseconds.
QString wideFilm(const QTemporaryDir &folder)
{
    return made(folder, "wide.mkv",
                {u"-f"_s,
                 u"lavfi"_s,
                 u"-i"_s,
                 u"mandelbrot=s=640x272:r=30"_s,
                 u"-f"_s,
                 u"lavfi"_s,
                 u"-i"_s,
                 u"sine=f=880:r=22050:d=3"_s,
                 u"-t"_s,
                 u"3"_s,
                 u"-crf"_s,
                 u"8"_s,
                 u"-c:a"_s,
                 u"flac"_s,
                 u"-colorspace"_s,
                 u"bt709"_s,
                 u"-color_primaries"_s,
                 u"bt709"_s,
                 u"-color_trc"_s,
                 u"bt709"_s});
}

// White, no sound, its pixels twice as wide as high: shown as 4:1.
QString silentFilm(const QTemporaryDir &folder)
{
    return made(
        folder, "silent.mp4",
        {u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=white:s=320x160:r=10:d=2,setsar=2"_s, u"-crf"_s, u"1"_s});
}

QByteArray plan(const QByteArray &renditions, const QByteArray &ranges, const QByteArray &films)
{
    return R"({"renditions":[)" + renditions + R"(],"edit":{"ranges":[)" + ranges + R"(]},"films":[)" + films + "]}";
}

QByteArray film(const char *asset, const QString &path)
{
    return QByteArray(R"({"asset":")") + asset + R"(","path":")" + path.toUtf8() + "\"}";
}

QByteArray range(int fromMs, int toMs, const char *asset = nullptr)
{
    return R"({"from_us":)" + QByteArray::number(fromMs * 1000) + R"(,"to_us":)" + QByteArray::number(toMs * 1000)
        + (asset == nullptr ? QByteArray() : QByteArray(R"(,"asset":")") + asset + "\"") + "}";
}

const QByteArray kPicture = R"({"name":"a","settings":{"form":"mp4","video":{"height":240,"crf":8,"speed":"veryfast"},"audio":{}}})";

QList<qint16> samplesOf(const QString &path, const QTemporaryDir &folder)
{
    const QString raw = folder.filePath(u"samples.pcm"_s);
    ffmpeg({u"-i"_s, path, u"-map"_s, u"0:a"_s, u"-ac"_s, u"1"_s, u"-f"_s, u"s16le"_s, raw});
    QFile file(raw);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QList<qint16> samples;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2) {
        samples.append(qFromLittleEndian<qint16>(bytes.constData() + i));
    }
    return samples;
}

// Times a second that the sound rises through zero.
double pitchOf(const QList<qint16> &samples, qsizetype from, qsizetype to)
{
    int rises = 0;
    for (qsizetype i = from + 1; i < to; ++i) {
        rises += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
    }
    return rises * 44100.0 / double(to - from);
}

} // namespace

TEST(MediaFilms, AnEditPlaysSeveralFilmsInTheFirstOnesPicture)
{
    const QTemporaryDir folder;
    const QString first = firstFilm(folder);
    const QString wide = wideFilm(folder);
    const QByteArray ranges = range(1000, 2000) + "," + range(500, 1500, kWide) + "," + range(3000, 3400);
    const QString out = pathOf(encodedBy(
        planArguments(first, folder.filePath(u"out"_s), plan(kPicture, ranges, film(kWide, wide)))));
    EXPECT_EQ(ffprobe(out, u"v:0"_s, u"stream=width,height,sample_aspect_ratio"_s).value(0), "320,240,1:1");
    const QList<QByteArray> times = packetTimes(out, u"v:0"_s);
    ASSERT_EQ(times.size(), 25 + 30 + 10);
    for (qsizetype i = 0; i < times.size(); ++i) {
        const double wanted = i < 25 ? double(i) / 25 : i < 55 ? 1 + double(i - 25) / 30 : 2 + double(i - 55) / 25;
        EXPECT_NEAR(times[i].toDouble(), wanted, 0.0012) << i; // Matroska counts milliseconds
    }
    // As ffmpeg puts the same together.
    const QString reference = folder.filePath(u"reference.mp4"_s);
    ffmpeg({u"-i"_s, first, u"-i"_s, wide, u"-filter_complex"_s,
            u"[0:v]trim=start_frame=25:end_frame=50,setpts=PTS-STARTPTS,scale=out_color_matrix=bt709,settb=1/"
            u"90000,setsar=1[a];"
            "[1:v]trim=start_frame=15:end_frame=45,setpts=PTS-STARTPTS,scale=320:136:flags=bicubic:out_color_"
            "matrix=bt709,"
            "pad=320:240:0:52,settb=1/90000,setsar=1[b];"
            "[0:v]trim=start_frame=75:end_frame=85,setpts=PTS-STARTPTS,scale=out_color_matrix=bt709,settb=1/"
            "90000,setsar=1[c];"
            "[a][b][c]concat=n=3"_s,
            u"-fps_mode"_s, u"passthrough"_s, u"-crf"_s, u"4"_s, reference});
    ASSERT_EQ(framesIn(reference), 65);
    EXPECT_GT(similarity(out, reference, 320, 240), 0.97);
}

TEST(MediaFilms, SoundIsResampledAndAFilmWithoutOneIsSilent)
{
    const QTemporaryDir folder;
    const QByteArray ranges = range(1000, 2000) + "," + range(500, 1500, kWide) + "," + range(0, 1000, kSilent) + "," + range(0, 500);
    const QByteArray films = film(kWide, wideFilm(folder)) + "," + film(kSilent, silentFilm(folder));
    const QByteArray flac = R"({"name":"a","settings":{"form":"mkv","video":{"height":240,"crf":8,"speed":"veryfast"},"audio":{"codec":"flac"}}})";
    const QString out = pathOf(
        encodedBy(planArguments(firstFilm(folder), folder.filePath(u"out"_s), plan(flac, ranges, films))));
    EXPECT_EQ(framesIn(out), 25 + 30 + 10 + 13); // 0.5 s at 25: frames 0 to 12
    const QList<qint16> samples = samplesOf(out, folder);
    EXPECT_NEAR(samples.size(), 3.5 * 44100, 2);
    ASSERT_GT(samples.size(), 154'000);
    EXPECT_NEAR(pitchOf(samples, 2000, 42'000), 440, 2);
    EXPECT_NEAR(pitchOf(samples, 46'000, 86'000), 880, 3);
    EXPECT_NEAR(pitchOf(samples, 134'000, 154'000), 440, 3);
    for (qsizetype i = 88'300; i < 132'200; ++i) {
        ASSERT_LE(std::abs(samples[i]), 1) << i;
    }
    // The silent film is shown at its shape: 4:1, white between two black bars.
    const QString raw = folder.filePath(u"column.gray"_s);
    ffmpeg({u"-ss"_s, u"2.45"_s, u"-i"_s, out, u"-frames:v"_s, u"1"_s, u"-vf"_s,
            u"extractplanes=y,scale=1:240:flags=area"_s, u"-f"_s, u"rawvideo"_s, raw});
    QFile file(raw);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray column = file.readAll();
    ASSERT_EQ(column.size(), 240);
    for (int y = 0; y < 240; ++y) {
        if (y < 76 || y > 163) {
            EXPECT_LT(uchar(column[y]), 30) << y;
        } else if (y > 84 && y < 155) {
            EXPECT_GT(uchar(column[y]), 220) << y;
        }
    }
}

// A portrait telephone film that is stored lying on its side, with another film in it.
TEST(MediaFilms, ATurnedFirstFilmStaysUpright)
{
    const QTemporaryDir folder;
    const QString first = firstFilm(folder);
    const QString turned = folder.filePath(u"turned.mp4"_s);
    ffmpeg({u"-i"_s, first, u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s, turned});
    const QByteArray ranges = range(1000, 2000) + "," + range(0, 500, kSilent);
    const QString out = pathOf(encodedBy(planArguments(
        turned, folder.filePath(u"out"_s), plan(kPicture, ranges, film(kSilent, silentFilm(folder))))));
    EXPECT_EQ(ffprobe(out, u"v:0"_s, u"stream=width,height"_s).value(0), "240,320");
    EXPECT_EQ(framesIn(out), 30);
    const QString reference = folder.filePath(u"reference.mp4"_s);
    ffmpeg({u"-ss"_s, u"1"_s, u"-t"_s, u"1"_s, u"-i"_s, turned, u"-vf"_s, u"scale=out_color_matrix=bt709"_s,
            u"-an"_s, u"-crf"_s, u"4"_s, reference});
    const QString turnedPart = folder.filePath(u"part.mp4"_s); // without the other film's five frames
    ffmpeg({u"-i"_s, out, u"-an"_s, u"-frames:v"_s, u"25"_s, u"-fps_mode"_s, u"passthrough"_s, u"-crf"_s,
            u"4"_s, turnedPart});
    EXPECT_GT(similarity(turnedPart, reference, 240, 320), 0.97);
}

TEST(MediaFilms, KilledItGoesOnInTheRightFilm)
{
    const QTemporaryDir folder;
    const QString first = firstFilm(folder);
    const QByteArray films = film(kWide, wideFilm(folder));
    QByteArray ranges;
    for (int i = 0; i < 8; ++i) { // 40 s: five segments
        ranges += (i == 0 ? "" : ",") + range(500, 5500 - 2500 * (i % 2), i % 2 == 1 ? kWide : nullptr).replace("3000000", "2900000");
    }
    const QByteArray text = plan(kPicture, ranges, films);
    const QString whole = folder.filePath(u"whole"_s);
    const QString broken = folder.filePath(u"broken"_s);
    const QString wanted = pathOf(encodedBy(planArguments(first, whole, text)));
    const QStringList arguments = planArguments(first, broken, text);
    int kills = 0;
    for (int segments = 1; segments <= 3; ++segments) {
        QProcess process;
        process.start(workerProgram(), arguments);
        const QString next = broken + u"/a.work/seg-%1.mp4"_s.arg(segments - 1, 5, 10, QLatin1Char('0'));
        while (!QFile::exists(next) && process.state() != QProcess::NotRunning && !process.waitForFinished(1)) {
        }
        kills += process.state() == QProcess::Running ? 1 : 0;
        process.kill();
        process.waitForFinished();
    }
    EXPECT_GE(kills, 1);
    const QJsonObject done = encodedBy(arguments);
    EXPECT_EQ(packetTimes(pathOf(done), u"v:0"_s), packetTimes(wanted, u"v:0"_s));
    EXPECT_EQ(frameHashes(pathOf(done)), frameHashes(wanted));
}

TEST(MediaFilms, SaysWhichFilmIsMissingOrHasNoPicture)
{
    const QTemporaryDir folder;
    const QString first = firstFilm(folder);
    const QString out = folder.filePath(u"out"_s);
    const RunResult unknown = runWorker(planArguments(first, out, plan(kPicture, range(0, 500, kWide), film(kSilent, first))));
    EXPECT_EQ(unknown.errorCode(), u"not_found"_s);
    EXPECT_TRUE(unknown.output.contains(kWide));
    const RunResult gone = runWorker(
        planArguments(first, out, plan(kPicture, range(0, 500, kWide), film(kWide, u"/no/such.mp4"_s))));
    EXPECT_EQ(gone.errorCode(), u"file_missing"_s);
    const RunResult sound = runWorker(planArguments(first, out, plan(kPicture, range(0, 500, kWide), film(kWide, spokenLetter()))));
    EXPECT_EQ(sound.errorCode(), u"media_unsupported"_s);
    const RunResult twice = runWorker(planArguments(first, out, plan(kPicture, range(0, 500, kWide), film(kWide, first) + "," + film(kWide, first))));
    EXPECT_EQ(twice.errorCode(), u"invalid_argument"_s);
}

} // namespace rawi::test

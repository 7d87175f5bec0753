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
    return made(folder, "first.mp4", {QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("testsrc2=s=320x240:r=25:d=6"),
                                      QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("sine=f=440:r=44100:d=6"),
                                      QStringLiteral("-crf"), QStringLiteral("8"), QStringLiteral("-g"), QStringLiteral("40"), QStringLiteral("-c:a"),
                                      QStringLiteral("aac")});
}

// Wider, larger, at 30 frames a second, 22.05 kHz in one channel, in Matroska's milliseconds.
QString wideFilm(const QTemporaryDir &folder)
{
    return made(folder, "wide.mkv", {QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("mandelbrot=s=640x272:r=30"),
                                     QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("sine=f=880:r=22050:d=3"),
                                     QStringLiteral("-t"), QStringLiteral("3"), QStringLiteral("-crf"), QStringLiteral("8"), QStringLiteral("-c:a"),
                                     QStringLiteral("flac"), QStringLiteral("-colorspace"), QStringLiteral("bt709"), QStringLiteral("-color_primaries"),
                                     QStringLiteral("bt709"), QStringLiteral("-color_trc"), QStringLiteral("bt709")});
}

// White, no sound, its pixels twice as wide as high: shown as 4:1.
QString silentFilm(const QTemporaryDir &folder)
{
    return made(folder, "silent.mp4", {QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                                       QStringLiteral("color=white:s=320x160:r=10:d=2,setsar=2"), QStringLiteral("-crf"), QStringLiteral("1")});
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
    const QString raw = folder.filePath(QStringLiteral("samples.pcm"));
    ffmpeg({QStringLiteral("-i"), path, QStringLiteral("-map"), QStringLiteral("0:a"), QStringLiteral("-ac"), QStringLiteral("1"), QStringLiteral("-f"),
            QStringLiteral("s16le"), raw});
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
    const QString out = pathOf(encodedBy(planArguments(first, folder.filePath(QStringLiteral("out")), plan(kPicture, ranges, film(kWide, wide)))));
    EXPECT_EQ(ffprobe(out, QStringLiteral("v:0"), QStringLiteral("stream=width,height,sample_aspect_ratio")).value(0), "320,240,1:1");
    const QList<QByteArray> times = packetTimes(out, QStringLiteral("v:0"));
    ASSERT_EQ(times.size(), 25 + 30 + 10);
    for (qsizetype i = 0; i < times.size(); ++i) {
        const double wanted = i < 25 ? double(i) / 25 : i < 55 ? 1 + double(i - 25) / 30 : 2 + double(i - 55) / 25;
        EXPECT_NEAR(times[i].toDouble(), wanted, 0.0012) << i; // Matroska counts milliseconds
    }
    // As ffmpeg puts the same together.
    const QString reference = folder.filePath(QStringLiteral("reference.mp4"));
    ffmpeg({QStringLiteral("-i"), first, QStringLiteral("-i"), wide, QStringLiteral("-filter_complex"),
            QStringLiteral("[0:v]trim=start_frame=25:end_frame=50,setpts=PTS-STARTPTS,scale=out_color_matrix=bt709,settb=1/90000,setsar=1[a];"
                           "[1:v]trim=start_frame=15:end_frame=45,setpts=PTS-STARTPTS,scale=320:136:flags=bicubic:out_color_matrix=bt709,"
                           "pad=320:240:0:52,settb=1/90000,setsar=1[b];"
                           "[0:v]trim=start_frame=75:end_frame=85,setpts=PTS-STARTPTS,scale=out_color_matrix=bt709,settb=1/90000,setsar=1[c];"
                           "[a][b][c]concat=n=3"),
            QStringLiteral("-fps_mode"), QStringLiteral("passthrough"), QStringLiteral("-crf"), QStringLiteral("4"), reference});
    ASSERT_EQ(framesIn(reference), 65);
    EXPECT_GT(similarity(out, reference, 320, 240), 0.97);
}

TEST(MediaFilms, SoundIsResampledAndAFilmWithoutOneIsSilent)
{
    const QTemporaryDir folder;
    const QByteArray ranges = range(1000, 2000) + "," + range(500, 1500, kWide) + "," + range(0, 1000, kSilent) + "," + range(0, 500);
    const QByteArray films = film(kWide, wideFilm(folder)) + "," + film(kSilent, silentFilm(folder));
    const QByteArray flac = R"({"name":"a","settings":{"form":"mkv","video":{"height":240,"crf":8,"speed":"veryfast"},"audio":{"codec":"flac"}}})";
    const QString out = pathOf(encodedBy(planArguments(firstFilm(folder), folder.filePath(QStringLiteral("out")), plan(flac, ranges, films))));
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
    const QString raw = folder.filePath(QStringLiteral("column.gray"));
    ffmpeg({QStringLiteral("-ss"), QStringLiteral("2.45"), QStringLiteral("-i"), out, QStringLiteral("-frames:v"), QStringLiteral("1"), QStringLiteral("-vf"),
            QStringLiteral("extractplanes=y,scale=1:240:flags=area"), QStringLiteral("-f"), QStringLiteral("rawvideo"), raw});
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
    const QString turned = folder.filePath(QStringLiteral("turned.mp4"));
    ffmpeg({QStringLiteral("-i"), first, QStringLiteral("-c"), QStringLiteral("copy"), QStringLiteral("-metadata:s:v:0"), QStringLiteral("rotate=90"), turned});
    const QByteArray ranges = range(1000, 2000) + "," + range(0, 500, kSilent);
    const QString out = pathOf(encodedBy(planArguments(turned, folder.filePath(QStringLiteral("out")), plan(kPicture, ranges, film(kSilent, silentFilm(folder))))));
    EXPECT_EQ(ffprobe(out, QStringLiteral("v:0"), QStringLiteral("stream=width,height")).value(0), "240,320");
    EXPECT_EQ(framesIn(out), 30);
    const QString reference = folder.filePath(QStringLiteral("reference.mp4"));
    ffmpeg({QStringLiteral("-ss"), QStringLiteral("1"), QStringLiteral("-t"), QStringLiteral("1"), QStringLiteral("-i"), turned, QStringLiteral("-vf"),
            QStringLiteral("scale=out_color_matrix=bt709"), QStringLiteral("-an"), QStringLiteral("-crf"), QStringLiteral("4"), reference});
    const QString turnedPart = folder.filePath(QStringLiteral("part.mp4")); // without the other film's five frames
    ffmpeg({QStringLiteral("-i"), out, QStringLiteral("-an"), QStringLiteral("-frames:v"), QStringLiteral("25"),
            QStringLiteral("-fps_mode"), QStringLiteral("passthrough"), QStringLiteral("-crf"), QStringLiteral("4"), turnedPart});
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
    const QString whole = folder.filePath(QStringLiteral("whole"));
    const QString broken = folder.filePath(QStringLiteral("broken"));
    const QString wanted = pathOf(encodedBy(planArguments(first, whole, text)));
    const QStringList arguments = planArguments(first, broken, text);
    int kills = 0;
    for (int segments = 1; segments <= 3; ++segments) {
        QProcess process;
        process.start(workerProgram(), arguments);
        const QString next = broken + QStringLiteral("/a.work/seg-%1.mp4").arg(segments - 1, 5, 10, QLatin1Char('0'));
        while (!QFile::exists(next) && process.state() != QProcess::NotRunning && !process.waitForFinished(1)) {
        }
        kills += process.state() == QProcess::Running ? 1 : 0;
        process.kill();
        process.waitForFinished();
    }
    EXPECT_GE(kills, 1);
    const QJsonObject done = encodedBy(arguments);
    EXPECT_EQ(packetTimes(pathOf(done), QStringLiteral("v:0")), packetTimes(wanted, QStringLiteral("v:0")));
    EXPECT_EQ(frameHashes(pathOf(done)), frameHashes(wanted));
}

TEST(MediaFilms, SaysWhichFilmIsMissingOrHasNoPicture)
{
    const QTemporaryDir folder;
    const QString first = firstFilm(folder);
    const QString out = folder.filePath(QStringLiteral("out"));
    const RunResult unknown = runWorker(planArguments(first, out, plan(kPicture, range(0, 500, kWide), film(kSilent, first))));
    EXPECT_EQ(unknown.errorCode(), QStringLiteral("not_found"));
    EXPECT_TRUE(unknown.output.contains(kWide));
    const RunResult gone = runWorker(planArguments(first, out, plan(kPicture, range(0, 500, kWide), film(kWide, QStringLiteral("/no/such.mp4")))));
    EXPECT_EQ(gone.errorCode(), QStringLiteral("file_missing"));
    const RunResult sound = runWorker(planArguments(first, out, plan(kPicture, range(0, 500, kWide), film(kWide, spokenLetter()))));
    EXPECT_EQ(sound.errorCode(), QStringLiteral("media_unsupported"));
    const RunResult twice = runWorker(planArguments(first, out, plan(kPicture, range(0, 500, kWide), film(kWide, first) + "," + film(kWide, first))));
    EXPECT_EQ(twice.errorCode(), QStringLiteral("invalid_argument"));
}

} // namespace rawi::test

#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

namespace rawi::test {

TEST(MediaLadder, EveryRungHasEveryFrameAtItsTime)
{
    const QTemporaryDir folder;
    const QJsonObject done = encodedBy(
        presetArguments(phoneVideo(), folder.path(), {u"1080p"_s, u"720p"_s, u"480p"_s, u"360p"_s}));
    const QList<QByteArray> wanted = packetTimes(phoneVideo(), u"v:0"_s);
    const struct {
        const char *name;
        int width;
        int height;
        double similar;
    } kRungs[] = {{"1080p", 1920, 1080, 0.95}, {"720p", 1280, 720, 0.93}, {"480p", 854, 480, 0.93}, {"360p", 640, 360, 0.93}};
    for (const auto &rung : kRungs) {
        SCOPED_TRACE(rung.name);
        const QJsonObject made = rendition(done, rung.name);
        EXPECT_EQ(made.value(u"width"_s).toInt(), rung.width);
        EXPECT_EQ(made.value(u"height"_s).toInt(), rung.height);
        EXPECT_EQ(made.value(u"frames"_s).toInt(), wanted.size());
        EXPECT_EQ(framesIn(pathOf(made)), wanted.size());
        const QList<QByteArray> got = packetTimes(pathOf(made), u"v:0"_s);
        ASSERT_EQ(got.size(), wanted.size());
        for (qsizetype i = 0; i < got.size(); ++i) {
            EXPECT_NEAR(got[i].toDouble() - got[0].toDouble(), wanted[i].toDouble() - wanted[0].toDouble(), 0.00002);
        }
        // Against the film itself, not against the rung it was made from.
        EXPECT_GT(similarity(pathOf(made), phoneVideo(), rung.width, rung.height), rung.similar);
        EXPECT_EQ(ffprobe(pathOf(made), u"a:0"_s, u"stream=codec_name"_s).value(0), "aac");
        EXPECT_FALSE(QDir(folder.filePath(QLatin1StringView(rung.name) + u".work"_s)).exists());
    }
}

TEST(MediaLadder, ASizeThatTheFilmDoesNotFillIsMadeOnceUnderTheNameOfTheOneThatHoldsIt)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"film.avi"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=1280x720:r=10:d=1"_s, u"-c:v"_s, u"mpeg4"_s, film});
    const auto namesOf = [](const QJsonObject &done) {
        QStringList names;
        for (const QJsonValue &one : done.value(u"renditions"_s).toArray()) {
            names.append(one.toObject().value(u"name"_s).toString());
            EXPECT_EQ(QFileInfo(pathOf(one.toObject())).completeBaseName(), names.last());
        }
        return names;
    };
    const QString out = folder.filePath(u"out"_s);
    EXPECT_EQ(namesOf(encodedBy(presetArguments(film, out, {u"1080p"_s, u"720p"_s, u"360p"_s}))), (QStringList{u"720p"_s, u"360p"_s}));
    EXPECT_EQ(QDir(out).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name), (QStringList{u"360p.mp4"_s, u"720p.mp4"_s}));
    EXPECT_EQ(namesOf(encodedBy(presetArguments(film, folder.filePath(u"alone"_s), {u"hls-1080p"_s}))), QStringList{u"hls-720p"_s});
    // Of another shape, not smaller: it fills the width.
    const QString wide = folder.filePath(u"wide.avi"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=1920x800:r=10:d=0.5"_s, u"-c:v"_s, u"mpeg4"_s, wide});
    EXPECT_EQ(namesOf(encodedBy(presetArguments(wide, folder.filePath(u"wide"_s), {u"1080p"_s}))), QStringList{u"1080p"_s});
}

TEST(MediaLadder, AMovableFrameIsCutOut)
{
    const QTemporaryDir folder;
    const QByteArray plan = R"({"renditions":[
      {"name":"portrait","settings":{"form":"mp4","video":{"shape":"portrait","height":360,"crf":16}}},
      {"name":"square","settings":{"form":"mp4","video":{"shape":"square","height":360,"crf":16}}}],
      "frame_centre":{"x":0.9,"y":0.5}})";
    const QJsonObject done = encodedBy(planArguments(phoneVideo(), folder.path(), plan));
    // At 0.9 the frame stands against the picture's right edge.
    EXPECT_GT(
        similarity(pathOf(rendition(done, "portrait")), phoneVideo(), 360, 640, u"crop=608:1080:1312:0,"_s),
        0.93);
    EXPECT_GT(
        similarity(pathOf(rendition(done, "square")), phoneVideo(), 360, 360, u"crop=1080:1080:840:0,"_s),
        0.93);
    EXPECT_LT(similarity(pathOf(rendition(done, "square")), phoneVideo(), 360, 360, u"crop=1080:1080:0:0,"_s),
              0.8);
    // A picture that a telephone stored lying on its side is cut upright.
    const QString turned = folder.filePath(u"turned.mp4"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s, turned});
    const QJsonObject upright = encodedBy(planArguments(turned, folder.path(), R"({"renditions":[
      {"name":"square","settings":{"form":"mp4","video":{"shape":"square","height":360,"crf":16}}}],
      "frame_centre":{"x":0.5,"y":0}})"));
    EXPECT_GT(similarity(pathOf(upright), turned, 360, 360, u"crop=1080:1080:0:0,"_s), 0.93);
}

// Every frame says which it is: its number stands in its brightness.
TEST(MediaLadder, AnEditPlaysItsRangesInOrderToTheFrame)
{
    const QTemporaryDir folder;
    const QString source = folder.filePath(u"numbered.mp4"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"color=black:s=128x128:r=25:d=8,format=yuv420p,geq=lum='16+2*mod(N,100)':cb=128:cr=128"_s,
            u"-g"_s, u"60"_s, u"-crf"_s, u"1"_s, source});
    // Frames 100 to 149, then 10 to 34: backwards in time, and neither from a key frame.
    const QJsonObject done = encodedBy(planArguments(source, folder.path(), R"({"renditions":[
      {"name":"a","settings":{"form":"mp4","video":{"height":128,"crf":1,"speed":"ultrafast"}}}],
      "edit":{"ranges":[{"from_us":4000000,"to_us":6000000},{"from_us":400000,"to_us":1400000}]}})"));
    EXPECT_EQ(done.value(u"frames"_s).toInt(), 75);
    EXPECT_NEAR(done.value(u"duration_ms"_s).toInt(), 3000, 1);
    const QString raw = folder.filePath(u"raw.gray"_s);
    ffmpeg({u"-i"_s, pathOf(done), u"-vf"_s, u"extractplanes=y,scale=1:1:flags=area"_s, u"-fps_mode"_s,
            u"passthrough"_s, u"-f"_s, u"rawvideo"_s, raw});
    QFile file(raw);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray seen = file.readAll();
    ASSERT_EQ(seen.size(), 75);
    for (int i = 0; i < 75; ++i) {
        const int number = i < 50 ? i : 10 + i - 50; // of 100 to 149, the last two digits
        EXPECT_NEAR(uchar(seen[i]) * 219 / 255.0, 2 * number, 0.9) << i; // gray pictures have full range
    }
    const QList<QByteArray> times = packetTimes(pathOf(done), u"v:0"_s);
    for (qsizetype i = 0; i < times.size(); ++i) {
        EXPECT_NEAR(times[i].toDouble(), double(i) / 25, 0.0001);
    }
}

TEST(MediaLadder, AnEditsSoundIsCutToTheSample)
{
    const QTemporaryDir folder;
    const QString source = folder.filePath(u"stepped.mov"_s);
    ffmpeg(
        {u"-f"_s, u"lavfi"_s, u"-i"_s,
         u"aevalsrc='0.5*sin(2*PI*t*(200+90*floor(4*t)))|0.3*sin(2*PI*t*(350+70*floor(5*t)))':s=48000:d=8"_s,
         u"-c:a"_s, u"pcm_s16le"_s, source});
    const QJsonObject done = encodedBy(planArguments(source, folder.path(), R"({"renditions":[
      {"name":"a","settings":{"form":"mkv","audio":{"codec":"flac"}}}],
      "edit":{"ranges":[{"from_us":4000000,"to_us":6000000},{"from_us":433333,"to_us":1400000},{"from_us":1400000,"to_us":1500000}]}})"));
    const QString made = folder.filePath(u"made.pcm"_s);
    const QString wanted = folder.filePath(u"wanted.pcm"_s);
    ffmpeg({u"-i"_s, pathOf(done), u"-f"_s, u"s16le"_s, made});
    ffmpeg({u"-i"_s, source, u"-filter_complex"_s,
            u"[0:a]atrim=start_sample=192000:end_sample=288000[a];[0:a]atrim=start_sample=20800:end_sample="
            u"72000[b];"
            "[a][b]concat=n=2:v=0:a=1"_s,
            u"-f"_s, u"s16le"_s, wanted});
    QFile one(made);
    QFile other(wanted);
    ASSERT_TRUE(one.open(QIODevice::ReadOnly) && other.open(QIODevice::ReadOnly));
    const QByteArray got = one.readAll();
    const QByteArray expected = other.readAll();
    EXPECT_NEAR(got.size() / 4, expected.size() / 4, 1);
    qint64 different = 0;
    for (qsizetype i = 0; i + 1 < qMin(got.size(), expected.size()); i += 2) {
        const auto sample = [&](const QByteArray &bytes) { return qFromLittleEndian<qint16>(bytes.constData() + i); };
        different += std::abs(sample(got) - sample(expected)) > 1 ? 1 : 0;
    }
    EXPECT_EQ(different, 0);
}

TEST(MediaLadder, SaysWhatIsWrongWithAPlan)
{
    const QTemporaryDir folder;
    const RunResult broken = runWorker(planArguments(phoneVideo(), folder.path(), "{\"renditions\":["));
    EXPECT_EQ(broken.errorCode(), u"corrupt_data"_s);
    const RunResult missing = runWorker(planArguments(
        phoneVideo(), folder.path(), R"({"renditions":[{"name":"a","settings":{"form":"mp4","video":{}}}],
                                         "subtitles":[{"path":"/no/such.vtt","language":"ar"}]})"));
    EXPECT_EQ(missing.errorCode(), u"file_missing"_s);
    EXPECT_FALSE(QFile::exists(folder.filePath(u"a.mp4"_s)));
}

} // namespace rawi::test

#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>

namespace rawi::test {

namespace {

constexpr auto kOther = "019ff000-0000-7000-8000-000000000001";

struct Range {
    qint64 fromUs = 0;
    qint64 toUs = 0;
    bool other = false;
};

QString editFile(const QList<Range> &ranges, const QTemporaryDir &folder)
{
    QJsonArray array;
    for (const Range &range : ranges) {
        QJsonObject one{{u"from_us"_s, range.fromUs}, {u"to_us"_s, range.toUs}};
        if (range.other) {
            one.insert(u"asset"_s, QLatin1StringView(kOther));
        }
        array.append(one);
    }
    QFile file(folder.filePath(u"edit.json"_s));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(QJsonObject{{u"ranges"_s, array}}).toJson());
    return file.fileName();
}

RunResult runCut(const QString &source, const QList<Range> &ranges, const QTemporaryDir &folder, const QString &joined = {})
{
    QStringList arguments{u"cut"_s,        source,
                          u"--edit"_s,     editFile(ranges, folder),
                          u"--out"_s,      folder.filePath(u"out"_s),
                          u"--progress"_s, u"json"_s};
    if (!joined.isEmpty()) {
        arguments << u"--join"_s << QLatin1StringView(kOther) + QLatin1Char('=') + joined;
    }
    return runWorker(arguments);
}

QJsonObject cut(const QString &source, const QList<Range> &ranges, const QTemporaryDir &folder, const QString &joined = {})
{
    const QByteArray before = sha256Of(source);
    const RunResult run = runCut(source, ranges, folder, joined);
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    EXPECT_EQ(sha256Of(source), before) << "the original was touched";
    EXPECT_EQ(run.last().value(u"sha256"_s).toString().toLatin1(),
              sha256Of(run.last().value(u"path"_s).toString()));
    return run.last();
}

qint64 number(const QJsonObject &done, const char *name)
{
    return done.value(QLatin1StringView(name)).toInteger();
}

// What a decoder sees: each frame's time and the hash of its pixels. Fails when the decoder warns of anything.
struct Seen {
    double seconds = 0;
    QByteArray md5;
};
QList<Seen> framesOf(const QString &file)
{
    const QString warnings = file + u".log"_s;
    const RunResult run = runProgram(
        {u"sh"_s, u"-c"_s,
         u"ffmpeg -v warning -i \"$0\" -map 0:v:0 -fps_mode passthrough -enc_time_base 1/1000000 -f framemd5 - 2>\"$1\""_s,
         file, warnings});
    EXPECT_EQ(run.exitCode, 0);
    QFile log(warnings);
    EXPECT_TRUE(log.open(QIODevice::ReadOnly));
    const QByteArray said = log.readAll();
    EXPECT_TRUE(said.isEmpty()) << said.constData();
    QList<Seen> seen;
    for (const QByteArray &line : run.output.split('\n')) {
        const QByteArrayList columns = line.split(',');
        if (columns.size() == 6 && !line.startsWith('#')) {
            seen.append({columns[2].toDouble() / 1e6, columns[5].trimmed()});
        }
    }
    return seen;
}

double audioSeconds(const QString &file)
{
    return ffprobe(file, u"a:0"_s, u"stream=duration"_s).value(0).toDouble();
}

// Frames of the source that start within the ranges, at the times they have in the result.
QList<Seen> expected(const QList<Seen> &source, const QList<Range> &ranges, double start)
{
    QList<Seen> out;
    double at = 0;
    for (const Range &range : ranges) {
        double first = -1;
        double end = range.toUs / 1e6;
        for (const Seen &frame : source) {
            const double seconds = frame.seconds - start;
            if (seconds + 0.0006 >= range.fromUs / 1e6 && seconds + 0.0006 < range.toUs / 1e6) {
                first = first < 0 ? seconds : first;
                out.append({at + seconds - first, frame.md5});
            } else if (seconds + 0.0006 >= range.toUs / 1e6) {
                end = seconds;
                break;
            }
        }
        at += end - first;
    }
    return out;
}

// Frame by frame: the right number, at the right times, as many of them bit for bit the source's as were copied.
void expectFrames(const QJsonObject &done, const QList<Seen> &wanted)
{
    const QList<Seen> got = framesOf(pathOf(done));
    ASSERT_EQ(got.size(), wanted.size());
    EXPECT_EQ(number(done, "frames"), wanted.size());
    qsizetype same = 0;
    for (qsizetype i = 0; i < got.size(); ++i) {
        EXPECT_NEAR(got[i].seconds, wanted[i].seconds, 0.0002) << "frame " << i;
        EXPECT_TRUE(i == 0 || got[i].seconds > got[i - 1].seconds) << "frame " << i;
        same += got[i].md5 == wanted[i].md5 ? 1 : 0;
    }
    EXPECT_GE(same, number(done, "copied_frames"));
    EXPECT_EQ(number(done, "copied_frames") + number(done, "encoded_frames"), wanted.size());
}

// The least similarity of a frame to the source's frame of the same place, cut out by ffmpeg's own decoder and filters.
double leastSimilarity(const QString &made, const QString &source, const QList<Range> &ranges, double start)
{
    QStringList picks;
    for (const Range &range : ranges) {
        picks << u"between(t,%1,%2)"_s.arg(range.fromUs / 1e6 + start - 0.0006)
                     .arg(range.toUs / 1e6 + start - 0.0007);
    }
    const QString graph = u"[0:v]settb=1/90000,setpts=N[a];[1:v]select='%1',settb=1/90000,setpts=N[b];"
                          "[a][b]ssim=stats_file=-"_s.arg(picks.join(QLatin1Char('+')));
    const RunResult run = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-copyts"_s, u"-i"_s, made, u"-i"_s,
                                      source, u"-lavfi"_s, graph, u"-f"_s, u"null"_s, u"/dev/null"_s});
    double least = 2;
    for (const QByteArray &line : run.output.split('\n')) {
        const auto match = QRegularExpression(u" All:([0-9.]+)"_s).match(QString::fromLatin1(line));
        if (match.hasMatch()) {
            least = std::min(least, match.captured(1).toDouble());
        }
    }
    return least > 1 ? 0 : least; // nothing was compared
}

// A film with reordered frames, cut small: closed or open GOPs.
QString reordered(const char *parameters, const char *name, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(QLatin1StringView(name));
    ffmpeg({u"-ss"_s, u"20"_s, u"-i"_s, narratedVideo(), u"-t"_s, u"8"_s, u"-c:v"_s, u"libx264"_s,
            u"-preset"_s, u"veryfast"_s, u"-x264-params"_s, QLatin1StringView(parameters), u"-c:a"_s,
            u"aac"_s, path});
    return path;
}

} // namespace

TEST(MediaCut, ALecturesFramesAreExactAndMostlyCopied)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 40, folder.path());
    const QList<Range> ranges{{3'003'000, 8'008'000}, {18'018'000, 31'031'000}};
    const QJsonObject done = cut(source, ranges, folder);
    expectFrames(done, expected(framesOf(source), ranges, 0));
    EXPECT_GT(number(done, "copied_frames"), number(done, "encoded_frames"));
    EXPECT_GE(leastSimilarity(pathOf(done), source, ranges, 0), 0.97);
    const double seconds = (8'008'000 - 3'003'000 + 31'031'000 - 18'018'000) / 1e6;
    EXPECT_NEAR(audioSeconds(pathOf(done)), seconds, 1024 / 44100.0);
    EXPECT_NEAR(number(done, "duration_ms") / 1000.0, seconds, 0.001);
}

TEST(MediaCut, APhonesUnevenFramesKeepTheirTimes)
{
    const QTemporaryDir folder;
    const QList<Seen> source = framesOf(phoneVideo());
    const QList<Range> ranges{{qint64(source[7].seconds * 1e6), qint64(source[31].seconds * 1e6)}};
    const double start = 0;
    const QJsonObject done = cut(phoneVideo(), ranges, folder);
    expectFrames(done, expected(source, ranges, start));
    EXPECT_GE(leastSimilarity(pathOf(done), phoneVideo(), ranges, start), 0.97);
    EXPECT_EQ(done.value(u"sound"_s).toString(), u"copied"_s);
    EXPECT_NEAR(audioSeconds(pathOf(done)), (ranges[0].toUs - ranges[0].fromUs) / 1e6, 1024 / 44100.0);
}

TEST(MediaCut, ReorderedFramesComeWholeInMp4AndMatroska)
{
    const QTemporaryDir folder;
    for (const char *name : {"closed.mp4", "closed.mkv"}) {
        const QString source = reordered("keyint=48:min-keyint=48:scenecut=0:bframes=3:b-pyramid=normal", name, folder);
        const QList<Range> ranges{{200'000, 900'000}, {1'000'000, 4'300'000}, {5'000'000, 7'400'000}};
        const QJsonObject done = cut(source, ranges, folder);
        expectFrames(done, expected(framesOf(source), ranges, 0));
        EXPECT_GT(number(done, "copied_frames"), 60) << name;
        EXPECT_GE(leastSimilarity(pathOf(done), source, ranges, 0), 0.97);
    }
}

// A copied trim hides what lies between the key frame and the cut; a turned phone is turned by a matrix only.
TEST(MediaCut, HiddenFramesStayHiddenAndATurnStays)
{
    const QTemporaryDir folder;
    const QString film = reordered("keyint=48:min-keyint=48:scenecut=0:bframes=3", "film.mp4", folder);
    const QString trimmed = folder.filePath(u"trimmed.mp4"_s);
    ffmpeg(
        {u"-ss"_s, u"3"_s, u"-i"_s, film, u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s, trimmed});
    const QList<Range> ranges{{100'000, 1'234'567}, {2'000'000, 4'300'000}};
    const QJsonObject done = cut(trimmed, ranges, folder);
    expectFrames(done, expected(framesOf(trimmed), ranges, 0));
    EXPECT_GT(number(done, "copied_frames"), 20);
    EXPECT_EQ(number(done, "width"), 352);
    EXPECT_EQ(ffprobe(pathOf(done), u"v:0"_s, u"stream_side_data=rotation"_s).value(0), "90");
}

TEST(MediaCut, OpenGopsAreEncodedNotCopied)
{
    const QTemporaryDir folder;
    const QString source = reordered("open-gop=1:keyint=48:min-keyint=24:scenecut=0:bframes=3", "open.mp4", folder);
    const QList<Range> ranges{{3'000'000, 5'000'000}};
    const QJsonObject done = cut(source, ranges, folder);
    expectFrames(done, expected(framesOf(source), ranges, 0));
    EXPECT_EQ(number(done, "copied_frames"), 0);
    EXPECT_GE(leastSimilarity(pathOf(done), source, ranges, 0), 0.97);
}

TEST(MediaCut, OtherCodecsAreEncodedAndItIsSaid)
{
    const QTemporaryDir folder;
    const QList<Range> ranges{{10'000'000, 12'000'000}, {30'000'000, 31'000'000}};
    const QJsonObject done = cut(streetVideo(), ranges, folder);
    expectFrames(done, expected(framesOf(streetVideo()), ranges, 0));
    EXPECT_EQ(number(done, "copied_frames"), 0);
    EXPECT_EQ(number(done, "encoded_frames"), 30);
    EXPECT_TRUE(done.value(u"reasons"_s).toArray().first().toString().contains(u"not h264"_s));
    EXPECT_GE(leastSimilarity(pathOf(done), streetVideo(), ranges, 0), 0.97);
}

TEST(MediaCut, JoinsCopyEqualFilmsAndFitOthers)
{
    const QTemporaryDir folder;
    const QString source = firstSeconds(narratedVideo(), 12, folder.path());
    const QString twin = folder.filePath(u"twin.mp4"_s);
    QFile::copy(source, twin);
    const QList<Range> ranges{{0, 6'006'000}, {0, 6'006'000, true}};
    const QJsonObject equal = cut(source, ranges, folder, twin);
    const QList<Seen> once = expected(framesOf(source), {ranges[0]}, 0);
    QList<Seen> twice = once;
    for (const Seen &frame : once) {
        twice.append({frame.seconds + 6.006, frame.md5});
    }
    expectFrames(equal, twice);
    EXPECT_EQ(number(equal, "encoded_frames"), 0);
    EXPECT_NEAR(audioSeconds(pathOf(equal)), 12.012, 0.024);

    // The street has another size, another rate and no sound.
    const QJsonObject mixed = cut(source, {{0, 2'002'000}, {0, 2'000'000, true}, {2'002'000, 4'004'000}}, folder, streetVideo());
    EXPECT_EQ(framesOf(pathOf(mixed)).size(), 60 + 20 + 60);
    EXPECT_EQ(ffprobe(pathOf(mixed), u"v:0"_s, u"stream=width,height"_s).value(0), "480,352");
    EXPECT_NEAR(audioSeconds(pathOf(mixed)), 6.004, 0.024);
    EXPECT_EQ(number(mixed, "copied_frames"), 60);
    EXPECT_EQ(mixed.value(u"reasons"_s).toArray().size(), 1);
}

// When something louder than a quarter begins to sound after a rest, in seconds; `count` gets the number of samples.
QList<double> clapsIn(const QString &file, qsizetype &count)
{
    const RunResult run = runProgram(
        {u"ffmpeg"_s, u"-v"_s, u"warning"_s, u"-i"_s, file, u"-f"_s, u"s16le"_s, u"-ac"_s, u"1"_s, u"-"_s});
    const auto *samples = reinterpret_cast<const qint16 *>(run.output.constData());
    count = run.output.size() / 2;
    QList<double> claps;
    for (qsizetype i = 0; i < count; ++i) {
        if (std::abs(int(samples[i])) > 9000 && (claps.isEmpty() || i / 48000.0 - claps.last() > 0.1)) {
            claps.append(i / 48000.0);
        }
    }
    return claps;
}

// Claps at whole seconds: after cutting they must be where arithmetic says, to the millisecond.
TEST(MediaCut, SoundIsCutToTheSample)
{
    const QTemporaryDir folder;
    const QString source = folder.filePath(u"claps.m4a"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
            u"aevalsrc='if(lt(mod(t,1),0.005),sin(2*PI*3000*t),0)':s=48000:d=10"_s, u"-c:a"_s, u"aac"_s,
            u"-b:a"_s, u"192k"_s, source});
    const auto expectClaps = [&](const QList<Range> &ranges, const char *sound, double seconds, const QList<double> &wanted) {
        const QJsonObject done = cut(source, ranges, folder);
        EXPECT_EQ(done.value(u"content_type"_s).toString(), u"audio/mp4"_s);
        EXPECT_EQ(done.value(u"sound"_s).toString(), QLatin1StringView(sound));
        qsizetype count = 0;
        const QList<double> claps = clapsIn(pathOf(done), count);
        EXPECT_NEAR(double(count), seconds * 48000, 1024);
        ASSERT_EQ(claps.size(), wanted.size());
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            EXPECT_NEAR(claps[i], wanted[i], 0.001);
        }
    };
    expectClaps({{1'250'000, 3'250'000}, {6'600'000, 8'500'000}}, "encoded", 3.9, {0.75, 1.75, 2.4, 3.4});
    // One range: packets as they are, and what is too much of the first is hidden.
    expectClaps({{1'250'000, 4'300'000}}, "copied", 3.05, {0.75, 1.75, 2.75});
    expectClaps({{1'999'000, 2'500'000}}, "copied", 0.501, {0.001});
    expectClaps({{0, 2'500'000}}, "copied", 2.5, {0, 1, 2});
}

TEST(MediaCut, BadEditsSayWhatIsWrong)
{
    const QTemporaryDir folder;
    EXPECT_EQ(runCut(phoneVideo(), {}, folder).errorCode(), u"invalid_argument"_s);
    EXPECT_EQ(runCut(phoneVideo(), {{5'000, 4'000}}, folder).errorCode(), u"invalid_argument"_s);
    const RunResult behind = runCut(phoneVideo(), {{0, 500'000}, {90'000'000, 95'000'000}}, folder);
    EXPECT_EQ(behind.last().value(u"error"_s).toObject().value(u"subject"_s).toString(), u"ranges[1]"_s);
    EXPECT_EQ(runCut(phoneVideo(), {{0, 500'000, true}}, folder).errorCode(), u"not_found"_s);
    EXPECT_EQ(runCut(turnedPicture(), {{0, 500'000}}, folder).errorCode(), u"media_unsupported"_s);
    EXPECT_FALSE(QFile::exists(folder.filePath(u"out/cut.mp4"_s)));
}

} // namespace rawi::test

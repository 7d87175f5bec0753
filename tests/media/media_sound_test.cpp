#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/case_files.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

struct Form {
    const char *form;
    const char *codec;
    int channels;
};

// Encodes the sound of `file` alone; the finished line's rendition.
QJsonObject soundOf(const QString &file, const QString &folder, const Form &form, double loudness = 0)
{
    QJsonObject audio{{u"codec"_s, QLatin1StringView(form.codec)},
                      {u"rate"_s, 64'000 * form.channels},
                      {u"channels"_s, form.channels}};
    if (loudness < 0) {
        audio.insert(u"loudness"_s, loudness);
        audio.insert(u"ceiling"_s, -1);
    }
    const QJsonObject settings{{u"form"_s, QLatin1StringView(form.form)}, {u"audio"_s, audio}};
    const QJsonObject rendition{{u"name"_s, u"sound"_s}, {u"version"_s, 1}, {u"settings"_s, settings}};
    QFile plan(folder + u"/plan.json"_s);
    EXPECT_TRUE(plan.open(QIODevice::WriteOnly));
    plan.write(QJsonDocument(QJsonObject{{u"renditions"_s, QJsonArray{rendition}}}).toJson());
    plan.close();
    const RunResult run = runWorker({u"encode"_s, file, u"--plan"_s, plan.fileName(), u"--out"_s,
                                     folder + u"/out"_s, u"--progress"_s, u"json"_s});
    EXPECT_EQ(run.exitCode, 0) << run.output.right(600).constData();
    return run.last().value(u"renditions"_s).toArray().at(0).toObject();
}

// What ffmpeg says on stderr while a filter graph hears the inputs to their end.
QByteArray heard(const QStringList &inputs, const QString &graph)
{
    QStringList command{u"ffmpeg"_s, u"-hide_banner"_s, u"-nostats"_s};
    for (const QString &input : inputs) {
        command << u"-i"_s << input;
    }
    command << u"-filter_complex"_s << graph << u"-f"_s << u"null"_s << u"-"_s;
    return runProgram(QStringList{u"sh"_s, u"-c"_s, u"exec \"$@\" 2>&1"_s, u"sh"_s} + command).output;
}

double number(const QByteArray &text, const char *pattern)
{
    double value = qQNaN();
    auto matches = QRegularExpression(QLatin1StringView(pattern)).globalMatch(QString::fromUtf8(text));
    while (matches.hasNext()) {
        value = matches.next().captured(1).toDouble();
    }
    return value;
}

// How far what differs from the source lies below it, dB: a shift of a few samples leaves next to nothing.
double fidelity(const QString &made, const QString &source, const QString &mix)
{
    const QString same = u"aformat=sample_fmts=flt:sample_rates=48000"_s;
    const QByteArray whole = heard({source}, u"[0:a]%1,%2,volumedetect"_s.arg(same, mix));
    const QByteArray rest =
        heard({source, made},
              u"[0:a]%1,%2[a];[1:a]%1,volume=-1[b];"
              "[a][b]amix=inputs=2:normalize=0:duration=shortest,volumedetect"_s.arg(same, mix));
    constexpr const char *kMean = "mean_volume: (-?[0-9.]+) dB";
    return number(whole, kMean) - number(rest, kMean);
}

double secondsOf(const QString &file)
{
    return ffprobe(file, u"a:0"_s, u"format=duration"_s).value(0).toDouble();
}

const Form kMono{"m4a", "aac", 1};
const Form kForms[] = {{"m4a", "aac", 2}, {"mp3", "mp3", 2}, {"opus", "opus", 2}, {"mkv", "flac", 2}};

} // namespace

TEST(MediaSound, ReachesEveryLoudnessBelowItsCeiling)
{
    const QTemporaryDir folder;
    const QString music = folder.filePath(u"music.mp3"_s);
    ffmpeg({u"-ss"_s, u"60"_s, u"-t"_s, u"12"_s, u"-i"_s, loudMusic(), u"-c"_s, u"copy"_s, music});
    for (const double target : {-23.0, -16.0, -14.0}) {
        for (const auto &[file, form] : {std::pair{spokenSentence(), kMono}, std::pair{music, kForms[0]},
                                         std::pair{music, kForms[1]}, std::pair{spokenSentence(), Form{"opus", "opus", 1}}}) {
            SCOPED_TRACE(testing::Message() << qPrintable(file) << ' ' << form.codec << ' ' << target);
            const QJsonObject made = soundOf(file, folder.path(), form, target);
            const QByteArray said = heard({pathOf(made)}, u"[0:a]ebur128=peak=true"_s);
            const double integrated = number(said, "I: +(-?[0-9.]+) LUFS");
            const double peak = number(said, "Peak: +(-?[0-9.]+) dBFS");
            EXPECT_NEAR(integrated, target, 0.2001);
            EXPECT_LE(peak, -1.0);
            const QJsonObject report = made.value(u"loudness"_s).toObject();
            EXPECT_NEAR(report.value(u"integrated"_s).toDouble(), integrated, 0.1);
            EXPECT_NEAR(report.value(u"true_peak"_s).toDouble(), peak, 0.4);
            EXPECT_EQ(report.value(u"target"_s).toDouble(), target);
            EXPECT_EQ(report.value(u"ceiling"_s).toDouble(), -1);
            QFile::remove(pathOf(made));
        }
    }
}

// Short loud sounds are measured otherwise when they come a little later, as behind an encoder's start-up: what counts is the
// file as it is played.
TEST(MediaSound, ShortLoudSoundsReachTheLoudnessInTheFinishedFile)
{
    const QTemporaryDir folder;
    const QString pips = folder.filePath(u"pips.wav"_s), ticks = folder.filePath(u"ticks.wav"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc='0.8*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000:d=8"_s, pips});
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc='0.9*sin(2*PI*1700*t)*lt(mod(t+0.013,0.7),0.06)':s=44100:d=11"_s, ticks});
    QStringList files{pips, ticks};
    if (const QString reported = caseFile("media/pips.wav"); !reported.isEmpty()) {
        files.append(reported);
    }
    for (const QString &file : files) {
        for (const Form &form : {kMono, Form{"mp3", "mp3", 1}, Form{"mp3", "mp3", 2}, Form{"opus", "opus", 1}, Form{"mkv", "flac", 1}}) {
            SCOPED_TRACE(testing::Message() << qPrintable(file) << ' ' << form.codec);
            const QJsonObject made = soundOf(file, folder.path(), form, -16);
            const double integrated = number(heard({pathOf(made)}, u"[0:a]ebur128=peak=true"_s), "I: +(-?[0-9.]+) LUFS");
            EXPECT_NEAR(integrated, -16, 0.2001);
            const QJsonObject measured = runWorker({u"analyze"_s, pathOf(made), u"--sound"_s, u"--json"_s}).last();
            EXPECT_NEAR(measured.value(u"loudness"_s).toObject().value(u"integrated"_s).toDouble(),
                        made.value(u"loudness"_s).toObject().value(u"integrated"_s).toDouble(), 0.05) << "as the server measures it";
            QFile::remove(pathOf(made));
        }
    }
}

TEST(MediaSound, TurnsDownByOneFactorWhereThePeaksAllowIt)
{
    const QTemporaryDir folder;
    const QJsonObject made = soundOf(spokenSentence(), folder.path(), {"mkv", "flac", 1}, -30);
    const QJsonObject report = made.value(u"loudness"_s).toObject();
    EXPECT_FALSE(report.value(u"limited"_s).toBool(true));
    const double gain = report.value(u"gain_db"_s).toDouble();
    EXPECT_GT(
        fidelity(pathOf(made), spokenSentence(), u"aformat=channel_layouts=mono,volume=%1dB"_s.arg(gain)),
        50);
}

TEST(MediaSound, SilenceAndAClickKeepTheirLevel)
{
    const QTemporaryDir folder;
    const QString silence = folder.filePath(u"silence.wav"_s);
    ffmpeg({u"-i"_s, spokenSentence(), u"-af"_s, u"volume=0"_s, silence});
    const QString click = folder.filePath(u"click.wav"_s);
    ffmpeg({u"-ss"_s, u"1"_s, u"-t"_s, u"0.2"_s, u"-i"_s, spokenSentence(), click});
    for (const QString &file : {silence, click}) {
        const QJsonObject made = soundOf(file, folder.path(), kMono, -16);
        const QJsonObject report = made.value(u"loudness"_s).toObject();
        EXPECT_TRUE(report.contains(u"target"_s));
        EXPECT_FALSE(report.contains(u"integrated"_s));
        EXPECT_EQ(report.value(u"gain_db"_s).toDouble(-1), 0);
        EXPECT_NEAR(secondsOf(pathOf(made)), secondsOf(file), 0.05);
    }
}

TEST(MediaSound, EveryCodecKeepsTheTimeOfTheSource)
{
    const QTemporaryDir folder;
    const QString music = folder.filePath(u"music.wav"_s);
    ffmpeg({u"-ss"_s, u"60"_s, u"-t"_s, u"6"_s, u"-i"_s, loudMusic(), u"-af"_s, u"volume=-6dB"_s, music});
    for (const Form &form : kForms) {
        SCOPED_TRACE(form.codec);
        const QJsonObject made = soundOf(music, folder.path(), form);
        EXPECT_FALSE(made.contains(u"loudness"_s));
        EXPECT_EQ(ffprobe(pathOf(made), u"a:0"_s, u"stream=codec_name,channels"_s).value(0),
                  QByteArray(form.codec) + ",2");
        EXPECT_NEAR(secondsOf(pathOf(made)), 6, 0.05);
        EXPECT_GT(fidelity(pathOf(made), music, u"anull"_s), 12);
    }
}

TEST(MediaSound, AnArchiveLosesNoBit)
{
    const QTemporaryDir folder;
    const QJsonObject made = soundOf(spokenSentence(), folder.path(), {"mkv", "flac", 1});
    const auto hash = [](const QString &file) {
        return runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, file, u"-c:a"_s, u"pcm_s16le"_s,
                           u"-f"_s, u"md5"_s, u"-"_s})
            .output;
    };
    EXPECT_EQ(hash(pathOf(made)), hash(spokenSentence()));
    EXPECT_TRUE(hash(spokenSentence()).startsWith("MD5="));
}

TEST(MediaSound, MixesFiveOneAsTheStandardSays)
{
    const QTemporaryDir folder;
    const QString tones = folder.filePath(u"tones.mp4"_s);
    ffmpeg({u"-i"_s, surroundSound(), u"-t"_s, u"20"_s, u"-map"_s, u"0:a"_s, u"-c"_s, u"copy"_s, tones});
    // ITU-R BS.775-3 Annex 4; AAC's 5.1 has its surrounds as back or as side channels.
    const QString stereo = soundOf(tones, folder.path(), {"mkv", "flac", 2}).value(u"path"_s).toString();
    EXPECT_GT(fidelity(stereo, tones,
                       u"pan=stereo|FL=FL+0.7071*FC+0.7071*BL+0.7071*SL|"
                       "FR=FR+0.7071*FC+0.7071*BR+0.7071*SR"_s),
              40);
    const QString mono = soundOf(tones, folder.path(), {"mkv", "flac", 1}).value(u"path"_s).toString();
    EXPECT_GT(fidelity(mono, tones, u"pan=mono|FC=0.7071*FL+0.7071*FR+FC+0.5*BL+0.5*BR+0.5*SL+0.5*SR"_s), 40);
}

TEST(MediaSound, ALateSoundStaysLate)
{
    const QTemporaryDir folder;
    const QString late = folder.filePath(u"late.mkv"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-itsoffset"_s, u"0.5"_s, u"-i"_s, spokenSentence(), u"-map"_s, u"0:v"_s,
            u"-map"_s, u"1:a"_s, u"-c:v"_s, u"copy"_s, u"-c:a"_s, u"pcm_s16le"_s, late});
    const QJsonObject made = soundOf(late, folder.path(), {"mkv", "flac", 1});
    const RunResult decoded =
        runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, pathOf(made), u"-f"_s, u"s16le"_s, u"-"_s});
    EXPECT_NEAR(double(decoded.output.size()) / 2 / 16'000, secondsOf(spokenSentence()) + 0.5, 0.002);
    EXPECT_GT(fidelity(pathOf(made), spokenSentence(), u"adelay=500"_s), 30);
}

} // namespace rawi::test

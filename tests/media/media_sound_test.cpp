#include "tests/media/worker_runner.h"
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
    QJsonObject audio{{QStringLiteral("codec"), QLatin1StringView(form.codec)},
                      {QStringLiteral("rate"), 64'000 * form.channels},
                      {QStringLiteral("channels"), form.channels}};
    if (loudness < 0) {
        audio.insert(QStringLiteral("loudness"), loudness);
        audio.insert(QStringLiteral("ceiling"), -1);
    }
    const QJsonObject settings{{QStringLiteral("form"), QLatin1StringView(form.form)}, {QStringLiteral("audio"), audio}};
    const QJsonObject rendition{{QStringLiteral("name"), QStringLiteral("sound")},
                                {QStringLiteral("version"), 1},
                                {QStringLiteral("settings"), settings}};
    QFile plan(folder + QStringLiteral("/plan.json"));
    EXPECT_TRUE(plan.open(QIODevice::WriteOnly));
    plan.write(QJsonDocument(QJsonObject{{QStringLiteral("renditions"), QJsonArray{rendition}}}).toJson());
    plan.close();
    const RunResult run = runWorker({QStringLiteral("encode"), file, QStringLiteral("--plan"), plan.fileName(),
                                     QStringLiteral("--out"), folder + QStringLiteral("/out"),
                                     QStringLiteral("--progress"), QStringLiteral("json")});
    EXPECT_EQ(run.exitCode, 0) << run.output.right(600).constData();
    return run.last().value(QStringLiteral("renditions")).toArray().at(0).toObject();
}

QString pathOf(const QJsonObject &rendition)
{
    return rendition.value(QStringLiteral("path")).toString();
}

// What ffmpeg says on stderr while a filter graph hears the inputs to their end.
QByteArray heard(const QStringList &inputs, const QString &graph)
{
    QStringList command{QStringLiteral("ffmpeg"), QStringLiteral("-hide_banner"), QStringLiteral("-nostats")};
    for (const QString &input : inputs) {
        command << QStringLiteral("-i") << input;
    }
    command << QStringLiteral("-filter_complex") << graph << QStringLiteral("-f") << QStringLiteral("null")
            << QStringLiteral("-");
    return runProgram(QStringList{QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("exec \"$@\" 2>&1"),
                       QStringLiteral("sh")}
                      + command)
        .output;
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
    const QString same = QStringLiteral("aformat=sample_fmts=flt:sample_rates=48000");
    const QByteArray whole = heard({source}, QStringLiteral("[0:a]%1,%2,volumedetect").arg(same, mix));
    const QByteArray rest = heard({source, made}, QStringLiteral("[0:a]%1,%2[a];[1:a]%1,volume=-1[b];"
                                                                 "[a][b]amix=inputs=2:normalize=0:duration=shortest,volumedetect")
                                                      .arg(same, mix));
    constexpr const char *kMean = "mean_volume: (-?[0-9.]+) dB";
    return number(whole, kMean) - number(rest, kMean);
}

double secondsOf(const QString &file)
{
    return ffprobe(file, QStringLiteral("a:0"), QStringLiteral("format=duration")).value(0).toDouble();
}

const Form kMono{"m4a", "aac", 1};
const Form kForms[] = {{"m4a", "aac", 2}, {"mp3", "mp3", 2}, {"opus", "opus", 2}, {"mkv", "flac", 2}};

} // namespace

TEST(MediaSound, ReachesEveryLoudnessBelowItsCeiling)
{
    const QTemporaryDir folder;
    const QString music = folder.filePath(QStringLiteral("music.mp3"));
    ffmpeg({QStringLiteral("-ss"), QStringLiteral("60"), QStringLiteral("-t"), QStringLiteral("12"),
            QStringLiteral("-i"), loudMusic(), QStringLiteral("-c"), QStringLiteral("copy"), music});
    for (const double target : {-23.0, -16.0, -14.0}) {
        for (const auto &[file, form] : {std::pair{spokenSentence(), kMono}, std::pair{music, kForms[0]},
                                         std::pair{music, kForms[1]}, std::pair{spokenSentence(), Form{"opus", "opus", 1}}}) {
            SCOPED_TRACE(testing::Message() << qPrintable(file) << ' ' << form.codec << ' ' << target);
            const QJsonObject made = soundOf(file, folder.path(), form, target);
            const QByteArray said = heard({pathOf(made)}, QStringLiteral("[0:a]ebur128=peak=true"));
            const double integrated = number(said, "I: +(-?[0-9.]+) LUFS");
            const double peak = number(said, "Peak: +(-?[0-9.]+) dBFS");
            EXPECT_NEAR(integrated, target, 0.2001);
            EXPECT_LE(peak, -1.0);
            const QJsonObject report = made.value(QStringLiteral("loudness")).toObject();
            EXPECT_NEAR(report.value(QStringLiteral("integrated")).toDouble(), integrated, 0.1);
            EXPECT_NEAR(report.value(QStringLiteral("true_peak")).toDouble(), peak, 0.4);
            EXPECT_EQ(report.value(QStringLiteral("target")).toDouble(), target);
            EXPECT_EQ(report.value(QStringLiteral("ceiling")).toDouble(), -1);
            QFile::remove(pathOf(made));
        }
    }
}

TEST(MediaSound, TurnsDownByOneFactorWhereThePeaksAllowIt)
{
    const QTemporaryDir folder;
    const QJsonObject made = soundOf(spokenSentence(), folder.path(), {"mkv", "flac", 1}, -30);
    const QJsonObject report = made.value(QStringLiteral("loudness")).toObject();
    EXPECT_FALSE(report.value(QStringLiteral("limited")).toBool(true));
    const double gain = report.value(QStringLiteral("gain_db")).toDouble();
    EXPECT_GT(fidelity(pathOf(made), spokenSentence(), QStringLiteral("aformat=channel_layouts=mono,volume=%1dB").arg(gain)),
              50);
}

TEST(MediaSound, SilenceAndAClickKeepTheirLevel)
{
    const QTemporaryDir folder;
    const QString silence = folder.filePath(QStringLiteral("silence.wav"));
    ffmpeg({QStringLiteral("-i"), spokenSentence(), QStringLiteral("-af"), QStringLiteral("volume=0"), silence});
    const QString click = folder.filePath(QStringLiteral("click.wav"));
    ffmpeg({QStringLiteral("-ss"), QStringLiteral("1"), QStringLiteral("-t"), QStringLiteral("0.2"), QStringLiteral("-i"),
            spokenSentence(), click});
    for (const QString &file : {silence, click}) {
        const QJsonObject made = soundOf(file, folder.path(), kMono, -16);
        const QJsonObject report = made.value(QStringLiteral("loudness")).toObject();
        EXPECT_TRUE(report.contains(QStringLiteral("target")));
        EXPECT_FALSE(report.contains(QStringLiteral("integrated")));
        EXPECT_EQ(report.value(QStringLiteral("gain_db")).toDouble(-1), 0);
        EXPECT_NEAR(secondsOf(pathOf(made)), secondsOf(file), 0.05);
    }
}

TEST(MediaSound, EveryCodecKeepsTheTimeOfTheSource)
{
    const QTemporaryDir folder;
    const QString music = folder.filePath(QStringLiteral("music.wav"));
    ffmpeg({QStringLiteral("-ss"), QStringLiteral("60"), QStringLiteral("-t"), QStringLiteral("6"),
            QStringLiteral("-i"), loudMusic(), QStringLiteral("-af"), QStringLiteral("volume=-6dB"), music});
    for (const Form &form : kForms) {
        SCOPED_TRACE(form.codec);
        const QJsonObject made = soundOf(music, folder.path(), form);
        EXPECT_FALSE(made.contains(QStringLiteral("loudness")));
        EXPECT_EQ(ffprobe(pathOf(made), QStringLiteral("a:0"), QStringLiteral("stream=codec_name,channels")).value(0),
                  QByteArray(form.codec) + ",2");
        EXPECT_NEAR(secondsOf(pathOf(made)), 6, 0.05);
        EXPECT_GT(fidelity(pathOf(made), music, QStringLiteral("anull")), 12);
    }
}

TEST(MediaSound, AnArchiveLosesNoBit)
{
    const QTemporaryDir folder;
    const QJsonObject made = soundOf(spokenSentence(), folder.path(), {"mkv", "flac", 1});
    const auto hash = [](const QString &file) {
        return runProgram({QStringLiteral("ffmpeg"), QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"),
                           file, QStringLiteral("-c:a"), QStringLiteral("pcm_s16le"), QStringLiteral("-f"),
                           QStringLiteral("md5"), QStringLiteral("-")})
            .output;
    };
    EXPECT_EQ(hash(pathOf(made)), hash(spokenSentence()));
    EXPECT_TRUE(hash(spokenSentence()).startsWith("MD5="));
}

TEST(MediaSound, MixesFiveOneAsTheStandardSays)
{
    const QTemporaryDir folder;
    const QString tones = folder.filePath(QStringLiteral("tones.mp4"));
    ffmpeg({QStringLiteral("-i"), surroundSound(), QStringLiteral("-t"), QStringLiteral("20"), QStringLiteral("-map"),
            QStringLiteral("0:a"), QStringLiteral("-c"), QStringLiteral("copy"), tones});
    // ITU-R BS.775-3 Annex 4; AAC's 5.1 has its surrounds as back or as side channels.
    const QString stereo = soundOf(tones, folder.path(), {"mkv", "flac", 2}).value(QStringLiteral("path")).toString();
    EXPECT_GT(fidelity(stereo, tones, QStringLiteral("pan=stereo|FL=FL+0.7071*FC+0.7071*BL+0.7071*SL|"
                                                     "FR=FR+0.7071*FC+0.7071*BR+0.7071*SR")),
              40);
    const QString mono = soundOf(tones, folder.path(), {"mkv", "flac", 1}).value(QStringLiteral("path")).toString();
    EXPECT_GT(fidelity(mono, tones, QStringLiteral("pan=mono|FC=0.7071*FL+0.7071*FR+FC+0.5*BL+0.5*BR+0.5*SL+0.5*SR")), 40);
}

TEST(MediaSound, ALateSoundStaysLate)
{
    const QTemporaryDir folder;
    const QString late = folder.filePath(QStringLiteral("late.mkv"));
    ffmpeg({QStringLiteral("-i"), phoneVideo(), QStringLiteral("-itsoffset"), QStringLiteral("0.5"),
            QStringLiteral("-i"), spokenSentence(), QStringLiteral("-map"), QStringLiteral("0:v"), QStringLiteral("-map"),
            QStringLiteral("1:a"), QStringLiteral("-c:v"), QStringLiteral("copy"), QStringLiteral("-c:a"),
            QStringLiteral("pcm_s16le"), late});
    const QJsonObject made = soundOf(late, folder.path(), {"mkv", "flac", 1});
    const RunResult decoded = runProgram({QStringLiteral("ffmpeg"), QStringLiteral("-v"), QStringLiteral("error"),
                                          QStringLiteral("-i"), pathOf(made), QStringLiteral("-f"),
                                          QStringLiteral("s16le"), QStringLiteral("-")});
    EXPECT_NEAR(double(decoded.output.size()) / 2 / 16'000, secondsOf(spokenSentence()) + 0.5, 0.002);
    EXPECT_GT(fidelity(pathOf(made), spokenSentence(), QStringLiteral("adelay=500")), 30);
}

} // namespace rawi::test

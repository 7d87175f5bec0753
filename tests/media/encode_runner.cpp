#include "tests/media/encode_runner.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

QStringList argumentsWith(const QString &file, const QString &folder, const QStringList &more)
{
    return QStringList{QStringLiteral("encode"), file,
                       QStringLiteral("--out"),  folder,
                       QStringLiteral("--progress"), QStringLiteral("json")}
    + more;
}

} // namespace

QStringList presetArguments(const QString &file, const QString &folder, const QStringList &presets)
{
    QStringList more;
    for (const QString &preset : presets) {
        more << QStringLiteral("--preset") << preset;
    }
    return argumentsWith(file, folder, more);
}

QStringList planArguments(const QString &file, const QString &folder, const QByteArray &plan)
{
    QDir().mkpath(folder);
    QFile written(folder + QStringLiteral("/plan.json"));
    EXPECT_TRUE(written.open(QIODevice::WriteOnly));
    written.write(plan);
    return argumentsWith(file, folder, {QStringLiteral("--plan"), written.fileName()});
}

QJsonObject encodedBy(const QStringList &arguments)
{
    const RunResult run = runWorker(arguments, 280'000);
    EXPECT_EQ(run.exitCode, 0) << run.output.right(600).constData();
    EXPECT_EQ(run.last().value(QStringLiteral("type")).toString(), QStringLiteral("done"));
    EXPECT_LT(run.maxRssKb, 700 * 1024);
    return run.last();
}

QJsonObject rendition(const QJsonObject &done, const char *name)
{
    for (const QJsonValue &one : done.value(QStringLiteral("renditions")).toArray()) {
        if (one.toObject().value(QStringLiteral("name")).toString() == QLatin1StringView(name)) {
            return one.toObject();
        }
    }
    ADD_FAILURE() << "no rendition " << name;
    return {};
}

QString pathOf(const QJsonObject &rendition)
{
    return rendition.value(QStringLiteral("path")).toString();
}

int framesIn(const QString &file)
{
    return ffprobe(file, QStringLiteral("v:0"), QStringLiteral("stream=nb_read_frames")).value(0).toInt();
}

double secondsOf(const QString &file, const char *stream)
{
    return ffprobe(file, QLatin1StringView(stream), QStringLiteral("stream=duration")).value(0).toDouble();
}

QByteArray frameHashes(const QString &file, const char *stream)
{
    const RunResult run = runProgram({QStringLiteral("ffmpeg"), QStringLiteral("-v"), QStringLiteral("error"),
                                      QStringLiteral("-i"), file, QStringLiteral("-map"),
                                      QStringLiteral("0:") + QLatin1StringView(stream), QStringLiteral("-fps_mode"),
                                      QStringLiteral("passthrough"), QStringLiteral("-f"), QStringLiteral("framemd5"),
                                      QStringLiteral("-")});
    EXPECT_EQ(run.exitCode, 0);
    return run.output;
}

double similarity(const QString &made, const QString &source, int width, int height, const QString &filters)
{
    const QString graph = QStringLiteral("[1:v]%3scale=%1:%2:flags=bicubic,settb=1/90000,setpts=PTS-STARTPTS[b];"
                                         "[0:v]settb=1/90000,setpts=PTS-STARTPTS[a];[a][b]ssim=stats_file=-")
                              .arg(width)
                              .arg(height)
                              .arg(filters);
    const RunResult run = runProgram({QStringLiteral("ffmpeg"), QStringLiteral("-v"), QStringLiteral("error"),
                                      QStringLiteral("-i"), made, QStringLiteral("-i"), source,
                                      QStringLiteral("-lavfi"), graph, QStringLiteral("-f"), QStringLiteral("null"),
                                      QStringLiteral("/dev/null")});
    double sum = 0;
    int count = 0;
    for (const QByteArray &line : run.output.split('\n')) {
        const auto match = QRegularExpression(QStringLiteral(" Y:([0-9.]+)")).match(QString::fromLatin1(line));
        if (match.hasMatch()) {
            sum += match.captured(1).toDouble();
            ++count;
        }
    }
    return count == 0 ? 0 : sum / count;
}

} // namespace rawi::test

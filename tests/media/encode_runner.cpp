#include "tests/media/encode_runner.h"

#include "core/base/literals.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

QStringList argumentsWith(const QString &file, const QString &folder, const QStringList &more)
{
    return QStringList{u"encode"_s, file, u"--out"_s, folder, u"--progress"_s, u"json"_s} + more;
}

} // namespace

QStringList presetArguments(const QString &file, const QString &folder, const QStringList &presets)
{
    QStringList more;
    for (const QString &preset : presets) {
        more << u"--preset"_s << preset;
    }
    return argumentsWith(file, folder, more);
}

QStringList planArguments(const QString &file, const QString &folder, const QByteArray &plan)
{
    QDir().mkpath(folder);
    QFile written(folder + u"/plan.json"_s);
    EXPECT_TRUE(written.open(QIODevice::WriteOnly));
    written.write(plan);
    return argumentsWith(file, folder, {u"--plan"_s, written.fileName()});
}

QJsonObject encodedBy(const QStringList &arguments)
{
    const RunResult run = runWorker(arguments, 280'000);
    EXPECT_EQ(run.exitCode, 0) << run.output.right(600).constData();
    EXPECT_EQ(run.last().value(u"type"_s).toString(), u"done"_s);
    EXPECT_LT(run.maxRssKb, 700 * 1024);
    return run.last();
}

QJsonObject rendition(const QJsonObject &done, const char *name)
{
    for (const QJsonValue &one : done.value(u"renditions"_s).toArray()) {
        if (one.toObject().value(u"name"_s).toString() == QLatin1StringView(name)) {
            return one.toObject();
        }
    }
    ADD_FAILURE() << "no rendition " << name;
    return {};
}

QString pathOf(const QJsonObject &rendition)
{
    return rendition.value(u"path"_s).toString();
}

QString written(const QTemporaryDir &folder, const char *name, const QByteArray &bytes)
{
    QFile file(folder.filePath(QLatin1StringView(name)));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return file.fileName();
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

QByteArray sha256Of(const QString &file)
{
    QFile read(file);
    EXPECT_TRUE(read.open(QIODevice::ReadOnly));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    EXPECT_TRUE(hash.addData(&read));
    return hash.result().toHex();
}

int framesIn(const QString &file)
{
    return ffprobe(file, u"v:0"_s, u"stream=nb_read_frames"_s).value(0).toInt();
}

double secondsOf(const QString &file, const char *stream)
{
    return ffprobe(file, QLatin1StringView(stream), u"stream=duration"_s).value(0).toDouble();
}

QByteArray frameHashes(const QString &file, const char *stream)
{
    const RunResult run = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, file, u"-map"_s,
                                      u"0:"_s + QLatin1StringView(stream), u"-fps_mode"_s, u"passthrough"_s,
                                      u"-f"_s, u"framemd5"_s, u"-"_s});
    EXPECT_EQ(run.exitCode, 0);
    return run.output;
}

double similarity(const QString &made, const QString &source, int width, int height, const QString &filters)
{
    const QString graph = u"[1:v]%3scale=%1:%2:flags=bicubic,settb=1/90000,setpts=PTS-STARTPTS[b];"
                          "[0:v]settb=1/90000,setpts=PTS-STARTPTS[a];[a][b]ssim=stats_file=-"_s.arg(width)
                              .arg(height)
                              .arg(filters);
    const RunResult run = runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, made, u"-i"_s, source,
                                      u"-lavfi"_s, graph, u"-f"_s, u"null"_s, u"/dev/null"_s});
    double sum = 0;
    int count = 0;
    for (const QByteArray &line : run.output.split('\n')) {
        const auto match = QRegularExpression(u" Y:([0-9.]+)"_s).match(QString::fromLatin1(line));
        if (match.hasMatch()) {
            sum += match.captured(1).toDouble();
            ++count;
        }
    }
    return count == 0 ? 0 : sum / count;
}

} // namespace rawi::test

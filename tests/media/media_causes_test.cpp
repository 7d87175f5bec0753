// The same cause has the same code in every verb: an editor reads one sentence about a file, wherever it failed.
#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/media/hostile_files.h"
#include "tests/support/case_files.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <gtest/gtest.h>

#include <unistd.h>

namespace rawi::test {

namespace {

struct Cause {
    const char *name;
    QString path;
    QString code;
    bool isSound = false; // then only what is for sounds is asked
};

// A film of one second that a demuxer reads and nobody can decode: its track is of a kind that there is not.
QByteArray ofUnknownCodecs(const QTemporaryDir &folder)
{
    const QString film = folder.filePath(u"known.mp4"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=1"_s, u"-c:v"_s, u"libx264"_s, film});
    QByteArray bytes = fileBytes(film);
    const qsizetype at = bytes.indexOf("avc1", bytes.lastIndexOf("moov"));
    EXPECT_GT(at, 0);
    return bytes.replace(at, 4, "zzv1");
}

QString encrypted(const QTemporaryDir &folder)
{
    const QString film = folder.filePath(u"encrypted.mp4"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=2"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=2"_s, u"-c:v"_s, u"libx264"_s, u"-c:a"_s,
            u"aac"_s, u"-encryption_scheme"_s, u"cenc-aes-ctr"_s, u"-encryption_key"_s, u"76a6c65c5ea762046bd749a2e632ccbb"_s, u"-encryption_kid"_s,
            u"a7e61c373e219033c21091fa607bf3b8"_s, film});
    return film;
}

// A header and nothing behind it.
QString withoutFrames(const QTemporaryDir &folder, const char *name, const QStringList &codecs)
{
    const QString film = folder.filePath(QLatin1StringView(name));
    ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=1"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=1"_s, u"-t"_s, u"0"_s} + codecs
           + QStringList{film});
    return film;
}

QList<Cause> causes(const QTemporaryDir &folder)
{
    const QByteArray heic = QByteArray("\0\0\0\x1C" "ftypheix\0\0\0\0mif1heicmiaf", 28) + QByteArray("\0\0\0\x0C" "meta\0\0\0\0", 12);
    return {
        {"no such file", folder.filePath(u"absent.mp4"_s), u"file_missing"_s},
        {"a folder on the way that is a file", written(folder, "plain.txt", "a") + u"/film.mp4"_s, u"file_missing"_s},
        {"a folder", folder.path(), u"not_media"_s},
        {"an empty file", written(folder, "empty.mp4", {}), u"not_media"_s},
        {"words", written(folder, "words.mp4", QByteArray("these are words and no film\n").repeated(400)), u"not_media"_s},
        {"one byte", written(folder, "byte.mp4", "x"), u"not_media"_s},
        {"a program", written(folder, "program.mp4", fileBytes(workerProgram()).first(200'000)), u"not_media"_s},
        {"a film cut short", cutCopy(phoneVideo(), 0.5, folder.path()), u"media_truncated"_s},
        {"a film without its index", withoutIndex(phoneVideo(), folder.path()), u"media_truncated"_s},
        {"a HEIC", written(folder, "a.heic", heic), u"media_unsupported"_s},
        {"a playlist", written(folder, "list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"), u"media_unsupported"_s},
        {"tracks that nobody can decode", written(folder, "unknown.mp4", ofUnknownCodecs(folder)), u"media_unsupported"_s},
        {"an encrypted film", encrypted(folder), u"media_unsupported"_s},
        {"a film without a frame", withoutFrames(folder, "none.mp4", {u"-c:v"_s, u"libx264"_s, u"-c:a"_s, u"aac"_s}), u"not_media"_s},
        {"a sound without a sample", withoutFrames(folder, "none.wav", {u"-map"_s, u"1:a"_s}), u"media_truncated"_s, true},
        {"a picture of gigapixels", makeHostileFiles(folder.path()).first().path, u"too_large"_s},
    };
}

class SameCause : public testing::Test {
protected:
    QString out() { return m_folder.filePath(u"out-%1"_s.arg(++m_run)); }

    QString edit()
    {
        return written(m_folder, "edit.json", R"({"ranges":[{"from_us":0,"to_us":1000000}]})");
    }

    // Every way in which a file comes to the worker, by name.
    QList<std::pair<QString, QStringList>> verbs(const QString &path)
    {
        return {{u"probe"_s, {u"probe"_s, path, u"--json"_s}},
                {u"thumbs"_s, {u"thumbs"_s, path, u"--out"_s, out(), u"--json"_s}},
                {u"storyboard"_s, {u"storyboard"_s, path, u"--out"_s, out(), u"--json"_s}},
                {u"waveform"_s, {u"waveform"_s, path, u"--out"_s, out(), u"--json"_s}},
                {u"analyze"_s, {u"analyze"_s, path, u"--json"_s}},
                {u"analyze --sound"_s, {u"analyze"_s, path, u"--sound"_s, u"--json"_s}},
                {u"encode of a film"_s, presetArguments(path, out(), {u"360p"_s})},
                {u"encode of a sound"_s, presetArguments(path, out(), {u"archive-audio"_s})},
                {u"encode of a picture"_s, presetArguments(path, out(), {u"jpeg-800"_s})},
                {u"cut"_s, {u"cut"_s, path, u"--edit"_s, edit(), u"--out"_s, out(), u"--json"_s}},
                {u"a further film of a cut"_s,
                 {u"cut"_s, phoneVideo(), u"--join"_s, u"01890000-0000-7000-8000-000000000001="_s + path, u"--edit"_s,
                  written(m_folder, "join.json",
                          R"({"ranges":[{"from_us":0,"to_us":500000},{"asset":"01890000-0000-7000-8000-000000000001","from_us":0,"to_us":500000}]})"),
                  u"--out"_s, out(), u"--json"_s}}};
    }

    // The same asked of a worker that stays ready.
    static QString servedCode(const QStringList &arguments)
    {
        QProcess server;
        server.start(workerProgram(), {u"serve"_s});
        server.write(QJsonDocument(QJsonObject{{u"id"_s, 1}, {u"arguments"_s, QJsonArray::fromStringList(arguments)}}).toJson(QJsonDocument::Compact) + '\n');
        QString code;
        for (bool ended = false; !ended;) {
            if (!server.canReadLine() && !server.waitForReadyRead(60'000)) {
                ADD_FAILURE() << "no answer";
                break;
            }
            const QJsonObject line = QJsonDocument::fromJson(server.readLine()).object();
            ended = line.contains(u"exit"_s) || line.contains(u"signal"_s);
            code = ended ? code : line.value(u"line"_s).toObject().value(u"error"_s).toObject().value(u"code"_s).toString();
        }
        server.closeWriteChannel();
        server.waitForFinished();
        return code;
    }

    QTemporaryDir m_folder;
    int m_run = 0;
};

} // namespace

TEST_F(SameCause, HasTheSameCodeInEveryVerb)
{
    for (const Cause &cause : causes(m_folder)) {
        const QStringList kOfPictures{u"thumbs"_s, u"storyboard"_s, u"encode of a picture"_s, u"a further film of a cut"_s};
        for (const auto &[name, arguments] : verbs(cause.path)) {
            if (cause.isSound && kOfPictures.contains(name)) {
                continue;
            }
            const RunResult run = runWorker(arguments);
            EXPECT_EQ(run.errorCode().toStdString(), cause.code.toStdString()) << cause.name << ", " << qPrintable(name) << ": " << run.output.right(400).constData();
            EXPECT_EQ(run.exitCode, 2) << cause.name << ", " << qPrintable(name);
        }
        for (const QStringList &asked : cause.isSound ? QList<QStringList>{{u"probe"_s, cause.path, u"--json"_s}} : QList<QStringList> {QStringList{u"probe"_s, cause.path, u"--json"_s}, {u"thumbs"_s, cause.path, u"--out"_s, out(), u"--json"_s}}) {
            EXPECT_EQ(servedCode(asked).toStdString(), cause.code.toStdString()) << cause.name << ", served " << qPrintable(asked.first());
        }
    }
}

// As somebody who is not root: root may read everything.
TEST_F(SameCause, AFileThatMayNotBeReadHasTheSameCodeInEveryVerb)
{
    const QString path = m_folder.filePath(u"secret.mp4"_s);
    ASSERT_TRUE(QFile::copy(phoneVideo(), path));
    ASSERT_TRUE(QFile::setPermissions(path, {}));
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7777));
    const QStringList somebody = getuid() == 0
        ? QStringList{u"setpriv"_s, u"--reuid=65534"_s, u"--regid=65534"_s, u"--clear-groups"_s, workerProgram()}
        : QStringList{workerProgram()};
    for (const auto &[name, arguments] : verbs(path)) {
        EXPECT_EQ(runProgram(somebody + arguments).errorCode().toStdString(), "io_error") << qPrintable(name);
    }
}

} // namespace rawi::test

#include "tests/support/media_files.h"

#include "core/base/literals.h"
#include "tests/support/kept_files.h"

#include <QByteArray>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace rawi::test {

namespace {

QString mediaFolder()
{
    const QString script = QStringLiteral(RAWI_SOURCE "/tests/data/fetch_media"); // __FILE__ may be a relative path
    std::FILE *pipe = ::popen(qPrintable(u"'%1'"_s.arg(script)), "r");
    char line[4096] = {};
    const bool read = pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr;
    if (pipe == nullptr || ::pclose(pipe) != 0 || !read) {
        std::fprintf(stderr, "tests/data/fetch_media failed: the tests' media are not there\n");
        std::exit(1);
    }
    return QString::fromUtf8(line).trimmed();
}

const QString &realFolder()
{
    static const QString kFolder = mediaFolder() + u"/usr/share/"_s;
    return kFolder;
}

// Whether the arguments (without the output) name no file that a test made.
bool areOfRealMediaOnly(const QStringList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const bool isInput = i > 0 && arguments[i - 1] == "-i"_L1;
        const bool isReal = arguments[i].startsWith(realFolder());
        const bool isMadeUp = i > 2 && arguments[i - 3] == "-f"_L1 && arguments[i - 2] == "lavfi"_L1;
        if ((isInput && !isReal && !isMadeUp) || arguments[i].contains(QDir::tempPath())) {
            return false;
        }
    }
    return true;
}

bool runFfmpeg(const QStringList &arguments)
{
    return QProcess::execute(u"ffmpeg"_s, QStringList{u"-nostdin"_s, u"-v"_s, u"error"_s, u"-y"_s} + arguments) == 0;
}

} // namespace

void ffmpeg(const QStringList &arguments)
{
    const QString made = arguments.last();
    const QStringList how = arguments.first(arguments.size() - 1);
    bool there = false;
    if (areOfRealMediaOnly(how)) {
        const QFileInfo program(QStandardPaths::findExecutable(u"ffmpeg"_s));
        const QByteArray recipe = program.canonicalFilePath().toUtf8() + ' '
            + QFileInfo(program.canonicalFilePath()).lastModified().toUTC().toString(Qt::ISODate).toUtf8() + '\n'
            + how.join(u'\n').toUtf8();
        const QString kept = keptOf(QFileInfo(made).fileName(), recipe + '\n' + QFileInfo(made).fileName().toUtf8(),
                                    [&](const QString &path) { return runFfmpeg(how + QStringList{path}); });
        QFile::remove(made);
        there = !kept.isEmpty() && QFile::copy(kept, made);
    } else {
        there = runFfmpeg(arguments);
    }
    ASSERT_TRUE(there) << qPrintable(arguments.join(u' '));
}

QString realMedia(const char *pathBelowShare)
{
    const QString path = realFolder() + QString::fromUtf8(pathBelowShare);
    if (!QFileInfo::exists(path)) {
        std::fprintf(stderr, "missing test media: %s\n", qPrintable(path));
        std::exit(1);
    }
    return path;
}

QString streetVideo()
{
    return realMedia("doc/opencv-doc/examples/data/vtest.avi");
}

QString phoneVideo()
{
    return realMedia("forensics-samples/original-files/movie1/VID_20191220_170832.mp4");
}

QString narratedVideo()
{
    return realMedia("openboard/library/videos/wannaworktogether.mp4");
}

QString spokenLetter()
{
    return realMedia("klettres/ar/alpha/a-15.ogg");
}

QString surroundSound()
{
    return realMedia("janus/demos/surround/ChID-BLITS-EBU.mp4");
}

QString spokenSentence()
{
    return realMedia("pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0870.wav");
}

QString loudMusic()
{
    return realMedia("games/asc/music/machine_wars.mp3");
}

QString turnedPicture()
{
    return realMedia("forensics-samples/original-files/pic2/IMG_20200124_231153.jpg");
}

} // namespace rawi::test

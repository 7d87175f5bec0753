#include "tests/support/media_files.h"

#include "core/base/literals.h"

#include <QByteArray>
#include <QFileInfo>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace rawi::test {

namespace {

QString mediaFolder()
{
    const QString script = QFileInfo(QString::fromUtf8(__FILE__)).absolutePath() + u"/../data/fetch_media"_s;
    std::FILE *pipe = ::popen(qPrintable(u"'%1'"_s.arg(script)), "r");
    char line[4096] = {};
    const bool read = pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr;
    if (pipe == nullptr || ::pclose(pipe) != 0 || !read) {
        std::fprintf(stderr, "tests/data/fetch_media failed: the tests' media are not there\n");
        std::exit(1);
    }
    return QString::fromUtf8(line).trimmed();
}

} // namespace

QString realMedia(const char *pathBelowShare)
{
    static const QString kFolder = mediaFolder();
    const QString path = kFolder + u"/usr/share/"_s + QString::fromUtf8(pathBelowShare);
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

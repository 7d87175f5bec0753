#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/case_files.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cmath>

namespace rawi::test {

namespace {

const char *const kPictureForms[] = {"jpeg", "webp", "avif"};

RunResult runPictures(const QString &file, const QString &folder, int longSide, int quality)
{
    QJsonArray renditions;
    for (const char *form : kPictureForms) {
        const QJsonObject picture{{u"long_side"_s, longSide}, {u"quality"_s, quality}};
        const QJsonObject settings{{u"form"_s, QLatin1StringView(form)}, {u"picture"_s, picture}};
        renditions.append(QJsonObject{{u"name"_s, u"picture-%1"_s.arg(QLatin1StringView(form))},
                                      {u"version"_s, 1},
                                      {u"settings"_s, settings}});
    }
    QFile plan(folder + u"/plan.json"_s);
    EXPECT_TRUE(plan.open(QIODevice::WriteOnly));
    plan.write(QJsonDocument(QJsonObject{{u"renditions"_s, renditions}}).toJson());
    plan.close();
    return runWorker({u"encode"_s, file, u"--plan"_s, plan.fileName(), u"--out"_s, folder + u"/out"_s,
                      u"--progress"_s, u"json"_s});
}

QList<QJsonObject> picturesOf(const QString &file, const QString &folder, int longSide = 1600, int quality = 82)
{
    const RunResult run = runPictures(file, folder, longSide, quality);
    EXPECT_EQ(run.exitCode, 0) << run.output.right(600).constData();
    QList<QJsonObject> out;
    for (const QJsonValue &value : run.last().value(u"renditions"_s).toArray()) {
        out.append(value.toObject());
    }
    EXPECT_EQ(out.size(), 3);
    return out;
}

// The picture as plain pixels; AVIF is read by libavif's own program.
QByteArray pixels(const QString &picture, const QString &filter, const char *format = "rgb24")
{
    QString file = picture;
    if (picture.endsWith(u".avif"_s)) {
        file = picture + u".png"_s;
        EXPECT_EQ(runProgram({u"avifdec"_s, picture, file}).exitCode, 0);
    }
    return runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-noautorotate"_s, u"-i"_s, file, u"-vf"_s, filter,
                       u"-frames:v"_s, u"1"_s, u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s,
                       QLatin1StringView(format), u"-"_s})
        .output;
}

// Peak signal to noise, dB, of two pictures of equally many bytes.
double psnr(const QByteArray &a, const QByteArray &b)
{
    EXPECT_EQ(a.size(), b.size());
    EXPECT_FALSE(a.isEmpty());
    double sum = 0;
    for (qsizetype i = 0; i < qMin(a.size(), b.size()); ++i) {
        const double off = double(uint8_t(a[i])) - double(uint8_t(b[i]));
        sum += off * off;
    }
    return sum == 0 ? 99 : 10 * std::log10(255.0 * 255.0 * double(a.size()) / sum);
}

} // namespace

TEST(MediaPicture, IsUprightSmallAndLikeItsSource)
{
    const QTemporaryDir folder;
    // EXIF says turned by half: what was stored upside down is shown upright.
    const QByteArray wanted = pixels(turnedPicture(), u"hflip,vflip,scale=800:600:flags=bicubic"_s);
    for (const QJsonObject &made : picturesOf(turnedPicture(), folder.path(), 800)) {
        SCOPED_TRACE(qPrintable(pathOf(made)));
        EXPECT_EQ(made.value(u"width"_s).toInt(), 800);
        EXPECT_EQ(made.value(u"height"_s).toInt(), 600);
        EXPECT_GT(psnr(pixels(pathOf(made), u"null"_s), wanted), 28);
        EXPECT_EQ(made.value(u"size"_s).toInteger(), QFileInfo(pathOf(made)).size());
        EXPECT_LT(made.value(u"size"_s).toInteger(), 400'000);
    }
}

TEST(MediaPicture, NothingOfCameraAndPlaceRemains)
{
    const QTemporaryDir folder;
    const QString placed = folder.filePath(u"placed.jpg"_s);
    QFile::copy(turnedPicture(), placed);
    const auto exif = [](const QStringList &words) { return runProgram(QStringList{u"exiftool"_s} + words); };
    EXPECT_EQ(exif({u"-overwrite_original"_s, u"-GPSLatitude=24.7"_s, u"-GPSLatitudeRef=N"_s,
                    u"-Artist=Somebody"_s, u"-XMP-dc:Creator=Somebody"_s, u"-Comment=secret"_s, placed})
                  .exitCode,
              0);
    const QStringList ask{u"-s"_s,
                          u"-G0"_s,
                          u"-EXIF:all"_s,
                          u"-XMP:all"_s,
                          u"-IPTC:all"_s,
                          u"-MakerNotes:all"_s,
                          u"-Photoshop:all"_s,
                          u"-ICC_Profile:all"_s,
                          u"-Comment"_s};
    const QByteArray before = exif(ask + QStringList{placed}).output;
    EXPECT_TRUE(before.contains("GPSLatitude") && before.contains("Creator") && before.contains("secret"));
    for (const QJsonObject &made : picturesOf(placed, folder.path(), 400)) {
        EXPECT_EQ(exif(ask + QStringList{pathOf(made)}).output, QByteArray()) << qPrintable(pathOf(made));
    }
}

TEST(MediaPicture, QualityIsPaidInBytes)
{
    const QTemporaryDir folder;
    QList<qint64> last{0, 0, 0};
    for (const int quality : {30, 60, 90}) {
        const QList<QJsonObject> made = picturesOf(turnedPicture(), folder.path(), 640, quality);
        for (qsizetype i = 0; i < 3; ++i) {
            const qint64 size = made[i].value(u"size"_s).toInteger();
            EXPECT_GT(size, last[i] * 5 / 4) << kPictureForms[i] << ' ' << quality;
            last[i] = size;
        }
    }
}

TEST(MediaPicture, TransparencyStaysOrBecomesWhite)
{
    const QTemporaryDir folder;
    const QString clear = folder.filePath(u"clear.png"_s);
    // The left half can be looked through; 16 bits a colour.
    ffmpeg({u"-i"_s, turnedPicture(), u"-vf"_s,
            u"scale=320:240,format=rgba64le,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(lt(X,160),0,65535)'"_s,
            u"-frames:v"_s, u"1"_s, clear});
    for (const QJsonObject &made : picturesOf(clear, folder.path())) {
        SCOPED_TRACE(qPrintable(pathOf(made)));
        EXPECT_EQ(made.value(u"width"_s).toInt(), 320); // never enlarged
        const QByteArray all = pixels(pathOf(made), u"null"_s, "rgba");
        ASSERT_EQ(all.size(), 320 * 240 * 4);
        const auto at = [&](int x, int channel) { return int(uint8_t(all[(120 * 320 + x) * 4 + channel])); };
        if (pathOf(made).endsWith(u".jpg"_s)) {
            for (int channel = 0; channel < 3; ++channel) {
                EXPECT_GT(at(60, channel), 245);
            }
        } else {
            EXPECT_LT(at(60, 3), 8);
            EXPECT_GT(at(260, 3), 247);
        }
        const QByteArray right = pixels(pathOf(made), u"crop=140:240:180:0"_s);
        EXPECT_GT(psnr(right, pixels(clear, u"crop=140:240:180:0"_s)), 28);
    }
}

TEST(MediaPicture, PrintersColoursAndForeignProfilesBecomeSrgb)
{
    const QTemporaryDir folder;
    const QString printed = realMedia("go-1.19/src/image/testdata/video-001.cmyk.jpeg");
    const QString screen = realMedia("go-1.19/src/image/testdata/video-001.png");
    for (const QJsonObject &made : picturesOf(printed, folder.path())) {
        // Without the printer's profile the colours are near, not equal; inverted ones give 4 dB.
        EXPECT_GT(psnr(pixels(pathOf(made), u"null"_s), pixels(screen, u"null"_s)), 14)
            << qPrintable(pathOf(made));
    }
}

TEST(MediaPicture, OfAnAnimationTheFirstFrameAndOfASongItsCover)
{
    const QTemporaryDir folder;
    const QString moving = folder.filePath(u"moving.gif"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"1"_s, u"-vf"_s, u"scale=240:-2"_s, moving});
    for (const QJsonObject &made : picturesOf(moving, folder.path())) {
        EXPECT_EQ(made.value(u"width"_s).toInt(), 240);
        EXPECT_GT(psnr(pixels(pathOf(made), u"null"_s), pixels(moving, u"null"_s)), 25);
    }
    const QString song = folder.filePath(u"song.mp3"_s);
    ffmpeg({u"-i"_s, spokenLetter(), u"-i"_s, moving, u"-map"_s, u"0:a"_s, u"-map"_s, u"1:v"_s,
            u"-frames:v"_s, u"1"_s, u"-c:v"_s, u"png"_s, u"-disposition:v"_s, u"attached_pic"_s, song});
    EXPECT_EQ(picturesOf(song, folder.path()).first().value(u"width"_s).toInt(), 240);
}

TEST(MediaPicture, WhatIsNoPictureIsNamed)
{
    const QTemporaryDir folder;
    EXPECT_EQ(runPictures(phoneVideo(), folder.path(), 320, 80).errorCode(), u"media_unsupported"_s);
    EXPECT_EQ(runPictures(spokenLetter(), folder.path(), 320, 80).errorCode(), u"media_unsupported"_s);
    const QString moving = folder.filePath(u"moving.webp"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"0.4"_s, u"-c:v"_s, u"libwebp_anim"_s, moving});
    const RunResult webp = runPictures(moving, folder.path(), 320, 80);
    EXPECT_EQ(webp.errorCode(), u"media_unsupported"_s);
    EXPECT_TRUE(webp.errorDetail().contains(u"animated"_s));
    QFile whole(turnedPicture());
    ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
    QFile cut(folder.filePath(u"cut.jpg"_s));
    ASSERT_TRUE(cut.open(QIODevice::WriteOnly));
    cut.write(whole.read(200'000));
    cut.close();
    EXPECT_EQ(runPictures(cut.fileName(), folder.path(), 320, 80).errorCode(), u"media_truncated"_s);
}

TEST(MediaPicture, WhatExifSaysOutsideJpegIsDoneAndGone)
{
    const QTemporaryDir folder;
    const QString upright = folder.filePath(u"upright.png"_s);
    ffmpeg({u"-i"_s, turnedPicture(), u"-vf"_s, u"scale=160:96"_s, upright});
    const QHash<int, QString> turns{{2, u"hflip"_s},           {3, u"hflip,vflip"_s},      {4, u"vflip"_s},
                                    {5, u"transpose=0"_s},     {6, u"transpose=clock"_s},  {7, u"transpose=3"_s},
                                    {8, u"transpose=cclock"_s}};
    const QStringList files{folder.filePath(u"a.png"_s), folder.filePath(u"a.tif"_s), folder.filePath(u"a.webp"_s)};
    ffmpeg({u"-i"_s, upright, files[0]});
    ffmpeg({u"-i"_s, upright, u"-pix_fmt"_s, u"rgb24"_s, files[1]});
    ffmpeg({u"-i"_s, upright, u"-lossless"_s, u"1"_s, files[2]});
    for (const QString &file : files) {
        for (const int value : file.endsWith(u"png"_s) ? QList<int>{2, 3, 4, 5, 6, 7, 8} : QList<int>{6, 7}) {
            SCOPED_TRACE(qPrintable(file + u' ' + QString::number(value)));
            ASSERT_EQ(runProgram({u"exiftool"_s, u"-n"_s, u"-overwrite_original"_s, u"-Orientation=%1"_s.arg(value), file}).exitCode, 0);
            const QByteArray wanted = pixels(upright, turns.value(value));
            const QJsonObject made = picturesOf(file, folder.path()).first();
            EXPECT_EQ(made.value(u"width"_s).toInt(), value < 5 ? 160 : 96);
            EXPECT_GT(psnr(pixels(pathOf(made), u"null"_s), wanted), 28);
            EXPECT_FALSE(runProgram({u"exiftool"_s, u"-Orientation"_s, pathOf(made)}).output.contains("Orientation"));
            const QJsonObject probed = runWorker({u"probe"_s, file, u"--json"_s}).last();
            EXPECT_EQ(probed.value(u"height"_s).toInt(), value < 5 ? 96 : 160);
        }
    }
}

TEST(MediaPicture, AnAvifIsAPictureOursToo)
{
    const QTemporaryDir folder;
    const QJsonObject ours = picturesOf(turnedPicture(), folder.path(), 400).last();
    ASSERT_TRUE(pathOf(ours).endsWith(u".avif"_s));
    const QString avif = folder.filePath(u"ours.avif"_s);
    ASSERT_TRUE(QFile::copy(pathOf(ours), avif));
    const QJsonObject probed = runWorker({u"probe"_s, avif, u"--json"_s}).last();
    EXPECT_EQ(probed.value(u"kind"_s).toString(), u"picture"_s);
    EXPECT_EQ(probed.value(u"content_type"_s).toString(), u"image/avif"_s);
    EXPECT_EQ(probed.value(u"duration_ms"_s).toInt(), 0);
    EXPECT_EQ(runWorker({u"thumbs"_s, avif, u"--out"_s, folder.path(), u"--json"_s}).last().value(u"source"_s).toString(), u"picture"_s);
    const QByteArray seen = pixels(avif, u"null"_s);
    EXPECT_GT(psnr(pixels(pathOf(picturesOf(avif, folder.path()).first()), u"null"_s), seen), 30);
    const QString reported = caseFile("media/p1.avif");
    if (reported.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    EXPECT_EQ(runWorker({u"probe"_s, reported, u"--json"_s}).last().value(u"kind"_s).toString(), u"picture"_s);
    for (const char *name : {"media/p1-o6.png", "media/p1-o6.tif"}) {
        const QJsonObject turned = runWorker({u"probe"_s, caseFile(name), u"--json"_s}).last();
        const QJsonObject stream = turned.value(u"streams"_s).toArray().first().toObject();
        EXPECT_EQ(stream.value(u"rotation"_s).toInt(), 90) << name;
        EXPECT_EQ(turned.value(u"width"_s).toInt(), stream.value(u"coded_height"_s).toInt()) << name;
    }
}

TEST(MediaPicture, AHeicIsRefusedWithTheWayOutByEveryVerb)
{
    const QTemporaryDir folder;
    const QByteArray brands("\0\0\0\x1C" "ftypheix\0\0\0\0mif1heicmiaf", 28);
    const QByteArray meta("\0\0\0\x0C" "meta\0\0\0\0", 12);
    QStringList files{written(folder, "a.heic", brands + meta)};
    if (const QString reported = caseFile("media/p6-heix.heic"); !reported.isEmpty()) {
        files.append(reported);
    }
    for (const QString &file : files) {
        for (const QStringList &verb : {QStringList{u"probe"_s, file}, {u"thumbs"_s, file, u"--out"_s, folder.path()}, {u"analyze"_s, file}}) {
            const RunResult run = runWorker(verb + QStringList{u"--json"_s});
            EXPECT_EQ(run.errorCode(), u"media_unsupported"_s) << qPrintable(verb.join(u' '));
            EXPECT_TRUE(run.errorDetail().contains(u"JPEG"_s)) << qPrintable(run.errorDetail());
        }
        EXPECT_EQ(runPictures(file, folder.path(), 320, 80).errorCode(), u"media_unsupported"_s);
    }
}

TEST(MediaPicture, BehindATransparentStillThereIsWhiteInItsPosterToo)
{
    const QTemporaryDir folder;
    const QString clear = folder.filePath(u"clear.png"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=red:s=64x64,format=rgba,geq=r=255:g=0:b=0:a='if(lt(X,32),0,255)'"_s, u"-frames:v"_s, u"1"_s, clear});
    const QJsonObject made = runWorker({u"thumbs"_s, clear, u"--out"_s, folder.path(), u"--json"_s}).last();
    const QByteArray seen = pixels(made.value(u"pictures"_s).toArray().first().toObject().value(u"path"_s).toString(), u"null"_s);
    ASSERT_EQ(seen.size(), 64 * 64 * 3);
    EXPECT_GT(uint8_t(seen[3 * (32 * 64 + 8) + 1]), 245);
    EXPECT_LT(uint8_t(seen[3 * (32 * 64 + 56) + 1]), 10);
}

} // namespace rawi::test

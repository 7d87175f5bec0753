#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cmath>

namespace rawi::test {

namespace {

const char *const kForms[] = {"jpeg", "webp", "avif"};

RunResult runPictures(const QString &file, const QString &folder, int longSide, int quality)
{
    QJsonArray renditions;
    for (const char *form : kForms) {
        const QJsonObject picture{{QStringLiteral("long_side"), longSide}, {QStringLiteral("quality"), quality}};
        const QJsonObject settings{{QStringLiteral("form"), QLatin1StringView(form)}, {QStringLiteral("picture"), picture}};
        renditions.append(QJsonObject{{QStringLiteral("name"), QStringLiteral("picture-%1").arg(QLatin1StringView(form))},
                                      {QStringLiteral("version"), 1},
                                      {QStringLiteral("settings"), settings}});
    }
    QFile plan(folder + QStringLiteral("/plan.json"));
    EXPECT_TRUE(plan.open(QIODevice::WriteOnly));
    plan.write(QJsonDocument(QJsonObject{{QStringLiteral("renditions"), renditions}}).toJson());
    plan.close();
    return runWorker({QStringLiteral("encode"), file, QStringLiteral("--plan"), plan.fileName(), QStringLiteral("--out"),
                      folder + QStringLiteral("/out"), QStringLiteral("--progress"), QStringLiteral("json")});
}

QList<QJsonObject> picturesOf(const QString &file, const QString &folder, int longSide = 1600, int quality = 82)
{
    const RunResult run = runPictures(file, folder, longSide, quality);
    EXPECT_EQ(run.exitCode, 0) << run.output.right(600).constData();
    QList<QJsonObject> out;
    for (const QJsonValue &value : run.last().value(QStringLiteral("renditions")).toArray()) {
        out.append(value.toObject());
    }
    EXPECT_EQ(out.size(), 3);
    return out;
}

QString pathOf(const QJsonObject &made)
{
    return made.value(QStringLiteral("path")).toString();
}

// The picture as plain pixels; AVIF is read by libavif's own program.
QByteArray pixels(const QString &picture, const QString &filter, const char *format = "rgb24")
{
    QString file = picture;
    if (picture.endsWith(QStringLiteral(".avif"))) {
        file = picture + QStringLiteral(".png");
        EXPECT_EQ(runProgram({QStringLiteral("avifdec"), picture, file}).exitCode, 0);
    }
    return runProgram({QStringLiteral("ffmpeg"), QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-noautorotate"),
                       QStringLiteral("-i"), file, QStringLiteral("-vf"), filter, QStringLiteral("-frames:v"), QStringLiteral("1"),
                       QStringLiteral("-f"), QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"),
                       QLatin1StringView(format), QStringLiteral("-")})
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
    const QByteArray wanted = pixels(turnedPicture(), QStringLiteral("hflip,vflip,scale=800:600:flags=bicubic"));
    for (const QJsonObject &made : picturesOf(turnedPicture(), folder.path(), 800)) {
        SCOPED_TRACE(qPrintable(pathOf(made)));
        EXPECT_EQ(made.value(QStringLiteral("width")).toInt(), 800);
        EXPECT_EQ(made.value(QStringLiteral("height")).toInt(), 600);
        EXPECT_GT(psnr(pixels(pathOf(made), QStringLiteral("null")), wanted), 28);
        EXPECT_EQ(made.value(QStringLiteral("size")).toInteger(), QFileInfo(pathOf(made)).size());
        EXPECT_LT(made.value(QStringLiteral("size")).toInteger(), 400'000);
    }
}

TEST(MediaPicture, NothingOfCameraAndPlaceRemains)
{
    const QTemporaryDir folder;
    const QString placed = folder.filePath(QStringLiteral("placed.jpg"));
    QFile::copy(turnedPicture(), placed);
    const auto exif = [](const QStringList &words) { return runProgram(QStringList{QStringLiteral("exiftool")} + words); };
    EXPECT_EQ(exif({QStringLiteral("-overwrite_original"), QStringLiteral("-GPSLatitude=24.7"),
                    QStringLiteral("-GPSLatitudeRef=N"), QStringLiteral("-Artist=Somebody"),
                    QStringLiteral("-XMP-dc:Creator=Somebody"), QStringLiteral("-Comment=secret"), placed})
                  .exitCode,
              0);
    const QStringList ask{QStringLiteral("-s"), QStringLiteral("-G0"), QStringLiteral("-EXIF:all"), QStringLiteral("-XMP:all"),
                          QStringLiteral("-IPTC:all"), QStringLiteral("-MakerNotes:all"), QStringLiteral("-Photoshop:all"),
                          QStringLiteral("-ICC_Profile:all"), QStringLiteral("-Comment")};
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
            const qint64 size = made[i].value(QStringLiteral("size")).toInteger();
            EXPECT_GT(size, last[i] * 5 / 4) << kForms[i] << ' ' << quality;
            last[i] = size;
        }
    }
}

TEST(MediaPicture, TransparencyStaysOrBecomesWhite)
{
    const QTemporaryDir folder;
    const QString clear = folder.filePath(QStringLiteral("clear.png"));
    // The left half can be looked through; 16 bits a colour.
    ffmpeg({QStringLiteral("-i"), turnedPicture(), QStringLiteral("-vf"),
            QStringLiteral("scale=320:240,format=rgba64le,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(lt(X,160),0,65535)'"),
            QStringLiteral("-frames:v"), QStringLiteral("1"), clear});
    for (const QJsonObject &made : picturesOf(clear, folder.path())) {
        SCOPED_TRACE(qPrintable(pathOf(made)));
        EXPECT_EQ(made.value(QStringLiteral("width")).toInt(), 320); // never enlarged
        const QByteArray all = pixels(pathOf(made), QStringLiteral("null"), "rgba");
        ASSERT_EQ(all.size(), 320 * 240 * 4);
        const auto at = [&](int x, int channel) { return int(uint8_t(all[(120 * 320 + x) * 4 + channel])); };
        if (pathOf(made).endsWith(QStringLiteral(".jpg"))) {
            for (int channel = 0; channel < 3; ++channel) {
                EXPECT_GT(at(60, channel), 245);
            }
        } else {
            EXPECT_LT(at(60, 3), 8);
            EXPECT_GT(at(260, 3), 247);
        }
        const QByteArray right = pixels(pathOf(made), QStringLiteral("crop=140:240:180:0"));
        EXPECT_GT(psnr(right, pixels(clear, QStringLiteral("crop=140:240:180:0"))), 28);
    }
}

TEST(MediaPicture, PrintersColoursAndForeignProfilesBecomeSrgb)
{
    const QTemporaryDir folder;
    const QString printed = realMedia("go-1.19/src/image/testdata/video-001.cmyk.jpeg");
    const QString screen = realMedia("go-1.19/src/image/testdata/video-001.png");
    for (const QJsonObject &made : picturesOf(printed, folder.path())) {
        // Without the printer's profile the colours are near, not equal; inverted ones give 4 dB.
        EXPECT_GT(psnr(pixels(pathOf(made), QStringLiteral("null")), pixels(screen, QStringLiteral("null"))), 14)
            << qPrintable(pathOf(made));
    }
}

TEST(MediaPicture, OfAnAnimationTheFirstFrameAndOfASongItsCover)
{
    const QTemporaryDir folder;
    const QString moving = folder.filePath(QStringLiteral("moving.gif"));
    ffmpeg({QStringLiteral("-i"), narratedVideo(), QStringLiteral("-t"), QStringLiteral("1"), QStringLiteral("-vf"),
            QStringLiteral("scale=240:-2"), moving});
    for (const QJsonObject &made : picturesOf(moving, folder.path())) {
        EXPECT_EQ(made.value(QStringLiteral("width")).toInt(), 240);
        EXPECT_GT(psnr(pixels(pathOf(made), QStringLiteral("null")), pixels(moving, QStringLiteral("null"))), 25);
    }
    const QString song = folder.filePath(QStringLiteral("song.mp3"));
    ffmpeg({QStringLiteral("-i"), spokenLetter(), QStringLiteral("-i"), moving, QStringLiteral("-map"), QStringLiteral("0:a"),
            QStringLiteral("-map"), QStringLiteral("1:v"), QStringLiteral("-frames:v"), QStringLiteral("1"),
            QStringLiteral("-c:v"), QStringLiteral("png"), QStringLiteral("-disposition:v"), QStringLiteral("attached_pic"),
            song});
    EXPECT_EQ(picturesOf(song, folder.path()).first().value(QStringLiteral("width")).toInt(), 240);
}

TEST(MediaPicture, WhatIsNoPictureIsNamed)
{
    const QTemporaryDir folder;
    EXPECT_EQ(runPictures(phoneVideo(), folder.path(), 320, 80).errorCode(), QStringLiteral("media_unsupported"));
    EXPECT_EQ(runPictures(spokenLetter(), folder.path(), 320, 80).errorCode(), QStringLiteral("media_unsupported"));
    const QString moving = folder.filePath(QStringLiteral("moving.webp"));
    ffmpeg({QStringLiteral("-i"), narratedVideo(), QStringLiteral("-t"), QStringLiteral("0.4"), QStringLiteral("-c:v"),
            QStringLiteral("libwebp_anim"), moving});
    const RunResult webp = runPictures(moving, folder.path(), 320, 80);
    EXPECT_EQ(webp.errorCode(), QStringLiteral("media_unsupported"));
    EXPECT_TRUE(webp.errorDetail().contains(QStringLiteral("animated")));
    QFile whole(turnedPicture());
    ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
    QFile cut(folder.filePath(QStringLiteral("cut.jpg")));
    ASSERT_TRUE(cut.open(QIODevice::WriteOnly));
    cut.write(whole.read(200'000));
    cut.close();
    EXPECT_EQ(runPictures(cut.fileName(), folder.path(), 320, 80).errorCode(), QStringLiteral("media_truncated"));
}

} // namespace rawi::test

// Kinds of files that people reported trouble with, made here from real media, and the reported files themselves where the
// folder of cases is. Judged by what a decoder sees.
#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/case_files.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtEndian>

#include <gtest/gtest.h>

#include <vector>

namespace rawi::test {

namespace {

RunResult askedOf(const char *verb, const QString &file, const QStringList &more = {})
{
    return runWorker(QStringList{QLatin1StringView(verb), file, u"--json"_s} + more);
}

QJsonObject reportOn(const QString &file)
{
    const RunResult run = askedOf("probe", file);
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    return run.last();
}

qint64 lengthOf(const QJsonObject &report)
{
    return report.value(u"duration_ms"_s).toInteger(-1);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

QByteArray samplesOf(const QString &file, const char *format, const QStringList &more = {})
{
    return runProgram(QStringList{u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, file} + more
                      + QStringList{u"-f"_s, QLatin1StringView(format), u"-"_s})
        .output;
}

// One frame as RGB.
QByteArray frameAt(const QString &file, double seconds)
{
    return runProgram({u"ffmpeg"_s, u"-v"_s, u"error"_s, u"-i"_s, file, u"-vf"_s, u"select='gte(t,%1)'"_s.arg(seconds), u"-frames:v"_s,
                       u"1"_s, u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s, u"rgb24"_s, u"-"_s})
        .output;
}

} // namespace

TEST(ReportedMedia, TagsOfOtherEncodingsAreRead)
{
    const QTemporaryDir folder;
    const QString plain = folder.filePath(u"plain.mp3"_s);
    ffmpeg({u"-i"_s, spokenLetter(), u"-map_metadata"_s, u"-1"_s, u"-id3v2_version"_s, u"0"_s, plain});
    const QByteArray title = "\xC7\xE1\xCD\xE1\xDE\xC9"; // Windows-1256, as ID3's "Latin-1"
    const QByteArray frame = QByteArray("TIT2\0\0\0", 7) + char(title.size() + 1) + QByteArray("\0\0\0", 3) + title;
    const QByteArray head = QByteArray("ID3\3\0\0\0\0\0", 9) + char(frame.size());
    const QString tagged = written(folder, "tagged.mp3", head + frame + bytesOf(plain));
    EXPECT_EQ(reportOn(tagged).value(u"tags"_s).toObject().value(u"title"_s).toString(), QString::fromUtf8("الحلقة"));
    const QString reported = caseFile("media/a5-id3-1256.mp3");
    if (reported.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    EXPECT_EQ(reportOn(reported).value(u"tags"_s).toObject().value(u"title"_s).toString(), QString::fromUtf8("الحلقة الأولى: مقدّمة"));
}

TEST(ReportedMedia, AWrongSizeOfTheWholeIsNoTruncationOneOfTheSoundIs)
{
    const QTemporaryDir folder;
    const QByteArray right = bytesOf(spokenSentence());
    for (const qint64 off : {qint64(8), qint64(44), qint64(100'000), -qint64(50'000)}) {
        QByteArray wrong = right;
        qToLittleEndian(quint32(right.size() - 8 + off), wrong.data() + 4);
        const QJsonObject report = reportOn(written(folder, "wrong.wav", wrong));
        EXPECT_NEAR(double(lengthOf(report)), 7100, 50) << off;
    }
    EXPECT_EQ(askedOf("probe", written(folder, "cut.wav", right.first(right.size() * 6 / 10))).errorCode(), u"media_truncated"_s);
    const QString reported = caseFile("media/a6-riff8.wav");
    if (reported.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    EXPECT_NEAR(double(lengthOf(reportOn(reported))), 4000, 5);
}

TEST(ReportedMedia, APlaceIsSaidToBeThereAndToldOnlyWhenAsked)
{
    const QTemporaryDir folder;
    const QString placed = folder.filePath(u"placed.mov"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-c"_s, u"copy"_s, u"-movflags"_s, u"use_metadata_tags"_s, u"-metadata"_s, u"title=Aden"_s,
            u"-metadata"_s, u"com.apple.quicktime.location.ISO6709=+12.7855+045.0187+006/"_s, placed});
    QStringList files{placed};
    if (const QString reported = caseFile("media/v37-gps.mov"); !reported.isEmpty()) {
        files.append(reported);
    }
    for (const QString &file : files) {
        const QJsonObject report = reportOn(file);
        EXPECT_TRUE(report.value(u"has_location"_s).toBool());
        for (const QJsonValue &tag : report.value(u"tags"_s).toObject()) {
            EXPECT_FALSE(tag.toString().startsWith(u'+')) << qPrintable(tag.toString());
        }
        const QJsonObject place = askedOf("probe", file, {u"--place"_s}).last().value(u"place"_s).toObject();
        EXPECT_FALSE(place.isEmpty());
        EXPECT_TRUE(QJsonDocument(place).toJson().contains('+'));
    }
    EXPECT_EQ(reportOn(placed).value(u"tags"_s).toObject().value(u"title"_s).toString(), u"Aden"_s);
    EXPECT_TRUE(askedOf("probe", streetVideo(), {u"--place"_s}).last().value(u"place"_s).toObject().isEmpty());
    EXPECT_EQ(askedOf("probe", turnedPicture(), {u"--place"_s}).last().value(u"place"_s).toObject().value(u"GPSLatitudeRef"_s).toString(), u"S"_s);
}

TEST(ReportedMedia, ALengthNobodySaysIsUnknownUntilItIsMeasured)
{
    const QTemporaryDir folder;
    const QString adts = folder.filePath(u"a.aac"_s), vbr = folder.filePath(u"a.mp3"_s), live = folder.filePath(u"a.webm"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"20"_s, u"-vn"_s, u"-c:a"_s, u"copy"_s, u"-f"_s, u"adts"_s, adts});
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"20"_s, u"-vn"_s, u"-c:a"_s, u"libmp3lame"_s, u"-q:a"_s, u"2"_s, u"-write_xing"_s, u"0"_s, u"-id3v2_version"_s,
            u"0"_s, vbr});
    ffmpeg({u"-i"_s, phoneVideo(), u"-vf"_s, u"scale=320:-2"_s, u"-c:v"_s, u"libvpx"_s, u"-c:a"_s, u"libopus"_s, u"-live"_s, u"1"_s, live});
    QList<QPair<QString, double>> files{{adts, 20'000}, {vbr, 20'000}, {live, 1600}};
    if (const QString reported = caseFile("media/v14-mediarecorder.webm"); !reported.isEmpty()) {
        files.append({reported, 1000 * secondsOf(reported, "v:0")});
    }
    for (const auto &[file, ms] : files) {
        SCOPED_TRACE(qPrintable(file));
        EXPECT_EQ(lengthOf(reportOn(file)), 0);
        const qint64 measured = lengthOf(askedOf("analyze", file).last());
        EXPECT_GT(measured, 0);
        if (ms > 0) {
            EXPECT_NEAR(double(measured), ms, 150);
        }
    }
}

TEST(ReportedMedia, SoundThatNothingHereDecodesRefusesNoPicture)
{
    const QTemporaryDir folder;
    constexpr int kMicrophones = 10;
    std::vector<qint16> samples(48'000 * 3 / 2 * kMicrophones);
    for (size_t i = 0; i < samples.size(); i += kMicrophones) {
        samples[i] = qint16(i / kMicrophones / 50 % 2 == 0 ? 6000 : -6000); // only the first hears anything
    }
    const QString raw = written(folder, "ten.pcm", QByteArray(reinterpret_cast<const char *>(samples.data()), qsizetype(samples.size() * 2)));
    const QString ten = folder.filePath(u"ten.mov"_s);
    ffmpeg({u"-i"_s, phoneVideo(), u"-f"_s, u"s16le"_s, u"-ar"_s, u"48000"_s, u"-ac"_s, u"10"_s, u"-i"_s, raw, u"-map"_s, u"0:v"_s,
            u"-map"_s, u"1:a"_s, u"-c:v"_s, u"copy"_s, u"-c:a"_s, u"pcm_s16le"_s, ten});
    const QJsonObject made = encodedBy(presetArguments(ten, folder.filePath(u"out"_s), {u"360p"_s}));
    EXPECT_GT(framesIn(pathOf(made)), 0);
    EXPECT_GT(secondsOf(pathOf(made), "a:0"), 1.4);
    EXPECT_EQ(askedOf("analyze", ten).exitCode, 0);
    const QString reported = caseFile("media/v19-apac.mov");
    if (reported.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    const QJsonObject report = reportOn(reported);
    const int sound = report.value(u"main_audio"_s).toInt(-1);
    ASSERT_GE(sound, 0);
    EXPECT_EQ(report.value(u"streams"_s).toArray().at(sound).toObject().value(u"codec"_s).toString(), u"aac"_s);
    EXPECT_TRUE(report.value(u"verdict"_s).toObject().value(u"reasons"_s).toArray().contains(u"audio_unknown"_s));
    const QJsonObject rendition = encodedBy(presetArguments(reported, folder.filePath(u"apac"_s), {u"360p"_s}));
    EXPECT_GT(secondsOf(pathOf(rendition), "a:0"), 0.5);
    EXPECT_GT(framesIn(pathOf(rendition)), 0);
}

TEST(ReportedMedia, LosslessMeansTheSameSamplesOrSaysWhatIsNot)
{
    const QTemporaryDir folder;
    QStringList files{spokenSentence()};
    if (const QString reported = caseFile("media/a1-mono.wav"); !reported.isEmpty()) {
        files.append(reported);
    }
    for (const QString &file : files) {
        const QJsonObject made = encodedBy(presetArguments(file, folder.filePath(u"out"_s), {u"archive-audio"_s}));
        EXPECT_TRUE(samplesOf(pathOf(made), "s24le") == samplesOf(file, "s24le")) << qPrintable(file);
        EXPECT_FALSE(made.contains(u"clipped_samples"_s));
        QDir(folder.filePath(u"out"_s)).removeRecursively();
    }
    const QString loud = folder.filePath(u"loud.wav"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"aevalsrc=1.5*sin(2*PI*440*t):d=1:s=48000"_s, u"-c:a"_s, u"pcm_f32le"_s, loud});
    const QJsonObject made = encodedBy(presetArguments(loud, folder.filePath(u"out"_s), {u"archive-audio"_s}));
    EXPECT_GT(made.value(u"clipped_samples"_s).toInt(), 10'000);
}

TEST(ReportedMedia, BehindATransparentFilmItIsBlack)
{
    const QTemporaryDir folder;
    const QString clear = folder.filePath(u"clear.mov"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=red:s=320x180:r=25:d=1,format=rgba,geq=r=255:g=0:b=0:a='if(lt(X,160),0,255)'"_s,
            u"-c:v"_s, u"qtrle"_s, clear});
    const QString prores = folder.filePath(u"prores.mov"_s);
    ffmpeg({u"-i"_s, clear, u"-c:v"_s, u"prores_ks"_s, u"-pix_fmt"_s, u"yuva444p10le"_s, prores});
    for (const QString &file : {clear, prores}) {
        const QJsonObject made = encodedBy(presetArguments(file, folder.filePath(u"out"_s), {u"360p"_s}));
        const QByteArray seen = frameAt(pathOf(made), 0.5);
        ASSERT_EQ(seen.size(), 320 * 180 * 3) << qPrintable(file);
        EXPECT_LT(uint8_t(seen[3 * (90 * 320 + 60)]), 12) << qPrintable(file);
        EXPECT_GT(uint8_t(seen[3 * (90 * 320 + 260)]), 200) << qPrintable(file);
        QDir(folder.filePath(u"out"_s)).removeRecursively();
    }
}

TEST(ReportedMedia, WhatChangesItsShapeInsideAFilmKeepsIt)
{
    const QTemporaryDir folder;
    const QString wide = folder.filePath(u"wide.ts"_s), narrow = folder.filePath(u"narrow.ts"_s);
    const auto white = [&](const char *size, const QString &to, const char *from) {
        ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=white:s=%1:r=25:d=2"_s.arg(QLatin1StringView(size)), u"-c:v"_s, u"mpeg2video"_s, u"-b:v"_s,
                u"1M"_s, u"-output_ts_offset"_s, QLatin1StringView(from), to});
    };
    white("640x360", wide, "0");
    white("360x360", narrow, "2");
    const QString film = written(folder, "film.ts", bytesOf(wide) + bytesOf(narrow));
    const QJsonObject made = encodedBy(presetArguments(film, folder.filePath(u"out"_s), {u"360p"_s}));
    const auto levelAt = [](const QByteArray &frame, int x) { return int(uint8_t(frame[3 * (180 * 640 + x)])); };
    const QByteArray first = frameAt(pathOf(made), 0.5);
    ASSERT_EQ(first.size(), 640 * 360 * 3);
    EXPECT_GT(levelAt(first, 20), 230);
    const QByteArray second = frameAt(pathOf(made), 2.5);
    ASSERT_EQ(second.size(), first.size());
    EXPECT_LT(levelAt(second, 100), 25) << "beside it, black";
    EXPECT_GT(levelAt(second, 160), 230);
    EXPECT_GT(levelAt(second, 480), 230);
    EXPECT_LT(levelAt(second, 540), 25);
}

TEST(ReportedMedia, ANameThatIsNoUtf8IsOpened)
{
    const QTemporaryDir folder;
    const QString script = u"cp '%1' \"$2/caf$(printf '\\351').mp4\" && \"$1\" probe \"$2/caf$(printf '\\351').mp4\" --json; "
                           "status=$?; rm \"$2\"/caf*; exit $status"_s.arg(phoneVideo());
    const RunResult run = runProgram({u"sh"_s, u"-c"_s, script, u"sh"_s, workerProgram(), folder.path()});
    EXPECT_EQ(run.exitCode, 0) << run.output.constData();
    EXPECT_EQ(run.last().value(u"kind"_s).toString(), u"video"_s);
}

TEST(ReportedMedia, NobodyIsAdvisedToCallFfmpegDifferently)
{
    const QTemporaryDir folder;
    const QString broken = written(folder, "a.mov", bytesOf(phoneVideo()).first(40) + QByteArray(4000, 'x'));
    for (const QString &file : {broken, realMedia("forensics-samples/original-files/text1/a-text.pdf")}) {
        const QString detail = askedOf("probe", file).errorDetail();
        EXPECT_FALSE(detail.contains(u"Consider"_s) || detail.contains(u"analyzeduration"_s)) << qPrintable(detail);
    }
    const QByteArray help = runWorker({u"--help"_s}).output;
    EXPECT_TRUE(help.contains("\n  720p ")) << help.constData();
    EXPECT_TRUE(help.contains("\n  archive-audio "));
}

} // namespace rawi::test

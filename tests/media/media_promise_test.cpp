// What was decoded is compared with what the file promised. The right values are known because the files are made here.
#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/case_files.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <random>

namespace rawi::test {

namespace {

constexpr auto kTone = "sine=f=440:d=20:r=44100";
// What is made does not matter here, only whether: quickly, and without a loudness, for which a sound is heard many times.
const char *const kSound = R"({"renditions":[{"name":"made","settings":{"form":"mp3","audio":{"codec":"mp3","channels":1}}}]})";
const char *const kFilm = R"({"renditions":[{"name":"made","settings":{"form":"mp4","video":{"shape":"square","height":180,"speed":"ultrafast"},"audio":{}}}]})";

QString toneIn(const QTemporaryDir &folder, const char *name, const QStringList &more = {})
{
    const QString path = folder.filePath(QLatin1StringView(name));
    ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, QLatin1StringView(kTone)} + more + QStringList{path});
    return path;
}

QString filmIn(const QTemporaryDir &folder, const char *name, const QStringList &more = {})
{
    const QString path = folder.filePath(QLatin1StringView(name));
    ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=10"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=f=440:d=10:r=48000"_s}
           + more + QStringList{path});
    return path;
}

RunResult madeOf(const QString &file, const QTemporaryDir &folder, const char *plan)
{
    QDir(folder.filePath(u"out"_s)).removeRecursively();
    return runWorker(planArguments(file, folder.filePath(u"out"_s), plan));
}

RunResult madeByPreset(const QString &file, const QTemporaryDir &folder, const char *preset)
{
    QDir(folder.filePath(u"out"_s)).removeRecursively();
    return runWorker(presetArguments(file, folder.filePath(u"out"_s), {QLatin1StringView(preset)}));
}

// Of this kind: whole it is taken, of three fifths of its bytes it is said in every verb what is missing.
void expectCutIsSaid(const QTemporaryDir &folder, const QString &whole, const char *plan)
{
    SCOPED_TRACE(qPrintable(whole));
    EXPECT_EQ(madeOf(whole, folder, plan).exitCode, 0);
    const QByteArray bytes = fileBytes(whole);
    const QString cut = written(folder, qPrintable(u"cut-"_s + QFileInfo(whole).fileName()), bytes.first(bytes.size() * 6 / 10));
    const RunResult made = madeOf(cut, folder, plan);
    EXPECT_EQ(made.errorCode(), u"media_truncated"_s);
    const QString said = made.errorDetail();
    EXPECT_TRUE(said.contains(u"missing"_s) || said.contains(u"promises"_s)) << qPrintable(said);
    EXPECT_TRUE(said.contains(QRegularExpression(u"[0-9]"_s))) << qPrintable(said);
    EXPECT_EQ(runWorker({u"probe"_s, cut, u"--json"_s}).errorCode(), u"media_truncated"_s);
    EXPECT_EQ(runWorker({u"analyze"_s, cut, u"--json"_s}).errorCode(), u"media_truncated"_s);
    EXPECT_EQ(runWorker({u"waveform"_s, cut, u"--out"_s, folder.filePath(u"w"_s), u"--json"_s}).errorCode(), u"media_truncated"_s);
}

// `count` bytes of the media data of an MP4 changed.
QByteArray damaged(QByteArray bytes, int count)
{
    std::mt19937 random(1);
    const qsizetype begin = bytes.indexOf("mdat") + 4;
    for (int i = 0; i < count; ++i) {
        const qsizetype at = begin + qsizetype(random() % uint(bytes.size() * 9 / 10 - begin));
        bytes[at] = char(bytes[at] ^ char(1 + random() % 255));
    }
    return bytes;
}

} // namespace

TEST(Promise, SoundThatBreaksOffIsSaid)
{
    const QTemporaryDir folder;
    for (const char *name : {"a.flac", "a.aiff", "a.au", "a.mp3", "a.w64", "a.caf", "a.wav", "a.wma"}) {
        expectCutIsSaid(folder, toneIn(folder, name), kSound);
    }
    expectCutIsSaid(folder, toneIn(folder, "rf64.wav", {u"-rf64"_s, u"always"_s}), kSound);
    const QString reported = caseFile("media/a8.flac");
    if (reported.isEmpty()) {
        GTEST_SKIP() << kNoCases;
    }
    const RunResult made = madeByPreset(reported, folder, "podcast-mp3-mono");
    EXPECT_EQ(made.errorCode(), u"media_truncated"_s);
    EXPECT_TRUE(made.errorDetail().contains(u"of 4.0 s"_s)) << qPrintable(made.errorDetail());
}

TEST(Promise, FilmsThatBreakOffAreSaid)
{
    const QTemporaryDir folder;
    for (const char *name : {"a.mp4", "a.mkv", "a.avi", "a.asf"}) {
        expectCutIsSaid(folder, filmIn(folder, name), kFilm);
    }
    expectCutIsSaid(folder, filmIn(folder, "a.flv", {u"-c:v"_s, u"flv1"_s, u"-ar"_s, u"44100"_s}), kFilm);
    expectCutIsSaid(folder, filmIn(folder, "a.mxf", {u"-c:v"_s, u"mpeg2video"_s, u"-b:v"_s, u"2M"_s}), kFilm);
}

// What promises nothing is taken as far as it goes.
TEST(Promise, WhatNobodyPromisedIsNotMissed)
{
    const QTemporaryDir folder;
    const QString ts = filmIn(folder, "a.ts"), vob = filmIn(folder, "a.vob", {u"-f"_s, u"vob"_s}), ogg = toneIn(folder, "a.ogg");
    const QString plain = toneIn(folder, "plain.mp3", {u"-write_xing"_s, u"0"_s}), adts = toneIn(folder, "a.aac");
    for (const QString &whole : {ts, vob, ogg, plain, adts}) {
        SCOPED_TRACE(qPrintable(whole));
        const QByteArray bytes = fileBytes(whole);
        const QString cut = written(folder, qPrintable(u"cut-"_s + QFileInfo(whole).fileName()), bytes.first(bytes.size() * 6 / 10));
        EXPECT_EQ(madeOf(cut, folder, whole.endsWith(u".ts"_s) || whole.endsWith(u".vob"_s) ? kFilm : kSound).exitCode, 0);
    }
    // Sound shorter than the picture, a picture shorter than the sound, and an edit list that hides half a second.
    const QString uneven = folder.filePath(u"uneven.mp4"_s), late = folder.filePath(u"late.mp4"_s), trimmed = folder.filePath(u"trimmed.mp4"_s);
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=10"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=4"_s, uneven});
    ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=25:d=3"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=9"_s, late});
    ffmpeg({u"-ss"_s, u"2.5"_s, u"-i"_s, uneven, u"-c"_s, u"copy"_s, trimmed});
    for (const QString &whole : {uneven, late, trimmed, phoneVideo(), firstSeconds(narratedVideo(), 8, folder.path())}) {
        EXPECT_EQ(madeOf(whole, folder, kFilm).exitCode, 0) << qPrintable(whole);
    }
}

TEST(Promise, DamageInsideIsSaidWithItsPlace)
{
    const QTemporaryDir folder;
    const QByteArray film = fileBytes(filmIn(folder, "a.mp4", {u"-movflags"_s, u"+faststart"_s}));
    const QByteArray sound = fileBytes(toneIn(folder, "a.m4a", {u"-movflags"_s, u"+faststart"_s}));
    for (const int count : {400, 4000}) {
        const QString scratched = written(folder, "damaged.mp4", damaged(film, count));
        const RunResult made = count == 400 ? madeByPreset(scratched, folder, "social-square") : madeOf(scratched, folder, kFilm);
        EXPECT_EQ(made.errorCode(), u"media_truncated"_s) << count;
        EXPECT_TRUE(made.errorDetail().contains(QRegularExpression(u"[0-9.]+ s of its (picture|sound) cannot be decoded, the first of it at"_s)))
            << qPrintable(made.errorDetail());
        EXPECT_EQ(madeOf(written(folder, "damaged.m4a", damaged(sound, count)), folder, kSound).errorCode(), u"media_truncated"_s);
    }
    EXPECT_EQ(madeOf(written(folder, "scratched.mp4", damaged(film, 1)), folder, kFilm).exitCode, 0);
}

// What a dead recorder left is used, and it is said.
TEST(Promise, UnfinishedRecordingsAreRecoveredAndItIsSaid)
{
    const QTemporaryDir folder;
    const QByteArray fragments = fileBytes(filmIn(folder, "a.mp4", {u"-g"_s, u"25"_s, u"-movflags"_s, u"frag_keyframe+empty_moov+default_base_moof"_s}));
    const QByteArray live = fileBytes(filmIn(folder, "live.mkv", {u"-live"_s, u"1"_s}));
    QByteArray wave = fileBytes(toneIn(folder, "a.wav")).first(400'000);
    const qsizetype data = wave.indexOf("data");
    wave.replace(data + 4, 4, QByteArray(4, '\0')).replace(4, 4, QByteArray(4, '\0'));
    const QList<std::tuple<QString, const char *, double>> files{
        {written(folder, "dead.mp4", fragments.first(fragments.size() * 7 / 10)), kFilm, 6},
        {written(folder, "dead.mkv", live.first(live.size() * 7 / 10)), kFilm, 6},
        {written(folder, "dead.wav", wave), kSound, 4.5}};
    for (const auto &[file, plan, seconds] : files) {
        SCOPED_TRACE(qPrintable(file));
        const QJsonObject verdict = runWorker({u"probe"_s, file, u"--json"_s}).last().value(u"verdict"_s).toObject();
        EXPECT_TRUE(verdict.value(u"reasons"_s).toArray().contains(u"not_finished"_s));
        const RunResult made = madeOf(file, folder, plan);
        ASSERT_EQ(made.exitCode, 0) << made.output.right(300).constData();
        EXPECT_NEAR(double(made.last().value(u"duration_ms"_s).toInteger()) / 1000, seconds, 1.5);
    }
    EXPECT_FALSE(runWorker({u"probe"_s, phoneVideo(), u"--json"_s}).last().value(u"verdict"_s).toObject().value(u"reasons"_s).toArray().contains(
        u"not_finished"_s));
}

// Asked for, what there is is made, and marked.
TEST(Promise, AnIncompleteRenditionIsMadeWhenAskedForAndMarked)
{
    const QTemporaryDir folder;
    const QByteArray flac = fileBytes(toneIn(folder, "a.flac"));
    const QString cut = written(folder, "cut.flac", flac.first(flac.size() * 6 / 10));
    const QStringList wanted = presetArguments(cut, folder.filePath(u"out"_s), {u"podcast-mp3-mono"_s});
    EXPECT_NE(runWorker(wanted).exitCode, 0);
    const QJsonObject made = encodedBy(wanted + QStringList{u"--incomplete"_s});
    EXPECT_TRUE(made.value(u"incomplete"_s).toString().contains(u"missing"_s)) << qPrintable(made.value(u"incomplete"_s).toString());
    EXPECT_NEAR(secondsOf(pathOf(made), "a:0"), 11.8, 0.6);
    const QString whole = written(folder, "whole.flac", flac);
    EXPECT_FALSE(encodedBy(presetArguments(whole, folder.filePath(u"whole"_s), {u"podcast-mp3-mono"_s}) + QStringList{u"--incomplete"_s})
                     .contains(u"incomplete"_s));
    const QByteArray film = fileBytes(filmIn(folder, "a.mp4", {u"-movflags"_s, u"+faststart"_s}));
    const QJsonObject scratched = encodedBy(presetArguments(written(folder, "damaged.mp4", damaged(film, 400)), folder.filePath(u"film"_s), {u"social-square"_s})
                                            + QStringList{u"--incomplete"_s});
    EXPECT_TRUE(scratched.value(u"incomplete"_s).toString().contains(u"cannot be decoded"_s));
}

// Cut off while the worker reads it: the sandbox has it open, the file ends before its size.
TEST(Promise, AFileThatShrinksWhileItIsReadIsSaid)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath(u"shrinks.ts"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"60"_s, u"-c"_s, u"copy"_s, film});
    QProcess worker;
    worker.start(workerProgram(), planArguments(film, folder.filePath(u"out"_s), kFilm));
    RunResult run;
    while (!run.output.contains("\"progress\"") && worker.waitForReadyRead()) { // now it reads the first of its frames
        run.output += worker.readAllStandardOutput();
    }
    ASSERT_TRUE(QFile::resize(film, QFileInfo(film).size() * 4 / 10));
    EXPECT_TRUE(worker.waitForFinished(120'000));
    run.output += worker.readAllStandardOutput();
    run.exitCode = worker.exitCode();
    EXPECT_NE(run.exitCode, 0);
    EXPECT_EQ(run.errorCode(), u"media_truncated"_s) << run.output.right(300).constData();
    EXPECT_TRUE(run.errorDetail().contains(u"shorter"_s) || run.errorDetail().contains(u"missing"_s)) << qPrintable(run.errorDetail());
}

} // namespace rawi::test

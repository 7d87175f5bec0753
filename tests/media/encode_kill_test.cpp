#include "core/base/literals.h"
#include "tests/media/encode_runner.h"
#include "tests/support/media_files.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cstdio>
#include <random>

namespace rawi::test {

namespace {

// A ladder of two small rungs, the second made from the first, of a small film: many segments in a second of work.
const char *const kPlan = R"({"renditions":[
  {"name":"large","settings":{"form":"mp4","video":{"height":120,"speed":"ultrafast"},"audio":{"rate":64000}}},
  {"name":"small","settings":{"form":"mp4","video":{"height":64,"speed":"ultrafast"},"audio":{"rate":64000}}}]})";

// Finished segments of both rungs, and segments that have files and are not finished. One may have two files: the whole one
// of a run that was killed before it noted it, and the .part of the run that makes it again.
struct Progress {
    qsizetype finished = 0;
    qsizetype begun = 0;
};

Progress progressIn(const QString &folder)
{
    Progress out;
    for (const char *name : {"large", "small"}) {
        const QDir work(folder + QLatin1Char('/') + QLatin1StringView(name) + u".work"_s);
        QFile file(work.filePath(u"job.json"_s));
        if (!file.open(QIODevice::ReadOnly)) {
            continue; // not begun, or killed while the folder of a finished film was taken away
        }
        const QJsonObject job = QJsonDocument::fromJson(file.readAll()).object();
        const qsizetype finished = job.value(u"segments"_s).toArray().size();
        out.finished += finished;
        QSet<QString> begun;
        for (const QString &segment : work.entryList({u"seg-*"_s}, QDir::Files)) {
            begun.insert(segment.section(u'.', 0, 0));
        }
        EXPECT_LE(begun.size(), finished + 1) << "more than one segment to do again";
        out.begun += begun.size() - finished;
    }
    return out;
}

} // namespace

TEST(MediaEncode, KilledFiftyTimesItGivesTheSameFilm)
{
    const QTemporaryDir folder;
    const QString source = folder.filePath(u"small.mp4"_s);
    ffmpeg({u"-i"_s, narratedVideo(), u"-t"_s, u"26"_s, u"-vf"_s, u"scale=240:-2"_s, u"-r"_s, u"10"_s, u"-preset"_s, u"ultrafast"_s, u"-c:a"_s, u"copy"_s, source});
    const QString whole = folder.filePath(u"whole"_s);
    const QString broken = folder.filePath(u"broken"_s);
    QElapsedTimer timer;
    timer.start();
    const QJsonObject once = encodedBy(planArguments(source, whole, kPlan));
    const auto wholeMs = int(timer.elapsed());
    const auto seed = std::random_device()();
    std::printf("seed %u, a whole encode takes %d ms\n", seed, wholeMs);
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> moment(0, wholeMs);
    const QStringList arguments = planArguments(source, broken, kPlan);
    const QByteArray expected[] = {frameHashes(pathOf(rendition(once, "large"))), frameHashes(pathOf(rendition(once, "small"))),
                                   frameHashes(pathOf(rendition(once, "large")), "a:0")};
    int kills = 0;
    int films = 0;
    while (kills < 50) {
        const qsizetype before = progressIn(broken).finished; // while nobody works: it reads two things, one after the other
        QProcess process;
        process.start(workerProgram(), arguments);
        ASSERT_TRUE(process.waitForStarted());
        bool killed = false;
        if (!process.waitForFinished(moment(random))) {
            process.kill();
            process.waitForFinished();
            killed = true;
            ++kills;
        }
        // The last line: the film is announced, and only then are the checkpoints removed.
        QJsonObject done = QJsonDocument::fromJson(process.readAllStandardOutput().trimmed().split('\n').last()).object();
        const bool announced = done.value(u"type"_s).toString() == u"done"_s;
        const qsizetype finished = progressIn(broken).finished;
        if (killed && !announced) {
            EXPECT_GE(finished, before) << "what was finished is gone";
            if (kills < 50) {
                continue;
            }
        }
        // Finished between kills, or after the last one: the film must be the same.
        if (!announced) {
            done = encodedBy(arguments);
        }
        if (!announced) {
            EXPECT_EQ(done.value(u"resumed_segments"_s).toInt(), finished);
        }
        EXPECT_EQ(frameHashes(pathOf(rendition(done, "large"))), expected[0]);
        EXPECT_EQ(frameHashes(pathOf(rendition(done, "small"))), expected[1]);
        EXPECT_EQ(frameHashes(pathOf(rendition(done, "large")), "a:0"), expected[2]);
        ++films;
    }
    EXPECT_GE(films, 1);
    EXPECT_EQ(framesIn(pathOf(rendition(once, "large"))), framesIn(source));
    EXPECT_FALSE(QDir(broken + u"/large.work"_s).exists());
}

} // namespace rawi::test

#include "core/base/literals.h"
#include "tests/media/hostile_files.h"
#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace rawi::test {

// Each hostile kind: refused with its cause, soon, and without eating the machine.
TEST(MediaHostile, EachKindIsRefusedWithItsCause)
{
    const QTemporaryDir folder;
    for (const HostileFile &hostile : makeHostileFiles(folder.path())) {
        SCOPED_TRACE(qPrintable(hostile.path));
        const RunResult run = runWorker({u"probe"_s, hostile.path, u"--json"_s}, 15'000);
        EXPECT_EQ(run.exitCode, 2) << run.output.constData();
        EXPECT_TRUE(hostile.codes.contains(run.errorCode())) << run.output.constData();
        EXPECT_FALSE(run.errorDetail().isEmpty());
        EXPECT_LT(run.elapsedMs, 10'000);
        EXPECT_LT(run.maxRssKb, 700 * 1024);

        const RunResult encode = runWorker({u"encode"_s, hostile.path, u"--preset"_s, u"360p"_s, u"--out"_s,
                                            folder.filePath(u"out"_s), u"--progress"_s, u"json"_s},
                                           20'000);
        EXPECT_EQ(encode.exitCode, 2);
        EXPECT_FALSE(encode.errorCode().isEmpty());
    }
}

TEST(MediaHostile, CutFilesAreCalledCut)
{
    const QTemporaryDir folder;
    for (const QString &whole : {phoneVideo(), streetVideo(), turnedPicture(),
                                 realMedia("forensics-samples/original-files/pic1/debian.png")}) {
        const QString cut = cutCopy(whole, 0.6, folder.path());
        const RunResult run = runWorker({u"probe"_s, cut, u"--json"_s});
        EXPECT_EQ(run.exitCode, 2) << qPrintable(cut);
        EXPECT_EQ(run.errorCode(), u"media_truncated"_s) << run.output.constData();
    }
}

TEST(MediaHostile, AFilmWithoutItsIndexIsToldApart)
{
    const QTemporaryDir folder;
    const RunResult run = runWorker({u"probe"_s, withoutIndex(phoneVideo(), folder.path()), u"--json"_s});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_EQ(run.errorCode(), u"media_truncated"_s) << run.output.constData();
    EXPECT_FALSE(run.errorDetail().isEmpty());
}

// Damaged on the way: whatever can still be read is used, and if nothing can the cause is said; no decoder takes the
// worker down.
TEST(MediaHostile, FlippedBytesEndInAResultOrACause)
{
    const QTemporaryDir folder;
    for (const QString &whole : {phoneVideo(), spokenLetter(), turnedPicture()}) {
        for (const quint32 seed : {1U, 2U, 3U, 4U}) {
            const QString flipped = flippedCopy(whole, seed, 60, folder.path());
            for (const char *verb : {"probe", "thumbs", "encode"}) {
                SCOPED_TRACE((flipped + QLatin1Char(' ') + QLatin1StringView(verb)).toStdString());
                QStringList arguments{QLatin1StringView(verb), flipped, u"--json"_s};
                if (QByteArray(verb) != "probe") {
                    arguments += {u"--out"_s, folder.filePath(u"out-%1"_s.arg(seed))};
                }
                if (QByteArray(verb) == "encode") {
                    arguments += {u"--preset"_s, u"360p"_s};
                }
                const RunResult run = runWorker(arguments, 60'000);
                EXPECT_EQ(run.signal, 0) << run.output.constData();
                EXPECT_TRUE(run.exitCode == 0 || (run.exitCode == 2 && !run.errorCode().isEmpty())) << run.output.constData();
                EXPECT_LT(run.maxRssKb, 900 * 1024);
            }
        }
    }
}

TEST(MediaHostile, ThumbsOfManyTinyFramesEnd)
{
    const QTemporaryDir folder;
    const QString gif = makeManyFramesGif(folder.path());
    const RunResult run = runWorker({u"thumbs"_s, gif, u"--out"_s, folder.path(), u"--json"_s}, 60'000);
    EXPECT_EQ(run.signal, 0);
    EXPECT_LT(run.maxRssKb, 900 * 1024);
}

TEST(MediaSandbox, NothingElseIsPossibleInside)
{
    const RunResult run = runWorker({u"doctor"_s, u"--json"_s});
    ASSERT_EQ(run.exitCode, 0) << run.output.constData();
    const QJsonArray attempts = run.last().value(u"attempts"_s).toArray();
    EXPECT_GE(attempts.size(), 9);
    for (const QJsonValue &attempt : attempts) {
        EXPECT_TRUE(attempt.toObject().value(u"denied"_s).toBool())
            << qPrintable(attempt.toObject().value(u"attempt"_s).toString());
    }
}

TEST(MediaSandbox, TheGraphicsCardOpensNothingElse)
{
    const RunResult run = runWorker({u"doctor"_s, u"--graphics"_s, u"--json"_s});
    ASSERT_EQ(run.exitCode, 0) << run.output.constData();
    EXPECT_TRUE(run.last().value(u"tight"_s).toBool());
    EXPECT_GE(run.last().value(u"attempts"_s).toArray().size(), 9);
}

TEST(MediaSandbox, AFileThatNamesAServerReachesNobody)
{
    QTcpServer server;
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost));
    const QTemporaryDir folder;
    for (const QString &file : makeCallingFiles(folder.path(), server.serverPort())) {
        const RunResult run = runWorker({u"probe"_s, file, u"--json"_s}, 15'000);
        EXPECT_EQ(run.exitCode, 2) << qPrintable(file);
        EXPECT_FALSE(run.output.contains("root:")) << "a local file leaked";
        EXPECT_FALSE(server.waitForNewConnection(50)) << qPrintable(file);
    }
}

} // namespace rawi::test

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
        const RunResult run = runWorker({QStringLiteral("probe"), hostile.path, QStringLiteral("--json")}, 15'000);
        EXPECT_EQ(run.exitCode, 2) << run.output.constData();
        EXPECT_TRUE(hostile.codes.contains(run.errorCode())) << run.output.constData();
        EXPECT_FALSE(run.errorDetail().isEmpty());
        EXPECT_LT(run.elapsedMs, 10'000);
        EXPECT_LT(run.maxRssKb, 700 * 1024);

        const RunResult encode
            = runWorker({QStringLiteral("encode"), hostile.path, QStringLiteral("--preset"), QStringLiteral("360p"),
                         QStringLiteral("--out"), folder.filePath(QStringLiteral("out")), QStringLiteral("--progress"),
                         QStringLiteral("json")},
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
        const RunResult run = runWorker({QStringLiteral("probe"), cut, QStringLiteral("--json")});
        EXPECT_EQ(run.exitCode, 2) << qPrintable(cut);
        EXPECT_EQ(run.errorCode(), QStringLiteral("media_truncated")) << run.output.constData();
    }
}

TEST(MediaHostile, AFilmWithoutItsIndexIsToldApart)
{
    const QTemporaryDir folder;
    const RunResult run = runWorker({QStringLiteral("probe"), withoutIndex(phoneVideo(), folder.path()), QStringLiteral("--json")});
    EXPECT_EQ(run.exitCode, 2);
    EXPECT_EQ(run.errorCode(), QStringLiteral("media_truncated")) << run.output.constData();
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
                QStringList arguments{QLatin1StringView(verb), flipped, QStringLiteral("--json")};
                if (QByteArray(verb) != "probe") {
                    arguments += {QStringLiteral("--out"), folder.filePath(QStringLiteral("out-%1").arg(seed))};
                }
                if (QByteArray(verb) == "encode") {
                    arguments += {QStringLiteral("--preset"), QStringLiteral("360p")};
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
    const RunResult run = runWorker({QStringLiteral("thumbs"), gif, QStringLiteral("--out"), folder.path(),
                                     QStringLiteral("--json")},
                                    60'000);
    EXPECT_EQ(run.signal, 0);
    EXPECT_LT(run.maxRssKb, 900 * 1024);
}

TEST(MediaSandbox, NothingElseIsPossibleInside)
{
    const RunResult run = runWorker({QStringLiteral("doctor"), QStringLiteral("--json")});
    ASSERT_EQ(run.exitCode, 0) << run.output.constData();
    const QJsonArray attempts = run.last().value(QStringLiteral("attempts")).toArray();
    EXPECT_GE(attempts.size(), 9);
    for (const QJsonValue &attempt : attempts) {
        EXPECT_TRUE(attempt.toObject().value(QStringLiteral("denied")).toBool())
            << qPrintable(attempt.toObject().value(QStringLiteral("attempt")).toString());
    }
}

TEST(MediaSandbox, TheGraphicsCardOpensNothingElse)
{
    const RunResult run = runWorker({QStringLiteral("doctor"), QStringLiteral("--graphics"), QStringLiteral("--json")});
    ASSERT_EQ(run.exitCode, 0) << run.output.constData();
    EXPECT_TRUE(run.last().value(QStringLiteral("tight")).toBool());
    EXPECT_GE(run.last().value(QStringLiteral("attempts")).toArray().size(), 9);
}

TEST(MediaSandbox, AFileThatNamesAServerReachesNobody)
{
    QTcpServer server;
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost));
    const QTemporaryDir folder;
    for (const QString &file : makeCallingFiles(folder.path(), server.serverPort())) {
        const RunResult run = runWorker({QStringLiteral("probe"), file, QStringLiteral("--json")}, 15'000);
        EXPECT_EQ(run.exitCode, 2) << qPrintable(file);
        EXPECT_FALSE(run.output.contains("root:")) << "a local file leaked";
        EXPECT_FALSE(server.waitForNewConnection(50)) << qPrintable(file);
    }
}

} // namespace rawi::test

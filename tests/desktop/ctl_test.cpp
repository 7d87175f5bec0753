// rawictl on a profile of its own, without a server: what it takes for a number, and what it sends to a terminal.
#include "tests/support/temporary_directory.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <filesystem>

namespace rawi::test {

namespace {

class CtlTest : public testing::Test {
protected:
    struct Run {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };

    Run plain(const QStringList &words)
    {
        QProcess process;
        process.start(qEnvironmentVariable("RAWI_BIN") + u"/rawictl"_s, QStringList{u"--profile"_s, folder.file(u"desk"_s)} + words);
        EXPECT_TRUE(process.waitForFinished());
        EXPECT_EQ(process.exitStatus(), QProcess::NormalExit) << qUtf8Printable(words.join(u' '));
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QJsonObject ctl(const QStringList &words)
    {
        const Run run = plain(QStringList{u"--json"_s} + words);
        EXPECT_EQ(run.exitCode, 0) << qUtf8Printable(words.join(u' ')) << ": " << run.err.constData();
        return run.json();
    }
    // Refused, naming the word.
    void expectUsage(const QStringList &words, const QString &word)
    {
        const Run run = plain(QStringList{u"--json"_s} + words);
        EXPECT_EQ(run.exitCode, 1) << qUtf8Printable(words.join(u' '));
        const QJsonObject error = run.json()[u"error"_s].toObject();
        EXPECT_EQ(error[u"code"_s].toString(), u"invalid_argument"_s) << qUtf8Printable(words.join(u' '));
        EXPECT_TRUE(error[u"subject"_s].toString().contains(word)) << qUtf8Printable(words.join(u' '));
        EXPECT_TRUE(QString::fromUtf8(run.err).contains(word)) << run.err.constData();
    }
    QString make() { return ctl({u"create"_s, u"kind=video"_s, u"title_en=T"_s})[u"id"_s].toString(); }

    TemporaryDirectory folder;
};

} // namespace

TEST_F(CtlTest, NumbersAreTakenInAnyDigitsAndNothingIsGuessed)
{
    const QString series = ctl({u"series-create"_s, u"title_en=S"_s})[u"id"_s].toString();
    const QString item = make();
    const auto file = [&](const QString &season, const QString &number) {
        return QStringList{u"file"_s, item, u"--series"_s, series, u"--season"_s, season, u"--number"_s, number};
    };
    for (const QString &wrong : {u"two"_s, u"2x"_s, u""_s, u"1.5"_s, u"-1"_s, u"1000001"_s, u"٣ ٤"_s, u"99999999999999999999"_s}) {
        expectUsage(file(wrong, u"1"_s), wrong);
        expectUsage(file(u"1"_s, wrong), wrong);
        expectUsage({u"list"_s, u"--limit"_s, wrong}, wrong);
    }
    EXPECT_EQ(ctl(file(u"٢"_s, u"۱۲"_s))[u"episode_number"_s].toInt(), 12);
    const QJsonObject none = ctl({u"list"_s, u"--limit"_s, u"٠"_s});
    EXPECT_EQ(none[u"total"_s].toInt(), 1);
    EXPECT_TRUE(none[u"items"_s].toArray().isEmpty());
    expectUsage({u"sync"_s, u"--timeout"_s, u"soon"_s}, u"soon"_s);
}

TEST_F(CtlTest, ThereIsNothingToDiscardOrRetryUnderANumberThatNobodyHolds)
{
    for (const QString &verb : {u"discard"_s, u"retry"_s}) {
        const Run run = plain({u"--json"_s, verb, u"99"_s});
        EXPECT_EQ(run.exitCode, 1);
        EXPECT_EQ(run.json()[u"error"_s][u"code"_s].toString(), u"not_found"_s);
        expectUsage({verb, u"all"_s}, u"all"_s);
        expectUsage({verb, u"0"_s}, u"0"_s);
    }
}

TEST_F(CtlTest, TwoEpisodesOfASeasonHaveNotOneNumber)
{
    const QString series = ctl({u"series-create"_s, u"title_en=S"_s})[u"id"_s].toString();
    ctl({u"file"_s, make(), u"--series"_s, series, u"--number"_s, u"2"_s});
    const Run again = plain({u"--json"_s, u"file"_s, make(), u"--series"_s, series, u"--number"_s, u"٢"_s});
    EXPECT_EQ(again.exitCode, 1);
    EXPECT_EQ(again.json()[u"error"_s][u"subject"_s].toString(), u"episode_number"_s);
    EXPECT_TRUE(again.err.contains("number")) << again.err.constData();
}

TEST_F(CtlTest, AFileWhoseNameIsNoTextIsNamed)
{
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(u"sh"_s, {u"-c"_s, u"name=$(printf 'caf\\351.mp4'); : > \"$name\"; exec \"$0\" --profile desk --json add \"$name\""_s,
                            qEnvironmentVariable("RAWI_BIN") + u"/rawictl"_s});
    ASSERT_TRUE(process.waitForFinished());
    EXPECT_NE(process.exitCode(), 0);
    const QByteArray out = process.readAllStandardOutput();
    EXPECT_TRUE(out.contains("name_unreadable")) << out.constData();
    EXPECT_TRUE(out.contains(R"(caf\\xE9.mp4)")) << out.constData();
    std::filesystem::remove(folder.file(u"caf"_s).toStdString() + "\xE9.mp4"); // Qt would leave it
}

TEST_F(CtlTest, ATerminalIsSentNoControlCharacters)
{
    const QString item = make();
    ctl({u"set"_s, item, u"body_en=a\u001b[31m\u009bm\u007f\nb"_s});
    for (const QStringList &words : {QStringList{u"show"_s, item}, QStringList{u"--json"_s, u"show"_s, item}}) {
        const QByteArray out = plain(words).out;
        EXPECT_FALSE(out.contains('\x1b'));
        EXPECT_FALSE(out.contains('\x7f'));
        EXPECT_FALSE(out.contains("\xc2\x9b"));
        EXPECT_TRUE(out.contains("\\u009b"));
    }
    EXPECT_EQ(ctl({u"show"_s, item})[u"item"_s][u"body_en"_s].toString(), u"a\u001b[31m\u009bm\u007f\nb"_s);
    const Run wrong = plain({u"no\u001bsuch"_s});
    EXPECT_FALSE(wrong.err.contains('\x1b'));
}

} // namespace rawi::test

// rawictl on a profile of its own, without a server: what it sends to a terminal.
#include "tests/support/temporary_directory.h"

#include <gtest/gtest.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

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
    QString make() { return ctl({u"create"_s, u"kind=video"_s, u"title_en=T"_s})[u"id"_s].toString(); }

    TemporaryDirectory folder;
};

} // namespace

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

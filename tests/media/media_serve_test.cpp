#include "core/base/literals.h"
#include "tests/media/hostile_files.h"
#include "tests/media/process_tree.h"
#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSet>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>

#include <gtest/gtest.h>

#include <csignal>
#include <functional>

namespace rawi::test {

namespace {

bool soon(const std::function<bool()> &done, int ms = 10'000)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < ms) {
        QThread::msleep(5);
    }
    return done();
}

} // namespace

// `rawi-media serve`, asked by lines.
class MediaServe : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_server.setProgram(workerProgram());
        m_server.setArguments({u"serve"_s});
        m_server.start();
        ASSERT_TRUE(m_server.waitForStarted());
    }
    void TearDown() override
    {
        m_server.closeWriteChannel();
        EXPECT_TRUE(m_server.state() == QProcess::NotRunning || m_server.waitForFinished(10'000));
        EXPECT_EQ(m_server.exitStatus(), QProcess::NormalExit);
        EXPECT_EQ(m_server.exitCode(), 0);
    }

    void say(const QByteArray &line)
    {
        m_server.write(line + '\n');
        m_server.waitForBytesWritten();
    }
    void ask(int id, const QStringList &arguments)
    {
        say(QJsonDocument(QJsonObject{{u"id"_s, id}, {u"arguments"_s, QJsonArray::fromStringList(arguments)}})
                .toJson(QJsonDocument::Compact));
    }
    void askToKill(int id) { say(u"{\"id\":%1,\"kill\":true}"_s.arg(id).toUtf8()); }
    // A film whose thumbnails take a while.
    void askForLong(int id)
    {
        ask(id,
            {u"thumbs"_s, narratedVideo(), u"--out"_s, m_folder.filePath(QString::number(id)), u"--json"_s});
    }
    void askToProbe(int id, const QString &file) { ask(id, {u"probe"_s, file, u"--json"_s}); }

    QJsonObject next(int ms = 30'000)
    {
        while (!m_server.canReadLine()) {
            if (!m_server.waitForReadyRead(ms)) {
                ADD_FAILURE() << "no answer within " << ms << " ms";
                return {};
            }
        }
        return QJsonDocument::fromJson(m_server.readLine()).object();
    }

    // How one ended, and what it said last; what belongs to others meanwhile is forgotten.
    struct End {
        QJsonObject last;
        QJsonObject how;
        int exitCode() const { return how.value(u"exit"_s).toInt(-1); }
        int signal() const { return how.value(u"signal"_s).toInt(0); }
        QString errorCode() const { return last.value(u"error"_s).toObject().value(u"code"_s).toString(); }
    };
    End end(int id)
    {
        End found;
        for (;;) {
            const QJsonObject answer = next();
            if (answer.isEmpty()) {
                return found;
            }
            if (answer.value(u"id"_s).toInt(-1) != id) {
                continue;
            }
            if (!answer.contains(u"line"_s)) {
                found.how = answer;
                return found;
            }
            found.last = answer.value(u"line"_s).toObject();
        }
    }
    QString refusal() { return next().value(u"error"_s).toObject().value(u"subject"_s).toString(); }
    QList<qint64> children() { return childrenOf(m_server.processId()); }

    QTemporaryDir m_folder;
    QProcess m_server;
};

TEST_F(MediaServe, AnswersAsTheProgramDoes)
{
    const QStringList files{phoneVideo(), spokenLetter(), turnedPicture(), streetVideo(), narratedVideo(), spokenSentence()};
    for (int i = 0; i < files.size(); ++i) {
        const RunResult direct = runWorker({u"probe"_s, files[i], u"--json"_s});
        askToProbe(i, files[i]);
        const End served = end(i);
        EXPECT_EQ(served.exitCode(), 0);
        EXPECT_EQ(served.last, direct.last()) << qPrintable(files[i]);
    }
    ask(100, {u"thumbs"_s, phoneVideo(), u"--out"_s, m_folder.filePath(u"out"_s), u"--json"_s});
    EXPECT_EQ(end(100).exitCode(), 0);
    EXPECT_TRUE(QFileInfo::exists(m_folder.filePath(u"out/poster.jpg"_s)));
    EXPECT_EQ(threadsOf(m_server.processId()), 1);
}

TEST_F(MediaServe, ManyAtOnceAreAllAnsweredAndFewRun)
{
    constexpr int kMany = 40;
    for (int i = 0; i < kMany; ++i) {
        askToProbe(i, spokenLetter());
    }
    QSet<int> ended;
    while (ended.size() < kMany && !HasFailure()) {
        EXPECT_LE(children().size(), 4);
        const QJsonObject answer = next();
        if (answer.contains(u"exit"_s)) {
            EXPECT_EQ(answer.value(u"exit"_s).toInt(-1), 0);
            ended.insert(answer.value(u"id"_s).toInt());
        }
    }
}

TEST_F(MediaServe, WhatIsNotServedIsRefused)
{
    int id = 0;
    for (const char *verb : {"encode", "cut", "encoders", "serve", "--version", "", "rm"}) {
        ask(++id, {QLatin1StringView(verb), phoneVideo()});
        const End refused = end(id);
        EXPECT_EQ(refused.exitCode(), 2) << verb;
        EXPECT_EQ(refused.errorCode(), u"invalid_argument"_s) << verb;
    }
    ask(++id, {u"probe"_s, u"--json"_s}); // refused by the process itself, as ever
    EXPECT_EQ(end(id).errorCode(), u"invalid_argument"_s);
    askToProbe(++id, m_folder.filePath(u"not-there.mp4"_s));
    EXPECT_EQ(end(id).errorCode(), u"file_missing"_s);
}

TEST_F(MediaServe, BadLinesAreNamedAndForgotten)
{
    const std::pair<const char *, const char *> lines[] = {{"probe /tmp/a", "request"},
                                                           {"[1,2]", "request"},
                                                           {"", "request"},
                                                           {R"({"arguments":["probe","a"]})", "id"},
                                                           {R"({"id":"7","arguments":["probe","a"]})", "id"},
                                                           {R"({"id":-1,"arguments":["probe","a"]})", "id"},
                                                           {R"({"id":1})", "arguments"},
                                                           {R"({"id":1,"arguments":[]})", "arguments"},
                                                           {R"({"id":1,"arguments":"probe"})", "arguments"},
                                                           {R"({"id":1,"arguments":["probe",7]})", "arguments"},
                                                           {R"({"id":1,"arguments":["probe","a"],"kill":true})", "arguments"},
                                                           {R"({"id":1,"arguments":["probe","a"],"user":"root"})", "user"}};
    for (const auto &[line, subject] : lines) {
        say(line);
        EXPECT_EQ(refusal(), QLatin1StringView(subject)) << line;
    }
    say(QByteArray(300'000, 'x'));
    EXPECT_EQ(refusal(), u"request"_s);
    say(QByteArray(66'000, ' ') + "{}");
    EXPECT_EQ(refusal(), u"request"_s);
    askForLong(5);
    askToProbe(5, phoneVideo());
    EXPECT_EQ(refusal(), u"id"_s);
    EXPECT_EQ(end(5).exitCode(), 0);
}

TEST_F(MediaServe, HostileFilesTakeNobodyDown)
{
    int id = 0;
    for (const HostileFile &hostile : makeHostileFiles(m_folder.path())) {
        SCOPED_TRACE(qPrintable(hostile.path));
        askToProbe(++id, hostile.path);
        const End served = end(id);
        EXPECT_EQ(served.exitCode(), 2);
        EXPECT_TRUE(hostile.codes.contains(served.errorCode())) << qPrintable(served.errorCode());
    }
    askToProbe(++id, phoneVideo());
    EXPECT_EQ(end(id).exitCode(), 0);
}

TEST_F(MediaServe, ACrashIsToldAndHurtsNoOther)
{
    askForLong(1);
    ASSERT_TRUE(soon([&] { return children().size() == 1; }));
    const qint64 first = children().first();
    askForLong(2);
    ASSERT_TRUE(soon([&] { return children().size() == 2; }));
    ::kill(pid_t(first), SIGSEGV);
    EXPECT_EQ(end(1).signal(), SIGSEGV);
    EXPECT_EQ(end(2).exitCode(), 0);
}

TEST_F(MediaServe, KillsWhatItIsToldToKill)
{
    for (int id = 1; id <= 5; ++id) {
        askForLong(id); // the fifth waits
    }
    ASSERT_TRUE(soon([&] { return children().size() == 4; }));
    askToKill(5);
    EXPECT_EQ(end(5).signal(), SIGKILL);
    askToKill(2);
    EXPECT_EQ(end(2).signal(), SIGKILL);
    askToKill(99); // nobody
    askToProbe(6, phoneVideo());
    EXPECT_EQ(end(6).exitCode(), 0);
}

TEST_F(MediaServe, EndsWithItsStdinAndTakesAllAlong)
{
    askForLong(1);
    askForLong(2);
    ASSERT_TRUE(soon([&] { return children().size() == 2; }));
    const QList<qint64> running = children();
    m_server.closeWriteChannel();
    ASSERT_TRUE(m_server.waitForFinished(5000));
    for (const qint64 process : running) {
        EXPECT_FALSE(isRunning(process));
    }
}

TEST(MediaServeKilled, NoProcessOutlivesIt)
{
    const QTemporaryDir folder;
    QProcess server;
    server.start(workerProgram(), {u"serve"_s});
    ASSERT_TRUE(server.waitForStarted());
    const QStringList words{u"thumbs"_s, narratedVideo(), u"--out"_s, folder.path()};
    server.write(QJsonDocument(QJsonObject{{u"id"_s, 1}, {u"arguments"_s, QJsonArray::fromStringList(words)}})
                     .toJson(QJsonDocument::Compact)
                 + '\n');
    server.waitForBytesWritten();
    ASSERT_TRUE(soon([&] { return !childrenOf(server.processId()).isEmpty(); }));
    const qint64 child = childrenOf(server.processId()).first();
    server.kill();
    ASSERT_TRUE(server.waitForFinished());
    EXPECT_TRUE(soon([&] { return !isRunning(child); }, 2000));
}

// As MediaSandbox for the program called directly; while another runs, of which nothing may be seen.
TEST_F(MediaServe, NothingElseIsPossibleInside)
{
    askForLong(1);
    ASSERT_TRUE(soon([&] { return children().size() == 1; }));
    ask(2, {u"doctor"_s, u"--json"_s});
    const End served = end(2);
    EXPECT_EQ(served.exitCode(), 0);
    EXPECT_EQ(served.last.value(u"inherited_files"_s).toInt(-1), 0);
    const QJsonArray attempts = served.last.value(u"attempts"_s).toArray();
    EXPECT_GE(attempts.size(), 9);
    for (const QJsonValue &attempt : attempts) {
        EXPECT_TRUE(attempt.toObject().value(u"denied"_s).toBool())
            << qPrintable(attempt.toObject().value(u"attempt"_s).toString());
    }
    askToProbe(3, phoneVideo()); // what one gave up, the next still has
    EXPECT_EQ(end(3).exitCode(), 0);
}

TEST_F(MediaServe, AFileThatNamesAServerReachesNobody)
{
    QTcpServer listener;
    ASSERT_TRUE(listener.listen(QHostAddress::LocalHost));
    int id = 0;
    for (const QString &file : makeCallingFiles(m_folder.path(), listener.serverPort())) {
        askToProbe(++id, file);
        const End served = end(id);
        EXPECT_EQ(served.exitCode(), 2) << qPrintable(file);
        EXPECT_FALSE(QJsonDocument(served.last).toJson().contains("root:")) << "a local file leaked";
        EXPECT_FALSE(listener.waitForNewConnection(50)) << qPrintable(file);
    }
}

} // namespace rawi::test

#include "tests/media/worker_runner.h"

#include "core/base/literals.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rawi::test {

QList<QJsonObject> RunResult::lines() const
{
    QList<QJsonObject> out;
    for (const QByteArray &line : output.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (!object.isEmpty()) {
            out.append(object);
        }
    }
    return out;
}

QJsonObject RunResult::last() const
{
    const QList<QJsonObject> all = lines();
    return all.isEmpty() ? QJsonObject() : all.last();
}

QString RunResult::errorCode() const
{
    return last().value(u"error"_s).toObject().value(u"code"_s).toString();
}

QString RunResult::errorDetail() const
{
    return last().value(u"error"_s).toObject().value(u"detail"_s).toString();
}

namespace {

[[noreturn]] void execute(const std::vector<QByteArray> &words, int out)
{
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    std::vector<char *> raw;
    for (const QByteArray &word : words) {
        raw.push_back(const_cast<char *>(word.constData()));
    }
    raw.push_back(nullptr);
    ::execvp(raw[0], raw.data());
    ::_exit(127);
}

} // namespace

RunResult runProgram(const QStringList &command, int timeoutMs)
{
    std::vector<QByteArray> words;
    for (const QString &word : command) {
        words.push_back(word.toLocal8Bit());
    }
    int ends[2] = {};
    EXPECT_EQ(0, ::pipe2(ends, O_CLOEXEC));
    RunResult result;
    QElapsedTimer timer;
    timer.start();
    const pid_t child = ::fork();
    if (child == 0) {
        execute(words, ends[1]);
    }
    ::close(ends[1]);
    char buffer[65536];
    for (;;) {
        pollfd waiting{ends[0], POLLIN, 0};
        const int left = int(qMax<qint64>(0, timeoutMs - timer.elapsed()));
        if (::poll(&waiting, 1, left) == 0) {
            ADD_FAILURE() << "no end within " << timeoutMs << " ms: " << qPrintable(command.join(QLatin1Char(' ')));
            ::kill(child, SIGKILL);
            break;
        }
        const ssize_t got = ::read(ends[0], buffer, sizeof buffer);
        if (got <= 0) {
            break;
        }
        result.output.append(buffer, got);
    }
    ::close(ends[0]);
    int status = 0;
    rusage usage = {};
    ::wait4(child, &status, 0, &usage);
    result.elapsedMs = timer.elapsed();
    result.maxRssKb = usage.ru_maxrss;
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return result;
}

QString workerProgram()
{
    return QString::fromLocal8Bit(qgetenv("RAWI_BIN")) + u"/rawi-media"_s;
}

RunResult runWorker(const QStringList &arguments, int timeoutMs)
{
    return runProgram(QStringList{workerProgram()} + arguments, timeoutMs);
}

QList<QByteArray> ffprobe(const QString &file, const QString &stream, const QString &entries)
{
    const RunResult run =
        runProgram({u"ffprobe"_s, u"-v"_s, u"error"_s, u"-count_frames"_s, u"-select_streams"_s, stream,
                    u"-show_entries"_s, entries, u"-of"_s, u"csv=p=0"_s, file});
    EXPECT_EQ(0, run.exitCode);
    QList<QByteArray> lines = run.output.trimmed().split('\n');
    for (QByteArray &line : lines) {
        while (line.endsWith(',')) {
            line.chop(1);
        }
    }
    return lines;
}

QList<QByteArray> packetTimes(const QString &file, const QString &stream)
{
    QList<QByteArray> times = ffprobe(file, stream, u"packet=pts_time"_s);
    std::sort(times.begin(), times.end(),
              [](const QByteArray &a, const QByteArray &b) { return a.toDouble() < b.toDouble(); });
    return times;
}

QString firstSeconds(const QString &file, int seconds, const QString &folder)
{
    const QString out = folder + u"/first-"_s + QFileInfo(file).fileName();
    ffmpeg({u"-i"_s, file, u"-t"_s, QString::number(seconds), u"-map"_s, u"0"_s, u"-c"_s, u"copy"_s, out});
    return out;
}

} // namespace rawi::test

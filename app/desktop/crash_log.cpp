#include "app/desktop/crash_log.h"

#include "core/base/literals.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <cstring>
#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

namespace rawi::app {

namespace {

// Plain memory, because a signal handler may allocate nothing.
char crashFile[4096];
char crashHeader[256];

void writeText(int fd, const char *text)
{
    const ssize_t written = ::write(fd, text, std::strlen(text));
    static_cast<void>(written); // nowhere left to complain
}

void onFatalSignal(int number)
{
    const int fd = ::open(crashFile, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0) {
        writeText(fd, crashHeader);
        writeText(fd, strsignal(number));
        writeText(fd, "\n");
        void *frames[64];
        backtrace_symbols_fd(frames, backtrace(frames, 64), fd);
        ::close(fd);
    }
    std::signal(number, SIG_DFL);
    std::raise(number);
}

} // namespace

bool installCrashLog(const QString &file)
{
    const QByteArray path = QFile::encodeName(file);
    if (path.size() >= static_cast<qsizetype>(sizeof crashFile)) {
        return false;
    }
    const bool crashedBefore = QFile::exists(file);
    if (crashedBefore) {
        QFile::remove(file + u".last"_s);
        QFile::rename(file, file + u".last"_s);
    }
    std::strcpy(crashFile, path.constData());
    const QByteArray header =
        u"rawi %1, Qt %2: "_s.arg(QCoreApplication::applicationVersion(), QLatin1StringView(qVersion()))
            .toUtf8();
    std::strncpy(crashHeader, header.constData(), sizeof crashHeader - 1);
    void *warm[1];
    backtrace(warm, 1); // loads libgcc now: doing so inside the handler could deadlock
    for (const int number : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) {
        std::signal(number, onFatalSignal);
    }
    return crashedBefore;
}

} // namespace rawi::app

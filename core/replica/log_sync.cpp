#include "core/replica/log_sync.h"

#include "core/base/log.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace rawi {

namespace {

// The log has no locks of SQLite's that closing it here would give up (those are on the database and on -shm); its folder
// entry and its header are synced by SQLite when it begins one.
Result<void> syncLog(const QString &path)
{
    const QString log = path + u"-wal"_s;
    const int fd = ::open(QFile::encodeName(log).constData(), O_RDWR | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) {
        return {}; // checkpointed and gone: its end is on the disk
    }
    const bool ok = fd >= 0 && ::fdatasync(fd) == 0;
    const int failure = errno;
    if (fd >= 0) {
        ::close(fd);
    }
    return ok ? Result<void>() : Result<void>(Error{ErrorCode::IoError, log, QString::fromLocal8Bit(std::strerror(failure))});
}

} // namespace

LogSync::LogSync(const QString &path) : m_path(path) { }

LogSync::~LogSync()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable()) {
        m_thread.join(); // after the last one asked for
    }
}

void LogSync::ask()
{
    const std::scoped_lock lock(m_mutex);
    ++m_asked;
    if (!m_thread.joinable()) {
        m_thread = std::thread([this] { run(); });
    }
    m_changed.notify_all();
}

Result<void> LogSync::wait()
{
    std::unique_lock lock(m_mutex);
    const quint64 mine = m_asked;
    m_changed.wait(lock, [&] { return m_done >= mine; });
    return m_failure;
}

void LogSync::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ending || m_asked > m_done; });
        if (m_asked == m_done) {
            return;
        }
        const quint64 until = m_asked;
        lock.unlock();
        const Result<void> synced = syncLog(m_path);
        if (!synced.ok()) {
            qCWarning(lcReplica) << "the log is not on the disk:" << synced.error().toString();
        }
        lock.lock();
        if (!synced.ok()) {
            m_failure = synced;
        }
        m_done = until;
        m_changed.notify_all();
    }
}

} // namespace rawi

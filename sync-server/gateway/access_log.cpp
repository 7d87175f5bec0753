#include "sync-server/gateway/access_log.h"

#include <cstdio>
#include <ctime>

#include <unistd.h>

namespace rawi::server {

namespace {

constexpr size_t kMaxWaiting = 8u << 20;

std::string nowText()
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    tm parts{};
    gmtime_r(&now.tv_sec, &parts);
    char text[64];
    const size_t length = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    snprintf(text + length, sizeof text - length, ".%03ldZ", now.tv_nsec / 1'000'000);
    return text;
}

void writeAll(const std::string &text)
{
    size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::write(STDERR_FILENO, text.data() + done, text.size() - done);
        if (n <= 0) {
            return; // nobody reads our log any more; serving goes on
        }
        done += static_cast<size_t>(n);
    }
}

} // namespace

void appendJsonString(std::string &out, std::string_view text)
{
    if (const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size())); !bytes.isValidUtf8()) {
        return appendJsonString(out, QString::fromUtf8(bytes).toStdString()); // a path may hold any bytes (%FF), JSON is UTF-8
    }
    out += '"';
    for (const char one : text) {
        const auto code = static_cast<unsigned char>(one);
        if (one == '"' || one == '\\') {
            out += '\\';
            out += one;
        } else if (code < 0x20 || code == 0x7F) {
            char escaped[8];
            snprintf(escaped, sizeof escaped, "\\u%04x", code);
            out += escaped;
        } else {
            out += one;
        }
    }
    out += '"';
}

AccessLog::AccessLog() : m_thread([this] { run(); }) {}

AccessLog::~AccessLog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void AccessLog::write(const AccessEntry &entry)
{
    std::string line = R"({"time":")" + nowText() + R"(","level":"info","msg":"request","id":)";
    appendJsonString(line, entry.id);
    line += R"(,"method":)";
    appendJsonString(line, entry.method);
    line += R"(,"path":)";
    appendJsonString(line, entry.path);
    char numbers[64];
    snprintf(numbers, sizeof numbers, R"(,"status":%d,"ms":%.3f,"peer":)", entry.status, entry.ms);
    line += numbers;
    appendJsonString(line, entry.peer);
    if (!entry.user.empty()) {
        line += R"(,"user":)";
        appendJsonString(line, entry.user);
    }
    line += "}\n";
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() + line.size() > kMaxWaiting) {
            ++m_dropped;
            return;
        }
        m_waiting += line;
    }
    m_wake.notify_one();
}

void AccessLog::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopped || !m_waiting.empty(); });
        std::string text;
        text.swap(m_waiting);
        if (m_dropped > 0) {
            text += R"({"time":")" + nowText() + R"(","level":"warning","msg":"access log lines dropped","count":)"
                + std::to_string(m_dropped) + "}\n";
            m_dropped = 0;
        }
        const bool last = m_stopped;
        lock.unlock();
        writeAll(text);
        if (last) {
            return;
        }
        lock.lock();
    }
}

} // namespace rawi::server

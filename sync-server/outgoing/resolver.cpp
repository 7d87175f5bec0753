#include "sync-server/outgoing/resolver.h"

#include <netdb.h>
#include <sys/socket.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace rawi::server {

namespace {

// Questions nobody waits for any more still hold a thread until the name server's own time is over.
constexpr int kMostQuestions = 32;
std::atomic<int> openQuestions = 0;

struct Question {
    std::mutex mutex;
    std::condition_variable answered;
    std::optional<int> code; // of getaddrinfo
    QList<IpAddress> addresses;
};

void ask(const std::shared_ptr<Question> &question, const std::string &host)
{
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_ADDRCONFIG;
    addrinfo *found = nullptr;
    const int code = ::getaddrinfo(host.c_str(), nullptr, &wanted, &found);
    QList<IpAddress> addresses;
    for (const addrinfo *one = found; code == 0 && one; one = one->ai_next) {
        if (const std::optional<IpAddress> address = IpAddress::fromSocket(one->ai_addr)) {
            addresses.append(*address);
        }
    }
    if (found) {
        ::freeaddrinfo(found);
    }
    --openQuestions;
    const std::lock_guard lock(question->mutex);
    question->addresses = std::move(addresses);
    question->code = code;
    question->answered.notify_all();
}

} // namespace

Result<QList<IpAddress>> resolveBySystem(const QString &host, int timeoutMs)
{
    if (const std::optional<IpAddress> plain = IpAddress::fromText(host)) {
        return QList<IpAddress>{*plain};
    }
    if (++openQuestions > kMostQuestions) {
        --openQuestions;
        return Error{ErrorCode::Timeout, host, u"the name server does not answer; check the machine's DNS"_s};
    }
    // getaddrinfo cannot be given a time, so the question may outlive who asked it.
    const auto question = std::make_shared<Question>();
    std::thread([question, name = host.toStdString()] { ask(question, name); }).detach();
    std::unique_lock lock(question->mutex);
    if (!question->answered.wait_for(lock, std::chrono::milliseconds(timeoutMs), [&] { return question->code.has_value(); })) {
        return Error{ErrorCode::Timeout, host, u"no answer of the name server within %1 ms; check the machine's DNS"_s.arg(timeoutMs)};
    }
    if (*question->code != 0 || question->addresses.isEmpty()) {
        const QString why = *question->code != 0 ? QString::fromUtf8(::gai_strerror(*question->code)) : u"no address"_s;
        return Error{ErrorCode::NetworkUnreachable, host, why + u"; check the host's name and the machine's DNS"_s};
    }
    return question->addresses;
}

} // namespace rawi::server

#pragma once

#include <QSet>
#include <QUuid>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/basic_stream.hpp>

#include <memory>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

namespace rawi::server {

namespace net = boost::asio;
using tcp = net::ip::tcp;
// The concrete executor spares the type-erased one's cost on every operation.
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<tcp, Executor>;
using Stream = boost::beast::basic_stream<tcp, Executor>;
using Timer = net::basic_waitable_timer<std::chrono::steady_clock,
                                        net::wait_traits<std::chrono::steady_clock>, Executor>;

class Connection;

// A WebSocket client as the hub sees it; used on its io thread only.
class SocketClient {
public:
    virtual ~SocketClient() = default;
    virtual void deliver(const std::shared_ptr<const std::string> &text) = 0;
    virtual void cut() = 0;
    virtual void goAway() = 0;
    virtual const QUuid &sessionId() const = 0;
    virtual QUuid personId() const = 0;
};

// What the hub hands to the sockets of an io thread.
struct HubMessage {
    std::shared_ptr<const std::string> text;
    std::shared_ptr<const QSet<QUuid>> people; // null = everybody
};

// One address as one io thread listens on it.
struct Listener {
    Listener(net::io_context &context, bool speaksTls)
        : acceptor(context.get_executor()), retry(context.get_executor()), secure(speaksTls)
    {
    }
    net::basic_socket_acceptor<tcp, Executor> acceptor;
    Timer retry;
    const bool secure;
};

// One io thread with its listeners and everything that lives on it.
struct IoThread {
    net::io_context context{1};
    std::vector<std::unique_ptr<Listener>> listeners;
    std::unordered_set<Connection *> connections;
    std::unordered_set<SocketClient *> sockets;

    // Messages that wait for the flush tick.
    std::vector<HubMessage> waiting;
    Timer flushTick{context.get_executor()};
    std::chrono::steady_clock::time_point lastFlush{};

    std::thread thread;
};

} // namespace rawi::server

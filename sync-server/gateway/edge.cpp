#include "sync-server/gateway/edge.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "sync-server/gateway/connection.h"
#include "sync-server/gateway/tls_relay.h"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <fcntl.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <sys/resource.h>

#include <csignal>
#include <cstring>

namespace rawi::server {

namespace {

using boost::system::error_code;
using IoThreads = std::vector<std::unique_ptr<IoThread>>;

void deliverAll(IoThread &io, const HubMessage &message)
{
    for (SocketClient *client : io.sockets) {
        if (message.people == nullptr || message.people->contains(client->personId())) {
            client->deliver(message.text);
        }
    }
}

// In proportion to those who are woken.
std::chrono::steady_clock::duration flushPause(const IoThread &io)
{
    return std::min<std::chrono::steady_clock::duration>(io.sockets.size() * kFlushPauseOfSocket, kFlushTick);
}

// The first message after a quiet moment goes out at once; those of a burst wait for the tick, which spares each
// socket's reader most of its wake-ups.
void publishOn(IoThread &io, HubMessage message)
{
    const auto now = std::chrono::steady_clock::now();
    if (io.waiting.empty() && now - io.lastFlush >= flushPause(io)) {
        io.lastFlush = now;
        return deliverAll(io, message);
    }
    io.waiting.push_back(std::move(message));
    if (io.waiting.size() > 1) {
        return;
    }
    io.flushTick.expires_at(io.lastFlush + flushPause(io));
    io.flushTick.async_wait([&io](error_code ec) {
        if (ec) {
            return;
        }
        io.lastFlush = std::chrono::steady_clock::now();
        for (const HubMessage &one : std::exchange(io.waiting, {})) {
            deliverAll(io, one);
        }
    });
}

// The hub of an edge: hands each message to every io thread.
class EdgeHub final : public Hub {
public:
    EdgeHub(EdgeCore &core, IoThreads &threads) : m_core(core), m_threads(threads) {}

    void publish(std::shared_ptr<const std::string> text) override { hand({std::move(text), nullptr}); }

    void publishTo(std::shared_ptr<const std::string> text, const QSet<QUuid> &people) override
    {
        hand({std::move(text), std::make_shared<const QSet<QUuid>>(people)});
    }

    void dropSession(const QUuid &sessionId) override
    {
        for (const auto &io : m_threads) {
            net::post(io->context, [&io = *io, sessionId] {
                for (SocketClient *client : io.sockets) {
                    if (client->sessionId() == sessionId) {
                        client->cut();
                    }
                }
            });
        }
    }

    QSet<QUuid> sessions() const override { return m_core.book.sessions(); }

    int socketCount() const override { return static_cast<int>(m_core.metrics.sockets.load()); }

private:
    void hand(const HubMessage &message)
    {
        const std::lock_guard lock(m_order); // all io threads see the same order
        if (m_core.stopping) {
            return;
        }
        for (const auto &io : m_threads) {
            net::post(io->context, [&io = *io, message] { publishOn(io, message); });
        }
    }

    EdgeCore &m_core;
    IoThreads &m_threads;
    std::mutex m_order;
};

QString addressOf(const ListenAddress &wanted)
{
    const QString host = QString::fromStdString(wanted.host);
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(wanted.port);
}

Error listenError(const ListenAddress &wanted, const error_code &ec)
{
    const QString address = addressOf(wanted);
    if (ec == net::error::address_in_use) {
        return {ErrorCode::AddressInUse, address,
                u"another program listens on %1; stop it or choose another port"_s.arg(address)};
    }
    return {ErrorCode::IoError, address,
            u"cannot listen on %1: %2"_s.arg(address, QString::fromStdString(ec.message())), SubjectKind::Name};
}

Result<tcp::endpoint> resolveHost(const ListenAddress &wanted)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo *found = nullptr;
    const int failure = getaddrinfo(wanted.host.c_str(), std::to_string(wanted.port).c_str(), &hints, &found);
    if (failure != 0) {
        return Error{ErrorCode::IoError, addressOf(wanted),
                     u"cannot listen: %1"_s.arg(QString::fromLocal8Bit(gai_strerror(failure))), SubjectKind::Name};
    }
    tcp::endpoint endpoint;
    std::memcpy(endpoint.data(), found->ai_addr, found->ai_addrlen);
    endpoint.resize(found->ai_addrlen);
    freeaddrinfo(found);
    return endpoint;
}

// A worker does not hold them: a server that was killed leaves its address, and its callers, to the next one at once.
template <typename Descriptor>
void keepFromChildren(Descriptor &descriptor)
{
    ::fcntl(descriptor.native_handle(), F_SETFD, FD_CLOEXEC);
}

using ReusePort = net::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

template <typename Acceptor>
error_code listenOn(Acceptor &acceptor, const tcp::endpoint &endpoint, bool shared)
{
    error_code ec;
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) {
        keepFromChildren(acceptor);
        acceptor.set_option(net::socket_base::reuse_address(true), ec);
    }
    if (!ec && shared) {
        acceptor.set_option(ReusePort(true), ec);
    }
    if (!ec && endpoint.address().is_v6()) {
        acceptor.set_option(net::ip::v6_only(true), ec); // [::] and 0.0.0.0 may both be named
    }
    if (!ec) {
        acceptor.bind(endpoint, ec);
    }
    if (!ec) {
        acceptor.listen(net::socket_base::max_listen_connections, ec);
    }
    return ec;
}

// What accepting needs beside the io thread.
struct EdgeShared {
    EdgeCore &core;
    std::mutex mutex;
    std::shared_ptr<const Certificate> inForce;

    std::shared_ptr<const Certificate> certificate()
    {
        const std::lock_guard lock(mutex);
        return inForce;
    }
};

std::string addressText(const Socket &socket)
{
    error_code ec;
    const tcp::endpoint peer = socket.remote_endpoint(ec);
    if (ec) {
        return {};
    }
    const net::ip::address address = peer.address();
    return address.is_v6() && address.to_v6().is_v4_mapped()
        ? net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string()
        : address.to_string();
}

// Of this io thread's connections the one that waits longest for a request and never had a session, ended.
bool endIdleStranger(IoThread &io)
{
    Connection *longest = nullptr;
    for (Connection *one : io.connections) {
        if (one->isIdleStranger() && (longest == nullptr || one->idleSince() < longest->idleSince())) {
            longest = one;
        }
    }
    if (longest != nullptr) {
        longest->goAway();
    }
    return longest != nullptr;
}

// Null when there is no room for one more. Whoever is signed in is never ended for somebody else.
ConnectionBook::Place placeFor(EdgeCore &core, IoThread &io, const Peer &peer)
{
    ConnectionBook::Place place = core.book.take(peer.address, core.config.proxies.trusts(peer.address));
    if (place == nullptr || (core.book.isOverfull() && !endIdleStranger(io))) {
        ++core.metrics.connectionsRefused;
        return nullptr;
    }
    return place;
}

void acceptOn(EdgeShared &shared, IoThread &io, Listener &listener)
{
    EdgeCore &core = shared.core;
    listener.acceptor.async_accept([&shared, &core, &io, &listener](error_code ec, Socket socket) {
        if (core.stopping || ec == net::error::operation_aborted) {
            return;
        }
        if (ec) { // no file descriptors left, most likely: don't spin
            listener.retry.expires_after(std::chrono::milliseconds(100));
            return listener.retry.async_wait([&shared, &io, &listener](error_code cancelled) {
                if (!cancelled) {
                    acceptOn(shared, io, listener);
                }
            });
        }
        keepFromChildren(socket);
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        Peer peer{addressText(socket), listener.secure};
        ConnectionBook::Place place = placeFor(core, io, peer);
        if (place == nullptr) {
            socket.close(ignored);
        } else if (listener.secure) {
            startTlsRelay(core, io, std::move(socket), shared.certificate(), [&core, &io, peer, place](Socket clear) {
                std::make_shared<Connection>(core, io, std::move(clear), peer, place)->start();
            });
        } else {
            std::make_shared<Connection>(core, io, std::move(socket), std::move(peer), std::move(place))->start();
        }
        acceptOn(shared, io, listener);
    });
}

} // namespace

size_t mostConnections()
{
    static constexpr size_t kOthers = 256; // files, database, worker, log
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    return std::max<size_t>(files.rlim_cur > kOthers ? (files.rlim_cur - kOthers) / 2 : 0, 64); // a TLS connection has three
}

struct Edge::Private {
    Private(const EdgeConfig &config, const RoutingTable &table, Authenticator authenticate, HelloHandler hello)
        : core(config, table, std::move(authenticate), std::move(hello)), hub(core, threads), shared{core, {}, {}}
    {
        for (int i = 0; i < std::max(1, config.ioThreads); ++i) {
            threads.push_back(std::make_unique<IoThread>());
        }
    }

    EdgeCore core;
    IoThreads threads;
    EdgeHub hub;
    EdgeShared shared;
    std::vector<int> ports; // of the addresses
    bool running = false;

    Result<void> listen(const ListenAddress &wanted);
};

Result<void> Edge::Private::listen(const ListenAddress &wanted)
{
    RAWI_ASSIGN(tcp::endpoint endpoint, resolveHost(wanted));
    {
        // Two servers with SO_REUSEPORT would share a port silently; a plain bind tells.
        net::io_context scratch;
        net::basic_socket_acceptor<tcp, Executor> probe(scratch.get_executor());
        if (const error_code ec = listenOn(probe, endpoint, false)) {
            return listenError(wanted, ec);
        }
    }
    for (const auto &io : threads) {
        io->listeners.push_back(std::make_unique<Listener>(io->context, wanted.secure));
        auto &acceptor = io->listeners.back()->acceptor;
        if (const error_code ec = listenOn(acceptor, endpoint, true)) {
            return listenError(wanted, ec);
        }
        error_code ignored;
        endpoint = acceptor.local_endpoint(ignored); // port 0: the first one's choice holds for all
    }
    ports.push_back(endpoint.port());
    return {};
}

Edge::Edge(const EdgeConfig &config, const RoutingTable &table, Authenticator authenticate, HelloHandler hello)
    : d(std::make_unique<Private>(config, table, std::move(authenticate), std::move(hello)))
{
}

Edge::~Edge()
{
    stop(0);
}

Result<void> Edge::start()
{
    std::signal(SIGPIPE, SIG_IGN); // sendfile has no MSG_NOSIGNAL
    if (std::ranges::any_of(d->core.config.listen, &ListenAddress::secure)) {
        RAWI_TRY(reloadCertificate());
    }
    for (const ListenAddress &wanted : d->core.config.listen) {
        RAWI_TRY(d->listen(wanted));
    }
    d->running = true;
    for (const auto &io : d->threads) {
        for (const auto &listener : io->listeners) {
            acceptOn(d->shared, *io, *listener);
        }
        io->thread = std::thread([&context = io->context] {
            const auto work = net::make_work_guard(context);
            context.run();
        });
    }
    return {};
}

void Edge::stop(int graceMs)
{
    if (!d->running) {
        return;
    }
    d->running = false;
    d->core.stopping = true;
    for (const auto &io : d->threads) {
        net::post(io->context, [&io = *io] {
            error_code ignored;
            for (const auto &listener : io.listeners) {
                listener->acceptor.close(ignored);
                listener->retry.cancel();
            }
            for (Connection *one : io.connections) {
                one->goAway();
            }
            for (SocketClient *one : io.sockets) {
                one->goAway();
            }
        });
    }
    const auto start = std::chrono::steady_clock::now();
    const auto grace = std::chrono::milliseconds(graceMs);
    const auto socketGrace = std::min(grace, std::chrono::milliseconds(1000)); // for the closing handshakes
    for (;;) {
        const auto waited = std::chrono::steady_clock::now() - start;
        // A relay has the end of the last reply still to send.
        const bool socketsOpen = (d->core.metrics.sockets > 0 || d->core.relays > 0) && waited < socketGrace;
        if (waited >= grace || (d->core.requestsUnderWay == 0 && !socketsOpen)) {
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    for (const auto &io : d->threads) {
        io->context.stop();
        io->thread.join();
    }
    d->core.workers.stop();
    d->core.slow.stop();
    d->core.disk.stop();
}

int Edge::port(size_t index) const
{
    return index < d->ports.size() ? d->ports[index] : 0;
}

Result<void> Edge::reloadCertificate()
{
    if (!d->core.config.tls) {
        return Error{ErrorCode::InvalidArgument, u"--tls-certificate"_s, u"an address speaks TLS; give --tls-certificate and --tls-key"_s};
    }
    RAWI_ASSIGN(std::shared_ptr<const Certificate> fresh, Certificate::load(*d->core.config.tls));
    if (const QString warning = fresh->warning(SystemClock().nowMs()); !warning.isEmpty()) {
        qCWarning(lcServer).noquote() << "TLS:" << warning;
    }
    const std::lock_guard lock(d->shared.mutex);
    d->shared.inForce = std::move(fresh);
    return {};
}

void Edge::setPublicUrl(const std::string &url)
{
    d->core.publicUrl.set(url);
}

Hub &Edge::hub()
{
    return d->hub;
}

std::string Edge::metrics() const
{
    return d->core.metrics.text();
}

} // namespace rawi::server

#include "sync-server/gateway/tls_relay.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <openssl/ssl.h>
#include <sys/socket.h>

namespace rawi::server {

namespace {

using boost::system::error_code;

constexpr size_t kPiece = 32u << 10; // two TLS records
constexpr std::chrono::seconds kGoodbyeTime{2};

// asio frees what it is given; the certificate keeps its own.
SSL_CTX *anotherHold(SSL_CTX *context)
{
    SSL_CTX_up_ref(context);
    return context;
}

// One TLS connection. `up` is what the client says, `down` what it is told; each side has one read or write under way, so a
// slow reader holds its writer. Lives on its io thread.
class TlsRelay : public std::enable_shared_from_this<TlsRelay> {
public:
    TlsRelay(EdgeCore &core, IoThread &io, Socket socket, std::shared_ptr<const Certificate> certificate)
        : m_core(core), m_certificate(std::move(certificate)), m_context(anotherHold(m_certificate->context())),
          m_tls(std::move(socket), m_context), m_clear(io.context.get_executor()), m_deadline(io.context.get_executor())
    {
        ++m_core.relays;
    }
    ~TlsRelay() { --m_core.relays; }

    void start(std::function<void(Socket)> ready);

private:
    bool makePair(Socket &other);
    void readUp();
    void readDown();
    void endUp();
    void endDown();
    // Closes when the write or the goodbye that was begun is not over in time.
    void limit(std::chrono::seconds time);
    void close();

    EdgeCore &m_core;
    std::shared_ptr<const Certificate> m_certificate;
    net::ssl::context m_context;
    net::ssl::stream<Socket> m_tls;
    Socket m_clear;
    Timer m_deadline;
    std::unique_ptr<char[]> m_up;
    std::unique_ptr<char[]> m_down;
};

void TlsRelay::start(std::function<void(Socket)> ready)
{
    limit(kHandshakeTime);
    m_tls.async_handshake(net::ssl::stream_base::server,
                          [self = shared_from_this(), ready = std::move(ready)](error_code ec) {
                              self->m_deadline.cancel();
                              Socket other(self->m_clear.get_executor());
                              if (ec || self->m_core.stopping || !self->makePair(other)) {
                                  return self->close();
                              }
                              self->m_up = std::make_unique_for_overwrite<char[]>(kPiece);
                              self->m_down = std::make_unique_for_overwrite<char[]>(kPiece);
                              ready(std::move(other));
                              self->readUp();
                              self->readDown();
                          });
}

bool TlsRelay::makePair(Socket &other)
{
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0) {
        return false; // no descriptors left
    }
    // To asio a stream is a stream; nobody asks these two for an address.
    error_code mine;
    error_code theirs;
    m_clear.assign(tcp::v4(), ends[0], mine);
    other.assign(tcp::v4(), ends[1], theirs);
    return !mine && !theirs;
}

void TlsRelay::readUp()
{
    m_tls.async_read_some(net::buffer(m_up.get(), kPiece), [self = shared_from_this()](error_code ec, size_t n) {
        if (ec) {
            return self->endUp();
        }
        net::async_write(self->m_clear, net::buffer(self->m_up.get(), n), [self](error_code failed, size_t) {
            if (!failed) {
                self->readUp();
            }
        });
    });
}

// The client has said all; what it is still told goes on.
void TlsRelay::endUp()
{
    error_code ignored;
    m_clear.shutdown(Socket::shutdown_send, ignored);
}

void TlsRelay::readDown()
{
    m_clear.async_read_some(net::buffer(m_down.get(), kPiece), [self = shared_from_this()](error_code ec, size_t n) {
        if (ec) {
            return self->endDown();
        }
        self->limit(kIdleTime);
        net::async_write(self->m_tls, net::buffer(self->m_down.get(), n), [self](error_code failed, size_t) {
            self->m_deadline.cancel();
            if (failed) {
                return self->close();
            }
            self->readDown();
        });
    });
}

void TlsRelay::endDown()
{
    limit(kGoodbyeTime);
    m_tls.async_shutdown([self = shared_from_this()](error_code) {
        self->m_deadline.cancel();
        self->close();
    });
}

void TlsRelay::limit(std::chrono::seconds time)
{
    m_deadline.expires_after(time);
    m_deadline.async_wait([weak = weak_from_this()](error_code ec) {
        const std::shared_ptr<TlsRelay> self = weak.lock();
        if (!ec && self != nullptr) {
            self->close();
        }
    });
}

void TlsRelay::close()
{
    error_code ignored;
    m_tls.next_layer().close(ignored);
    m_clear.close(ignored);
}

} // namespace

void startTlsRelay(EdgeCore &core, IoThread &io, Socket socket, std::shared_ptr<const Certificate> certificate,
                   std::function<void(Socket)> ready)
{
    std::make_shared<TlsRelay>(core, io, std::move(socket), std::move(certificate))->start(std::move(ready));
}

} // namespace rawi::server

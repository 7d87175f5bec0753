#include "sync-server/gateway/web_socket.h"

#include "core/protocol/messages.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <deque>

namespace rawi::server {

namespace beast = boost::beast;
namespace websocket = beast::websocket;

namespace {

// One WebSocket client. Each text it sends goes to the hello handler on a worker, one at a time; what the hub
// publishes meanwhile waits behind the answer, so that nothing is lost between a welcome's head and the first
// poke. Lives on its io thread.
class WebSocket final : public SocketClient, public std::enable_shared_from_this<WebSocket> {
public:
    WebSocket(EdgeCore &core, IoThread &io, Stream stream, UpgradeRequest request, SessionRef session,
              ConnectionBook::Place place)
        : m_core(core), m_io(io), m_stream(std::move(stream)), m_request(std::move(request)),
          m_session(std::move(session)), m_place(std::move(place)), m_helloTimer(io.context.get_executor())
    {
        m_io.sockets.insert(this);
        m_core.book.socketOpened(m_session.sessionId);
        ++m_core.metrics.sockets;
    }

    ~WebSocket() override
    {
        m_io.sockets.erase(this);
        m_core.book.socketClosed(m_session.sessionId);
        --m_core.metrics.sockets;
    }

    void accept(const std::string &correlationId);
    void deliver(const std::shared_ptr<const std::string> &text) override;
    void cut() override;
    void goAway() override { closeWith(websocket::close_code::going_away); }
    const QUuid &sessionId() const override { return m_session.sessionId; }
    QUuid personId() const override { return m_session.actor.id.uuid(); }

private:
    void waitForHello();
    void read();
    void onMessage();
    void onAnswer(std::string answer);
    void writeNext();
    void closeWith(websocket::close_code code);

    EdgeCore &m_core;
    IoThread &m_io;
    websocket::stream<Stream> m_stream;
    UpgradeRequest m_request;
    SessionRef m_session;
    ConnectionBook::Place m_place;
    Timer m_helloTimer;
    beast::flat_buffer m_in;
    std::deque<std::shared_ptr<const std::string>> m_out;
    size_t m_queued = 0;
    bool m_subscribed = false;
    bool m_answering = false; // a worker makes the answer; m_out is held back
    bool m_writing = false;
    bool m_closed = false;
    std::optional<websocket::close_code> m_closeAfterWrite;
};

void WebSocket::accept(const std::string &correlationId)
{
    beast::get_lowest_layer(m_stream).expires_never(); // the WebSocket's own time-outs take over
    m_stream.set_option(websocket::stream_base::timeout{kHandshakeTime, kSocketIdleTime, true});
    m_stream.set_option(websocket::stream_base::decorator([correlationId](websocket::response_type &response) {
        response.set(beast::http::field::sec_websocket_protocol, kWebSocketProtocol);
        response.set("X-Request-Id", correlationId);
    }));
    m_stream.read_message_max(kMaxMessage);
    m_stream.auto_fragment(false); // QtWebSockets 6.4 closes when a fragment splits a UTF-8 character
    m_stream.text(true);
    m_writing = true; // the 101: a stop meanwhile closes after it
    m_stream.async_accept(m_request, [self = shared_from_this()](beast::error_code ec) {
        self->m_writing = false;
        if (ec || self->m_closed) {
            self->m_closed = true;
            return;
        }
        if (self->m_closeAfterWrite) {
            return self->closeWith(*self->m_closeAfterWrite);
        }
        self->m_request = {};
        self->waitForHello();
        self->read();
    });
}

void WebSocket::waitForHello()
{
    m_helloTimer.expires_after(kHandshakeTime);
    m_helloTimer.async_wait([weak = weak_from_this()](beast::error_code ec) {
        const std::shared_ptr<WebSocket> self = weak.lock();
        if (!ec && self != nullptr && !self->m_subscribed) {
            self->closeWith(websocket::close_code::policy_error);
        }
    });
}

void WebSocket::read()
{
    m_stream.async_read(m_in, [self = shared_from_this()](beast::error_code ec, size_t) {
        if (ec) {
            self->m_closed = true;
            return;
        }
        self->onMessage();
    });
}

void WebSocket::onMessage()
{
    if (m_closed) {
        return;
    }
    if (!m_stream.got_text()) {
        return closeWith(websocket::close_code::unknown_data);
    }
    std::string text = beast::buffers_to_string(m_in.data());
    m_in.consume(m_in.size());
    m_in.shrink_to_fit(); // an idle socket keeps no buffer
    m_subscribed = true;
    m_answering = true;
    m_helloTimer.cancel();
    const WorkerPool::Submitted submitted = m_core.workers.submit(
        [self = shared_from_this(), text = std::move(text)]() mutable {
            std::string answer = self->m_core.hello(self->m_session, text);
            const Executor executor = self->m_io.context.get_executor();
            net::post(executor, [self = std::move(self), answer = std::move(answer)]() mutable {
                self->onAnswer(std::move(answer));
            });
        },
        m_session.sessionId.toRfc4122().toStdString());
    if (submitted != WorkerPool::Submitted::Queued) {
        closeWith(websocket::close_code::try_again_later);
    }
}

void WebSocket::onAnswer(std::string answer)
{
    m_answering = false;
    if (m_closed) {
        return;
    }
    if (answer.empty()) {
        return closeWith(websocket::close_code::policy_error);
    }
    m_queued += answer.size();
    m_out.insert(m_out.begin() + (m_writing ? 1 : 0), std::make_shared<const std::string>(std::move(answer)));
    if (!m_writing) {
        writeNext();
    }
    read();
}

void WebSocket::deliver(const std::shared_ptr<const std::string> &text)
{
    if (!m_subscribed || m_closed) {
        return;
    }
    m_queued += text->size();
    if (m_queued > kMaxMessageQueue && !m_out.empty()) { // one message alone may be as long as it likes
        ++m_core.metrics.socketsCut;
        return cut();
    }
    m_out.push_back(text);
    if (!m_writing && !m_answering) {
        writeNext();
    }
}

void WebSocket::writeNext()
{
    if (m_out.empty() || m_answering || m_closed) {
        return;
    }
    m_writing = true;
    m_stream.async_write(net::buffer(*m_out.front()), [self = shared_from_this()](beast::error_code ec, size_t n) {
        self->m_writing = false;
        self->m_core.metrics.bytesSent += n;
        if (ec) {
            self->m_closed = true;
            return;
        }
        self->m_queued -= self->m_out.front()->size();
        self->m_out.pop_front();
        if (self->m_closeAfterWrite) {
            return self->closeWith(*self->m_closeAfterWrite);
        }
        self->writeNext();
    });
}

void WebSocket::closeWith(websocket::close_code code)
{
    if (m_closed) {
        return;
    }
    if (m_writing) { // a close frame may not overtake the message under way
        m_closeAfterWrite = code;
        return;
    }
    m_closed = true;
    m_stream.async_close(websocket::close_reason(code), [self = shared_from_this()](beast::error_code) {});
}

void WebSocket::cut()
{
    m_closed = true;
    beast::error_code ignored;
    beast::get_lowest_layer(m_stream).socket().close(ignored);
}

} // namespace

bool isWebSocketUpgrade(const UpgradeRequest &request)
{
    return websocket::is_upgrade(request);
}

void acceptWebSocket(EdgeCore &core, IoThread &io, Stream stream, UpgradeRequest request, SessionRef session,
                     const std::string &correlationId, ConnectionBook::Place place)
{
    std::make_shared<WebSocket>(core, io, std::move(stream), std::move(request), std::move(session), std::move(place))
        ->accept(correlationId);
}

} // namespace rawi::server

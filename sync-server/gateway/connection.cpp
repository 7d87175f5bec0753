#include "sync-server/gateway/connection.h"

#include "core/base/clock.h"
#include "core/protocol/messages.h"
#include "sync-server/gateway/reply_head.h"
#include "sync-server/gateway/url_text.h"
#include "sync-server/gateway/web_socket.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>

namespace rawi::server {

namespace beast = boost::beast;
namespace http = beast::http;

namespace {

std::optional<Method> methodOf(http::verb verb)
{
    switch (verb) {
    case http::verb::get:
        return Method::Get;
    case http::verb::head:
        return Method::Head;
    case http::verb::post:
        return Method::Post;
    case http::verb::put:
        return Method::Put;
    case http::verb::patch:
        return Method::Patch;
    case http::verb::delete_:
        return Method::Delete;
    case http::verb::options:
        return Method::Options;
    default:
        return std::nullopt;
    }
}

// A client's id is taken when it cannot disturb a log or a header; else we make one.
std::string correlationIdOf(std::string_view offered)
{
    const bool sane = !offered.empty() && offered.size() <= 64 && std::ranges::all_of(offered, [](char one) {
        return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '-'
            || one == '_' || one == '.';
    });
    return sane ? std::string(offered) : uuidText(makeUuidV7(SystemClock().nowMs())).toStdString();
}

Error framingTooLong()
{
    return {ErrorCode::TooLarge, u"body"_s, u"the header of a chunk or the trailer is longer than %1 bytes"_s.arg(kMaxHeader),
            SubjectKind::Field};
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one; });
    return lower;
}

} // namespace

Connection::Connection(EdgeCore &core, IoThread &io, Socket socket, Peer peer, ConnectionBook::Place place)
    : m_core(core), m_io(io), m_stream(std::move(socket)), m_writer(m_stream, core.disk), m_peer(std::move(peer)),
      m_place(std::move(place))
{
    m_io.connections.insert(this);
    ++m_core.metrics.connections;
}

Connection::~Connection()
{
    m_io.connections.erase(this);
    --m_core.metrics.connections;
}

void Connection::goAway()
{
    m_waiting = false; // nobody makes room by it twice
    if (m_receiving) {
        m_stream.cancel();
    }
}

void Connection::readFirstBytes()
{
    m_header.reset();
    m_body.reset();
    m_upload.reset();
    m_piece.reset();
    m_request = {};
    m_methodKnown = true;
    m_pathBroken = false;
    m_bodyUnread = false;
    m_route = nullptr;
    m_framingError.reset();
    limitBuffer(kMaxBuffered);
    m_waiting = true; // also while a header comes in: one byte a minute is no request
    m_idleSince = std::chrono::steady_clock::now();
    if (m_core.stopping) {
        return;
    }
    if (m_buffer.size() > 0) {
        return readHeader();
    }
    m_buffer.shrink_to_fit(); // an idle connection keeps no upload's buffer
    m_receiving = true;
    m_stream.expires_after(kIdleTime);
    m_stream.async_read_some(m_buffer.prepare(4096), [self = shared_from_this()](Failure failure, size_t n) {
        self->m_receiving = false;
        if (!failure && !self->m_core.stopping) {
            self->m_buffer.commit(n);
            self->readHeader();
        }
    });
}

void Connection::readHeader()
{
    m_header.emplace();
    m_header->header_limit(kMaxHeader);
    m_header->body_limit(boost::none);
    m_receiving = true;
    m_stream.expires_after(kHeaderTime);
    http::async_read_header(m_stream, m_buffer, *m_header, [self = shared_from_this()](Failure failure, size_t) {
        self->m_receiving = false;
        self->onHeader(failure);
    });
}

void Connection::onHeader(Failure failure)
{
    m_waiting = false;
    m_startedAt = std::chrono::steady_clock::now();
    if (failure) {
        return rejectHeader(failure);
    }
    ++m_core.requestsUnderWay;
    takeRequest();
    if (const std::optional<Error> fault = headerFault()) {
        m_keepAlive = false; // where the next request begins is anybody's guess
        return sendProblem(*fault, 400);
    }
    dispatch();
}

void Connection::rejectHeader(Failure failure)
{
    const bool isHttp = failure.category() == http::make_error_code(http::error::bad_target).category();
    if (!isHttp || failure == http::error::end_of_stream || failure == http::error::partial_message) {
        return; // gone, or too slow
    }
    ++m_core.requestsUnderWay;
    m_keepAlive = false;
    m_bodyUnread = true;
    m_httpVersion = 11;
    m_request.peer = m_peer.address;
    m_request.correlationId = correlationIdOf({});
    if (failure == http::error::header_limit) {
        return sendProblem(
            {ErrorCode::TooLarge, u"header"_s, u"the header is longer than %1 bytes"_s.arg(kMaxHeader), SubjectKind::Code}, 431);
    }
    sendProblem({ErrorCode::InvalidArgument, u"request"_s, QString::fromStdString(failure.message())}, 400);
}

void Connection::takeRequest()
{
    const auto &header = m_header->get();
    m_httpVersion = static_cast<int>(header.version());
    m_keepAlive = header.keep_alive();
    m_bodyUnread = m_header->chunked() || m_header->content_length().value_or(0) > 0;
    const std::optional<Method> method = methodOf(header.method());
    m_methodKnown = method.has_value();
    m_request.method = method.value_or(Method::Get);
    const TargetParts target = splitTarget({header.target().data(), header.target().size()});
    const std::optional<std::string> path = percentDecode(target.path);
    m_pathBroken = !path || (!path->starts_with('/') && *path != "*");
    m_request.path = path.value_or(std::string());
    m_request.query = target.query;
    for (const auto &field : header) {
        m_request.headers.emplace_back(lowerCase({field.name_string().data(), field.name_string().size()}),
                                       std::string(field.value().data(), field.value().size()));
    }
    m_core.config.proxies.apply(m_peer, m_request);
    m_request.publicUrl = m_core.publicUrl.get();
    m_request.correlationId = correlationIdOf(m_request.header("x-request-id"));
}

std::optional<Error> Connection::headerFault() const
{
    const auto bad = [](const char *subject, const char *detail) {
        return Error{ErrorCode::InvalidArgument, QLatin1StringView(subject), QLatin1StringView(detail)};
    };
    const auto &header = m_header->get();
    const size_t hosts = header.count(http::field::host);
    if (hosts > 1 || (hosts == 0 && m_httpVersion >= 11)) {
        return bad("Host", "exactly one Host header is needed (RFC 9112 3.2)");
    }
    if (header.count(http::field::transfer_encoding) > 0) {
        const std::string_view coding = m_request.header("transfer-encoding");
        if (header.count(http::field::content_length) > 0) {
            return bad("Content-Length", "not together with Transfer-Encoding (RFC 9112 6.1)");
        }
        if (!equalsNoCase(coding, "chunked") || m_httpVersion < 11) {
            return bad("Transfer-Encoding", "only chunked is understood");
        }
    }
    if (m_pathBroken) {
        return bad("path", "the request target is not a valid path");
    }
    return std::nullopt;
}

void Connection::dispatch()
{
    m_caller = callerOf();
    if (m_request.path == kWebSocketPath && m_methodKnown && m_request.method == Method::Get) {
        return upgrade();
    }
    const std::optional<Method> method = m_methodKnown ? std::optional(m_request.method) : std::nullopt;
    RoutingTable::Match match = m_core.table.match(method, m_request.path);
    if (match.route == nullptr) {
        return sendProblem({ErrorCode::NotFound, QString::fromStdString(m_request.path), u"no such path"_s, SubjectKind::Code});
    }
    m_route = match.route;
    if (!match.methodKnown) {
        Reply reply = Reply::problem({ErrorCode::MethodNotAllowed, QString::fromStdString(m_request.path),
                                      u"allowed: "_s + QString::fromStdString(match.allow)});
        reply.headers.emplace_back("Allow", match.allow);
        return send(std::move(reply));
    }
    m_request.params = std::move(match.params);
    if (m_route->stream) {
        return openSink();
    }
    // Nobody's body is read before there is a token to ask about.
    const bool hopeless = m_route->needsSession && !m_route->allowsSignedUrl && bearerToken(m_request).empty();
    if (!m_bodyUnread || hopeless) {
        return serve();
    }
    const uint64_t limit = m_route->needsSession ? kMaxJsonBody : kMaxAnonymousBody;
    if (m_header->content_length().value_or(0) > limit) {
        return sendProblem(
            {ErrorCode::TooLarge, u"body"_s, u"the body is longer than %1 bytes"_s.arg(limit), SubjectKind::Field});
    }
    afterContinue(&Connection::readBody);
}

// Before anybody looked at the token: who made it up counts for himself alone, too.
std::string Connection::callerOf() const
{
    const std::string_view token = bearerToken(m_request);
    return token.empty() ? limitKeyOf(m_request.peer) : std::string(token);
}

// What is read ahead never grows past this: of chunks, a header or a trailer without end would.
void Connection::limitBuffer(size_t most)
{
    m_buffer.max_size(std::max(most, m_buffer.size()));
}

void Connection::upgrade()
{
    if (!isWebSocketUpgrade(m_header->get())) {
        Reply reply =
            Reply::problem({ErrorCode::UpgradeRequired, QString(), u"this path speaks WebSocket only"_s});
        reply.headers.emplace_back("Upgrade", "websocket");
        return send(std::move(reply));
    }
    if (!listsToken(m_request.header("sec-websocket-protocol"), kWebSocketProtocol)) {
        return sendProblem({ErrorCode::InvalidArgument, u"Sec-WebSocket-Protocol"_s,
                            u"must offer %1"_s.arg(QLatin1StringView(kWebSocketProtocol))},
                           400);
    }
    const auto refusal = std::make_shared<std::optional<Error>>();
    runOnPool(
        m_core.workers,
        [this, refusal] {
            if (Result<SessionRef> session = m_core.gate.authenticate(m_request)) {
                m_request.session = *session;
            } else {
                *refusal = session.error();
            }
        },
        [this, refusal] {
            if (*refusal) {
                return send(RequestGate::refuse(m_request, **refusal));
            }
            record(101);
            --m_core.requestsUnderWay;
            acceptWebSocket(m_core, m_io, std::move(m_stream), m_header->release(), m_request.session,
                            m_request.correlationId, std::move(m_place));
        });
}

// Sends 100 Continue first when the client waits for it (RFC 9110 §10.1.1).
void Connection::afterContinue(void (Connection::*next)())
{
    if (!m_bodyUnread || !equalsNoCase(m_request.header("expect"), "100-continue")) {
        return (this->*next)();
    }
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    m_stream.expires_after(kIdleTime);
    net::async_write(m_stream, net::buffer(kContinue),
                     [self = shared_from_this(), next](Failure failure, size_t) {
                         if (failure) {
                             return self->onSent(false);
                         }
                         ((*self).*next)();
                     });
}

void Connection::readBody()
{
    m_body.emplace(std::move(*m_header));
    limitBuffer(m_body->chunked() ? kMaxHeader : kUploadReadBuffer);
    m_body->body_limit(m_route->needsSession ? kMaxJsonBody : kMaxAnonymousBody);
    m_receiving = true;
    m_stream.expires_after(kIdleTime);
    http::async_read(m_stream, m_buffer, *m_body, [self = shared_from_this()](Failure failure, size_t) {
        self->m_receiving = false;
        self->onBody(failure);
    });
}

void Connection::onBody(Failure failure)
{
    if (failure == http::error::body_limit) {
        return sendProblem({ErrorCode::TooLarge, u"body"_s, u"the body is too long"_s, SubjectKind::Field});
    }
    if (failure == http::error::buffer_overflow) {
        return sendProblem(framingTooLong());
    }
    if (failure) {
        const bool isHttp = failure.category() == http::make_error_code(http::error::bad_target).category();
        if (!isHttp || failure == http::error::partial_message) {
            m_keepAlive = false;
            return onSent(false);
        }
        return sendProblem({ErrorCode::InvalidArgument, u"body"_s, QString::fromStdString(failure.message())},
                           400);
    }
    m_bodyUnread = false;
    m_request.body = std::move(m_body->get().body());
    m_core.metrics.bytesReceived += m_request.body.size();
    serve();
}

void Connection::serve()
{
    if (m_route->isInstant) {
        return send(m_core.gate.serve(m_request, *m_route));
    }
    const auto reply = std::make_shared<Reply>();
    runOnPool(
        m_route->isSlow ? m_core.slow : m_core.workers,
        [this, reply] {
            *reply = m_core.unread.isFull(m_caller) ? RequestGate::tooMany(1) : m_core.gate.serve(m_request, *m_route);
        },
        [this, reply] { send(std::move(*reply)); });
}

// The streamed requests: pieces of 256 kB from the socket to the sink, one at a time.
void Connection::openSink()
{
    const auto refusal = std::make_shared<std::optional<Reply>>();
    runOnPool(
        m_core.workers,
        [this, refusal] {
            *refusal = m_core.gate.admit(m_request, *m_route);
            if (*refusal) {
                return;
            }
            Result<std::unique_ptr<BodySink>> sink = m_route->stream(m_request);
            if (sink) {
                m_sink = std::move(*sink);
            } else {
                *refusal = RequestGate::refuse(m_request, sink.error());
            }
        },
        [this, refusal] {
            if (*refusal) {
                return send(std::move(**refusal));
            }
            m_filled = 0;
            m_uploadBroken = false;
            m_sinkError.reset();
            if (!m_bodyUnread) {
                return finishSink();
            }
            afterContinue(&Connection::startUpload);
        });
}

void Connection::startUpload()
{
    m_upload.emplace(std::move(*m_header));
    m_upload->body_limit(boost::none); // the sink knows how much it takes
    m_upload->eager(true);
    limitBuffer(m_upload->chunked() ? kMaxHeader : kUploadReadBuffer);
    m_buffer.reserve(m_buffer.max_size());
    m_piece = std::make_unique_for_overwrite<char[]>(kUploadPiece);
    readPiece();
}

void Connection::readPiece()
{
    auto &body = m_upload->get().body();
    body.data = m_piece.get() + m_filled;
    body.size = kUploadPiece - m_filled;
    body.more = true;
    m_receiving = true;
    m_stream.expires_after(kIdleTime);
    http::async_read_some(m_stream, m_buffer, *m_upload, [self = shared_from_this()](Failure failure, size_t) {
        self->m_receiving = false;
        self->onPiece(failure == http::error::need_buffer ? Failure() : failure);
    });
}

void Connection::onPiece(Failure failure)
{
    m_filled = kUploadPiece - m_upload->get().body().size;
    m_uploadBroken = failure || (m_core.stopping && !m_upload->is_done());
    const bool isHttp = failure.category() == http::make_error_code(http::error::bad_target).category();
    if (failure && isHttp && failure != http::error::partial_message) {
        m_framingError = failure == http::error::buffer_overflow
            ? framingTooLong()
            : Error{ErrorCode::InvalidArgument, u"body"_s, QString::fromStdString(failure.message())};
    }
    if (!m_uploadBroken && !m_upload->is_done() && m_filled < kUploadPiece) {
        return readPiece();
    }
    if (m_filled == 0) {
        return finishSink();
    }
    writePiece();
}

void Connection::writePiece()
{
    runOnPool(
        m_core.disk,
        [this] {
            if (Result<void> written = m_sink->write(m_piece.get(), m_filled); !written) {
                m_sinkError = written.error();
            }
        },
        [this] {
            m_core.metrics.bytesReceived += m_filled;
            m_filled = 0;
            if (m_sinkError || m_uploadBroken || m_upload->is_done()) {
                return finishSink();
            }
            readPiece();
        });
}

void Connection::finishSink()
{
    const bool complete = !m_uploadBroken && !m_sinkError && (!m_upload || m_upload->is_done());
    const auto reply = std::make_shared<Reply>();
    runOnPool(
        m_core.disk,
        [this, reply, complete] {
            Result<Reply> finished = m_sink->finish(complete);
            m_sink.reset();
            if (m_sinkError || !finished) {
                *reply = RequestGate::refuse(m_request, m_sinkError ? *m_sinkError : finished.error());
            } else {
                *reply = std::move(*finished);
            }
        },
        [this, reply, complete] {
            if (complete) {
                m_bodyUnread = false;
            }
            if (m_framingError && !m_sinkError) {
                return sendProblem(*m_framingError, m_framingError->code == ErrorCode::InvalidArgument ? 400 : 0);
            }
            if (m_uploadBroken && !m_sinkError) {
                m_keepAlive = false;
                return onSent(false);
            }
            send(std::move(*reply));
        });
}

// Runs `job` on a pool, then `then` on the io thread. The job's thread gives its hold on the connection away with
// the post, so that the connection is always destroyed on its io thread.
void Connection::runOnPool(WorkerPool &pool, std::function<void()> job, std::function<void()> then)
{
    const WorkerPool::Submitted submitted = pool.submit(
        [self = shared_from_this(), job = std::move(job), then = std::move(then)]() mutable {
            job();
            job = nullptr;
            const Executor executor = self->m_io.context.get_executor();
            net::post(executor, [self = std::move(self), then = std::move(then)] { then(); });
        },
        m_caller);
    if (submitted == WorkerPool::Submitted::CallerFull) {
        send(RequestGate::tooMany(1));
    } else if (submitted == WorkerPool::Submitted::PoolFull) {
        sendProblem({ErrorCode::ServerUnavailable, QString(), u"too much to do; try again"_s});
    }
}

void Connection::sendProblem(const Error &error, int status)
{
    Reply reply = Reply::problem(error);
    if (status != 0 && status != reply.status) {
        QJsonObject problem = problemFromError(error);
        problem.insert(u"status"_s, status);
        reply.body = Reply::json(problem).body;
        reply.status = status;
    }
    send(std::move(reply));
}

void Connection::send(Reply reply)
{
    m_status = reply.status;
    if (reply.status == 503) {
        reply.headers.emplace_back("Retry-After", "1");
    }
    for (auto &[name, value] : reply.headers) { // handlers write paths
        if (!m_request.publicUrl.empty() && name == "Location" && value.starts_with('/')) {
            value.insert(0, m_request.publicUrl);
        }
    }
    m_keepAlive = m_keepAlive && !m_bodyUnread && !m_core.stopping;
    std::string head = replyHead(reply, {m_httpVersion, m_keepAlive, m_request.correlationId});
    const bool withBody = m_request.method != Method::Head && reply.status != 304;
    m_core.metrics.bytesSent += head.size()
        + (!withBody ? 0 : reply.file ? static_cast<size_t>(reply.file->length) : reply.body.size());
    if (withBody && !reply.file && reply.body.size() >= UnreadReplies::kCounted) {
        m_unread = reply.body.size();
        m_core.unread.add(m_caller, m_unread);
    }
    m_writer.write(shared_from_this(), std::move(head), std::move(reply), withBody,
                   [this](bool ok) { onSent(ok); });
}

void Connection::onSent(bool ok)
{
    record(m_status != 0 ? m_status : 499); // 499: the client left before it had an answer
    m_status = 0;
    m_hadSession = m_hadSession || !m_request.session.sessionId.isNull();
    if (m_unread > 0) {
        m_core.unread.remove(m_caller, std::exchange(m_unread, 0));
    }
    --m_core.requestsUnderWay;
    m_sink.reset();
    if (!ok) {
        return;
    }
    if (m_keepAlive) {
        return readFirstBytes();
    }
    Failure ignored;
    m_stream.socket().shutdown(Socket::shutdown_send, ignored);
    m_stream.expires_after(std::chrono::seconds(2));
    linger();
}

void Connection::record(int status)
{
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - m_startedAt;
    const std::string_view method = m_methodKnown ? methodName(m_request.method) : std::string_view("OTHER");
    m_core.metrics.requestDone(method, m_route != nullptr ? std::string_view(m_route->pattern) : std::string_view(),
                               status, took.count());
    const std::string user =
        m_request.session.actor.id.isNull() ? std::string() : m_request.session.actor.id.text().toStdString();
    m_core.log.write({m_request.correlationId, method, m_request.path, status, took.count() * 1000, m_request.peer, user});
}

// Reads what the client still sends for a moment: closing at once would reset the connection and could take the
// reply away with it (RFC 9112 §9.6).
void Connection::linger()
{
    m_buffer.clear();
    m_receiving = true;
    m_stream.async_read_some(m_buffer.prepare(kMaxHeader), [self = shared_from_this()](Failure failure, size_t) {
        self->m_receiving = false;
        if (!failure && !self->m_core.stopping) {
            self->linger();
        }
    });
}

} // namespace rawi::server

// The streamed half of a connection: pieces of 256 kB from the socket to the sink, one at a time.
#include "sync-server/gateway/connection.h"

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

namespace rawi::server {

namespace http = boost::beast::http;

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
    m_buffer.reserve(kUploadReadBuffer);
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
            if (m_uploadBroken && !m_sinkError) {
                m_keepAlive = false;
                return onSent(false);
            }
            send(std::move(*reply));
        });
}

} // namespace rawi::server

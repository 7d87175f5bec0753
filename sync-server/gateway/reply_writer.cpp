#include "sync-server/gateway/reply_writer.h"

#include "sync-server/gateway/edge_core.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <sys/sendfile.h>
#include <unistd.h>

namespace rawi::server {

namespace {

// How much one download sends before another gets its turn on the disk pool.
constexpr qint64 kTurn = 4 << 20;

} // namespace

ReplyWriter::ReplyWriter(Stream &stream, WorkerPool &disk)
    : m_stream(stream), m_disk(disk), m_deadline(stream.get_executor())
{
}

ReplyWriter::~ReplyWriter()
{
    if (m_reply.file) {
        ::close(m_reply.file->fd);
    }
}

void ReplyWriter::write(std::shared_ptr<void> owner, std::string head, Reply reply, bool withBody, Done done)
{
    m_head = std::move(head);
    m_reply = std::move(reply);
    m_done = std::move(done);
    const std::array<net::const_buffer, 2> buffers{
        net::buffer(m_head), withBody && !m_reply.file ? net::buffer(m_reply.body) : net::const_buffer()};
    m_stream.expires_after(kIdleTime);
    net::async_write(m_stream, buffers,
                     [this, owner = std::move(owner), withBody](boost::system::error_code ec, size_t) mutable {
                         if (ec || !withBody || !m_reply.file) {
                             return finish(!ec);
                         }
                         m_stream.expires_never();
                         boost::system::error_code ignored;
                         m_stream.socket().native_non_blocking(true, ignored);
                         sendPiece(std::move(owner));
                     });
}

void ReplyWriter::sendPiece(std::shared_ptr<void> owner)
{
    const WorkerPool::Submitted submitted = m_disk.submit([this, owner]() mutable {
        const PieceOutcome outcome = sendfileTurn();
        // The job gives its hold on the connection away: it must not be the one that destroys it.
        const Executor executor = m_stream.get_executor();
        net::post(executor, [this, owner = std::move(owner), outcome]() mutable {
            if (outcome == PieceOutcome::Broken || m_reply.file->length == 0) {
                return finish(outcome != PieceOutcome::Broken);
            }
            if (outcome == PieceOutcome::WouldBlock) {
                return waitWritable(std::move(owner));
            }
            sendPiece(std::move(owner));
        });
    });
    if (submitted != WorkerPool::Submitted::Queued) {
        finish(false);
    }
}

ReplyWriter::PieceOutcome ReplyWriter::sendfileTurn()
{
    FileRange &range = *m_reply.file;
    off_t offset = range.offset;
    qint64 turn = kTurn;
    while (range.length > 0 && turn > 0) {
        const auto wanted = static_cast<size_t>(std::min(range.length, turn));
        const ssize_t sent = ::sendfile(m_stream.socket().native_handle(), range.fd, &offset, wanted);
        if (sent <= 0) {
            if (sent < 0 && errno == EINTR) {
                continue;
            }
            // 0: the file is shorter than promised; only closing tells the client.
            return sent < 0 && errno == EAGAIN ? PieceOutcome::WouldBlock : PieceOutcome::Broken;
        }
        range.offset = offset;
        range.length -= sent;
        turn -= sent;
    }
    return PieceOutcome::Sent;
}

void ReplyWriter::waitWritable(std::shared_ptr<void> owner)
{
    m_deadline.expires_after(kIdleTime);
    m_deadline.async_wait([this, owner](boost::system::error_code ec) {
        if (!ec && m_deadline.expiry() <= std::chrono::steady_clock::now()) {
            m_stream.socket().cancel(ec);
        }
    });
    m_stream.socket().async_wait(Socket::wait_write,
                                 [this, owner = std::move(owner)](boost::system::error_code ec) mutable {
                                     m_deadline.cancel();
                                     if (ec) {
                                         return finish(false);
                                     }
                                     sendPiece(std::move(owner));
                                 });
}

void ReplyWriter::finish(bool ok)
{
    if (m_reply.file) {
        ::close(m_reply.file->fd);
    }
    m_reply = {};
    const Done done = std::move(m_done);
    m_done = nullptr;
    done(ok);
}

} // namespace rawi::server

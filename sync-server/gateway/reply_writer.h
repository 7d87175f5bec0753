#pragma once

#include "sync-server/gateway/http.h"
#include "sync-server/gateway/io_thread.h"
#include "sync-server/gateway/worker_pool.h"

namespace rawi::server {

// Sends one reply at a time on a connection's stream: head and body in one gathered write, files with sendfile
// on the disk pool, because a read from a cold disk would hold the io thread. Lives on an io thread.
class ReplyWriter {
public:
    // Called on the io thread when the reply is out or the connection broke.
    using Done = std::function<void(bool ok)>;

    ReplyWriter(Stream &stream, WorkerPool &disk);
    ~ReplyWriter();
    ReplyWriter(const ReplyWriter &) = delete;
    ReplyWriter &operator=(const ReplyWriter &) = delete;

    // `owner` keeps the connection, and with it this writer, alive meanwhile. Takes over the reply's file.
    void write(std::shared_ptr<void> owner, std::string head, Reply reply, bool withBody, Done done);

private:
    enum class PieceOutcome { Sent, WouldBlock, Broken };

    void sendPiece(std::shared_ptr<void> owner);
    PieceOutcome sendfileTurn();
    void waitWritable(std::shared_ptr<void> owner);
    void finish(bool ok);

    Stream &m_stream;
    WorkerPool &m_disk;
    Timer m_deadline;
    std::string m_head;
    Reply m_reply;
    Done m_done;
};

} // namespace rawi::server

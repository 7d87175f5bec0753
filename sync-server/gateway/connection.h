#pragma once

#include "sync-server/gateway/edge_core.h"
#include "sync-server/gateway/io_thread.h"
#include "sync-server/gateway/reply_writer.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace rawi::server {

// One HTTP connection: reads a request, has it served on a worker, sends the reply, reads the next. One request is
// under way at a time, which gives order and back-pressure. Lives on its io thread; while a job holds m_request or
// m_sink on another thread, nothing here touches them.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(EdgeCore &core, IoThread &io, Socket socket, Peer peer, ConnectionBook::Place place);
    ~Connection();
    void start() { readFirstBytes(); }
    // Waits for a request, and none so far had a session.
    bool isIdleStranger() const { return m_waiting && !m_hadSession; }
    std::chrono::steady_clock::time_point idleSince() const { return m_idleSince; }
    // The server stops: closes now when idle or receiving, else after the reply under way.
    void goAway();

private:
    template <typename Body>
    using Parser = boost::beast::http::request_parser<Body>;
    using Failure = boost::beast::error_code;

    void readFirstBytes();
    void readHeader();
    void onHeader(Failure failure);
    void rejectHeader(Failure failure);
    void takeRequest();
    std::optional<Error> headerFault() const;
    void dispatch();
    void upgrade();

    void afterContinue(void (Connection::*next)());
    void readBody();
    void onBody(Failure failure);
    void serve();

    void openSink();
    void startUpload();
    void readPiece();
    void onPiece(Failure failure);
    void writePiece();
    void finishSink();

    std::string callerOf() const;
    void limitBuffer(size_t most);
    void runOnPool(WorkerPool &pool, std::function<void()> job, std::function<void()> then);
    void sendProblem(const Error &error, int status = 0);
    void send(Reply reply);
    void onSent(bool ok);
    void record(int status);
    void linger();

    EdgeCore &m_core;
    IoThread &m_io;
    Stream m_stream;
    ReplyWriter m_writer;
    const Peer m_peer;
    ConnectionBook::Place m_place;
    bool m_waiting = false;
    bool m_hadSession = false;
    std::chrono::steady_clock::time_point m_idleSince = std::chrono::steady_clock::now();
    std::string m_caller; // who the request counts for: a token or an address
    size_t m_unread = 0;  // bytes of the reply that wait to be read
    boost::beast::flat_buffer m_buffer;

    // The request under way.
    std::optional<Parser<boost::beast::http::empty_body>> m_header;
    std::optional<Parser<boost::beast::http::string_body>> m_body;
    std::optional<Parser<boost::beast::http::buffer_body>> m_upload;
    Request m_request;
    bool m_methodKnown = true;
    bool m_pathBroken = false;
    int m_httpVersion = 11;
    bool m_keepAlive = true;
    bool m_bodyUnread = false; // then the connection cannot be used again
    const Route *m_route = nullptr;
    std::chrono::steady_clock::time_point m_startedAt;
    int m_status = 0;
    bool m_receiving = false; // a read is pending: goAway() may cancel it

    std::unique_ptr<BodySink> m_sink;
    std::unique_ptr<char[]> m_piece;
    size_t m_filled = 0;
    bool m_uploadBroken = false;
    std::optional<Error> m_sinkError;
    std::optional<Error> m_framingError; // what was sent is no HTTP
};

} // namespace rawi::server

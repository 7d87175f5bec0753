#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rawi::server {

// One reply as it came over the wire; header names in lower case.
struct RawReply {
    int status = 0;
    std::map<std::string, std::string> headers;
    std::string body;
    bool closed = false; // nothing came, the server closed

    std::string header(const std::string &name) const;
};

// A TCP client that sends exactly the bytes it is told, for requests no HTTP library would send. Blocking, 10 s.
class RawClient {
public:
    explicit RawClient(int port);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    void send(const std::string &bytes);
    // False when the server closed meanwhile.
    bool trySend(const std::string &bytes);
    // `bodyFollows` = false for the reply to HEAD.
    RawReply read(bool bodyFollows = true);
    RawReply ask(const std::string &bytes) { return send(bytes), read(); }
    // Whether the server closes within two seconds, whatever it sends before.
    bool isClosed();
    void close();
    void reset();           // closes with RST
    void readSlowly();      // a small receive buffer
    int descriptor() const { return m_fd; }

    // A WebSocket frame as a client sends it (masked), and the next one from the server.
    struct Frame {
        int opcode = -1; // -1: the connection ended
        bool fin = true;
        std::string payload;
        int closeCode() const;
    };
    void sendFrame(int opcode, const std::string &payload, bool fin = true);
    Frame readFrame();
    // The next frame that is not a ping.
    Frame readMessage();

private:
    bool fill();
    std::optional<std::string> take(size_t count);

    int m_fd = -1;
    std::string m_buffer;
};

// "METHOD path HTTP/1.1" with Host, the extra header lines (each with \r\n), Content-Length and the body.
std::string requestText(const std::string &method, const std::string &path, const std::string &extra = {},
                        const std::string &body = {});
// The same with a bearer token and a JSON body.
std::string jsonRequest(const std::string &method, const std::string &path, const std::string &token,
                        const std::string &body = {}, const std::string &extra = {});
std::string upgradeText(const std::string &path, const std::string &extra = "Sec-WebSocket-Protocol: rawi.v1\r\n");

} // namespace rawi::server

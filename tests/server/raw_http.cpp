#include "tests/server/raw_http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace rawi::server {

std::string RawReply::header(const std::string &name) const
{
    const auto it = headers.find(name);
    return it == headers.end() ? std::string() : it->second;
}

RawClient::RawClient(int port)
{
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval limit{10, 0};
    setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    const int on = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        throw std::runtime_error("cannot connect to the edge");
    }
}

RawClient::~RawClient()
{
    close();
}

void RawClient::close()
{
    if (m_fd >= 0) {
        ::close(m_fd);
        m_fd = -1;
    }
}

void RawClient::reset()
{
    const linger now{1, 0};
    setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

void RawClient::readSlowly()
{
    const int size = 4096;
    setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

bool RawClient::trySend(const std::string &bytes)
{
    size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::send(m_fd, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (n <= 0) {
            return false;
        }
        done += static_cast<size_t>(n);
    }
    return true;
}

void RawClient::send(const std::string &bytes)
{
    trySend(bytes);
}

bool RawClient::fill()
{
    char piece[65536];
    const ssize_t n = ::recv(m_fd, piece, sizeof piece, 0);
    if (n <= 0) {
        return false;
    }
    m_buffer.append(piece, static_cast<size_t>(n));
    return true;
}

std::optional<std::string> RawClient::take(size_t count)
{
    while (m_buffer.size() < count) {
        if (!fill()) {
            return std::nullopt;
        }
    }
    std::string taken = m_buffer.substr(0, count);
    m_buffer.erase(0, count);
    return taken;
}

RawReply RawClient::read(bool bodyFollows)
{
    RawReply reply;
    size_t end = 0;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) {
            reply.closed = true;
            return reply;
        }
    }
    const std::string head = *take(end + 4);
    reply.status = std::stoi(head.substr(9, 3));
    for (size_t at = head.find("\r\n") + 2; at < end; at = head.find("\r\n", at) + 2) {
        const size_t colon = head.find(": ", at);
        std::string name = head.substr(at, colon - at);
        std::ranges::transform(name, name.begin(), [](unsigned char one) { return std::tolower(one); });
        reply.headers[name] = head.substr(colon + 2, head.find("\r\n", at) - colon - 2);
    }
    const std::string length = reply.header("content-length");
    if (bodyFollows && !length.empty()) {
        const std::optional<std::string> body = take(std::stoull(length));
        reply.closed = !body;
        reply.body = body.value_or(std::string());
    }
    return reply;
}

bool RawClient::isClosed()
{
    const timeval limit{2, 500'000};
    setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    char piece[65536];
    for (;;) {
        const ssize_t n = ::recv(m_fd, piece, sizeof piece, 0);
        if (n == 0 || (n < 0 && errno == ECONNRESET)) {
            return true;
        }
        if (n < 0) {
            return false;
        }
    }
}

int RawClient::Frame::closeCode() const
{
    return opcode != 8 || payload.size() < 2
        ? 0
        : (static_cast<unsigned char>(payload[0]) << 8) + static_cast<unsigned char>(payload[1]);
}

void RawClient::sendFrame(int opcode, const std::string &payload, bool fin)
{
    std::string frame;
    frame += static_cast<char>((fin ? 0x80 : 0) | opcode);
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else if (payload.size() < 65536) {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size());
    } else {
        frame += static_cast<char>(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8) {
            frame += static_cast<char>(static_cast<uint64_t>(payload.size()) >> shift);
        }
    }
    const std::string mask = "\x11\x22\x33\x44";
    frame += mask;
    for (size_t i = 0; i < payload.size(); ++i) {
        frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    }
    trySend(frame);
}

RawClient::Frame RawClient::readFrame()
{
    Frame frame;
    const std::optional<std::string> start = take(2);
    if (!start) {
        return frame;
    }
    uint64_t length = static_cast<unsigned char>((*start)[1]) & 0x7F;
    if (length >= 126) {
        const std::string more = take(length == 126 ? 2 : 8).value_or(std::string());
        length = 0;
        for (const char one : more) {
            length = (length << 8) + static_cast<unsigned char>(one);
        }
    }
    const std::optional<std::string> payload = take(length);
    if (payload) {
        frame.opcode = (*start)[0] & 0x0F;
        frame.fin = ((*start)[0] & 0x80) != 0;
        frame.payload = *payload;
    }
    return frame;
}

RawClient::Frame RawClient::readMessage()
{
    for (;;) {
        const Frame frame = readFrame();
        if (frame.opcode != 9) {
            return frame;
        }
    }
}

std::string requestText(const std::string &method, const std::string &path, const std::string &extra,
                        const std::string &body)
{
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: test\r\n" + extra;
    if (!body.empty()) {
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    return text + "\r\n" + body;
}

std::string jsonRequest(const std::string &method, const std::string &path, const std::string &token,
                        const std::string &body, const std::string &extra)
{
    return requestText(method, path,
                       "Authorization: Bearer " + token + "\r\n"
                           + (body.empty() ? "" : "Content-Type: application/json\r\n") + extra,
                       body);
}

std::string upgradeText(const std::string &path, const std::string &extra)
{
    return requestText("GET", path,
                       "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           + extra);
}

} // namespace rawi::server

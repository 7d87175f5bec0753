#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

#include <functional>

namespace rawi::test {

struct PeerRequest {
    QByteArray verb;
    QString path;
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; // lower-case names
    QByteArray body;
};

enum class PeerFault {
    None,
    CutBody,  // promises the whole body, sends half of it and closes
    Close,    // closes without an answer
    NoAnswer, // keeps the connection open and says nothing
};

struct PeerReply {
    int status = 200;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    PeerFault fault = PeerFault::None;
};

// An HTTP/1.1 peer that can be broken on purpose, for what a real server never does. Answers on the thread that
// made it, whose event loop must run.
class HttpPeer {
public:
    using Handler = std::function<PeerReply(const PeerRequest &)>;
    // `port` 0 = any free one.
    explicit HttpPeer(Handler handler, quint16 port = 0);
    QUrl url() const;

private:
    void serve(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const PeerRequest &request);

    Handler m_handler;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_received;
};

} // namespace rawi::test

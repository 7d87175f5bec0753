#include "tests/support/http_peer.h"

#include "core/base/literals.h"

#include <QTcpSocket>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

// The request at the start of `data`, which loses it; nothing while it is not whole.
std::optional<PeerRequest> takeRequest(QByteArray &data)
{
    const qsizetype headEnd = data.indexOf("\r\n\r\n");
    if (headEnd < 0) {
        return std::nullopt;
    }
    PeerRequest request;
    const QList<QByteArray> lines = data.first(headEnd).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    const QUrl url(QString::fromLatin1(first.value(1)));
    request.verb = first.value(0);
    request.path = url.path();
    request.query = QUrlQuery(url);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (data.size() < headEnd + 4 + length) {
        return std::nullopt;
    }
    request.body = data.sliced(headEnd + 4, length);
    data.remove(0, headEnd + 4 + length);
    return request;
}

} // namespace

HttpPeer::HttpPeer(Handler handler, quint16 port) : m_handler(std::move(handler))
{
    EXPECT_TRUE(m_server.listen(QHostAddress::LocalHost, port)) << qUtf8Printable(m_server.errorString());
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { serve(socket); });
            QObject::connect(socket, &QTcpSocket::disconnected, &m_server, [this, socket] {
                m_received.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

QUrl HttpPeer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void HttpPeer::serve(QTcpSocket *socket)
{
    QByteArray data = m_received.take(socket) + socket->readAll();
    while (const std::optional<PeerRequest> request = takeRequest(data)) {
        answer(socket, *request);
    }
    m_received.insert(socket, data);
}

void HttpPeer::answer(QTcpSocket *socket, const PeerRequest &request)
{
    const PeerReply reply = m_handler(request);
    if (reply.fault == PeerFault::NoAnswer) {
        return;
    }
    if (reply.fault == PeerFault::Close) {
        socket->disconnectFromHost();
        return;
    }
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Said\r\n";
    for (const auto &[name, value] : reply.headers) {
        head += name + ": " + value + "\r\n";
    }
    if (reply.status != 204) {
        head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    }
    socket->write(head + "\r\n");
    if (reply.fault == PeerFault::CutBody) {
        socket->write(reply.body.first(reply.body.size() / 2));
        socket->disconnectFromHost();
    } else if (request.verb != "HEAD") {
        socket->write(reply.body);
    }
}

} // namespace rawi::test

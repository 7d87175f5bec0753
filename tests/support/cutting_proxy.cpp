#include "tests/support/cutting_proxy.h"

#include "core/base/literals.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <gtest/gtest.h>

namespace rawi::test {

// Both ends of one connection; a child of the listening server, and parent of the sockets.
struct CuttingProxy::Pair : QObject {
    explicit Pair(QObject *parent) : QObject(parent) {}
    QTcpSocket *client = nullptr;
    QTcpSocket *server = nullptr;
    qint64 fromClient = 0;
    qint64 fromServer = 0;
};

CuttingProxy::CuttingProxy(const QUrl &server) : m_target(server)
{
    EXPECT_TRUE(m_server.listen(QHostAddress::LocalHost)) << qUtf8Printable(m_server.errorString());
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        while (QTcpSocket *client = m_server.nextPendingConnection()) {
            accept(client);
        }
    });
}

QUrl CuttingProxy::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void CuttingProxy::setRefusing(bool refusing)
{
    m_refusing = refusing;
    if (refusing) {
        cutAll();
    }
}

void CuttingProxy::cutAll()
{
    const QList<Pair *> pairs = m_pairs;
    for (Pair *pair : pairs) {
        cut(pair);
    }
}

void CuttingProxy::accept(QTcpSocket *client)
{
    if (m_refusing) {
        client->abort();
        client->deleteLater();
        return;
    }
    auto *pair = new Pair(&m_server);
    m_pairs.append(pair);
    pair->client = client;
    client->setParent(pair);
    pair->server = new QTcpSocket(pair);
    QObject::connect(client, &QTcpSocket::readyRead, pair, [this, pair] {
        pass(pair, pair->client, pair->server, pair->fromClient, m_truncateRequestsAfter);
    });
    QObject::connect(pair->server, &QTcpSocket::readyRead, pair, [this, pair] {
        pass(pair, pair->server, pair->client, pair->fromServer, m_truncateAfter);
    });
    const auto end = [this, pair] { cut(pair); };
    QObject::connect(client, &QTcpSocket::disconnected, pair, end);
    QObject::connect(pair->server, &QTcpSocket::disconnected, pair, end);
    QObject::connect(pair->server, &QTcpSocket::errorOccurred, pair, end);
    pair->server->connectToHost(m_target.host(), static_cast<quint16>(m_target.port()));
}

void CuttingProxy::pass(Pair *pair, QTcpSocket *from, QTcpSocket *to, qint64 &passed, qint64 limit)
{
    QByteArray data = from->readAll();
    const bool over = limit > 0 && passed + data.size() > limit;
    if (over) {
        data.truncate(std::max<qint64>(0, limit - passed));
    }
    passed += data.size();
    const auto write = [this, pair, to, data, over] {
        to->write(data);
        if (over) {
            ++m_cuts;
            to->flush();
            cut(pair);
        }
    };
    if (m_delayMs > 0) {
        QTimer::singleShot(m_delayMs, pair, write);
    } else {
        write();
    }
}

void CuttingProxy::cut(Pair *pair)
{
    if (m_pairs.removeOne(pair)) {
        pair->client->disconnect(pair);
        pair->server->disconnect(pair);
        pair->client->disconnectFromHost();
        pair->server->disconnectFromHost();
        pair->deleteLater();
    }
}

} // namespace rawi::test

#include "app/desktop/single_instance.h"

#include "core/base/literals.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QFileInfo>
#include <QLocalSocket>

namespace rawi::app {

namespace {

constexpr int kAnswerMs = 1000;
constexpr qint64 kMaxMessage = 1024 * 1024;

} // namespace

SingleInstance::SingleInstance(const QString &profile, QObject *parent) : QObject(parent)
{
    const QByteArray path = QFileInfo(profile).absoluteFilePath().toUtf8();
    m_name = u"rawi-"_s
        + QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().first(16));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        QLocalSocket *socket = m_server.nextPendingConnection();
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > kMaxMessage) {
                socket->abort();
                return;
            }
            QDataStream stream(socket);
            stream.startTransaction();
            QStringList files;
            stream >> files;
            if (stream.commitTransaction()) {
                Q_EMIT raised(files);
                socket->disconnectFromServer();
            }
        });
    });
}

bool SingleInstance::handOver(const QStringList &files) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kAnswerMs)) {
        return false;
    }
    QDataStream stream(&socket);
    stream << files;
    return socket.waitForBytesWritten(kAnswerMs)
        && (socket.state() == QLocalSocket::UnconnectedState || socket.waitForDisconnected(kAnswerMs));
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_name); // of a desk that crashed; a living one answered handOver
    m_server.listen(m_name);
}

} // namespace rawi::app

#include "core/sync/socket_client.h"

#include "core/base/log.h"
#include "core/protocol/messages.h"
#include "core/sync/feed_codec.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace rawi {

namespace {

constexpr quint64 kMaxMessage = 1024 * 1024; // Qt's own default is 2 GiB
constexpr int kWelcomeMs = 5'000;            // TCP, TLS, handshake and hello together
constexpr int kHeartbeatMs = 10'000;
constexpr int kActiveHeartbeatMs = 5'000;
constexpr int kSilenceMs = 12'000; // then the connection is dead, whatever TCP believes

// A tenth earlier at most, so that desks that were started together do not beat together.
int jittered(int ms)
{
    return ms * static_cast<int>(90 + QRandomGenerator::global()->bounded(11)) / 100;
}

} // namespace

SocketClient::SocketClient(QObject *parent)
    : QObject(parent)
    , m_retry(this)
    , m_welcomeLimit(this)
    , m_heartbeat(this)
    , m_silence(this)
{
    m_retry.setSingleShot(true);
    m_welcomeLimit.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &SocketClient::connectNow);
    connect(&m_welcomeLimit, &QTimer::timeout, this, [this] { drop(u"no welcome in time"_s); });
    m_silence.setSingleShot(true);
    connect(&m_heartbeat, &QTimer::timeout, this, &SocketClient::beat);
    connect(&m_silence, &QTimer::timeout, this, [this] { drop(u"nothing heard"_s); });
}

SocketClient::~SocketClient()
{
    if (m_socket) {
        m_socket->disconnect(this);
    }
}

void SocketClient::start(std::function<Greeting()> greeting)
{
    stop();
    m_greeting = std::move(greeting);
    m_backoff.reset();
    connectNow();
}

void SocketClient::stop()
{
    m_greeting = nullptr;
    m_retry.stop();
    m_welcomeLimit.stop();
    m_heartbeat.stop();
    m_silence.stop();
    m_welcomed = false;
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater(); // we may be inside one of its signals
    }
}

void SocketClient::retryNow()
{
    if (m_retry.isActive()) {
        m_backoff.reset();
        m_retry.stop();
        connectNow();
    }
}

void SocketClient::connectNow()
{
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingMessageSize(kMaxMessage);
    m_socket->setMaxAllowedIncomingFrameSize(kMaxMessage);
    connect(m_socket.get(), &QWebSocket::connected, this, &SocketClient::sayHello);
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] { drop(m_socket->closeReason()); });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &SocketClient::take);
    connect(m_socket.get(), &QWebSocket::pong, this, &SocketClient::hear);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QLatin1StringView(kWebSocketProtocol)});
    m_welcomeLimit.start(kWelcomeMs);
    m_socket->open(m_greeting().url, options);
}

void SocketClient::sayHello()
{
    const QJsonObject hello{{u"type"_s, u"hello"_s},
                            {u"protocol"_s, QJsonArray{kProtocolMin, kProtocolMax}},
                            {u"schema"_s, kSchemaVersion},
                            {u"cursor"_s, cursorToJson(m_greeting().cursor)}};
    m_socket->sendTextMessage(QString::fromUtf8(QJsonDocument(hello).toJson(QJsonDocument::Compact)));
}

void SocketClient::hear()
{
    if (m_welcomed) {
        m_silence.start(kSilenceMs);
        Q_EMIT heard();
    }
}

void SocketClient::setActive(bool active)
{
    m_isActive = active;
    if (m_welcomed) {
        beat();
    }
}

void SocketClient::take(const QString &text)
{
    hear();
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString type = message.value("type"_L1).toString();
    if (type == "welcome"_L1) {
        m_welcomed = true;
        m_welcomeLimit.stop();
        m_backoff.reset();
        hear();
        m_heartbeat.start(jittered(m_isActive ? kActiveHeartbeatMs : kHeartbeatMs));
        Q_EMIT welcomed(message.value("head"_L1).toObject());
    } else if (type == "upgrade_required"_L1) {
        stop();
        Q_EMIT upgradeNeeded();
    } else if (type == "poke"_L1) {
        Q_EMIT poked(message);
    } else {
        Q_EMIT messageReceived(message);
    }
}

void SocketClient::beat()
{
    m_socket->ping();
    m_heartbeat.start(jittered(m_isActive ? kActiveHeartbeatMs : kHeartbeatMs));
}

void SocketClient::drop(const QString &why)
{
    const std::function<Greeting()> greeting = m_greeting;
    const bool wasUp = m_welcomed;
    const QString cause = why.isEmpty() ? m_socket->errorString() : why;
    stop();
    m_greeting = greeting;
    const int wait = m_backoff.nextMs();
    qCInfo(lcSync) << "socket down:" << cause << "- again in" << wait << "ms";
    m_retry.start(wait);
    if (wasUp) {
        Q_EMIT lost();
    }
}

} // namespace rawi

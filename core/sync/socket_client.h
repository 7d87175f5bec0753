#pragma once

#include "core/replica/replica.h"
#include "core/sync/backoff.h"

#include <QTimer>
#include <QUrl>

class QWebSocket;

namespace rawi {

// Listens to the server's pokes: connects, says hello, keeps the connection alive and makes it again. Lives on
// the sync thread.
class SocketClient : public QObject {
    Q_OBJECT

public:
    explicit SocketClient(QObject *parent = nullptr);
    ~SocketClient() override;

    // What to connect with; asked again before each attempt, because tokens and cursors change.
    struct Greeting {
        QUrl url; // with the access token
        FeedCursor cursor;
    };
    void start(std::function<Greeting()> greeting);
    void stop();
    bool isUp() const { return m_welcomed; }
    // Ends a back-off early.
    void retryNow();
    // Whether somebody looks at what comes: how often the server is asked for a sign of life.
    void setActive(bool active);

Q_SIGNALS:
    void welcomed(const QJsonObject &head);
    void poked(const QJsonObject &poke);
    void messageReceived(const QJsonObject &message); // of any other type
    void heard(); // anything at all
    void lost();
    void upgradeNeeded();

private:
    void connectNow();
    void sayHello();
    void take(const QString &text);
    void hear();
    void beat();
    void drop(const QString &why);

    std::function<Greeting()> m_greeting;
    std::unique_ptr<QWebSocket> m_socket;
    Backoff m_backoff;
    QTimer m_retry;
    QTimer m_welcomeLimit;
    QTimer m_heartbeat;
    QTimer m_silence;
    bool m_isActive = true;
    bool m_welcomed = false;
};

} // namespace rawi

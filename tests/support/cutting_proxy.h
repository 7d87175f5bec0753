#pragma once

#include <QHash>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace rawi::test {

// A TCP proxy in front of a server that can delay, cut and truncate what passes, and refuse connections. Works on
// the thread that made it, whose event loop must run.
class CuttingProxy {
public:
    explicit CuttingProxy(const QUrl &server);
    QUrl url() const;

    void setDelay(int ms) { m_delayMs = ms; } // of each piece, in both directions
    // New connections end at once and those there are cut.
    void setRefusing(bool refusing);
    // Cuts each connection after this many bytes from the server (0 = never): answers arrive truncated.
    void truncateAfter(qint64 bytes) { m_truncateAfter = bytes; }
    // Cuts each connection after this many bytes from the client (0 = never): requests arrive truncated.
    void truncateRequestsAfter(qint64 bytes) { m_truncateRequestsAfter = bytes; }
    void cutAll();
    int cuts() const { return m_cuts; }

private:
    struct Pair;
    void accept(QTcpSocket *client);
    void pass(Pair *pair, QTcpSocket *from, QTcpSocket *to, qint64 &passed, qint64 limit);
    void cut(Pair *pair);

    QUrl m_target;
    QTcpServer m_server;
    QList<Pair *> m_pairs;
    int m_delayMs = 0;
    bool m_refusing = false;
    qint64 m_truncateAfter = 0;
    qint64 m_truncateRequestsAfter = 0;
    int m_cuts = 0;
};

} // namespace rawi::test

#pragma once

#include "sync-server/gateway/edge.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <mutex>

namespace rawi::test {

// Keeps what is told to everybody, as if to as many sockets as the test says.
class KeepingHub final : public server::Hub {
public:
    void publish(std::shared_ptr<const std::string> text) override
    {
        const std::lock_guard lock(m_mutex);
        m_pokes.append(QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object());
    }
    void publishTo(std::shared_ptr<const std::string>, const QSet<QUuid> &) override {}
    void dropSession(const QUuid &) override {}
    int socketCount() const override { return sockets; }
    QSet<QUuid> sessions() const override { return {}; }
    QList<QJsonObject> pokes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_pokes;
    }

    std::atomic<int> sockets = 0;

private:
    mutable std::mutex m_mutex;
    QList<QJsonObject> m_pokes;
};

} // namespace rawi::test

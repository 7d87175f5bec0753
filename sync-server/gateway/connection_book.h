#pragma once

#include <QHash>
#include <QSet>
#include <QUuid>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace rawi::server {

// Who is connected: how many connections each address has, and which sessions have a WebSocket. Thread-safe.
class ConnectionBook {
public:
    // `most` altogether, `mostOfAddress` of one address; a trusted proxy's address is not bounded (`isShared`).
    ConnectionBook(size_t most, size_t mostOfAddress) : m_most(most), m_mostOfAddress(mostOfAddress) {}

    // A connection counts as long as this lives. Null: its address has too many.
    using Place = std::shared_ptr<void>;
    Place take(const std::string &address, bool isShared)
    {
        const std::lock_guard lock(m_mutex);
        size_t &its = m_addresses[address];
        if (!isShared && its >= m_mostOfAddress) {
            return nullptr;
        }
        ++its;
        ++m_all;
        return Place(this, [this, address](void *) { leave(address); });
    }
    bool isOverfull() const
    {
        const std::lock_guard lock(m_mutex);
        return m_all > m_most;
    }

    void socketOpened(const QUuid &session)
    {
        const std::lock_guard lock(m_mutex);
        ++m_sessions[session];
    }
    void socketClosed(const QUuid &session)
    {
        const std::lock_guard lock(m_mutex);
        if (--m_sessions[session] == 0) {
            m_sessions.remove(session);
        }
    }
    QSet<QUuid> sessions() const
    {
        const std::lock_guard lock(m_mutex);
        return {m_sessions.keyBegin(), m_sessions.keyEnd()};
    }

private:
    void leave(const std::string &address)
    {
        const std::lock_guard lock(m_mutex);
        --m_all;
        if (const auto its = m_addresses.find(address); its != m_addresses.end() && --its->second == 0) {
            m_addresses.erase(its);
        }
    }

    const size_t m_most;
    const size_t m_mostOfAddress;
    mutable std::mutex m_mutex;
    size_t m_all = 0;
    std::unordered_map<std::string, size_t> m_addresses;
    QHash<QUuid, int> m_sessions; // how many sockets each has
};

} // namespace rawi::server

#include "sync-server/feed/poke_line.h"

#include "sync-server/gateway/edge.h"
#include "sync-server/pg/pg_text.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

constexpr size_t kMaxInline = 16 * 1024;

} // namespace

std::chrono::microseconds pokePause(int sockets)
{
    using namespace std::chrono_literals;
    return std::clamp<std::chrono::microseconds>(sockets * 50us, 2ms, 50ms);
}

PokeLine::PokeLine() : m_due(std::chrono::steady_clock::now()), m_thread([this] { run(); }) {}

PokeLine::~PokeLine()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void PokeLine::setHub(Hub *hub)
{
    const std::lock_guard lock(m_mutex);
    m_hub = hub;
}

void PokeLine::meetNeighbours(const QString &conninfo)
{
    auto line = std::make_unique<NeighbourLine>(conninfo, [this](const FeedHead &head) { hear(head); });
    const std::lock_guard lock(m_mutex);
    m_neighbours = std::move(line);
}

// What a neighbour committed is pulled: its rows are in the database alone.
void PokeLine::hear(const FeedHead &head)
{
    const std::lock_guard lock(m_mutex);
    if (!m_pending) {
        m_pending = Pending{{-1, head}, {}, true};
    } else if (head.seq > m_pending->place.head.seq || head.epoch != m_pending->place.head.epoch) {
        m_pending->place.head = head;
        m_pending->tooLarge = true;
    }
    m_wake.notify_all();
}

void PokeLine::announce(const CommitPlace &place, const QList<RowChange> &changes)
{
    const std::lock_guard lock(m_mutex);
    add(place, changes);
    if (std::chrono::steady_clock::now() >= m_due) {
        publish();
    } else {
        m_wake.notify_all();
    }
}

void PokeLine::add(const CommitPlace &place, const QList<RowChange> &changes)
{
    // Another rawi-server on this database may have committed in between; what is not contiguous is pulled.
    const bool gap = (m_pending && m_pending->place.head.seq != place.from)
        || place.head.seq - place.from != changes.size(); // rows told once more
    if (!m_pending) {
        m_pending = Pending{place, {}};
    }
    m_pending->isOwn = true;
    m_pending->place.head = place.head;
    m_pending->tooLarge = m_pending->tooLarge || gap;
    for (const RowChange &change : changes) {
        if (m_pending->tooLarge) {
            break;
        }
        if (!isPublic(change)) {
            m_pending->tooLarge = true; // each desk pulls what its person may see
            break;
        }
        m_pending->changes += (m_pending->changes.empty() ? "" : ",") + pgJson(changeToJson(change));
        m_pending->tooLarge = m_pending->changes.size() > kMaxInline;
    }
}

void PokeLine::publish()
{
    m_due = std::chrono::steady_clock::now() + pokePause(m_hub ? m_hub->socketCount() : 0);
    const Pending pending = std::move(*m_pending);
    m_pending.reset();
    if (pending.isOwn && m_neighbours) {
        m_neighbours->tell();
    }
    if (!m_hub) {
        return;
    }
    std::string text = "{\"type\":\"poke\",\"from\":" + std::to_string(pending.place.from)
        + ",\"head\":" + pgJson(pending.place.head.toJson());
    if (!pending.tooLarge) {
        text += ",\"changes\":[" + pending.changes + "]";
    }
    m_hub->publish(std::make_shared<const std::string>(text + "}"));
}

void PokeLine::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (!m_pending) {
            m_wake.wait(lock);
        } else if (const auto due = m_due; std::chrono::steady_clock::now() < due) {
            m_wake.wait_until(lock, due);
        } else {
            publish();
        }
    }
}

} // namespace rawi::server

#include "sync-server/feed/poke_line.h"

#include "sync-server/gateway/edge.h"
#include "sync-server/pg/pg_text.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

constexpr auto kPokeGather = std::chrono::milliseconds(50);
constexpr size_t kMaxInline = 16 * 1024;

} // namespace

PokeLine::PokeLine() : m_last(std::chrono::steady_clock::now() - kPokeGather), m_thread([this] { run(); }) {}

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

void PokeLine::announce(const CommitPlace &place, const QList<RowChange> &changes)
{
    const std::lock_guard lock(m_mutex);
    add(place, changes);
    if (std::chrono::steady_clock::now() - m_last >= kPokeGather) {
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
        m_pending = Pending{place, {}, false};
    }
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
    m_last = std::chrono::steady_clock::now();
    const Pending pending = std::move(*m_pending);
    m_pending.reset();
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
        } else if (const auto due = m_last + kPokeGather; std::chrono::steady_clock::now() < due) {
            m_wake.wait_until(lock, due);
        } else {
            publish();
        }
    }
}

} // namespace rawi::server

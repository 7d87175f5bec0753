#include "ui/shell/place_history.h"

namespace rawi {

namespace {

constexpr int kPlacesKept = 100;

} // namespace

void PlaceHistory::add(const Place &here)
{
    if (m_at >= 0 && m_places[m_at] == here) {
        return;
    }
    m_places.resize(m_at + 1);
    m_places.append(here);
    if (m_places.size() > kPlacesKept) {
        m_places.removeFirst();
    }
    m_at = static_cast<int>(m_places.size()) - 1;
}

bool PlaceHistory::canGo(int steps) const
{
    return m_at + steps >= 0 && m_at + steps < m_places.size();
}

std::optional<Place> PlaceHistory::go(int steps)
{
    if (!canGo(steps)) {
        return std::nullopt;
    }
    m_at += steps;
    return m_places[m_at];
}

} // namespace rawi

#pragma once

#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace rawi {

// A room and the item that was looked at in it.
struct Place {
    QString room;
    QUuid item;
    bool operator==(const Place &) const = default;
};

// Where an editor was, to go back and forward; the last hundred places.
class PlaceHistory {
public:
    // The place is where the editor is now; what lay ahead is forgotten.
    void add(const Place &here);
    // Goes so many places back (negative) or forward; nothing when there is none.
    std::optional<Place> go(int steps);
    bool canGo(int steps) const;

private:
    QList<Place> m_places;
    int m_at = -1;
};

} // namespace rawi

#pragma once

#include "core/replica/replica.h"

namespace rawi {

// What a list on screen asks for; the filters combine with "and".
struct ContentQuery {
    QString text;            // searched folded, in all languages; empty = everything
    QStringList states;      // empty = any
    QStringList kinds;
    QUuid series;
    bool trashed = false;
    enum class Order { NewestFirst, OldestFirst, TitleAr, TitleEn } order = Order::NewestFirst;
    bool operator==(const ContentQuery &) const = default;
};

// As the server's lists have them.
template <>
struct EnumNames<ContentQuery::Order> {
    static constexpr std::array names{"-created_at", "created_at", "title_ar", "title_en"};
};

// The items of a replica as lists ask for them. On the replica's thread. Errors: those of the database.
class ContentLists {
public:
    static LocalStore tables();

    explicit ContentLists(Replica &replica);
    Result<QList<QUuid>> ids(const ContentQuery &query) const; // all matches, best order; slow enough for a worker
    Result<QHash<QString, qint64>> counts() const;             // per state, plus "all" and "trashed"

private:
    Replica &m_replica;
};

} // namespace rawi

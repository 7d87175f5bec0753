#pragma once

#include "core/rules/rule_book.h"
#include "sync-server/pg/pg.h"

#include <QSet>

namespace rawi::server {

// The people who may be told of something; nothing = every member of the workspace.
using Audience = std::optional<QSet<QUuid>>;

inline bool reaches(const Audience &audience, const QUuid &person)
{
    return !audience || audience->contains(person);
}

// What is to be told: the record it is about, and every other one that it names.
struct Naming {
    QString type; // of `subject`; a type of no reach (jobs) reaches everybody by itself
    QUuid subject;
    QList<QUuid> others;
};

// The ids in a JSON value, however deep.
QList<QUuid> idsIn(const QJsonValue &value);

// Who may know of all of these records now (visible() for each). A subject whose row is gone is known to those alone who
// see everything, since nobody can say any more whom it was restricted to.
Result<Audience> audienceOf(PgConnection &connection, const RuleBook &rules, const Naming &naming);

} // namespace rawi::server

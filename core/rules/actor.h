#pragma once

#include "core/rules/rights.h"

namespace rawi {

struct Person; // core/people

// Who runs a command or reads: the signed-in person on a desk, the session's person on the server, or the
// server itself. Made by RuleBook::actor(), which knows what a role may do.
class Actor {
public:
    Actor() = default;
    Actor(const Id<Person> &person, Role itsRole, RightSet rights)
        : id(person), role(itsRole), m_rights(std::move(rights))
    {
    }
    // rawi-server doing its own work: it may everything, and alone may what nobody holds.
    static Actor server();

    bool isServer() const { return m_server; }
    // The one question. An empty right is what every member may.
    bool may(QStringView right) const { return right.isEmpty() || m_server || m_rights.has(right); }
    const RightSet &rights() const { return m_rights; }

    // What records of reach Scoped are seen: those of no scope, those of these, or, on a desk whose replica
    // holds nothing else, all.
    void setScopes(const QSet<QUuid> &scopes) { m_scopes = scopes; }
    void setAllScopes() { m_allScopes = true; }
    const QSet<QUuid> &scopes() const { return m_scopes; }
    bool seesAllScopes() const { return m_server || m_allScopes; }
    bool belongsTo(const QUuid &scope) const
    {
        return scope.isNull() || seesAllScopes() || m_scopes.contains(scope);
    }

    Id<Person> id;
    Role role = Role::Viewer; // for words; what it may do is in the rights

private:
    RightSet m_rights;
    QSet<QUuid> m_scopes;
    bool m_server = false;
    bool m_allScopes = false;
};

} // namespace rawi

#pragma once

#include "core/protocol/workspace_rules.h"

namespace rawi::test {

// A person with what their system role may do.
inline Actor actorOf(const Id<Person> &person, Role role)
{
    static const RuleBook rules = makeWorkspaceRules();
    return rules.actor(person, role);
}

} // namespace rawi::test

#include "core/rules/actor.h"

namespace rawi {

Actor Actor::server()
{
    Actor actor;
    actor.role = Role::Admin;
    actor.m_server = true;
    return actor;
}

} // namespace rawi

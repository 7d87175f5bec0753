#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/people/people_service.h"

namespace rawi::server {

// POST /auth/{login,refresh,logout}, GET /users/me, GET and POST /users, PATCH /users/{id},
// POST /users/{id}/password.
void addPeopleRoutes(RoutingTable &table, PeopleService &people);

} // namespace rawi::server

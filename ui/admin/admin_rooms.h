#pragma once

#include "ui/admin/admin_window.h"

namespace rawi {

// The house's own rooms: people, jobs, webhooks, health, settings of the server.
QList<AdminRoom> houseAdminRooms();
// Whether who is signed in at this desk administers anything.
bool mayAdminister(Desk &desk);

} // namespace rawi

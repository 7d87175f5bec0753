#pragma once

#include "ui/admin/admin_window.h"

namespace rawi {

// The house's own rooms: people, jobs, webhooks, health, settings of the server.
QList<AdminRoom> houseAdminRooms();
// Whether who is signed in at this desk has the right; without a server there is nothing to administer.
bool mayEnter(Desk &desk, const QString &right);

} // namespace rawi

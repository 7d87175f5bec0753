#pragma once

#include "ui/house/workbench.h"

class QMenuBar;

namespace rawi {

// What the window itself offers, beside its features: its rooms, going back and forward, undo, what is shown, language
// and theme, the account, Admin. Their ids are those of ActionBook. GUI thread.
namespace window_actions {

// The id of a room's action.
QString roomAction(const QString &room);

// Adds them and those of the features to the workbench's book, in the order of menus and palette.
void addTo(Workbench &workbench);
// Shows and hides what has a right of its own, and "Admin…"; after a change of the person or of the role.
void showAllowed(Workbench &workbench);
QList<AdminPage> allowedAdminPages(const Workbench &workbench);

// Makes the menus out of the book: File, Edit, Item, View, Window, Help. They are named anew after a switch of language.
void fillMenus(QMenuBar &bar, const Workbench &workbench);
void nameMenus(QMenuBar &bar);

} // namespace window_actions

} // namespace rawi

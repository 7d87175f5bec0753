#include "ui/admin/admin_feature.h"

#include "ui/admin/admin_rooms.h"
#include "ui/house/workbench.h"

namespace rawi {

namespace {

QList<AdminPage> houseAdminPages()
{
    QList<AdminPage> pages;
    for (const AdminRoom &room : houseAdminRooms()) {
        pages.append({room.id, room.icon, room.title, room.right,
                      [make = room.make](Workbench &bench, QWidget *parent) { return make(bench.desk(), parent); }});
    }
    return pages;
}

// One Admin window for each main window; the rooms are asked of the main window's features.
void showAdmin(Workbench &bench, const QList<AdminPage> &pages)
{
    auto *window = bench.part<AdminWindow>();
    QStringList ids;
    for (const AdminPage &page : pages) {
        ids.append(page.id);
    }
    if (window != nullptr && window->rooms() != ids) { // made for somebody with other rights
        delete std::exchange(window, nullptr);
    }
    if (window == nullptr) {
        QList<AdminRoom> rooms;
        for (const AdminPage &page : pages) {
            rooms.append({page.id, page.icon, page.title, page.right,
                          [&bench, make = page.make](Desk &, QWidget *parent) { return make(bench, parent); }});
        }
        window = new AdminWindow(bench.desk(), rooms, [&bench](const QString &right) { return bench.may(right); }, &bench.window());
    }
    window->show();
    window->raise();
    window->activateWindow();
}

} // namespace

Feature adminFeature()
{
    Feature feature;
    feature.id = u"admin"_s;
    feature.adminPages = houseAdminPages();
    feature.showAdmin = showAdmin;
    return feature;
}

} // namespace rawi

#include "ui/admin/admin_rooms.h"

#include "ui/admin/health_page.h"
#include "ui/admin/jobs_page.h"
#include "ui/admin/people_page.h"
#include "ui/admin/server_settings_page.h"
#include "ui/admin/webhooks_page.h"

#include <QCoreApplication>

namespace rawi {

namespace {

struct AdminRooms {
    Q_DECLARE_TR_FUNCTIONS(AdminRooms)
};

template <typename PageView>
std::function<QWidget *(QWidget *)> makes(Desk &desk)
{
    return [&desk](QWidget *parent) { return new PageView(desk, parent); };
}

} // namespace

QList<AdminRoom> houseAdminRooms(Desk &desk)
{
    return {
        {u"people"_s, Icon::Users, [] { return AdminRooms::tr("People"); }, u"people.manage"_s, makes<PeoplePage>(desk)},
        {u"jobs"_s, Icon::Layers, [] { return AdminRooms::tr("Jobs"); }, u"jobs.manage"_s, makes<JobsPage>(desk)},
        {u"webhooks"_s, Icon::Link, [] { return AdminRooms::tr("Webhooks"); }, u"webhooks.manage"_s, makes<WebhooksPage>(desk)},
        {u"health"_s, Icon::Server, [] { return AdminRooms::tr("Health"); }, u"server.manage"_s, makes<HealthPage>(desk)},
        {u"settings"_s, Icon::Settings, [] { return AdminRooms::tr("Settings"); }, u"server.manage"_s,
         makes<ServerSettingsPage>(desk)},
    };
}

bool mayAdminister(Desk &desk)
{
    return !desk.sync().serverUrl().isEmpty() && desk.replica().actor().role == Role::Admin;
}

} // namespace rawi

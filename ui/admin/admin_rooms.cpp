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
QWidget *make(Desk &desk, QWidget *parent)
{
    return new PageView(desk, parent);
}

} // namespace

QList<AdminRoom> houseAdminRooms()
{
    return {
        {u"people"_s, Icon::Users, [] { return AdminRooms::tr("People"); }, u"people.manage"_s, make<PeoplePage>},
        {u"jobs"_s, Icon::Layers, [] { return AdminRooms::tr("Jobs"); }, u"jobs.manage"_s, make<JobsPage>},
        {u"webhooks"_s, Icon::Link, [] { return AdminRooms::tr("Webhooks"); }, u"webhooks.manage"_s, make<WebhooksPage>},
        {u"health"_s, Icon::Server, [] { return AdminRooms::tr("Health"); }, u"server.manage"_s, make<HealthPage>},
        {u"settings"_s, Icon::Settings, [] { return AdminRooms::tr("Settings"); }, u"workspace.set"_s,
         make<ServerSettingsPage>},
    };
}

bool mayEnter(Desk &desk, const QString &right)
{
    return !desk.sync().serverUrl().isEmpty() && desk.replica().actor().may(right);
}

} // namespace rawi

#pragma once

#include "ui/admin/admin_list_page.h"

namespace rawi {

// What the server does again and again: when, whether at all. GUI thread.
class ScheduleListPage : public AdminListPage {
    Q_OBJECT

public:
    explicit ScheduleListPage(Desk &desk, QWidget *parent = nullptr);

private:
    void addActions();
    void edit(const QJsonObject &schedule);
    void setActive(const QList<QJsonObject> &schedules, bool active);
};

} // namespace rawi

#pragma once

#include "ui/admin/admin_list_page.h"

namespace rawi {

// The members of the workspace: who they are, what they may do, whether they may come in. GUI thread.
class PeoplePage : public AdminListPage {
    Q_OBJECT

public:
    explicit PeoplePage(Desk &desk, QWidget *parent = nullptr);

private:
    static QList<OfficeColumn> columns();
    static OfficeTableView::Texts texts();
    void addActions();
    void add();
    void edit(const QJsonObject &person);
    void resetPassword(const QJsonObject &person);
    void setActive(const QList<QJsonObject> &people, bool active);
};

} // namespace rawi

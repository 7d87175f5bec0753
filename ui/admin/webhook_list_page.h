#pragma once

#include "ui/admin/admin_list_page.h"

namespace rawi {

// The servers of others that are told of the newsroom's events. GUI thread.
class WebhookListPage : public AdminListPage {
    Q_OBJECT

public:
    explicit WebhookListPage(Desk &desk, QWidget *parent = nullptr);

private:
    void addActions();
    void add();
    void edit(const QJsonObject &webhook);
    void setActive(const QList<QJsonObject> &webhooks, bool active);
    void remove(const QList<QJsonObject> &webhooks);
    void showSecret(const QString &secret);
};

} // namespace rawi

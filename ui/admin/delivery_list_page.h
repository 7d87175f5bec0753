#pragma once

#include "ui/admin/admin_list_page.h"

namespace rawi {

// What was sent to one of them, or waits to be. GUI thread.
class DeliveryListPage : public AdminListPage {
    Q_OBJECT

public:
    explicit DeliveryListPage(Desk &desk, QWidget *parent = nullptr);

    void setWebhook(const QString &id); // empty: none

private:
    QString m_webhook;
};

} // namespace rawi

#pragma once

#include "ui/admin/delivery_list_page.h"
#include "ui/admin/webhook_list_page.h"

class QSplitter;

namespace rawi {

// One above the other. GUI thread.
class WebhooksPage : public QWidget {
    Q_OBJECT

public:
    explicit WebhooksPage(Desk &desk, QWidget *parent = nullptr);

    WebhookListPage &webhooks() const { return *m_webhooks; }
    DeliveryListPage &deliveries() const { return *m_deliveries; }

private:
    QSplitter *m_split;
    WebhookListPage *m_webhooks;
    DeliveryListPage *m_deliveries;
};

} // namespace rawi

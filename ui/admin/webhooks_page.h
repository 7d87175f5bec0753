#pragma once

#include "ui/admin/admin_list_page.h"

class QSplitter;

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

// What was sent to one of them, or waits to be. GUI thread.
class DeliveryListPage : public AdminListPage {
    Q_OBJECT

public:
    explicit DeliveryListPage(Desk &desk, QWidget *parent = nullptr);

    void setWebhook(const QString &id); // empty: none

private:
    QString m_webhook;
};

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

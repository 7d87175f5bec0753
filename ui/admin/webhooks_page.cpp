#include "ui/admin/webhooks_page.h"

#include <QBoxLayout>
#include <QSplitter>

namespace rawi {

WebhooksPage::WebhooksPage(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_webhooks(new WebhookListPage(desk, m_split))
    , m_deliveries(new DeliveryListPage(desk, m_split))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(4);
    m_split->addWidget(m_webhooks);
    m_split->addWidget(m_deliveries);
    connect(&m_webhooks->view(), &OfficeTableView::selectionChanged, this, [this] {
        const QList<QJsonObject> chosen = m_webhooks->view().selectedRows();
        m_deliveries->setWebhook(chosen.size() == 1 ? chosen.first().value("id"_L1).toString() : QString());
    });
}

} // namespace rawi

#include "ui/admin/delivery_list_page.h"

#include "core/text/direction.h"
#include "ui/admin/job_text.h"
#include "ui/text/format_text.h"

namespace rawi {

DeliveryListPage::DeliveryListPage(Desk &desk, QWidget *parent)
    : AdminListPage(
        desk, {},
        {{u"type"_s, [] { return tr("Event"); }, [](const QJsonObject &row) { return eventNameText(row.value("type"_L1).toString()); },
          {}, 0},
         {u"state"_s, [] { return tr("State"); }, [](const QJsonObject &row) { return deliveryStateText(row.value("state"_L1).toString()); },
          {}, 120, TextSide::Start, [](const QJsonObject &row) { return jobStateTone(row.value("state"_L1).toString()); }},
         {u"attempts"_s, [] { return tr("Attempts"); },
          [](const QJsonObject &row) { return countText(row.value("attempts"_L1).toInteger()); }, {}, 90, TextSide::End},
         {u"status"_s, [] { return tr("Last answer"); },
          [](const QJsonObject &row) {
              const qint64 status = row.value("status"_L1).toInteger();
              const bool tried = row.value("attempts"_L1).toInteger() > 0;
              return status > 0 ? isolate(u"HTTP %1"_s.arg(status)) : tried ? tr("None") : QString();
          },
          {}, 120},
         {u"created_at"_s, [] { return tr("When"); },
          [](const QJsonObject &row) { return dateTimeText(timestampFromText(row.value("created_at"_L1).toString())); }, {}, 210}},
        {[] { return tr("Deliveries"); }, {}, [] { return tr("Nothing was sent yet"); },
         [] { return tr("Choose a webhook above; what is sent to it is listed here."); }, Icon::Send},
        parent)
{
    view().addFilter({u"state"_s, [] { return tr("Every state"); }, [] {
                          QList<std::pair<QString, QString>> states;
                          for (const QString &name : deliveryStates()) {
                              states.append({name, deliveryStateText(name)});
                          }
                          return states;
                      }});
    view().addAction({u"replay"_s, Icon::Refresh, [] { return tr("Send again"); }, OfficeAction::Needs::Some,
                      [this](const QList<QJsonObject> &rows) {
                          doToEach(
                              rows,
                              [this](const QJsonObject &row, const Done &done) {
                                  office().create(this,
                                                  u"/api/v1/webhooks/%1/deliveries/%2/replay"_s.arg(m_webhook, row.value("id"_L1).toString()),
                                                  {}, answerTo(done));
                              },
                              [](int count) { return tr("%n deliveries are sent again.", nullptr, count); });
                      },
                      [](const QJsonObject &row) { return row.value("state"_L1).toString() != "pending"_L1; }});
}

void DeliveryListPage::setWebhook(const QString &id)
{
    m_webhook = id;
    model().setPath(id.isEmpty() ? QString() : u"/api/v1/webhooks/%1/deliveries"_s.arg(id));
}

} // namespace rawi

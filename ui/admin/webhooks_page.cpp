#include "ui/admin/webhooks_page.h"

#include "core/text/direction.h"
#include "ui/admin/job_text.h"
#include "ui/kit/notice_bar.h"
#include "ui/text/format_text.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>

namespace rawi {

namespace {

const QString &path()
{
    static const QString text = u"/api/v1/webhooks"_s;
    return text;
}

QString pathOf(const QJsonObject &webhook)
{
    return path() + QLatin1Char('/') + webhook.value("id"_L1).toString();
}

bool isActive(const QJsonObject &webhook)
{
    return webhook.value("active"_L1).toBool();
}

QString typesText(const QJsonObject &webhook)
{
    QStringList names;
    const QStringList types = webhook.value("types"_L1).toVariant().toStringList();
    for (const QString &type : types) {
        names.append(eventNameText(type));
    }
    return QLocale().createSeparatedList(names);
}

FormField textField(const char *name, int maxLength, Words label)
{
    return {{QLatin1StringView(name), FieldKind::Text, MergePolicy::Fixed, maxLength, {}}, std::move(label)};
}

} // namespace

WebhookListPage::WebhookListPage(Desk &desk, QWidget *parent)
    : AdminListPage(
        desk, path(),
        {{u"url"_s, [] { return tr("Address"); }, {}, {}, 0},
         {u"description"_s, [] { return tr("What for"); }, {}, {}, 200},
         {u"types"_s, [] { return tr("Told of"); }, typesText, {}, 260},
         {u"active"_s, [] { return tr("State"); }, [](const QJsonObject &row) { return isActive(row) ? tr("On") : tr("Off"); }, {}, 90,
          TextSide::Start, [](const QJsonObject &row) { return isActive(row) ? Tone::Ok : Tone::Warn; }}},
        {[] { return tr("Webhooks"); }, {}, [] { return tr("Nobody is told of anything"); },
         [] { return tr("A webhook tells another server what happens here, signed so that it can be believed."); }, Icon::Link},
        parent)
{
    addActions();
}

void WebhookListPage::addActions()
{
    using Needs = OfficeAction::Needs;
    view().addAction({u"edit"_s, Icon::Pencil, [] { return tr("Change…"); }, Needs::One,
                      [this](const QList<QJsonObject> &rows) { edit(rows.first()); }});
    view().addAction({u"off"_s, Icon::Pause, [] { return tr("Switch off"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) { setActive(rows, false); }, isActive});
    view().addAction({u"on"_s, Icon::Play, [] { return tr("Switch on"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) { setActive(rows, true); },
                      [](const QJsonObject &row) { return !isActive(row); }});
    view().addAction({u"remove"_s, Icon::Trash, [] { return tr("Remove…"); }, Needs::Some,
                      [this](const QList<QJsonObject> &rows) { remove(rows); }, {},
                      [](const QList<QJsonObject> &rows) {
                          return tr("%n webhooks go, with their secrets and all that waits to be sent to them. This cannot be undone.",
                                    nullptr, static_cast<int>(rows.size()));
                      },
                      QKeySequence(Qt::Key_Delete)});
    view().addAction({u"add"_s, Icon::Plus, [] { return tr("Add a webhook…"); }, Needs::Nothing,
                      [this](const QList<QJsonObject> &) { add(); }, {}, {}, QKeySequence(Qt::CTRL | Qt::Key_N), true});
}

namespace {

QList<FormField> webhookFields(const std::array<Words, 5> &labels, const Words &secretHint)
{
    FormField url = textField("url", 2048, labels[0]);
    url.isRequired = true;
    url.direction = Direction::LeftToRight;
    FormField types{{u"types"_s, FieldKind::TextSet, MergePolicy::Fixed, 100, {}}, labels[2]};
    types.look = FormField::Look::Choices;
    types.choices = eventNames();
    types.names = eventNameText;
    types.isRequired = true;
    const FormField active{{u"active"_s, FieldKind::Boolean, MergePolicy::Fixed, 0, {}}, labels[3]};
    FormField secret = textField("secret", 200, labels[4]);
    secret.look = FormField::Look::Secret;
    secret.direction = Direction::LeftToRight;
    secret.hint = secretHint;
    return {url, textField("description", 500, labels[1]), types, active, secret};
}

} // namespace

void WebhookListPage::add()
{
    const QList<FormField> fields =
        webhookFields({[] { return tr("Address"); }, [] { return tr("What for"); }, [] { return tr("Told of"); },
                       [] { return tr("Switched on"); }, [] { return tr("Secret"); }},
                      [] { return tr("Leave it empty, and the server makes one and tells it once."); });
    openForm(fields, {[] { return tr("Add a webhook"); }, [] { return tr("Add"); }}, {{u"active"_s, true}, {u"url"_s, u"https://"_s}},
             [this](RecordDialog *dialog) {
                 QJsonObject body = dialog->form().values();
                 if (body.value("secret"_L1).toString().isEmpty()) {
                     body.remove(u"secret"_s);
                 }
                 office().create(dialog, path(), body, [this, dialog](const Result<OfficeRecord> &record) {
                     saved(dialog, [] { return tr("The webhook was added."); })(record);
                     if (record.ok() && record->row.contains("secret"_L1)) {
                         showSecret(record->row.value("secret"_L1).toString());
                     }
                 });
             });
}

void WebhookListPage::showSecret(const QString &secret)
{
    auto *box = new QMessageBox(QMessageBox::Information, tr("The secret of the webhook"),
                                tr("Give this to the other server, to check the signatures with. It is not told again.\n\n%1")
                                    .arg(QChar(0x2066) + secret + QChar(0x2069)),
                                QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *copy = box->addButton(tr("Copy and close"), QMessageBox::AcceptRole);
    box->addButton(tr("Close"), QMessageBox::RejectRole);
    connect(copy, &QPushButton::clicked, box, [secret] { QGuiApplication::clipboard()->setText(secret); });
    box->open();
}

void WebhookListPage::edit(const QJsonObject &webhook)
{
    const QList<FormField> fields =
        webhookFields({[] { return tr("Address"); }, [] { return tr("What for"); }, [] { return tr("Told of"); },
                       [] { return tr("Switched on"); }, [] { return tr("Another secret"); }},
                      [] { return tr("Empty: the secret stays as it is."); });
    openForm(fields, {[] { return tr("Change a webhook"); }, [] { return tr("Save"); }}, webhook,
             [this, webhook](RecordDialog *dialog) {
                 office().change(dialog, pathOf(webhook), dialog->form().changes(), OfficeClient::tagOf(webhook),
                                 saved(dialog, [] { return tr("The webhook was changed."); }));
             });
}

void WebhookListPage::setActive(const QList<QJsonObject> &webhooks, bool active)
{
    doToEach(
        webhooks,
        [this, active](const QJsonObject &webhook, const Done &done) {
            office().change(this, pathOf(webhook), {{u"active"_s, active}}, OfficeClient::tagOf(webhook), answerTo(done));
        },
        [active](int count) {
            return active ? tr("%n webhooks were switched on.", nullptr, count) : tr("%n webhooks were switched off.", nullptr, count);
        });
}

void WebhookListPage::remove(const QList<QJsonObject> &webhooks)
{
    doToEach(
        webhooks,
        [this](const QJsonObject &webhook, const Done &done) {
            office().remove(this, pathOf(webhook), OfficeClient::tagOf(webhook), done);
        },
        [](int count) { return tr("%n webhooks were removed.", nullptr, count); });
}

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
                                                  u"%1/%2/deliveries/%3/replay"_s.arg(path(), m_webhook, row.value("id"_L1).toString()),
                                                  {}, answerTo(done));
                              },
                              [](int count) { return tr("%n deliveries are sent again.", nullptr, count); });
                      },
                      [](const QJsonObject &row) { return row.value("state"_L1).toString() != "pending"_L1; }});
}

void DeliveryListPage::setWebhook(const QString &id)
{
    m_webhook = id;
    model().setPath(id.isEmpty() ? QString() : u"%1/%2/deliveries"_s.arg(path(), id));
}

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

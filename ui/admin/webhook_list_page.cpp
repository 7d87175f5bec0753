#include "ui/admin/webhook_list_page.h"

#include "ui/admin/job_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <array>

namespace rawi {

namespace {

const QString &webhooksPath()
{
    static const QString text = u"/api/v1/webhooks"_s;
    return text;
}

// A desk holds none and knows no more of it.
const QString &webhookType()
{
    static const QString text = u"webhooks"_s;
    return text;
}

QString webhookPath(const QJsonObject &webhook)
{
    return webhooksPath() + QLatin1Char('/') + webhook.value("id"_L1).toString();
}

QString typesText(const QJsonObject &webhook)
{
    QStringList names;
    const QStringList types = webhook.value("types"_L1).toVariant().toStringList();
    for (const QString &type : types) {
        names.append(eventNameText(type));
    }
    return names.join(WebhookListPage::tr(", ", "between the things of a list")); // "and" would read as part of a name
}

FormField textField(const char *name, int maxLength, Words label)
{
    return {{QLatin1StringView(name), FieldKind::Text, MergePolicy::Fixed, maxLength, {}}, std::move(label)};
}

} // namespace

WebhookListPage::WebhookListPage(Desk &desk, QWidget *parent)
    : AdminListPage(
        desk, webhooksPath(),
        {{u"url"_s, [] { return tr("Address"); }, {}, {}, 0},
         {u"description"_s, [] { return tr("What for"); }, {}, {}, 200},
         {u"types"_s, [] { return tr("Events"); }, typesText, {}, 260},
         activeColumn()},
        {[] { return tr("Webhooks"); }, {}, [] { return tr("No webhooks yet"); },
         [] { return tr("A webhook tells another server what happens here, in signed messages."); }, Icon::Link},
        parent)
{
    addActions();
}

void WebhookListPage::addActions()
{
    using Needs = OfficeAction::Needs;
    view().addAction({u"edit"_s, Icon::Pencil, [] { return tr("Change…"); }, Needs::One,
                      [this](const QList<QJsonObject> &rows) { edit(rows.first()); }});
    addSwitches([this](const QList<QJsonObject> &rows, bool active) { setActive(rows, active); });
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
        webhookFields({[] { return tr("Address"); }, [] { return tr("What for"); }, [] { return tr("Events"); },
                       [] { return tr("Switched on"); }, [] { return tr("Secret"); }},
                      [] { return tr("Leave it empty, and the server makes one and tells it once."); });
    RecordDialog *form = openForm(
        fields, {[] { return tr("Add a webhook"); }, [] { return tr("Add"); }}, webhookType(), {{u"active"_s, true}, {u"url"_s, u"https://"_s}},
        [this](RecordDialog *dialog) {
            QJsonObject body = dialog->form().values();
            if (body.value("secret"_L1).toString().isEmpty()) {
                body.remove(u"secret"_s);
            }
            office().create(dialog, webhooksPath(), body, [this, dialog](const Result<OfficeRecord> &record) {
                saved(dialog, [] { return tr("The webhook was added."); })(record);
                if (record.ok() && record->row.contains("secret"_L1)) {
                    showSecret(record->row.value("secret"_L1).toString());
                }
            });
        });
    form->setMayBeUnchanged(true); // whatever is missing is said beside it
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
        webhookFields({[] { return tr("Address"); }, [] { return tr("What for"); }, [] { return tr("Events"); },
                       [] { return tr("Switched on"); }, [] { return tr("Another secret"); }},
                      [] { return tr("Empty: the secret stays as it is."); });
    openForm(fields, {[] { return tr("Change a webhook"); }, [] { return tr("Save"); }}, webhookType(), webhook,
             [this, webhook](RecordDialog *dialog) {
                 office().change(dialog, webhookPath(webhook), dialog->form().changes(), OfficeClient::tagOf(webhook),
                                 saved(dialog, [] { return tr("The webhook was changed."); }));
             });
}

void WebhookListPage::setActive(const QList<QJsonObject> &webhooks, bool active)
{
    doToEach(
        webhooks,
        [this, active](const QJsonObject &webhook, const Done &done) {
            office().change(this, webhookPath(webhook), {{u"active"_s, active}}, OfficeClient::tagOf(webhook), answerTo(done));
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
            office().remove(this, webhookPath(webhook), OfficeClient::tagOf(webhook), done);
        },
        [](int count) { return tr("%n webhooks were removed.", nullptr, count); });
}

} // namespace rawi

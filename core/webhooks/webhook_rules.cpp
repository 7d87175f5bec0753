#include "core/webhooks/webhook_rules.h"

#include "core/rules/rule_args.h"
#include "core/webhooks/webhook.h"

#include <QUrl>

namespace rawi {

namespace {

Result<QJsonObject> putWebhook(Transaction &transaction, Webhook webhook)
{
    webhook.owner = transaction.actor().id; // who points it elsewhere gets nothing that they may not see
    webhook.updatedAt = transaction.now();
    RAWI_TRY(checkWebhook(webhook));
    RAWI_TRY(transaction.put(webhook));
    return idResult(webhook.id.uuid());
}

Result<QJsonObject> createWebhook(Transaction &transaction, const Command &command)
{
    Webhook webhook = withArgs(Webhook{}, command.args);
    RAWI_ASSIGN(webhook.id, newId<Webhook>(transaction, command.args));
    webhook.createdBy = transaction.actor().id;
    webhook.createdAt = transaction.now();
    return putWebhook(transaction, webhook);
}

// A switch and an address are no texts to merge: who changes them says which revision they read.
Result<QJsonObject> updateWebhook(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const Webhook before, transaction.get(idFrom<Webhook>(command.args)));
    return putWebhook(transaction, withArgs(before, command.args));
}

Result<QJsonObject> removeWebhook(Transaction &transaction, const Command &command)
{
    const auto id = idFrom<Webhook>(command.args);
    RAWI_TRY(transaction.remove(id));
    return idResult(id.uuid());
}

// An address's user, path and query may be a secret.
QString hostOf(const QString &address)
{
    const QUrl url(address);
    return url.host().isEmpty() ? u"(no URL)"_s : url.scheme() + u"://"_s + url.authority(QUrl::FullyEncoded).section(u'@', -1) + u"/…"_s;
}

// What the webhook is now; when the command was refused, what was asked for.
QJsonObject auditedWebhook(const QJsonObject &args, const QList<RowChange> &changes)
{
    const QJsonObject &said = changes.isEmpty() || changes.first().removed() ? args : changes.first().after;
    QJsonObject kept;
    for (const char16_t *member : {u"id", u"types", u"active"}) {
        const QString name = QString::fromUtf16(member);
        if (said.contains(name)) {
            kept.insert(name, said.value(name));
        }
    }
    if (said.contains("url"_L1)) {
        kept.insert(u"url"_s, hostOf(said.value("url"_L1).toString()));
    }
    return kept;
}

} // namespace

void registerWebhookRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<Webhook>();
    book.addType(type);
    book.addRights({{kManageWebhooks, u"إدارة إشعارات الخوادم الأخرى"_s, u"Manage webhooks"_s, kAdministrators}});
    book.addRule({.name = u"webhook.create"_s,
                  .right = kManageWebhooks,
                  .args = argsFrom(type, {"id", "url", "types", "active", "description"}),
                  .required = {u"url"_s, u"types"_s},
                  .touches = touchesOne(type),
                  .apply = createWebhook,
                  .audited = auditedWebhook,
                  .serverOnly = true});
    book.addRule({.name = u"webhook.update"_s,
                  .right = kManageWebhooks,
                  .args = argsFrom(type, {"id", "url", "types", "active", "description"}),
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = updateWebhook,
                  .audited = auditedWebhook,
                  .serverOnly = true});
    book.addRule({.name = u"webhook.remove"_s,
                  .right = kManageWebhooks,
                  .args = {idArg()},
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = removeWebhook,
                  .serverOnly = true});
}

} // namespace rawi

#pragma once

#include "core/base/result.h"
#include "core/rules/actor.h"
#include "core/rules/describe.h"

namespace rawi {

// Somebody else's server that is told of the newsroom's events. Its secret is sealed on the server and in no record.
struct Webhook {
    Id<Webhook> id;
    qint64 rev = 0;
    QString url;
    QStringList types; // "content.published", "content.*", "*"
    bool active = true;
    QString description;
    Id<Person> createdBy;
    Id<Person> owner; // who made or changed it last: it hears of no record that this person may not see
    Timestamp createdAt;
    Timestamp updatedAt;
};

template <>
struct Describe<Webhook> {
    static constexpr const char *name = "webhooks";
    static constexpr Reach reach = Reach::Office;
    static auto fields()
    {
        return std::tuple{
            field("url", &Webhook::url, MergePolicy::Replace, 2048, TextForm::Line),
            field("types", &Webhook::types, MergePolicy::Set, 100),
            field("active", &Webhook::active, MergePolicy::Replace),
            field("description", &Webhook::description, MergePolicy::Replace, 500, TextForm::Line),
            field("created_by", &Webhook::createdBy),
            field("owner", &Webhook::owner),
            field("created_at", &Webhook::createdAt),
            field("updated_at", &Webhook::updatedAt),
        };
    }
};

// Dead: tried as often as it may be; it can be replayed.
enum class DeliveryState { Pending, Delivered, Dead };

template <>
struct EnumNames<DeliveryState> {
    static constexpr std::array names{"pending", "delivered", "dead"};
};

// One event on its way to one webhook; its id is what the receiver sees as webhook-id, the same at every attempt.
struct WebhookDelivery {
    Id<WebhookDelivery> id;
    qint64 rev = 0;
    Id<Webhook> webhook;
    Id<WebhookDelivery> event; // the domain event
    QString type;
    DeliveryState state = DeliveryState::Pending;
    qint64 attempts = 0;
    qint64 status = 0; // of the last answer; 0 = none came
    QString reason;    // why the last attempt failed
    Timestamp runAfter;
    Timestamp createdAt;
    Timestamp updatedAt;
};

template <>
struct Describe<WebhookDelivery> {
    static constexpr const char *name = "webhook_deliveries";
    static constexpr Reach reach = Reach::Office;
    static auto fields()
    {
        return std::tuple{
            field("webhook", &WebhookDelivery::webhook),
            field("event", &WebhookDelivery::event),
            field("type", &WebhookDelivery::type, MergePolicy::Fixed, 100),
            field("state", &WebhookDelivery::state),
            field("attempts", &WebhookDelivery::attempts),
            field("status", &WebhookDelivery::status),
            field("reason", &WebhookDelivery::reason, MergePolicy::Fixed, 1000),
            field("run_after", &WebhookDelivery::runAfter),
            field("created_at", &WebhookDelivery::createdAt),
            field("updated_at", &WebhookDelivery::updatedAt),
        };
    }
};

inline constexpr int kMostWebhookTypes = 50;

// Whether it may be kept: at least one type, each a name ("content.published"), a family ("content.*") or "*".
// The server judges the address. Errors: FieldRequired, InvalidArgument, TooLarge, naming the field.
Result<void> checkWebhook(const Webhook &webhook);

} // namespace rawi

#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

inline constexpr QLatin1StringView kManageWebhooks("webhooks.manage");

// The type `webhooks` and the commands webhook.create, webhook.update and webhook.remove. The server alone runs them: it keeps
// the secret of each beside its row, in the same transaction.
void registerWebhookRules(RuleBook &book);

} // namespace rawi

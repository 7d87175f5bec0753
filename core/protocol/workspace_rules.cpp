#include "core/protocol/workspace_rules.h"

#include "core/catalog/catalog_rules.h"
#include "core/content/content_rules.h"
#include "core/media/cover_rules.h"
#include "core/media/edit_rules.h"
#include "core/media/media_rules.h"
#include "core/media/preset_rules.h"
#include "core/media/publish_gate.h"
#include "core/media/subtitle_rules.h"
#include "core/people/people_rules.h"
#include "core/rules/conflict_rules.h"
#include "core/rules/mend_rules.h"
#include "core/webhooks/webhook_rules.h"

namespace rawi {

RuleBook makeWorkspaceRules()
{
    RuleBook book;
    registerPeopleRules(book);
    registerContentRules(book);
    registerMediaRules(book);
    registerPresetRules(book);
    registerEditRules(book);
    registerPublishGate(book);
    registerSubtitleRules(book);
    registerCatalogRules(book);
    registerCoverRules(book);
    registerWebhookRules(book);
    registerMendRules(book);
    registerConflictRules(book); // last: it settles fields of all the types above
    return book;
}

} // namespace rawi

#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The type `file_requests`; the commands media.request_original and media.close_request.
void registerRequestRules(RuleBook &book);

// Takes away what was asked of a file, because it is on the server now. Errors: as Transaction.
Result<void> closeRequests(Transaction &transaction, const QUuid &asset);

} // namespace rawi

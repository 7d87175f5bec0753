#pragma once

#include "sync-server/feed/record_service.h"

namespace rawi::server {

// What every list of records understands: `sort`, and `q` where the type has a Listing.

// The parameters, as listRoute() takes them.
QList<FieldInfo> listParameters(const RecordInfo &type);

// The order that `sort` asks for, "title_ar", or after "-" the other way round: by one of these columns of the query's
// table `t` (then by id), or by what the type's Listing orders. Without `sort` it is the first column, `descending` or not.
// Errors: InvalidArgument, with the names there are.
Result<void> putInOrder(const Request &request, const std::vector<PageQuery::Key> &columns, bool descending, PageQuery &query);

// Only rows that have all words of `q`, in any order (core/text/search_words.h).
void narrowToWords(const Request &request, PageQuery &query);

} // namespace rawi::server

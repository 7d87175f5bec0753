#pragma once

#include "core/rules/describe.h"
#include "core/rules/transaction.h"
#include "core/text/search_words.h"
#include "sync-server/pg/pg.h"

namespace rawi::server {

// The tables "<type>_list" of the types that have a Listing: the words by which a row is found, and the keys that put
// lists in order. Kept in the transaction that changes the row; a row that goes takes its own along.

// Errors: those of the database.
Result<void> writeListing(PgConnection &connection, const std::string &workspace, const RowChange &change);

// Brings the tables up to date with what this program makes of the rows that are there; nothing to do but after an
// upgrade. In one transaction.
Result<void> fillListings(PgConnection &connection, const QList<const RecordInfo *> &types);

std::string listTable(const RecordInfo &type);

// SQL text: that the row `alias` has all these words, with their values appended to `params`. "false" without words.
std::string hasWordsSql(const RecordInfo &type, const std::string &alias, const QList<SearchTerm> &terms, PgParams &params);

} // namespace rawi::server

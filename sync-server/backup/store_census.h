#pragma once

#include "sync-server/pg/pg.h"

#include <QMap>

namespace rawi::server {

// What a table holds: how many rows, and a number made of all of them in any order.
struct TableCensus {
    qint64 rows = 0;
    QString digest;
    bool operator==(const TableCensus &) const = default;
};

// By table. Digests can be compared between PostgreSQL servers of one major version.
using StoreCensus = QMap<QString, TableCensus>;

// Counts every table of the database as this connection's transaction sees it; reads all of it once.
Result<StoreCensus> takeCensus(PgConnection &connection);

// The first table in which two differ, in words; empty when they are alike.
QString differenceOf(const StoreCensus &wanted, const StoreCensus &found, bool withDigests);

} // namespace rawi::server

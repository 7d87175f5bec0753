#include "sync-server/backup/store_census.h"

namespace rawi::server {

Result<StoreCensus> takeCensus(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows tables,
                connection.exec("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                " WHERE n.nspname = current_schema() AND c.relkind = 'r' ORDER BY 1"));
    StoreCensus census;
    for (int i = 0; i < tables.count(); ++i) {
        const QString name = tables.string(i, 0);
        const std::string quoted = '"' + QString(name).replace(u'"', u"\"\""_s).toStdString() + '"';
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM "
                                    + quoted + " t"));
        census.insert(name, {rows.integer(0, 0), rows.string(0, 1)});
    }
    return census;
}

QString differenceOf(const StoreCensus &wanted, const StoreCensus &found, bool withDigests)
{
    for (auto table = wanted.begin(); table != wanted.end(); ++table) {
        const auto here = found.constFind(table.key());
        if (here == found.constEnd()) {
            return u"the table %1 is missing"_s.arg(table.key());
        }
        if (here->rows != table->rows) {
            return u"the table %1 has %2 rows instead of %3"_s.arg(table.key()).arg(here->rows).arg(table->rows);
        }
        if (withDigests && here->digest != table->digest) {
            return u"the rows of the table %1 are not those that were backed up"_s.arg(table.key());
        }
    }
    return {};
}

} // namespace rawi::server

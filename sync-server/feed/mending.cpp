#include "sync-server/feed/mending.h"

#include "core/base/log.h"
#include "core/rules/text_form.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

const QString kNames = u"names"_s; // 0018_names.sql

Result<bool> isDue(PgPool &pool)
{
    RAWI_ASSIGN(const PgRows due, pool.with<PgRows>([](PgConnection &connection) {
        return connection.exec("SELECT 1 FROM mendings WHERE name = $1", {kNames.toStdString()});
    }));
    return due.count() > 0;
}

// The next ids of rows that are not in form, after `last`, which moves on; nothing more when it stays.
Result<QList<QUuid>> badRows(PgPool &pool, const RecordInfo &type, QUuid *last)
{
    RAWI_ASSIGN(const PgRows rows, pool.with<PgRows>([&](PgConnection &connection) -> Result<PgRows> {
        RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
        return connection.exec("SELECT " + rowJsonSql(type, "t") + " FROM " + type.name.toStdString()
                                   + " t WHERE t.workspace = $1 AND t.id > $2 ORDER BY t.id LIMIT 500",
                               {pgUuid(workspace.id), pgUuid(*last)});
    }));
    QList<QUuid> bad;
    for (int i = 0; i < rows.count(); ++i) {
        const QJsonObject row = QJsonDocument::fromJson(rows.string(i, 0).toUtf8()).object();
        *last = uuidFromText(row.value("id"_L1).toString());
        if (mended(type.fields, row) != row) {
            bad.append(*last);
        }
    }
    return bad;
}

Result<int> mendType(PgPool &pool, CommandService &commands, const RecordInfo &type)
{
    const CommandContext house{Actor::server(), {}, u"mending"_s};
    int count = 0;
    QUuid last;
    for (QUuid before(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0); before != last;) {
        before = last;
        RAWI_ASSIGN(const QList<QUuid> bad, badRows(pool, type, &last));
        for (const QUuid &id : bad) {
            const Result<QJsonObject> done =
                commands.run(house, u"record.mend"_s, {{u"type"_s, type.name}, {u"id"_s, uuidText(id)}});
            if (!done.ok()) {
                qCWarning(lcServer).noquote() << "mending" << type.name << uuidText(id) << done.error().toString();
            }
            count += done.ok() ? 1 : 0;
        }
    }
    return count;
}

} // namespace

Result<int> mendTexts(PgPool &pool, CommandService &commands)
{
    RAWI_ASSIGN(const bool due, isDue(pool));
    int count = 0;
    for (const RecordInfo *type : due ? commands.rules().types() : QList<const RecordInfo *>()) {
        RAWI_ASSIGN(const int mendedRows, mendType(pool, commands, *type));
        count += mendedRows;
    }
    RAWI_TRY(pool.with<PgRows>([](PgConnection &connection) {
        return connection.exec("DELETE FROM mendings WHERE name = $1", {kNames.toStdString()});
    }));
    return count;
}

} // namespace rawi::server

#include "sync-server/feed/record_service.h"

#include "sync-server/gateway/resource.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <algorithm>
#include <array>

namespace rawi::server {

namespace {

std::string joined(const std::vector<PageQuery::Key> &keys, const char *suffix)
{
    std::string text;
    for (const PageQuery::Key &key : keys) {
        text += (text.empty() ? "" : ", ") + key.sql + suffix;
    }
    return text;
}

// A page as it was asked for.
struct Wanted {
    QString cursor; // empty = the beginning
    int limit = 0;
};

// One more than is wanted tells whether there is a next page. A number and no parameter, of a few: PostgreSQL takes a limit
// that it does not know for a tenth of the table, and would plan the statement anew for every request.
int fetchedFor(int limit)
{
    static constexpr std::array kSizes{2, 11, 21, 51, 101, kLargestPage + 1};
    return *std::lower_bound(kSizes.begin(), kSizes.end() - 1, limit + 1);
}

// "… WHERE condition AND (keys) < (cursor) ORDER BY keys LIMIT n": the values go as parameters, so that the
// statement is prepared once.
Result<std::string> pageSql(const PageQuery &query, const Wanted &wanted, const Actor &reader,
                            PgParams &params)
{
    std::string where = RecordService::workspaceCondition("t") + query.condition;
    if (query.type) {
        where += " AND " + visibleSql(*query.type, "t", reader, params);
    }
    if (!wanted.cursor.isEmpty()) {
        RAWI_ASSIGN(const QStringList values,
                    cursorKeys(wanted.cursor, query.sort, static_cast<qsizetype>(query.keys.size())));
        std::string places;
        for (size_t i = 0; i < query.keys.size(); ++i) {
            params.emplace_back(values.at(static_cast<qsizetype>(i)).toStdString());
            places += (places.empty() ? "$" : ", $") + std::to_string(params.size()) + "::" + query.keys[i].type;
        }
        where += " AND (" + joined(query.keys, "") + (query.descending ? ") < (" : ") > (") + places + ")";
    }
    return "SELECT " + query.rowSql + ", " + joined(query.keys, "::text") + " FROM " + query.from + " WHERE "
        + where + " ORDER BY " + joined(query.keys, query.descending ? " DESC" : "") + " LIMIT "
        + std::to_string(fetchedFor(wanted.limit));
}

std::string pageText(const PageQuery &query, int limit, const PgRows &rows)
{
    const int most = std::min(rows.count(), limit);
    int shown = 0;
    size_t size = 0;
    while (shown < most && size < kMostPageBytes) {
        size += rows.text(shown, 0).size() + 1;
        ++shown;
    }
    std::string cursor = "null";
    if (rows.count() > shown) {
        QStringList keys;
        for (size_t i = 0; i < query.keys.size(); ++i) {
            keys.append(rows.string(shown - 1, static_cast<int>(i) + 1));
        }
        cursor = '"' + cursorText(query.sort, keys) + '"';
    }
    std::string text;
    text.reserve(size + cursor.size() + 32); // a page is copied once
    text += R"({"items":[)";
    for (int row = 0; row < shown; ++row) {
        text += row > 0 ? "," : "";
        text += rows.text(row, 0);
    }
    text += R"(],"next_cursor":)";
    text += cursor;
    text += '}';
    return text;
}

} // namespace

RecordService::RecordService(PgPool &pool, CommandService &commands) : m_pool(pool), m_commands(commands) {}

std::string RecordService::workspaceCondition(const std::string &alias)
{
    return alias + ".workspace = (SELECT id FROM workspaces ORDER BY created_at LIMIT 1)";
}

Result<Reply> RecordService::read(const RecordInfo &type, const QUuid &id, const Actor &reader) const
{
    PgParams params{pgUuid(id)};
    const std::string sql = "SELECT " + rowJsonSql(type, "t") + ", t.rev FROM \"" + type.name.toStdString()
        + "\" t WHERE " + workspaceCondition("t") + " AND t.id = $1 AND "
        + visibleSql(type, "t", reader, params);
    return m_pool.with<Reply>([&](PgConnection &connection) -> Result<Reply> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
        if (rows.count() == 0) {
            return Error{ErrorCode::NotFound, type.name + u'/' + uuidText(id), u"there is no such record"_s};
        }
        Reply reply = Reply::rawJson(std::string(rows.text(0, 0)));
        reply.headers.emplace_back("ETag", entityTag(rows.integer(0, 1)));
        return reply;
    });
}

Result<Reply> RecordService::page(PageQuery query, const Request &request) const
{
    RAWI_ASSIGN(const int limit, pageLimit(request));
    const Wanted wanted{request.queryValue("cursor"), limit};
    PgParams params = std::move(query.params);
    RAWI_ASSIGN(const std::string sql, pageSql(query, wanted, request.session.actor, params));
    return m_pool.with<Reply>([&](PgConnection &connection) -> Result<Reply> {
        Result<PgRows> rows = connection.exec(sql, params);
        if (!rows && !wanted.cursor.isEmpty() && rows.error().detail.startsWith("22"_L1)) {
            // class 22, data exception: a forged cursor whose values are none of the keys' types
            return Error{ErrorCode::InvalidArgument, u"cursor"_s,
                         u"not a cursor of this list; begin without one"_s};
        }
        if (!rows) {
            return rows.error();
        }
        return Reply::rawJson(pageText(query, limit, *rows));
    });
}

// `asked` has the body as its arguments.
Result<QJsonObject> RecordService::run(const Request &request, AskedCommand asked, const QJsonObject &fixed, const Beside &beside) const
{
    RAWI_ASSIGN(asked.idempotencyKey, idempotencyKey(request));
    for (auto it = fixed.begin(); it != fixed.end(); ++it) {
        if (asked.args.contains(it.key())) {
            return Error{ErrorCode::UnknownField, it.key(), u"the path says it already"_s};
        }
        asked.args.insert(it.key(), it.value());
    }
    QJsonObject given;
    for (const QString &member : beside.members) {
        if (asked.args.contains(member)) {
            given.insert(member, asked.args.take(member));
        }
    }
    if (beside.keep) {
        asked.also = [&](PgConnection &connection, const QJsonObject &result) {
            return beside.keep(connection, uuidFromText(result.value("id"_L1).toString()), given);
        };
    }
    const CommandContext context{request.session.actor, request.session.sessionId,
                                 QString::fromStdString(request.correlationId)};
    return m_commands.run(context, asked);
}

Result<Reply> RecordService::create(const Request &request, const RecordInfo &type, const QString &command,
                                    const QJsonObject &fixed, const std::string &collection, const Beside &beside) const
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    RAWI_ASSIGN(const QJsonObject result, run(request, {.name = command, .args = body}, fixed, beside));
    const QUuid id = uuidFromText(result.value("id"_L1).toString());
    RAWI_ASSIGN(Reply reply, read(type, id, request.session.actor));
    reply.status = 201;
    if (!collection.empty()) {
        reply.headers.emplace_back("Location", collection + '/' + uuidText(id).toStdString());
    }
    return reply;
}

Result<Reply> RecordService::change(const Request &request, const RecordInfo &type, const QString &command,
                                    qint64 expectedRev, const Beside &beside) const
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, type));
    RAWI_ASSIGN(const QJsonObject body, optionalJson(request));
    RAWI_TRY(run(request, {.name = command, .args = body, .revOf = {type.name, id}, .expectedRev = expectedRev},
                 {{u"id"_s, uuidText(id)}}, beside));
    return read(type, id, request.session.actor);
}

Result<Reply> RecordService::remove(const Request &request, const RecordInfo &type, const QString &command, const Beside &beside) const
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, type));
    RAWI_ASSIGN(const qint64 revision, matchedRevision(request));
    RAWI_TRY(run(request, {.name = command, .revOf = {type.name, id}, .expectedRev = revision}, {{u"id"_s, uuidText(id)}}, beside));
    return Reply::noContent();
}

} // namespace rawi::server

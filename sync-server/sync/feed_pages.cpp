#include "sync-server/sync/feed_pages.h"

#include "core/protocol/messages.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/pg_text.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

constexpr int kManifestPage = 2000;
constexpr int kSnapshotSlice = 100;

// A row's JSON text as the feed carries it, from a statement with the type's row `t` and its name.
std::string carriedRowSql(const RecordInfo &type)
{
    const std::string name = type.name.toStdString();
    return "'{\"type\":\"" + name + "\",\"id\":\"' || t.id || '\",\"rev\":' || t.rev || ',\"row\":' || "
        + rowJsonSql(type, "t") + " || '}'";
}

// How many entries a page says it has at most, a number of a few: written into the statement it tells PostgreSQL how little there
// is to do, so that the statement is planned once, and not for each pull.
qint64 mostEntries(qint64 entries)
{
    qint64 most = 1;
    while (most < entries) {
        most *= 4;
    }
    return most;
}

// The changed rows of ($2, $3] of workspace $1 for the person $4, each once as it is now, in feed order: null
// when it is gone, and lost when that person may no longer know of it. What they never could see is not there
// at all. `only`: the one type they are of, when it is one; most pages are small, and each type has its price.
// `entries`: how many there are, at least.
std::string changesSql(const RuleBook &rules, const QString &only, qint64 entries, const Actor &reader, PgParams &params)
{
    std::string sql =
        "WITH f AS (SELECT type, row_id, max(seq) AS seq, max(rev) AS rev, bool_or(hidden) AS hidden FROM "
        "(SELECT * FROM feed WHERE workspace = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT "
        + std::to_string(mostEntries(entries)) + ") e GROUP BY type, row_id), "
        "l AS (SELECT DISTINCT e.type, e.row_id FROM feed_losses x JOIN feed e ON e.workspace = x.workspace "
        "AND "
        "e.seq = x.seq WHERE x.workspace = $1 AND x.person = $4 AND x.seq > $2 AND x.seq <= $3) "
        "SELECT text FROM (";
    const char *between = "";
    for (const RecordInfo *type : rules.deskTypes()) {
        if (!only.isEmpty() && type->name != only) {
            continue;
        }
        const std::string name = type->name.toStdString();
        const std::string gone =
            "'{\"type\":\"" + name + "\",\"id\":\"' || f.row_id || '\",\"rev\":' || f.rev || ',\"row\":null";
        sql += between;
        sql += "SELECT f.seq, CASE WHEN t.id IS NOT NULL AND " + visibleSql(*type, "t", reader, params)
            + " THEN " + carriedRowSql(*type) + " WHEN l.row_id IS NOT NULL THEN " + gone
            + ",\"lost\":true}'"
              " WHEN t.id IS NULL AND NOT f.hidden THEN "
            + gone
            + "}' END AS text "
              "FROM f LEFT JOIN \""
            + name
            + "\" t ON t.workspace = $1 AND t.id = f.row_id "
              "LEFT JOIN l ON l.type = f.type AND l.row_id = f.row_id WHERE f.type = '"
            + name + "'";
        between = " UNION ALL ";
    }
    return sql + ") changes WHERE text IS NOT NULL ORDER BY seq";
}

void appendRows(std::string &text, const PgRows &rows)
{
    for (int i = 0; i < rows.count(); ++i) {
        if (text.back() != '[') {
            text += ',';
        }
        text += rows.text(i, 0);
    }
}

// Whether the cursor stands on a commit of this feed.
Result<void> checkCursor(PgConnection &connection, const Workspace &workspace, const FeedHead &cursor, const FeedHead &head)
{
    if (cursor.epoch.isEmpty() && cursor.seq == 0) {
        return {}; // a new desk
    }
    const Error unknown{
        ErrorCode::CursorUnknown, QString::number(cursor.seq),
        u"this server's history does not contain that cursor; it was restored or is another server"_s};
    if (cursor.epoch != workspace.epoch || cursor.seq > head.seq) {
        return unknown;
    }
    const std::string id = pgUuid(workspace.id);
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT h.floor, c.nonce FROM feed_heads h LEFT JOIN feed_commits c "
                                "ON c.workspace = h.workspace AND c.seq = $2 WHERE h.workspace = $1",
                                {id, std::to_string(cursor.seq)}));
    if (rows.count() == 1 && cursor.seq < rows.integer(0, 0)) {
        return Error{ErrorCode::CursorExpired, QString::number(cursor.seq),
                     u"older than what the feed keeps; take a snapshot"_s};
    }
    const bool beginning = cursor.seq == 0;
    if (!beginning && (rows.count() == 0 || rows.isNull(0, 1) || rows.string(0, 1) != cursor.nonce)) {
        return unknown;
    }
    return {};
}

struct PageEnd {
    FeedHead head;
    QString only; // the type of all its entries, when there is one
    bool isEmpty = true;
};

// The last commit of a page of about `limit` entries after `from`; the head when nothing follows.
Result<PageEnd> pageEnd(PgConnection &connection, const Workspace &workspace, qint64 from, int limit, const FeedHead &head)
{
    const std::string id = pgUuid(workspace.id);
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT e.seq, e.nonce, f.least, f.most FROM ("
                                "(SELECT seq, nonce FROM feed_commits WHERE workspace = $1 AND seq > $2 AND seq <= $2::bigint + $3::bigint "
                                "ORDER BY seq DESC LIMIT 1) UNION ALL "
                                "(SELECT seq, nonce FROM feed_commits WHERE workspace = $1 AND seq > $2 ORDER BY seq LIMIT 1) LIMIT 1) e "
                                "CROSS JOIN LATERAL (SELECT min(type) AS least, max(type) AS most FROM feed "
                                "WHERE workspace = $1 AND seq > $2 AND seq <= e.seq) f",
                                {id, std::to_string(from), std::to_string(limit)}));
    if (rows.count() == 0) {
        return PageEnd{head, {}, true};
    }
    const bool isOne = rows.text(0, 2) == rows.text(0, 3);
    return PageEnd{{workspace.epoch, rows.integer(0, 0), rows.string(0, 1)}, isOne ? rows.string(0, 2) : QString(), false};
}

template <typename T>
Result<T> inSnapshot(PgPool &pool, const std::function<Result<T>(PgConnection &, const Workspace &)> &work)
{
    return pool.with<T>([&](PgConnection &connection) -> Result<T> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection, PgTransaction::Isolation::RepeatableRead));
        RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
        return work(connection, workspace);
    });
}

} // namespace

FeedPages::FeedPages(PgPool &pool, const RuleBook &rules) : m_pool(pool), m_rules(rules) { }

Result<void> FeedPages::check(const FeedHead &cursor) const
{
    RAWI_ASSIGN([[maybe_unused]] const FeedHead head,
                inSnapshot<FeedHead>(m_pool, [&](PgConnection &connection, const Workspace &workspace) -> Result<FeedHead> {
                    RAWI_ASSIGN(FeedHead now, readHead(connection, workspace));
                    RAWI_TRY(checkCursor(connection, workspace, cursor, now));
                    return now;
                }));
    return {};
}

Result<std::string> FeedPages::pull(const FeedHead &cursor, int limit, const Actor &reader) const
{
    // A commit is never divided; of long texts fewer commits go into a page.
    for (;; limit /= 4) {
        RAWI_ASSIGN(std::string text, pullOf(cursor, limit, reader));
        if (text.size() <= 2 * kMostPageBytes || limit < 4) {
            return text;
        }
    }
}

Result<std::string> FeedPages::pullOf(const FeedHead &cursor, int limit, const Actor &reader) const
{
    return inSnapshot<std::string>(
        m_pool, [&](PgConnection &connection, const Workspace &workspace) -> Result<std::string> {
            RAWI_ASSIGN(const FeedHead head, readHead(connection, workspace));
            RAWI_TRY(checkCursor(connection, workspace, cursor, head));
            RAWI_ASSIGN(const PageEnd end, pageEnd(connection, workspace, cursor.seq, limit, head));
            std::string text = "{\"cursor\":" + pgJson(end.head.toJson()) + ",\"more\":"
                + (end.head.seq < head.seq ? "true" : "false") + ",\"changes\":[";
            if (!end.isEmpty) {
                PgParams params{pgUuid(workspace.id), std::to_string(cursor.seq),
                                std::to_string(end.head.seq), reader.id.text().toStdString()};
                const std::string sql = changesSql(m_rules, end.only, end.head.seq - cursor.seq, reader, params);
                RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
                appendRows(text, rows);
            }
            return text + "]}";
        });
}

Result<std::string> FeedPages::snapshot(const QString &after, int limit, const Actor &reader) const
{
    const QString typeName = after.section(QLatin1Char(':'), 0, 0);
    const QString lastId = after.section(QLatin1Char(':'), 1);
    if (!after.isEmpty() && (!m_rules.type(typeName) || uuidFromText(lastId).isNull())) {
        return Error{ErrorCode::InvalidArgument, u"after"_s, u"not the `next` of a page"_s};
    }
    return inSnapshot<std::string>(
        m_pool, [&](PgConnection &connection, const Workspace &workspace) -> Result<std::string> {
            RAWI_ASSIGN(const FeedHead head, readHead(connection, workspace));
            const std::string id = pgUuid(workspace.id);
            std::string text = "{\"cursor\":" + pgJson(head.toJson()) + ",\"rows\":[";
            std::string next = "null";
            bool reached = after.isEmpty();
            int room = limit;
            for (const RecordInfo *type : m_rules.deskTypes()) {
                const bool resumes = !reached && type->name == typeName;
                reached = reached || resumes;
                if (!reached || room == 0) {
                    continue;
                }
                std::string from = resumes ? lastId.toStdString() : pgUuid(QUuid());
                for (bool mayFollow = true; mayFollow && room > 0;) {
                    const int wanted = std::min(room, kSnapshotSlice);
                    PgParams params{id, from, std::to_string(wanted)};
                    const std::string sql = "SELECT " + carriedRowSql(*type) + ", t.id FROM \""
                        + type->name.toStdString() + "\" t WHERE t.workspace = $1 AND t.id > $2 AND "
                        + visibleSql(*type, "t", reader, params) + " ORDER BY t.id LIMIT $3";
                    RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
                    appendRows(text, rows);
                    const int got = rows.count();
                    mayFollow = got == wanted;
                    from = got > 0 ? std::string(rows.text(got - 1, 1)) : from;
                    room = text.size() < kMostPageBytes ? room - got : 0;
                    if (room == 0) {
                        next = '"' + type->name.toStdString() + ':' + from + '"';
                    }
                }
            }
            return text + "],\"next\":" + next + "}";
        });
}

Result<QJsonObject> FeedPages::manifest(const Actor &reader) const
{
    return inSnapshot<QJsonObject>(
        m_pool, [&](PgConnection &connection, const Workspace &workspace) -> Result<QJsonObject> {
            RAWI_ASSIGN(const FeedHead head, readHead(connection, workspace));
            QJsonObject buckets;
            for (const RecordInfo *type : m_rules.deskTypes()) {
                std::map<QString, ManifestHasher> hashers;
                std::string from = pgUuid(QUuid());
                for (int got = kManifestPage; got == kManifestPage;) {
                    PgParams params{pgUuid(workspace.id), from,
                                    std::to_string(kManifestPage)};
                    const std::string sql = "SELECT t.id, t.rev, " + rowJsonSql(*type, "t") + " FROM \""
                        + type->name.toStdString() + "\" t WHERE t.workspace = $1 AND t.id > $2 AND "
                        + visibleSql(*type, "t", reader, params) + " ORDER BY t.id LIMIT $3";
                    RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
                    got = rows.count();
                    for (int i = 0; i < got; ++i) {
                        const std::string_view row = rows.text(i, 2);
                        const QJsonDocument parsed = QJsonDocument::fromJson(
                            QByteArray::fromRawData(row.data(), static_cast<qsizetype>(row.size())));
                        const QString id = rows.string(i, 0);
                        hashers[id.mid(0, 1)].add(id, rows.integer(i, 1), rowHash(parsed.object()));
                        from = id.toStdString();
                    }
                }
                QJsonObject ofType;
                for (const auto &[digit, hasher] : hashers) {
                    ofType.insert(digit, hasher.result());
                }
                buckets.insert(type->name, ofType);
            }
            return QJsonObject{{u"cursor"_s, head.toJson()}, {u"buckets"_s, buckets}};
        });
}

} // namespace rawi::server

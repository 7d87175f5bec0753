#include "sync-server/sync/feed_reader.h"

#include "sync-server/feed/feed_commit.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

#include <map>

namespace rawi::server {

namespace {

std::string compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::string uuidOf(const QUuid &uuid)
{
    return uuidText(uuid).toStdString();
}

struct FeedEntry {
    qint64 seq = 0;
    std::string type;
    std::string id;
    qint64 rev = 0;
};

std::string entryJson(const std::string &type, std::string_view id, std::string_view rev, std::string_view row)
{
    std::string text = "{\"type\":\"" + type + "\",\"id\":\"";
    return text.append(id).append("\",\"rev\":").append(rev).append(",\"row\":").append(row).append("}");
}

// The nonce of the commit that took this number.
Result<QString> nonceAt(PgConnection &connection, const Workspace &workspace, qint64 seq)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT nonce FROM feed_commits WHERE workspace = $1 AND seq >= $2 ORDER BY seq LIMIT 1",
                                {uuidOf(workspace.id), std::to_string(seq)}));
    return rows.count() > 0 ? rows.string(0, 0) : QString();
}

Result<void> checkCursor(PgConnection &connection, const Workspace &workspace, const FeedHead &cursor, qint64 head)
{
    const auto unknown = [](const char *why) {
        return Error{ErrorCode::CursorUnknown, QStringLiteral("cursor"), QLatin1StringView(why)};
    };
    if (cursor.seq == 0 && (cursor.epoch.isEmpty() || cursor.epoch == workspace.epoch)) {
        return {};
    }
    if (cursor.epoch != workspace.epoch) {
        return unknown("another epoch: the server was restored");
    }
    if (cursor.seq > head) {
        return unknown("ahead of the feed: the server was rolled back");
    }
    RAWI_ASSIGN(const PgRows floor,
                connection.exec("SELECT floor FROM feed_heads WHERE workspace = $1", {uuidOf(workspace.id)}));
    if (cursor.seq < floor.integer(0, 0)) {
        return Error{ErrorCode::CursorExpired, QStringLiteral("cursor"),
                     QStringLiteral("older than what the feed keeps; take a snapshot")};
    }
    RAWI_ASSIGN(const QString nonce, nonceAt(connection, workspace, cursor.seq));
    return nonce == cursor.nonce ? Result<void>() : unknown("another nonce: the server was rolled back");
}

// The newest entry of each row, in feed order.
Result<std::vector<FeedEntry>> readEntries(PgConnection &connection, const Workspace &workspace, qint64 after,
                                           int limit, qint64 *last)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT seq, type, row_id, rev FROM feed WHERE workspace = $1 AND seq > $2"
                                " ORDER BY seq LIMIT $3",
                                {uuidOf(workspace.id), std::to_string(after), std::to_string(limit)}));
    std::map<std::pair<std::string, std::string>, FeedEntry> newest;
    for (int i = 0; i < rows.count(); ++i) {
        FeedEntry entry{rows.integer(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                        rows.integer(i, 3)};
        *last = entry.seq;
        newest.insert_or_assign({entry.type, entry.id}, std::move(entry));
    }
    std::vector<FeedEntry> entries;
    for (auto &[key, entry] : newest) {
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), [](const FeedEntry &a, const FeedEntry &b) { return a.seq < b.seq; });
    return entries;
}

// The rows of the entries as they are now, by type and id: (rev, JSON).
using CurrentRows = std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>>;

Result<CurrentRows> readCurrent(PgConnection &connection, const RuleBook &rules, const Workspace &workspace,
                                const std::vector<FeedEntry> &entries)
{
    CurrentRows current;
    for (const RecordInfo *type : rules.types()) {
        const std::string name = type->name.toStdString();
        std::vector<std::string> ids;
        for (const FeedEntry &entry : entries) {
            if (entry.type == name) {
                ids.push_back(entry.id);
            }
        }
        if (ids.empty()) {
            continue;
        }
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT t.id, t.rev, " + rowJsonSql(*type, "t") + " FROM \"" + name
                                        + "\" t WHERE t.workspace = $1 AND t.id = ANY($2::uuid[])",
                                    {uuidOf(workspace.id), pgArray(ids)}));
        for (int i = 0; i < rows.count(); ++i) {
            current[{name, std::string(rows.text(i, 0))}] = {std::string(rows.text(i, 1)), std::string(rows.text(i, 2))};
        }
    }
    return current;
}

} // namespace

Result<std::string> FeedReader::inOneView(const std::function<Result<std::string>(PgConnection &)> &work)
{
    return m_pool.with<std::string>([&](PgConnection &connection) -> Result<std::string> {
        RAWI_ASSIGN(PgTransaction transaction,
                    PgTransaction::begin(connection, PgTransaction::Isolation::RepeatableRead));
        RAWI_ASSIGN(std::string text, work(connection));
        RAWI_TRY(transaction.commit());
        return text;
    });
}

Result<std::string> FeedReader::pull(const FeedHead &after, int limit)
{
    return inOneView([&](PgConnection &connection) { return pullInside(connection, after, limit); });
}

Result<std::string> FeedReader::pullInside(PgConnection &connection, const FeedHead &after, int limit)
{
    RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
    RAWI_ASSIGN(const FeedHead head, readHead(connection, workspace));
    RAWI_TRY(checkCursor(connection, workspace, after, head.seq));
    qint64 last = after.seq;
    RAWI_ASSIGN(const std::vector<FeedEntry> entries, readEntries(connection, workspace, after.seq, limit, &last));
    RAWI_ASSIGN(const CurrentRows current, readCurrent(connection, m_rules, workspace, entries));
    FeedHead cursor = head;
    if (last < head.seq) {
        cursor.seq = last;
        RAWI_ASSIGN(cursor.nonce, nonceAt(connection, workspace, last));
    }
    std::string changes;
    for (const FeedEntry &entry : entries) {
        const auto row = current.find({entry.type, entry.id});
        changes += changes.empty() ? "" : ",";
        // A row that is gone by now was removed by a later entry, or by this one.
        changes += row == current.end() ? entryJson(entry.type, entry.id, std::to_string(entry.rev), "null")
                                        : entryJson(entry.type, entry.id, row->second.first, row->second.second);
    }
    return "{\"cursor\":" + compact(cursor.toJson()) + ",\"changes\":[" + changes
        + "],\"more\":" + (cursor.seq < head.seq ? "true" : "false") + "}";
}

Result<std::string> FeedReader::snapshot(const QString &token, int limit)
{
    return inOneView([&](PgConnection &connection) { return snapshotInside(connection, token, limit); });
}

Result<std::string> FeedReader::snapshotInside(PgConnection &connection, const QString &token, int limit)
{
    RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
    RAWI_ASSIGN(const FeedHead head, readHead(connection, workspace));
    const QList<const RecordInfo *> &types = m_rules.types();
    qsizetype at = 0;
    std::string after = uuidOf(QUuid());
    if (!token.isEmpty()) {
        const QString id = token.section(QLatin1Char('/'), 1);
        const RecordInfo *type = m_rules.type(token.section(QLatin1Char('/'), 0, 0));
        at = types.indexOf(type);
        if (at < 0 || uuidFromText(id).isNull()) {
            return Error{ErrorCode::InvalidArgument, QStringLiteral("after"), QStringLiteral("not a token of a snapshot")};
        }
        after = id.toStdString();
    }
    std::string text;
    std::string next = "null";
    int left = limit;
    for (; at < types.size() && left > 0; ++at, after = uuidOf(QUuid())) {
        const std::string name = types.at(at)->name.toStdString();
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT t.id, t.rev, " + rowJsonSql(*types.at(at), "t") + " FROM \"" + name
                                        + "\" t WHERE t.workspace = $1 AND t.id > $2 ORDER BY t.id LIMIT $3",
                                    {uuidOf(workspace.id), after, std::to_string(left)}));
        for (int i = 0; i < rows.count(); ++i) {
            text += (text.empty() ? "" : ",") + entryJson(name, rows.text(i, 0), rows.text(i, 1), rows.text(i, 2));
        }
        left -= rows.count();
        if (left == 0) {
            next = '"' + name + '/' + std::string(rows.text(rows.count() - 1, 0)) + '"';
        }
    }
    return "{\"cursor\":" + compact(head.toJson()) + ",\"rows\":[" + text + "],\"next\":" + next + "}";
}

Result<std::string> FeedReader::manifest()
{
    return inOneView([&](PgConnection &connection) { return manifestInside(connection); });
}

Result<std::string> FeedReader::manifestInside(PgConnection &connection)
{
    RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
    RAWI_ASSIGN(const FeedHead head, readHead(connection, workspace));
    QJsonObject buckets;
    for (const RecordInfo *type : m_rules.types()) {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT t.id, t.rev, " + rowJsonSql(*type, "t") + " FROM \""
                                        + type->name.toStdString() + "\" t WHERE t.workspace = $1 ORDER BY t.id",
                                    {uuidOf(workspace.id)}));
        // By the first hexadecimal digit of the id, as the desk does.
        std::map<QChar, std::unique_ptr<ManifestHasher>> hashers;
        for (int i = 0; i < rows.count(); ++i) {
            const QString id = rows.string(i, 0);
            auto &hasher = hashers[id.at(0)];
            if (!hasher) {
                hasher = std::make_unique<ManifestHasher>();
            }
            const QJsonObject row = QJsonDocument::fromJson(rows.string(i, 2).toUtf8()).object();
            hasher->add(id, rows.integer(i, 1), rowHash(row));
        }
        QJsonObject ofType;
        for (const auto &[digit, hasher] : hashers) {
            ofType.insert(QString(digit), hasher->result());
        }
        buckets.insert(type->name, ofType);
    }
    return compact({{QStringLiteral("cursor"), head.toJson()}, {QStringLiteral("buckets"), buckets}});
}

} // namespace rawi::server

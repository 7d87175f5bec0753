#include "core/sync/feed_codec.h"

#include "core/base/id.h"
#include "core/protocol/messages.h"

namespace rawi {

namespace {

Error malformed(const char *member)
{
    return {ErrorCode::CorruptData, QLatin1StringView(member), u"missing or malformed in an answer"_s, SubjectKind::Code};
}

Result<FeedRow> rowFromJson(const QJsonObject &json)
{
    const QJsonValue row = json.value("row"_L1);
    FeedRow read{json.value("type"_L1).toString(), uuidFromText(json.value("id"_L1).toString()),
                 json.value("rev"_L1).toInteger(), row.toObject(), json.value("lost"_L1).toBool()};
    if (read.type.isEmpty()) {
        return malformed("type");
    }
    if (read.id.isNull()) {
        return malformed("id");
    }
    // Only an explicit null removes a row: a lost member must not.
    if (!row.isNull() && read.row.isEmpty()) {
        return malformed("row");
    }
    return read;
}

QJsonObject withoutEmptyBuckets(const QJsonObject &manifest)
{
    static const QString kEmpty = ManifestHasher().result();
    QJsonObject kept;
    for (auto type = manifest.begin(); type != manifest.end(); ++type) {
        QJsonObject buckets = type->toObject();
        for (auto bucket = buckets.begin(); bucket != buckets.end();) {
            bucket = bucket->toString() == kEmpty || bucket->toString().isEmpty() ? buckets.erase(bucket)
                                                                                  : std::next(bucket);
        }
        if (!buckets.isEmpty()) {
            kept.insert(type.key(), buckets);
        }
    }
    return kept;
}

} // namespace

Result<FeedCursor> cursorFromJson(const QJsonObject &json)
{
    const QJsonValue seq = json.value("seq"_L1);
    FeedCursor cursor{json.value("epoch"_L1).toString(), seq.toInteger(-1),
                      json.value("nonce"_L1).toString()};
    if (cursor.epoch.isEmpty() || cursor.seq < 0) {
        return malformed("cursor");
    }
    return cursor;
}

QJsonObject cursorToJson(const FeedCursor &cursor)
{
    return {{u"epoch"_s, cursor.epoch}, {u"seq"_s, cursor.seq}, {u"nonce"_s, cursor.nonce}};
}

Result<QList<FeedRow>> feedRowsFromJson(const QJsonValue &json)
{
    if (!json.isArray()) {
        return malformed("changes");
    }
    const QJsonArray array = json.toArray();
    QList<FeedRow> rows;
    rows.reserve(array.size());
    for (const QJsonValue &one : array) {
        RAWI_ASSIGN(const FeedRow row, rowFromJson(one.toObject()));
        rows.append(row);
    }
    return rows;
}

Result<FeedPage> feedPageFromJson(const QJsonObject &json)
{
    FeedPage page;
    RAWI_ASSIGN(page.cursor, cursorFromJson(json.value("cursor"_L1).toObject()));
    RAWI_ASSIGN(page.rows, feedRowsFromJson(json.value("changes"_L1)));
    page.more = json.value("more"_L1).toBool();
    return page;
}

Result<SnapshotPage> snapshotPageFromJson(const QJsonObject &json)
{
    SnapshotPage page;
    RAWI_ASSIGN(page.cursor, cursorFromJson(json.value("cursor"_L1).toObject()));
    RAWI_ASSIGN(page.rows, feedRowsFromJson(json.value("rows"_L1)));
    const QJsonValue next = json.value("next"_L1);
    if (next.isUndefined()) {
        return malformed("next"); // a page cut short must not pass for the last one
    }
    page.next = next.toString();
    return page;
}

Result<QList<PushResult>> pushResultsFromJson(const QJsonObject &json)
{
    const QJsonValue array = json.value("results"_L1);
    if (!array.isArray()) {
        return malformed("results");
    }
    QList<PushResult> results;
    const QJsonArray entries = array.toArray();
    for (const QJsonValue &entry : entries) {
        const QJsonObject one = entry.toObject();
        PushResult result;
        result.n = one.value("n"_L1).toInteger();
        if (result.n < 1 || !one.value("applied"_L1).isBool()) {
            return malformed("results");
        }
        result.applied = one.value("applied"_L1).toBool();
        result.result = one.value("result"_L1).toObject();
        if (!result.applied) {
            result.reason = errorFromProblem(one.value("error"_L1).toObject());
        }
        results.append(result);
    }
    return results;
}

Result<ClientMemory> clientMemoryFromJson(const QJsonObject &json)
{
    const QJsonValue client = json.value("client"_L1);
    if (client.isNull()) {
        return ClientMemory{};
    }
    ClientMemory memory{true, client["yours"_L1].toBool(), client["last_n"_L1].toInteger(-1),
                        uuidFromText(client["last_command"_L1].toString())};
    if (!client["yours"_L1].isBool() || memory.last < 0) {
        return malformed("client");
    }
    return memory;
}

bool sameManifest(const QJsonObject &mine, const QJsonObject &theirs)
{
    return withoutEmptyBuckets(mine) == withoutEmptyBuckets(theirs);
}

} // namespace rawi

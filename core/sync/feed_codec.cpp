#include "core/sync/feed_codec.h"

#include "core/base/id.h"
#include "core/protocol/messages.h"

namespace rawi {

namespace {

Error malformed(const char *member)
{
    return {ErrorCode::CorruptData, QLatin1StringView(member), QStringLiteral("missing or malformed in an answer")};
}

Result<FeedRow> rowFromJson(const QJsonObject &json)
{
    const QJsonValue row = json.value(QLatin1StringView("row"));
    FeedRow read{json.value(QLatin1StringView("type")).toString(),
                 uuidFromText(json.value(QLatin1StringView("id")).toString()),
                 json.value(QLatin1StringView("rev")).toInteger(), row.toObject()};
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
    const QJsonValue seq = json.value(QLatin1StringView("seq"));
    FeedCursor cursor{json.value(QLatin1StringView("epoch")).toString(), seq.toInteger(-1),
                      json.value(QLatin1StringView("nonce")).toString()};
    if (cursor.epoch.isEmpty() || cursor.seq < 0) {
        return malformed("cursor");
    }
    return cursor;
}

QJsonObject cursorToJson(const FeedCursor &cursor)
{
    return {{QStringLiteral("epoch"), cursor.epoch},
            {QStringLiteral("seq"), cursor.seq},
            {QStringLiteral("nonce"), cursor.nonce}};
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
    RAWI_ASSIGN(page.cursor, cursorFromJson(json.value(QLatin1StringView("cursor")).toObject()));
    RAWI_ASSIGN(page.rows, feedRowsFromJson(json.value(QLatin1StringView("changes"))));
    page.more = json.value(QLatin1StringView("more")).toBool();
    return page;
}

Result<SnapshotPage> snapshotPageFromJson(const QJsonObject &json)
{
    SnapshotPage page;
    RAWI_ASSIGN(page.cursor, cursorFromJson(json.value(QLatin1StringView("cursor")).toObject()));
    RAWI_ASSIGN(page.rows, feedRowsFromJson(json.value(QLatin1StringView("rows"))));
    const QJsonValue next = json.value(QLatin1StringView("next"));
    if (next.isUndefined()) {
        return malformed("next"); // a page cut short must not pass for the last one
    }
    page.next = next.toString();
    return page;
}

Result<QList<PushResult>> pushResultsFromJson(const QJsonObject &json)
{
    const QJsonValue array = json.value(QLatin1StringView("results"));
    if (!array.isArray()) {
        return malformed("results");
    }
    QList<PushResult> results;
    const QJsonArray entries = array.toArray();
    for (const QJsonValue &entry : entries) {
        const QJsonObject one = entry.toObject();
        PushResult result;
        result.n = one.value(QLatin1StringView("n")).toInteger();
        if (result.n < 1 || !one.value(QLatin1StringView("applied")).isBool()) {
            return malformed("results");
        }
        result.applied = one.value(QLatin1StringView("applied")).toBool();
        result.result = one.value(QLatin1StringView("result")).toObject();
        if (!result.applied) {
            result.reason = errorFromProblem(one.value(QLatin1StringView("error")).toObject());
        }
        results.append(result);
    }
    return results;
}

bool sameManifest(const QJsonObject &mine, const QJsonObject &theirs)
{
    return withoutEmptyBuckets(mine) == withoutEmptyBuckets(theirs);
}

} // namespace rawi

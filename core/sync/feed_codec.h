#pragma once

#include "core/base/result.h"
#include "core/replica/replica_feed.h"

namespace rawi {

// What the sync answers of core/protocol/messages.h hold, read strictly: a malformed member is CorruptData.

struct FeedPage {
    FeedCursor cursor;
    QList<FeedRow> rows;
    bool more = false;
};

struct SnapshotPage {
    FeedCursor cursor;
    QList<FeedRow> rows;
    QString next; // empty after the last page
};

Result<FeedCursor> cursorFromJson(const QJsonObject &json);
QJsonObject cursorToJson(const FeedCursor &cursor);
Result<FeedPage> feedPageFromJson(const QJsonObject &json);
Result<SnapshotPage> snapshotPageFromJson(const QJsonObject &json);
Result<QList<FeedRow>> feedRowsFromJson(const QJsonValue &json);
Result<QList<PushResult>> pushResultsFromJson(const QJsonObject &json);
Result<ClientMemory> clientMemoryFromJson(const QJsonObject &json);
// Whether two manifests say the same; buckets of no rows count as absent.
bool sameManifest(const QJsonObject &mine, const QJsonObject &theirs);

} // namespace rawi

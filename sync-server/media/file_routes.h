#pragma once

#include "core/media/media_asset.h"
#include "core/rules/rule_book.h"
#include "sync-server/blobs/blob_store.h"
#include "sync-server/gateway/router.h"
#include "sync-server/pg/pg.h"

namespace rawi::server {

// "/api/v1/media/{asset}/file/{name}", decoded.
QString filePath(const MediaVariant &variant);

// "mp4" for "video/mp4"; empty for a type without a name of its own.
QString formatOf(const QString &contentType);

// GET and HEAD of a stored variant, by session or by signed URL.
void addFileRoutes(RoutingTable &table, PgPool &pool, BlobStore &blobs, const QByteArray &urlKey,
                   const RuleBook &rules);

} // namespace rawi::server

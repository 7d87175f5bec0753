#pragma once

#include "core/media/encode_preset.h"
#include "core/media/media_asset.h"
#include "core/media/subtitle_track.h"
#include "sync-server/pg/pg.h"

namespace rawi::server {

// Reads of media records outside commands, of what `reader` may know of; each one statement. Errors:
// NotFound, and the database's.
Result<MediaAsset> readAsset(PgPool &pool, const QUuid &id, const Actor &reader);
Result<MediaVariant> readVariant(PgPool &pool, const QUuid &id, const Actor &reader);
Result<MediaVariant> readVariant(PgPool &pool, const QUuid &asset, const QString &name, const Actor &reader);
Result<QList<SubtitleTrack>> readSubtitles(PgPool &pool, const QUuid &asset,
                                           const Actor &reader); // by language, then kind
// By name, of one name what people have before what is to replace it; one asked for by its name is the former, where it is.
Result<QList<MediaVariant>> readVariants(PgPool &pool, const QUuid &asset, const Actor &reader);
// One of the newsroom's own that is still offered.
Result<EncodePreset> readPreset(PgPool &pool, const QString &key);
// Whether a variant has these bytes (completed), or will or may have them (any).
enum class Holding { Completed, Any };
Result<bool> someVariantHolds(PgPool &pool, const QString &sha256, Holding holding);

} // namespace rawi::server

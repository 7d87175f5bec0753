#include "sync-server/media/media_rows.h"

#include "core/text/truncate.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

// A database holds one workspace; naming it lets the keys' indexes serve.
const std::string kHere = "t.workspace = (SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1) AND ";

// Of one name: what people have, before what is to replace it.
const std::string kLiveFirst = " ORDER BY t.status <> 'completed'";

template <typename R>
Result<QList<R>> select(PgPool &pool, const std::string &condition, PgParams params, const Actor &reader,
                        const std::string &order = {})
{
    const RecordInfo &type = recordInfo<R>();
    const std::string seen = visibleSql(type, "t", reader, params);
    const std::string sql = "SELECT " + rowJsonSql(type, "t") + " FROM " + type.name.toStdString()
        + " t WHERE " + kHere + condition + " AND " + seen + order;
    return pool.with<QList<R>>([&](PgConnection &connection) -> Result<QList<R>> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
        QList<R> records;
        for (int row = 0; row < rows.count(); ++row) {
            const std::string_view text = rows.text(row, 0);
            const auto bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
            records.append(fromJson<R>(QJsonDocument::fromJson(bytes).object()));
        }
        return records;
    });
}

template <typename R>
Result<R> selectOne(PgPool &pool, const QString &subject, const std::string &condition,
                    const PgParams &params, const Actor &reader, const std::string &order = {})
{
    RAWI_ASSIGN(QList<R> records, select<R>(pool, condition, params, reader, order));
    if (records.isEmpty()) {
        return Error{ErrorCode::NotFound, subject, u"there is no such record"_s};
    }
    return std::move(records.first());
}

} // namespace

Result<MediaAsset> readAsset(PgPool &pool, const QUuid &id, const Actor &reader)
{
    return selectOne<MediaAsset>(pool, u"media_assets/"_s + uuidText(id), "t.id = $1", {pgUuid(id)}, reader);
}

Result<MediaVariant> readVariant(PgPool &pool, const QUuid &id, const Actor &reader)
{
    return selectOne<MediaVariant>(pool, u"media_variants/"_s + uuidText(id), "t.id = $1", {pgUuid(id)},
                                   reader);
}

Result<MediaVariant> readVariant(PgPool &pool, const QUuid &asset, const QString &name, const Actor &reader)
{
    return selectOne<MediaVariant>(pool, uuidText(asset) + QLatin1Char('/') + name,
                                   "t.asset_id = $1 AND t.name = $2", {pgUuid(asset), name.toStdString()},
                                   reader, kLiveFirst);
}

Result<QList<MediaVariant>> readVariants(PgPool &pool, const QUuid &asset, const Actor &reader)
{
    return select<MediaVariant>(pool, "t.asset_id = $1", {pgUuid(asset)}, reader, " ORDER BY t.name, t.status <> 'completed'");
}

Result<QList<SubtitleTrack>> readSubtitles(PgPool &pool, const QUuid &asset, const Actor &reader)
{
    return select<SubtitleTrack>(pool, "t.asset_id = $1", {pgUuid(asset)}, reader,
                                 " ORDER BY t.language, t.kind");
}

Result<EncodePreset> readPreset(PgPool &pool, const QString &key)
{
    return selectOne<EncodePreset>(pool, u"encode_presets/"_s + truncated(key, 64), "t.key = $1 AND NOT t.retired",
                                   {key.toStdString()}, Actor::server());
}

Result<bool> someVariantHolds(PgPool &pool, const QString &sha256, Holding holding)
{
    const std::string sql = std::string("SELECT 1 FROM media_variants WHERE sha256 = $1")
        + (holding == Holding::Completed ? " AND status = 'completed'" : "") + " LIMIT 1";
    return pool.with<bool>([&](PgConnection &connection) -> Result<bool> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql, {sha256.toStdString()}));
        return rows.count() > 0;
    });
}

} // namespace rawi::server

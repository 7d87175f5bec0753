#include "sync-server/blobs/upload_store.h"

#include "core/base/id.h"
#include "sync-server/pg/pg_text.h"

namespace rawi::server {

namespace {

const std::string kColumns =
    " id, variant_id, asset_id, created_by, length, received, hash_state, sha256, metadata, "
    "state, expires_at <= now(), coalesce(lease_until > now(), false), fence, "
    "floor(extract(epoch FROM expires_at))::bigint, content_item ";

const char *stateName(UploadState state)
{
    switch (state) {
    case UploadState::Open:
        return "open";
    case UploadState::Done:
        return "done";
    case UploadState::Gone:
        return "gone";
    }
    return "gone";
}

UploadState stateFromName(std::string_view name)
{
    return name == "open" ? UploadState::Open : name == "done" ? UploadState::Done : UploadState::Gone;
}

Result<Upload> uploadOf(const PgRows &rows)
{
    Upload upload;
    upload.id = uuidFromText(rows.string(0, 0));
    upload.variantId = uuidFromText(rows.string(0, 1));
    upload.assetId = uuidFromText(rows.string(0, 2));
    upload.createdBy = uuidFromText(rows.string(0, 3));
    upload.length = rows.integer(0, 4);
    upload.received = rows.integer(0, 5);
    upload.state = stateFromName(rows.text(0, 9));
    const std::optional<RunningHash> hash = RunningHash::fromState(rows.string(0, 6).toLatin1());
    if (upload.state == UploadState::Open && (!hash || hash->length() != upload.received)) {
        return Error{ErrorCode::CorruptData, rows.string(0, 0), u"the upload's hash state is damaged"_s, SubjectKind::Code};
    }
    upload.hash = hash.value_or(RunningHash());
    upload.sha256 = rows.string(0, 7);
    upload.metadata = rows.string(0, 8);
    upload.expired = upload.state == UploadState::Open && rows.text(0, 10) == "t";
    upload.leased = rows.text(0, 11) == "t";
    upload.fence = rows.integer(0, 12);
    upload.expiresAt = rows.integer(0, 13);
    upload.contentItem = uuidFromText(rows.string(0, 14));
    return upload;
}

Error noSuchUpload(const QUuid &id)
{
    return {ErrorCode::NotFound, uuidText(id), u"there is no such upload"_s};
}

Result<Upload> oneUpload(PgPool &pool, const std::string &sql, const PgParams &params, const QUuid &id)
{
    return pool.with<Upload>([&](PgConnection &connection) -> Result<Upload> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
        return rows.count() == 0 ? Result<Upload>(noSuchUpload(id)) : uploadOf(rows);
    });
}

Result<QList<QUuid>> ids(PgPool &pool, const std::string &sql)
{
    return pool.with<QList<QUuid>>([&](PgConnection &connection) -> Result<QList<QUuid>> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql));
        QList<QUuid> found;
        for (int row = 0; row < rows.count(); ++row) {
            found.append(uuidFromText(rows.string(row, 0)));
        }
        return found;
    });
}

} // namespace

UploadStore::UploadStore(PgPool &pool) : m_pool(pool) { }

Result<UploadStore::Outstanding> UploadStore::outstanding(const QUuid &person)
{
    return m_pool.with<Outstanding>([&](PgConnection &connection) -> Result<Outstanding> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT coalesce(sum(length - received), 0)::bigint,"
                                    " coalesce(sum(length - received) FILTER (WHERE created_by = $1), 0)::bigint"
                                    " FROM uploads WHERE state = 'open' AND expires_at > now()",
                                    {pgUuid(person)}));
        return Outstanding{rows.integer(0, 0), rows.integer(0, 1)};
    });
}

Result<Upload> UploadStore::create(const Upload &upload)
{
    static const std::string kSql =
        "INSERT INTO uploads (id, variant_id, asset_id, created_by, length, received, "
        "hash_state, sha256, metadata, state, content_item) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10, $11) RETURNING"
        + kColumns;
    return oneUpload(m_pool, kSql,
                     {pgUuid(upload.id), pgUuid(upload.variantId), pgUuid(upload.assetId), pgUuid(upload.createdBy),
                      std::to_string(upload.length), std::to_string(upload.received),
                      upload.hash.state().toStdString(), upload.sha256.toStdString(),
                      upload.metadata.toStdString(), stateName(upload.state),
                      upload.contentItem.isNull() ? PgParam() : PgParam(pgUuid(upload.contentItem))},
                     upload.id);
}

Result<Upload> UploadStore::find(const QUuid &id)
{
    static const std::string kSql = "SELECT" + kColumns + "FROM uploads WHERE id = $1";
    return oneUpload(m_pool, kSql, {pgUuid(id)}, id);
}

Result<Upload> UploadStore::lease(const QUuid &id)
{
    static const std::string kSql =
        "UPDATE uploads SET fence = fence + 1, lease_until = now() + make_interval(secs => "
        + std::to_string(kLeaseSeconds)
        + ") WHERE id = $1 AND state = 'open' AND expires_at > now() "
          "AND (lease_until IS NULL OR lease_until <= now()) RETURNING"
        + kColumns;
    Result<Upload> leased = oneUpload(m_pool, kSql, {pgUuid(id)}, id);
    if (leased || leased.error().code != ErrorCode::NotFound) {
        return leased;
    }
    RAWI_ASSIGN(const Upload upload, find(id));
    if (upload.state != UploadState::Open || upload.expired) {
        return Error{ErrorCode::FileMissing, uuidText(id), u"the upload has ended or expired"_s, SubjectKind::Code};
    }
    return Error{ErrorCode::Locked, uuidText(id), u"another request writes to this upload"_s, SubjectKind::Code};
}

Result<Upload> UploadStore::evict(const QUuid &id)
{
    static const std::string kSql =
        "UPDATE uploads SET fence = fence + 1, lease_until = NULL WHERE id = $1 RETURNING" + kColumns;
    return oneUpload(m_pool, kSql, {pgUuid(id)}, id);
}

Result<void> UploadStore::commit(const Upload &upload, Lease lease)
{
    static const std::string kSql =
        "UPDATE uploads SET received = $3, hash_state = $4, "
        "expires_at = now() + interval '7 days', lease_until = CASE WHEN $5 = 'renew' "
        "THEN now() + make_interval(secs => "
        + std::to_string(kLeaseSeconds) + ") END WHERE id = $1 AND fence = $2 AND state = 'open'";
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec(kSql,
                                    {pgUuid(upload.id), std::to_string(upload.fence),
                                     std::to_string(upload.received), upload.hash.state().toStdString(),
                                     lease == Lease::Renew ? "renew" : "release"}));
        if (rows.affected() == 0) {
            return Error{ErrorCode::Locked, uuidText(upload.id), u"another request took this upload over"_s, SubjectKind::Code};
        }
        return {};
    });
}

Result<void> UploadStore::close(const QUuid &id, UploadState state)
{
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_TRY(connection.exec(
            "UPDATE uploads SET state = $2, fence = fence + 1, lease_until = NULL WHERE id = $1",
            {pgUuid(id), stateName(state)}));
        return {};
    });
}

Result<QList<QUuid>> UploadStore::closeExpired()
{
    return ids(m_pool,
               "UPDATE uploads SET state = 'gone', fence = fence + 1, lease_until = NULL "
               "WHERE state = 'open' AND expires_at <= now() RETURNING id");
}

Result<QList<QUuid>> UploadStore::completeButOpen()
{
    return ids(m_pool,
               "SELECT id FROM uploads WHERE state = 'open' AND received = length AND expires_at > now() "
               "AND (lease_until IS NULL OR lease_until <= now())");
}

Result<void> UploadStore::forgetEnded()
{
    return m_pool.with<void>([](PgConnection &connection) -> Result<void> {
        RAWI_TRY(connection.exec(
            "DELETE FROM uploads WHERE state <> 'open' AND expires_at < now() - interval '30 days'"));
        return {};
    });
}

} // namespace rawi::server

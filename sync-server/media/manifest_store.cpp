#include "sync-server/media/manifest_store.h"

#include "core/rules/plain.h"
#include "core/text/truncate.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

const std::string kSelect = "SELECT id, body, array_to_json(variants), state, problems, job_id FROM media_manifests ";

QJsonDocument document(const PgRows &rows, int column)
{
    return QJsonDocument::fromJson(rows.string(0, column).toUtf8());
}

std::string problemsText(const QList<FileProblem> &problems)
{
    QJsonArray list;
    for (const FileProblem &one : problems) {
        QJsonObject problem =
            toJson(Error{one.error.code, truncated(one.error.subject, 500), truncated(one.error.detail, 2000), one.error.kind});
        problem.insert(u"name"_s, one.name);
        list.append(problem);
    }
    return pgJson(list);
}

Result<std::optional<StoredManifest>> storedOf(const PgRows &rows)
{
    if (rows.count() == 0) {
        return std::optional<StoredManifest>();
    }
    StoredManifest stored;
    stored.id = uuidFromText(rows.string(0, 0));
    RAWI_ASSIGN(stored.manifest, uploadManifestFrom(document(rows, 1).object()));
    const QJsonArray ids = document(rows, 2).array();
    for (qsizetype i = 0; i < stored.manifest.files.size() && i < ids.size(); ++i) {
        stored.variants.insert(stored.manifest.files.at(i).name, uuidFromText(ids.at(i).toString()));
    }
    RAWI_ASSIGN(stored.state, enumFromText<ManifestState>(rows.string(0, 3)));
    for (const QJsonValue &value : document(rows, 4).array()) {
        const QJsonObject one = value.toObject();
        stored.problems.append({one.value("name"_L1).toString(), fromJson<Error>(one)});
    }
    stored.jobId = uuidFromText(rows.string(0, 5));
    return std::optional<StoredManifest>(std::move(stored));
}

Result<std::optional<StoredManifest>> select(PgPool &pool, const std::string &condition, const PgParams &params)
{
    using Found = std::optional<StoredManifest>;
    return pool.with<Found>([&](PgConnection &connection) -> Result<Found> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(kSelect + condition + " ORDER BY created_at DESC, id DESC LIMIT 1", params));
        return storedOf(rows);
    });
}

} // namespace

ManifestStore::ManifestStore(PgPool &pool) : m_pool(pool) { }

Result<void> ManifestStore::add(PgConnection &connection, const StoredManifest &stored, const QUuid &createdBy)
{
    std::vector<std::string> ids; // in the order of the files
    std::vector<std::string> names;
    for (const ManifestFile &file : stored.manifest.files) {
        ids.push_back(pgUuid(stored.variants.value(file.name)));
        names.push_back(file.name.toStdString());
    }
    const std::string asset = stored.manifest.assetId.text().toStdString();
    RAWI_TRY(connection.exec("UPDATE media_manifests SET state = 'superseded', updated_at = now()"
                             " WHERE asset_id = $1 AND state = 'pending' AND EXISTS (SELECT 1 FROM"
                             " jsonb_array_elements(body->'files') f WHERE f->>'name' = ANY ($2::text[]))",
                             {asset, pgArray(names)}));
    RAWI_TRY(connection.exec("INSERT INTO media_manifests (id, asset_id, body, variants, created_by)"
                             " VALUES ($1, $2, $3, $4, $5)",
                             {pgUuid(stored.id), asset, pgJson(stored.manifest.toJson()), pgArray(ids),
                              createdBy.isNull() ? PgParam() : PgParam(pgUuid(createdBy))}));
    return {};
}

Result<bool> ManifestStore::beginVerify(PgConnection &connection, const QUuid &id, const QUuid &job)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("UPDATE media_manifests SET state = 'processing', job_id = $2, updated_at = now()"
                                " WHERE id = $1 AND state = 'pending'",
                                {pgUuid(id), pgUuid(job)}));
    return rows.affected() == 1;
}

Result<void> ManifestStore::complete(PgConnection &connection, const QUuid &id)
{
    RAWI_TRY(connection.exec("UPDATE media_manifests SET state = 'completed', problems = '[]', updated_at = now()"
                             " WHERE id = $1",
                             {pgUuid(id)}));
    return {};
}

Result<StoredManifest> ManifestStore::find(const QUuid &id)
{
    RAWI_ASSIGN(std::optional<StoredManifest> found, select(m_pool, "WHERE id = $1", {pgUuid(id)}));
    if (!found) {
        return Error{ErrorCode::NotFound, u"manifest/"_s + uuidText(id), u"there is no such manifest"_s};
    }
    return std::move(*found);
}

Result<std::optional<StoredManifest>> ManifestStore::same(const UploadManifest &manifest)
{
    return select(m_pool, "WHERE asset_id = $1 AND body = $2::jsonb AND state IN ('pending', 'processing', 'completed')",
                  {manifest.assetId.text().toStdString(), pgJson(manifest.toJson())});
}

Result<std::optional<StoredManifest>> ManifestStore::waitingFor(const QUuid &asset, const QUuid &variant)
{
    return select(m_pool, "WHERE asset_id = $1 AND state = 'pending' AND $2 = ANY (variants)", {pgUuid(asset), pgUuid(variant)});
}

Result<void> ManifestStore::fail(const QUuid &id, const QList<FileProblem> &problems)
{
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_TRY(connection.exec("UPDATE media_manifests SET state = 'failed', problems = $2, updated_at = now()"
                                 " WHERE id = $1",
                                 {pgUuid(id), problemsText(problems)}));
        return {};
    });
}

} // namespace rawi::server

#include "sync-server/media/manifest_service.h"

#include "core/base/log.h"
#include "sync-server/media/file_check.h"
#include "sync-server/media/media_kind.h"
#include "sync-server/media/media_rows.h"

#include <QDateTime>

namespace rawi::server {

namespace {

const QString kVerify = u"verify"_s;
constexpr qsizetype kMaxProblems = 8; // each hostile file may take its probe's whole time, and others wait

QUuid newUuid()
{
    return makeUuidV7(QDateTime::currentMSecsSinceEpoch());
}

CommandContext asServer(const QString &correlationId)
{
    return {Actor::server(), {}, correlationId};
}

QJsonObject described(const ManifestFile &file)
{
    QJsonObject row{{u"type"_s, enumText(file.type)},   {u"content_type"_s, file.contentType},
                    {u"file_size"_s, file.size},        {u"sha256"_s, file.sha256},
                    {u"width"_s, file.width},           {u"height"_s, file.height},
                    {u"duration_ms"_s, file.durationMs}};
    if (file.loudness) {
        row.insert(u"loudness"_s, file.loudness->toJson());
    }
    return row;
}

QJsonObject publication(const Id<MediaAsset> &asset, const QJsonObject &variants)
{
    return {{u"asset_id"_s, asset.text()}, {u"variants"_s, variants}};
}

QJsonObject stored(const QString &sha256, qint64 size)
{
    return {{u"sha256"_s, sha256}, {u"file_size"_s, size}};
}

} // namespace

ManifestService::ManifestService(PgPool &pool, CommandService &commands, BlobStore &blobs, JobQueue &jobs,
                                 const MediaWorker &worker)
    : m_pool(pool), m_commands(commands), m_blobs(blobs), m_jobs(jobs), m_worker(worker), m_store(pool)
{
    JobKind kind = mediaKind(kVerify, u"short"_s, commands.rules(), [this](JobLease &lease) { return verify(lease); });
    kind.isHere = [this](const Job &job) -> Result<bool> {
        RAWI_ASSIGN(const StoredManifest manifest, m_store.find(uuidFromText(job.args.value("manifest_id"_L1).toString())));
        return missing(manifest).isEmpty();
    };
    kind.canBeCancelled = false; // else its variants would never be readable
    jobs.addKind(std::move(kind));
}

Result<StoredManifest> ManifestService::post(const CommandContext &context, const UploadManifest &manifest)
{
    RAWI_ASSIGN(const MediaAsset asset, readAsset(m_pool, manifest.assetId.uuid(), context.actor));
    if (!manifest.sourceSha256.isEmpty() && !asset.sha256.isEmpty() && manifest.sourceSha256 != asset.sha256) {
        return Error{ErrorCode::InvalidArgument, u"source_sha256"_s,
                     u"the asset's original is %1; make the files from that one"_s.arg(asset.sha256)};
    }
    RAWI_ASSIGN(std::optional<StoredManifest> known, m_store.same(manifest));
    if (known) {
        RAWI_ASSIGN(const QList<MediaVariant> variants,
                    readVariants(m_pool, manifest.assetId.uuid(), context.actor));
        const auto stands = [&](const ManifestFile &file) {
            return std::any_of(variants.begin(), variants.end(), [&](const MediaVariant &one) {
                return one.id.uuid() == known->variants.value(file.name)
                    && (known->state != ManifestState::Completed || one.status == VariantStatus::Completed);
            });
        };
        if (!std::all_of(manifest.files.begin(), manifest.files.end(), stands)) {
            known.reset(); // replaced or removed since
        }
    }
    if (!known) {
        RAWI_ASSIGN(known, announce(context, manifest));
    }
    if (known->state == ManifestState::Pending && missing(*known).isEmpty()) {
        RAWI_TRY(beginVerify(*known));
        return m_store.find(known->id);
    }
    return std::move(*known);
}

Result<StoredManifest> ManifestService::announce(const CommandContext &context, const UploadManifest &manifest)
{
    StoredManifest made{newUuid(), manifest, {}, ManifestState::Pending, {}, {}};
    QJsonObject variants;
    for (const ManifestFile &file : manifest.files) {
        variants.insert(file.name, described(file));
    }
    const auto keep = [&](PgConnection &connection, const QJsonObject &result) {
        const QJsonObject ids = result.value("variants"_L1).toObject();
        made.variants.clear(); // of an attempt that met a deadlock
        for (auto it = ids.begin(); it != ids.end(); ++it) {
            made.variants.insert(it.key(), uuidFromText(it->toString()));
        }
        return ManifestStore::add(connection, made, context.actor.id.uuid());
    };
    RAWI_TRY(m_commands.run(context, {.name = u"media.announce_variants"_s,
                                      .args = publication(manifest.assetId, variants),
                                      .also = keep}));
    return made;
}

QStringList ManifestService::missing(const StoredManifest &stored)
{
    QStringList names;
    for (const ManifestFile &file : stored.manifest.files) {
        if (!m_blobs.keep(file.sha256, file.size)) {
            names.append(file.name);
        }
    }
    return names;
}

Result<void> ManifestService::beginVerify(const StoredManifest &stored)
{
    Job job;
    job.id = newUuid();
    job.kind = kVerify;
    job.subject = stored.manifest.assetId.uuid();
    job.args = {{u"manifest_id"_s, uuidText(stored.id)}};
    const auto work = [&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const bool first, ManifestStore::beginVerify(connection, stored.id, job.id));
        if (!first) {
            return {};
        }
        RAWI_TRY(JobStore::enqueue(connection, job));
        return transaction.commit();
    };
    RAWI_TRY(m_pool.with<void>(work));
    m_jobs.wake();
    return {};
}

Result<void> ManifestService::arrived(const std::string &correlationId, const QUuid &variantId, const QString &sha256,
                                      qint64 size)
{
    RAWI_ASSIGN(const MediaVariant variant, readVariant(m_pool, variantId, Actor::server()));
    RAWI_ASSIGN(const std::optional<StoredManifest> waiting, m_store.waitingFor(variant.assetId.uuid(), variantId));
    if (!waiting) {
        return arrivedAlone(correlationId, variant, sha256, size);
    }
    return missing(*waiting).isEmpty() ? beginVerify(*waiting) : Result<void>();
}

Result<void> ManifestService::arrivedAlone(const std::string &correlationId, const MediaVariant &variant,
                                           const QString &sha256, qint64 size)
{
    const QString type = variant.contentType.section(u';', 0, 0).trimmed().toLower();
    const QString correlation = QString::fromStdString(correlationId);
    if (!isLookedInto(type) && variant.loudness.isEmpty()) {
        RAWI_TRY(m_commands.run(asServer(correlation), u"media.publish_variants"_s,
                                publication(variant.assetId, {{variant.id.text(), stored(sha256, size)}})));
        return {};
    }
    UploadManifest manifest{variant.assetId, {}, {}};
    ManifestFile file{variant.type, variant.name, type, size, sha256, variant.width, variant.height, variant.durationMs, {}};
    if (!variant.loudness.isEmpty()) {
        RAWI_ASSIGN(file.loudness, LoudnessReport::fromJson(variant.loudness));
    }
    manifest.files.append(std::move(file));
    RAWI_TRY(uploadManifestFrom(manifest.toJson())); // a name that a manifest may not have
    RAWI_ASSIGN(const std::optional<StoredManifest> same, m_store.same(manifest));
    if (same && same->state == ManifestState::Processing && same->variants.value(variant.name) == variant.id.uuid()) {
        return {}; // the second end of one upload
    }
    const StoredManifest made{newUuid(), manifest, {{variant.name, variant.id.uuid()}}, ManifestState::Pending, {}, {}};
    const auto work = [&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_TRY(ManifestStore::add(connection, made, {}));
        return transaction.commit();
    };
    RAWI_TRY(m_pool.with<void>(work));
    return beginVerify(made);
}

Result<QJsonObject> ManifestService::verify(JobLease &lease)
{
    const QUuid id = uuidFromText(lease.job().args.value("manifest_id"_L1).toString());
    RAWI_ASSIGN(const StoredManifest stored, m_store.find(id));
    if (stored.state == ManifestState::Processing) {
        RAWI_ASSIGN(const QList<FileProblem> problems, look(lease, stored));
        if (!problems.isEmpty()) {
            RAWI_TRY(refuse(stored, problems));
            return Error{problems.first().error.code, problems.first().name,
                         u"%1: %2"_s.arg(problems.first().error.subject, problems.first().error.detail), SubjectKind::Name};
        }
        if (const Result<void> published = publish(lease, stored); !published) {
            const ErrorCode code = published.error().code;
            if (code == ErrorCode::NotFound || code == ErrorCode::ChecksumMismatch) { // announced anew meanwhile
                RAWI_TRY(m_store.fail(stored.id, {{QString(), published.error()}}));
            }
            return published.error();
        }
    }
    return QJsonObject{{u"manifest_id"_s, uuidText(id)}, {u"files"_s, stored.manifest.files.size()}};
}

Result<QList<FileProblem>> ManifestService::look(JobLease &lease, const StoredManifest &stored)
{
    QSet<QString> names; // what a playlist may call
    for (const ManifestFile &file : stored.manifest.files) {
        names.insert(file.name);
    }
    RAWI_ASSIGN(const QList<MediaVariant> variants,
                readVariants(m_pool, stored.manifest.assetId.uuid(), Actor::server()));
    for (const MediaVariant &one : variants) {
        if (one.status == VariantStatus::Completed) {
            names.insert(one.name); // a playlist may come after its parts
        }
    }
    const FileCheck checker(m_worker, names, [&lease](const QJsonObject &) { return lease.beat(); });
    QList<FileProblem> problems;
    qsizetype done = 0;
    for (const ManifestFile &file : stored.manifest.files) {
        if (problems.size() == kMaxProblems) {
            break;
        }
        RAWI_TRY(lease.progress(static_cast<int>(done++ * 1000 / stored.manifest.files.size())));
        if (!m_blobs.keep(file.sha256, file.size)) {
            problems.append(
                {file.name,
                 {ErrorCode::FileMissing, u"sha256"_s, u"its bytes are gone; upload them again"_s, SubjectKind::Field}});
            continue;
        }
        RAWI_ASSIGN(const std::optional<Error> wrong, checker.check(file, m_blobs.blobPath(file.sha256)));
        if (wrong) {
            problems.append({file.name, *wrong});
        }
    }
    return problems;
}

Result<void> ManifestService::publish(const JobLease &lease, const StoredManifest &stored)
{
    QJsonObject variants;
    for (const ManifestFile &file : stored.manifest.files) {
        variants.insert(uuidText(stored.variants.value(file.name)), rawi::server::stored(file.sha256, file.size));
    }
    const auto also = [&](PgConnection &connection, const QJsonObject &) -> Result<void> {
        RAWI_TRY(JobStore::hold(connection, lease.job()));
        return ManifestStore::complete(connection, stored.id);
    };
    RAWI_TRY(m_commands.run(asServer(uuidText(lease.job().id)), {.name = u"media.publish_variants"_s,
                                                                 .args = publication(stored.manifest.assetId, variants),
                                                                 .also = also}));
    return {};
}

Result<void> ManifestService::refuse(const StoredManifest &stored, const QList<FileProblem> &problems)
{
    for (const FileProblem &one : problems) {
        qCInfo(lcServer).noquote() << "manifest" << uuidText(stored.id) << "refused:" << one.name << one.error.toString();
        const Result<QJsonObject> refused =
            m_commands.run(asServer(uuidText(stored.id)), u"media.refuse_variant"_s,
                           {{u"id"_s, uuidText(stored.variants.value(one.name))}});
        if (!refused && refused.error().code != ErrorCode::NotFound) {
            return refused.error();
        }
    }
    return m_store.fail(stored.id, problems);
}

Result<void> ManifestService::verifyAndPublish(JobLease &lease, const UploadManifest &manifest)
{
    const CommandContext server = asServer(uuidText(lease.job().id));
    RAWI_ASSIGN(const StoredManifest made, announce(server, manifest));
    const Result<QList<FileProblem>> problems = look(lease, made);
    if (problems && !problems->isEmpty()) {
        RAWI_TRY(refuse(made, *problems));
        return Error{problems->first().error.code, problems->first().name,
                     u"%1: %2"_s.arg(problems->first().error.subject, problems->first().error.detail), SubjectKind::Name};
    }
    const Result<void> published = problems ? publish(lease, made) : Result<void>(problems.error());
    if (!published && lease.isCancelled()) { // nobody waits for these variants any more
        QList<FileProblem> all;
        for (const ManifestFile &file : manifest.files) {
            all.append({file.name, {ErrorCode::Cancelled, u"job"_s, u"somebody cancelled it"_s, SubjectKind::Code}});
        }
        RAWI_TRY(refuse(made, all));
    }
    return published;
}

} // namespace rawi::server

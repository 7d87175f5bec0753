#include "sync-server/media/media_job_service.h"

#include "core/content/content_item.h"
#include "core/media/encode_plan.h"
#include "core/media/encode_preset.h"
#include "core/media/fitting_preset.h"
#include "core/media/probe_report.h"
#include "core/media/stored_file.h"
#include "core/media/worker_lines.h"
#include "core/rules/text_form.h"
#include "core/text/direction.h"
#include "core/text/truncate.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/media/media_kind.h"
#include "sync-server/media/media_rows.h"
#include "sync-server/media/tus_protocol.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QMimeDatabase>
#include <QUrl>

#include <algorithm>

namespace rawi::server {

namespace {

constexpr int kProbeMs = 20'000;
constexpr qint64 kLongestMs = 48LL * 3600 * 1000;
const QString kOriginal = u"original"_s;

QString word(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1StringView(name)).toString();
}

MediaWorker::Listener beating(JobLease &lease)
{
    return [&lease](const QJsonObject &) { return lease.beat(); };
}

// The same at every attempt of a job, so that a second one finds what the first has made.
QUuid idOf(const Job &job, const char *what)
{
    return QUuid::createUuidV5(job.id, QString::fromLatin1(what));
}

Error elsewhere(const QString &url)
{
    return {ErrorCode::InvalidArgument, u"source_url"_s,
            u"%1 is no media of this server; upload the file first, or give media_id"_s.arg(truncated(url, 200))};
}

struct SourcePath {
    QUuid asset;
    QString variant;
};

// The asset and variant that an address of this server names; nothing is fetched.
Result<SourcePath> pathOf(const Request &request, const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHere = url.scheme().isEmpty() ? url.authority().isEmpty() : request.isOwn(url);
    QString path = url.path(QUrl::FullyDecoded);
    const QString base = QUrl(request.link({})).path(QUrl::FullyDecoded); // of the public address
    if (!url.scheme().isEmpty() && !base.isEmpty() && path.startsWith(base + u'/')) {
        path.remove(0, base.size());
    }
    const QStringList parts = path.split(u'/');
    // "", api, v1, media, asset [, file, variant]
    const bool isMedia = (parts.size() == 5 || (parts.size() == 7 && parts.at(5) == "file"_L1))
        && parts.at(0).isEmpty() && parts.at(1) == "api"_L1 && parts.at(2) == "v1"_L1
        && parts.at(3) == "media"_L1;
    const QUuid asset = isMedia ? uuidFromText(parts.at(4)) : QUuid();
    if (!url.isValid() || !isHere || asset.isNull()) {
        return elsewhere(text);
    }
    return SourcePath{asset, parts.size() == 7 ? parts.at(6) : kOriginal};
}

// What becomes of a file: as ContentKind calls it.
QString kindOf(const ProbeReport &report)
{
    return report.kind == ProbeKind::Picture ? u"image"_s : enumText(report.kind);
}

// At most what a manifest takes; 0 for a picture.
bool isLengthUnknown(const ProbeReport &report)
{
    return report.kind != ProbeKind::Picture && report.durationMs == 0;
}

// For limits: what does not say how long it is may be as long as anything.
qint64 durationOf(const QJsonObject &probe)
{
    const auto report = fromJson<ProbeReport>(probe);
    return isLengthUnknown(report) ? kLongestMs : std::clamp<qint64>(report.durationMs, 0, kLongestMs);
}

VariantType typeOf(const QString &contentType)
{
    return contentType == "text/vtt"_L1 ? VariantType::Subtitles : VariantType::Rendition;
}

} // namespace

MediaJobService::MediaJobService(PgPool &pool, BlobStore &blobs, CommandService &commands, JobQueue &jobs,
                                 const MediaWorker &worker, ManifestService &manifests, const JobLimits &limits)
    : m_pool(pool), m_blobs(blobs), m_commands(commands), m_jobs(jobs), m_worker(worker), m_manifests(manifests), m_limits(limits)
{
    const auto add = [&](const QString &name, const QString &lane, const JobHandler &run) {
        JobKind kind = mediaKind(name, lane, commands.rules(), run);
        kind.isHere = [this](const Job &job) -> Result<bool> { return job.needs.isEmpty() || QFile::exists(m_blobs.blobPath(job.needs)); };
        jobs.addKind(std::move(kind));
    };
    add(u"upload"_s, u"short"_s, [this](JobLease &lease) { return runImport(lease); });
    add(u"transcode"_s, u"long"_s, [this](JobLease &lease) { return runTranscode(lease); });
    add(u"analyze"_s, u"long"_s, [this](JobLease &lease) { return runAnalyze(lease); });
}

Result<MediaSource> MediaJobService::source(const Request &request, const QJsonObject &body) const
{
    const QString id = word(body, "media_id");
    const QString url = word(body, "source_url");
    if (id.isEmpty() == url.isEmpty()) {
        return Error{ErrorCode::FieldRequired, u"media_id"_s, u"give media_id or source_url, one of them"_s};
    }
    SourcePath path{uuidFromText(id), kOriginal};
    if (!url.isEmpty()) {
        RAWI_ASSIGN(path, pathOf(request, url));
    }
    RAWI_ASSIGN([[maybe_unused]] const MediaAsset asset,
                readAsset(m_pool, path.asset, request.session.actor));
    const Result<MediaVariant> variant = readVariant(m_pool, path.asset, path.variant, request.session.actor);
    if (!variant && variant.error().code != ErrorCode::NotFound) {
        return variant.error();
    }
    if (!variant || variant->status != VariantStatus::Completed) {
        return Error{
            variant ? ErrorCode::StateConflict : ErrorCode::NotFound, path.variant,
            u"its bytes are not on this server; upload them first, or name another variant by source_url"_s, SubjectKind::Code};
    }
    return MediaSource{path.asset, path.variant, variant->sha256};
}

Result<QJsonObject> MediaJobService::planOf(const QStringList &targets, const MediaAsset &film) const
{
    EncodePlan plan;
    for (const QString &key : targets) {
        const std::optional<EncodePreset> builtIn = builtInPreset(key);
        const Result<EncodePreset> preset = builtIn ? Result<EncodePreset>(*builtIn) : readPreset(m_pool, key);
        if (!preset) {
            return preset.error().code == ErrorCode::NotFound
                ? Error{ErrorCode::InvalidArgument, u"targets"_s,
                        u"there is no preset %1"_s.arg(truncated(key, 64))}
                : preset.error();
        }
        const EncodePreset fitting = fittingPreset(*preset, film.width, film.height);
        RAWI_ASSIGN(const EncodeSettings settings, fitting.encodeSettings());
        const bool isThere = std::any_of(plan.renditions.cbegin(), plan.renditions.cend(),
                                         [&](const PlanRendition &one) { return one.name == fitting.key; });
        if (fitting.key == key || !(isThere || targets.contains(fitting.key))) {
            plan.renditions.append({fitting.key, fitting.version, settings});
        }
    }
    const QJsonObject json = plan.toJson();
    RAWI_TRY(EncodePlan::fromJson(QJsonDocument(json).toJson(QJsonDocument::Compact))); // none twice, not too many
    return json;
}

Result<Job> MediaJobService::enqueue(const Request &request, const char *kind, const QUuid &asset, const QString &sha256,
                                     const QJsonObject &args)
{
    Job job;
    job.kind = QLatin1StringView(kind);
    job.subject = asset;
    job.needs = sha256;
    job.args = args;
    job.createdBy = request.session.actor.id.uuid();
    RAWI_ASSIGN(job.retryKey, idempotencyKey(request));
    return m_jobs.enqueue(job, bound());
}

Result<void> MediaJobService::checkQueue(const Request &request) const
{
    // One sent again is no further job.
    return request.header("idempotency-key").empty() ? m_jobs.store().checkBound(bound()) : Result<void>();
}

JobBound MediaJobService::bound() const
{
    return {m_limits.open, {u"upload"_s, u"transcode"_s, u"analyze"_s}, u"GET /api/v1/media/jobs?status=pending"_s};
}

Result<Job> MediaJobService::find(const QUuid &id, const Actor &reader)
{
    RAWI_ASSIGN(Job job, m_jobs.store().find(id));
    if (!mediaKinds().contains(job.kind)) {
        return Error{ErrorCode::NotFound, u"job/"_s + uuidText(id), u"there is no such job"_s};
    }
    RAWI_TRY(m_pool.with<void>([&](PgConnection &connection) { return checkSeesJob(connection, id, reader); }));
    return job;
}

Result<QList<Job>> MediaJobService::list(JobFilter filter, const Actor &reader)
{
    filter.shown = [&reader](PgParams &params) { return shownJobSql(reader, params); };
    return m_jobs.store().list(filter);
}

Result<Job> MediaJobService::cancel(const Request &request, const QUuid &id)
{
    const QUuid person = request.session.actor.id.uuid();
    const CommandContext who{request.session.actor, request.session.sessionId, QString::fromStdString(request.correlationId)};
    return m_jobs.cancel(id, who, [&](PgConnection &connection, const Job &job) {
        return mayCancelMediaJob(connection, m_commands.rules(), job, person);
    });
}

Result<Job> MediaJobService::transcode(const Request &request, const MediaSource &source, const QStringList &targets)
{
    RAWI_ASSIGN(const MediaAsset film, readAsset(m_pool, source.asset, request.session.actor));
    RAWI_ASSIGN(const QJsonObject plan, planOf(targets, film));
    return enqueue(request, "transcode", source.asset, source.sha256,
                   {{u"variant"_s, source.variant}, {u"plan"_s, plan}});
}

Result<Job> MediaJobService::analyze(const Request &request, const MediaSource &source)
{
    return enqueue(request, "analyze", source.asset, source.sha256, {{u"variant"_s, source.variant}});
}

Result<Job> MediaJobService::importFile(const Request &request, const ImportedFile &file)
{
    return enqueue(request, "upload", {}, file.sha256,
                   {{u"size"_s, file.size},
                    {u"filename"_s, file.fileName},
                    {u"content_type"_s, file.contentType},
                    {u"content_id"_s, file.contentItem.isNull() ? QJsonValue() : uuidText(file.contentItem)},
                    {u"title_ar"_s, file.titleAr},
                    {u"title_en"_s, file.titleEn}});
}

UnannouncedFiles MediaJobService::unannouncedFiles()
{
    return {[this](const Request &request, const NewUpload &announced) { return makeDraft(request, announced); },
            [this](const Upload &upload, const QString &sha256) { return takeIn(upload, sha256); }};
}

Result<QUuid> MediaJobService::makeDraft(const Request &request, const NewUpload &announced)
{
    const QString type = announced.contentType.isEmpty()
        ? QMimeDatabase().mimeTypeForFile(announced.fileName, QMimeDatabase::MatchExtension).name()
        : announced.contentType;
    if (!isMediaType(type)) {
        return Error{ErrorCode::UnsupportedMediaType, announced.fileName,
                     u"%1 is no film, sound or picture; say another filetype if it is one"_s.arg(type)};
    }
    const QString title = truncated(QFileInfo(announced.fileName).completeBaseName(), recordInfo<ContentItem>().field(u"title_en")->maxLength);
    const bool isArabic = baseDirection(title) == Direction::RightToLeft;
    const QString kind = type == "application/mxf"_L1 ? u"video"_s : type.section(u'/', 0, 0);
    RAWI_ASSIGN(const QJsonObject made,
                m_commands.run({request.session.actor, request.session.sessionId, QString::fromStdString(request.correlationId)}, u"content.create"_s,
                               {{u"kind"_s, kind}, {isArabic ? u"title_ar"_s : u"title_en"_s, title}}));
    return uuidFromText(word(made, "id"));
}

Result<void> MediaJobService::takeIn(const Upload &upload, const QString &sha256)
{
    const QByteArray metadata = upload.metadata.toUtf8();
    RAWI_ASSIGN(const auto said, parseUploadMetadata({metadata.constData(), static_cast<size_t>(metadata.size())}));
    Job job;
    job.kind = u"upload"_s;
    job.needs = sha256;
    job.createdBy = upload.createdBy;
    job.retryKey = u"tus "_s + uuidText(upload.id); // the last byte may be told twice
    job.args = {{u"size"_s, upload.length},
                {u"filename"_s, QFileInfo(said.value(u"filename"_s, said.value(u"name"_s))).fileName()},
                {u"content_type"_s, QString()}, // the probe says
                {u"content_id"_s, uuidText(upload.contentItem)}};
    RAWI_TRY(m_jobs.enqueue(job, bound()));
    return {};
}

Result<QJsonObject> MediaJobService::probe(JobLease &lease, const QString &sha256) const
{
    return work({u"probe"_s, m_blobs.blobPath(sha256), u"--json"_s}, kProbeMs, beating(lease));
}

Result<QJsonObject> MediaJobService::work(const QStringList &arguments, qint64 limitMs, const MediaWorker::Listener &listener) const
{
    const int timeoutMs = static_cast<int>(std::min(limitMs, kLongestMs));
    Result<QJsonObject> done = m_worker.run(arguments, timeoutMs, listener);
    if (!done && done.error().code == ErrorCode::Timeout) {
        return Error{
            ErrorCode::Timeout, arguments.first(),
            u"the job may take %1 s on this server and was ended; ask for fewer or quicker presets, or do it "
            "on a desk"_s.arg(timeoutMs / 1000.0), SubjectKind::Code};
    }
    return done;
}

Result<QJsonObject> MediaJobService::runAnalyze(JobLease &lease)
{
    const QString path = m_blobs.blobPath(lease.job().needs);
    RAWI_ASSIGN(const QJsonObject report, probe(lease, lease.job().needs));
    RAWI_ASSIGN(const QJsonObject quality,
                work({u"analyze"_s, path, u"--json"_s},
                     std::max<qint64>(m_limits.analyzeFloor.count(), durationOf(report)), beating(lease)));
    const qint64 measuredMs = quality.value("duration_ms"_L1).toInteger();
    if (isLengthUnknown(fromJson<ProbeReport>(report)) && measuredMs > 0) {
        const CommandContext house{Actor::server(), {}, uuidText(lease.job().id)};
        RAWI_TRY(m_commands.run(house, u"media.set_duration"_s, {{u"id"_s, uuidText(lease.job().subject)}, {u"duration_ms"_s, measuredMs}}));
    }
    return QJsonObject{{u"probe"_s, report}, {u"quality"_s, quality}};
}

Result<QJsonObject> MediaJobService::runTranscode(JobLease &lease)
{
    const Job &job = lease.job();
    RAWI_ASSIGN(const QJsonObject source, probe(lease, job.needs));
    const qsizetype renditions = job.args.value("plan"_L1)["renditions"_L1].toArray().size();
    const qint64 limitMs =
        std::max<qint64>(m_limits.encodeFloor.count(), durationOf(source) * m_limits.encodeFactor * renditions);
    const QString folder = m_blobs.workFolder() + QLatin1Char('/') + uuidText(job.id);
    const QString out = folder + u"/out"_s;
    if (!QDir().mkpath(out)) {
        return Error{ErrorCode::IoError, folder, u"the work folder cannot be made"_s};
    }
    QFile plan(folder + u"/plan.json"_s);
    const QByteArray text =
        QJsonDocument(job.args.value("plan"_L1).toObject()).toJson(QJsonDocument::Compact);
    if (!plan.open(QIODevice::WriteOnly) || plan.write(text) != text.size()) {
        return Error{ErrorCode::IoError, plan.fileName(), plan.errorString()};
    }
    plan.close();
    const auto progress = [&lease](const QJsonObject &line) {
        const auto now = workerProgress(line);
        return now ? lease.progress(now->permille * 19 / 20) : lease.beat(); // the rest: publishing
    };
    const Result<QJsonObject> last = work({u"encode"_s, m_blobs.blobPath(job.needs), u"--plan"_s,
                                           plan.fileName(), u"--out"_s, out, u"--progress"_s, u"json"_s},
                                          limitMs, progress);
    if (!last) { // finished segments stay for the next attempt
        if (lease.isCancelled()) {
            QDir(folder).removeRecursively();
        }
        return last.error();
    }
    const auto done = fromJson<EncodeResult>(*last);
    RAWI_ASSIGN(const UploadManifest manifest, takeIn(lease, out, done));
    const Result<void> published = m_manifests.verifyAndPublish(lease, manifest);
    if (published || lease.isCancelled()) {
        QDir(folder).removeRecursively();
    }
    RAWI_TRY(published);
    QJsonArray names;
    for (const ManifestFile &file : manifest.files) {
        names.append(file.name);
    }
    return QJsonObject{{u"variants"_s, names}, {u"resumed_segments"_s, done.resumedSegments}};
}

// The worker has looked into a stranger's file: what it says of its own work is checked like a client's.
Result<UploadManifest> MediaJobService::takeIn(JobLease &lease, const QString &folder, const EncodeResult &done)
{
    UploadManifest manifest;
    manifest.assetId = Id<MediaAsset>(lease.job().subject);
    const auto add = [&](const MadeFile &made, ManifestFile file) -> Result<void> {
        if (manifest.file(made.name) != nullptr) {
            return {}; // the sound and the master playlist that several renditions share
        }
        RAWI_TRY(lease.progress(960));
        RAWI_ASSIGN(const BlobStore::Stored stored, m_blobs.takeIn(folder + QLatin1Char('/') + QFileInfo(made.path).fileName()));
        file.type = typeOf(made.contentType);
        file.name = made.name;
        file.contentType = made.contentType;
        file.size = stored.size;
        file.sha256 = stored.sha256;
        manifest.files.append(file);
        return {};
    };
    for (const RenditionResult &rendition : done.renditions) {
        for (const MadeFile &part : rendition.files) { // a playlist calls its parts by their file's names
            RAWI_TRY(add(part, {}));
        }
        if (!rendition.files.isEmpty()) {
            continue;
        }
        ManifestFile file;
        file.width = rendition.width;
        file.height = rendition.height;
        file.durationMs = rendition.durationMs;
        if (!rendition.loudness.isEmpty()) {
            RAWI_ASSIGN(file.loudness, LoudnessReport::fromJson(rendition.loudness));
        }
        RAWI_TRY(add(rendition, file));
    }
    return uploadManifestFrom(manifest.toJson());
}

Result<QJsonObject> MediaJobService::runImport(JobLease &lease)
{
    const Job &job = lease.job();
    RAWI_ASSIGN(const QJsonObject metadata, probe(lease, job.needs));
    const auto report = fromJson<ProbeReport>(metadata);
    const QString said = word(job.args, "content_type");
    if (!said.isEmpty() && !said.startsWith("application/"_L1)
        && said.section(u'/', 0, 0) != kindOf(report)) {
        return Error{ErrorCode::UnsupportedMediaType, word(job.args, "filename"),
                     u"sent as %1, the file is %2"_s.arg(said, report.contentType)};
    }
    const QUuid asset = idOf(job, "asset");
    const QUuid named = uuidFromText(word(job.args, "content_id"));
    const QUuid item = named.isNull() ? idOf(job, "item") : named;
    RAWI_TRY(makeAsset(lease, asset, item, metadata));
    lease.setSubject(asset); // from here on who hears of the job is who may know of the asset
    ManifestFile file{VariantType::Original,
                      kOriginal,
                      report.contentType,
                      job.args.value("size"_L1).toInteger(),
                      job.needs,
                      report.width,
                      report.height,
                      report.durationMs,
                      {}};
    RAWI_TRY(m_manifests.verifyAndPublish(lease, {Id<MediaAsset>(asset), {}, {file}}));
    return QJsonObject{
        {u"media_id"_s, uuidText(asset)}, {u"content_id"_s, uuidText(item)}, {u"metadata"_s, metadata}};
}

Result<void> MediaJobService::makeAsset(JobLease &lease, const QUuid &asset, const QUuid &item, const QJsonObject &metadata)
{
    const Result<MediaAsset> known = readAsset(m_pool, asset, Actor::server());
    if (known || known.error().code != ErrorCode::NotFound) {
        return known ? Result<void>() : known.error(); // an earlier attempt made it
    }
    const Job &job = lease.job();
    const CommandContext sender{
        m_commands.rules().actor(Id<Person>(job.createdBy), Role::Editor), {}, uuidText(job.id)};
    const auto report = fromJson<ProbeReport>(metadata);
    const QString id = uuidText(item);
    if (word(job.args, "content_id").isEmpty()) {
        QJsonObject args{{u"id"_s, id}, {u"kind"_s, kindOf(report)}};
        for (const char *title : {"title_ar", "title_en"}) {
            if (!word(job.args, title).isEmpty()) {
                args.insert(QLatin1StringView(title), word(job.args, title));
            }
        }
        const Result<QJsonObject> made = m_commands.run(sender, u"content.create"_s, args);
        if (!made && made.error().code != ErrorCode::AlreadyExists) {
            return made.error();
        }
    }
    RAWI_TRY(m_commands.run(sender, u"media.add_asset"_s,
                            {{u"id"_s, uuidText(asset)},
                             {u"content_id"_s, id},
                             {u"original_filename"_s, mended(*recordInfo<MediaAsset>().field(u"original_filename"),
                                                             truncated(word(job.args, "filename"), 1000))},
                             {u"content_type"_s, report.contentType},
                             {u"file_size"_s, job.args.value("size"_L1)},
                             {u"sha256"_s, job.needs},
                             {u"duration_ms"_s, report.durationMs},
                             {u"width"_s, report.width},
                             {u"height"_s, report.height},
                             {u"metadata"_s, metadata}}));
    return {};
}

} // namespace rawi::server

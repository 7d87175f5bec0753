#include "sync-server/media/media_job_service.h"

#include "core/media/encode_plan.h"
#include "core/media/encode_preset.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/media/media_rows.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace rawi::server {

namespace {

constexpr int kProbeMs = 20'000;
constexpr qint64 kLongestMs = 48LL * 3600 * 1000;
const QString kOriginal = QStringLiteral("original");

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
    return {ErrorCode::InvalidArgument, QStringLiteral("source_url"),
            QStringLiteral("%1 is no media of this server; upload the file first, or give media_id").arg(url.left(200))};
}

struct SourcePath {
    QUuid asset;
    QString variant;
};

// The asset and variant that an address of this server names; nothing is fetched.
Result<SourcePath> pathOf(const Request &request, const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString host = QString::fromUtf8(request.header("host").data(), static_cast<qsizetype>(request.header("host").size()));
    const bool isWeb = url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https");
    const bool isHere = url.scheme().isEmpty() ? url.authority().isEmpty()
                                               : isWeb && url.userInfo().isEmpty() && !host.isEmpty() && url.authority() == host;
    const QStringList parts = url.path(QUrl::FullyDecoded).split(u'/');
    // "", api, v1, media, asset [, file, variant]
    const bool isMedia = (parts.size() == 5 || (parts.size() == 7 && parts.at(5) == QLatin1StringView("file"))) && parts.at(0).isEmpty()
        && parts.at(1) == QLatin1StringView("api") && parts.at(2) == QLatin1StringView("v1")
        && parts.at(3) == QLatin1StringView("media");
    const QUuid asset = isMedia ? uuidFromText(parts.at(4)) : QUuid();
    if (!url.isValid() || !isHere || asset.isNull()) {
        return elsewhere(text);
    }
    return SourcePath{asset, parts.size() == 7 ? parts.at(6) : kOriginal};
}

// "video", "audio" or "image" of a probe.
QString kindOf(const QJsonObject &report)
{
    const QString kind = word(report, "kind");
    return kind == QLatin1StringView("picture") ? QStringLiteral("image") : kind;
}

// As a probe says, at most what a manifest takes; 0 for a picture.
qint64 durationOf(const QJsonObject &report)
{
    return std::clamp<qint64>(report.value(QLatin1StringView("duration_ms")).toInteger(), 0, kLongestMs);
}

VariantType typeOf(const QString &contentType)
{
    return contentType == QLatin1StringView("text/vtt") ? VariantType::Subtitles : VariantType::Rendition;
}

} // namespace

MediaJobService::MediaJobService(PgPool &pool, BlobStore &blobs, CommandService &commands, JobQueue &jobs,
                                 const MediaWorker &worker, ManifestService &manifests, const JobLimits &limits)
    : m_pool(pool), m_blobs(blobs), m_commands(commands), m_jobs(jobs), m_worker(worker), m_manifests(manifests), m_limits(limits)
{
    jobs.addKind(QStringLiteral("upload"), QStringLiteral("short"), [this](JobLease &lease) { return runImport(lease); });
    jobs.addKind(QStringLiteral("transcode"), QStringLiteral("long"), [this](JobLease &lease) { return runTranscode(lease); });
    jobs.addKind(QStringLiteral("analyze"), QStringLiteral("long"), [this](JobLease &lease) { return runAnalyze(lease); });
}

Result<MediaSource> MediaJobService::source(const Request &request, const QJsonObject &body) const
{
    const QString id = word(body, "media_id");
    const QString url = word(body, "source_url");
    if (id.isEmpty() == url.isEmpty()) {
        return Error{ErrorCode::FieldRequired, QStringLiteral("media_id"), QStringLiteral("give media_id or source_url, one of them")};
    }
    SourcePath path{uuidFromText(id), kOriginal};
    if (!url.isEmpty()) {
        RAWI_ASSIGN(path, pathOf(request, url));
    }
    RAWI_ASSIGN([[maybe_unused]] const MediaAsset asset, readAsset(m_pool, path.asset));
    const Result<MediaVariant> variant = readVariant(m_pool, path.asset, path.variant);
    if (!variant && variant.error().code != ErrorCode::NotFound) {
        return variant.error();
    }
    if (!variant || variant->status != VariantStatus::Completed) {
        return Error{variant ? ErrorCode::StateConflict : ErrorCode::NotFound, path.variant,
                     QStringLiteral("its bytes are not on this server; upload them first, or name another variant by source_url")};
    }
    return MediaSource{path.asset, path.variant, variant->sha256};
}

Result<QJsonObject> MediaJobService::planOf(const QStringList &targets) const
{
    EncodePlan plan;
    for (const QString &key : targets) {
        const std::optional<EncodePreset> builtIn = builtInPreset(key);
        const Result<EncodePreset> preset = builtIn ? Result<EncodePreset>(*builtIn) : readPreset(m_pool, key);
        if (!preset) {
            return preset.error().code == ErrorCode::NotFound
                ? Error{ErrorCode::InvalidArgument, QStringLiteral("targets"), QStringLiteral("there is no preset %1").arg(key.left(64))}
                : preset.error();
        }
        RAWI_ASSIGN(const EncodeSettings settings, preset->encodeSettings());
        plan.renditions.append({preset->key, preset->version, settings});
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
    job.assetId = asset;
    job.sha256 = sha256;
    job.args = args;
    job.createdBy = request.session.actor.id.uuid();
    RAWI_ASSIGN(job.retryKey, idempotencyKey(request));
    return m_jobs.enqueue(job, m_limits.open);
}

Result<void> MediaJobService::checkQueue(const Request &request) const
{
    // One sent again is no further job.
    return request.header("idempotency-key").empty() ? m_jobs.store().checkQueue(m_limits.open) : Result<void>();
}

Result<Job> MediaJobService::transcode(const Request &request, const MediaSource &source, const QStringList &targets)
{
    RAWI_ASSIGN(const QJsonObject plan, planOf(targets));
    return enqueue(request, "transcode", source.asset, source.sha256,
                   {{QStringLiteral("variant"), source.variant}, {QStringLiteral("plan"), plan}});
}

Result<Job> MediaJobService::analyze(const Request &request, const MediaSource &source)
{
    return enqueue(request, "analyze", source.asset, source.sha256, {{QStringLiteral("variant"), source.variant}});
}

Result<Job> MediaJobService::importFile(const Request &request, const ImportedFile &file)
{
    return enqueue(request, "upload", {}, file.sha256,
                   {{QStringLiteral("size"), file.size},
                    {QStringLiteral("filename"), file.fileName},
                    {QStringLiteral("content_type"), file.contentType},
                    {QStringLiteral("content_id"), file.contentItem.isNull() ? QJsonValue() : uuidText(file.contentItem)},
                    {QStringLiteral("title_ar"), file.titleAr},
                    {QStringLiteral("title_en"), file.titleEn}});
}

Result<QJsonObject> MediaJobService::probe(JobLease &lease, const QString &sha256) const
{
    return work({QStringLiteral("probe"), m_blobs.blobPath(sha256), QStringLiteral("--json")}, kProbeMs, beating(lease));
}

Result<QJsonObject> MediaJobService::work(const QStringList &arguments, qint64 limitMs, const MediaWorker::Listener &listener) const
{
    const int timeoutMs = static_cast<int>(std::min(limitMs, kLongestMs));
    Result<QJsonObject> done = m_worker.run(arguments, timeoutMs, listener);
    if (!done && done.error().code == ErrorCode::Timeout) {
        return Error{ErrorCode::Timeout, arguments.first(),
                     QStringLiteral("the job may take %1 s on this server and was ended; ask for fewer or quicker presets, or do it "
                                    "on a desk").arg(timeoutMs / 1000.0)};
    }
    return done;
}

Result<QJsonObject> MediaJobService::runAnalyze(JobLease &lease)
{
    const QString path = m_blobs.blobPath(lease.job().sha256);
    const auto progress = [&lease](const QJsonObject &line) {
        const QJsonValue permille = line.value(QLatin1StringView("permille"));
        return permille.isDouble() ? lease.progress(permille.toInt()) : lease.beat();
    };
    RAWI_ASSIGN(const QJsonObject report, probe(lease, lease.job().sha256));
    RAWI_ASSIGN(const QJsonObject quality,
                work({QStringLiteral("analyze"), path, QStringLiteral("--json")},
                     std::max<qint64>(m_limits.analyzeFloor.count(), durationOf(report)), progress));
    return QJsonObject{{QStringLiteral("probe"), report}, {QStringLiteral("quality"), quality}};
}

Result<QJsonObject> MediaJobService::runTranscode(JobLease &lease)
{
    const Job &job = lease.job();
    RAWI_ASSIGN(const QJsonObject source, probe(lease, job.sha256));
    const qsizetype renditions = job.args.value(QLatin1StringView("plan"))[QLatin1StringView("renditions")].toArray().size();
    const qint64 limitMs =
        std::max<qint64>(m_limits.encodeFloor.count(), durationOf(source) * m_limits.encodeFactor * renditions);
    const QString folder = m_blobs.workFolder() + QLatin1Char('/') + uuidText(job.id);
    const QString out = folder + QStringLiteral("/out");
    if (!QDir().mkpath(out)) {
        return Error{ErrorCode::IoError, folder, QStringLiteral("the work folder cannot be made")};
    }
    QFile plan(folder + QStringLiteral("/plan.json"));
    const QByteArray text = QJsonDocument(job.args.value(QLatin1StringView("plan")).toObject()).toJson(QJsonDocument::Compact);
    if (!plan.open(QIODevice::WriteOnly) || plan.write(text) != text.size()) {
        return Error{ErrorCode::IoError, plan.fileName(), plan.errorString()};
    }
    plan.close();
    const auto progress = [&lease](const QJsonObject &line) {
        const QJsonValue permille = line.value(QLatin1StringView("permille"));
        return permille.isDouble() ? lease.progress(permille.toInt() * 19 / 20) : lease.beat(); // the rest: publishing
    };
    const Result<QJsonObject> done =
        work({QStringLiteral("encode"), m_blobs.blobPath(job.sha256), QStringLiteral("--plan"), plan.fileName(),
              QStringLiteral("--out"), out, QStringLiteral("--progress"), QStringLiteral("json")},
             limitMs, progress);
    if (!done) { // finished segments stay for the next attempt
        if (lease.isCancelled()) {
            QDir(folder).removeRecursively();
        }
        return done.error();
    }
    RAWI_ASSIGN(const UploadManifest manifest, takeIn(lease, out, *done));
    const Result<void> published = m_manifests.verifyAndPublish(lease, manifest);
    if (published || lease.isCancelled()) {
        QDir(folder).removeRecursively();
    }
    RAWI_TRY(published);
    QJsonArray names;
    for (const ManifestFile &file : manifest.files) {
        names.append(file.name);
    }
    return QJsonObject{{QStringLiteral("variants"), names},
                       {QStringLiteral("resumed_segments"), done->value(QLatin1StringView("resumed_segments"))}};
}

// The worker has looked into a stranger's file: what it says of its own work is checked like a client's.
Result<UploadManifest> MediaJobService::takeIn(JobLease &lease, const QString &folder, const QJsonObject &done)
{
    QJsonArray files;
    QSet<QString> names;
    const auto add = [&](const QJsonObject &file, const QString &name, const QJsonObject &measures) -> Result<void> {
        if (names.contains(name)) {
            return {}; // the sound and the master playlist that several renditions share
        }
        names.insert(name);
        RAWI_TRY(lease.progress(960));
        RAWI_ASSIGN(const BlobStore::Stored stored, m_blobs.takeIn(folder + QLatin1Char('/') + QFileInfo(word(file, "path")).fileName()));
        QJsonObject entry = measures;
        entry.insert(QStringLiteral("type"), enumText(typeOf(word(file, "content_type"))));
        entry.insert(QStringLiteral("name"), name);
        entry.insert(QStringLiteral("content_type"), word(file, "content_type"));
        entry.insert(QStringLiteral("size"), stored.size);
        entry.insert(QStringLiteral("sha256"), stored.sha256);
        files.append(entry);
        return {};
    };
    for (const QJsonValue &value : done.value(QLatin1StringView("renditions")).toArray()) {
        const QJsonObject rendition = value.toObject();
        const QJsonArray parts = rendition.value(QLatin1StringView("files")).toArray();
        for (const QJsonValue &part : parts) { // a playlist calls its parts by their file's names
            RAWI_TRY(add(part.toObject(), word(part.toObject(), "name"), {}));
        }
        if (!parts.isEmpty()) {
            continue;
        }
        QJsonObject measures;
        for (const char *name : {"width", "height", "duration_ms"}) {
            measures.insert(QLatin1StringView(name), rendition.value(QLatin1StringView(name)));
        }
        if (const QJsonObject loudness = rendition.value(QLatin1StringView("loudness")).toObject(); !loudness.isEmpty()) {
            measures.insert(QStringLiteral("loudness"), loudness);
        }
        RAWI_TRY(add(rendition, word(rendition, "name"), measures));
    }
    return uploadManifestFrom({{QStringLiteral("version"), kManifestVersion},
                               {QStringLiteral("asset_id"), uuidText(lease.job().assetId)},
                               {QStringLiteral("files"), files}});
}

Result<QJsonObject> MediaJobService::runImport(JobLease &lease)
{
    const Job &job = lease.job();
    RAWI_ASSIGN(const QJsonObject report, probe(lease, job.sha256));
    const QString found = word(report, "content_type");
    const QString said = word(job.args, "content_type");
    if (!said.isEmpty() && !said.startsWith(QLatin1StringView("application/")) && said.section(u'/', 0, 0) != kindOf(report)) {
        return Error{ErrorCode::UnsupportedMediaType, word(job.args, "filename"),
                     QStringLiteral("sent as %1, the file is %2").arg(said, found)};
    }
    const QUuid asset = idOf(job, "asset");
    const QUuid named = uuidFromText(word(job.args, "content_id"));
    const QUuid item = named.isNull() ? idOf(job, "item") : named;
    RAWI_TRY(makeAsset(lease, asset, item, report));
    ManifestFile file{VariantType::Original, kOriginal, found, job.args.value(QLatin1StringView("size")).toInteger(), job.sha256,
                      report.value(QLatin1StringView("width")).toInt(), report.value(QLatin1StringView("height")).toInt(),
                      report.value(QLatin1StringView("duration_ms")).toInteger(), {}};
    RAWI_TRY(m_manifests.verifyAndPublish(lease, {Id<MediaAsset>(asset), {}, {file}}));
    return QJsonObject{{QStringLiteral("media_id"), uuidText(asset)},
                       {QStringLiteral("content_id"), uuidText(item)},
                       {QStringLiteral("metadata"), report}};
}

Result<void> MediaJobService::makeAsset(JobLease &lease, const QUuid &asset, const QUuid &item, const QJsonObject &report)
{
    const Result<MediaAsset> known = readAsset(m_pool, asset);
    if (known || known.error().code != ErrorCode::NotFound) {
        return known ? Result<void>() : known.error(); // an earlier attempt made it
    }
    const Job &job = lease.job();
    const CommandContext sender{{Id<Person>(job.createdBy), Role::Editor}, {}, uuidText(job.id)};
    const QString contentType = word(report, "content_type");
    const QString id = uuidText(item);
    if (word(job.args, "content_id").isEmpty()) {
        QJsonObject args{{QStringLiteral("id"), id}, {QStringLiteral("kind"), kindOf(report)}};
        for (const char *title : {"title_ar", "title_en"}) {
            if (!word(job.args, title).isEmpty()) {
                args.insert(QLatin1StringView(title), word(job.args, title));
            }
        }
        const Result<QJsonObject> made = m_commands.run(sender, QStringLiteral("content.create"), args);
        if (!made && made.error().code != ErrorCode::AlreadyExists) {
            return made.error();
        }
    }
    RAWI_TRY(m_commands.run(sender, QStringLiteral("media.add_asset"),
                            {{QStringLiteral("id"), uuidText(asset)},
                             {QStringLiteral("content_id"), id},
                             {QStringLiteral("original_filename"), word(job.args, "filename").left(1000)},
                             {QStringLiteral("content_type"), contentType},
                             {QStringLiteral("file_size"), job.args.value(QLatin1StringView("size"))},
                             {QStringLiteral("sha256"), job.sha256},
                             {QStringLiteral("duration_ms"), report.value(QLatin1StringView("duration_ms"))},
                             {QStringLiteral("width"), report.value(QLatin1StringView("width"))},
                             {QStringLiteral("height"), report.value(QLatin1StringView("height"))},
                             {QStringLiteral("metadata"), report}}));
    return {};
}

} // namespace rawi::server

#include "core/desk/media/rendition_store.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace rawi {

RenditionStore::RenditionStore(Replica &replica, const QString &directory)
    : m_replica(replica), m_localMedia(replica), m_directory(directory)
{
}

Result<void> RenditionStore::keep(EncodeJob &job, const QList<RenditionResult> &renditions)
{
    const QStringList expected = job.presets();
    if (renditions.size() != expected.size()) {
        return Error{ErrorCode::WorkerCrashed, job.sourcePath,
                     u"%1 of %2 renditions were made"_s.arg(renditions.size()).arg(expected.size())};
    }
    job.outputs.clear();
    for (const RenditionResult &rendition : renditions) {
        RAWI_TRY(keepOne(job, rendition));
    }
    return {};
}

Result<void> RenditionStore::keepOne(EncodeJob &job, const RenditionResult &rendition)
{
    RAWI_ASSIGN(const std::optional<LocalFile> before, m_localMedia.find(job.assetId, rendition.name));
    QJsonObject measures{{u"width"_s, rendition.width}, {u"height"_s, rendition.height}, {u"duration_ms"_s, rendition.durationMs}};
    if (!rendition.loudness.isEmpty()) {
        measures.insert(u"loudness"_s, rendition.loudness);
    }
    RAWI_TRY(keepFile(job, rendition, VariantType::Rendition, measures));
    for (const MadeFile &part : rendition.files) { // a playlist calls it by its name, so that is its variant's
        RAWI_TRY(keepFile(job, part, part.contentType == "text/vtt"_L1 ? VariantType::Subtitles : VariantType::Rendition, {}));
    }
    job.outputs.append({rendition.name, rendition.path, rendition.encoder, rendition.encoderNote});
    // The rendition of an earlier job, which nothing names any more.
    if (before && before->path != rendition.path && before->path.startsWith(m_directory + QLatin1Char('/'))) {
        QFile::remove(before->path);
    }
    return {};
}

Result<void> RenditionStore::keepFile(const EncodeJob &job, const MadeFile &file, VariantType type, const QJsonObject &measures)
{
    const QFileInfo info(file.path);
    if (!info.exists() || info.size() != file.size || file.sha256.isEmpty()) {
        return Error{ErrorCode::WorkerCrashed, file.path, u"the finished file is not as reported"_s};
    }
    RAWI_TRY(m_localMedia.put(
        {job.assetId, file.name, file.path, info.size(), info.lastModified().toMSecsSinceEpoch(), file.sha256}));
    QJsonObject variant = measures;
    variant.insert(u"asset_id"_s, job.assetId.text());
    variant.insert(u"type"_s, enumText(type));
    variant.insert(u"name"_s, file.name);
    variant.insert(u"content_type"_s, file.contentType);
    variant.insert(u"file_size"_s, file.size);
    variant.insert(u"sha256"_s, file.sha256);
    RAWI_TRY(m_replica.execute(u"media.add_variant"_s, variant));
    return {};
}

} // namespace rawi

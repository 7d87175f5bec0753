#include "core/desk/media/rendition_store.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace rawi {

RenditionStore::RenditionStore(Replica &replica, const QString &directory)
    : m_replica(replica), m_localMedia(replica), m_directory(directory)
{
}

Result<void> RenditionStore::keep(EncodeJob &job, const QList<QJsonObject> &renditions)
{
    const QStringList expected = job.presets();
    if (renditions.size() != expected.size()) {
        return Error{ErrorCode::WorkerCrashed, job.sourcePath,
                     u"%1 of %2 renditions were made"_s.arg(renditions.size()).arg(expected.size())};
    }
    job.outputs.clear();
    for (const QJsonObject &rendition : renditions) {
        RAWI_TRY(keepOne(job, rendition));
    }
    return {};
}

Result<void> RenditionStore::keepOne(EncodeJob &job, const QJsonObject &rendition)
{
    const auto member = [&](const char *name) { return rendition.value(QLatin1StringView(name)); };
    const QString name = member("name").toString();
    const QString sha256 = member("sha256").toString();
    const QFileInfo info(member("path").toString());
    if (!info.exists() || info.size() != member("size").toInteger() || sha256.isEmpty()) {
        return Error{ErrorCode::WorkerCrashed, info.filePath(), u"the finished file is not as reported"_s};
    }
    RAWI_ASSIGN(const std::optional<LocalFile> before, m_localMedia.find(job.assetId, name));
    RAWI_TRY(m_localMedia.put(
        {job.assetId, name, info.filePath(), info.size(), info.lastModified().toMSecsSinceEpoch(), sha256}));
    QJsonObject variant{{u"asset_id"_s, job.assetId.text()},
                        {u"type"_s, enumText(VariantType::Rendition)},
                        {u"name"_s, name},
                        {u"file_size"_s, info.size()},
                        {u"sha256"_s, sha256}};
    for (const char *given : {"content_type", "width", "height", "duration_ms", "loudness"}) {
        if (const QJsonValue value = member(given); !value.isUndefined()) {
            variant.insert(QLatin1StringView(given), value);
        }
    }
    RAWI_TRY(m_replica.execute(u"media.add_variant"_s, variant));
    for (const QJsonValue &part : member("files").toArray()) {
        RAWI_TRY(keepPart(job, part.toObject()));
    }
    job.outputs.append({name, info.filePath(), member("encoder").toString(), member("encoder_note").toString()});
    // The rendition of an earlier job, which nothing names any more.
    if (before && before->path != info.filePath() && before->path.startsWith(m_directory + QLatin1Char('/'))) {
        QFile::remove(before->path);
    }
    return {};
}

// A file of a stream: a playlist calls it by its name, so that is its variant's.
Result<void> RenditionStore::keepPart(const EncodeJob &job, const QJsonObject &part)
{
    const auto member = [&](const char *name) { return part.value(QLatin1StringView(name)).toString(); };
    const QFileInfo info(member("path"));
    if (!info.exists() || info.size() != part.value("size"_L1).toInteger()) {
        return Error{ErrorCode::WorkerCrashed, info.filePath(), u"the finished file is not as reported"_s};
    }
    RAWI_TRY(m_localMedia.put({job.assetId, member("name"), info.filePath(), info.size(),
                             info.lastModified().toMSecsSinceEpoch(), member("sha256")}));
    const bool isText = member("content_type") == "text/vtt"_L1;
    RAWI_TRY(m_replica.execute(u"media.add_variant"_s,
                             {{u"asset_id"_s, job.assetId.text()},
                              {u"type"_s, enumText(isText ? VariantType::Subtitles : VariantType::Rendition)},
                              {u"name"_s, member("name")},
                              {u"content_type"_s, member("content_type")},
                              {u"file_size"_s, info.size()},
                              {u"sha256"_s, member("sha256")}}));
    return {};
}

} // namespace rawi

#include "core/desk/media/poster_pictures.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace rawi {

namespace {

constexpr int kMostOffered = 64;
constexpr qint64 kMostNotes = 1 << 16;

QString candidateName(int number)
{
    return u"candidate-%1"_s.arg(number);
}

// Beside the pictures: {name: at_ms}.
QString notesPath(const QString &picture)
{
    return QFileInfo(picture).absolutePath() + u"/candidates.json"_s;
}

QJsonObject readNotes(const QString &picture)
{
    QFile file(notesPath(picture));
    return file.open(QIODevice::ReadOnly) && file.size() <= kMostNotes ? QJsonDocument::fromJson(file.readAll()).object()
                                                                       : QJsonObject();
}

} // namespace

Result<void> keepOfferedPosters(LocalMediaStore &localMedia, const Id<MediaAsset> &asset, const QJsonArray &offered)
{
    if (offered.isEmpty()) {
        return {}; // of a frame that was asked for nothing else is offered: what there was stays
    }
    QJsonObject notes;
    for (const QJsonValue &value : offered) {
        const QJsonObject picture = value.toObject();
        const QString name = picture.value("name"_L1).toString();
        const QFileInfo info(picture.value("path"_L1).toString());
        RAWI_TRY(localMedia.put({asset, name, info.filePath(), info.size(), info.lastModified().toMSecsSinceEpoch(), {}}));
        notes.insert(name, picture.value("at_ms"_L1));
    }
    const QString path = notesPath(offered.first().toObject().value("path"_L1).toString());
    const QByteArray text = QJsonDocument(notes).toJson(QJsonDocument::Compact);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    return {};
}

QList<PosterFrame> offeredPosters(const LocalMediaStore &localMedia, const Id<MediaAsset> &asset)
{
    QList<PosterFrame> frames;
    QJsonObject notes;
    for (int number = 1; number <= kMostOffered; ++number) {
        const auto found = localMedia.find(asset, candidateName(number));
        if (!found.ok() || !*found) {
            break;
        }
        const QString path = (*found)->path;
        if (notes.isEmpty()) {
            notes = readNotes(path);
        }
        const QJsonValue atMs = notes.value(candidateName(number));
        if (atMs.isDouble() && QFileInfo::exists(path)) {
            frames.append({path, atMs.toInteger()});
        }
    }
    return frames;
}

Result<QJsonArray> presentPictures(const Replica &replica, const LocalMediaStore &localMedia, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const QList<MediaVariant> variants, replica.where<MediaVariant>("asset_id", asset.text()));
    QJsonArray pictures;
    bool poster = false;
    for (const MediaVariant &variant : variants) {
        if (variant.type != VariantType::Poster && variant.type != VariantType::Thumbnail) {
            continue;
        }
        RAWI_ASSIGN(const std::optional<LocalFile> file, localMedia.find(asset, variant.name));
        if (file && file->sha256 == variant.sha256 && QFileInfo::exists(file->path)) {
            poster = poster || variant.type == VariantType::Poster;
            pictures.append(QJsonObject{{u"name"_s, variant.name},
                                        {u"path"_s, file->path},
                                        {u"content_type"_s, variant.contentType},
                                        {u"width"_s, variant.width},
                                        {u"height"_s, variant.height}});
        }
    }
    return poster ? pictures : QJsonArray();
}

} // namespace rawi

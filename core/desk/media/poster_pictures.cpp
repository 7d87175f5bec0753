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

Result<void> keepOfferedPosters(LocalMediaStore &localMedia, const Id<MediaAsset> &asset, const QList<ThumbPicture> &offered)
{
    if (offered.isEmpty()) {
        return {}; // of a frame that was asked for nothing else is offered: what there was stays
    }
    QJsonObject notes;
    for (const ThumbPicture &picture : offered) {
        const QFileInfo info(picture.path);
        RAWI_TRY(localMedia.put(
            {asset, picture.name, info.filePath(), info.size(), info.lastModified().toMSecsSinceEpoch(), {}}));
        notes.insert(picture.name, picture.atMs);
    }
    const QString path = notesPath(offered.first().path);
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

Result<QList<MadeVariant>> presentPictures(const Replica &replica, const LocalMediaStore &localMedia, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const QList<MediaVariant> variants, replica.where<MediaVariant>("asset_id", asset.text()));
    QList<MadeVariant> pictures;
    bool poster = false;
    for (const MediaVariant &variant : variants) {
        if (variant.type != VariantType::Poster && variant.type != VariantType::Thumbnail) {
            continue;
        }
        RAWI_ASSIGN(const std::optional<LocalFile> file, localMedia.find(asset, variant.name));
        if (file && file->sha256 == variant.sha256 && QFileInfo::exists(file->path)) {
            poster = poster || variant.type == VariantType::Poster;
            pictures.append({{variant.name, file->path, variant.contentType, file->size, file->sha256},
                             variant.type,
                             variant.width,
                             variant.height});
        }
    }
    return poster ? pictures : QList<MadeVariant>();
}

} // namespace rawi

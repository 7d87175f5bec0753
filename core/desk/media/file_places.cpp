#include "core/desk/media/file_places.h"

#include <QFileInfo>

#include <algorithm>

namespace rawi {

Result<FilePlace> placeOf(const Replica &replica, const LocalMediaStore &localMedia, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const std::optional<MediaAsset> known, replica.find(asset));
    if (!known) {
        return Error{ErrorCode::NotFound, recordInfo<MediaAsset>().name + QLatin1Char('/') + asset.text(), {}};
    }
    RAWI_ASSIGN(const std::optional<LocalFile> local, localMedia.find(asset, u"original"_s));
    RAWI_ASSIGN(const QList<MediaVariant> variants, replica.where<MediaVariant>("asset_id", asset.text()));
    FilePlace place;
    place.asset = *known;
    place.sha256 = known->sha256.isEmpty() && local ? local->sha256 : known->sha256;
    bool onServer = false;
    for (const MediaVariant &one : variants) {
        const bool original = one.type == VariantType::Original;
        const bool complete = one.status == VariantStatus::Completed;
        onServer = onServer || (original && complete);
        place.isShown = place.isShown || (complete && (original || one.type == VariantType::Rendition));
    }
    if (local && QFileInfo::exists(local->path)) {
        place.where = FileWhere::Here;
    } else if (local) {
        place.where = FileWhere::Lost;
        place.lostPath = local->path;
    } else {
        place.where = onServer ? FileWhere::OnServer : FileWhere::OnOtherDesk;
    }
    RAWI_ASSIGN(place.requests, replica.where<FileRequest>("asset_id", asset.text()));
    return place;
}

Result<QList<FilePlace>> lostFiles(const Replica &replica, const LocalMediaStore &localMedia)
{
    QList<FilePlace> lost;
    RAWI_ASSIGN(const QList<LocalFile> originals, localMedia.originals());
    for (const LocalFile &file : originals) {
        if (QFileInfo::exists(file.path)) {
            continue;
        }
        const Result<FilePlace> place = placeOf(replica, localMedia, file.assetId);
        if (place.ok()) {
            RAWI_ASSIGN(const std::optional<ContentItem> item, replica.find(place->asset.contentId));
            if (item) {
                lost.append(*place);
            }
        } else if (place.error().code != ErrorCode::NotFound) {
            return place.error();
        }
    }
    return lost;
}

Result<QList<FileRequest>> requestsToThisDesk(const Replica &replica, const LocalMediaStore &localMedia, const UploadStore &uploads)
{
    QList<FileRequest> asked;
    RAWI_ASSIGN(const QList<QJsonObject> rows, replica.rows(recordInfo<FileRequest>()));
    if (rows.isEmpty()) {
        return asked;
    }
    RAWI_ASSIGN(const QList<Upload> sent, uploads.uploads());
    const Id<Person> me = replica.actor().id;
    for (const QJsonObject &row : rows) {
        const auto request = fromJson<FileRequest>(row);
        RAWI_ASSIGN(const std::optional<LocalFile> original, localMedia.find(request.assetId, u"original"_s));
        if (request.person == me || !original || !QFileInfo::exists(original->path)) {
            continue;
        }
        const bool goes = std::any_of(sent.cbegin(), sent.cend(), [&](const Upload &one) {
            return one.assetId == request.assetId && !original->sha256.isEmpty() && one.sha256 == original->sha256
                && one.state != UploadState::Cancelled;
        });
        if (!goes) {
            asked.append(request);
        }
    }
    std::stable_sort(asked.begin(), asked.end(), [](const FileRequest &a, const FileRequest &b) { return a.createdAt < b.createdAt; });
    return asked;
}

} // namespace rawi

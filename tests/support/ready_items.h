#pragma once

#include "core/media/media_asset.h"

namespace rawi::test {

// What publishing asks of a film or a sound: a file, and a rendition of it on the server.

// The rendition as the server's feed brings it.
inline MediaVariant renditionOnServer(const Id<MediaAsset> &asset)
{
    MediaVariant variant;
    variant.id = Id<MediaVariant>(makeUuidV7(1763697600000));
    variant.assetId = asset;
    variant.name = u"720p"_s;
    variant.contentType = u"video/mp4"_s;
    variant.fileSize = 1000;
    variant.sha256 = QString(64, u'a');
    variant.status = VariantStatus::Completed;
    return variant;
}

// The same by the commands of whoever has the bytes. `run(name, args)` runs one as the server itself; the file's id.
template <typename Run>
Id<MediaAsset> giveRendition(const QString &item, Run &&run)
{
    const Id<MediaAsset> asset(makeUuidV7(1763697600000));
    const MediaVariant variant = renditionOnServer(asset);
    const QJsonObject measures{{u"sha256"_s, variant.sha256}, {u"file_size"_s, variant.fileSize}};
    run(u"media.add_asset"_s,
        QJsonObject{{u"id"_s, asset.text()}, {u"content_id"_s, item}, {u"original_filename"_s, u"a.mov"_s}});
    run(u"media.add_variant"_s,
        QJsonObject{{u"id"_s, variant.id.text()}, {u"asset_id"_s, asset.text()}, {u"type"_s, enumText(variant.type)},
                    {u"name"_s, variant.name}, {u"content_type"_s, variant.contentType}});
    run(u"media.publish_variants"_s,
        QJsonObject{{u"asset_id"_s, asset.text()}, {u"variants"_s, QJsonObject{{variant.id.text(), measures}}}});
    return asset;
}

} // namespace rawi::test

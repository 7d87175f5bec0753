#pragma once

#include "core/content/content_item.h"

namespace rawi {

struct Series; // core/catalog

// A media file of an item, or the cover of a series, as everybody knows it. Where its bytes are on this desk is core/replica's
// local_files; where they are on the server is the variant `original`, when it was wanted there.
struct MediaAsset {
    Id<MediaAsset> id;
    qint64 rev = 0;
    Id<ContentItem> contentId;
    Id<Series> seriesId; // whose cover it is or was; then it is no item's
    QString originalFilename;
    QString contentType; // media type, "video/mp4"
    qint64 fileSize = 0; // bytes
    QString sha256;      // lower-case hex of the original; empty until hashed
    qint64 durationMs = 0;
    int width = 0;  // as shown: after rotation and sample aspect
    int height = 0;
    QJsonObject metadata; // a ProbeReport (core/media/probe_report.h), of this version or another
    Id<Person> createdBy;
    Timestamp createdAt;
    Timestamp updatedAt;
    Id<Scope> scope; // the restricted series it hangs on, if any
};

template <>
struct Describe<MediaAsset> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "media_assets";
    static auto fields()
    {
        return std::tuple{
            field("content_id", &MediaAsset::contentId),
            field("series_id", &MediaAsset::seriesId),
            field("original_filename", &MediaAsset::originalFilename, MergePolicy::Fixed, 1000, TextForm::Line),
            field("content_type", &MediaAsset::contentType, MergePolicy::Fixed, 127, TextForm::Line),
            field("file_size", &MediaAsset::fileSize),
            field("sha256", &MediaAsset::sha256, MergePolicy::Fixed, 64),
            field("duration_ms", &MediaAsset::durationMs),
            field("width", &MediaAsset::width),
            field("height", &MediaAsset::height),
            field("metadata", &MediaAsset::metadata),
            field("created_by", &MediaAsset::createdBy),
            field("created_at", &MediaAsset::createdAt),
            field("updated_at", &MediaAsset::updatedAt),
            field("scope", &MediaAsset::scope),
        };
    }
};

// Storyboard: a sheet of small pictures, or the WebVTT that says which is when. Waveform: peaks. Report: measurements
// (loudness, black, silence, freeze) as JSON.
enum class VariantType { Original, Rendition, Poster, Thumbnail, Storyboard, Waveform, Subtitles, Report };

template <>
struct EnumNames<VariantType> {
    static constexpr std::array names{"original", "rendition", "poster", "thumbnail",
                                      "storyboard", "waveform", "subtitles", "report"};
};

// Pending: announced by a desk, bytes not on the server yet. Completed: the server verified and holds them.
enum class VariantStatus { Pending, Completed, Failed };

template <>
struct EnumNames<VariantStatus> {
    static constexpr std::array names{"pending", "completed", "failed"};
};

// One playable or viewable form of an asset.
struct MediaVariant {
    Id<MediaVariant> id;
    qint64 rev = 0;
    Id<MediaAsset> assetId;
    VariantType type = VariantType::Rendition;
    QString name;        // the {variant} of GET /media/{id}/file/{variant}: "720p", "original", "poster"
    QString contentType; // "video/mp4"
    qint64 fileSize = 0; // bytes
    QString sha256;      // lower-case hex
    int width = 0;
    int height = 0;
    qint64 durationMs = 0;
    VariantStatus status = VariantStatus::Pending;
    QJsonObject loudness; // LoudnessReport of its sound; empty when it was not measured
    Timestamp createdAt;
    Timestamp updatedAt;
    Id<Scope> scope; // the restricted series it hangs on, if any
};

template <>
struct Describe<MediaVariant> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "media_variants";
    static auto fields()
    {
        return std::tuple{
            field("asset_id", &MediaVariant::assetId),
            field("type", &MediaVariant::type),
            field("name", &MediaVariant::name, MergePolicy::Fixed, 64, TextForm::Line),
            field("content_type", &MediaVariant::contentType, MergePolicy::Fixed, 127, TextForm::Line),
            field("file_size", &MediaVariant::fileSize),
            field("sha256", &MediaVariant::sha256, MergePolicy::Fixed, 64),
            field("width", &MediaVariant::width),
            field("height", &MediaVariant::height),
            field("duration_ms", &MediaVariant::durationMs),
            field("status", &MediaVariant::status),
            field("loudness", &MediaVariant::loudness),
            field("created_at", &MediaVariant::createdAt),
            field("updated_at", &MediaVariant::updatedAt),
            field("scope", &MediaVariant::scope),
        };
    }
};

} // namespace rawi

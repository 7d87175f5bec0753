#pragma once

#include "core/media/loudness_report.h"
#include "core/media/media_asset.h"

#include <optional>

namespace rawi {

inline constexpr int kManifestVersion = 1;
inline constexpr int kMaxManifestFiles = 4000; // two hours of HLS in four sizes
inline constexpr qsizetype kMaxManifestBytes = 4 << 20;

// One file of a manifest; becomes the variant `name` of the asset.
struct ManifestFile {
    VariantType type = VariantType::Rendition;
    QString name;        // 1–64 ASCII letters, digits, '.', '-', '_': part of a URL, and what a playlist calls it
    QString contentType; // media type without parameters, lower case
    qint64 size = 0;     // bytes
    QString sha256;      // lower-case hex
    int width = 0;       // as shown; 0 = not said
    int height = 0;
    qint64 durationMs = 0; // 0 = not said
    std::optional<LoudnessReport> loudness;

    // Names, types and digests look as they must. Errors: InvalidArgument.
    Result<void> check() const;
    bool operator==(const ManifestFile &) const = default;
};

// Files of one asset that a desk hands over together: the server publishes all of them in one commit, or none.
// JSON: {"version","asset_id","source_sha256"?,"files":[{"type","name","content_type","size","sha256","width"?,
// "height"?,"duration_ms"?,"loudness"?:{LoudnessReport}}]}; unknown members are refused.
struct UploadManifest {
    Id<MediaAsset> assetId;
    QString sourceSha256; // of the original the files were made from; may be empty
    QList<ManifestFile> files; // at least one; each name once
    int version = kManifestVersion;
    bool operator==(const UploadManifest &) const = default;

    QJsonObject toJson() const;
    Result<void> check() const;
    const ManifestFile *file(QStringView name) const; // null when there is none
};

// Errors: InvalidArgument, UnknownField, TooLarge, each naming the member ("files[3].sha256").
Result<UploadManifest> uploadManifestFrom(const QJsonObject &object);
// The same of text that nobody has looked at yet. Errors: also TooLarge beyond kMaxManifestBytes.
Result<UploadManifest> parseUploadManifest(const QByteArray &text);

} // namespace rawi

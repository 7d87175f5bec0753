#pragma once

#include "core/engine/av/source_file.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace rawi {

// One picture made from a media file.
struct ThumbPicture {
    QString name; // "poster", "thumb-320", "thumb-640"; the file is NAME.jpg
    QString path;
    int width = 0;
    int height = 0;
    qint64 size = 0; // bytes
    QString sha256;
    qint64 atMs = 0; // of the frame
};

struct ThumbsResult {
    QString source;  // "frame" of a film, "picture", "cover" inside a sound file, "none"
    qint64 atMs = 0; // of the frame
    QList<ThumbPicture> pictures; // empty when source is "none"
    QList<ThumbPicture> candidates; // "candidate-1" …: other frames for a poster, the best first

    // {"source", "at_ms", "pictures": [{"name", "path", "width", "height", "size", "sha256", "content_type",
    //  "at_ms"}], "candidates": [the same]}
    QJsonObject toJson() const;
};

// Writes poster.jpg (longest side up to 1280 px), thumb-640.jpg and thumb-320.jpg into `folder`, upright, with
// square pixels, never enlarged. Of a film the best of several frames is taken: lit, varied, sharp.
// Besides, up to six candidate-N.jpg (longest side up to 640 px). With `atMs` the frame that shows then is taken, and there
// are no candidates. Errors: as probeMedia, and DiskFull, IoError.
Result<ThumbsResult> makeThumbs(const SourceFile &source, const QString &folder, std::optional<qint64> atMs = {});

} // namespace rawi

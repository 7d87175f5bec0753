#pragma once

#include "core/engine/av/source_file.h"
#include "core/media/media_asset.h"

#include <vector>

namespace rawi {

// Another film that an edit plays ranges of, opened while files can still be opened.
struct FilmSource {
    Id<MediaAsset> asset; // as EditRange::asset
    SourceFile file;
};
using FilmSources = std::vector<FilmSource>;

// Null when none is of that asset.
inline const SourceFile *fileOf(const FilmSources &films, Id<MediaAsset> asset)
{
    for (const FilmSource &film : films) {
        if (film.asset == asset) {
            return &film.file;
        }
    }
    return nullptr;
}

} // namespace rawi

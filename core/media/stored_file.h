#pragma once

#include <QString>

namespace rawi {

// What a variant may be called, as part of an address and of a playlist: 1 to 64 ASCII letters, digits, '.', '-', '_', and
// none that begins with a point.
bool isVariantName(const QString &name);
// A film, a sound or a picture (RFC 6838): what the worker looks into.
bool isMediaType(const QString &contentType);
// The texts that belong to media: subtitles, playlists, reports.
bool isMediaText(const QString &contentType);
// Whether bytes of this type are stored and served as what they say they are. What a browser would run (HTML, SVG, scripts,
// anything of XML) is not; bytes that say nothing of themselves are.
bool isStoredType(const QString &contentType);

} // namespace rawi

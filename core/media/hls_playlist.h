#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace rawi {

// HTTP Live Streaming playlists (RFC 8216), master or media, as Rawi keeps them: every URI is the plain name of a file
// beside the playlist, so that none can lead to another host, another folder or a disk.

// The names a playlist calls, each once, in order. Errors: CorruptData (no playlist), InvalidArgument naming a URI that
// is no plain name, TooLarge.
Result<QStringList> playlistNames(const QByteArray &text);

// The playlist with each URI replaced by what `uriOf` says of it. Errors: as playlistNames().
Result<QByteArray> rewrittenPlaylist(const QByteArray &text, const std::function<QString(const QString &name)> &uriOf);

} // namespace rawi

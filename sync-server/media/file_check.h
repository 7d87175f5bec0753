#pragma once

#include "core/media/upload_manifest.h"
#include "sync-server/media/media_worker.h"

#include <QSet>

namespace rawi::server {

// Whether a file of this type is looked into before anybody may read it; what is not is bytes to us.
bool isLookedInto(const QString &contentType);

// Compares stored bytes with what a manifest says of them: media by a probe in the worker's sandbox, a loudness by
// measuring again, playlists, subtitles and reports by their text. Blocks; belongs to its job's thread.
class FileCheck {
public:
    // `siblings`: the names a playlist may call.
    FileCheck(const MediaWorker &worker, QSet<QString> siblings, MediaWorker::Listener listener)
        : m_worker(worker), m_siblings(std::move(siblings)), m_listener(std::move(listener))
    {
    }

    // What is wrong with the file at `path`, or nothing. Errors: what says nothing about the file (MissingProgram,
    // IoError, Cancelled, Locked).
    Result<std::optional<Error>> check(const ManifestFile &file, const QString &path) const;

private:
    Result<void> checkMedia(const ManifestFile &file, const QString &path) const;
    Result<void> checkLoudness(const ManifestFile &file, const QString &path, qint64 durationMs) const;
    Result<void> checkPlaylist(const QByteArray &text) const;

    const MediaWorker &m_worker;
    QSet<QString> m_siblings;
    MediaWorker::Listener m_listener;
};

} // namespace rawi::server

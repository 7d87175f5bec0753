#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace rawi::test {

struct HostileFile {
    QString path;
    QStringList codes; // the error codes that name its cause
};

// Files made to hurt: bombs, playlists that name other files, noise that resembles media, nothing at all.
QList<HostileFile> makeHostileFiles(const QString &folder);
// Playlists and films that ask for /etc/passwd or for a server on this port.
QStringList makeCallingFiles(const QString &folder, int port);
// A valid animation of 3,000 frames of one pixel on a canvas of 16 million.
QString makeManyFramesGif(const QString &folder);
// The first `share` of a file, in `folder`.
QString cutCopy(const QString &file, double share, const QString &folder);
// An MP4 whose index ("moov") no reader finds, as a recorder leaves it that lost its power.
QString withoutIndex(const QString &file, const QString &folder);
// The file with `count` bytes changed, the same ones for a seed.
QString flippedCopy(const QString &file, quint32 seed, int count, const QString &folder);

} // namespace rawi::test

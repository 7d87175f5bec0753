#pragma once

#include "core/engine/encode/joiner.h"

namespace rawi {

// One media file of HLS (fragmented MP4, RFC 8216 §3.3) and its playlist, whose segments are ranges of bytes in it.
struct HlsTrack {
    QList<MadeFile> files; // the playlist first
    QString codecs;        // RFC 6381
    qint64 peakRate = 0;    // bits/s of the busiest segment
    qint64 averageRate = 0; // bits/s
    qint64 frames = 0;
    qint64 durationUs = 0;
    int width = 0;
    int height = 0;
    double frameRate = 0;
    int channels = 0; // of a sound
};

// FOLDER/NAME.mp4 and FOLDER/NAME.m3u8 of finished picture segments, each a segment of the playlist.
// Errors: as joinParts.
Result<HlsTrack> writeHlsPicture(const JoinOrder &order, const QString &folder, const QString &name);
// The same of a finished sound, in segments of about the same length.
Result<HlsTrack> writeHlsSound(const QString &path, const QString &folder, const QString &name);
// FOLDER/NAME.vtt and its playlist.
Result<HlsTrack> writeHlsText(const TextTrack &text, qint64 filmMs, const QString &folder, const QString &name);

// What the master playlist says of them.
struct HlsMaster {
    struct Variant {
        HlsTrack picture; // no files for sound alone
    };
    struct Sound {
        HlsTrack track;
        QString language;
        AudioRole role = AudioRole::Original;
    };
    struct Text {
        HlsTrack track;
        QString language;
    };
    QList<Variant> variants; // best first
    QList<Sound> sounds;
    QList<Text> texts;
};

// The name of the master playlist over these renditions: another one for other renditions, so that none of a later job
// takes the place of this one's in the same item.
QString hlsMasterName(const QStringList &renditions);
// FOLDER/NAME (RFC 8216 §4.3.4).
Result<MadeFile> writeHlsMaster(const HlsMaster &master, const QString &folder, const QString &name);
// Size and SHA-256 of a finished file.
Result<MadeFile> describeFile(const QString &path, const QString &contentType);

} // namespace rawi

#pragma once

#include "core/engine/source_file.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace rawi {

inline namespace rungs { // until the engine takes EncodeSettings: core/media/encode_preset.h has this name too

// One rung of the ladder: H.264 and AAC stereo in MP4. A picture is fitted into a 16:9 box of this height
// (either way round), never enlarged.
struct EncodePreset {
    QString name;
    int height = 0;          // short side of the box, pixels
    int crf = 23;            // x264's constant quality
    int maxVideoRate = 0;    // bits/s, peak over two seconds
    int audioRate = 0;       // bits/s
    QByteArray profile;      // H.264
    QByteArray speed;        // x264's preset
    int version = 1;         // raise when the output changes: old checkpoints are then dropped
};

} // namespace rungs

QStringList encodePresetNames(); // "720p", "360p"
std::optional<EncodePreset> encodePreset(const QString &name);

struct EncodeProgress {
    QString pass;      // "audio", "video", "finish"
    int permille = 0;  // of everything
    double fps = 0;    // frames encoded a second of wall-clock, in this run
    double speed = 0;  // seconds of media a second of wall-clock
    qint64 etaMs = -1; // -1 = not known yet
};

struct EncodeResult {
    QString path;
    QString contentType; // "video/mp4"; "audio/mp4" for sound without a picture
    qint64 size = 0;     // bytes
    QString sha256;
    int width = 0;
    int height = 0;
    qint64 durationMs = 0;
    qint64 frames = 0;       // of video, each of the source's once
    int resumedSegments = 0; // taken over from an interrupted run
};

using EncodeProgressFunction = std::function<void(const EncodeProgress &)>;

// Encodes into FOLDER/PRESET.mp4 (PRESET.m4a for sound only). Work in progress lies in FOLDER/PRESET.work:
// finished segments of a few seconds. Called again with the same source, preset and folder after being killed
// it goes on after the last finished segment and gives the same frames and times. Frame times of the source
// are kept, counted from its start. Errors: as probeMedia; MediaUnsupported for a still picture; DiskFull (what is
// finished stays, and is used when called again), IoError; Internal when frames got lost.
Result<EncodeResult> encodeMedia(const SourceFile &source, const EncodePreset &preset, const QString &folder,
                                 const EncodeProgressFunction &onProgress);
// Removes FOLDER/PRESET.work. To be called when the result is safely announced.
void dropCheckpoints(const QString &folder, const EncodePreset &preset);

} // namespace rawi

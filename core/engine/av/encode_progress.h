#pragma once

#include <QString>

#include <functional>

namespace rawi {

// How far an encode or a cut has come.
struct EncodeProgress {
    QString pass;      // "audio", "video", "finish"
    int permille = 0;  // of everything
    double fps = 0;    // frames of the source a second of wall-clock, in this run
    double speed = 0;  // seconds of media a second of wall-clock
    qint64 etaMs = -1; // -1 = not known yet
};

using EncodeProgressFunction = std::function<void(const EncodeProgress &)>;

} // namespace rawi

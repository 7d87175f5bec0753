#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace rawi {

// The peaks of a sound, mixed to one channel: for each `samplesPerPair` samples the lowest and the highest, full scale
// ±127. As the BBC's audiowaveform stores it (binary format version 2), so other players can draw it, too.
struct Waveform {
    int sampleRate = 0;
    int samplesPerPair = 0;
    QByteArray pairs; // two signed bytes each: low, high

    qsizetype count() const { return pairs.size() / 2; }
    int low(qsizetype pair) const { return static_cast<signed char>(pairs.at(2 * pair)); }
    int high(qsizetype pair) const { return static_cast<signed char>(pairs.at(2 * pair + 1)); }
    // Of the whole sound, in milliseconds.
    qint64 durationMs() const;
    // The pair that holds a moment; within 0 … count() - 1 (0 when there is none).
    qsizetype pairAt(qint64 ms) const;
    // The lowest and highest over [fromMs, toMs): what one column of a drawing shows. 0, 0 outside.
    struct Peak {
        int low = 0;
        int high = 0;
        bool operator==(const Peak &) const = default;
    };
    Peak between(qint64 fromMs, qint64 toMs) const;
};

// Reads an audiowaveform .dat file, version 1 or 2, 8 or 16 bits, of any number of channels (they are drawn as one).
// Errors: CorruptData; TooLarge above 64 MiB.
Result<Waveform> readWaveform(const QByteArray &bytes);
// Version 2, 8 bits, one channel.
QByteArray writeWaveform(const Waveform &waveform);

} // namespace rawi

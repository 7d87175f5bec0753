#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace rawi {

// What was measured of a whole file, to be looked at before it is published: the variant "report".
struct QualityReport {
    struct Span {
        qint64 startMs = 0;
        qint64 endMs = 0;
        bool operator==(const Span &) const = default;
    };
    // ITU-R BS.1770-4 and EBU R 128; a value that is none stands for silence.
    struct Loudness {
        std::optional<double> integrated;   // LUFS
        std::optional<double> truePeak;     // dBTP
        std::optional<double> momentaryMax; // LUFS
        std::optional<double> shortTermMax; // LUFS
        double range = 0;                   // LU, EBU Tech 3342
        bool operator==(const Loudness &) const = default;
    };
    qint64 durationMs = 0;
    std::optional<Loudness> loudness; // none without sound
    QList<Span> silence;              // below −50 dBFS on every channel for two seconds or more
    QList<Span> black;                // a black picture for one second or more
    QList<Span> freeze;               // a picture that stands for two seconds or more and is not black
    qint64 pictureMs = 0;             // how far the picture was looked at; less than durationMs when time ran out
    qint64 damagedPackets = 0;        // left out because they could not be decoded
    bool operator==(const QualityReport &) const = default;

    // {"schema": 1, "duration_ms", "loudness": {"integrated", "range", "true_peak", "momentary_max", "short_term_max"} |
    //  null, "silence" | "black" | "freeze": [{"start_ms", "end_ms"}], "picture_ms", "damaged_packets"}
    QJsonObject toJson() const;
    // Errors: CorruptData for another schema.
    static Result<QualityReport> fromJson(const QJsonObject &object);
};

} // namespace rawi

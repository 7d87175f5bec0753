#pragma once

#include "core/base/result.h"

#include <QJsonObject>

#include <optional>

namespace rawi {

// What was measured of a rendition's sound, and what was done to reach its target (ITU-R BS.1770-4, EBU R 128).
struct LoudnessReport {
    std::optional<double> integrated; // LUFS; none for silence
    std::optional<double> truePeak;   // maximum, dBTP; none for silence
    double range = 0;                 // LU (EBU Tech 3342)
    double gainDb = 0;                // what was added to the source
    bool limited = false;             // whether peaks had to be limited besides
    std::optional<double> target;     // LUFS asked for; none = as the source is
    double ceiling = -1;              // dBTP asked for

    // Members "integrated", "true_peak", "range", "gain_db", "limited", "target", "ceiling"; numbers with two decimals,
    // so that every store keeps the same text. None for what is not known.
    QJsonObject toJson() const;
    // Errors: UnknownField, InvalidArgument, naming the member ("loudness.range").
    static Result<LoudnessReport> fromJson(const QJsonObject &object);
    bool operator==(const LoudnessReport &) const = default;
};

} // namespace rawi

#pragma once

#include "core/rules/plain.h"

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
    void tidy();
    bool operator==(const LoudnessReport &) const = default;
};

template <>
struct Describe<LoudnessReport> {
    static auto members()
    {
        return std::tuple{member("integrated", &LoudnessReport::integrated, {.least = -200, .most = 50}),
                          member("true_peak", &LoudnessReport::truePeak, {.least = -250, .most = 60}),
                          member("range", &LoudnessReport::range, {.least = 0, .most = 200}),
                          member("gain_db", &LoudnessReport::gainDb, {.least = -200, .most = 200}),
                          member("limited", &LoudnessReport::limited),
                          member("target", &LoudnessReport::target, {.least = -70, .most = 0}),
                          member("ceiling", &LoudnessReport::ceiling, {.least = -70, .most = 10})};
    }
};

} // namespace rawi

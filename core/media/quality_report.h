#pragma once

#include "core/rules/plain.h"

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
    int schema = 1;
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

template <>
struct Describe<QualityReport::Span> {
    static auto members()
    {
        return std::tuple{member("start_ms", &QualityReport::Span::startMs), member("end_ms", &QualityReport::Span::endMs)};
    }
};
template <>
struct Describe<QualityReport::Loudness> {
    using Of = QualityReport::Loudness;
    static auto members()
    {
        return std::tuple{member("integrated", &Of::integrated, {.orNull = true}),
                          member("true_peak", &Of::truePeak, {.orNull = true}),
                          member("momentary_max", &Of::momentaryMax, {.orNull = true}),
                          member("short_term_max", &Of::shortTermMax, {.orNull = true}), member("range", &Of::range)};
    }
};
template <>
struct Describe<QualityReport> {
    using Of = QualityReport;
    static auto members()
    {
        return std::tuple{member("schema", &Of::schema),
                          member("duration_ms", &Of::durationMs),
                          member("loudness", &Of::loudness, {.orNull = true}),
                          member("silence", &Of::silence),
                          member("black", &Of::black),
                          member("freeze", &Of::freeze),
                          member("picture_ms", &Of::pictureMs),
                          member("damaged_packets", &Of::damagedPackets)};
    }
};

} // namespace rawi

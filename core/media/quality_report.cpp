#include "core/media/quality_report.h"

#include <QJsonArray>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kSchema = 1;
constexpr qsizetype kMaxSpans = 10'000;

QJsonArray toArray(const QList<QualityReport::Span> &spans)
{
    QJsonArray out;
    for (const QualityReport::Span &span : spans) {
        out.append(QJsonObject{{u"start_ms"_s, span.startMs}, {u"end_ms"_s, span.endMs}});
    }
    return out;
}

QList<QualityReport::Span> spansFrom(const QJsonValue &value)
{
    QList<QualityReport::Span> out;
    const QJsonArray list = value.toArray();
    for (qsizetype i = 0; i < std::min(list.size(), kMaxSpans); ++i) {
        const QJsonObject span = list.at(i).toObject();
        out.append({span.value("start_ms"_L1).toInteger(), span.value("end_ms"_L1).toInteger()});
    }
    return out;
}

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

std::optional<double> number(const QJsonObject &object, const char *name)
{
    const QJsonValue value = object.value(QLatin1StringView(name));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

QJsonObject QualityReport::toJson() const
{
    QJsonValue sound;
    if (loudness) {
        sound = QJsonObject{{u"integrated"_s, orNull(loudness->integrated)},
                            {u"true_peak"_s, orNull(loudness->truePeak)},
                            {u"momentary_max"_s, orNull(loudness->momentaryMax)},
                            {u"short_term_max"_s, orNull(loudness->shortTermMax)},
                            {u"range"_s, loudness->range}};
    }
    return {{u"schema"_s, kSchema},       {u"duration_ms"_s, durationMs},
            {u"loudness"_s, sound},       {u"silence"_s, toArray(silence)},
            {u"black"_s, toArray(black)}, {u"freeze"_s, toArray(freeze)},
            {u"picture_ms"_s, pictureMs}, {u"damaged_packets"_s, damagedPackets}};
}

Result<QualityReport> QualityReport::fromJson(const QJsonObject &object)
{
    if (object.value("schema"_L1).toInt() != kSchema) {
        return Error{ErrorCode::CorruptData, u"report"_s, u"not a quality report of schema 1"_s};
    }
    const auto integer = [&](const char *name) { return object.value(QLatin1StringView(name)).toInteger(); };
    QualityReport out;
    out.durationMs = integer("duration_ms");
    if (object.value("loudness"_L1).isObject()) {
        const QJsonObject sound = object.value("loudness"_L1).toObject();
        out.loudness = Loudness{number(sound, "integrated"), number(sound, "true_peak"), number(sound, "momentary_max"),
                                number(sound, "short_term_max"), number(sound, "range").value_or(0)};
    }
    out.silence = spansFrom(object.value("silence"_L1));
    out.black = spansFrom(object.value("black"_L1));
    out.freeze = spansFrom(object.value("freeze"_L1));
    out.pictureMs = integer("picture_ms");
    out.damagedPackets = integer("damaged_packets");
    return out;
}

} // namespace rawi

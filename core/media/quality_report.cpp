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
        out.append(QJsonObject{{QStringLiteral("start_ms"), span.startMs}, {QStringLiteral("end_ms"), span.endMs}});
    }
    return out;
}

QList<QualityReport::Span> spansFrom(const QJsonValue &value)
{
    QList<QualityReport::Span> out;
    const QJsonArray list = value.toArray();
    for (qsizetype i = 0; i < std::min(list.size(), kMaxSpans); ++i) {
        const QJsonObject span = list.at(i).toObject();
        out.append({span.value(QLatin1StringView("start_ms")).toInteger(),
                    span.value(QLatin1StringView("end_ms")).toInteger()});
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
        sound = QJsonObject{{QStringLiteral("integrated"), orNull(loudness->integrated)},
                            {QStringLiteral("true_peak"), orNull(loudness->truePeak)},
                            {QStringLiteral("momentary_max"), orNull(loudness->momentaryMax)},
                            {QStringLiteral("short_term_max"), orNull(loudness->shortTermMax)},
                            {QStringLiteral("range"), loudness->range}};
    }
    return {{QStringLiteral("schema"), kSchema},
            {QStringLiteral("duration_ms"), durationMs},
            {QStringLiteral("loudness"), sound},
            {QStringLiteral("silence"), toArray(silence)},
            {QStringLiteral("black"), toArray(black)},
            {QStringLiteral("freeze"), toArray(freeze)},
            {QStringLiteral("picture_ms"), pictureMs},
            {QStringLiteral("damaged_packets"), damagedPackets}};
}

Result<QualityReport> QualityReport::fromJson(const QJsonObject &object)
{
    if (object.value(QLatin1StringView("schema")).toInt() != kSchema) {
        return Error{ErrorCode::CorruptData, QStringLiteral("report"), QStringLiteral("not a quality report of schema 1")};
    }
    const auto integer = [&](const char *name) { return object.value(QLatin1StringView(name)).toInteger(); };
    QualityReport out;
    out.durationMs = integer("duration_ms");
    if (object.value(QLatin1StringView("loudness")).isObject()) {
        const QJsonObject sound = object.value(QLatin1StringView("loudness")).toObject();
        out.loudness = Loudness{number(sound, "integrated"), number(sound, "true_peak"), number(sound, "momentary_max"),
                                number(sound, "short_term_max"), number(sound, "range").value_or(0)};
    }
    out.silence = spansFrom(object.value(QLatin1StringView("silence")));
    out.black = spansFrom(object.value(QLatin1StringView("black")));
    out.freeze = spansFrom(object.value(QLatin1StringView("freeze")));
    out.pictureMs = integer("picture_ms");
    out.damagedPackets = integer("damaged_packets");
    return out;
}

} // namespace rawi

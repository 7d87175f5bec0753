#include "core/media/loudness_report.h"

#include <cmath>

namespace rawi {

namespace {

// + 0.0 because jsonb keeps no sign of zero.
double rounded(double value)
{
    return std::round(value * 100) / 100 + 0.0;
}

struct Number {
    const char *name;
    std::optional<double> *value;
    double least;
    double most;
};

Result<void> read(const QJsonObject &object, const Number &number)
{
    const QJsonValue member = object.value(QLatin1StringView(number.name));
    if (member.isUndefined() || member.isNull()) {
        return {};
    }
    const double value = member.toDouble(std::nan(""));
    if (!(value >= number.least && value <= number.most)) {
        return Error{ErrorCode::InvalidArgument, QStringLiteral("loudness.") + QLatin1StringView(number.name),
                     QStringLiteral("expected %1 to %2").arg(number.least).arg(number.most)};
    }
    *number.value = rounded(value);
    return {};
}

} // namespace

QJsonObject LoudnessReport::toJson() const
{
    QJsonObject object{{QStringLiteral("range"), rounded(range)},
                       {QStringLiteral("gain_db"), rounded(gainDb)},
                       {QStringLiteral("limited"), limited},
                       {QStringLiteral("ceiling"), rounded(ceiling)}};
    const auto insert = [&](const char *name, const std::optional<double> &value) {
        if (value && std::isfinite(*value)) {
            object.insert(QLatin1StringView(name), rounded(*value));
        }
    };
    insert("integrated", integrated);
    insert("true_peak", truePeak);
    insert("target", target);
    return object;
}

Result<LoudnessReport> LoudnessReport::fromJson(const QJsonObject &object)
{
    LoudnessReport report;
    std::optional<double> range = report.range;
    std::optional<double> gainDb = report.gainDb;
    std::optional<double> ceiling = report.ceiling;
    const Number numbers[] = {{"integrated", &report.integrated, -200, 50}, {"true_peak", &report.truePeak, -250, 60},
                              {"range", &range, 0, 200},                   {"gain_db", &gainDb, -200, 200},
                              {"target", &report.target, -70, 0},          {"ceiling", &ceiling, -70, 10}};
    qsizetype known = object.contains(QLatin1StringView("limited")) ? 1 : 0;
    for (const Number &one : numbers) {
        RAWI_TRY(read(object, one));
        known += object.contains(QLatin1StringView(one.name)) ? 1 : 0;
    }
    const QJsonValue limited = object.value(QLatin1StringView("limited"));
    if (!limited.isUndefined() && !limited.isBool()) {
        return Error{ErrorCode::InvalidArgument, QStringLiteral("loudness.limited"), QStringLiteral("expected true or false")};
    }
    if (known != object.size()) {
        return Error{ErrorCode::UnknownField, QStringLiteral("loudness"), QStringLiteral("it has a member that is not known")};
    }
    report.range = *range;
    report.gainDb = *gainDb;
    report.ceiling = *ceiling;
    report.limited = limited.toBool();
    return report;
}

} // namespace rawi

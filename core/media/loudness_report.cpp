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
        return Error{ErrorCode::InvalidArgument, u"loudness."_s + QLatin1StringView(number.name),
                     u"expected %1 to %2"_s.arg(number.least).arg(number.most)};
    }
    *number.value = rounded(value);
    return {};
}

} // namespace

QJsonObject LoudnessReport::toJson() const
{
    QJsonObject object{{u"range"_s, rounded(range)},
                       {u"gain_db"_s, rounded(gainDb)},
                       {u"limited"_s, limited},
                       {u"ceiling"_s, rounded(ceiling)}};
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
    qsizetype known = object.contains("limited"_L1) ? 1 : 0;
    for (const Number &one : numbers) {
        RAWI_TRY(read(object, one));
        known += object.contains(QLatin1StringView(one.name)) ? 1 : 0;
    }
    const QJsonValue limited = object.value("limited"_L1);
    if (!limited.isUndefined() && !limited.isBool()) {
        return Error{ErrorCode::InvalidArgument, u"loudness.limited"_s, u"expected true or false"_s};
    }
    if (known != object.size()) {
        return Error{ErrorCode::UnknownField, u"loudness"_s, u"it has a member that is not known"_s};
    }
    report.range = *range;
    report.gainDb = *gainDb;
    report.ceiling = *ceiling;
    report.limited = limited.toBool();
    return report;
}

} // namespace rawi

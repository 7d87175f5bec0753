#include "core/media/loudness_report.h"

#include <cmath>

namespace rawi {

QJsonObject LoudnessReport::toJson() const
{
    return rawi::toJson(*this);
}

Result<LoudnessReport> LoudnessReport::fromJson(const QJsonObject &object)
{
    return parsePlain<LoudnessReport>(object, u"loudness"_s);
}

void LoudnessReport::tidy()
{
    // + 0.0 because jsonb keeps no sign of zero.
    const auto round = [](double &value) { value = std::round(value * 100) / 100 + 0.0; };
    for (double *value : {&range, &gainDb, &ceiling}) {
        round(*value);
    }
    for (std::optional<double> *value : {&integrated, &truePeak, &target}) {
        if (*value && std::isfinite(**value)) {
            round(**value);
        } else {
            value->reset();
        }
    }
}

} // namespace rawi

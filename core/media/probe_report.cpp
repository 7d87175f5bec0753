#include "core/media/probe_report.h"

#include <QRegularExpression>

#include <algorithm>

namespace rawi {

const ProbeStream *ProbeReport::mainPicture() const
{
    const auto found = std::find_if(streams.begin(), streams.end(),
                                    [this](const ProbeStream &one) { return mainVideo >= 0 && one.index == mainVideo; });
    return found == streams.end() ? nullptr : &*found;
}

// The same rule as in resources/sql/0022_places.sql.
bool namesPlace(const QString &tag, const QString &value)
{
    static const QRegularExpression name(u"location|gps|latitude|longitude"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression iso6709(
        u"^[+-][0-9]{2,6}(\\.[0-9]+)?[+-][0-9]{3,7}(\\.[0-9]+)?([+-]|CRS|/|$)"_s);
    return tag.contains(name) || value.contains(iso6709);
}

QJsonObject withoutPlaces(QJsonObject report)
{
    QJsonObject tags = report.value("tags"_L1).toObject();
    const QStringList names = tags.keys();
    for (const QString &tag : names) {
        if (namesPlace(tag, tags.value(tag).toString())) {
            tags.remove(tag);
        }
    }
    if (tags.size() < names.size()) {
        report.insert(u"tags"_s, tags);
        report.insert(u"has_location"_s, true);
    }
    return report;
}

} // namespace rawi

#include "core/media/edit_list.h"

#include "core/rules/plain.h"

#include <algorithm>
#include <cmath>

namespace rawi {

namespace {

QString memberOf(qsizetype range, const char *name)
{
    return u"ranges[%1].%2"_s.arg(range).arg(QLatin1StringView(name));
}

// The form an edit has as JSON.
struct Ranges {
    QList<EditRange> ranges;
};

} // namespace

template <>
struct Describe<EditRange> {
    using Of = EditRange;
    static auto members()
    {
        return std::tuple{member("from_us", &Of::fromUs, {.required = true, .least = 0, .most = kMaxEditUs}),
                          member("to_us", &Of::toUs, {.required = true, .least = 0, .most = kMaxEditUs}),
                          member("asset", &Of::asset, {.whenSet = true})};
    }
};
template <>
struct Describe<Ranges> {
    static auto members() { return std::tuple{member("ranges", &Ranges::ranges, {.required = true})}; }
};

EditList EditList::whole(qint64 durationUs)
{
    return durationUs > 0 ? EditList({{0, durationUs, {}}}) : EditList();
}

QJsonObject EditList::toJson() const
{
    return rawi::toJson(Ranges{m_ranges});
}

Result<EditList> EditList::fromJson(const QJsonObject &object)
{
    RAWI_ASSIGN(Ranges read, parsePlain<Ranges>(object));
    EditList list(std::move(read.ranges));
    RAWI_TRY(list.check());
    return list;
}

Result<void> EditList::check() const
{
    if (m_ranges.isEmpty()) {
        return Error{ErrorCode::InvalidArgument, u"ranges"_s, u"nothing would be left"_s};
    }
    if (m_ranges.size() > kMaxEditRanges) {
        return Error{ErrorCode::TooLarge, u"ranges"_s,
                     u"%1 ranges; an edit may have %2"_s.arg(m_ranges.size()).arg(kMaxEditRanges), SubjectKind::Field};
    }
    for (qsizetype i = 0; i < m_ranges.size(); ++i) {
        const EditRange &range = m_ranges[i];
        if (range.fromUs < 0 || range.toUs > kMaxEditUs) {
            return Error{ErrorCode::InvalidArgument, memberOf(i, range.fromUs < 0 ? "from_us" : "to_us"),
                         u"expected whole microseconds from 0 to %1"_s.arg(kMaxEditUs)};
        }
        if (range.toUs <= range.fromUs) {
            return Error{ErrorCode::InvalidArgument, memberOf(i, "to_us"), u"must be after from_us"_s};
        }
    }
    if (lengthUs() > kMaxEditUs) {
        return Error{ErrorCode::TooLarge, u"ranges"_s, u"together longer than 100 hours"_s, SubjectKind::Field};
    }
    return {};
}

qint64 EditList::lengthUs() const
{
    return startOf(m_ranges.size());
}

qint64 EditList::startOf(qsizetype range) const
{
    qint64 start = 0;
    for (qsizetype i = 0; i < qMin(range, m_ranges.size()); ++i) {
        start += m_ranges[i].lengthUs();
    }
    return start;
}

std::optional<EditList::Place> EditList::placeAt(qint64 editedUs) const
{
    qint64 left = editedUs;
    for (qsizetype i = 0; i < m_ranges.size() && left >= 0; ++i) {
        if (left < m_ranges[i].lengthUs()) {
            return Place{i, m_ranges[i].fromUs + left};
        }
        left -= m_ranges[i].lengthUs();
    }
    return std::nullopt;
}

QList<qint64> EditList::editedTimesOf(qint64 sourceUs, Id<MediaAsset> asset) const
{
    QList<qint64> times;
    qint64 start = 0;
    for (const EditRange &range : m_ranges) {
        if (range.asset == asset && sourceUs >= range.fromUs && sourceUs < range.toUs) {
            times.append(start + sourceUs - range.fromUs);
        }
        start += range.lengthUs();
    }
    return times;
}

EditList EditList::trimmed(qsizetype range, qint64 fromUs, qint64 toUs) const
{
    if (range < 0 || range >= m_ranges.size() || fromUs < 0 || toUs <= fromUs) {
        return *this;
    }
    EditList list = *this;
    list.m_ranges[range].fromUs = fromUs;
    list.m_ranges[range].toUs = toUs;
    return list;
}

EditList EditList::splitAt(qint64 editedUs) const
{
    const std::optional<Place> place = placeAt(editedUs);
    if (!place || place->sourceUs == m_ranges[place->range].fromUs) {
        return *this;
    }
    EditList list = *this;
    EditRange second = m_ranges[place->range];
    second.fromUs = place->sourceUs;
    list.m_ranges[place->range].toUs = place->sourceUs;
    list.m_ranges.insert(place->range + 1, second);
    return list;
}

EditList EditList::without(qint64 fromEditedUs, qint64 toEditedUs) const
{
    const qint64 from = qMax<qint64>(0, fromEditedUs);
    if (toEditedUs <= from) {
        return *this;
    }
    EditList list;
    qint64 start = 0;
    for (const EditRange &range : m_ranges) {
        const qint64 end = start + range.lengthUs();
        if (start < qMin(end, from)) {
            list.m_ranges.append({range.fromUs, range.fromUs + qMin(end, from) - start, range.asset});
        }
        if (qMax(start, toEditedUs) < end) {
            list.m_ranges.append({range.fromUs + qMax(start, toEditedUs) - start, range.toUs, range.asset});
        }
        start = end;
    }
    return list;
}

EditList EditList::keptOnly(qint64 fromEditedUs, qint64 toEditedUs) const
{
    return toEditedUs <= fromEditedUs ? EditList() : without(toEditedUs, lengthUs()).without(0, fromEditedUs);
}

EditList EditList::moved(qsizetype range, qsizetype to) const
{
    if (range < 0 || range >= m_ranges.size()) {
        return *this;
    }
    EditList list = *this;
    list.m_ranges.move(range, qBound<qsizetype>(0, to, m_ranges.size() - 1));
    return list;
}

EditList EditList::inserted(qint64 editedUs, const QList<EditRange> &ranges) const
{
    EditList list = splitAt(editedUs);
    qsizetype index = 0;
    while (index < list.m_ranges.size() && list.startOf(index) < editedUs) {
        ++index;
    }
    for (const EditRange &range : ranges) {
        list.m_ranges.insert(index++, range);
    }
    return list;
}

EditList EditList::merged() const
{
    EditList list;
    for (const EditRange &range : m_ranges) {
        const bool goesOn = !list.isEmpty() && list.m_ranges.last().asset == range.asset
            && list.m_ranges.last().toUs == range.fromUs;
        if (goesOn) {
            list.m_ranges.last().toUs = range.toUs;
        } else {
            list.m_ranges.append(range);
        }
    }
    return list;
}

qint64 nearestFrame(qint64 us, const QList<qint64> &frameTimes)
{
    if (frameTimes.isEmpty()) {
        return us;
    }
    const auto after = std::lower_bound(frameTimes.begin(), frameTimes.end(), us);
    if (after == frameTimes.begin()) {
        return *after;
    }
    if (after == frameTimes.end()) {
        return frameTimes.last();
    }
    const qint64 before = *std::prev(after);
    return us - before <= *after - us ? before : *after;
}

qint64 nearestFrame(qint64 us, FrameRate rate)
{
    if (rate.num <= 0 || rate.den <= 0) {
        return us;
    }
    // In long double, so that no product of a time and a rate runs over; both are far below its 64 bits of mantissa.
    const long double frame = 1'000'000.0L * rate.den / rate.num;
    return qint64(std::llround(std::round(us / frame) * frame));
}

} // namespace rawi

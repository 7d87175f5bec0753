#include "sync-server/jobs/cron_line.h"

#include "core/text/truncate.h"
#include "sync-server/jobs/local_day.h"

#include <algorithm>

namespace rawi::server {

namespace {

constexpr int kLongestText = 200;
constexpr int kFarthestDays = 40 * 366;
constexpr std::array kMonthDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

// What may stand in a field.
struct CronField {
    int place; // 1 to 5
    const char *name;
    int low;
    int high;
    const char *example;
    QStringList names; // of the values from `low` on
};

const std::array<CronField, 5> &cronFields()
{
    static const std::array<CronField, 5> fields{
        CronField{1, "minute", 0, 59, "0, 15,45 or */10", {}},
        CronField{2, "hour", 0, 23, "6, 9-17 or */2", {}},
        CronField{3, "day of the month", 1, 31, "1, 1,15 or *", {}},
        CronField{4, "month", 1, 12, "*, 9 or JAN-MAR",
                  {u"JAN"_s, u"FEB"_s, u"MAR"_s, u"APR"_s, u"MAY"_s, u"JUN"_s, u"JUL"_s, u"AUG"_s, u"SEP"_s, u"OCT"_s, u"NOV"_s,
                   u"DEC"_s}},
        CronField{5, "day of the week", 0, 7, "*, SUN-THU or 5",
                  {u"SUN"_s, u"MON"_s, u"TUE"_s, u"WED"_s, u"THU"_s, u"FRI"_s, u"SAT"_s}}};
    return fields;
}

Error refused(const CronField &field, const QString &part, const QString &why)
{
    return {ErrorCode::InvalidArgument, u"cron"_s,
            u"the %1 (field %2 of 5) says \"%3\": %4; write for example %5"_s.arg(
                QLatin1StringView(field.name)).arg(field.place).arg(part, why, QLatin1StringView(field.example))};
}

Result<int> valueOf(const CronField &field, const QString &part, const QString &text)
{
    if (const qsizetype name = field.names.indexOf(text.toUpper()); name >= 0) {
        return field.low + static_cast<int>(name);
    }
    const bool isNumber = !text.isEmpty() && text.size() <= 2
        && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber) {
        return refused(field, part,
                       text.isEmpty() ? u"a value is missing"_s
                           : field.names.isEmpty() ? u"%1 is no number"_s.arg(text)
                                                   : u"%1 is neither a number nor one of %2"_s.arg(text, field.names.join(u", "_s)));
    }
    const int value = text.toInt();
    if (value < field.low || value > field.high) {
        return refused(field, part, u"%1 is not among %2 to %3"_s.arg(value).arg(field.low).arg(field.high));
    }
    return value;
}

// One part of a list.
Result<void> addPart(const CronField &field, const QString &part, std::bitset<60> &values)
{
    const QStringList halves = part.split(u'/');
    const QString range = halves.first();
    const bool isAny = range == "*"_L1;
    const QStringList ends = range.split(u'-');
    if (halves.size() > 2 || ends.size() > 2) {
        return refused(field, part, u"more than one range or step"_s);
    }
    int low = field.low;
    int high = field.place == 5 ? 6 : field.high;
    if (!isAny) {
        RAWI_ASSIGN(low, valueOf(field, part, ends.first()));
        RAWI_ASSIGN(high, valueOf(field, part, ends.last()));
    }
    int step = 1;
    if (halves.size() == 2) {
        bool isNumber = false;
        step = halves.last().toInt(&isNumber);
        if (!isNumber || step < 1 || step > field.high) {
            return refused(field, part, u"a step is a number from 1 to %1"_s.arg(field.high));
        }
        if (!isAny && ends.size() == 1) {
            return refused(field, part, u"a step needs * or a range before it, as %1-%2/%3"_s.arg(low).arg(field.high).arg(step));
        }
    }
    if (low > high) {
        return refused(field, part, u"the range runs backwards; write it as two, split where the field begins again"_s);
    }
    for (int value = low; value <= high; value += step) {
        values.set(static_cast<size_t>(field.place == 5 ? value % 7 : value));
    }
    return {};
}

Result<std::bitset<60>> valuesOf(const CronField &field, const QString &text)
{
    std::bitset<60> values;
    for (const QString &part : text.split(u',')) {
        RAWI_TRY(addPart(field, part, values));
    }
    return values;
}

template <size_t N>
std::bitset<N> first(const std::bitset<60> &values)
{
    std::bitset<N> some;
    for (size_t i = 0; i < N; ++i) {
        some[i] = values[i];
    }
    return some;
}

} // namespace

Result<CronLine> CronLine::parse(const QString &text)
{
    const QString plain = text.simplified();
    const QStringList parts = plain.split(u' ', Qt::SkipEmptyParts);
    if (parts.size() != 5 || plain.size() > kLongestText) {
        return Error{ErrorCode::InvalidArgument, u"cron"_s,
                     u"%1 fields where five are expected: minute, hour, day of the month, month, day of the week; write for "
                     "example 30 6 * * SUN-THU"_s.arg(parts.size())};
    }
    CronLine line;
    line.m_text = plain;
    std::array<std::bitset<60>, 5> values;
    for (size_t i = 0; i < values.size(); ++i) {
        RAWI_ASSIGN(values[i], valuesOf(cronFields()[i], parts.at(static_cast<qsizetype>(i))));
    }
    line.m_minutes = values[0];
    line.m_hours = first<24>(values[1]);
    line.m_days = first<32>(values[2]);
    line.m_months = first<13>(values[3]);
    line.m_weekdays = first<7>(values[4]);
    line.m_anyDay = parts.at(2).startsWith(u'*');
    line.m_anyWeekday = parts.at(4).startsWith(u'*');
    for (size_t month = 1; line.m_anyWeekday && month <= 12; ++month) {
        for (size_t day = 1; day <= static_cast<size_t>(kMonthDays[month - 1]); ++day) {
            if (line.m_months[month] && line.m_days[day]) {
                return line;
            }
        }
    }
    if (line.m_anyWeekday) {
        return refused(cronFields()[2], parts.at(2), u"no month of \"%1\" has such a day"_s.arg(parts.at(3)));
    }
    return line;
}

bool CronLine::takes(QDate day) const
{
    const bool byDate = m_days[static_cast<size_t>(day.day())];
    const bool byWeekday = m_weekdays[static_cast<size_t>(day.dayOfWeek() % 7)];
    return m_months[static_cast<size_t>(day.month())]
        && (m_anyDay || m_anyWeekday ? byDate && byWeekday : byDate || byWeekday);
}

QList<qint64> CronLine::slotsOf(QDate day, const QTimeZone &zone) const
{
    QList<qint64> found;
    if (!takes(day)) {
        return found;
    }
    const LocalDay local(day, zone);
    const bool isSoOften = m_hours.all();
    for (size_t hour = 0; hour < m_hours.size(); ++hour) {
        for (size_t minute = 0; m_hours[hour] && minute < m_minutes.size(); ++minute) {
            if (m_minutes[minute]) {
                const LocalDay::Moments moments = local.moments(static_cast<int>(hour * 60 + minute));
                found.append(moments.first());
                for (qsizetype again = 1; isSoOften && again < moments.size(); ++again) {
                    found.append(moments.at(again));
                }
            }
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

// Clocks that are set over midnight mix the slots of two days, so the neighbour is asked, too.
std::optional<qint64> CronLine::next(qint64 afterMs, const QTimeZone &zone) const
{
    const auto firstOf = [&](QDate day) -> std::optional<qint64> {
        const QList<qint64> found = slotsOf(day, zone);
        const auto slot = std::upper_bound(found.begin(), found.end(), afterMs);
        return slot == found.end() ? std::optional<qint64>() : *slot;
    };
    const QDate from = localDate(afterMs, zone).addDays(-1);
    for (int i = 0; i < kFarthestDays; ++i) {
        if (const std::optional<qint64> slot = firstOf(from.addDays(i))) {
            const std::optional<qint64> other = firstOf(from.addDays(i + 1));
            return other ? std::min(*slot, *other) : *slot;
        }
    }
    return std::nullopt;
}

std::optional<qint64> CronLine::last(qint64 untilMs, const QTimeZone &zone) const
{
    const auto lastOf = [&](QDate day) -> std::optional<qint64> {
        const QList<qint64> found = slotsOf(day, zone);
        const auto after = std::upper_bound(found.begin(), found.end(), untilMs);
        return after == found.begin() ? std::optional<qint64>() : *std::prev(after);
    };
    const QDate from = localDate(untilMs, zone).addDays(1);
    for (int i = 0; i < kFarthestDays; ++i) {
        if (const std::optional<qint64> slot = lastOf(from.addDays(-i))) {
            const std::optional<qint64> other = lastOf(from.addDays(-i - 1));
            return other ? std::max(*slot, *other) : *slot;
        }
    }
    return std::nullopt;
}

Result<QTimeZone> zoneNamed(const QString &name)
{
    const QByteArray id = name.toUtf8();
    QTimeZone zone(id);
    if (id.size() > 64 || !QTimeZone::isTimeZoneIdAvailable(id) || !zone.isValid()) {
        return Error{ErrorCode::InvalidArgument, u"zone"_s,
                     u"\"%1\" is no zone of this computer's time zone database; write for example Africa/Cairo or UTC"_s.arg(
                         truncated(name, 64))};
    }
    return zone;
}

} // namespace rawi::server

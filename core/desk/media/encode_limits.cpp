#include "core/desk/media/encode_limits.h"

#include <algorithm>

namespace rawi {

namespace {

const QString kTimeForm = u"HH:mm"_s;

Error wrong(const QString &member, const QString &expected)
{
    return {ErrorCode::InvalidArgument, member, expected};
}

Result<void> takeNumber(const QString &name, const QJsonValue &value, int least, int most, int &into)
{
    if (!value.isDouble() || value.toInteger(least - 1) < least || value.toInteger(most + 1) > most) {
        return wrong(name, u"expected a whole number from %1 to %2"_s.arg(least).arg(most));
    }
    into = value.toInt();
    return {};
}

Result<void> takeFlag(const QString &name, const QJsonValue &value, bool &into)
{
    if (!value.isBool()) {
        return wrong(name, u"expected true or false"_s);
    }
    into = value.toBool();
    return {};
}

Result<void> takeTime(const QString &name, const QJsonValue &value, QTime &into)
{
    const QTime time = QTime::fromString(value.toString(), kTimeForm);
    if (!time.isValid()) {
        return wrong(name, u"expected a time of day such as 20:00"_s);
    }
    into = time;
    return {};
}

Result<void> take(EncodeLimits &limits, const QString &name, const QJsonValue &value)
{
    if (name == "jobs_at_once"_L1) {
        return takeNumber(name, value, 1, EncodeLimits::kMostJobs, limits.jobsAtOnce);
    }
    if (name == "only_on_mains"_L1) {
        return takeFlag(name, value, limits.onlyOnMains);
    }
    if (name == "battery_floor"_L1) {
        return takeNumber(name, value, 0, 100, limits.batteryFloor);
    }
    if (name == "windowed"_L1) {
        return takeFlag(name, value, limits.windowed);
    }
    if (name == "from"_L1) {
        return takeTime(name, value, limits.from);
    }
    if (name == "to"_L1) {
        return takeTime(name, value, limits.to);
    }
    if (name == "free_gigabytes"_L1) {
        return takeNumber(name, value, 0, 1'000'000, limits.freeGigabytes);
    }
    if (name == "hardware"_L1) {
        return takeFlag(name, value, limits.hardware);
    }
    if (name == "after"_L1) {
        RAWI_ASSIGN(limits.after, enumFromText<AfterEncodes>(value.toString()));
        return {};
    }
    if (name == "stopped"_L1) {
        return takeFlag(name, value, limits.stopped);
    }
    return Error{ErrorCode::UnknownField, name, u"no such limit"_s};
}

} // namespace

int EncodeLimits::jobsFor(int cores)
{
    return std::clamp(cores / 4, 1, kMostJobs);
}

QJsonObject EncodeLimits::toJson() const
{
    return {{u"jobs_at_once"_s, jobsAtOnce},       {u"only_on_mains"_s, onlyOnMains},
            {u"battery_floor"_s, batteryFloor},    {u"windowed"_s, windowed},
            {u"from"_s, from.toString(kTimeForm)}, {u"to"_s, to.toString(kTimeForm)},
            {u"free_gigabytes"_s, freeGigabytes},  {u"hardware"_s, hardware},
            {u"after"_s, enumText(after)},         {u"stopped"_s, stopped}};
}

Result<EncodeLimits> EncodeLimits::fromJson(const QJsonObject &object)
{
    EncodeLimits limits;
    for (auto it = object.begin(); it != object.end(); ++it) {
        RAWI_TRY(take(limits, it.key(), *it));
    }
    return limits;
}

} // namespace rawi

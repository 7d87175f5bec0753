#include "core/desk/encode_limits.h"

#include <algorithm>

namespace rawi {

namespace {

const QString kTimeForm = QStringLiteral("HH:mm");

Error wrong(const QString &member, const QString &expected)
{
    return {ErrorCode::InvalidArgument, member, expected};
}

Result<void> takeNumber(const QString &name, const QJsonValue &value, int least, int most, int &into)
{
    if (!value.isDouble() || value.toInteger(least - 1) < least || value.toInteger(most + 1) > most) {
        return wrong(name, QStringLiteral("expected a whole number from %1 to %2").arg(least).arg(most));
    }
    into = value.toInt();
    return {};
}

Result<void> takeFlag(const QString &name, const QJsonValue &value, bool &into)
{
    if (!value.isBool()) {
        return wrong(name, QStringLiteral("expected true or false"));
    }
    into = value.toBool();
    return {};
}

Result<void> takeTime(const QString &name, const QJsonValue &value, QTime &into)
{
    const QTime time = QTime::fromString(value.toString(), kTimeForm);
    if (!time.isValid()) {
        return wrong(name, QStringLiteral("expected a time of day such as 20:00"));
    }
    into = time;
    return {};
}

Result<void> take(EncodeLimits &limits, const QString &name, const QJsonValue &value)
{
    if (name == QLatin1StringView("jobs_at_once")) {
        return takeNumber(name, value, 1, EncodeLimits::kMostJobs, limits.jobsAtOnce);
    }
    if (name == QLatin1StringView("only_on_mains")) {
        return takeFlag(name, value, limits.onlyOnMains);
    }
    if (name == QLatin1StringView("battery_floor")) {
        return takeNumber(name, value, 0, 100, limits.batteryFloor);
    }
    if (name == QLatin1StringView("windowed")) {
        return takeFlag(name, value, limits.windowed);
    }
    if (name == QLatin1StringView("from")) {
        return takeTime(name, value, limits.from);
    }
    if (name == QLatin1StringView("to")) {
        return takeTime(name, value, limits.to);
    }
    if (name == QLatin1StringView("free_gigabytes")) {
        return takeNumber(name, value, 0, 1'000'000, limits.freeGigabytes);
    }
    if (name == QLatin1StringView("hardware")) {
        return takeFlag(name, value, limits.hardware);
    }
    if (name == QLatin1StringView("after")) {
        RAWI_ASSIGN(limits.after, enumFromText<AfterEncodes>(value.toString()));
        return {};
    }
    if (name == QLatin1StringView("stopped")) {
        return takeFlag(name, value, limits.stopped);
    }
    return Error{ErrorCode::UnknownField, name, QStringLiteral("no such limit")};
}

} // namespace

int EncodeLimits::jobsFor(int cores)
{
    return std::clamp(cores / 4, 1, kMostJobs);
}

QJsonObject EncodeLimits::toJson() const
{
    return {{QStringLiteral("jobs_at_once"), jobsAtOnce},
            {QStringLiteral("only_on_mains"), onlyOnMains},
            {QStringLiteral("battery_floor"), batteryFloor},
            {QStringLiteral("windowed"), windowed},
            {QStringLiteral("from"), from.toString(kTimeForm)},
            {QStringLiteral("to"), to.toString(kTimeForm)},
            {QStringLiteral("free_gigabytes"), freeGigabytes},
            {QStringLiteral("hardware"), hardware},
            {QStringLiteral("after"), enumText(after)},
            {QStringLiteral("stopped"), stopped}};
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

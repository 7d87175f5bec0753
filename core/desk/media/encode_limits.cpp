#include "core/desk/media/encode_limits.h"

#include "core/rules/plain.h"

#include <algorithm>

namespace rawi {

namespace {

const QString kTimeForm = u"HH:mm"_s;

Result<void> checkTime(const char *member, const QString &text)
{
    return QTime::fromString(text, kTimeForm).isValid()
        ? Result<void>()
        : Error{ErrorCode::InvalidArgument, QLatin1StringView(member), u"expected a time of day such as 20:00"_s};
}

// As they are written: times of day are texts.
struct WrittenLimits : EncodeLimits {
    QString fromText = from.toString(kTimeForm);
    QString toText = to.toString(kTimeForm);

    Result<void> check() const
    {
        RAWI_TRY(checkTime("from", fromText));
        return checkTime("to", toText);
    }
};

} // namespace

template <>
struct Describe<WrittenLimits> {
    using Of = WrittenLimits;
    static auto members()
    {
        return std::tuple{member("jobs_at_once", &Of::jobsAtOnce, {.least = 1, .most = Of::kMostJobs}),
                          member("only_on_mains", &Of::onlyOnMains),
                          member("battery_floor", &Of::batteryFloor, {.least = 0, .most = 100}),
                          member("windowed", &Of::windowed),
                          member("from", &Of::fromText),
                          member("to", &Of::toText),
                          member("free_gigabytes", &Of::freeGigabytes, {.least = 0, .most = 1'000'000}),
                          member("hardware", &Of::hardware),
                          member("after", &Of::after),
                          member("stopped", &Of::stopped)};
    }
};

int EncodeLimits::jobsFor(int cores)
{
    return std::clamp(cores / 4, 1, kMostJobs);
}

QJsonObject EncodeLimits::toJson() const
{
    return rawi::toJson(WrittenLimits{*this});
}

Result<EncodeLimits> EncodeLimits::fromJson(const QJsonObject &object)
{
    RAWI_ASSIGN(WrittenLimits limits, parsePlain<WrittenLimits>(object));
    limits.from = QTime::fromString(limits.fromText, kTimeForm);
    limits.to = QTime::fromString(limits.toText, kTimeForm);
    return EncodeLimits(limits);
}

} // namespace rawi

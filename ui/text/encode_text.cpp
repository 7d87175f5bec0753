#include "ui/text/encode_text.h"

#include "core/text/direction.h"
#include "ui/text/format_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace rawi {

namespace {

struct Encodes {
    Q_DECLARE_TR_FUNCTIONS(rawi::Encodes)
};

QString joined(const QString &one, const QString &other)
{
    return other.isEmpty() ? one : one.isEmpty() ? other : Encodes::tr("%1 · %2", "two facts").arg(one, other);
}

} // namespace

QString encodeHoldText(EncodeHold hold)
{
    switch (hold) {
    case EncodeHold::None:
        return {};
    case EncodeHold::Stopped:
        return Encodes::tr("The queue is paused");
    case EncodeHold::Window:
        return Encodes::tr("Waits for its time of day");
    case EncodeHold::Mains:
        return Encodes::tr("Waits for mains power");
    case EncodeHold::Battery:
        return Encodes::tr("Waits: the battery is low");
    case EncodeHold::DiskSpace:
        return Encodes::tr("Waits: too little free disk space");
    }
    return {};
}

QString encodePriorityText(EncodePriority priority)
{
    switch (priority) {
    case EncodePriority::Low:
        return Encodes::tr("Low", "priority");
    case EncodePriority::Normal:
        return Encodes::tr("Normal", "priority");
    case EncodePriority::High:
        return Encodes::tr("High", "priority");
    }
    return {};
}

QString afterEncodesText(AfterEncodes after)
{
    switch (after) {
    case AfterEncodes::Nothing:
        return Encodes::tr("Do nothing");
    case AfterEncodes::Quit:
        return Encodes::tr("Quit Rawi");
    case AfterEncodes::Sleep:
        return Encodes::tr("Send the computer to sleep");
    }
    return {};
}

QString encodeSpeedText(double rate, double speed)
{
    const QLocale locale;
    const QString frames = rate > 0 ? Encodes::tr("%1 fps").arg(locale.toString(rate, 'f', rate < 10 ? 1 : 0)) : QString();
    const QString times = speed > 0 ? Encodes::tr("%1×").arg(locale.toString(speed, 'f', speed < 10 ? 1 : 0)) : QString();
    return joined(frames, times);
}

QString encodeTotalsText(const EncodeTotals &totals, EncodeHold hold)
{
    if (totals.open == 0) {
        return {};
    }
    const QString jobs = joined(Encodes::tr("%n encodes", nullptr, totals.open), permilleText(totals.permille));
    return joined(jobs, hold != EncodeHold::None ? encodeHoldText(hold) : remainingText(totals.etaMs));
}

} // namespace rawi

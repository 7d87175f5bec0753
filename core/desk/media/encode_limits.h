#pragma once

#include "core/rules/describe.h"

#include <QTime>

namespace rawi {

// What the desk does by itself when the last encode ended.
enum class AfterEncodes { Nothing, Quit, Sleep };

template <>
struct EnumNames<AfterEncodes> {
    static constexpr std::array names{"nothing", "quit", "sleep"};
};

// When this desk may encode, and how much at once. Kept in the profile's settings, never synced.
struct EncodeLimits {
    int jobsAtOnce = 1;         // 1 to kMostJobs
    bool onlyOnMains = false;   // nothing runs on battery
    int batteryFloor = 25;      // percent below which nothing runs on battery; 0 = no floor
    bool windowed = false;      // only between `from` and `to`
    QTime from{20, 0};          // local time of day; a window may pass midnight
    QTime to{7, 0};             // equal to `from`: the whole day
    int freeGigabytes = 2;      // of 10⁹ bytes, that stay free on the disk of the renditions; 0 = no guard
    bool hardware = false;      // encode on the graphics card when one is found that can
    AfterEncodes after = AfterEncodes::Nothing;
    bool stopped = false;       // by the user: the whole queue stands

    static constexpr int kMostJobs = 16;
    static int jobsFor(int cores); // what suits a machine: one ladder keeps about four cores busy

    QJsonObject toJson() const;
    // Errors: InvalidArgument or UnknownField, naming the member. Members that are missing keep their default.
    static Result<EncodeLimits> fromJson(const QJsonObject &object);
    bool operator==(const EncodeLimits &) const = default;
};

} // namespace rawi

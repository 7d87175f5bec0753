#pragma once

#include "core/desk/media/encode_policy.h"

namespace rawi {

// Mains or battery, as Linux tells it (Documentation/ABI/testing/sysfs-class-power). `folder` is
// /sys/class/power_supply; without one, or without a battery of its own, a machine is on mains.
PowerState readPower(const QString &folder);

} // namespace rawi

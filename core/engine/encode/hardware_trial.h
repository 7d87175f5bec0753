#pragma once

#include "core/engine/encode/hardware_encoder.h"

#include <optional>

namespace rawi {

// Whether an encoder works here, found by encoding one frame. Errors: MediaUnsupported and others, saying why not.
Result<void> tryHardware(const HardwareEncoder &encoder);

struct HardwareChoice {
    std::optional<HardwareEncoder> found;
    QString why; // nothing was found: what each one said
};
// The first that works.
HardwareChoice chooseHardware(const QList<HardwareEncoder> &candidates);

} // namespace rawi

#pragma once

#include "core/desk/media/encode_policy.h"

#include <QString>

namespace rawi {

// The words of the encode queue, in the language of the desk.
QString encodeHoldText(EncodeHold hold);             // why nothing runs; empty for None
QString encodePriorityText(EncodePriority priority);
QString afterEncodesText(AfterEncodes after);        // what the desk does then, as a choice
// "48 fps · 1.6×": frames a second, seconds of media a second. Empty when neither is known.
QString encodeSpeedText(double rate, double speed);
// "3 encodes · 42% · 5 min left", or why they wait. Empty when none is open.
QString encodeTotalsText(const EncodeTotals &totals, EncodeHold hold);

} // namespace rawi

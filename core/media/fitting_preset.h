#pragma once

#include "core/media/encode_preset.h"

namespace rawi {

// What to make of a film of width × height pixels (as shown; 0 = unknown) that was asked for in this size. A film is never
// enlarged, so a built-in size that it does not fill would only repeat a smaller one under a name that is not true: the smallest
// of the same kind that it still fits into whole takes its place ("1080p" of a film with 720 lines is "720p"). Any other
// preset is itself.
EncodePreset fittingPreset(const EncodePreset &asked, int width, int height);

// What the rendition of a built-in size really is: "576p" of a "720p" made of a film with 576 lines. `name` as it is when it
// says no size, or the right one.
QString realSizeName(const QString &name, int width, int height);

} // namespace rawi

#pragma once

namespace rawi {

// How much larger than the sizes it was drawn in this program is written: by the system's own font, and never smaller.
double fontScale();
// Another one than the system's; 0 goes back to it. Whoever sets it applies the theme again.
void setFontScale(double scale);
// A size of the drawing, in pixels, at this scale.
int scaledPx(int drawn);

} // namespace rawi

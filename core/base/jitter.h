#pragma once

namespace rawi {

// How long to wait after so many failures, one after another, counted from 1: full jitter over `firstMs` doubled each time, at
// most `longestMs`. Never at once, since what failed just now would fail again: at least a fifth of that.
int fullJitterMs(int failures, int firstMs, int longestMs);

} // namespace rawi

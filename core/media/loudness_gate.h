#pragma once

#include "core/media/loudness_report.h"
#include "core/media/media_asset.h"
#include "core/people/workspace_settings.h"

namespace rawi {

// What a destination asks of a programme's sound.
struct LoudnessTarget {
    double integrated = 0; // LUFS
    double tolerance = 0;  // LU, either way
    double ceiling = 0;    // maximum true peak, dBTP
};

// R128: −23 ±0.2 LU, ≤ −1 dBTP (EBU R 128, with the house's narrower tolerance for files); Podcast: −16 ±1 LU, ≤ −1 dBTP
// (Apple Podcasts' delivery rules); Web: −14 ±1 LU, ≤ −1 dBTP (streaming platforms' playback level). Nothing for Off, Own.
std::optional<LoudnessTarget> loudnessTarget(LoudnessGate gate);
// What a rendition was made for: the destination with that target, or the target itself ±0.2 LU.
LoudnessTarget targetOf(double integrated, double ceiling);
// Silence meets every target.
bool meets(const LoudnessReport &report, const LoudnessTarget &target);

// Whether an item whose main file is `asset` may be published. A named destination needs one rendition that meets it; Own
// needs a report with a target, and every rendition to meet its own. A file without sound meets every gate.
// Errors: LoudnessUnmet, naming the rendition measured last (empty: nothing was measured) and what is asked for.
Result<void> checkLoudness(LoudnessGate gate, const MediaAsset &asset, const QList<MediaVariant> &variants);

} // namespace rawi

#pragma once

#include "core/catalog/series.h"
#include "core/rules/transaction.h"

namespace rawi {

// A series' episodes as they are shown: by (season, sort_key, id).
void sortEpisodes(QList<Episode> &episodes);

// Gives `episode` its key in its season: after the episode `after`, or first when that is null, among
// `siblings` (all episodes of the series, in any order). When there is no room (two equal keys) or the key
// would be long, the season's keys are given out anew, in the same transaction.
// Errors: NotFound when `after` is no episode of this series.
Result<void> placeEpisode(Transaction &transaction, Episode &episode, const QList<Episode> &siblings,
                          const Id<Episode> &after, const QUuid &seed);

} // namespace rawi

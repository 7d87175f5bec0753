#include "core/catalog/episode_order.h"

#include "core/catalog/order_key.h"

#include <algorithm>
#include <tuple>

namespace rawi {

namespace {

Result<void> giveOutAnew(Transaction &transaction, Episode &episode, QList<Episode> season, qsizetype place)
{
    season.insert(place, episode);
    const QList<OrderKey> keys = evenOrderKeys(static_cast<int>(season.size()));
    for (qsizetype i = 0; i < season.size(); ++i) {
        season[i].sortKey = keys[i];
        if (i != place) {
            RAWI_TRY(transaction.put(season[i]));
        }
    }
    episode.sortKey = keys[place];
    return {};
}

} // namespace

void sortEpisodes(QList<Episode> &episodes)
{
    std::sort(episodes.begin(), episodes.end(), [](const Episode &a, const Episode &b) {
        return std::tie(a.seasonNumber, a.sortKey, a.id) < std::tie(b.seasonNumber, b.sortKey, b.id);
    });
}

Result<void> placeEpisode(Transaction &transaction, Episode &episode, const QList<Episode> &siblings,
                          const Id<Episode> &after, const QUuid &seed)
{
    QList<Episode> season = siblings;
    season.removeIf(
        [&](const Episode &one) { return one.seasonNumber != episode.seasonNumber || one.id == episode.id; });
    sortEpisodes(season);
    qsizetype place = 0;
    if (!after.isNull()) {
        const auto is = [&](const Episode &one) { return one.id == after; };
        if (std::none_of(siblings.begin(), siblings.end(), is)) {
            return Error{ErrorCode::NotFound, u"episodes/"_s + after.text(),
                         u"there is no such episode in this series"_s};
        }
        // Moved to another season meanwhile: the end of this one is the nearest there is.
        const auto found = std::find_if(season.begin(), season.end(), is);
        place = found == season.end() ? season.size() : found - season.begin() + 1;
    }
    const OrderKey below = place > 0 ? season[place - 1].sortKey : OrderKey{};
    const OrderKey above = place < season.size() ? season[place].sortKey : OrderKey{};
    if (place > 0 && place < season.size() && !(below < above)) {
        return giveOutAnew(transaction, episode, season, place);
    }
    episode.sortKey = orderKeyBetween(below, above, seed);
    return episode.sortKey.text.size() > kLongOrderKey ? giveOutAnew(transaction, episode, season, place)
                                                       : Result<void>();
}

} // namespace rawi

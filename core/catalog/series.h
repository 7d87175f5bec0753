#pragma once

#include "core/content/content_item.h"

namespace rawi {

struct MediaAsset; // core/media

enum class SeriesStatus { Ongoing, Completed, Hiatus };

template <>
struct EnumNames<SeriesStatus> {
    static constexpr std::array names{"ongoing", "completed", "hiatus"};
};

// A show, a podcast, a documentary series.
struct Series {
    Id<Series> id;
    qint64 rev = 0;
    QString titleAr;
    QString titleEn;
    QString descriptionAr;
    QString descriptionEn;
    SeriesStatus status = SeriesStatus::Ongoing;
    Id<MediaAsset> cover; // a picture of its own (MediaAsset::seriesId), shown by its poster
    Id<Person> createdBy;
    Timestamp createdAt;
    Timestamp updatedAt;
    Id<Scope> scope; // its own id when only its members may know of it and of what hangs on it
    QStringList members; // people's ids; of a restricted series
};

template <>
struct Describe<Series> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "series";
    static Listing listing()
    {
        return {.ordered = {u"title"_s},
                .found = {u"title_ar"_s, u"title_en"_s},
                .read = {u"description_ar"_s, u"description_en"_s}};
    }
    static auto fields()
    {
        return std::tuple{
            field("title_ar", &Series::titleAr, MergePolicy::Words, 300, TextForm::Name),
            field("title_en", &Series::titleEn, MergePolicy::Words, 300, TextForm::Name),
            field("description_ar", &Series::descriptionAr, MergePolicy::Words, 8000),
            field("description_en", &Series::descriptionEn, MergePolicy::Words, 8000),
            field("status", &Series::status, MergePolicy::Replace),
            field("cover", &Series::cover),
            field("created_by", &Series::createdBy),
            field("created_at", &Series::createdAt),
            field("updated_at", &Series::updatedAt),
            field("scope", &Series::scope),
            field("members", &Series::members, MergePolicy::Fixed, 36),
        };
    }
};

inline constexpr int kMostEpisodeNumber = 1'000'000; // of seasons, too

// An item's place in a series. Shown order is (season, sort_key, id); episode numbers are what the
// audience sees and are kept apart from the order, as the specification's sort_order.
struct Episode {
    Id<Episode> id;
    qint64 rev = 0;
    Id<Series> seriesId;
    Id<ContentItem> contentId;
    int seasonNumber = 1;
    int episodeNumber = 0;
    OrderKey sortKey;
    bool isSpecial = false;
    QDate airDate;
    Timestamp createdAt;
    Timestamp updatedAt;
    Id<Scope> scope; // the restricted series it hangs on, if any
};

template <>
struct Describe<Episode> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "episodes";
    static auto fields()
    {
        return std::tuple{
            field("series_id", &Episode::seriesId),
            field("content_id", &Episode::contentId),
            field("season_number", &Episode::seasonNumber, MergePolicy::Replace).within(0, kMostEpisodeNumber),
            field("episode_number", &Episode::episodeNumber, MergePolicy::Replace).within(0, kMostEpisodeNumber),
            field("sort_key", &Episode::sortKey, MergePolicy::Fixed, 200),
            field("is_special", &Episode::isSpecial, MergePolicy::Replace),
            field("air_date", &Episode::airDate, MergePolicy::Replace),
            field("created_at", &Episode::createdAt),
            field("updated_at", &Episode::updatedAt),
            field("scope", &Episode::scope),
        };
    }
};

} // namespace rawi

#pragma once

#include "core/media/media_asset.h"

namespace rawi {

// Captions: with what is heard beside speech, for the hard of hearing. Chapters: a table of contents.
enum class SubtitleKind { Subtitles, Captions, Chapters };

template <>
struct EnumNames<SubtitleKind> {
    static constexpr std::array names{"subtitles", "captions", "chapters"};
};

constexpr int kMaxTrackBody = 1'000'000; // UTF-16 units: a day of talk

// One track of an asset in one language; there is one of each language and kind. Edits merge cue by cue
// (core/subtitles/cue_merge.h): a cue is known by its identifier in the body.
struct SubtitleTrack {
    Id<SubtitleTrack> id;
    qint64 rev = 0;
    Id<MediaAsset> assetId;
    QString language; // BCP 47: "ar", "en-GB"
    SubtitleKind kind = SubtitleKind::Subtitles;
    QString title;
    QString body; // WebVTT, every cue with an identifier of its own
    Id<Person> createdBy;
    Timestamp createdAt;
    Id<Person> updatedBy;
    Timestamp updatedAt;
    Id<Scope> scope; // the restricted series it hangs on, if any
};

template <>
struct Describe<SubtitleTrack> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "subtitle_tracks";
    static auto fields()
    {
        return std::tuple{
            field("asset_id", &SubtitleTrack::assetId),
            field("language", &SubtitleTrack::language, MergePolicy::Fixed, 35, TextForm::Line),
            field("kind", &SubtitleTrack::kind),
            field("title", &SubtitleTrack::title, MergePolicy::Replace, 300, TextForm::Name),
            field("body", &SubtitleTrack::body, MergePolicy::Replace, kMaxTrackBody),
            field("created_by", &SubtitleTrack::createdBy),
            field("created_at", &SubtitleTrack::createdAt),
            field("updated_by", &SubtitleTrack::updatedBy),
            field("updated_at", &SubtitleTrack::updatedAt),
            field("scope", &SubtitleTrack::scope),
        };
    }
};

} // namespace rawi

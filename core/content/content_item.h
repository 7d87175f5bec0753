#pragma once

#include "core/people/person.h"

namespace rawi {

struct MediaAsset; // core/media
struct ContentRevision;

enum class ContentKind { Video, Audio, Article, Image };

template <>
struct EnumNames<ContentKind> {
    static constexpr std::array names{"video", "audio", "article", "image"};
};

// The editorial workflow; which step leads where is content_workflow.h.
enum class ContentState { Draft, InReview, Approved, Published, Archived };

template <>
struct EnumNames<ContentState> {
    static constexpr std::array names{"draft", "in_review", "approved", "published", "archived"};
};

// Which language still has to follow the other (product promise 6).
enum class Parity { InStep, ArabicStale, EnglishStale, BothStale };

template <>
struct EnumNames<Parity> {
    static constexpr std::array names{"in_step", "arabic_stale", "english_stale", "both_stale"};
};

// One piece of content: a video, a podcast, an article, a picture. Its texts and its state are those of the working copy; the
// audience reads the revision `liveRev`, also while changes to it are written and reviewed.
struct ContentItem {
    Id<ContentItem> id;
    qint64 rev = 0;
    ContentKind kind = ContentKind::Video;
    ContentState state = ContentState::Draft;
    Parity parity = Parity::InStep;
    QString titleAr;
    QString titleEn;
    QString summaryAr;
    QString summaryEn;
    QString bodyAr;
    QString bodyEn;
    QStringList tags;
    Id<MediaAsset> mainAsset;
    QString reviewNote; // why a reviewer sent it back
    Id<Person> createdBy;
    Id<Person> updatedBy;
    Timestamp createdAt;
    Timestamp updatedAt;
    Timestamp publishedAt;      // of what the audience reads; not set while it reads nothing
    Timestamp firstPublishedAt; // kept for ever
    Id<ContentRevision> liveRev;     // what the audience reads, if anything
    Id<ContentRevision> approvedRev; // what was approved last
    QString arabicChecked;  // hash of the English that the Arabic was checked against; empty until the first approval
    QString englishChecked; // hash of the Arabic that the English was checked against
    bool trashed = false;
    Id<Scope> scope; // the restricted series it hangs on, if any
};

template <>
struct Describe<ContentItem> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "content_items";
    static Listing listing()
    {
        return {.ordered = {u"title"_s},
                .found = {u"title_ar"_s, u"title_en"_s, u"summary_ar"_s, u"summary_en"_s, u"tags"_s},
                .read = {u"body_ar"_s, u"body_en"_s}};
    }
    static auto fields()
    {
        return std::tuple{
            field("kind", &ContentItem::kind),
            field("state", &ContentItem::state),
            field("parity", &ContentItem::parity),
            field("title_ar", &ContentItem::titleAr, MergePolicy::Words, 300, TextForm::Name),
            field("title_en", &ContentItem::titleEn, MergePolicy::Words, 300, TextForm::Name),
            field("summary_ar", &ContentItem::summaryAr, MergePolicy::Words, 4000),
            field("summary_en", &ContentItem::summaryEn, MergePolicy::Words, 4000),
            field("body_ar", &ContentItem::bodyAr, MergePolicy::Words, 200000),
            field("body_en", &ContentItem::bodyEn, MergePolicy::Words, 200000),
            field("tags", &ContentItem::tags, MergePolicy::Set, 80, TextForm::Name),
            field("main_asset", &ContentItem::mainAsset),
            field("review_note", &ContentItem::reviewNote, MergePolicy::Fixed, 4000),
            field("created_by", &ContentItem::createdBy),
            field("updated_by", &ContentItem::updatedBy),
            field("created_at", &ContentItem::createdAt),
            field("updated_at", &ContentItem::updatedAt),
            field("published_at", &ContentItem::publishedAt),
            field("first_published_at", &ContentItem::firstPublishedAt),
            field("live_rev", &ContentItem::liveRev),
            field("approved_rev", &ContentItem::approvedRev),
            field("arabic_checked", &ContentItem::arabicChecked, MergePolicy::Fixed, 64),
            field("english_checked", &ContentItem::englishChecked, MergePolicy::Fixed, 64),
            field("trashed", &ContentItem::trashed),
            field("scope", &ContentItem::scope),
        };
    }
};

} // namespace rawi

#pragma once

#include "core/people/person.h"

namespace rawi {

struct MediaAsset; // core/media

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
enum class Parity { InStep, ArabicStale, EnglishStale };

template <>
struct EnumNames<Parity> {
    static constexpr std::array names{"in_step", "arabic_stale", "english_stale"};
};

// One piece of content: a video, a podcast, an article, a picture.
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
    Timestamp publishedAt;
    bool trashed = false;
    Id<Scope> scope; // the restricted series it hangs on, if any
};

template <>
struct Describe<ContentItem> {
    static constexpr Reach reach = Reach::Scoped;
    static constexpr const char *name = "content_items";
    static auto fields()
    {
        return std::tuple{
            field("kind", &ContentItem::kind),
            field("state", &ContentItem::state),
            field("parity", &ContentItem::parity),
            field("title_ar", &ContentItem::titleAr, MergePolicy::Words, 300),
            field("title_en", &ContentItem::titleEn, MergePolicy::Words, 300),
            field("summary_ar", &ContentItem::summaryAr, MergePolicy::Words, 4000),
            field("summary_en", &ContentItem::summaryEn, MergePolicy::Words, 4000),
            field("body_ar", &ContentItem::bodyAr, MergePolicy::Words, 200000),
            field("body_en", &ContentItem::bodyEn, MergePolicy::Words, 200000),
            field("tags", &ContentItem::tags, MergePolicy::Set, 80),
            field("main_asset", &ContentItem::mainAsset),
            field("review_note", &ContentItem::reviewNote, MergePolicy::Fixed, 4000),
            field("created_by", &ContentItem::createdBy),
            field("updated_by", &ContentItem::updatedBy),
            field("created_at", &ContentItem::createdAt),
            field("updated_at", &ContentItem::updatedAt),
            field("published_at", &ContentItem::publishedAt),
            field("trashed", &ContentItem::trashed),
            field("scope", &ContentItem::scope),
        };
    }
};

} // namespace rawi

#pragma once

#include "core/media/media_asset.h"
#include "core/people/workspace_settings.h"
#include "core/rules/rule_book.h"

namespace rawi {

// Why an item is not ready to be published.
enum class Unready {
    ChangedSinceApproval, // of an approved one: its texts are not those that were approved
    TitleArMissing,
    TitleEnMissing,
    BodyArMissing,
    BodyEnMissing,
    FileMissing,
    RenditionMissing, // none is on the server
    LoudnessUnmet,
};

template <>
struct EnumNames<Unready> {
    static constexpr std::array names{"changed_since_approval", "title_ar_missing", "title_en_missing",
                                      "body_ar_missing",        "body_en_missing",  "file_missing",
                                      "rendition_missing",      "loudness_unmet"};
};

// What beside the item itself decides on that.
struct PublishFacts {
    std::optional<MediaAsset> asset; // the item's main file
    QList<MediaVariant> variants;    // of it
    LoudnessGate loudness = LoudnessGate::Off;
};

// `store` is whatever finds records: a Transaction, a Replica. Errors: the store's.
template <typename Store>
Result<PublishFacts> publishFacts(Store &store, const ContentItem &item)
{
    PublishFacts facts;
    RAWI_ASSIGN(const std::optional<WorkspaceSettings> settings, store.find(WorkspaceSettings::theId()));
    facts.loudness = settings ? settings->loudnessGate : LoudnessGate::Off;
    RAWI_ASSIGN(facts.asset, store.find(item.mainAsset));
    if (facts.asset) {
        RAWI_ASSIGN(facts.variants, store.template where<MediaVariant>("asset_id", facts.asset->id.text()));
    }
    return facts;
}

// Everything that an item of its kind lacks: every item a title in both languages, an article its text in both, any other
// its file and a rendition of it on the server (of a picture the original will do), and each the loudness that the newsroom
// asks for. Which steps its state allows is content_workflow.h.
QList<Unready> unreadyReasons(const ContentItem &item, const PublishFacts &facts);

// Makes content.publish refuse what is not ready, and media.remove_variant what the audience could not do without. Errors of
// the first: NotReady, naming all reasons ("body_ar_missing, file_missing"); LoudnessUnmet when it is that alone. To be
// called after registerContentRules and registerMediaRules.
void registerPublishGate(RuleBook &book);

} // namespace rawi

#include "core/media/publish_gate.h"

#include "core/content/content_revision.h"
#include "core/media/loudness_gate.h"
#include "core/rules/rule_args.h"
#include "core/text/visible.h"

#include <algorithm>

namespace rawi {

namespace {

bool isBlank(const QString &text)
{
    return !hasVisible(text);
}

bool isPlayable(ContentKind kind, const MediaVariant &variant)
{
    return variant.status == VariantStatus::Completed
        && (variant.type == VariantType::Rendition
            || (kind == ContentKind::Image && variant.type == VariantType::Original));
}

bool needsFile(ContentKind kind)
{
    return kind != ContentKind::Article;
}

bool hasPlayable(ContentKind kind, const QList<MediaVariant> &variants)
{
    return std::any_of(variants.begin(), variants.end(), [&](const MediaVariant &one) { return isPlayable(kind, one); });
}

Result<void> checkReady(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const ContentItem item, transaction.get(idFrom<ContentItem>(command.args)));
    RAWI_ASSIGN(const PublishFacts facts, publishFacts(transaction, item));
    const QList<Unready> reasons = unreadyReasons(item, facts);
    if (reasons == QList{Unready::LoudnessUnmet}) {
        return checkLoudness(facts.loudness, *facts.asset, facts.variants);
    }
    QStringList names;
    for (const Unready reason : reasons) {
        names.append(enumText(reason));
    }
    return names.isEmpty() ? Result<void>()
                           : Error{ErrorCode::NotReady, names.join(u", "_s), u"the item is not ready to be published"_s};
}

// Whether the audience can do without a variant that is no longer there.
Result<void> checkPlayableWithout(Transaction &transaction, const MediaVariant &removed)
{
    RAWI_ASSIGN(const std::optional<MediaAsset> asset, transaction.find(removed.assetId));
    RAWI_ASSIGN(const std::optional<ContentItem> item,
                transaction.find(asset ? asset->contentId : Id<ContentItem>()));
    if (!item || item->liveRev.isNull() || item->mainAsset != removed.assetId || !needsFile(item->kind)
        || !isPlayable(item->kind, removed)) {
        return {};
    }
    RAWI_ASSIGN(const QList<MediaVariant> left, transaction.where<MediaVariant>("asset_id", asset->id.text()));
    return hasPlayable(item->kind, left)
        ? Result<void>()
        : Error{ErrorCode::StateConflict, enumText(ContentState::Published), u"allowed: unpublish"_s};
}

// Nobody takes the last rendition from under the audience: the item is unpublished first.
Result<void> checkStaysPlayable(Transaction &transaction, const Command &)
{
    const QList<RowChange> changes = transaction.changes();
    for (const RowChange &change : changes) {
        if (change.removed() && change.type->name == recordInfo<MediaVariant>().name) {
            RAWI_TRY(checkPlayableWithout(transaction, fromJson<MediaVariant>(change.before)));
        }
    }
    return {};
}

} // namespace

QList<Unready> unreadyReasons(const ContentItem &item, const PublishFacts &facts)
{
    QList<Unready> reasons;
    const auto lacks = [&](bool missing, Unready reason) {
        if (missing) {
            reasons.append(reason);
        }
    };
    const bool approved = item.state == ContentState::Approved || item.state == ContentState::Published;
    lacks(approved && item.approvedRev != revisionOf(item), Unready::ChangedSinceApproval);
    lacks(isBlank(item.titleAr), Unready::TitleArMissing);
    lacks(isBlank(item.titleEn), Unready::TitleEnMissing);
    if (item.kind == ContentKind::Article) {
        lacks(isBlank(item.bodyAr), Unready::BodyArMissing);
        lacks(isBlank(item.bodyEn), Unready::BodyEnMissing);
    }
    if (needsFile(item.kind)) {
        lacks(!facts.asset, Unready::FileMissing);
        lacks(!hasPlayable(item.kind, facts.variants), Unready::RenditionMissing);
    }
    lacks(facts.asset && !checkLoudness(facts.loudness, *facts.asset, facts.variants).ok(), Unready::LoudnessUnmet);
    return reasons;
}

void registerPublishGate(RuleBook &book)
{
    book.addCondition(u"content.publish"_s, checkReady);
    book.addCondition(u"media.remove_variant"_s, checkStaysPlayable);
}

} // namespace rawi

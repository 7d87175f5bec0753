#include "core/media/media_rules.h"

#include "core/media/loudness_report.h"
#include "core/media/media_asset.h"
#include "core/rules/rule_args.h"

#include <algorithm>

namespace rawi {

namespace {

// Empty or 64 lower-case hexadecimal digits; no size, length or dimension below zero.
Result<void> checkMeasures(const QJsonObject &args)
{
    const QString hash = args.value("sha256"_L1).toString();
    const bool isHash = hash.size() == 64 && std::all_of(hash.begin(), hash.end(), [](QChar one) {
                            return (one >= QLatin1Char('0') && one <= QLatin1Char('9'))
                                || (one >= QLatin1Char('a') && one <= QLatin1Char('f'));
                        });
    if (!hash.isEmpty() && !isHash) {
        return Error{ErrorCode::InvalidArgument, u"sha256"_s, u"expected 64 lower-case hexadecimal digits"_s};
    }
    for (auto it = args.begin(); it != args.end(); ++it) {
        if (it->isDouble() && it->toDouble() < 0) {
            return Error{ErrorCode::InvalidArgument, it.key(), u"must not be negative"_s};
        }
    }
    return {};
}

Result<QJsonObject> addAsset(Transaction &transaction, const Command &command)
{
    RAWI_TRY(checkMeasures(command.args));
    RAWI_ASSIGN(ContentItem item, transaction.get(idFrom<ContentItem>(command.args, "content_id")));
    MediaAsset asset = withArgs(MediaAsset{}, command.args);
    RAWI_ASSIGN(asset.id, newId<MediaAsset>(transaction, command.args));
    asset.createdBy = transaction.actor().id;
    asset.createdAt = transaction.now();
    asset.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(asset));
    if (item.mainAsset.isNull()) {
        item.mainAsset = asset.id;
        item.updatedBy = transaction.actor().id;
        item.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(item));
    }
    return idResult(asset.id.uuid());
}

Result<QJsonObject> setHash(Transaction &transaction, const Command &command)
{
    RAWI_TRY(checkMeasures(command.args));
    RAWI_ASSIGN(const MediaAsset before, transaction.get(idFrom<MediaAsset>(command.args)));
    MediaAsset asset = withArgs(before, command.args);
    if (asset.sha256 != before.sha256) {
        asset.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(asset));
    }
    return idResult(asset.id.uuid());
}

// Whether `told` says nothing new of a variant.
bool isSame(const MediaVariant &known, const MediaVariant &told)
{
    return known.type == told.type && !known.sha256.isEmpty() && known.sha256 == told.sha256
        && known.fileSize == told.fileSize && (told.loudness.isEmpty() || known.loudness == told.loudness);
}

// The same bytes again keep their record; others replace it.
Result<Id<MediaVariant>> announce(Transaction &transaction, const QHash<QString, MediaVariant> &siblings,
                                  MediaVariant variant, const QUuid &freshId)
{
    if (!variant.loudness.isEmpty()) {
        RAWI_ASSIGN(const LoudnessReport report, LoudnessReport::fromJson(variant.loudness));
        variant.loudness = report.toJson();
    }
    if (const auto sibling = siblings.constFind(variant.name); sibling != siblings.cend()) {
        if (isSame(*sibling, variant) && (variant.id.isNull() || variant.id == sibling->id)) {
            if (sibling->status == VariantStatus::Failed) {
                MediaVariant again = *sibling;
                again.status = VariantStatus::Pending;
                again.updatedAt = transaction.now();
                RAWI_TRY(transaction.put(again));
            }
            return sibling->id;
        }
        RAWI_TRY(transaction.remove(sibling->id));
    }
    variant.id = Id<MediaVariant>(freshId);
    variant.status = VariantStatus::Pending;
    variant.createdAt = transaction.now();
    variant.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(variant));
    return variant.id;
}

Result<QHash<QString, MediaVariant>> variantsOf(Transaction &transaction, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const QList<MediaVariant> variants, transaction.where<MediaVariant>("asset_id", asset.text()));
    QHash<QString, MediaVariant> byName;
    for (const MediaVariant &one : variants) {
        byName.insert(one.name, one);
    }
    return byName;
}

Result<QJsonObject> addVariant(Transaction &transaction, const Command &command)
{
    RAWI_TRY(checkMeasures(command.args));
    RAWI_ASSIGN(const MediaAsset asset, transaction.get(idFrom<MediaAsset>(command.args, "asset_id")));
    RAWI_ASSIGN(const auto siblings, variantsOf(transaction, asset.id));
    MediaVariant variant = withArgs(MediaVariant{}, command.args);
    variant.id = idFrom<MediaVariant>(command.args);
    const auto sibling = siblings.constFind(variant.name);
    const bool known = sibling != siblings.cend() && sibling->id == variant.id;
    QUuid fresh = variant.id.uuid();
    if (!known) { // an id that another record has is refused before anything is written
        RAWI_ASSIGN(const Id<MediaVariant> id, newId<MediaVariant>(transaction, command.args));
        fresh = id.uuid();
    }
    RAWI_ASSIGN(const Id<MediaVariant> id, announce(transaction, siblings, variant, fresh));
    return idResult(id.uuid());
}

// {name: {described fields}}, all at once: what a manifest announces.
Result<QJsonObject> announceVariants(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const MediaAsset asset, transaction.get(idFrom<MediaAsset>(command.args, "asset_id")));
    RAWI_ASSIGN(const auto siblings, variantsOf(transaction, asset.id));
    const QJsonObject wanted = command.args.value("variants"_L1).toObject();
    QJsonObject ids;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        QJsonObject row = it->toObject();
        row.insert(u"name"_s, it.key());
        RAWI_TRY(checkRow(recordInfo<MediaVariant>(), row));
        RAWI_TRY(checkMeasures(row));
        MediaVariant variant = withArgs(MediaVariant{}, row);
        variant.assetId = asset.id;
        RAWI_ASSIGN(
            const Id<MediaVariant> id,
            announce(transaction, siblings, variant, transaction.derivedId(u"media_variants/"_s + it.key())));
        ids.insert(it.key(), id.text());
    }
    return QJsonObject{{u"id"_s, asset.id.text()}, {u"variants"_s, ids}};
}

// {variant id: {"sha256", "file_size"}}: all of them or none.
Result<QJsonObject> publishVariants(Transaction &transaction, const Command &command)
{
    const auto assetId = idFrom<MediaAsset>(command.args, "asset_id");
    const QJsonObject stored = command.args.value("variants"_L1).toObject();
    for (auto it = stored.begin(); it != stored.end(); ++it) {
        const QJsonObject measures = it->toObject();
        RAWI_TRY(checkMeasures(measures));
        RAWI_ASSIGN(const MediaVariant before, transaction.get(Id<MediaVariant>::fromText(it.key())));
        if (before.assetId != assetId) {
            return Error{ErrorCode::InvalidArgument, before.name, u"a variant of another asset"_s};
        }
        MediaVariant variant = before;
        variant.sha256 = measures.value("sha256"_L1).toString();
        variant.fileSize = measures.value("file_size"_L1).toInteger();
        if (!before.sha256.isEmpty() && before.sha256 != variant.sha256) {
            return Error{ErrorCode::ChecksumMismatch, before.name,
                         u"announced %1, stored %2"_s.arg(before.sha256, variant.sha256)};
        }
        variant.status = VariantStatus::Completed;
        if (toJson(variant) != toJson(before)) {
            variant.updatedAt = transaction.now();
            RAWI_TRY(transaction.put(variant));
        }
    }
    return idResult(assetId.uuid());
}

Result<QJsonObject> refuseVariant(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(MediaVariant variant, transaction.get(idFrom<MediaVariant>(command.args)));
    if (variant.status == VariantStatus::Pending) {
        variant.status = VariantStatus::Failed;
        variant.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(variant));
    }
    return idResult(variant.id.uuid());
}

Result<QJsonObject> removeVariant(Transaction &transaction, const Command &command)
{
    const auto id = idFrom<MediaVariant>(command.args);
    RAWI_TRY(transaction.remove(id));
    return idResult(id.uuid());
}

void addVariantRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<MediaVariant>();
    book.addRule({u"media.add_variant"_s,
                  Role::Editor,
                  argsFrom(type,
                           {"id", "asset_id", "type", "name", "content_type", "file_size", "sha256", "width",
                            "height", "duration_ms", "loudness"}),
                  {u"asset_id"_s, u"type"_s, u"name"_s},
                  touchesOne(recordInfo<MediaAsset>(), "asset_id"),
                  addVariant});
    const auto touchesVariants = [name = type.name](const QJsonObject &args) {
        QList<RowKey> rows;
        for (const QString &id : args.value("variants"_L1).toObject().keys()) {
            if (const QUuid variant = uuidFromText(id); !variant.isNull()) {
                rows.append({name, variant});
            }
        }
        return rows;
    };
    const FieldInfo variants{u"variants"_s, FieldKind::Json, MergePolicy::Fixed, 0, {}};
    book.addRule({u"media.announce_variants"_s,
                  Role::Editor,
                  {idArg("asset_id"), variants},
                  {u"asset_id"_s, u"variants"_s},
                  touchesOne(recordInfo<MediaAsset>(), "asset_id"),
                  announceVariants});
    book.addRule({u"media.publish_variants"_s,
                  Role::Admin,
                  {idArg("asset_id"), variants},
                  {u"asset_id"_s, u"variants"_s},
                  touchesVariants,
                  publishVariants});
    book.addRule(
        {u"media.refuse_variant"_s, Role::Admin, {idArg()}, {u"id"_s}, touchesOne(type), refuseVariant});
    book.addRule(
        {u"media.remove_variant"_s, Role::Editor, {idArg()}, {u"id"_s}, touchesOne(type), removeVariant});
}

} // namespace

void registerMediaRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<MediaAsset>();
    book.addType(type);
    book.addType(recordInfo<MediaVariant>());
    book.addRule({u"media.add_asset"_s,
                  Role::Editor,
                  argsFrom(type,
                           {"id", "content_id", "original_filename", "content_type", "file_size", "sha256",
                            "duration_ms", "width", "height", "metadata"}),
                  {u"content_id"_s, u"original_filename"_s},
                  touchesOne(recordInfo<ContentItem>(), "content_id"),
                  addAsset});
    book.addRule({u"media.set_hash"_s,
                  Role::Editor,
                  argsFrom(type, {"id", "sha256"}),
                  {u"id"_s, u"sha256"_s},
                  touchesOne(type),
                  setHash});
    addVariantRules(book);
}

} // namespace rawi

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
    const QString hash = args.value(QLatin1StringView("sha256")).toString();
    const bool isHash = hash.size() == 64 && std::all_of(hash.begin(), hash.end(), [](QChar one) {
                            return (one >= QLatin1Char('0') && one <= QLatin1Char('9'))
                                || (one >= QLatin1Char('a') && one <= QLatin1Char('f'));
                        });
    if (!hash.isEmpty() && !isHash) {
        return Error{ErrorCode::InvalidArgument, QStringLiteral("sha256"),
                     QStringLiteral("expected 64 lower-case hexadecimal digits")};
    }
    for (auto it = args.begin(); it != args.end(); ++it) {
        if (it->isDouble() && it->toDouble() < 0) {
            return Error{ErrorCode::InvalidArgument, it.key(), QStringLiteral("must not be negative")};
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

bool sameBytes(const MediaVariant &one, const MediaVariant &other)
{
    return one.type == other.type && !one.sha256.isEmpty() && one.sha256 == other.sha256
        && one.fileSize == other.fileSize && one.loudness == other.loudness;
}

Result<QJsonObject> addVariant(Transaction &transaction, const Command &command)
{
    RAWI_TRY(checkMeasures(command.args));
    RAWI_ASSIGN(const MediaAsset asset, transaction.get(idFrom<MediaAsset>(command.args, "asset_id")));
    MediaVariant variant = withArgs(MediaVariant{}, command.args);
    variant.id = idFrom<MediaVariant>(command.args);
    if (!variant.loudness.isEmpty()) {
        RAWI_ASSIGN(const LoudnessReport report, LoudnessReport::fromJson(variant.loudness));
        variant.loudness = report.toJson();
    }
    RAWI_ASSIGN(const QList<MediaVariant> siblings,
                transaction.where<MediaVariant>("asset_id", asset.id.text()));
    for (const MediaVariant &sibling : siblings) {
        if (sibling.name != variant.name) {
            continue;
        }
        if (sameBytes(sibling, variant) && (variant.id.isNull() || variant.id == sibling.id)) {
            return idResult(sibling.id.uuid());
        }
        RAWI_TRY(transaction.remove(sibling.id));
    }
    RAWI_ASSIGN(variant.id, newId<MediaVariant>(transaction, command.args));
    variant.status = VariantStatus::Pending;
    variant.createdAt = transaction.now();
    variant.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(variant));
    return idResult(variant.id.uuid());
}

Result<QJsonObject> variantStored(Transaction &transaction, const Command &command)
{
    RAWI_TRY(checkMeasures(command.args));
    RAWI_ASSIGN(const MediaVariant before, transaction.get(idFrom<MediaVariant>(command.args)));
    MediaVariant variant = withArgs(before, command.args);
    if (!before.sha256.isEmpty() && before.sha256 != variant.sha256) {
        return Error{ErrorCode::ChecksumMismatch, before.name,
                     QStringLiteral("announced %1, stored %2").arg(before.sha256, variant.sha256)};
    }
    variant.status = VariantStatus::Completed;
    if (toJson(variant) != toJson(before)) {
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
    book.addRule({QStringLiteral("media.add_variant"),
                  Role::Editor,
                  argsFrom(type,
                           {"id", "asset_id", "type", "name", "content_type", "file_size", "sha256", "width",
                            "height", "duration_ms", "loudness"}),
                  {QStringLiteral("asset_id"), QStringLiteral("type"), QStringLiteral("name")},
                  touchesOne(recordInfo<MediaAsset>(), "asset_id"),
                  addVariant});
    book.addRule({QStringLiteral("media.variant_stored"),
                  Role::Admin,
                  argsFrom(type, {"id", "sha256", "file_size"}),
                  {QStringLiteral("id"), QStringLiteral("sha256"), QStringLiteral("file_size")},
                  touchesOne(type),
                  variantStored});
    book.addRule({QStringLiteral("media.remove_variant"),
                  Role::Editor,
                  {idArg()},
                  {QStringLiteral("id")},
                  touchesOne(type),
                  removeVariant});
}

} // namespace

void registerMediaRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<MediaAsset>();
    book.addType(type);
    book.addType(recordInfo<MediaVariant>());
    book.addRule({QStringLiteral("media.add_asset"),
                  Role::Editor,
                  argsFrom(type,
                           {"id", "content_id", "original_filename", "content_type", "file_size", "sha256",
                            "duration_ms", "width", "height", "metadata"}),
                  {QStringLiteral("content_id"), QStringLiteral("original_filename")},
                  touchesOne(recordInfo<ContentItem>(), "content_id"),
                  addAsset});
    book.addRule({QStringLiteral("media.set_hash"),
                  Role::Editor,
                  argsFrom(type, {"id", "sha256"}),
                  {QStringLiteral("id"), QStringLiteral("sha256")},
                  touchesOne(type),
                  setHash});
    addVariantRules(book);
}

} // namespace rawi

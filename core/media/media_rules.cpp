#include "core/media/media_rules.h"

#include "core/media/stored_file.h"
#include "core/media/loudness_report.h"
#include "core/media/media_asset.h"
#include "core/media/probe_report.h"
#include "core/media/request_rules.h"
#include "core/rules/rule_args.h"

#include <algorithm>

namespace rawi {

namespace {

// A hash is empty or 64 lower-case hexadecimal digits; a type one that is stored; no size, length or dimension below zero.
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
    if (const QString type = args.value("content_type"_L1).toString(); !isStoredType(type)) {
        return Error{ErrorCode::UnsupportedMediaType, u"content_type"_s,
                     u"%1 is neither film, sound, picture nor a text that belongs to one"_s.arg(type), SubjectKind::Field};
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
    asset.metadata = withoutPlaces(asset.metadata); // an older desk's worker wrote them down
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

// The length of a file whose container does not say it, once it was read through. What is known stays.
Result<QJsonObject> setDuration(Transaction &transaction, const Command &command)
{
    RAWI_TRY(checkMeasures(command.args));
    RAWI_ASSIGN(MediaAsset asset, transaction.get(idFrom<MediaAsset>(command.args)));
    if (asset.durationMs == 0) {
        asset = withArgs(asset, command.args);
        asset.metadata.insert(u"duration_ms"_s, asset.durationMs);
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

// The files of one name: what the audience has, and what is to replace it once its bytes are on the server.
struct SameName {
    std::optional<MediaVariant> live; // Completed
    std::optional<MediaVariant> next; // Pending or Failed
};

Result<QHash<QString, SameName>> variantsOf(Transaction &transaction, const Id<MediaAsset> &asset)
{
    RAWI_ASSIGN(const QList<MediaVariant> variants, transaction.where<MediaVariant>("asset_id", asset.text()));
    QHash<QString, SameName> byName;
    for (const MediaVariant &one : variants) {
        SameName &same = byName[one.name];
        (one.status == VariantStatus::Completed ? same.live : same.next) = one;
    }
    return byName;
}

// The record that has these bytes already: no other is made, and what was to replace the live one no longer is.
Result<Id<MediaVariant>> announceAgain(Transaction &transaction, const SameName &same, MediaVariant known)
{
    if (known.status == VariantStatus::Failed) {
        known.status = VariantStatus::Pending;
        known.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(known));
    }
    if (same.next && same.next->id != known.id) {
        RAWI_TRY(transaction.remove(same.next->id));
    }
    return known.id;
}

// The same bytes again keep their record; others replace what waits, and what the audience has only when they are there.
Result<Id<MediaVariant>> announce(Transaction &transaction, const SameName &same, MediaVariant variant, const QUuid &freshId)
{
    if (!variant.loudness.isEmpty()) {
        RAWI_ASSIGN(const LoudnessReport report, LoudnessReport::fromJson(variant.loudness));
        variant.loudness = report.toJson();
    }
    for (const std::optional<MediaVariant> &known : {same.live, same.next}) {
        if (known && isSame(*known, variant) && (variant.id.isNull() || variant.id == known->id)) {
            return announceAgain(transaction, same, *known);
        }
    }
    if (same.live && same.live->type == VariantType::Rendition && variant.type != VariantType::Rendition) {
        return Error{ErrorCode::InvalidArgument, u"type"_s, u"%1 is a rendition that people see"_s.arg(variant.name)};
    }
    if (same.live && same.live->id.uuid() == freshId) { // a record is either what is live or what comes after it
        return Error{ErrorCode::AlreadyExists, same.live->id.text(), u"announce other bytes under another id"_s};
    }
    if (same.next) {
        RAWI_TRY(transaction.remove(same.next->id));
    }
    variant.id = Id<MediaVariant>(freshId);
    variant.status = VariantStatus::Pending;
    variant.createdAt = transaction.now();
    variant.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(variant));
    return variant.id;
}

Result<void> checkVariant(const QJsonObject &args)
{
    if (!isVariantName(args.value("name"_L1).toString())) {
        return Error{ErrorCode::InvalidArgument, u"name"_s, u"expected 1 to 64 letters, digits, '.', '-' and '_'"_s};
    }
    return checkMeasures(args);
}

Result<QJsonObject> addVariant(Transaction &transaction, const Command &command)
{
    RAWI_TRY(checkVariant(command.args));
    RAWI_ASSIGN(const MediaAsset asset, transaction.get(idFrom<MediaAsset>(command.args, "asset_id")));
    RAWI_ASSIGN(const auto siblings, variantsOf(transaction, asset.id));
    MediaVariant variant = withArgs(MediaVariant{}, command.args);
    variant.id = idFrom<MediaVariant>(command.args);
    const SameName same = siblings.value(variant.name);
    const auto is = [&](const std::optional<MediaVariant> &one) { return one && one->id == variant.id; };
    QUuid fresh = variant.id.uuid();
    if (!is(same.live) && !is(same.next)) { // an id that another record has is refused before anything is written
        RAWI_ASSIGN(const Id<MediaVariant> id, newId<MediaVariant>(transaction, command.args));
        fresh = id.uuid();
    }
    RAWI_ASSIGN(const Id<MediaVariant> id, announce(transaction, same, variant, fresh));
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
        RAWI_TRY(checkVariant(row));
        MediaVariant variant = withArgs(MediaVariant{}, row);
        variant.assetId = asset.id;
        RAWI_ASSIGN(
            const Id<MediaVariant> id,
            announce(transaction, siblings.value(it.key()), variant,
                     transaction.derivedId(u"media_variants/"_s + it.key())));
        ids.insert(it.key(), id.text());
    }
    return QJsonObject{{u"id"_s, asset.id.text()}, {u"variants"_s, ids}};
}

// {variant id: {"sha256", "file_size"}}: all of them or none.
Result<QJsonObject> publishVariants(Transaction &transaction, const Command &command)
{
    const auto assetId = idFrom<MediaAsset>(command.args, "asset_id");
    const QJsonObject stored = command.args.value("variants"_L1).toObject();
    RAWI_ASSIGN(const auto siblings, variantsOf(transaction, assetId));
    bool news = false;
    bool original = false;
    for (auto it = stored.begin(); it != stored.end(); ++it) {
        const QJsonObject measures = it->toObject();
        RAWI_TRY(checkMeasures(measures));
        RAWI_ASSIGN(const MediaVariant before, transaction.get(Id<MediaVariant>::fromText(it.key())));
        if (before.assetId != assetId) {
            return Error{ErrorCode::InvalidArgument, before.name, u"a variant of another asset"_s, SubjectKind::Name};
        }
        MediaVariant variant = before;
        variant.sha256 = measures.value("sha256"_L1).toString();
        variant.fileSize = measures.value("file_size"_L1).toInteger();
        if (!before.sha256.isEmpty() && before.sha256 != variant.sha256) {
            return Error{ErrorCode::ChecksumMismatch, before.name,
                         u"announced %1, stored %2"_s.arg(before.sha256, variant.sha256), SubjectKind::Name};
        }
        variant.status = VariantStatus::Completed;
        original = original || variant.type == VariantType::Original;
        if (toJson(variant) != toJson(before)) {
            if (const SameName same = siblings.value(variant.name); same.live && same.live->id != variant.id) {
                RAWI_TRY(transaction.remove(same.live->id)); // the audience has its successor from this commit on
            }
            variant.updatedAt = transaction.now();
            RAWI_TRY(transaction.put(variant));
            news = true;
        }
    }
    if (original) {
        RAWI_TRY(closeRequests(transaction, assetId.uuid()));
    }
    if (news) {
        transaction.tell({u"media.processed"_s,
                          recordInfo<MediaAsset>().name,
                          assetId.uuid(),
                          {{u"variants"_s, QJsonArray::fromStringList(stored.keys())}}});
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

void addMediaRights(RuleBook &book)
{
    book.addRights(
        {{u"media.add_asset"_s, u"إضافة ملفات"_s, u"Add files"_s, kEditors},
         {u"media.set_hash"_s, u"تثبيت بصمة ملف"_s, u"Say what a file's content is"_s, kEditors},
         {u"media.add_variant"_s, u"إضافة نسخة من ملف"_s, u"Add a version of a file"_s, kEditors},
         {u"media.announce_variants"_s, u"الإعلان عن نسخ ملف"_s, u"Announce versions of a file"_s, kEditors},
         {u"media.remove_variant"_s, u"حذف نسخة من ملف"_s, u"Remove a version of a file"_s, kEditors},
         {u"media.publish_variants"_s, u"نشر نسخ ملف"_s, u"Publish versions of a file"_s, kNobody},
         {u"media.refuse_variant"_s, u"رفض نسخة من ملف"_s, u"Refuse a version of a file"_s, kNobody},
         {u"media.upload"_s, u"رفع ملفات"_s, u"Upload files"_s, kEditors},
         {u"media.manage_uploads"_s, u"إدارة ما يرفعه الآخرون"_s, u"Manage others' uploads"_s,
          kAdministrators},
         {u"media.transcode"_s, u"الترميز على الخادم"_s, u"Encode on the server"_s, kEditors},
         {u"media.analyze"_s, u"فحص ملفات على الخادم"_s, u"Measure files on the server"_s, kEditors},
         {u"media.cancel_job"_s, u"إلغاء مهامه على الخادم"_s, u"Cancel one's own jobs on the server"_s,
          kEditors},
         {u"media.cancel_any_job"_s, u"إلغاء مهام الآخرين على الخادم"_s,
          u"Cancel others' jobs on the server"_s, kManagingEditors}});
}

void addVariantRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<MediaVariant>();
    book.addRule({.name = u"media.add_variant"_s,
                  .args = argsFrom(type,
                                   {"id", "asset_id", "type", "name", "content_type", "file_size", "sha256",
                                    "width", "height", "duration_ms", "loudness"}),
                  .required = {u"asset_id"_s, u"type"_s, u"name"_s},
                  .touches = touchesOne(recordInfo<MediaAsset>(), "asset_id"),
                  .apply = addVariant});
    const auto touchesVariants = [name = type.name](const QJsonObject &args) {
        QList<RowKey> rows = touchesOne(recordInfo<MediaAsset>(), "asset_id")(args);
        for (const QString &id : args.value("variants"_L1).toObject().keys()) {
            if (const QUuid variant = uuidFromText(id); !variant.isNull()) {
                rows.append({name, variant});
            }
        }
        return rows;
    };
    const FieldInfo variants{u"variants"_s, FieldKind::Json, MergePolicy::Fixed, 0, {}};
    book.addRule({.name = u"media.announce_variants"_s,
                  .args = {idArg("asset_id"), variants},
                  .required = {u"asset_id"_s, u"variants"_s},
                  .touches = touchesOne(recordInfo<MediaAsset>(), "asset_id"),
                  .apply = announceVariants});
    book.addRule({.name = u"media.publish_variants"_s,
                  .args = {idArg("asset_id"), variants},
                  .required = {u"asset_id"_s, u"variants"_s},
                  .touches = touchesVariants,
                  .apply = publishVariants,
                  .serverOnly = true});
    book.addRule({.name = u"media.refuse_variant"_s,
                  .args = {idArg()},
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = refuseVariant,
                  .serverOnly = true});
    book.addRule({.name = u"media.remove_variant"_s,
                  .args = {idArg()},
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = removeVariant});
}

} // namespace

void registerMediaRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<MediaAsset>();
    book.addType(type,
                 {.parentField = u"content_id"_s,
                  .parentType = recordInfo<ContentItem>().name,
                  .otherParentField = u"series_id"_s,
                  .otherParentType = u"series"_s});
    book.addType(recordInfo<MediaVariant>(), {.parentField = u"asset_id"_s, .parentType = type.name});
    addMediaRights(book);
    book.addRule({.name = u"media.add_asset"_s,
                  .args = argsFrom(type,
                                   {"id", "content_id", "original_filename", "content_type", "file_size",
                                    "sha256", "duration_ms", "width", "height", "metadata"}),
                  .required = {u"content_id"_s, u"original_filename"_s},
                  .touches = touchesOne(recordInfo<ContentItem>(), "content_id"),
                  .apply = addAsset,
                  .audited = [](QJsonObject args, const QList<RowChange> &) {
                      if (args.contains("metadata"_L1)) {
                          args.insert(u"metadata"_s, withoutPlaces(args.value("metadata"_L1).toObject()));
                      }
                      return args;
                  }});
    book.addRule({.name = u"media.set_hash"_s,
                  .args = argsFrom(type, {"id", "sha256"}),
                  .required = {u"id"_s, u"sha256"_s},
                  .touches = touchesOne(type),
                  .apply = setHash});
    book.addRule({.name = u"media.set_duration"_s,
                  .right = u"media.set_hash"_s,
                  .args = argsFrom(type, {"id", "duration_ms"}),
                  .required = {u"id"_s, u"duration_ms"_s},
                  .touches = touchesOne(type),
                  .apply = setDuration});
    addVariantRules(book);
}

} // namespace rawi

#include "core/media/request_rules.h"

#include "core/media/file_request.h"
#include "core/rules/rule_args.h"

#include <algorithm>

namespace rawi {

namespace {

Result<QJsonObject> requestOriginal(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const MediaAsset asset, transaction.get(idFrom<MediaAsset>(command.args, "asset_id")));
    RAWI_ASSIGN(const QList<MediaVariant> variants, transaction.where<MediaVariant>("asset_id", asset.id.text()));
    const bool isThere = std::any_of(variants.cbegin(), variants.cend(), [](const MediaVariant &one) {
        return one.type == VariantType::Original && one.status == VariantStatus::Completed;
    });
    if (isThere) {
        return Error{ErrorCode::StateConflict, asset.originalFilename, u"the original is on the server"_s, SubjectKind::File};
    }
    FileRequest request;
    request.id = FileRequest::idOf(asset.id, transaction.actor().id);
    RAWI_ASSIGN(const std::optional<FileRequest> before, transaction.find(request.id));
    if (!before) {
        request.assetId = asset.id;
        request.person = transaction.actor().id;
        request.createdAt = transaction.now();
        RAWI_TRY(transaction.put(request));
        tellOf(transaction, u"media.original_requested"_s, request,
               {{u"asset_id"_s, asset.id.text()}, {u"content_id"_s, asset.contentId.text()}, {u"added_by"_s, asset.createdBy.text()}});
    }
    return idResult(request.id.uuid());
}

// By whoever asked, and by those who could bring the file.
Result<QJsonObject> closeRequest(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const FileRequest request, transaction.get(idFrom<FileRequest>(command.args)));
    if (!(request.person == transaction.actor().id) && !transaction.actor().may(u"media.add_asset")) {
        return Error{ErrorCode::PermissionDenied, command.name, u"somebody else asked"_s};
    }
    RAWI_TRY(transaction.remove(request.id));
    tellOf(transaction, u"media.request_closed"_s, request, {{u"asset_id"_s, request.assetId.text()}});
    return idResult(request.id.uuid());
}

} // namespace

Id<FileRequest> FileRequest::idOf(const Id<MediaAsset> &asset, const Id<Person> &person)
{
    return Id<FileRequest>(QUuid::createUuidV5(asset.uuid(), person.text()));
}

Result<void> closeRequests(Transaction &transaction, const QUuid &asset)
{
    RAWI_ASSIGN(const QList<FileRequest> requests, transaction.where<FileRequest>("asset_id", uuidText(asset)));
    for (const FileRequest &one : requests) {
        RAWI_TRY(transaction.remove(one.id));
    }
    return {};
}

void registerRequestRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<FileRequest>();
    book.addType(type, {.parentField = u"asset_id"_s, .parentType = recordInfo<MediaAsset>().name});
    book.addRights({{u"media.request_original"_s, u"طلب ملفات من زملاء"_s, u"Ask colleagues for files"_s, kEverybody},
                    {u"media.close_request"_s, u"إغلاق طلبات الملفات"_s, u"Close requests for files"_s, kEverybody}});
    book.addRule({.name = u"media.request_original"_s,
                  .args = {idArg("asset_id")},
                  .required = {u"asset_id"_s},
                  .touches = touchesOne(recordInfo<MediaAsset>(), "asset_id"),
                  .apply = requestOriginal});
    book.addRule({.name = u"media.close_request"_s,
                  .args = {idArg()},
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = closeRequest});
}

} // namespace rawi

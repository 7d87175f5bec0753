#include "core/media/cover_rules.h"

#include "core/media/media_asset.h"
#include "core/media/stored_file.h"
#include "core/rules/rule_args.h"

namespace rawi {

namespace {

// The catalogue is built on media and not the other way round: a series is read as a row here.
Result<QJsonObject> seriesRow(Transaction &transaction, const QJsonObject &args)
{
    const RecordInfo &type = *transaction.rules().type(u"series");
    const QUuid id = uuidFromText(args.value("id"_L1).toString());
    RAWI_ASSIGN(const std::optional<QJsonObject> row, transaction.row(type, id));
    if (!row) {
        return Error{ErrorCode::NotFound, type.name + u'/' + uuidText(id), u"there is no such record"_s};
    }
    return *row;
}

// A switch is no text to merge: the last word counts, and the history says whose it was.
Result<QJsonObject> show(Transaction &transaction, QJsonObject series, const Id<MediaAsset> &cover)
{
    const QJsonValue shown = cover.isNull() ? QJsonValue() : QJsonValue(cover.text());
    if (series.value("cover"_L1) != shown) {
        series.insert(u"cover"_s, shown);
        series.insert(u"updated_at"_s, timestampText(transaction.now()));
        RAWI_TRY(transaction.putRow(*transaction.rules().type(u"series"), series));
    }
    return QJsonObject{{u"id"_s, series.value("id"_L1)}, {u"asset_id"_s, shown}};
}

Result<QJsonObject> addCover(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const QJsonObject series, seriesRow(transaction, command.args));
    const QString type = command.args.value("content_type"_L1).toString();
    if (!type.startsWith("image/"_L1) || !isStoredType(type)) {
        return Error{ErrorCode::UnsupportedMediaType, u"content_type"_s, u"a cover is a picture, not %1"_s.arg(type), SubjectKind::Field};
    }
    QJsonObject args = command.args;
    args.insert(u"id"_s, command.args.value("asset_id"_L1));
    MediaAsset asset = withArgs(MediaAsset{}, args);
    RAWI_ASSIGN(asset.id, newId<MediaAsset>(transaction, args));
    asset.seriesId = idFrom<Series>(command.args);
    asset.createdBy = transaction.actor().id;
    asset.createdAt = transaction.now();
    asset.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(asset));
    return show(transaction, series, asset.id);
}

Result<QJsonObject> setCover(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const QJsonObject series, seriesRow(transaction, command.args));
    const auto cover = idFrom<MediaAsset>(command.args, "asset_id");
    if (!cover.isNull()) {
        RAWI_ASSIGN(const MediaAsset asset, transaction.get(cover));
        if (asset.seriesId != idFrom<Series>(command.args)) {
            return Error{ErrorCode::InvalidArgument, u"asset_id"_s, u"it is no cover of this series"_s};
        }
    }
    return show(transaction, series, cover);
}

Result<void> removeCovers(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const QList<MediaAsset> covers, transaction.where<MediaAsset>("series_id", command.args.value("id"_L1)));
    for (const MediaAsset &cover : covers) {
        RAWI_ASSIGN(const QList<MediaVariant> pictures, transaction.where<MediaVariant>("asset_id", cover.id.text()));
        for (const MediaVariant &picture : pictures) {
            RAWI_TRY(transaction.remove(picture.id));
        }
        RAWI_TRY(transaction.remove(cover.id));
    }
    return {};
}

} // namespace

void registerCoverRules(RuleBook &book)
{
    const auto touches = touchesOne(*book.type(u"series"));
    const FieldInfo sides = integerArg("width", 0, 1e6);
    FieldInfo height = sides;
    height.name = u"height"_s;
    book.addRule({.name = u"series.add_cover"_s,
                  .right = u"series.update"_s,
                  .args = argsFrom(recordInfo<MediaAsset>(), {"original_filename", "content_type"})
                      + idArg() + idArg("asset_id") + sides + height,
                  .required = {u"id"_s, u"original_filename"_s, u"content_type"_s},
                  .touches = touches,
                  .apply = addCover});
    book.addRule({.name = u"series.set_cover"_s,
                  .right = u"series.update"_s,
                  .args = {idArg(), idArg("asset_id")},
                  .required = {u"id"_s},
                  .touches = touches,
                  .apply = setCover});
    book.addCondition(u"series.remove"_s, removeCovers);
}

} // namespace rawi

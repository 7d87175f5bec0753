#include "core/media/subtitle_rules.h"

#include "core/media/subtitle_track.h"
#include "core/rules/field_merge.h"
#include "core/rules/rule_args.h"
#include "core/subtitles/chapters.h"
#include "core/subtitles/cue_merge.h"
#include "core/subtitles/subtitle_format.h"

#include <QRegularExpression>

namespace rawi {

namespace {

const QString kBody = u"body"_s;

Error inBody(const Error &error)
{
    return {error.code, u"body: "_s + error.subject, error.detail, SubjectKind::Field};
}

// A body in any format that is read, as a track keeps it.
Result<SubtitleFile> readBody(const QString &body, SubtitleKind kind)
{
    Result<SubtitleFile> read = parseSubtitles(body.toUtf8());
    if (!read.ok()) {
        return inBody(read.error());
    }
    completeCueIds(read->cues);
    if (kind == SubtitleKind::Chapters) {
        if (const Result<void> checked = checkChapters(chaptersOf(read->cues)); !checked.ok()) {
            return inBody(checked.error());
        }
    }
    return read;
}

Result<void> checkLanguage(const QString &language)
{
    static const QRegularExpression tag(u"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"_s);
    if (!tag.match(language).hasMatch()) {
        return Error{ErrorCode::InvalidArgument, u"language"_s,
                     u"expected a BCP 47 tag: \"ar\", \"en-GB\""_s};
    }
    return {};
}

// The track that the command means: by its id, or by what there is one of. A new one when there is none.
Result<SubtitleTrack> meantTrack(Transaction &transaction, const Command &command)
{
    const auto id = idFrom<SubtitleTrack>(command.args);
    if (!id.isNull()) {
        RAWI_ASSIGN(const std::optional<SubtitleTrack> known, transaction.find(id));
        if (known) {
            return *known;
        }
        if (idFrom<MediaAsset>(command.args, "asset_id").isNull()) { // an edit of one that was removed meanwhile
            return Error{ErrorCode::NotFound, recordInfo<SubtitleTrack>().name + u'/' + id.text(), u"there is no such track"_s};
        }
    }
    auto track = withArgs(SubtitleTrack{}, command.args);
    RAWI_TRY(checkLanguage(track.language));
    RAWI_ASSIGN(const MediaAsset asset, transaction.get(track.assetId));
    RAWI_ASSIGN(const QList<SubtitleTrack> tracks,
                transaction.where<SubtitleTrack>("asset_id", asset.id.text()));
    for (const SubtitleTrack &one : tracks) {
        if (one.language == track.language && one.kind == track.kind) {
            return one;
        }
    }
    RAWI_ASSIGN(track.id, newId<SubtitleTrack>(transaction, command.args));
    track.title.clear();
    track.body.clear();
    track.createdBy = transaction.actor().id;
    track.createdAt = transaction.now();
    return track;
}

// What a body was based on. A desk always says; one that does not has seen no track, as at the first save on two desks. Over
// REST a track is put in the place of what is there. One that is made (again) is made whole.
QString basisOf(const SubtitleTrack &before, const Command &command)
{
    if (!before.updatedAt.isSet()) {
        return {};
    }
    const QJsonValue given = command.base.value(kBody);
    return given.isString() ? given.toString() : command.client.isNull() ? before.body : QString();
}

// The command with its body merged into what is there. A clash comes out as mergeFields() keeps conflicts: the field
// stays as `row` has it, and both whole bodies are kept.
Result<void> mergeBody(const SubtitleTrack &before, const QString &given, QJsonObject &row, QJsonObject &args, QJsonObject &base)
{
    if (!args.contains(kBody)) {
        return {};
    }
    RAWI_ASSIGN(const SubtitleFile mine, readBody(args.value(kBody).toString(), before.kind));
    RAWI_ASSIGN(const SubtitleFile theirs, before.body.isEmpty() ? SubtitleFile{} : readBody(before.body, before.kind));
    RAWI_ASSIGN(const SubtitleFile based, given.isEmpty() ? SubtitleFile{} : readBody(given, before.kind));
    const CueMerge merge = mergeCues(based, mine, theirs);
    const QString merged = QString::fromUtf8(toWebVtt(merge.merged));
    row.insert(kBody, merged);
    args.insert(kBody, merge.clashes > 0 ? QString::fromUtf8(toWebVtt(merge.alternative)) : merged);
    base.insert(kBody, QString::fromUtf8(toWebVtt(based)));
    if (merged.size() > kMaxTrackBody) {
        return Error{ErrorCode::FieldTooLong, kBody, u"at most %1 characters"_s.arg(kMaxTrackBody)};
    }
    return {};
}

Result<QJsonObject> put(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const SubtitleTrack before, meantTrack(transaction, command));
    QJsonObject row = toJson(before);
    QJsonObject args = command.args;
    QJsonObject base = command.base;
    const bool isNew = !before.updatedAt.isSet();
    if (isNew && !args.contains(kBody)) {
        return Error{ErrorCode::FieldRequired, kBody, u"a new track needs its cues"_s};
    }
    RAWI_TRY(mergeBody(before, basisOf(before, command), row, args, base));
    RAWI_ASSIGN(const QJsonObject merged,
                mergeFields(transaction, recordInfo<SubtitleTrack>(), row, args, base));
    auto track = fromJson<SubtitleTrack>(merged);
    if (isNew || toJson(track) != toJson(before)) {
        track.updatedBy = transaction.actor().id;
        track.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(track));
    }
    return idResult(track.id.uuid());
}

Result<QJsonObject> removeTrack(Transaction &transaction, const Command &command)
{
    const auto id = idFrom<SubtitleTrack>(command.args);
    RAWI_TRY(transaction.remove(id));
    return idResult(id.uuid());
}

} // namespace

void registerSubtitleRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<SubtitleTrack>();
    book.addType(type,
                 {.update = u"subtitles.put"_s,
                  .parentField = u"asset_id"_s,
                  .parentType = recordInfo<MediaAsset>().name});
    book.addRights(
        {{u"subtitles.put"_s, u"كتابة الترجمات والفصول"_s, u"Write subtitles and chapters"_s, kEditors},
         {u"subtitles.remove"_s, u"حذف الترجمات والفصول"_s, u"Remove subtitles and chapters"_s, kEditors}});
    book.addRule({.name = u"subtitles.put"_s,
                  .args = argsFrom(type, {"id", "asset_id", "language", "kind", "title", "body"}),
                  .touches = touchesOne(type),
                  .apply = put});
    book.addRule({.name = u"subtitles.remove"_s,
                  .args = {idArg()},
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = removeTrack,
                  .judged = {u"title"_s, u"body"_s}});
}

} // namespace rawi

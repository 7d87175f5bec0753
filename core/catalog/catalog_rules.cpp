#include "core/catalog/catalog_rules.h"

#include "core/catalog/episode_order.h"
#include "core/catalog/series_scope.h"
#include "core/content/content_rules.h"
#include "core/rules/field_merge.h"
#include "core/rules/rule_args.h"

#include <algorithm>

namespace rawi {

namespace {

Result<QJsonObject> createSeries(Transaction &transaction, const Command &command)
{
    Series series = withArgs(Series{}, command.args);
    RAWI_ASSIGN(series.id, newId<Series>(transaction, command.args));
    series.createdBy = transaction.actor().id;
    series.createdAt = transaction.now();
    series.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(series));
    return idResult(series.id.uuid());
}

template <typename R>
Result<R> mergedFields(Transaction &transaction, const R &before, const Command &command)
{
    const QJsonObject row = toJson(before);
    RAWI_ASSIGN(const QJsonObject merged,
                mergeFields(transaction, recordInfo<R>(), row, command.args, command.base));
    R after = fromJson<R>(merged);
    if (merged != row) {
        after.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(after));
    }
    return after;
}

Result<QJsonObject> updateSeries(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const Series before, transaction.get(idFrom<Series>(command.args)));
    RAWI_TRY(mergedFields(transaction, before, command));
    return idResult(before.id.uuid());
}

Result<QJsonObject> removeSeries(Transaction &transaction, const Command &command)
{
    const auto id = idFrom<Series>(command.args);
    RAWI_ASSIGN(const QList<Episode> episodes, transaction.where<Episode>("series_id", id.text()));
    if (!episodes.isEmpty()) {
        return Error{ErrorCode::StateConflict, u"episodes"_s,
                     u"the series still has %1 episodes"_s.arg(episodes.size()), SubjectKind::Record};
    }
    RAWI_TRY(transaction.remove(id));
    return idResult(id.uuid());
}

// 0 is no number, and specials are counted apart.
bool haveSameNumber(const Episode &one, const Episode &other)
{
    return one.id != other.id && one.episodeNumber > 0 && one.episodeNumber == other.episodeNumber
        && one.seasonNumber == other.seasonNumber && one.isSpecial == other.isSpecial;
}

bool isTaken(const QList<Episode> &siblings, const Episode &episode)
{
    return std::any_of(siblings.begin(), siblings.end(), [&](const Episode &one) { return haveSameNumber(one, episode); });
}

Error numberTaken(const Episode &episode)
{
    return {ErrorCode::AlreadyExists, u"episode_number"_s,
            u"season %1 has an episode %2 already"_s.arg(episode.seasonNumber).arg(episode.episodeNumber), SubjectKind::Field};
}

int nextNumber(const QList<Episode> &siblings, int season)
{
    int highest = 0;
    for (const Episode &one : siblings) {
        if (one.seasonNumber == season) {
            highest = std::max(highest, one.episodeNumber);
        }
    }
    return highest + 1;
}

Id<Episode> lastOfSeason(QList<Episode> siblings, int season)
{
    sortEpisodes(siblings);
    Id<Episode> last;
    for (const Episode &one : siblings) {
        if (one.seasonNumber == season) {
            last = one.id;
        }
    }
    return last;
}

Result<QJsonObject> addEpisode(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const Series series, transaction.get(idFrom<Series>(command.args, "series_id")));
    RAWI_ASSIGN(const ContentItem item, transaction.get(idFrom<ContentItem>(command.args, "content_id")));
    if (item.trashed) {
        return trashedError();
    }
    RAWI_ASSIGN(const QList<Episode> siblings, transaction.where<Episode>("series_id", series.id.text()));
    const bool filed = std::any_of(siblings.begin(), siblings.end(),
                                   [&](const Episode &one) { return one.contentId == item.id; });
    if (filed) {
        return Error{ErrorCode::AlreadyExists, u"content_items/"_s + item.id.text(),
                     u"the item is in this series already"_s};
    }
    Episode episode = withArgs(Episode{}, command.args);
    RAWI_ASSIGN(episode.id, newId<Episode>(transaction, command.args));
    if (!command.args.contains("episode_number"_L1)) {
        episode.episodeNumber = nextNumber(siblings, episode.seasonNumber);
    } else if (isTaken(siblings, episode)) {
        return numberTaken(episode);
    }
    auto after = idFrom<Episode>(command.args, "after");
    if (after.isNull()) {
        after = lastOfSeason(siblings, episode.seasonNumber);
    }
    RAWI_TRY(placeEpisode(transaction, episode, siblings, after, command.id));
    RAWI_TRY(takeIntoScope(transaction, item, series));
    episode.createdAt = transaction.now();
    episode.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(episode));
    return {{{u"id"_s, episode.id.text()}, {u"episode_number"_s, episode.episodeNumber}}};
}

Result<QJsonObject> moveEpisode(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const Episode before, transaction.get(idFrom<Episode>(command.args)));
    const auto after = idFrom<Episode>(command.args, "after");
    if (after == before.id) {
        return Error{ErrorCode::InvalidArgument, u"after"_s, u"an episode cannot follow itself"_s};
    }
    RAWI_ASSIGN(const QList<Episode> siblings,
                transaction.where<Episode>("series_id", before.seriesId.text()));
    Episode episode = withArgs(before, command.args);
    if (episode.seasonNumber != before.seasonNumber && isTaken(siblings, episode)) {
        episode.episodeNumber = nextNumber(siblings, episode.seasonNumber); // as when it had been added there
    }
    RAWI_TRY(placeEpisode(transaction, episode, siblings, after, command.id));
    if (toJson(episode) != toJson(before)) {
        episode.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(episode));
    }
    return idResult(episode.id.uuid());
}

Result<QJsonObject> updateEpisode(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const Episode before, transaction.get(idFrom<Episode>(command.args)));
    RAWI_ASSIGN(const Episode after, mergedFields(transaction, before, command));
    const bool isAsBefore = after.seasonNumber == before.seasonNumber && after.episodeNumber == before.episodeNumber
        && after.isSpecial == before.isSpecial;
    if (!isAsBefore) { // what was doubled before this was refused stays as it is
        RAWI_ASSIGN(const QList<Episode> siblings, transaction.where<Episode>("series_id", before.seriesId.text()));
        if (isTaken(siblings, after)) {
            return numberTaken(after);
        }
    }
    return idResult(before.id.uuid());
}

Result<QJsonObject> removeEpisode(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const Episode episode, transaction.get(idFrom<Episode>(command.args)));
    RAWI_TRY(takeOutOfScope(transaction, episode));
    RAWI_TRY(transaction.remove(episode.id));
    return idResult(episode.id.uuid());
}

void addEpisodeRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<Episode>();
    const QStringList needsId{u"id"_s};
    book.addRule({.name = u"episode.add"_s,
                  .args = argsFrom(type, {"id", "series_id", "content_id", "season_number", "episode_number"})
                      + idArg("after"),
                  .required = {u"series_id"_s, u"content_id"_s, u"season_number"_s},
                  .touches = touchesOne(recordInfo<Series>(), "series_id"),
                  .apply = addEpisode});
    book.addRule({.name = u"episode.move"_s,
                  .args = argsFrom(type, {"id", "season_number"}) + idArg("after"),
                  .required = needsId,
                  .touches = touchesOne(type),
                  .apply = moveEpisode});
    book.addRule({.name = u"episode.update"_s,
                  .args = argsFrom(type, {"id", "season_number", "episode_number", "is_special", "air_date"}),
                  .required = needsId,
                  .touches = touchesOne(type),
                  .apply = updateEpisode});
    book.addRule({.name = u"episode.remove"_s,
                  .args = {idArg()},
                  .required = needsId,
                  .touches = touchesOne(type),
                  .apply = removeEpisode});
}

} // namespace

void registerCatalogRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<Series>();
    book.addType(type, {.update = u"series.update"_s});
    book.addType(recordInfo<Episode>(),
                 {.update = u"episode.update"_s,
                  .parentField = u"series_id"_s,
                  .parentType = recordInfo<Series>().name});
    book.addRights(
        {{u"series.create"_s, u"إنشاء سلاسل"_s, u"Make series"_s, kEditors},
         {u"series.update"_s, u"تحرير السلاسل"_s, u"Edit series"_s, kEditors},
         {u"series.remove"_s, u"حذف السلاسل"_s, u"Remove series"_s, kManagingEditors},
         {u"series.restrict"_s, u"حصر سلسلة في أعضائها"_s, u"Restrict a series to its members"_s,
          kManagingEditors},
         {u"episode.add"_s, u"إضافة حلقات إلى السلاسل"_s, u"File items into series"_s, kEditors},
         {u"episode.move"_s, u"ترتيب الحلقات"_s, u"Order episodes"_s, kEditors},
         {u"episode.update"_s, u"تحرير أرقام الحلقات ومواعيدها"_s, u"Change numbers and air dates"_s,
          kEditors},
         {u"episode.remove"_s, u"إخراج حلقات من السلاسل"_s, u"Take items out of series"_s, kEditors}});
    const QStringList needsId{u"id"_s};
    book.addRule(
        {.name = u"series.create"_s,
         .args = argsFrom(type, {"id", "title_ar", "title_en", "description_ar", "description_en", "status"}),
         .touches = touchesOne(type),
         .apply = createSeries});
    book.addRule(
        {.name = u"series.update"_s,
         .args = argsFrom(type, {"id", "title_ar", "title_en", "description_ar", "description_en", "status"}),
         .required = needsId,
         .touches = touchesOne(type),
         .apply = updateSeries});
    book.addRule({.name = u"series.remove"_s,
                  .args = {idArg()},
                  .required = needsId,
                  .touches = touchesOne(type),
                  .apply = removeSeries,
                  .judged = {u"title_ar"_s, u"title_en"_s, u"description_ar"_s, u"description_en"_s, u"status"_s, u"cover"_s}});
    addSeriesScopeRule(book);
    addEpisodeRules(book);
}

} // namespace rawi

#include "core/catalog/series_scope.h"

#include "core/rules/reach.h"
#include "core/rules/rule_args.h"

namespace rawi {

namespace {

constexpr int kMostMembers = 200;

Result<QStringList> membersFrom(const QJsonObject &args, const Id<Person> &actor)
{
    QStringList members = detail::sortedSet(args.value("members"_L1).toArray());
    for (const QString &one : std::as_const(members)) {
        if (uuidFromText(one).isNull()) {
            return Error{ErrorCode::InvalidArgument, u"members"_s, u"expected the ids of people"_s};
        }
    }
    if (!actor.isNull() && !members.contains(actor.text())) {
        members.append(actor.text()); // nobody locks themselves out
        members.sort();
    }
    return members;
}

Result<void> setScopeOfItem(Transaction &transaction, const Id<ContentItem> &id, const Id<Scope> &scope)
{
    const RecordInfo &type = recordInfo<ContentItem>();
    RAWI_ASSIGN(const std::optional<QJsonObject> row, transaction.row(type, id.uuid()));
    if (!row) {
        return {};
    }
    const Id<Scope> known = Id<Scope>::fromText(row->value("scope"_L1).toString());
    if (known == scope) {
        return {};
    }
    if (!known.isNull() && !scope.isNull()) {
        return Error{ErrorCode::StateConflict, u"content_items/"_s + id.text(),
                     u"it belongs to another restricted series"_s, SubjectKind::Record};
    }
    return setScope(transaction, type, *row, scope);
}

Result<QJsonObject> restrictSeries(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const Series before, transaction.get(idFrom<Series>(command.args)));
    const bool restricted = command.args.value("restricted"_L1).toBool();
    Series series = before;
    series.scope = restricted ? Id<Scope>(series.id.uuid()) : Id<Scope>();
    series.members.clear();
    if (restricted) {
        RAWI_ASSIGN(series.members, membersFrom(command.args, transaction.actor().id));
    }
    if (toJson(series) == toJson(before)) {
        return idResult(series.id.uuid());
    }
    series.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(series));
    if (series.scope == before.scope) {
        return idResult(series.id.uuid());
    }
    RAWI_ASSIGN(const QList<Episode> episodes, transaction.where<Episode>("series_id", series.id.text()));
    RAWI_TRY(setScope(transaction, recordInfo<Series>(), toJson(series), series.scope));
    for (const Episode &episode : episodes) {
        RAWI_TRY(setScopeOfItem(transaction, episode.contentId, series.scope));
    }
    return idResult(series.id.uuid());
}

} // namespace

void addSeriesScopeRule(RuleBook &book)
{
    book.addRule({.name = u"series.restrict"_s,
                  .args = {idArg(), boolArg("restricted"), textsArg("members", 36, 0, kMostMembers)},
                  .required = {u"id"_s, u"restricted"_s},
                  .touches = touchesOne(recordInfo<Series>()),
                  .apply = restrictSeries});
}

Result<void> takeIntoScope(Transaction &transaction, const ContentItem &item, const Series &series)
{
    return series.scope.isNull() ? Result<void>() : setScopeOfItem(transaction, item.id, series.scope);
}

Result<void> takeOutOfScope(Transaction &transaction, const Episode &episode)
{
    if (episode.scope.isNull()) {
        return {};
    }
    if (!transaction.actor().may(u"series.restrict")) {
        return Error{ErrorCode::PermissionDenied, u"series.restrict"_s,
                     u"outside the restricted series everybody would see the item"_s};
    }
    return setScopeOfItem(transaction, episode.contentId, {});
}

} // namespace rawi

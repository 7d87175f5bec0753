#include "core/content/content_rules.h"

#include "core/content/content_parity.h"
#include "core/content/content_revision.h"
#include "core/content/content_workflow.h"
#include "core/rules/field_merge.h"
#include "core/rules/rule_args.h"
#include "core/text/visible.h"

namespace rawi {

namespace {

void touch(ContentItem &item, const Transaction &transaction)
{
    item.updatedBy = transaction.actor().id;
    item.updatedAt = transaction.now();
}

void tell(Transaction &transaction, const QString &event, const ContentItem &item)
{
    tellOf(transaction, u"content."_s + event, item,
           {{u"kind"_s, enumText(item.kind)},
            {u"state"_s, enumText(item.state)},
            {u"live"_s, !item.liveRev.isNull()}}); // of a published one under change the state alone would mislead
}

// What is told when a step was taken.
QString eventOf(WorkflowStep step)
{
    constexpr std::array past{"submitted", "withdrawn",   "returned", "approved",
                              "published", "unpublished", "archived", "restored"};
    static_assert(past.size() == EnumNames<WorkflowStep>::names.size());
    return QLatin1StringView(past[static_cast<size_t>(step)]);
}

Result<QJsonObject> create(Transaction &transaction, const Command &command)
{
    ContentItem item = withArgs(ContentItem{}, command.args);
    RAWI_ASSIGN(item.id, newId<ContentItem>(transaction, command.args));
    item.createdBy = transaction.actor().id;
    item.createdAt = transaction.now();
    touch(item, transaction);
    RAWI_TRY(transaction.put(item));
    tell(transaction, u"created"_s, item);
    return idResult(item.id.uuid());
}

// Changed texts are no longer those that were approved or that are published: they go through review (again), and what a
// review needs stays. Taken back to what the audience reads, there is nothing to review.
Result<void> followTexts(const ContentItem &before, ContentItem &after)
{
    if (revisionOf(after) == revisionOf(before)) {
        return {};
    }
    if (after.state == ContentState::Published) {
        after.state = ContentState::Draft;
    } else if (after.state == ContentState::Approved) {
        after.state = ContentState::InReview;
    }
    if (after.state == ContentState::Draft && after.liveRev == revisionOf(after)) {
        after.state = ContentState::Published;
        after.reviewNote.clear();
    }
    return after.state == ContentState::InReview ? checkTitles(after) : Result<void>();
}

Result<QJsonObject> update(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const ContentItem before, transaction.get(idFrom<ContentItem>(command.args)));
    if (before.trashed) {
        return trashedError();
    }
    const RecordInfo &type = recordInfo<ContentItem>();
    const QJsonObject row = toJson(before);
    RAWI_ASSIGN(const QJsonObject merged, mergeFields(transaction, type, row, command.args, command.base));
    if (merged != row) {
        auto after = fromJson<ContentItem>(merged);
        judgeParity(before, after);
        RAWI_TRY(followTexts(before, after));
        touch(after, transaction);
        RAWI_TRY(transaction.put(after));
        tell(transaction, u"updated"_s, after);
    }
    return idResult(before.id.uuid());
}

Error stepRefused(const Standing &standing)
{
    QStringList allowed;
    const QList<WorkflowStep> steps = allowedSteps(standing);
    for (const WorkflowStep step : steps) {
        allowed.append(enumText(step));
    }
    return {ErrorCode::StateConflict, enumText(standing.state), u"allowed: "_s + allowed.join(u", "_s)};
}

// Whoever approves says which text was read; an older desk's approval does not.
Result<void> approve(Transaction &transaction, const Command &command, ContentItem &item)
{
    const auto read = idFrom<ContentRevision>(command.args, "revision");
    if (!read.isNull() && read != revisionOf(item)) {
        return Error{ErrorCode::RevisionConflict, recordInfo<ContentItem>().name + u'/' + item.id.text(),
                     u"the texts are no longer those that were read"_s};
    }
    RAWI_ASSIGN(item.approvedRev, keepRevision(transaction, item));
    checkLanguages(item);
    item.reviewNote.clear();
    return {};
}

// What a step does beside leading to another state.
Result<void> apply(Transaction &transaction, const Command &command, WorkflowStep step, ContentItem &item)
{
    switch (step) {
    case WorkflowStep::Submit:
        return checkTitles(item);
    case WorkflowStep::Withdraw:
        return {};
    case WorkflowStep::Return:
        item.reviewNote = command.args.value("note"_L1).toString();
        return {};
    case WorkflowStep::Approve:
        return approve(transaction, command, item);
    case WorkflowStep::Publish:
        item.liveRev = item.approvedRev;
        item.publishedAt = transaction.now();
        if (!item.firstPublishedAt.isSet()) {
            item.firstPublishedAt = item.publishedAt;
        }
        return {};
    case WorkflowStep::Unpublish:
    case WorkflowStep::Archive:
        item.liveRev = {};
        item.publishedAt = {};
        return {};
    case WorkflowStep::Restore:
        return {};
    }
    return {};
}

Result<QJsonObject> takeStep(Transaction &transaction, const Command &command, WorkflowStep step)
{
    RAWI_ASSIGN(ContentItem item, transaction.get(idFrom<ContentItem>(command.args)));
    if (item.trashed) {
        return trashedError();
    }
    const std::optional<Standing> next = standingAfter(standingOf(item), step);
    if (!next) {
        return stepRefused(standingOf(item));
    }
    RAWI_TRY(apply(transaction, command, step, item));
    item.state = next->state;
    touch(item, transaction);
    RAWI_TRY(transaction.put(item));
    tell(transaction, eventOf(step), item);
    return idResult(item.id.uuid());
}

Result<QJsonObject> setTrashed(Transaction &transaction, const Command &command, bool trashed)
{
    RAWI_ASSIGN(ContentItem item, transaction.get(idFrom<ContentItem>(command.args)));
    if (trashed && standingOf(item).live) {
        return Error{ErrorCode::StateConflict, enumText(ContentState::Published), u"allowed: unpublish"_s};
    }
    if (item.trashed != trashed) {
        item.trashed = trashed;
        touch(item, transaction);
        RAWI_TRY(transaction.put(item));
        tell(transaction, trashed ? u"deleted"_s : u"undeleted"_s, item);
    }
    return idResult(item.id.uuid());
}

Result<QJsonObject> setParity(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const ContentItem before, transaction.get(idFrom<ContentItem>(command.args)));
    if (before.trashed) {
        return trashedError();
    }
    ContentItem item = before;
    RAWI_ASSIGN(const Parity said, enumFromText<Parity>(command.args.value("parity"_L1).toString()));
    sayParity(item, said);
    if (toJson(item) != toJson(before)) {
        touch(item, transaction);
        RAWI_TRY(transaction.put(item));
        tell(transaction, u"updated"_s, item);
    }
    return idResult(item.id.uuid());
}

void addContentRights(RuleBook &book)
{
    book.addRights(
        {{u"content.create"_s, u"إنشاء مواد"_s, u"Make items"_s, kEditors},
         {u"content.update"_s, u"تحرير المواد"_s, u"Edit items"_s, kEditors},
         {u"content.set_parity"_s, u"الحكم بتوافق اللغتين"_s, u"Say that both languages agree"_s, kEditors},
         {u"content.submit"_s, u"الإرسال إلى المراجعة"_s, u"Send to review"_s, kEditors},
         {u"content.withdraw"_s, u"السحب من المراجعة"_s, u"Withdraw from review"_s, kEditors},
         {u"content.return"_s, u"الإعادة إلى المحرر"_s, u"Return to the editor"_s, kManagingEditors},
         {u"content.approve"_s, u"الاعتماد"_s, u"Approve"_s, kManagingEditors},
         {u"content.publish"_s, u"النشر"_s, u"Publish"_s, kManagingEditors},
         {u"content.unpublish"_s, u"إلغاء النشر"_s, u"Unpublish"_s, kManagingEditors},
         {u"content.archive"_s, u"الأرشفة"_s, u"Archive"_s, kManagingEditors},
         {u"content.restore"_s, u"الاستعادة من الأرشيف"_s, u"Restore from the archive"_s, kManagingEditors},
         {u"content.trash"_s, u"النقل إلى المحذوفات"_s, u"Move to the trash"_s, kEditors},
         {u"content.untrash"_s, u"الاستعادة من المحذوفات"_s, u"Restore from the trash"_s, kEditors}});
}

void addStepRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<ContentItem>();
    for (size_t i = 0; i < EnumNames<WorkflowStep>::names.size(); ++i) {
        const auto step = static_cast<WorkflowStep>(i);
        Rule rule{.name = u"content."_s + enumText(step),
                  .args = {idArg(), textArg("note", 4000)}, // kept in the history, of what is sent back with the item, too
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = [step](Transaction &transaction, const Command &command) {
                      return takeStep(transaction, command, step);
                  }};
        if (step == WorkflowStep::Return) {
            rule.required.append(u"note"_s);
        } else if (step == WorkflowStep::Approve) {
            rule.args.append(idArg("revision"));
            rule.judged = {u"title_ar"_s, u"title_en"_s, u"summary_ar"_s, u"summary_en"_s, u"body_ar"_s, u"body_en"_s, u"tags"_s};
        } else if (step == WorkflowStep::Publish) {
            rule.judged = {u"approved_rev"_s};
        }
        book.addRule(std::move(rule));
    }
    for (const bool trashed : {true, false}) {
        book.addRule({.name = trashed ? u"content.trash"_s : u"content.untrash"_s,
                      .args = {idArg()},
                      .required = {u"id"_s},
                      .touches = touchesOne(type),
                      .apply = [trashed](Transaction &transaction, const Command &command) {
                          return setTrashed(transaction, command, trashed);
                      }});
    }
}

} // namespace

Error trashedError()
{
    return {ErrorCode::StateConflict, u"trashed"_s, u"allowed: untrash"_s};
}

Result<void> checkTitles(const ContentItem &item)
{
    const auto missing = [](const char *field) {
        return Error{ErrorCode::FieldRequired, QLatin1StringView(field),
                     u"a title in both languages is needed before review"_s};
    };
    if (!hasVisible(item.titleAr)) {
        return missing("title_ar");
    }
    if (!hasVisible(item.titleEn)) {
        return missing("title_en");
    }
    return {};
}

void registerContentRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<ContentItem>();
    book.addType(type, {.update = u"content.update"_s});
    book.addType(recordInfo<ContentRevision>());
    addContentRights(book);
    book.addRule({.name = u"content.create"_s,
                  .args = argsFrom(type,
                                   {"kind", "id", "title_ar", "title_en", "summary_ar", "summary_en",
                                    "body_ar", "body_en", "tags"}),
                  .required = {u"kind"_s},
                  .touches = touchesOne(type),
                  .apply = create});
    book.addRule(
        {.name = u"content.update"_s,
         .args = argsFrom(
             type, {"id", "title_ar", "title_en", "summary_ar", "summary_en", "body_ar", "body_en", "tags"}),
         .required = {u"id"_s},
         .touches = touchesOne(type),
         .apply = update});
    book.addRule({.name = u"content.set_parity"_s,
                  .args = argsFrom(type, {"id", "parity"}),
                  .required = {u"id"_s, u"parity"_s},
                  .touches = touchesOne(type),
                  .apply = setParity});
    addStepRules(book);
}

} // namespace rawi

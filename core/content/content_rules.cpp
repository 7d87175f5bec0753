#include "core/content/content_rules.h"

#include "core/content/content_workflow.h"
#include "core/rules/field_merge.h"
#include "core/rules/rule_args.h"

namespace rawi {

namespace {

void touch(ContentItem &item, const Transaction &transaction)
{
    item.updatedBy = transaction.actor().id;
    item.updatedAt = transaction.now();
}

Error trashedError()
{
    return {ErrorCode::StateConflict, u"trashed"_s, u"allowed: untrash"_s};
}

Result<QJsonObject> create(Transaction &transaction, const Command &command)
{
    ContentItem item = withArgs(ContentItem{}, command.args);
    RAWI_ASSIGN(item.id, newId<ContentItem>(transaction, command.args));
    item.createdBy = transaction.actor().id;
    item.createdAt = transaction.now();
    touch(item, transaction);
    RAWI_TRY(transaction.put(item));
    return idResult(item.id.uuid());
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
        after.parity = parityAfter(before, after);
        touch(after, transaction);
        RAWI_TRY(transaction.put(after));
    }
    return idResult(before.id.uuid());
}

Result<void> checkSubmission(const ContentItem &item)
{
    const auto missing = [](const char *field) {
        return Error{ErrorCode::FieldRequired, QLatin1StringView(field),
                     u"a title in both languages is needed before review"_s};
    };
    if (item.titleAr.trimmed().isEmpty()) {
        return missing("title_ar");
    }
    if (item.titleEn.trimmed().isEmpty()) {
        return missing("title_en");
    }
    return {};
}

Error stepRefused(ContentState state)
{
    QStringList allowed;
    const QList<WorkflowStep> steps = allowedSteps(state);
    for (const WorkflowStep step : steps) {
        allowed.append(enumText(step));
    }
    return {ErrorCode::StateConflict, enumText(state), u"allowed: "_s + allowed.join(u", "_s)};
}

Result<QJsonObject> takeStep(Transaction &transaction, const Command &command, WorkflowStep step)
{
    RAWI_ASSIGN(ContentItem item, transaction.get(idFrom<ContentItem>(command.args)));
    if (item.trashed) {
        return trashedError();
    }
    const std::optional<ContentState> next = stateAfter(item.state, step);
    if (!next) {
        return stepRefused(item.state);
    }
    if (step == WorkflowStep::Submit) {
        RAWI_TRY(checkSubmission(item));
    }
    if (step == WorkflowStep::Return) {
        item.reviewNote = command.args.value("note"_L1).toString();
    } else if (step == WorkflowStep::Approve) {
        item.reviewNote.clear();
    } else if (step == WorkflowStep::Publish) {
        item.publishedAt = transaction.now();
    } else if (step == WorkflowStep::Unpublish) {
        item.publishedAt = {};
    }
    item.state = *next;
    touch(item, transaction);
    RAWI_TRY(transaction.put(item));
    return idResult(item.id.uuid());
}

Result<QJsonObject> setTrashed(Transaction &transaction, const Command &command, bool trashed)
{
    RAWI_ASSIGN(ContentItem item, transaction.get(idFrom<ContentItem>(command.args)));
    if (trashed && item.state == ContentState::Published) {
        return stepRefused(item.state);
    }
    if (item.trashed != trashed) {
        item.trashed = trashed;
        touch(item, transaction);
        RAWI_TRY(transaction.put(item));
    }
    return idResult(item.id.uuid());
}

Result<QJsonObject> setParity(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const ContentItem before, transaction.get(idFrom<ContentItem>(command.args)));
    ContentItem item = withArgs(before, command.args);
    if (item.parity != before.parity) {
        touch(item, transaction);
        RAWI_TRY(transaction.put(item));
    }
    return idResult(item.id.uuid());
}

void addStepRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<ContentItem>();
    for (size_t i = 0; i < EnumNames<WorkflowStep>::names.size(); ++i) {
        const auto step = static_cast<WorkflowStep>(i);
        Rule rule{u"content."_s + enumText(step),
                  roleForStep(step),
                  {idArg()},
                  {u"id"_s},
                  touchesOne(type),
                  [step](Transaction &transaction, const Command &command) {
                      return takeStep(transaction, command, step);
                  }};
        if (step == WorkflowStep::Return) {
            rule.args.append(textArg("note", 4000));
            rule.required.append(u"note"_s);
        }
        book.addRule(std::move(rule));
    }
    for (const bool trashed : {true, false}) {
        book.addRule({trashed ? u"content.trash"_s : u"content.untrash"_s,
                      Role::Editor,
                      {idArg()},
                      {u"id"_s},
                      touchesOne(type),
                      [trashed](Transaction &transaction, const Command &command) {
                          return setTrashed(transaction, command, trashed);
                      }});
    }
}

} // namespace

Parity parityAfter(const ContentItem &before, const ContentItem &after)
{
    const bool reviewed = before.state == ContentState::Approved || before.state == ContentState::Published;
    if (!reviewed || before.parity != Parity::InStep) {
        return before.parity; // in a draft both languages are still being written; a stale one stays stale
    }
    const auto onlyFirst = [&](QString ContentItem::*first, QString ContentItem::*second) {
        return before.*first != after.*first && before.*second == after.*second;
    };
    if (onlyFirst(&ContentItem::titleAr, &ContentItem::titleEn)
        || onlyFirst(&ContentItem::summaryAr, &ContentItem::summaryEn)
        || onlyFirst(&ContentItem::bodyAr, &ContentItem::bodyEn)) {
        return Parity::EnglishStale;
    }
    if (onlyFirst(&ContentItem::titleEn, &ContentItem::titleAr)
        || onlyFirst(&ContentItem::summaryEn, &ContentItem::summaryAr)
        || onlyFirst(&ContentItem::bodyEn, &ContentItem::bodyAr)) {
        return Parity::ArabicStale;
    }
    return Parity::InStep;
}

void registerContentRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<ContentItem>();
    book.addType(type);
    book.addRule({u"content.create"_s,
                  Role::Editor,
                  argsFrom(type,
                           {"kind", "id", "title_ar", "title_en", "summary_ar", "summary_en", "body_ar",
                            "body_en", "tags"}),
                  {u"kind"_s},
                  touchesOne(type),
                  create});
    book.addRule(
        {u"content.update"_s,
         Role::Editor,
         argsFrom(type,
                  {"id", "title_ar", "title_en", "summary_ar", "summary_en", "body_ar", "body_en", "tags"}),
         {u"id"_s},
         touchesOne(type),
         update});
    book.addRule({u"content.set_parity"_s,
                  Role::Editor,
                  argsFrom(type, {"id", "parity"}),
                  {u"id"_s, u"parity"_s},
                  touchesOne(type),
                  setParity});
    addStepRules(book);
}

} // namespace rawi

#include "ui/content/content_step.h"

#include "core/content/content_revision.h"

#include <QCoreApplication>

#include <algorithm>

namespace rawi {

namespace {

Result<Receipt> runOnOne(Desk &desk, const QString &command, const QUuid &id)
{
    QJsonObject args{{u"id"_s, uuidText(id)}};
    if (command == "content.approve"_L1) {
        RAWI_ASSIGN(const std::optional<ContentItem> shown, desk.replica().find(Id<ContentItem>(id)));
        args = shown ? stepArgs(*shown, WorkflowStep::Approve) : args;
    }
    return desk.execute(command, args);
}

} // namespace

QJsonObject stepArgs(const ContentItem &item, WorkflowStep step, const QString &note)
{
    QJsonObject args{{u"id"_s, item.id.text()}};
    if (!note.isEmpty()) {
        args.insert(u"note"_s, note);
    }
    if (step == WorkflowStep::Approve) {
        args.insert(u"revision"_s, revisionOf(item).text());
    }
    return args;
}

StepOutcome runOnEach(Desk &desk, const QString &command, const QList<QUuid> &ids)
{
    StepOutcome outcome;
    for (const QUuid &id : ids) {
        const auto receipt = runOnOne(desk, command, id);
        if (receipt) {
            outcome.done.append(id);
        } else if (++outcome.refused == 1) {
            outcome.firstRefusal = receipt.error();
        }
    }
    return outcome;
}

ContentStep::ContentStep(Desk &desk, const QString &text, const QString &forwards, const QString &backwards,
                         const QList<QUuid> &ids, std::function<void(const StepOutcome &)> told)
    : QUndoCommand(text)
    , m_desk(desk)
    , m_forwards(forwards)
    , m_backwards(backwards)
    , m_ids(ids)
    , m_told(std::move(told))
{
}

void ContentStep::redo()
{
    // Pushed after it was run: only a redo after an undo runs it.
    if (std::exchange(m_pushed, true)) {
        m_told(runOnEach(m_desk, m_forwards, m_ids));
    }
}

void ContentStep::undo()
{
    m_told(runOnEach(m_desk, m_backwards, m_ids));
}

namespace {

Result<void> leadOneBack(Desk &desk, const QUuid &item, const StepTaken &taken)
{
    RAWI_ASSIGN(const std::optional<ContentItem> now, desk.replica().find(Id<ContentItem>(item)));
    if (!now) {
        return Error{ErrorCode::NotFound, recordInfo<ContentItem>().name + u'/' + uuidText(item), {}};
    }
    const QList<WorkflowStep> way = stepsBetween(taken.after, taken.before);
    if (standingOf(*now) != taken.after || (way.isEmpty() && taken.after != taken.before)) {
        return Error{ErrorCode::StateConflict, enumText(now->state), u"it was led on, or no steps lead back"_s};
    }
    return desk.replica().together([&]() -> Result<void> {
        for (const WorkflowStep step : way) {
            QJsonObject args{{u"id"_s, uuidText(item)}};
            if (step == WorkflowStep::Return) {
                args.insert(u"note"_s, QCoreApplication::translate("StateStep", "Taken back"));
            }
            RAWI_TRY(desk.execute(u"content."_s + enumText(step), args));
        }
        return {};
    });
}

} // namespace

QHash<QUuid, StepTaken> stepsTaken(Desk &desk, const QHash<QUuid, Standing> &before)
{
    QHash<QUuid, StepTaken> taken;
    const QHash<QUuid, Standing> after = standingsOf(desk, before.keys());
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        taken.insert(it.key(), {before.value(it.key()), it.value()});
    }
    return taken;
}

bool canLeadBack(Desk &desk, const QHash<QUuid, StepTaken> &taken)
{
    const QHash<QUuid, Standing> now = standingsOf(desk, taken.keys());
    return std::any_of(now.keyBegin(), now.keyEnd(), [&](const QUuid &item) { return now.value(item) == taken.value(item).after; });
}

StepOutcome leadBack(Desk &desk, const QHash<QUuid, StepTaken> &taken)
{
    StepOutcome outcome;
    for (auto it = taken.cbegin(); it != taken.cend(); ++it) {
        if (const Result<void> back = leadOneBack(desk, it.key(), it.value()); back.ok()) {
            outcome.done.append(it.key());
        } else if (++outcome.refused == 1) {
            outcome.firstRefusal = back.error();
        }
    }
    return outcome;
}

StateStep::StateStep(Desk &desk, const QString &text, const QString &command, const QHash<QUuid, StepTaken> &taken,
                     std::function<void(const StepOutcome &)> told)
    : QUndoCommand(text), m_desk(desk), m_command(command), m_taken(taken), m_told(std::move(told))
{
}

void StateStep::redo()
{
    // Pushed after it was run: only a redo after an undo runs it.
    if (std::exchange(m_pushed, true)) {
        m_told(runOnEach(m_desk, m_command, m_taken.keys()));
    }
}

void StateStep::undo()
{
    m_told(leadBack(m_desk, m_taken));
}

QHash<QUuid, Standing> standingsOf(Desk &desk, const QList<QUuid> &items)
{
    QHash<QUuid, Standing> standings;
    for (const QUuid &item : items) {
        if (const auto row = desk.replica().find(Id<ContentItem>(item)); row.ok() && *row) {
            standings.insert(item, standingOf(**row));
        }
    }
    return standings;
}

} // namespace rawi

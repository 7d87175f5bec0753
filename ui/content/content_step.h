#pragma once

#include "core/content/content_workflow.h"
#include "core/desk/house/desk.h"

#include <QUndoCommand>

namespace rawi {

// What became of one command over some items.
struct StepOutcome {
    QList<QUuid> done;
    int refused = 0;
    Error firstRefusal;
};

// What a step is asked with: an approval is of the texts that the desk shows. `note` stands in the history; sending back needs one.
QJsonObject stepArgs(const ContentItem &item, WorkflowStep step, const QString &note = {});

// Runs the command on each of the items, past those that are refused.
StepOutcome runOnEach(Desk &desk, const QString &command, const QList<QUuid> &ids);

// A command that was run on some items, and the command that takes it back. What comes of undo and redo is told.
class ContentStep : public QUndoCommand {
public:
    // `ids` are those it was done to.
    ContentStep(Desk &desk, const QString &text, const QString &forwards, const QString &backwards,
                const QList<QUuid> &ids, std::function<void(const StepOutcome &)> told);

    void redo() override;
    void undo() override;

private:
    Desk &m_desk;
    QString m_forwards;
    QString m_backwards;
    QList<QUuid> m_ids;
    std::function<void(const StepOutcome &)> m_told;
    bool m_pushed = false;
};

// Where a step found an item, and where it left it.
struct StepTaken {
    Standing before;
    Standing after;
};
// Of items that stand where a step has just led them.
QHash<QUuid, StepTaken> stepsTaken(Desk &desk, const QHash<QUuid, Standing> &before);
// Whether one of the items is still where the step led it.
bool canLeadBack(Desk &desk, const QHash<QUuid, StepTaken> &taken);
// Leads each of the items back to where it stood, by the steps of the workflow that lead there. One that somebody led on
// meanwhile is refused: StateConflict.
StepOutcome leadBack(Desk &desk, const QHash<QUuid, StepTaken> &taken);

// A step of the workflow that some items took, and the way back. What comes of undo and redo is told.
class StateStep : public QUndoCommand {
public:
    StateStep(Desk &desk, const QString &text, const QString &command, const QHash<QUuid, StepTaken> &taken,
              std::function<void(const StepOutcome &)> told);

    void redo() override;
    void undo() override;

private:
    Desk &m_desk;
    QString m_command;
    QHash<QUuid, StepTaken> m_taken;
    std::function<void(const StepOutcome &)> m_told;
    bool m_pushed = false;
};

// Where the items stand.
QHash<QUuid, Standing> standingsOf(Desk &desk, const QList<QUuid> &items);

} // namespace rawi

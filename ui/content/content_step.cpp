#include "ui/content/content_step.h"

namespace rawi {

StepOutcome runOnEach(Desk &desk, const QString &command, const QList<QUuid> &ids)
{
    StepOutcome outcome;
    for (const QUuid &id : ids) {
        const auto receipt = desk.execute(command, QJsonObject{{u"id"_s, uuidText(id)}});
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

} // namespace rawi

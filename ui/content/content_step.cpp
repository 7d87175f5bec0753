#include "ui/content/content_step.h"

namespace rawi {

ContentStep::ContentStep(Desk &desk, const QString &text, const QString &forwards, const QString &backwards,
                         const QList<QUuid> &ids, std::function<void(const Error &)> refused)
    : QUndoCommand(text)
    , m_desk(desk)
    , m_forwards(forwards)
    , m_backwards(backwards)
    , m_ids(ids)
    , m_refused(std::move(refused))
{
}

void ContentStep::redo()
{
    run(m_forwards);
}

void ContentStep::undo()
{
    run(m_backwards);
}

void ContentStep::run(const QString &command)
{
    for (const QUuid &id : m_ids) {
        const auto receipt = m_desk.execute(command, QJsonObject{{QStringLiteral("id"), uuidText(id)}});
        if (!receipt) {
            m_refused(receipt.error());
        }
    }
}

} // namespace rawi

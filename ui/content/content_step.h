#pragma once

#include "core/desk/desk.h"

#include <QUndoCommand>

namespace rawi {

// One command over some items, and the command that takes it back. Refusals are told to `refused`, once each.
class ContentStep : public QUndoCommand {
public:
    ContentStep(Desk &desk, const QString &text, const QString &forwards, const QString &backwards,
                const QList<QUuid> &ids, std::function<void(const Error &)> refused);

    void redo() override;
    void undo() override;

private:
    void run(const QString &command);

    Desk &m_desk;
    QString m_forwards;
    QString m_backwards;
    QList<QUuid> m_ids;
    std::function<void(const Error &)> m_refused;
};

} // namespace rawi

#pragma once

#include <QUndoCommand>

#include <functional>

namespace rawi {

// A change of a series' order that was made, and the way back: each a function that answers whether it could be done.
// Pushed after it was made.
class EpisodeStep : public QUndoCommand {
public:
    EpisodeStep(const QString &text, std::function<bool()> forwards, std::function<bool()> backwards)
        : QUndoCommand(text), m_forwards(std::move(forwards)), m_backwards(std::move(backwards))
    {
    }

    void redo() override
    {
        if (std::exchange(m_pushed, true) && !m_forwards()) {
            setObsolete(true);
        }
    }
    void undo() override
    {
        if (!m_backwards()) {
            setObsolete(true); // somebody else changed the series; what was refused has been said
        }
    }

private:
    std::function<bool()> m_forwards;
    std::function<bool()> m_backwards;
    bool m_pushed = false;
};

} // namespace rawi

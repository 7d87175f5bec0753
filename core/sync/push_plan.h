#pragma once

#include "core/replica/replica_feed.h"

#include <QByteArray>

namespace rawi {

// What the next push carries, so that no command ever stops those behind it. A push that fails as a whole is halved until
// one command stands alone. One that failed alone a few times is pushed blank: under its number stands a command that no
// server knows. When the server takes that, the command itself is what it stumbles over, and it goes to a person; when it
// does not, the server takes no pushes at all now, and nobody is blamed.
class PushPlan {
public:
    struct Push {
        QByteArray body;
        QList<qint64> numbers; // of the commands in it; empty: nothing to push
    };
    // As many of these commands, in n order, as may go together now.
    Push next(const QUuid &client, const QList<Command> &commands);

    // The answers to the push that next() gave: the blank one's is the reason for which its command failed.
    // Errors: CorruptData when a command of the push has no answer.
    Result<QList<PushResult>> taken(QList<PushResult> results);

    struct Failed {
        bool again = false;         // at once: another push is tried
        QList<PushResult> setAside; // the server has this number already: its command goes to a person all the same
    };
    Failed failed(const Error &error);

private:
    bool isAlone() const { return m_sent.size() == 1; }

    int m_most = 0; // commands a push; 0 = as many as it may carry
    QList<qint64> m_sent;
    qint64 m_alone = 0; // the command that failed alone
    int m_tries = 0;    // how often
    bool m_isBlank = false;
    Error m_reason;
};

} // namespace rawi

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
    // The body of a push of as many of these commands, in the outbox's order, as may go together now: under the numbers that
    // follow the place. Empty: nothing to push.
    QByteArray next(const ClientPlace &place, const QList<Command> &commands);

    struct Taken {
        QList<PushResult> results; // by the numbers of the outbox
        qint64 last = 0;           // the place that is reached
    };
    // The answers to the push that next() gave, by the numbers on the wire: the blank one's is the reason for which its command
    // failed. Errors: CorruptData when a command of the push has no answer.
    Result<Taken> taken(const QList<PushResult> &answers);

    struct Failed {
        bool again = false; // at once: another push is tried
        Taken setAside;     // the server has this number already: its command goes to a person all the same
    };
    Failed failed(const Error &error);
    bool isBlank() const { return m_isBlank; }

private:
    bool isAlone() const { return m_sent.size() == 1; }

    int m_most = 0; // commands a push; 0 = as many as it may carry
    ClientPlace m_place;  // before the push
    QList<qint64> m_sent; // the outbox's numbers of the commands in it
    qint64 m_alone = 0; // the command that failed alone
    int m_tries = 0;    // how often
    bool m_isBlank = false;
    Error m_reason;
};

} // namespace rawi

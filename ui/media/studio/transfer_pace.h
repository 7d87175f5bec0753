#pragma once

#include <QList>

namespace rawi {

// How fast a file goes, out of how far it was when: over what it did lately, because a line gets better and worse.
class TransferPace {
public:
    void note(qint64 bytes, qint64 atMs);
    // Milliseconds that as many bytes will take; -1 while nobody can say.
    qint64 timeFor(qint64 bytes) const;

private:
    struct Mark {
        qint64 bytes = 0;
        qint64 atMs = 0;
    };
    QList<Mark> m_marks; // in the order of time
};

} // namespace rawi

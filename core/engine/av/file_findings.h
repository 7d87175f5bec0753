#pragma once

#include "core/engine/av/chained_rates.h"

#include <QPair>
#include <QStringList>

#include <memory>
#include <mutex>

namespace rawi {

class JoinedClock;

// What is known of one file, for all who read it. Any thread, under its mutex.
struct FileFindings {
    std::recursive_mutex mutex; // who reads the file through to know its clock holds it meanwhile
    bool looked = false;    // at its clock, by looksJoined()
    bool suspected = false; // it looks joined, and there was no time to read all of it
    std::shared_ptr<const JoinedClock> joined; // none: not read through for its clock
    QList<QPair<qint64, qint64>> skips; // bytes from … to before …, in order: headers of FLACs joined to the first
    QList<ChainedPart> parts; // of a chained Ogg
    bool takesIncomplete = false; // what is missing is no error, but noted here
    QStringList missing;

    QList<QPair<qint64, qint64>> skipsNow()
    {
        const std::lock_guard lock(mutex);
        return skips;
    }
    QList<ChainedPart> partsNow()
    {
        const std::lock_guard lock(mutex);
        return parts;
    }
    // Notes what is missing; false when that is an error.
    bool tolerates(const QString &what)
    {
        const std::lock_guard lock(mutex);
        if (takesIncomplete && !missing.contains(what)) {
            missing.append(what);
        }
        return takesIncomplete;
    }
};

} // namespace rawi

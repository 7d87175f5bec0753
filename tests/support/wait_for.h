#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

#include <functional>

namespace rawi::test {

// Lets the event loop run until `condition` holds; false when it does not in time.
inline bool waitFor(const std::function<bool()> &condition, int timeoutMs = 10'000)
{
    const QDeadlineTimer deadline(timeoutMs);
    QTimer wake; // and no limit for processEvents, which would then not sleep: the workers want the processor
    wake.start(10);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace rawi::test

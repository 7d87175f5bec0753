#include "core/base/clock.h"

#include <QDateTime>

namespace rawi {

qint64 SystemClock::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace rawi

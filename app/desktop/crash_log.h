#pragma once

#include <QString>

namespace rawi::app {

// From now on a fatal signal writes its name, the program's version and a backtrace to FILE before the program
// dies as it would have. Returns whether an earlier run left such a log (it is renamed to FILE.last).
bool installCrashLog(const QString &file);

} // namespace rawi::app

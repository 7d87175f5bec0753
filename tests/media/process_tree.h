#pragma once

#include <QList>
#include <QtGlobal>

namespace rawi::test {

// Of processes that run (not of those that have ended and wait to be asked how).
QList<qint64> childrenOf(qint64 process);
bool isRunning(qint64 process);
int threadsOf(qint64 process); // 0 = it does not run

} // namespace rawi::test

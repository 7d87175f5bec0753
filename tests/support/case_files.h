#pragma once

#include <QByteArray>
#include <QString>

namespace rawi::test {

// A file people reported trouble with, by its path below the folder of cases (beside the source tree, or RAWI_CASES); empty
// where that folder is not: a test then skips, saying kNoCases.
QString caseFile(const char *name);
QByteArray caseBytes(const char *name);
constexpr const char *kNoCases = "the folder of reported cases is not here (../shared/cases, RAWI_CASES)";

} // namespace rawi::test

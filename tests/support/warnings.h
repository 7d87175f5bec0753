#pragma once

#include <QString>

namespace rawi::test {

// Says that the running test will cause a Qt warning whose text contains `part`; the test fails without it.
void expectWarning(const QString &part);
// Leaves warnings that contain `part` alone in every test (what a platform plugin says of itself).
void ignoreWarnings(const QString &part);

} // namespace rawi::test

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace rawi::test {

// What tests make once and keep below the build folder (test-cache beside bin): the path of the file or folder that `make`
// made by this recipe, which names everything the content depends on. `make` gets a path that nobody has yet and says
// whether it could; then the answer is that path's kept name, else empty. Several processes may ask at once: one makes, the
// others wait for it, and one that is killed on its way leaves nothing that counts. Nobody writes to what is kept: copy it.
QString keptOf(const QString &name, const QByteArray &recipe, const std::function<bool(const QString &)> &make);

} // namespace rawi::test

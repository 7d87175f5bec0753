#pragma once

#include <QStringList>

class QMimeData;

namespace rawi {

// The files of this computer that a drag or a paste carries: their paths.
QStringList localFiles(const QMimeData &data);

} // namespace rawi

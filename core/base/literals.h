#pragma once

#include <QString>

namespace rawi {

// u"…"_s is a QString, "…"_L1 a QLatin1StringView, both made when compiled.
using namespace Qt::StringLiterals;

} // namespace rawi

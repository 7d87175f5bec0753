#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace rawi {

// One line of what `rawi-media serve` is asked.
struct ServeRequest {
    qint64 id = 0;         // chosen by who asks
    QStringList arguments; // as on the command line, the verb first
    bool kill = false;     // in place of arguments: what runs or waits under the id is to be ended
};

// A longer line is refused: two paths of the longest kind fit in with all their characters escaped.
constexpr qsizetype kLongestRequest = 64 * 1024;

// Errors: InvalidArgument or UnknownField, naming the member.
Result<ServeRequest> readServeRequest(const QByteArray &line);

} // namespace rawi

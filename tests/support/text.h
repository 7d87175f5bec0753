#pragma once

#include <QString>

namespace rawi::test {

// Words of any language as they stand in a test, in UTF-8.
inline QString text(const char *value)
{
    return QString::fromUtf8(value);
}

} // namespace rawi::test

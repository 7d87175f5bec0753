#pragma once

#include "core/base/error.h"
#include "ui/text/feature_words.h"

#include <QString>

namespace rawi {

// What went wrong, why, and the way out, in the language of the desk; the subject is isolated (U+2068…U+2069).
QString errorText(const Error &error);

} // namespace rawi

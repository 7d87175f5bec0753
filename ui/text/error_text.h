#pragma once

#include "core/base/error.h"

#include <QString>

namespace rawi {

// What went wrong, why, and the way out, in the language of the desk; the subject is isolated (U+2068…U+2069).
QString errorText(const Error &error);

// The label of a record's field ("title_ar" → "Arabic title"); the name itself when it has no label.
QString fieldText(const QString &fieldName);

} // namespace rawi

#pragma once

#include "core/text/direction.h"

#include <QString>

namespace rawi {

// What a language is called, by CLDR: ("fr-CA", "ar") is "الفرنسية (كندا)". The tag itself when it is not known.
QString languageName(const QString &tag, const QString &inLanguage);
// The direction in which a language (BCP 47) is written.
Direction languageDirection(const QString &tag);

} // namespace rawi

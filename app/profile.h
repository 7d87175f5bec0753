#pragma once

#include <QLocale>
#include <QString>

namespace rawi::app {

// Organisation, name and version of this program.
void nameApplication(const QString &name);
// Where the desk of this user lives when no --profile is given.
QString defaultProfile();
// rawi-media: beside this program, else on PATH.
QString workerProgram();
// The program's language for one without windows (a desk with windows uses LanguageSwitch).
void installTranslation(const QLocale &locale);

} // namespace rawi::app

#include "app/profile.h"

#include "core/base/literals.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTranslator>

namespace rawi::app {

void nameApplication(const QString &name)
{
    QCoreApplication::setOrganizationName(u"Rawi"_s);
    QCoreApplication::setApplicationName(name);
    QCoreApplication::setApplicationVersion(QStringLiteral(RAWI_VERSION));
}

QString defaultProfile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/rawi/desk"_s;
}

QString workerProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + u"/rawi-media"_s;
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(u"rawi-media"_s);
}

void installTranslation(const QLocale &locale)
{
    auto *translator = new QTranslator(qApp);
    if (translator->load(locale, u"rawi"_s, u"_"_s, u":/i18n"_s)) {
        QCoreApplication::installTranslator(translator);
    }
}

} // namespace rawi::app

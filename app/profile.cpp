#include "app/profile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTranslator>

namespace rawi::app {

void nameApplication(const QString &name)
{
    QCoreApplication::setOrganizationName(QStringLiteral("Rawi"));
    QCoreApplication::setApplicationName(name);
    QCoreApplication::setApplicationVersion(QStringLiteral(RAWI_VERSION));
}

QString defaultProfile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/rawi/desk");
}

QString workerProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/rawi-media");
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(QStringLiteral("rawi-media"));
}

void installTranslation(const QLocale &locale)
{
    auto *translator = new QTranslator(qApp);
    if (translator->load(locale, QStringLiteral("rawi"), QStringLiteral("_"), QStringLiteral(":/i18n"))) {
        QCoreApplication::installTranslator(translator);
    }
}

} // namespace rawi::app

#include "app/desktop/desk_options.h"

#include "app/profile.h"
#include "core/base/literals.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace rawi::app {

DeskOptions parseDeskOptions(const QCoreApplication &application)
{
    const auto text = [](const char *english) { return QCoreApplication::translate("DeskOptions", english); };
    const auto option = [&](const char *name, const char *english, const char *value) {
        return QCommandLineOption(QLatin1StringView(name), text(english), QLatin1StringView(value));
    };
    QCommandLineParser parser;
    parser.setApplicationDescription(text(QT_TRANSLATE_NOOP("DeskOptions", "The editorial desk.")));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        option("profile", QT_TRANSLATE_NOOP("DeskOptions", "Folder of this desk's data."), "DIR"),
        option("server", QT_TRANSLATE_NOOP("DeskOptions", "Server to join, for example http://127.0.0.1:8420."), "URL"),
        option("email", QT_TRANSLATE_NOOP("DeskOptions", "Who signs in."), "EMAIL"),
        option("password-file", QT_TRANSLATE_NOOP("DeskOptions", "File whose first line is the password."), "FILE"),
        option("show-admin", QT_TRANSLATE_NOOP("DeskOptions", "Administrator of a new server, shown once."), "EMAIL"),
        option("admin-password-file", QT_TRANSLATE_NOOP("DeskOptions", "Where that administrator's password is kept."),
               "FILE"),
        option("language", QT_TRANSLATE_NOOP("DeskOptions", "Language of the windows: ar or en."), "CODE"),
    });
    parser.addPositionalArgument(u"files"_s, text(QT_TRANSLATE_NOOP("DeskOptions", "Files to add.")),
                                 u"[FILE…]"_s);
    parser.process(application);
    const auto value = [&](const char *name) { return parser.value(QLatin1StringView(name)); };
    return {value("profile").isEmpty() ? defaultProfile() : value("profile"),
            QUrl(value("server")),
            value("email"),
            value("password-file"),
            value("show-admin"),
            value("admin-password-file"),
            value("language"),
            parser.positionalArguments()};
}

} // namespace rawi::app

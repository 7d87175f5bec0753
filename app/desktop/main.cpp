// rawi: the desk.

#include "app/desktop/crash_log.h"
#include "app/desktop/desk_options.h"
#include "app/desktop/single_instance.h"
#include "app/features/desk_features.h"
#include "app/profile.h"
#include "core/desk/house/desk.h"
#include "ui/kit/language.h"
#include "ui/kit/preference_store.h"
#include "ui/shell/main_window.h"
#include "ui/text/error_text.h"

#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QTimer>

using namespace rawi;

namespace {

// A server that ./run has just made: who administers it and where the password is. Shown once.
void showNewServer(QWidget *window, Desk &desk, const app::DeskOptions &options)
{
    const QString shown = u"new_server_shown"_s;
    if (options.adminEmail.isEmpty() || !desk.replica().setting(shown).isEmpty()) {
        return;
    }
    const auto isolated = [](const QString &text) { return QChar(0x2068) + text + QChar(0x2069); };
    auto *box = new QMessageBox(
        QMessageBox::Information, QCoreApplication::translate("Main", "Your server is ready"),
        QCoreApplication::translate("Main", "Its administrator is %1. The password is kept in the file %2; keep it safe.")
            .arg(isolated(options.adminEmail), isolated(options.adminPasswordFile)),
        QMessageBox::Ok, window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->open();
    if (const auto kept = desk.replica().setSetting(shown, u"1"_s); !kept.ok()) {
        qWarning("the notice about the new server will be shown again");
    }
}

void joinServer(MainWindow &window, Desk &desk, const app::DeskOptions &options)
{
    if (options.server.isEmpty() || desk.sync().serverUrl() == options.server) {
        if (options.server.isEmpty()) {
            window.offerFirstRun();
        }
        return;
    }
    QFile secret(options.passwordFile);
    if (options.email.isEmpty() || !secret.open(QIODevice::ReadOnly)) {
        window.signIn();
        return;
    }
    desk.sync().signIn(options.server, options.email, QString::fromUtf8(secret.readLine(4096)).trimmed());
}

constexpr int kSettledMs = 10'000; // then the start-up is over

int cannotOpen(const Error &error)
{
    QMessageBox box(QMessageBox::Critical, QCoreApplication::translate("Main", "Rawi cannot open this desk"),
                    errorText(error));
    box.exec();
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    // The ffmpeg backend of Qt 6.4 crashes without an audio device and loses durations (shared/design/ui.md).
    if (qEnvironmentVariableIsEmpty("QT_MEDIA_BACKEND")) {
        qputenv("QT_MEDIA_BACKEND", "gstreamer");
    }
    QApplication application(argc, argv);
    app::nameApplication(u"rawi"_s);
    LanguageSwitch language(application);
    const app::DeskOptions options = app::parseDeskOptions(application);
    language.setLanguage(options.language.isEmpty() ? LanguageSwitch::systemLanguage()
                                                    : LanguageSwitch::fromCode(options.language));

    app::SingleInstance instance(options.profile);
    if (instance.handOver(options.files)) {
        return 0;
    }
    const SystemClock clock;
    auto desk = Desk::open(options.profile, app::workerProgram(), clock);
    if (!desk.ok()) {
        return cannotOpen(desk.error());
    }
    app::installCrashLog(options.profile + u"/crash.log"_s);
    instance.listen();

    PreferenceStore preferences((*desk)->replica());
    MainWindow window(**desk, language, preferences, app::deskFeatures());
    if (!options.language.isEmpty()) { // for this time only
        language.setLanguage(LanguageSwitch::fromCode(options.language));
    }
    QObject::connect(&instance, &app::SingleInstance::raised, &window, [&window](const QStringList &files) {
        window.showNormal();
        window.raise();
        window.activateWindow();
        window.addFiles(files);
    });
    window.show();
    (*desk)->encodes().start();
    (*desk)->batch().start();
    (*desk)->watchFolders().start();
    QTimer::singleShot(kSettledMs, &(*desk)->analyses(), &AnalysisQueue::addMissing);
    joinServer(window, **desk, options);
    showNewServer(&window, **desk, options);
    if (!options.files.isEmpty()) {
        window.addFiles(options.files);
    }
    return QApplication::exec();
}

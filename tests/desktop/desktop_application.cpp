// The application object of the desktop tests: a QApplication without a screen.
#include "tests/support/test_application.h"
#include "tests/support/warnings.h"

#include <QApplication>

namespace rawi::test {

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_MEDIA_BACKEND", "gstreamer");
    ignoreWarnings(QStringLiteral("XDG_RUNTIME_DIR"));
    ignoreWarnings(QStringLiteral("This plugin does not support"));
    ignoreWarnings(QStringLiteral("PulseAudioService")); // no sound on this machine
    ignoreWarnings(QStringLiteral("Unable to set the pipeline")); // of a file that is gone; the desk says so in words
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace rawi::test

// The application object of the desktop tests: a QApplication without a screen.
#include "core/base/literals.h"
#include "tests/support/test_application.h"
#include "tests/support/warnings.h"

#include <QApplication>

namespace rawi::test {

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_MEDIA_BACKEND", "gstreamer");
    ignoreWarnings(u"XDG_RUNTIME_DIR"_s);
    ignoreWarnings(u"This plugin does not support"_s);
    ignoreWarnings(u"PulseAudioService"_s); // no sound on this machine
    ignoreWarnings(u"Unable to set the pipeline"_s); // of a file that is gone; the desk says so in words
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace rawi::test

#pragma once

#include <QCoreApplication>

#include <memory>

namespace rawi::test {

// Makes the application object of a test program: a QCoreApplication. A test program that needs a
// QGuiApplication or QApplication defines this function itself; the linker then leaves this folder's alone.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv);

} // namespace rawi::test

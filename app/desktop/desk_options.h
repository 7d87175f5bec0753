#pragma once

#include <QStringList>
#include <QUrl>

class QCoreApplication;

namespace rawi::app {

// What the command line of rawi asks for.
struct DeskOptions {
    QString profile;
    QUrl server;              // to join at start, when this profile has not
    QString email;
    QString passwordFile;     // with email: signs in without asking (for ./run and kiosks)
    QString adminEmail;       // a server that was just made: shown once in the first window
    QString adminPasswordFile;
    QString language;         // "ar" or "en"; empty = as last time
    QStringList files;        // to add
};

// Ends the program with a usage message when the words are wrong or --help is asked for.
DeskOptions parseDeskOptions(const QCoreApplication &application);

} // namespace rawi::app

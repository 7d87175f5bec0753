#pragma once

#include "core/desk/house/desk.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <functional>

namespace rawi::ctl {

// What a command line asked for: words after the command's name and --options.
struct Arguments {
    QStringList words;
    QHash<QString, QString> options; // without dashes; a flag has an empty value
    bool flag(const char *name) const { return options.contains(QLatin1StringView(name)); }
    QString option(const char *name) const { return options.value(QLatin1StringView(name)); }
    // The number of an option, in any digits; `fallback` when it is not there. Errors: InvalidArgument, naming the word.
    Result<qint64> number(const char *name, qint64 fallback, qint64 least, qint64 most) const;
    // --timeout, or the usual one. Errors: InvalidArgument.
    Result<int> timeoutMs() const;
};

// A number that was typed, in any digits. Errors: InvalidArgument, naming the word.
Result<qint64> numberOf(const QString &word, qint64 least, qint64 most);

// An error as rawictl says it: in words on stderr, and as JSON on stdout with --json.
void sayError(const Error &error, bool json);

// One run of rawictl: the desk, the arguments, and how it answers. A command's function returns at once and
// calls done() or fail() now or later. Lives on the main thread.
class CtlSession : public QObject {
    Q_OBJECT

public:
    CtlSession(Desk &desk, Arguments arguments, bool json, QObject *parent = nullptr);

    Desk &desk() { return m_desk; }
    const Arguments &args() const { return m_arguments; }
    int timeoutMs() const { return *m_arguments.timeoutMs(); } // runCommand() has refused what is no number

    // Prints the answer (JSON on one line, or readable lines) and ends the program with 0.
    void done(const QJsonObject &answer);
    // sayError(), and the program ends with 1.
    void fail(const Error &error);
    // One line of progress: JSON lines with --json, words on stderr otherwise.
    void progress(const QJsonObject &line);

    // done(result) or fail(error) of one command of the rule book.
    void finishWith(const Result<Receipt> &receipt);
    // Calls `then` when the outbox and the uploads are empty and a sync has run since; fails with Timeout.
    void whenSynced(bool withUploads, int timeoutMs, std::function<void()> then);
    // Calls `then` when the connection is neither starting nor being tried (at most 3 s from now).
    void whenSettled(std::function<void()> then);

private:
    void end(int exitCode);

    Desk &m_desk;
    Arguments m_arguments;
    bool m_json;
    bool m_ended = false;
};

// Runs the command `name`; InvalidArgument when there is none or its words are wrong.
Result<void> runCommand(const QString &name, CtlSession &session);
// The help text: every command with its words, one a line.
QString commandsHelp();

} // namespace rawi::ctl

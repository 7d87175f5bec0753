#pragma once

#include "core/base/literals.h"
#include "tests/support/temporary_directory.h"

#include <QProcess>
#include <QUrl>

namespace rawi::test {

// The real rawi-server on a data folder of its own and a free port of 127.0.0.1. The program is looked for in
// $RAWI_BIN, then beside the test.
class ServerProcess {
public:
    // Initialised with an administrator (email(), password()), not started. Several servers may share a database (none: a
    // private one) and the media folder that belongs to it (none: of its own).
    explicit ServerProcess(const QString &database = {}, const QString &media = {});
    ~ServerProcess();

    // Waits for `ready`; after the first time on the same port again. Fails the test when it does not come.
    void start(const QStringList &more = {});
    // SIGTERM, or SIGKILL; waits for the end.
    void stop();
    void kill();
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    QUrl url() const { return m_url; }
    QString data() const;
    QString email() const { return u"admin@example.org"_s; }
    QString password() const { return u"a long pass phrase for tests"_s; }
    // Adds a person with password(); the server may run.
    void addUser(const QString &email, const QString &role);
    // What the server logged so far.
    QString log() const;

private:
    QString program() const;
    void administer(const QStringList &arguments);
    QStringList where() const;

    TemporaryDirectory m_directory;
    const QString m_database;
    const QString m_media;
    QProcess m_process;
    QUrl m_url;
};

} // namespace rawi::test

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

    // Waits for `ready`; after the first time on the same port again. `more` goes to `run`. Fails the test when it does not
    // come.
    void start(const QStringList &more = {});
    // SIGTERM, or SIGKILL; waits for the end.
    void stop();
    void kill();
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    qint64 processId() const { return m_process.processId(); }
    QUrl url() const { return m_urls.value(0); }
    // Of each address it listens on, url() first, then those of `more`.
    QList<QUrl> urls() const { return m_urls; }
    QString data() const;
    QString email() const { return u"admin@example.org"_s; }
    QString password() const { return u"a long pass phrase for tests"_s; }
    // Adds a person with password(); the server may run.
    void addUser(const QString &email, const QString &role);
    // Runs another verb on its folder and answers what it said; `code` is its exit code.
    struct Answer {
        int code = -1;
        QString out;
        QString err;
    };
    Answer tool(const QStringList &arguments);
    QString passwordFile() const { return m_directory.file(u"password"_s); }
    QString file(const QString &name) const { return m_directory.file(name); }
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
    QList<QUrl> m_urls;
};

} // namespace rawi::test

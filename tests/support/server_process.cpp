#include "tests/support/server_process.h"

#include "core/base/literals.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>

namespace rawi::test {

namespace {

constexpr int kReadyMs = 60'000; // initdb on a busy machine
constexpr int kStopMs = 15'000;

} // namespace

ServerProcess::ServerProcess(const QString &database, const QString &media) : m_database(database), m_media(media)
{
    QFile secret(m_directory.file(u"password"_s));
    EXPECT_TRUE(secret.open(QIODevice::WriteOnly));
    secret.write(password().toUtf8());
    secret.close();
    // The private PostgreSQL runs as another user when the test runs as root.
    QFile::setPermissions(m_directory.path(), QFile::permissions(m_directory.path()) | QFileDevice::ExeOther);
    m_process.setStandardErrorFile(m_directory.file(u"log"_s), QIODevice::Append);
    administer({u"init"_s, u"--admin-email"_s, email(), u"--admin-password-file"_s, secret.fileName()});
}

ServerProcess::~ServerProcess()
{
    stop();
}

QString ServerProcess::program() const
{
    const QString folder = qEnvironmentVariable("RAWI_BIN", QCoreApplication::applicationDirPath());
    return folder + u"/rawi-server"_s;
}

QStringList ServerProcess::where() const
{
    const QStringList folder{u"--data"_s, data()};
    return m_database.isEmpty() ? folder : folder + QStringList{u"--database"_s, m_database};
}

ServerProcess::Answer ServerProcess::tool(const QStringList &arguments)
{
    QProcess process;
    process.start(program(), arguments + where());
    EXPECT_TRUE(process.waitForFinished(kReadyMs))
        << qUtf8Printable(program() + ": "_L1 + process.errorString());
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

void ServerProcess::administer(const QStringList &arguments)
{
    const Answer answer = tool(arguments);
    EXPECT_EQ(answer.code, 0) << qUtf8Printable(answer.err);
}

void ServerProcess::addUser(const QString &userEmail, const QString &role)
{
    administer({u"user"_s, u"add"_s, u"--email"_s, userEmail, u"--role"_s, role, u"--password-file"_s,
                m_directory.file(u"password"_s)});
}

void ServerProcess::start(const QStringList &more)
{
    const int port = url().port(0);
    const qsizetype expected = 1 + more.count(u"--listen"_s);
    m_urls.clear();
    m_process.start(
        program(),
        QStringList{u"run"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)} + where()
            + (m_media.isEmpty() ? QStringList() : QStringList{u"--media"_s, m_media}) + more);
    const QDeadlineTimer deadline(kReadyMs);
    while (!deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(100);
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            if (line.startsWith("ready ")) {
                m_urls.append(QUrl(QString::fromUtf8(line.sliced(6))));
                if (m_urls.size() == expected) {
                    return;
                }
            }
        }
    }
    FAIL() << "rawi-server is not ready:\n" << qUtf8Printable(log());
}

void ServerProcess::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kStopMs) && m_process.state() != QProcess::NotRunning) {
        ADD_FAILURE() << "rawi-server does not end on SIGTERM";
        kill();
    }
}

void ServerProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(kStopMs);
}

QString ServerProcess::data() const
{
    return m_directory.file(u"data"_s);
}

QString ServerProcess::log() const
{
    QFile file(m_directory.file(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace rawi::test

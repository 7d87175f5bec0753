#include "tests/support/server_process.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>

namespace rawi::test {

namespace {

constexpr int kReadyMs = 60'000; // initdb on a busy machine
constexpr int kStopMs = 15'000;

} // namespace

ServerProcess::ServerProcess()
{
    QFile secret(m_directory.file(QStringLiteral("password")));
    EXPECT_TRUE(secret.open(QIODevice::WriteOnly));
    secret.write(password().toUtf8());
    secret.close();
    // The private PostgreSQL runs as another user when the test runs as root.
    QFile::setPermissions(m_directory.path(), QFile::permissions(m_directory.path()) | QFileDevice::ExeOther);
    m_process.setStandardErrorFile(m_directory.file(QStringLiteral("log")), QIODevice::Append);
    administer({QStringLiteral("init"), QStringLiteral("--admin-email"), email(),
                QStringLiteral("--admin-password-file"), secret.fileName()});
}

ServerProcess::~ServerProcess()
{
    stop();
}

QString ServerProcess::program() const
{
    const QString folder = qEnvironmentVariable("RAWI_BIN", QCoreApplication::applicationDirPath());
    return folder + QStringLiteral("/rawi-server");
}

void ServerProcess::administer(const QStringList &arguments)
{
    QProcess process;
    process.start(program(), arguments + QStringList{QStringLiteral("--data"), m_directory.file(QStringLiteral("data"))});
    EXPECT_TRUE(process.waitForFinished(kReadyMs)) << qUtf8Printable(program() + QLatin1StringView(": ") + process.errorString());
    EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().constData();
}

void ServerProcess::addUser(const QString &userEmail, const QString &role)
{
    administer({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--email"), userEmail,
                QStringLiteral("--role"), role, QStringLiteral("--password-file"),
                m_directory.file(QStringLiteral("password"))});
}

void ServerProcess::start()
{
    const int port = m_url.port(0);
    m_process.start(program(), {QStringLiteral("run"), QStringLiteral("--data"), m_directory.file(QStringLiteral("data")),
                                QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port)});
    const QDeadlineTimer deadline(kReadyMs);
    while (!deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(100);
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            if (line.startsWith("ready ")) {
                m_url = QUrl(QString::fromUtf8(line.sliced(6)));
                return;
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
    return m_directory.file(QStringLiteral("data"));
}

QString ServerProcess::log() const
{
    QFile file(m_directory.file(QStringLiteral("log")));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace rawi::test

#include "tests/support/pg_fixture.h"

#include "sync-server/pg/private_postgres.h"
#include "tests/support/kept_files.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/stat.h>

// Outside any namespace, as the macro asks.
static void registerMigrations()
{
    Q_INIT_RESOURCE(rawi_sql);
}

namespace rawi::test {

namespace {

constexpr const char *kTemplate = "rawi_template";

// What a prepared cluster depends on: PostgreSQL's version (its folder) and the migrations.
QByteArray recipe()
{
    registerMigrations();
    const Result<QString> programs = server::PrivatePostgres::findPrograms();
    QByteArray text = "cluster with rawi_template 1\n" + (programs ? programs->toUtf8() : QByteArray());
    const QDir migrations(u":/sql"_s);
    for (const QString &name : migrations.entryList(QDir::Files, QDir::Name)) {
        QFile file(migrations.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qUtf8Printable(name);
        text += '\n' + name.toUtf8() + '\n' + file.readAll();
    }
    return text;
}

// With owner and modes: as root the cluster belongs to another user. (Qt copies files only.)
bool copyFolder(const QString &from, const QString &to)
{
    return QProcess::execute(u"cp"_s, {u"-a"_s, from, to}) == 0;
}

// The cluster of this test program; databases are copied from a migrated template. initdb and the migrations take five
// times as long as all else here, so the prepared cluster is kept, and each program starts its own on a copy of it: nothing is
// shared by programs that run, and the server ends with the program however that ends.
class TestCluster {
public:
    TestCluster() : m_folder(QDir::tempPath() + u"/rawi-test-pg-XXXXXX"_s)
    {
        // As root the cluster belongs to another user, who has to get through this folder.
        chmod(QFile::encodeName(m_folder.path()).constData(), 0711);
        m_postgres = std::make_unique<server::PrivatePostgres>(
            server::PrivatePostgres::Options{m_folder.filePath(u"pg"_s), {}, false, 100});
        m_ready = start();
    }

    Result<QString> fresh()
    {
        RAWI_TRY(m_ready);
        const QString name = u"test_%1"_s.arg(++m_count);
        RAWI_ASSIGN(const auto admin, server::PgConnection::open(m_postgres->conninfo(u"postgres"_s)));
        RAWI_TRY(admin->execScript("CREATE DATABASE " + name.toStdString() + " TEMPLATE " + kTemplate));
        return m_postgres->conninfo(name);
    }

private:
    Result<void> start()
    {
        const QString cluster = m_folder.filePath(u"pg"_s);
        Result<void> prepared;
        const QString kept = keptOf(u"pg"_s, recipe(), [&](const QString &path) {
            prepared = prepare();
            m_postgres->stop();
            return prepared.ok() && copyFolder(cluster, path);
        });
        RAWI_TRY(prepared);
        if (!QFileInfo::exists(cluster) && !copyFolder(kept, cluster)) {
            return Error{ErrorCode::IoError, cluster, u"cannot copy the prepared cluster "_s + kept};
        }
        return m_postgres->start();
    }

    Result<void> prepare()
    {
        RAWI_TRY(m_postgres->start());
        RAWI_TRY(m_postgres->ensureDatabase(QLatin1StringView(kTemplate)));
        RAWI_ASSIGN(const auto connection,
                    server::PgConnection::open(m_postgres->conninfo(QLatin1StringView(kTemplate))));
        return server::migrate(*connection);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<server::PrivatePostgres> m_postgres;
    Result<void> m_ready;
    int m_count = 0;
};

} // namespace

QString freshDatabase()
{
    static TestCluster cluster;
    const Result<QString> conninfo = cluster.fresh();
    EXPECT_TRUE(conninfo.ok()) << qUtf8Printable(conninfo.ok() ? QString() : conninfo.error().toString());
    return conninfo.ok() ? *conninfo : QString();
}

QString PgTest::one(const std::string &sql, const server::PgParams &params)
{
    const Result<QString> value = pool->with<QString>([&](server::PgConnection &connection) -> Result<QString> {
        RAWI_ASSIGN(const server::PgRows rows, connection.exec(sql, params));
        return rows.count() > 0 ? Result<QString>(rows.string(0, 0))
                                : Error{ErrorCode::NotFound, QString::fromStdString(sql), u"no row"_s};
    });
    EXPECT_TRUE(value.ok()) << qUtf8Printable(value.ok() ? QString() : value.error().toString());
    return value.ok() ? *value : QString();
}

} // namespace rawi::test

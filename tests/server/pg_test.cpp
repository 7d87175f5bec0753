#include "core/catalog/series.h"
#include "core/media/media_asset.h"
#include "core/protocol/workspace_rules.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/pg/pg_error.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/private_postgres.h"
#include "sync-server/pg/row_store.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/temporary_directory.h"

#include <QJsonDocument>

#include <csignal>
#include <sys/stat.h>

using namespace rawi;
using namespace rawi::server;
using rawi::test::TemporaryDirectory;

namespace {

class Pg : public rawi::test::PgTest {};

// A value of the field's kind that shows what a store may get wrong.
QJsonValue telling(const FieldInfo &field, int variant)
{
    switch (field.kind) {
    case FieldKind::Id:
        return variant == 0 ? QJsonValue() : QJsonValue(uuidText(QUuid::createUuid()));
    case FieldKind::Text:
        return variant == 0 ? QString() : u"قالت \"مرحبا\"\\\n\t\u0001/é😀 · ‏x"_s;
    case FieldKind::OrderKey:
        return variant == 0 ? u"a0"_s : u"Zz9"_s;
    case FieldKind::Integer:
        return variant == 0 ? QJsonValue(0) : QJsonValue(qint64(9007199254740991));
    case FieldKind::Boolean:
        return variant == 1;
    case FieldKind::Timestamp:
        return variant == 0 ? QJsonValue() : QJsonValue(u"2026-11-21T03:45:00.007Z"_s);
    case FieldKind::Date:
        return variant == 0 ? QJsonValue() : QJsonValue(u"1970-01-01"_s);
    case FieldKind::Enum:
        return variant == 0 ? field.enumNames.first() : field.enumNames.last();
    case FieldKind::TextSet:
        return variant == 0 ? QJsonArray() : QJsonArray{u"a \"q\""_s, u"ثقافة"_s};
    case FieldKind::Json:
        return variant == 0 ? QJsonObject()
                            : QJsonObject{{u"z"_s, QJsonArray{1, 2.5, -3, QJsonValue()}},
                                          {u"aa"_s, QJsonObject{{u"é"_s, true}}},
                                          {u"bitrate"_s, 29.97002997002997}};
    case FieldKind::Number:
    case FieldKind::Object:
    case FieldKind::List:
        break; // never a column
    }
    return {};
}

} // namespace

TEST_F(Pg, EveryDescribedTypeHasItsColumns)
{
    const RuleBook rules = makeWorkspaceRules();
    ASSERT_FALSE(rules.types().isEmpty());
    for (const RecordInfo *type : rules.types()) {
        QStringList expected{u"id"_s, u"rev"_s, u"workspace"_s};
        for (const FieldInfo &field : type->fields) {
            expected.append(field.name);
        }
        expected.sort();
        const QString columns = one("SELECT string_agg(column_name, ',' ORDER BY column_name COLLATE \"C\") FROM"
                                    " information_schema.columns WHERE table_name = $1",
                                    {type->name.toStdString()});
        EXPECT_EQ(columns, expected.join(QLatin1Char(','))) << qUtf8Printable(type->name);
    }
}

TEST_F(Pg, EveryTypeComesBackAsItWasWritten)
{
    const RuleBook rules = makeWorkspaceRules();
    const auto workspace = ensureWorkspace(*pool, u"w"_s, 1);
    ASSERT_TRUE(workspace.ok()) << qUtf8Printable(workspace.error().toString());
    auto lease = pool->acquire();
    ASSERT_TRUE(lease.ok());
    PgRowStore store(*lease->connection, workspace->id);
    for (const RecordInfo *type : rules.types()) {
        for (const int variant : {0, 1}) {
            const QUuid id = makeUuidV7(1763697600000 + variant);
            QJsonObject row{{u"id"_s, uuidText(id)}, {u"rev"_s, 1 + variant}};
            for (const FieldInfo &field : type->fields) {
                row.insert(field.name, telling(field, variant));
            }
            const auto written = store.write({{type, id, {}, row}});
            ASSERT_TRUE(written.ok()) << qUtf8Printable(written.error().toString());
            const auto back = store.row(*type, id);
            ASSERT_TRUE(back.ok()) << qUtf8Printable(back.error().toString());
            ASSERT_TRUE(back->has_value());
            EXPECT_EQ(rowHash(**back), rowHash(row)) << qUtf8Printable(type->name) << QJsonDocument(**back).toJson().toStdString();
            for (const FieldInfo &field : type->fields) {
                const auto found = store.rowsWhere(*type, field.name, row.value(field.name));
                ASSERT_TRUE(found.ok()) << qUtf8Printable(field.name + found.error().toString());
                EXPECT_TRUE(found->contains(row)) << qUtf8Printable(type->name + QLatin1Char('.') + field.name);
            }
        }
    }
}

TEST_F(Pg, JsonbTakesWhatHoldsANulAndKeepsWhatOnlySpellsOne)
{
    const QJsonObject words{{u"nul"_s, u"a\\"_s + QChar::Null + u"b"_s}, {u"spelt"_s, u"\\u0000 \\\\u0000"_s}};
    const QJsonObject kept{{u"nul"_s, u"a\\"_s + QChar(QChar::ReplacementCharacter) + u"b"_s}, {u"spelt"_s, words.value("spelt"_L1)}};
    const QString stored = one("SELECT $1::jsonb", {pgJson(words)});
    EXPECT_EQ(QJsonDocument::fromJson(stored.toUtf8()).object(), kept) << qUtf8Printable(stored);
    EXPECT_EQ(QJsonDocument::fromJson(one("SELECT $1::jsonb", {pgJson(QJsonArray{words})}).toUtf8()).array(), QJsonArray{kept});
}

TEST_F(Pg, MigratesOnceAndNoticesAChangedMigration)
{
    auto lease = pool->acquire();
    ASSERT_TRUE(lease.ok());
    EXPECT_TRUE(migrate(*lease->connection).ok());
    ASSERT_TRUE(lease->connection->execScript("UPDATE schema_migrations SET checksum = 'x' WHERE name LIKE '0001%'").ok());
    const auto again = migrate(*lease->connection);
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().code, ErrorCode::CorruptData);
}

TEST_F(Pg, MapsErrorsAndKeepsTheConnection)
{
    auto lease = pool->acquire();
    ASSERT_TRUE(lease.ok());
    PgConnection &connection = *lease->connection;
    ASSERT_TRUE(connection.execScript("CREATE TABLE t (a text PRIMARY KEY)").ok());
    ASSERT_TRUE(connection.exec("INSERT INTO t VALUES ($1)", {"x"}).ok());
    const auto twice = connection.exec("INSERT INTO t VALUES ($1)", {"x"});
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(twice.error().subject, u"t_pkey"_s);
    const auto nul = connection.exec("INSERT INTO t VALUES ($1)", {std::string("a\0b", 3)});
    ASSERT_FALSE(nul.ok());
    EXPECT_TRUE(isDataRefusal(nul.error()));
    const auto wrong = connection.exec("SELECT nonsense");
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(sqlState(wrong.error()), u"42703"_s);
    EXPECT_TRUE(connection.healthy());
}

TEST_F(Pg, ReplacesAConnectionThatWasCut)
{
    const QString pid = one("SELECT pg_backend_pid()::text");
    const auto other = PgConnection::open(conninfo);
    ASSERT_TRUE(other.ok());
    ASSERT_TRUE((*other)->exec("SELECT pg_terminate_backend($1)", {pid.toStdString()}).ok());
    for (int i = 0; i < 200 && (*other)->exec("SELECT 1 FROM pg_stat_activity WHERE pid = $1", {pid.toStdString()})->count() > 0; ++i) {
        usleep(5000);
    }
    EXPECT_NE(one("SELECT pg_backend_pid()::text"), pid);
}

TEST_F(Pg, RollsBackWithoutCommit)
{
    auto lease = pool->acquire();
    ASSERT_TRUE(lease.ok());
    {
        auto transaction = PgTransaction::begin(*lease->connection);
        ASSERT_TRUE(transaction.ok());
        ASSERT_TRUE(lease->connection->execScript("CREATE TABLE gone (a int)").ok());
    }
    EXPECT_FALSE(lease->connection->exec("SELECT * FROM gone").ok());
    EXPECT_TRUE(lease->connection->healthy());
}

TEST(PrivatePostgres, SaysWhichPackageIsMissing)
{
    TemporaryDirectory folder;
    PrivatePostgres postgres({folder.file(u"pg"_s), folder.file(u"nothing"_s), false, 10});
    const auto started = postgres.start();
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().code, ErrorCode::MissingProgram);
    EXPECT_EQ(started.error().subject, u"postgresql-15"_s);
}

TEST(PrivatePostgres, StartsInALongPathAndAgainAfterAKill)
{
    TemporaryDirectory folder;
    chmod(QFile::encodeName(folder.path()).constData(), 0711);
    const QString longPath = folder.file(QString(60, QLatin1Char('x')) + QLatin1Char('/') + QString(60, QLatin1Char('y')));
    PrivatePostgres postgres({longPath, {}, false, 10});
    const auto started = postgres.start();
    ASSERT_TRUE(started.ok()) << qUtf8Printable(started.error().toString());
    QFile pidFile(postgres.clusterDirectory() + u"/data/postmaster.pid"_s);
    ASSERT_TRUE(pidFile.open(QIODevice::ReadOnly));
    const pid_t pid = pidFile.readLine().trimmed().toInt();
    ASSERT_GT(pid, 1);
    kill(pid, SIGKILL);
    for (int i = 0; i < 100 && postgres.running() && kill(pid, 0) == 0; ++i) {
        usleep(10000);
    }
    postgres.stop();
    const auto again = postgres.start();
    ASSERT_TRUE(again.ok()) << qUtf8Printable(again.error().toString());
    EXPECT_TRUE(PgConnection::open(PrivatePostgres::conninfoOf(longPath, u"postgres"_s)).ok());
    postgres.stop();
    EXPECT_FALSE(postgres.running());
}

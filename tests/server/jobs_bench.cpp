#include "tests/server/jobs_bench.h"

#include "sync-server/feed/workspace.h"

#include <QDeadlineTimer>
#include <QThread>

namespace rawi::test {

using server::Job;

void JobsBench::SetUp()
{
    PgTest::SetUp();
    ASSERT_TRUE(server::ensureWorkspace(*pool, u"Test"_s, clock.nowMs()).ok());
    queue = newQueue();
}

void JobsBench::TearDown()
{
    queue.reset();
}

std::unique_ptr<server::JobQueue> JobsBench::newQueue(const QString &owner)
{
    return std::make_unique<server::JobQueue>(*pool, owner);
}

Job JobsBench::enqueue(const QString &kind, const QJsonObject &args, const QUuid &workspace)
{
    Job job;
    job.kind = kind;
    job.args = args;
    job.workspace = workspace;
    const Result<Job> made =
        pool->with<Job>([&](server::PgConnection &connection) { return server::JobStore::enqueue(connection, job); });
    EXPECT_TRUE(made.ok()) << qUtf8Printable(made ? QString() : made.error().toString());
    queue->wake();
    return made ? *made : job;
}

Job JobsBench::job(const QUuid &id)
{
    const Result<Job> found = queue->store().find(id);
    EXPECT_TRUE(found.ok()) << qUtf8Printable(found ? QString() : found.error().toString());
    return found ? *found : Job();
}

Job JobsBench::settled(const QUuid &id, const QList<server::JobState> &states)
{
    const QDeadlineTimer deadline(60'000);
    for (;;) {
        const Job found = job(id);
        if (states.contains(found.state)) {
            return found;
        }
        if (deadline.hasExpired()) {
            ADD_FAILURE() << "it is still " << qUtf8Printable(enumText(found.state));
            return found;
        }
        QThread::msleep(10);
    }
}

void JobsBench::makeDue()
{
    one("WITH due AS (UPDATE jobs SET run_after = now() WHERE state = 'pending' RETURNING 1) SELECT count(*) FROM due");
    queue->wake();
}

void JobsBench::script(const std::string &sql)
{
    const Result<void> done = pool->with<void>([&](server::PgConnection &connection) { return connection.execScript(sql); });
    EXPECT_TRUE(done.ok()) << qUtf8Printable(done ? QString() : done.error().toString());
}

QUuid JobsBench::addWorkspace(const QString &name)
{
    const QUuid id = QUuid::createUuid();
    one("INSERT INTO workspaces (id, name, epoch) VALUES ($1, $2, 'e') RETURNING id", {uuidText(id).toStdString(), name.toStdString()});
    return id;
}

server::JobKind kindOf(const QString &name, server::JobHandler run)
{
    server::JobKind kind;
    kind.name = name;
    kind.lane = u"test"_s;
    kind.run = std::move(run);
    return kind;
}

} // namespace rawi::test

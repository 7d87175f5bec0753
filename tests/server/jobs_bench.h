#pragma once

#include "sync-server/jobs/scheduler.h"
#include "tests/support/manual_clock.h"
#include "tests/support/pg_fixture.h"

namespace rawi::test {

// A queue over a database of its own, without any feature. A test adds its kinds and starts it; a second server is a second
// queue over the same pool.
class JobsBench : public PgTest {
protected:
    void SetUp() override;
    void TearDown() override;
    // As after a kill -9 and a start: a new queue of the same name, to be given its kinds.
    std::unique_ptr<server::JobQueue> newQueue(const QString &owner = u"one"_s);

    // Enqueued in a transaction of its own.
    server::Job enqueue(const QString &kind, const QJsonObject &args = {}, const QUuid &workspace = {});
    server::Job job(const QUuid &id);
    // The job once it is in one of these states; fails the test when it takes too long.
    server::Job settled(const QUuid &id, const QList<server::JobState> &states = {server::JobState::Completed, server::JobState::Failed,
                                                                                   server::JobState::Dead, server::JobState::Cancelled});
    // What waits for its next try is due at once.
    void makeDue();
    void script(const std::string &sql);
    QUuid addWorkspace(const QString &name);

    ManualClock clock;
    std::unique_ptr<server::JobQueue> queue;
};

// A kind that does `run` in the lane "test".
server::JobKind kindOf(const QString &name, server::JobHandler run);

} // namespace rawi::test

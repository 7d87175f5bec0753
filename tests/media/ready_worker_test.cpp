#include "core/desk/media/ready_worker.h"
#include "tests/media/process_tree.h"
#include "tests/media/worker_runner.h"
#include "tests/support/media_files.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <csignal>

namespace rawi::test {

namespace {

constexpr int kPatienceMs = 30'000;

bool waitFor(const std::function<bool()> &done)
{
    QElapsedTimer timer;
    timer.start();
    QTimer wake; // and no limit for processEvents, which would then not sleep: the workers want the processor
    wake.start(10);
    while (!done() && timer.elapsed() < kPatienceMs) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return done();
}

} // namespace

class ReadyWorkerTest : public ::testing::Test {
protected:
    struct Answer {
        bool ended = false;
        QJsonObject last;
        std::optional<Error> error;
    };

    std::shared_ptr<Answer> run(ReadyWorker &worker, const QStringList &arguments, int timeoutMs = kPatienceMs)
    {
        const auto answer = std::make_shared<Answer>();
        worker.run(arguments, timeoutMs, [answer](const QJsonObject &last, const std::optional<Error> &error) {
            EXPECT_FALSE(answer->ended) << "answered twice";
            *answer = {true, last, error};
        });
        EXPECT_FALSE(answer->ended);
        return answer;
    }
    std::shared_ptr<Answer> probe(ReadyWorker &worker, const QString &file)
    {
        return run(worker, {u"probe"_s, file, u"--json"_s});
    }
    std::shared_ptr<Answer> thumbs(ReadyWorker &worker, int timeoutMs = kPatienceMs)
    {
        return run(worker, {u"thumbs"_s, narratedVideo(), u"--out"_s, m_folder.path(), u"--json"_s},
                   timeoutMs);
    }

    QTemporaryDir m_folder;
};

TEST_F(ReadyWorkerTest, OneProcessServesAll)
{
    ReadyWorker worker(workerProgram());
    EXPECT_EQ(worker.pid(), 0);
    const auto film = probe(worker, phoneVideo());
    const auto missing = probe(worker, m_folder.filePath(u"not-there.mp4"_s));
    const auto pictures = thumbs(worker);
    ASSERT_TRUE(waitFor([&] { return film->ended && missing->ended && pictures->ended; }));
    EXPECT_FALSE(film->error);
    EXPECT_EQ(film->last.value(u"content_type"_s).toString(), u"video/mp4"_s);
    ASSERT_TRUE(missing->error);
    EXPECT_EQ(missing->error->code, ErrorCode::FileMissing);
    EXPECT_FALSE(pictures->error);
    const qint64 serving = worker.pid();
    const auto again = probe(worker, phoneVideo());
    ASSERT_TRUE(waitFor([&] { return again->ended; }));
    EXPECT_EQ(worker.pid(), serving);
}

TEST_F(ReadyWorkerTest, ALateRunIsKilledAlone)
{
    ReadyWorker worker(workerProgram());
    ASSERT_TRUE(waitFor([&, first = probe(worker, phoneVideo())] { return first->ended; }));
    const qint64 serving = worker.pid();
    const auto late = thumbs(worker, 1);
    const auto other = probe(worker, phoneVideo());
    ASSERT_TRUE(waitFor([&] { return late->ended && other->ended; }));
    ASSERT_TRUE(late->error);
    EXPECT_EQ(late->error->code, ErrorCode::Timeout);
    EXPECT_FALSE(other->error);
    EXPECT_EQ(worker.pid(), serving);
    EXPECT_TRUE(childrenOf(serving).isEmpty());
}

TEST_F(ReadyWorkerTest, AServerThatStandsStillIsReplaced)
{
    ReadyWorker worker(workerProgram());
    ASSERT_TRUE(waitFor([&, first = probe(worker, phoneVideo())] { return first->ended; }));
    ::kill(pid_t(worker.pid()), SIGSTOP);
    const auto late = run(worker, {u"probe"_s, phoneVideo(), u"--json"_s}, 100);
    ASSERT_TRUE(waitFor([&] { return late->ended; }));
    EXPECT_EQ(late->error->code, ErrorCode::Timeout);
    const auto next = probe(worker, phoneVideo());
    ASSERT_TRUE(waitFor([&] { return next->ended; }));
    EXPECT_FALSE(next->error);
}

TEST_F(ReadyWorkerTest, ACrashedServerFailsItsRunsAndTheNextStartsAnother)
{
    ReadyWorker worker(workerProgram());
    const auto running = thumbs(worker);
    ASSERT_TRUE(waitFor([&] { return !childrenOf(worker.pid()).isEmpty(); }));
    const qint64 serving = worker.pid();
    ::kill(pid_t(serving), SIGSEGV);
    ASSERT_TRUE(waitFor([&] { return running->ended; }));
    ASSERT_TRUE(running->error);
    EXPECT_EQ(running->error->code, ErrorCode::WorkerCrashed);
    const auto next = probe(worker, phoneVideo());
    ASSERT_TRUE(waitFor([&] { return next->ended; }));
    EXPECT_FALSE(next->error);
    EXPECT_NE(worker.pid(), serving);
}

TEST_F(ReadyWorkerTest, ACrashedRunIsTheOnlyOne)
{
    ReadyWorker worker(workerProgram());
    const auto running = thumbs(worker);
    ASSERT_TRUE(waitFor([&] { return !childrenOf(worker.pid()).isEmpty(); }));
    const qint64 serving = worker.pid();
    ::kill(pid_t(childrenOf(serving).first()), SIGSEGV);
    ASSERT_TRUE(waitFor([&] { return running->ended; }));
    ASSERT_TRUE(running->error);
    EXPECT_EQ(running->error->code, ErrorCode::WorkerCrashed);
    EXPECT_EQ(worker.pid(), serving);
}

TEST_F(ReadyWorkerTest, LeavesWhenThereIsNothingToDo)
{
    ReadyWorker worker(workerProgram(), nullptr, 50);
    const auto first = probe(worker, phoneVideo());
    ASSERT_TRUE(waitFor([&] { return first->ended; }));
    const qint64 serving = worker.pid();
    ASSERT_NE(serving, 0);
    EXPECT_TRUE(waitFor([&] { return worker.pid() == 0 && !isRunning(serving); }));
    const auto second = probe(worker, phoneVideo());
    ASSERT_TRUE(waitFor([&] { return second->ended; }));
    EXPECT_FALSE(second->error);
}

TEST_F(ReadyWorkerTest, EndsWithItsOwner)
{
    auto worker = std::make_unique<ReadyWorker>(workerProgram());
    const auto running = thumbs(*worker);
    ASSERT_TRUE(waitFor([&] { return !childrenOf(worker->pid()).isEmpty(); }));
    const qint64 serving = worker->pid();
    const qint64 child = childrenOf(serving).first();
    worker.reset();
    EXPECT_TRUE(waitFor([&] { return !isRunning(serving) && !isRunning(child); }));
    EXPECT_FALSE(running->ended);
}

TEST_F(ReadyWorkerTest, SaysThatTheProgramIsMissing)
{
    ReadyWorker worker(m_folder.filePath(u"rawi-media"_s));
    const auto nothing = probe(worker, phoneVideo());
    ASSERT_TRUE(waitFor([&] { return nothing->ended; }));
    ASSERT_TRUE(nothing->error);
    EXPECT_EQ(nothing->error->code, ErrorCode::MissingProgram);
    EXPECT_EQ(worker.pid(), 0);
}

} // namespace rawi::test

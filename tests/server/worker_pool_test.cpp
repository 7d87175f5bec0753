#include "sync-server/gateway/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <random>

namespace rawi::server {
namespace {

using Submitted = WorkerPool::Submitted;

// Whether it comes true within ten seconds.
bool soon(const std::function<bool()> &holds)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!holds() && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return holds();
}

TEST(WorkerPool, OneCallerLeavesAThreadToTheOthers)
{
    WorkerPool pool(4, 100, 3);
    std::latch release(1);
    std::atomic<int> running = 0;
    for (int i = 0; i < 20; ++i) {
        ASSERT_EQ(pool.submit([&] { ++running; release.wait(); }, "busy"), Submitted::Queued);
    }
    EXPECT_TRUE(soon([&] { return running == 3; }));
    std::atomic<bool> served = false;
    ASSERT_EQ(pool.submit([&] { served = true; }, "other"), Submitted::Queued);
    EXPECT_TRUE(soon([&] { return served.load(); }));
    EXPECT_EQ(running, 3);
    release.count_down();
    EXPECT_TRUE(soon([&] { return running == 20 && pool.queued() == 0; }));
}

// A thread is woken for what may run, and by nothing else: no job may be left waiting for a wake that never comes.
TEST(WorkerPool, NoJobIsLeftWaiting)
{
    std::minstd_rand random(7);
    for (int round = 0; round < 300; ++round) {
        const int bound = int(random() % 4);
        WorkerPool pool(4, 10'000, bound);
        std::atomic<int> done = 0;
        const int jobs = 1 + int(random() % 60);
        for (int i = 0; i < jobs; ++i) {
            const bool pauses = random() % 8 == 0;
            pool.submit(
                [&done, pauses] {
                    if (pauses) {
                        std::this_thread::sleep_for(std::chrono::microseconds(200));
                    }
                    ++done;
                },
                std::string(1, char('a' + random() % 3)));
            if (random() % 16 == 0) {
                std::this_thread::sleep_for(std::chrono::microseconds(100)); // let them fall asleep
            }
        }
        ASSERT_TRUE(soon([&] { return done == jobs; })) << "round " << round << ": " << done << " of " << jobs << ", bound " << bound;
    }
}

TEST(WorkerPool, FullIsSaidOfThePoolAndOfACaller)
{
    WorkerPool pool(1, WorkerPool::kMostQueuedOfCaller + 10, 1);
    std::latch release(1);
    std::atomic<bool> busy = false;
    pool.submit([&] { busy = true; release.wait(); }, "first");
    ASSERT_TRUE(soon([&] { return busy.load(); }));
    for (size_t i = 0; i < WorkerPool::kMostQueuedOfCaller; ++i) {
        ASSERT_EQ(pool.submit([] {}, "greedy"), Submitted::Queued);
    }
    EXPECT_EQ(pool.submit([] {}, "greedy"), Submitted::CallerFull);
    for (int i = 0; i < 10; ++i) {
        ASSERT_EQ(pool.submit([] {}, "other"), Submitted::Queued);
    }
    EXPECT_EQ(pool.submit([] {}, "third"), Submitted::PoolFull);
    release.count_down();
    EXPECT_TRUE(soon([&] { return pool.queued() == 0; }));
}

} // namespace
} // namespace rawi::server

#pragma once

#include "sync-server/gateway/edge.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

namespace rawi::server {

// A sink that keeps what it got, and can refuse the piece that reaches `refuseAt` bytes.
struct SinkLog {
    std::mutex mutex;
    std::condition_variable changed;
    std::string bytes;
    std::vector<size_t> pieces;
    size_t refuseAt = SIZE_MAX;
    std::optional<bool> complete;

    bool waitFinished();
};

// The real edge on a free port with a few routes of its own: tokens "viewer", "editor" and "admin" are valid.
class EdgeFixture : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;
    // What a test adds.
    virtual void configure(EdgeConfig &) {}
    virtual void addRoutes() {}
    int port() const { return edge->port(); }

    RoutingTable table;
    std::shared_ptr<SinkLog> sink = std::make_shared<SinkLog>();
    std::unique_ptr<Edge> edge;
    std::function<std::string(const std::string &)> hello; // set before a test opens a socket

private:
    void addPlainRoutes();
    void addStreamRoutes();
};

// The session a test token stands for.
Result<SessionRef> testSession(std::string_view token);

} // namespace rawi::server

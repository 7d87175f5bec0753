#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

namespace rawi::server {

// What the edge counts, as Prometheus text; thread-safe.
class EdgeMetrics {
public:
    // `route` is the pattern ("" when no route took the request), never the path: labels stay few.
    void requestDone(std::string_view method, std::string_view route, int status, double seconds);
    std::string text() const;

    std::atomic<int64_t> connections{0};
    std::atomic<int64_t> connectionsRefused{0}; // too many, altogether or of an address
    std::atomic<int64_t> sockets{0};
    std::atomic<int64_t> socketsCut{0}; // slow readers
    std::atomic<uint64_t> bytesReceived{0};
    std::atomic<uint64_t> bytesSent{0};

private:
    static constexpr std::array kBuckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0};

    struct Key {
        std::string method;
        std::string route;
        int status;
        auto operator<=>(const Key &) const = default;
    };
    struct KeyView {
        std::string_view method;
        std::string_view route;
        int status;
    };
    struct KeyLess {
        using is_transparent = void;
        bool operator()(const auto &a, const auto &b) const
        {
            return std::tuple<std::string_view, std::string_view, int>(a.route, a.method, a.status)
                < std::tuple<std::string_view, std::string_view, int>(b.route, b.method, b.status);
        }
    };
    struct Series {
        uint64_t count = 0;
        double seconds = 0;
        std::array<uint64_t, kBuckets.size()> buckets{};
    };

    mutable std::mutex m_mutex;
    std::map<Key, Series, KeyLess> m_requests;
};

} // namespace rawi::server

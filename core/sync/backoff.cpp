#include "core/sync/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kFirstMs = 500;
constexpr int kLongestMs = 15'000;
constexpr int kShortestMs = 20; // jitter may draw 0, which would spin

} // namespace

int Backoff::nextMs()
{
    const int cap = std::min(kLongestMs, kFirstMs << std::min(m_failures, 7));
    ++m_failures;
    return std::max(kShortestMs, static_cast<int>(QRandomGenerator::global()->bounded(cap + 1)));
}

} // namespace rawi

#include "sync-server/gateway/router.h"

namespace rawi::server {

namespace {

std::vector<std::string_view> segmentsOf(std::string_view path)
{
    std::vector<std::string_view> segments;
    if (path.starts_with('/')) {
        path.remove_prefix(1);
    }
    for (;;) {
        const size_t slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) {
            return segments;
        }
        path.remove_prefix(slash + 1);
    }
}

bool isParameter(std::string_view segment)
{
    return segment.starts_with('{');
}

bool matches(const std::vector<std::string> &pattern, const std::vector<std::string_view> &path)
{
    if (pattern.size() != path.size()) {
        return false;
    }
    for (size_t i = 0; i < path.size(); ++i) {
        if (isParameter(pattern[i]) ? path[i].empty() : path[i] != pattern[i]) {
            return false;
        }
    }
    return true;
}

// Whether a has a word at the first place where only one of the two has a parameter.
bool isMoreLiteral(const std::vector<std::string> &a, const std::vector<std::string> &b)
{
    for (size_t i = 0; i < a.size(); ++i) {
        if (isParameter(a[i]) != isParameter(b[i])) {
            return isParameter(b[i]);
        }
    }
    return false;
}

} // namespace

std::string_view methodName(Method method)
{
    constexpr std::array names{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    return names[static_cast<size_t>(method)];
}

void RoutingTable::add(Route route)
{
    std::vector<std::string> segments;
    for (const std::string_view one : segmentsOf(route.pattern)) {
        segments.emplace_back(one);
    }
    m_segments.push_back(std::move(segments));
    m_routes.push_back(std::move(route));
}

RoutingTable::Match RoutingTable::match(std::optional<Method> method, std::string_view path) const
{
    const std::vector<std::string_view> segments = segmentsOf(path);
    std::vector<size_t> found; // all of the most literal pattern
    for (size_t i = 0; i < m_routes.size(); ++i) {
        if (!matches(m_segments[i], segments)) {
            continue;
        }
        if (!found.empty() && isMoreLiteral(m_segments[i], m_segments[found.front()])) {
            found.clear();
        }
        if (found.empty() || !isMoreLiteral(m_segments[found.front()], m_segments[i])) {
            found.push_back(i);
        }
    }
    Match match;
    if (found.empty()) {
        return match;
    }
    const auto routeOf = [&](Method wanted) -> const Route * {
        for (const size_t i : found) {
            if (m_routes[i].method == wanted) {
                return &m_routes[i];
            }
        }
        return nullptr;
    };
    match.route = method ? routeOf(*method) : nullptr;
    if (match.route == nullptr && method == Method::Head) {
        match.route = routeOf(Method::Get);
    }
    match.methodKnown = match.route != nullptr;
    if (!match.methodKnown) {
        match.route = &m_routes[found.front()];
        for (const size_t i : found) {
            match.allow.append(match.allow.empty() ? "" : ", ").append(methodName(m_routes[i].method));
            if (m_routes[i].method == Method::Get && routeOf(Method::Head) == nullptr) {
                match.allow += ", HEAD";
            }
        }
        return match;
    }
    const std::vector<std::string> &pattern = m_segments[found.front()];
    for (size_t i = 0; i < pattern.size(); ++i) {
        if (isParameter(pattern[i])) {
            match.params.emplace_back(segments[i]);
        }
    }
    return match;
}

} // namespace rawi::server

#include "sync-server/gateway/edge_metrics.h"

#include <cstdio>

namespace rawi::server {

namespace {

void appendLine(std::string &out, std::string_view name, std::string_view labels, const std::string &value)
{
    out.append(name).append(labels).append(" ").append(value).append("\n");
}

std::string numberText(double value)
{
    char text[32];
    snprintf(text, sizeof text, "%g", value);
    return text;
}

void appendSingle(std::string &out, std::string_view name, std::string_view type, std::string_view help,
                  const std::string &value)
{
    out.append("# HELP ").append(name).append(" ").append(help).append("\n");
    out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
    appendLine(out, name, "", value);
}

} // namespace

void EdgeMetrics::requestDone(std::string_view method, std::string_view route, int status, double seconds)
{
    const std::lock_guard lock(m_mutex);
    auto it = m_requests.find(KeyView{method, route, status});
    if (it == m_requests.end()) {
        it = m_requests.emplace(Key{std::string(method), std::string(route), status}, Series{}).first;
    }
    Series &series = it->second;
    ++series.count;
    series.seconds += seconds;
    for (size_t i = 0; i < kBuckets.size(); ++i) {
        series.buckets[i] += seconds <= kBuckets[i] ? 1 : 0;
    }
}

std::string EdgeMetrics::text() const
{
    std::string out = "# HELP rawi_http_requests_total Requests answered.\n"
                      "# TYPE rawi_http_requests_total counter\n";
    const std::lock_guard lock(m_mutex);
    const auto labels = [](const Key &key) {
        return "method=\"" + key.method + "\",route=\"" + key.route + "\",status=\"" + std::to_string(key.status) + '"';
    };
    for (const auto &[key, series] : m_requests) {
        appendLine(out, "rawi_http_requests_total", "{" + labels(key) + "}", std::to_string(series.count));
    }
    out += "# HELP rawi_http_request_duration_seconds From the header's end to the reply's last byte.\n"
           "# TYPE rawi_http_request_duration_seconds histogram\n";
    for (const auto &[key, series] : m_requests) {
        const std::string common = "{" + labels(key);
        for (size_t i = 0; i < kBuckets.size(); ++i) {
            appendLine(out, "rawi_http_request_duration_seconds_bucket",
                       common + ",le=\"" + numberText(kBuckets[i]) + "\"}", std::to_string(series.buckets[i]));
        }
        appendLine(out, "rawi_http_request_duration_seconds_bucket", common + ",le=\"+Inf\"}",
                   std::to_string(series.count));
        appendLine(out, "rawi_http_request_duration_seconds_sum", common + "}", numberText(series.seconds));
        appendLine(out, "rawi_http_request_duration_seconds_count", common + "}", std::to_string(series.count));
    }
    appendSingle(out, "rawi_connections", "gauge", "Open TCP connections.", std::to_string(connections.load()));
    appendSingle(out, "rawi_connections_refused_total", "counter", "Connections refused because there were too many.",
                 std::to_string(connectionsRefused.load()));
    appendSingle(out, "rawi_sockets", "gauge", "Open WebSockets.", std::to_string(sockets.load()));
    appendSingle(out, "rawi_sockets_cut_total", "counter", "WebSockets cut because they read too slowly.",
                 std::to_string(socketsCut.load()));
    appendSingle(out, "rawi_http_received_bytes_total", "counter", "Bytes of request bodies.",
                 std::to_string(bytesReceived.load()));
    appendSingle(out, "rawi_http_sent_bytes_total", "counter", "Bytes of replies with their headers.",
                 std::to_string(bytesSent.load()));
    return out;
}

} // namespace rawi::server

#include "sync-server/gateway/reply_head.h"

#include "sync-server/gateway/url_text.h"

#include <ctime>

namespace rawi::server {

namespace {

const char *reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 426: return "Upgrade Required";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 460: return "Checksum Mismatch"; // tus 1.0, checksum extension
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return "Status";
    }
}

// The Date field's value; made once a second and thread.
std::string_view dateText()
{
    thread_local time_t second = 0;
    thread_local char text[40] = {};
    thread_local size_t length = 0;
    const time_t now = ::time(nullptr);
    if (now != second) {
        second = now;
        tm parts{};
        gmtime_r(&now, &parts);
        length = strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts); // the process keeps LC_TIME "C"
    }
    return {text, length};
}

void appendField(std::string &head, std::string_view name, std::string_view value)
{
    head.append(name).append(": ");
    for (const char one : value) {
        if (one != '\r' && one != '\n' && one != '\0') {
            head += one;
        }
    }
    head.append("\r\n");
}

} // namespace

std::string replyHead(const Reply &reply, const HeadOptions &options)
{
    std::string head;
    head.reserve(384);
    head.append(options.httpVersion == 10 ? "HTTP/1.0 " : "HTTP/1.1 ");
    head.append(std::to_string(reply.status)).append(" ").append(reasonOf(reply.status)).append("\r\n");
    appendField(head, "Date", dateText());
    const bool mayHaveBody = reply.status != 204 && reply.status != 304;
    if (mayHaveBody) {
        const bool hasBody = reply.file.has_value() || !reply.body.empty();
        if (hasBody && !reply.contentType.empty()) {
            appendField(head, "Content-Type", reply.contentType);
            appendField(head, "X-Content-Type-Options", "nosniff");
        }
        appendField(head, "Content-Length",
                    std::to_string(reply.file ? static_cast<size_t>(reply.file->length) : reply.body.size()));
    }
    for (const auto &[name, value] : reply.headers) {
        appendField(head, name, value);
    }
    appendField(head, "X-Request-Id", options.correlationId);
    if (!options.keepAlive) {
        appendField(head, "Connection", "close");
    } else if (options.httpVersion == 10) {
        appendField(head, "Connection", "keep-alive");
    }
    head.append("\r\n");
    return head;
}

bool matchesEntityTag(std::string_view ifNoneMatch, std::string_view entityTag)
{
    if (ifNoneMatch == "*") {
        return true;
    }
    if (entityTag.starts_with("W/")) {
        entityTag.remove_prefix(2);
    }
    return listsToken(ifNoneMatch, entityTag) || listsToken(ifNoneMatch, "W/" + std::string(entityTag));
}

} // namespace rawi::server

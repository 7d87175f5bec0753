#include "sync-server/media/multipart_parser.h"

#include "sync-server/gateway/url_text.h"

#include <algorithm>
#include <optional>

namespace rawi::server {

namespace {

constexpr size_t kMaxBlanks = 64; // after a delimiter

Error wrong(const char *why)
{
    return {ErrorCode::InvalidArgument, u"multipart"_s, QLatin1StringView(why)};
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

// The value of `name` among ";name=value" or ";name="quoted"" parameters.
std::optional<std::string> parameter(std::string_view header, std::string_view name)
{
    size_t at = header.find(';');
    while (at != std::string_view::npos) {
        const std::string_view rest = header.substr(at + 1);
        const size_t equals = rest.find('=');
        if (equals == std::string_view::npos) {
            return std::nullopt;
        }
        const bool isIt = lower(trimmed(rest.substr(0, equals))) == name;
        size_t from = equals + 1;
        std::string value;
        if (from < rest.size() && rest[from] == '"') {
            for (++from; from < rest.size() && rest[from] != '"'; ++from) {
                if (rest[from] == '\\' && from + 1 < rest.size() && (rest[from + 1] == '"' || rest[from + 1] == '\\')) {
                    ++from;
                }
                value += rest[from];
            }
        } else {
            value = trimmed(rest.substr(from, rest.find(';', from) - from));
        }
        if (isIt) {
            return value;
        }
        const size_t next = rest.find(';', from);
        at = next == std::string_view::npos ? next : at + 1 + next;
    }
    return std::nullopt;
}

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

Result<MultipartParser> MultipartParser::make(std::string_view contentType, FormSink &sink)
{
    const std::optional<std::string> boundary = parameter(contentType, "boundary");
    const auto allowed = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->back() == ' ' || !std::ranges::all_of(*boundary, allowed)) {
        return wrong("the Content-Type names no boundary of 1 to 70 characters");
    }
    return MultipartParser("\r\n--" + *boundary, sink);
}

Result<void> MultipartParser::feed(const char *data, size_t size)
{
    m_buffer.append(data, size);
    for (bool more = true; more;) {
        RAWI_ASSIGN(more, step());
    }
    return {};
}

Result<void> MultipartParser::finish() const
{
    return m_place == Place::Epilogue ? Result<void>() : wrong("the form ends before its last delimiter");
}

Result<bool> MultipartParser::step()
{
    switch (m_place) {
    case Place::Preamble: {
        const size_t at = m_buffer.find(m_delimiter);
        // Each bound is one on where the delimiter may stand, so that it does not matter in what pieces the bytes come.
        if (at > kMaxHead) {
            return at != std::string::npos || m_buffer.size() >= kMaxHead + m_delimiter.size()
                ? Result<bool>(wrong("no delimiter where the form begins"))
                : false;
        }
        m_buffer.erase(0, at + m_delimiter.size());
        m_place = Place::AfterDelimiter;
        return true;
    }
    case Place::AfterDelimiter: { // "--" ends the form; else white space and CRLF
        if (m_buffer.starts_with("--")) {
            m_buffer.clear();
            m_place = Place::Epilogue;
            return false;
        }
        const size_t end = m_buffer.find("\r\n");
        if (end > kMaxBlanks) {
            return m_buffer.size() > kMaxBlanks + 1 ? Result<bool>(wrong("a delimiter is followed by neither CRLF nor --")) : false;
        }
        if (!trimmed(std::string_view(m_buffer).substr(0, end)).empty()) {
            return wrong("a delimiter is followed by neither CRLF nor --");
        }
        m_buffer.erase(0, end); // the head's own empty line may follow at once
        m_place = Place::Head;
        return true;
    }
    case Place::Head: {
        const size_t end = m_buffer.find("\r\n\r\n");
        if (end == std::string::npos || end > kMaxHead) {
            return m_buffer.size() > kMaxHead + 3 ? Result<bool>(
                       Error{ErrorCode::TooLarge, u"multipart"_s, u"the head of a part is too long"_s, SubjectKind::Code})
                                                  : false;
        }
        RAWI_TRY(takeHead(std::string_view(m_buffer).substr(0, end)));
        m_buffer.erase(0, end + 2);
        m_skip = 2;
        m_place = Place::Body;
        return true;
    }
    case Place::Body:
        return takeBody();
    case Place::Epilogue:
        m_buffer.clear();
        return false;
    }
    return false;
}

Result<bool> MultipartParser::takeBody()
{
    const size_t at = m_buffer.find(m_delimiter);
    if (at == std::string::npos) {
        const size_t sure = m_buffer.size() < m_delimiter.size() ? 0 : m_buffer.size() - m_delimiter.size() + 1;
        if (sure > m_skip) {
            RAWI_TRY(m_sink->partData(m_buffer.data() + m_skip, sure - m_skip));
            m_buffer.erase(0, sure);
            m_skip = 0;
        }
        return false;
    }
    if (at > m_skip) {
        RAWI_TRY(m_sink->partData(m_buffer.data() + m_skip, at - m_skip));
    }
    RAWI_TRY(m_sink->endPart());
    m_buffer.erase(0, at + m_delimiter.size());
    m_place = Place::AfterDelimiter;
    return true;
}

Result<void> MultipartParser::takeHead(std::string_view head)
{
    if (++m_parts > kMaxParts) {
        return Error{ErrorCode::TooLarge, u"multipart"_s, u"at most %1 parts"_s.arg(kMaxParts), SubjectKind::Code};
    }
    FormPart part;
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(head.size(), line.size() + 2));
        const size_t colon = line.find(':');
        const std::string name = lower(trimmed(line.substr(0, colon)));
        if (colon == std::string_view::npos) {
            if (!trimmed(line).empty()) {
                return wrong("a line of a part's head has no colon");
            }
            continue;
        }
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (name == "content-disposition") {
            part.name = utf8(parameter(value, "name").value_or(""));
            const QString file = utf8(parameter(value, "filename").value_or(""));
            part.fileName = file.mid(std::max(file.lastIndexOf(u'/'), file.lastIndexOf(u'\\')) + 1); // RFC 7578 §4.2
        } else if (name == "content-type") {
            part.contentType = utf8(lower(trimmed(value.substr(0, value.find(';')))));
        }
    }
    if (part.name.isEmpty()) {
        return wrong("a part has no name");
    }
    return m_sink->beginPart(part);
}

} // namespace rawi::server

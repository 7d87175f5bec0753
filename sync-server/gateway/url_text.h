#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rawi::server {

// "%41" → "A" (RFC 3986 §2.1). Nothing when an escape is broken or yields a control character.
std::optional<std::string> percentDecode(std::string_view text);
// The raw value of a query parameter, "+" still for a space; nothing when absent.
std::optional<std::string_view> queryParameter(std::string_view query, std::string_view name);

// The path and the query of a request target in origin form or absolute form (RFC 9112 §3.2).
struct TargetParts {
    std::string_view path;
    std::string_view query;
};
TargetParts splitTarget(std::string_view target);

// Without the optional whitespace of header values at either end (OWS, RFC 9110 §5.6.3).
std::string_view trimmed(std::string_view text);
// Whether two header values or names are the same but for ASCII case.
bool equalsNoCase(std::string_view a, std::string_view b);
// Whether a comma-separated header value lists this token, but for ASCII case.
bool listsToken(std::string_view value, std::string_view token);

} // namespace rawi::server

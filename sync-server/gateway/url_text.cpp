#include "sync-server/gateway/url_text.h"

#include <algorithm>

namespace rawi::server {

namespace {

int hexValue(char one)
{
    if (one >= '0' && one <= '9') {
        return one - '0';
    }
    const char lower = static_cast<char>(one | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

char lowerAscii(char one)
{
    return one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    const size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::string> percentDecode(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        char one = text[i];
        if (one == '%') {
            if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0) {
                return std::nullopt;
            }
            one = static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        }
        if (static_cast<unsigned char>(one) < 0x20 || one == 0x7F) {
            return std::nullopt;
        }
        decoded += one;
    }
    return decoded;
}

std::optional<std::string_view> queryParameter(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        const size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        const size_t equals = pair.find('=');
        if (pair.substr(0, equals) == name) {
            return equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        }
        if (end == std::string_view::npos) {
            break;
        }
        query.remove_prefix(end + 1);
    }
    return std::nullopt;
}

TargetParts splitTarget(std::string_view target)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.starts_with(scheme)) {
            const size_t slash = target.find_first_of("/?", scheme.size());
            target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
            break;
        }
    }
    const size_t question = target.find('?');
    if (question == std::string_view::npos) {
        return {target, {}};
    }
    return {target.substr(0, question), target.substr(question + 1)};
}

bool equalsNoCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, lowerAscii, lowerAscii);
}

bool listsToken(std::string_view value, std::string_view token)
{
    while (!value.empty()) {
        const size_t end = value.find(',');
        if (equalsNoCase(trimmed(value.substr(0, end)), token)) {
            return true;
        }
        if (end == std::string_view::npos) {
            break;
        }
        value.remove_prefix(end + 1);
    }
    return false;
}

} // namespace rawi::server

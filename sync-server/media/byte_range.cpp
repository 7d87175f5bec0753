#include "sync-server/media/byte_range.h"

#include "sync-server/gateway/url_text.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace rawi::server {

namespace {

// More digits than a qint64 holds are as good as its largest value.
std::optional<qint64> position(std::string_view text)
{
    if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
        return std::nullopt;
    }
    qint64 value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc::result_out_of_range ? std::numeric_limits<qint64>::max() : value;
}

} // namespace

ByteRange byteRange(std::string_view header, qint64 size)
{
    constexpr std::string_view kUnit = "bytes=";
    const ByteRange whole{ByteRange::Kind::Whole, 0, size};
    const ByteRange unsatisfiable{ByteRange::Kind::Unsatisfiable, 0, 0};
    const auto sameLetter = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    if (header.size() < kUnit.size()
        || !std::ranges::equal(header.substr(0, kUnit.size()), kUnit, sameLetter)) {
        return whole;
    }
    const std::string_view spec = trimmed(header.substr(kUnit.size()));
    const size_t dash = spec.find('-');
    if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) {
        return whole;
    }
    const std::string_view lastText = spec.substr(dash + 1);
    const std::optional<qint64> first = position(spec.substr(0, dash));
    const std::optional<qint64> last = position(lastText);
    if (dash == 0) { // the last n bytes
        if (!last) {
            return whole;
        }
        const qint64 length = std::min(*last, size);
        return length == 0 ? unsatisfiable : ByteRange{ByteRange::Kind::Part, size - length, length};
    }
    if (!first || (!last && !lastText.empty()) || (last && *last < *first)) {
        return whole;
    }
    if (*first >= size) {
        return unsatisfiable;
    }
    const qint64 end = last ? std::min(*last, size - 1) : size - 1;
    return {ByteRange::Kind::Part, *first, end - *first + 1};
}

} // namespace rawi::server

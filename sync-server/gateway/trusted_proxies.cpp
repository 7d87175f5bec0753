#include "sync-server/gateway/trusted_proxies.h"

#include "sync-server/gateway/url_text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>

namespace rawi::server {

namespace {

using Bytes = std::array<unsigned char, 16>;
constexpr Bytes kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

// An IP address of either family in 16 bytes.
std::optional<Bytes> bytesOf(std::string_view text)
{
    const std::string word(text.substr(0, text.find('%'))); // a link-local address may name its interface
    Bytes bytes = kMapped;
    if (::inet_pton(AF_INET, word.c_str(), bytes.data() + 12) == 1 || ::inet_pton(AF_INET6, word.c_str(), bytes.data()) == 1) {
        return bytes;
    }
    return std::nullopt;
}

bool isV4(const Bytes &bytes)
{
    return std::equal(bytes.begin(), bytes.begin() + 12, kMapped.begin());
}

bool isInside(const Bytes &bytes, const Bytes &range, int bits)
{
    const auto whole = static_cast<size_t>(bits / 8);
    if (std::memcmp(bytes.data(), range.data(), whole) != 0) {
        return false;
    }
    const int rest = bits % 8;
    return rest == 0 || (bytes[whole] >> (8 - rest)) == (range[whole] >> (8 - rest));
}

// The words of a header that may stand on several lines, in order.
std::vector<std::string_view> wordsOf(const Request &request, std::string_view name)
{
    std::vector<std::string_view> words;
    for (const auto &[key, value] : request.headers) {
        if (key != name) {
            continue;
        }
        std::string_view rest = value;
        size_t comma = rest.find(',');
        for (; comma != std::string_view::npos; comma = rest.find(',')) {
            words.push_back(trimmed(rest.substr(0, comma)));
            rest.remove_prefix(comma + 1);
        }
        words.push_back(trimmed(rest));
    }
    return words;
}

// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80" → the address; empty when it is none.
std::string_view addressIn(std::string_view word)
{
    if (word.starts_with('[')) {
        word = word.substr(1, word.find(']') == std::string_view::npos ? 0 : word.find(']') - 1);
    } else if (std::count(word.begin(), word.end(), ':') == 1) {
        word = word.substr(0, word.find(':'));
    }
    return bytesOf(word) ? word : std::string_view();
}

// A host as it may stand in a link.
bool isHost(std::string_view word)
{
    return !word.empty() && word.size() <= 255 && std::ranges::all_of(word, [](char one) {
        return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '.' || one == '-'
            || one == ':' || one == '[' || one == ']' || one == '_';
    });
}

} // namespace

Result<TrustedProxies> TrustedProxies::parse(const QStringList &words)
{
    TrustedProxies proxies;
    for (const QString &word : words) {
        const std::optional<Bytes> bytes = bytesOf(word.section(u'/', 0, 0).toStdString());
        const int most = bytes && isV4(*bytes) && !word.contains(u':') ? 32 : 128;
        bool ok = true;
        const int bits = word.contains(u'/') ? word.section(u'/', 1).toInt(&ok) : most;
        if (!bytes || !ok || bits < 0 || bits > most) {
            return Error{ErrorCode::InvalidArgument, word,
                         u"--trusted-proxy takes an IP address or ADDRESS/BITS, for example 127.0.0.1 or 10.0.0.0/8"_s};
        }
        proxies.m_ranges.push_back({*bytes, bits + (most == 32 ? 96 : 0)});
    }
    return proxies;
}

bool TrustedProxies::trusts(std::string_view address) const
{
    if (m_ranges.empty()) {
        return false;
    }
    const std::optional<Bytes> bytes = bytesOf(address);
    return bytes && std::ranges::any_of(m_ranges, [&](const Range &one) { return isInside(*bytes, one.address, one.bits); });
}

void TrustedProxies::apply(const Peer &peer, Request &request) const
{
    request.peer = peer.address;
    request.secure = peer.secure;
    if (!trusts(peer.address)) {
        return;
    }
    const std::vector<std::string_view> hops = wordsOf(request, "x-forwarded-for");
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const std::string_view address = addressIn(*hop);
        if (address.empty()) {
            break; // what a proxy did not write: who stands before it is unknown
        }
        request.peer = std::string(address);
        if (!trusts(address)) {
            break;
        }
    }
    if (const auto words = wordsOf(request, "x-forwarded-proto"); !words.empty()) {
        request.secure = equalsNoCase(words.back(), "https");
    }
    if (const auto words = wordsOf(request, "x-forwarded-host"); !words.empty() && isHost(words.back())) {
        request.forwardedHost = std::string(words.back());
    }
}

std::string limitKeyOf(std::string_view address)
{
    const std::optional<Bytes> bytes = bytesOf(address);
    if (!bytes || isV4(*bytes)) {
        return std::string(address);
    }
    return std::string(reinterpret_cast<const char *>(bytes->data()), 8);
}

} // namespace rawi::server

#include "sync-server/outgoing/ip_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace rawi::server {

namespace {

struct Block {
    const char *prefix;
    int length;
    const char *purpose;
};

// https://www.iana.org/assignments/iana-ipv4-special-registry and multicast (RFC 5771).
constexpr Block kV4[] = {
    {"0.0.0.0", 8, "this network (RFC 791)"},
    {"10.0.0.0", 8, "private (RFC 1918)"},
    {"100.64.0.0", 10, "shared with a carrier (RFC 6598)"},
    {"127.0.0.0", 8, "loopback (RFC 1122)"},
    {"169.254.0.0", 16, "link-local (RFC 3927)"},
    {"172.16.0.0", 12, "private (RFC 1918)"},
    {"192.0.0.0", 24, "reserved for protocols (RFC 6890)"},
    {"192.0.2.0", 24, "documentation (RFC 5737)"},
    {"192.31.196.0", 24, "AS112 (RFC 7535)"},
    {"192.52.193.0", 24, "AMT (RFC 7450)"},
    {"192.88.99.0", 24, "6to4 relay (RFC 7526)"},
    {"192.168.0.0", 16, "private (RFC 1918)"},
    {"192.175.48.0", 24, "AS112 (RFC 7534)"},
    {"198.18.0.0", 15, "benchmarks (RFC 2544)"},
    {"198.51.100.0", 24, "documentation (RFC 5737)"},
    {"203.0.113.0", 24, "documentation (RFC 5737)"},
    {"224.0.0.0", 4, "multicast (RFC 5771)"},
    {"240.0.0.0", 4, "reserved (RFC 1112)"},
};

// https://www.iana.org/assignments/iana-ipv6-special-registry. What is outside 2000::/3 is no global unicast at all
// (https://www.iana.org/assignments/ipv6-address-space), so only blocks with a better name stand here.
constexpr Block kV6[] = {
    {"::", 128, "unspecified (RFC 4291)"},
    {"::1", 128, "loopback (RFC 4291)"},
    {"64:ff9b:1::", 48, "local NAT64 (RFC 8215)"},
    {"100::", 64, "discard-only (RFC 6666)"},
    {"2001::", 23, "reserved for protocols (RFC 2928; Teredo, ORCHID, benchmarks)"},
    {"2001:db8::", 32, "documentation (RFC 3849)"},
    {"2002::", 16, "6to4 (RFC 3056)"},
    {"2620:4f:8000::", 48, "AS112 (RFC 7534)"},
    {"3fff::", 20, "documentation (RFC 9637)"},
    {"5f00::", 16, "segment routing (RFC 9602)"},
    {"fc00::", 7, "private (RFC 4193)"},
    {"fe80::", 10, "link-local (RFC 4291)"},
    {"fec0::", 10, "site-local (RFC 3879)"},
    {"ff00::", 8, "multicast (RFC 4291)"},
};

bool isInside(const std::array<uint8_t, 16> &bytes, const std::array<uint8_t, 16> &prefix, int length)
{
    for (int bit = 0; bit < length; bit += 8) {
        const auto byte = static_cast<size_t>(bit / 8);
        const int kept = std::min(8, length - bit);
        const auto mask = static_cast<uint8_t>(0xff << (8 - kept));
        if ((bytes[byte] & mask) != (prefix[byte] & mask)) {
            return false;
        }
    }
    return true;
}

bool isInside(const IpAddress &address, const char *prefix, int length)
{
    const std::optional<IpAddress> block = IpAddress::fromText(QLatin1StringView(prefix));
    return block && block->isV6 == address.isV6 && isInside(address.bytes, block->bytes, length);
}

template <size_t N>
QString purposeIn(const Block (&blocks)[N], const IpAddress &address)
{
    const auto found = std::find_if(std::begin(blocks), std::end(blocks), [&](const Block &block) {
        return isInside(address, block.prefix, block.length);
    });
    return found == std::end(blocks) ? QString() : QLatin1StringView(found->purpose).toString();
}

} // namespace

std::optional<IpAddress> IpAddress::fromText(const QString &text)
{
    const QByteArray plain = text.toLatin1();
    IpAddress address;
    if (::inet_pton(AF_INET, plain.constData(), address.bytes.data()) == 1) {
        return address;
    }
    address.isV6 = true;
    return ::inet_pton(AF_INET6, plain.constData(), address.bytes.data()) == 1 ? std::optional(address) : std::nullopt;
}

std::optional<IpAddress> IpAddress::fromSocket(const sockaddr *address)
{
    IpAddress found;
    if (address->sa_family == AF_INET) {
        std::memcpy(found.bytes.data(), &reinterpret_cast<const sockaddr_in *>(address)->sin_addr, 4);
        return found;
    }
    if (address->sa_family == AF_INET6) {
        found.isV6 = true;
        std::memcpy(found.bytes.data(), &reinterpret_cast<const sockaddr_in6 *>(address)->sin6_addr, 16);
        return found;
    }
    return std::nullopt;
}

QString IpAddress::text() const
{
    char text[INET6_ADDRSTRLEN] = {};
    ::inet_ntop(isV6 ? AF_INET6 : AF_INET, bytes.data(), text, sizeof text);
    return QLatin1StringView(text).toString();
}

QString specialPurpose(const IpAddress &address)
{
    if (!address.isV6) {
        return purposeIn(kV4, address);
    }
    if (isInside(address, "::ffff:0:0", 96) || isInside(address, "64:ff9b::", 96)) {
        IpAddress inside;
        std::copy(address.bytes.begin() + 12, address.bytes.end(), inside.bytes.begin());
        return purposeIn(kV4, inside);
    }
    const QString purpose = purposeIn(kV6, address);
    return purpose.isEmpty() && !isInside(address, "2000::", 3) ? u"no global unicast address (RFC 4291)"_s : purpose;
}

} // namespace rawi::server

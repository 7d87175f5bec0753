#pragma once

#include "core/base/literals.h"

#include <array>
#include <cstdint>
#include <optional>

struct sockaddr;

namespace rawi::server {

// An IPv4 or IPv6 address, without a port.
struct IpAddress {
    bool isV6 = false;
    std::array<uint8_t, 16> bytes{}; // network order; IPv4 uses the first four

    // Only the plain forms ("192.0.2.1", "2001:db8::1"); nothing for anything else.
    static std::optional<IpAddress> fromText(const QString &text);
    static std::optional<IpAddress> fromSocket(const sockaddr *address);
    QString text() const;
    bool operator==(const IpAddress &) const = default;
};

// Why the address is not one of the public internet ("private (RFC 1918)"), by IANA's registries of special-purpose
// addresses; empty when it is. IPv4 inside IPv6 (mapped, NAT64) is judged as what it stands for.
QString specialPurpose(const IpAddress &address);

} // namespace rawi::server

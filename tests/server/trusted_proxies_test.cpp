#include "sync-server/gateway/trusted_proxies.h"

#include <gtest/gtest.h>

namespace rawi::server {

namespace {

struct Seen {
    std::string peer;
    bool secure = false;
    std::string authority;
    bool operator==(const Seen &) const = default;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

Seen seen(const QStringList &trusted, const Peer &peer, Headers headers)
{
    const auto proxies = TrustedProxies::parse(trusted);
    EXPECT_TRUE(proxies.ok());
    Request request;
    request.headers = std::move(headers);
    request.headers.emplace_back("host", "inside:8420");
    proxies->apply(peer, request);
    return {request.peer, request.secure, std::string(request.authority())};
}

} // namespace

TEST(TrustedProxies, AreRanges)
{
    const auto proxies = TrustedProxies::parse({u"10.1.0.0/20"_s, u"2001:db8::/33"_s, u"192.0.2.1"_s});
    ASSERT_TRUE(proxies.ok());
    for (const char *inside : {"10.1.0.0", "10.1.15.255", "2001:db8:7fff::1", "192.0.2.1", "::ffff:192.0.2.1"}) {
        EXPECT_TRUE(proxies->trusts(inside)) << inside;
    }
    for (const char *outside : {"10.1.16.0", "2001:db8:8000::1", "192.0.2.2", "", "proxy", "::1"}) {
        EXPECT_FALSE(proxies->trusts(outside)) << outside;
    }
    EXPECT_TRUE(TrustedProxies::parse({u"0.0.0.0/0"_s})->trusts("198.51.100.1"));
    EXPECT_FALSE(TrustedProxies::parse({u"0.0.0.0/0"_s})->trusts("2001:db8::1"));
    for (const QString &wrong : {u"10.0.0.0/33"_s, u"::1/129"_s, u"proxy.example"_s, u"10.0.0/8"_s, u"10.0.0.0/"_s, u"10.0.0.0/x"_s, u""_s}) {
        const auto parsed = TrustedProxies::parse({wrong});
        ASSERT_FALSE(parsed.ok()) << qUtf8Printable(wrong);
        EXPECT_EQ(parsed.error().code, ErrorCode::InvalidArgument);
        EXPECT_EQ(parsed.error().subject, wrong);
    }
}

TEST(TrustedProxies, NobodyElseIsBelieved)
{
    const Headers all{{"x-forwarded-for", "203.0.113.9"}, {"x-forwarded-proto", "https"}, {"x-forwarded-host", "evil.example"}};
    EXPECT_EQ(seen({}, {"198.51.100.1", false}, all), (Seen{"198.51.100.1", false, "inside:8420"}));
    EXPECT_EQ(seen({u"10.0.0.0/8"_s}, {"198.51.100.1", true}, all), (Seen{"198.51.100.1", true, "inside:8420"}));
    EXPECT_EQ(seen({u"10.0.0.0/8"_s}, {"10.0.0.1", false}, all), (Seen{"203.0.113.9", true, "evil.example"}));
    EXPECT_EQ(seen({u"10.0.0.0/8"_s}, {"10.0.0.1", false}, {{"forwarded", "for=203.0.113.9"}}), (Seen{"10.0.0.1", false, "inside:8420"}));
}

TEST(TrustedProxies, TheClientIsTheLastStranger)
{
    const auto peer = [](Headers headers) { return seen({u"10.0.0.0/8"_s, u"::1"_s}, {"10.0.0.1", false}, std::move(headers)).peer; };
    EXPECT_EQ(peer({{"x-forwarded-for", "1.1.1.1, 203.0.113.9, 10.2.2.2"}}), "203.0.113.9");
    EXPECT_EQ(peer({{"x-forwarded-for", "1.1.1.1"}, {"x-forwarded-for", "203.0.113.9,::1"}}), "203.0.113.9");
    EXPECT_EQ(peer({{"x-forwarded-for", "10.3.3.3, 10.2.2.2"}}), "10.3.3.3") << "a client inside";
    EXPECT_EQ(peer({{"x-forwarded-for", "1.1.1.1, unknown, 10.2.2.2"}}), "10.2.2.2");
    EXPECT_EQ(peer({{"x-forwarded-for", "1.1.1.1,"}}), "10.0.0.1");
    EXPECT_EQ(peer({{"x-forwarded-for", "203.0.113.9:4711"}}), "203.0.113.9");
    EXPECT_EQ(peer({{"x-forwarded-for", "[2001:db8::9]:4711"}}), "2001:db8::9");
    EXPECT_EQ(peer({{"x-forwarded-for", "2001:db8::9"}}), "2001:db8::9");
    EXPECT_EQ(peer({{"x-forwarded-for", "[2001:db8::9"}}), "10.0.0.1");
    EXPECT_EQ(peer({{"x-forwarded-for", "\"},{\"x\":\""}}), "10.0.0.1") << "nothing but an address reaches the log";
}

TEST(TrustedProxies, AHostIsAHost)
{
    const auto host = [](const char *word) { return seen({u"10.0.0.1"_s}, {"10.0.0.1", false}, {{"x-forwarded-host", word}}).authority; };
    EXPECT_EQ(host("outside.example:8443"), "outside.example:8443");
    EXPECT_EQ(host("evil.example, outside.example"), "outside.example");
    EXPECT_EQ(host("a/b"), "inside:8420");
    EXPECT_EQ(host("user@evil.example"), "inside:8420");
}

TEST(TrustedProxies, AHouseholdIsCountedOnce)
{
    EXPECT_EQ(limitKeyOf("2001:db8:1:2::1"), limitKeyOf("2001:db8:1:2:ffff::9"));
    EXPECT_NE(limitKeyOf("2001:db8:1:2::1"), limitKeyOf("2001:db8:1:3::1"));
    EXPECT_EQ(limitKeyOf("192.0.2.1"), "192.0.2.1");
    EXPECT_NE(limitKeyOf("192.0.2.1"), limitKeyOf("192.0.2.2"));
}

} // namespace rawi::server

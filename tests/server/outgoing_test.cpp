#include "sync-server/outgoing/outgoing.h"
#include "tests/support/http_peer.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/wait_for.h"

#include <gtest/gtest.h>

#include <QProcess>
#include <QRegularExpression>

#include <future>
#include <mutex>

using namespace rawi;
using namespace rawi::server;
using rawi::test::PeerReply;
using rawi::test::PeerRequest;

namespace {

PeerReply fault(test::PeerFault kind)
{
    PeerReply reply;
    reply.fault = kind;
    return reply;
}

IpAddress address(const char *text)
{
    return IpAddress::fromText(QString::fromLatin1(text)).value();
}

// Calls from a thread of its own, since the peer answers on this one.
Result<OutgoingReply> callWith(Outgoing &outgoing, const OutgoingRequest &request)
{
    auto answer = std::async(std::launch::async, [&] { return outgoing.call(request); });
    EXPECT_TRUE(test::waitFor([&] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }, 60'000));
    return answer.get();
}

// Hosts "here.example" and "other.example" are this machine, and an administrator allowed them.
class OutgoingTest : public testing::Test {
protected:
    OutgoingOptions options()
    {
        OutgoingOptions made;
        made.allowedHosts = {u"here.example"_s, u"other.example"_s};
        made.resolve = [this](const QString &host, int) -> Result<QList<IpAddress>> {
            const std::lock_guard lock(mutex);
            asked.append(host);
            if (names.contains(host)) {
                return names.value(host);
            }
            return resolveBySystem(host, 1000);
        };
        return made;
    }
    QString at(const QString &host, const QString &path)
    {
        return u"http://%1:%2%3"_s.arg(host).arg(peer.url().port()).arg(path);
    }
    Result<OutgoingReply> get(const QString &url) { return callWith(outgoing, {.url = url}); }
    PeerReply redirect(int status, const QString &to) { return {status, {}, {{"Location", to.toUtf8()}}, {}}; }
    static ErrorCode codeOf(const Result<OutgoingReply> &reply)
    {
        return reply ? ErrorCode::Internal : reply.error().code;
    }

    test::ManualClock clock;
    std::mutex mutex;
    QStringList asked;
    QHash<QString, QList<IpAddress>> names{{u"here.example"_s, {address("127.0.0.1")}},
                                           {u"other.example"_s, {address("127.0.0.1")}},
                                           {u"mixed.example"_s, {address("93.184.215.14"), address("10.0.0.7")}}};
    QList<PeerRequest> got;
    test::HttpPeer::Handler answer = [](const PeerRequest &) { return PeerReply{}; };
    test::HttpPeer peer{[this](const PeerRequest &request) {
        got.append(request);
        return answer(request);
    }};
    Outgoing outgoing{clock, options()};
};

} // namespace

TEST(SpecialAddresses, ArePrivateLoopbackMulticastReservedOrInsideIpv6)
{
    for (const char *special :
         {"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.9", "169.254.169.254", "172.16.0.1",
          "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
          "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
          "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
          "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "2002:5db8:d70e::1", "3fff::1", "5f00::1",
          "fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1", "4000::1", "::2"}) {
        EXPECT_FALSE(specialPurpose(address(special)).isEmpty()) << special;
    }
    for (const char *ordinary : {"1.1.1.1", "93.184.215.14", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1",
                                 "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:2800:21f:cb07::1", "2a00:1450::1",
                                 "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"}) {
        EXPECT_TRUE(specialPurpose(address(ordinary)).isEmpty()) << ordinary << qUtf8Printable(specialPurpose(address(ordinary)));
    }
}

TEST(Targets, AreReadOnceAndShownWithoutSecrets)
{
    const auto target = targetOf(u"HTTPS://user:pass@Example.ORG./hooks/T0K3N?key=1#f"_s);
    ASSERT_TRUE(target.ok());
    EXPECT_EQ(target->host, u"example.org"_s);
    EXPECT_EQ(target->name(), u"example.org:443"_s);
    EXPECT_EQ(maskedUrl(target->url), u"https://example.org/…"_s);
    EXPECT_EQ(maskedUrl(u"nonsense \n"_s), u"(no URL)"_s);
    for (const char16_t *numeric : {u"http://2130706433/", u"http://0x7f.1/", u"http://0177.0.0.1/", u"http://127.1/"}) {
        EXPECT_EQ(targetOf(QString::fromUtf16(numeric))->host, u"127.0.0.1"_s);
    }
    for (const char16_t *bad : {u"", u"example.org", u"/path", u"ftp://example.org/", u"file:///etc/passwd", u"gopher://x/",
                                u"http://", u"javascript:alert(1)", u"http://a b/", u"http://example.org:99999/"}) {
        const auto refused = targetOf(QString::fromUtf16(bad));
        ASSERT_FALSE(refused.ok()) << qUtf8Printable(QString::fromUtf16(bad));
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    }
    const auto arabic = targetOf(u"https://مثال.إختبار/"_s);
    ASSERT_TRUE(arabic.ok()) << qUtf8Printable(arabic.error().toString());
    EXPECT_EQ(arabic->host, u"xn--mgbh0fb.xn--kgbechtv"_s);
    EXPECT_EQ(targetFrom(*target, u"../next?x=2"_s)->url, u"https://example.org/next?x=2"_s) << "without the password";
}

TEST_F(OutgoingTest, SendsTheWholeRequestAndAnswersTheWholeReply)
{
    answer = [](const PeerRequest &) { return PeerReply{418, "teapot", {{"X-Kind", "pot"}}, {}}; };
    const auto reply = callWith(outgoing, {.method = "POST", .url = at(u"here.example"_s, u"/a?b=c"_s),
                                           .headers = {{"Content-Type", "application/json"}, {"X-Mine", "1"}},
                                           .body = "{\"ok\":true}", .correlationId = u"req-7"_s});
    ASSERT_TRUE(reply.ok()) << qUtf8Printable(reply.error().toString());
    EXPECT_EQ(reply->status, 418);
    EXPECT_EQ(reply->body, "teapot");
    EXPECT_EQ(reply->header("x-kind"), "pot");
    ASSERT_EQ(got.size(), 1);
    EXPECT_EQ(got[0].verb, "POST");
    EXPECT_EQ(got[0].body, "{\"ok\":true}");
    EXPECT_EQ(got[0].headers.value("x-request-id"), "req-7");
    EXPECT_EQ(got[0].headers.value("x-mine"), "1");
    EXPECT_TRUE(got[0].headers.value("host").startsWith("here.example:"));
    EXPECT_EQ(asked, QStringList{u"here.example"_s}) << "resolved once, by nobody else";
}

TEST_F(OutgoingTest, RefusesAddressesThatAreNotPublic)
{
    for (const char16_t *host : {u"127.0.0.1", u"localhost", u"2130706433", u"[::1]", u"[::ffff:127.0.0.1]", u"mixed.example"}) {
        const auto reply = get(at(QString::fromUtf16(host), u"/secret"_s));
        EXPECT_EQ(codeOf(reply), ErrorCode::PermissionDenied) << qUtf8Printable(QString::fromUtf16(host));
    }
    EXPECT_TRUE(got.isEmpty());
    const auto mixed = get(u"http://user:pw@mixed.example/?token=1"_s);
    ASSERT_FALSE(mixed.ok());
    EXPECT_TRUE(mixed.error().detail.contains(u"10.0.0.7"_s)) << qUtf8Printable(mixed.error().toString());
    EXPECT_TRUE(mixed.error().detail.contains(u"--allow-host"_s));
    EXPECT_FALSE(mixed.error().toString().contains(u"pw"_s) || mixed.error().toString().contains(u"token"_s));
}

TEST_F(OutgoingTest, ChecksEveryRedirectAnew)
{
    answer = [this](const PeerRequest &request) {
        return request.path == "/in"_L1 ? redirect(302, at(u"127.0.0.1"_s, u"/secret"_s)) : PeerReply{};
    };
    EXPECT_EQ(codeOf(get(at(u"here.example"_s, u"/in"_s))), ErrorCode::PermissionDenied);
    EXPECT_EQ(got.size(), 1);
    answer = [this](const PeerRequest &) { return redirect(302, u"file:///etc/passwd"_s); };
    EXPECT_EQ(codeOf(get(at(u"here.example"_s, u"/file"_s))), ErrorCode::InvalidArgument);
    // A name whose second answer is another one (rebinding): the second hop asks and checks again.
    names.insert(u"turning.example"_s, {address("127.0.0.1")});
    OutgoingOptions turning = options();
    turning.resolve = [count = std::make_shared<int>(0)](const QString &, int) -> Result<QList<IpAddress>> {
        return QList<IpAddress>{++*count == 1 ? address("127.0.0.1") : address("169.254.169.254")};
    };
    turning.allowedHosts = {u"turning.example"_s};
    Outgoing other(clock, turning);
    answer = [this](const PeerRequest &) { return redirect(307, u"http://metadata.example/latest"_s); };
    const auto reply = callWith(other, {.url = at(u"turning.example"_s, u"/"_s)});
    EXPECT_EQ(codeOf(reply), ErrorCode::PermissionDenied);
}

TEST_F(OutgoingTest, FollowsThreeRedirectsAndNoMore)
{
    answer = [this](const PeerRequest &request) {
        const int left = request.path.mid(1).toInt();
        return left == 0 ? PeerReply{200, "there", {}, {}} : redirect(302, u"/%1"_s.arg(left - 1));
    };
    EXPECT_EQ(get(at(u"here.example"_s, u"/3"_s))->body, "there");
    const auto fourth = get(at(u"here.example"_s, u"/4"_s));
    EXPECT_EQ(codeOf(fourth), ErrorCode::InvalidArgument);
    const auto none = callWith(outgoing, {.url = at(u"here.example"_s, u"/1"_s), .redirects = 0});
    EXPECT_EQ(none->status, 302);
}

TEST_F(OutgoingTest, LeavesCredentialsAtTheFirstOrigin)
{
    answer = [this](const PeerRequest &request) {
        return request.path == "/a"_L1 ? redirect(303, at(u"other.example"_s, u"/b"_s)) : PeerReply{200, "end", {}, {}};
    };
    const auto reply = callWith(outgoing, {.method = "POST", .url = at(u"user:pw@here.example"_s, u"/a"_s),
                                           .headers = {{"X-Api-Key", "s3cret"}}, .body = "x"});
    ASSERT_TRUE(reply.ok()) << qUtf8Printable(reply.error().toString());
    ASSERT_EQ(got.size(), 2);
    EXPECT_EQ(got[0].headers.value("x-api-key"), "s3cret");
    EXPECT_TRUE(got[0].headers.value("authorization").startsWith("Basic "));
    EXPECT_EQ(got[1].verb, "GET");
    EXPECT_TRUE(got[1].body.isEmpty());
    EXPECT_FALSE(got[1].headers.contains("x-api-key"));
    EXPECT_FALSE(got[1].headers.contains("authorization"));
}

TEST_F(OutgoingTest, EndsWhatIsTooLongOrTooSlow)
{
    answer = [](const PeerRequest &request) {
        if (request.path == "/headers"_L1) {
            PeerReply reply;
            for (int i = 0; i < 100; ++i) {
                reply.headers.append({"X-" + QByteArray::number(i), QByteArray(1000, 'x')});
            }
            return reply;
        }
        return request.path == "/never"_L1 ? fault(test::PeerFault::NoAnswer) : PeerReply{200, QByteArray(5000, 'x'), {}, {}};
    };
    const QString body = at(u"here.example"_s, u"/body"_s);
    EXPECT_EQ(codeOf(callWith(outgoing, {.url = body, .largestBody = 4999})), ErrorCode::TooLarge);
    EXPECT_EQ(callWith(outgoing, {.url = body, .largestBody = 5000})->body.size(), 5000);
    EXPECT_EQ(codeOf(get(at(u"here.example"_s, u"/headers"_s))), ErrorCode::TooLarge);
    EXPECT_EQ(codeOf(callWith(outgoing, {.url = at(u"here.example"_s, u"/never"_s), .totalMs = 300})), ErrorCode::Timeout);
    EXPECT_EQ(codeOf(callWith(outgoing, {.url = body, .headers = {{"X-A", "1\r\nX-B: 2"}}})), ErrorCode::InvalidArgument);
}

TEST_F(OutgoingTest, LeavesAHostAloneThatFailsAndTriesItAgain)
{
    answer = [](const PeerRequest &) { return fault(test::PeerFault::Close); };
    const QString url = at(u"here.example"_s, u"/"_s);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(codeOf(get(url)), ErrorCode::NetworkUnreachable);
    }
    EXPECT_EQ(outgoing.breakers().constFirst().state, BreakerState::Open);
    const qsizetype calls = got.size();
    const auto left = get(url);
    EXPECT_EQ(codeOf(left), ErrorCode::ServerUnavailable);
    EXPECT_TRUE(left.error().detail.contains(u"30 s"_s)) << qUtf8Printable(left.error().detail);
    EXPECT_EQ(got.size(), calls);
    EXPECT_EQ(callWith(outgoing, {.url = at(u"other.example"_s, u"/"_s)}).error().code, ErrorCode::NetworkUnreachable) << "another host is called";
    clock.advance(30'000);
    EXPECT_EQ(outgoing.breakers().at(0).state, BreakerState::HalfOpen);
    answer = [](const PeerRequest &) { return PeerReply{503, {}, {}, {}}; };
    EXPECT_EQ(get(url)->status, 503);
    EXPECT_EQ(outgoing.breakers().at(0).state, BreakerState::Open) << "the trial failed";
    clock.advance(30'000);
    EXPECT_EQ(codeOf(get(url)), ErrorCode::ServerUnavailable) << "for twice as long";
    clock.advance(30'000);
    answer = [](const PeerRequest &) { return PeerReply{204, {}, {}, {}}; };
    EXPECT_EQ(get(url)->status, 204);
    EXPECT_EQ(outgoing.breakers().at(0).state, BreakerState::Closed);
    EXPECT_NE(outgoing.metrics().find("rawi_outgoing_breakers{state=\"closed\"} 2"), std::string::npos) << outgoing.metrics();
}

TEST_F(OutgoingTest, BelievesNoCertificateOfAStranger)
{
    const test::TemporaryDirectory folder;
    const QString key = folder.file(u"key"_s);
    const QString certificate = folder.file(u"certificate"_s);
    QProcess making;
    making.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, key, u"-out"_s, certificate,
                                u"-subj"_s, u"/CN=here.example"_s, u"-addext"_s, u"subjectAltName=DNS:here.example"_s});
    ASSERT_TRUE(making.waitForFinished() && making.exitCode() == 0) << making.readAllStandardError().constData();
    QProcess server;
    server.start(u"openssl"_s, {u"s_server"_s, u"-accept"_s, u"127.0.0.1:0"_s, u"-key"_s, key, u"-cert"_s, certificate, u"-www"_s});
    QByteArray said;
    static const QRegularExpression accepting(u"ACCEPT 127\\.0\\.0\\.1:(\\d+)"_s);
    QRegularExpressionMatch port;
    while (!port.hasMatch() && server.waitForReadyRead(10'000)) {
        said += server.readAllStandardOutput();
        port = accepting.match(QString::fromLatin1(said));
    }
    ASSERT_TRUE(port.hasMatch()) << said.constData();
    const auto reply = get(u"https://here.example:%1/"_s.arg(port.captured(1)));
    EXPECT_EQ(codeOf(reply), ErrorCode::NetworkUnreachable);
    EXPECT_TRUE(reply.error().detail.contains(u"certificate"_s)) << qUtf8Printable(reply.error().detail);
    server.kill();
    server.waitForFinished();
}

TEST_F(OutgoingTest, StopsWhatIsUnderWay)
{
    answer = [](const PeerRequest &) { return fault(test::PeerFault::NoAnswer); };
    auto call = std::async(std::launch::async, [&] { return outgoing.call({.url = at(u"here.example"_s, u"/"_s), .totalMs = 60'000}); });
    ASSERT_TRUE(test::waitFor([&] { return !got.isEmpty(); }));
    outgoing.stop();
    ASSERT_TRUE(test::waitFor([&] { return call.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
    EXPECT_EQ(codeOf(call.get()), ErrorCode::Cancelled);
}

TEST(Breakers, OneTrialAtATimeAndNoVerdictIsNone)
{
    test::ManualClock clock;
    CircuitBreakers breakers(clock, {.failures = 1, .openMs = 1000, .longestOpenMs = 3000});
    const auto fail = [&] { breakers.enter(u"h"_s)->failed(); };
    fail();
    EXPECT_FALSE(breakers.enter(u"h"_s).ok());
    clock.advance(1000);
    {
        const auto trial = breakers.enter(u"h"_s);
        ASSERT_TRUE(trial.ok());
        EXPECT_FALSE(breakers.enter(u"h"_s).ok()) << "one trial at a time";
    }
    fail(); // the trial without a verdict left the place to this one
    clock.advance(1999);
    EXPECT_FALSE(breakers.enter(u"h"_s).ok());
    clock.advance(1);
    fail();
    clock.advance(3000);
    EXPECT_TRUE(breakers.enter(u"h"_s).ok()) << "at most three seconds";
    for (int i = 0; i < 600; ++i) {
        EXPECT_TRUE(breakers.enter(QString::number(i)).ok());
    }
    EXPECT_EQ(breakers.states().size(), qsizetype(CircuitBreakers::kMostHosts));
}

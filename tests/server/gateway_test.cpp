#include "tests/server/edge_fixture.h"
#include "tests/server/raw_http.h"
#include "tests/support/warnings.h"

#include <QJsonDocument>

#include <chrono>
#include <thread>

namespace rawi::server {

namespace {

QJsonObject jsonOf(const RawReply &reply)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(reply.body)).object();
}

void expectProblem(const RawReply &reply, int status, const char *code)
{
    EXPECT_EQ(reply.status, status) << reply.body;
    EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    const QJsonObject problem = jsonOf(reply);
    EXPECT_EQ(problem.value(u"status"_s).toInt(), status);
    EXPECT_EQ(problem.value(u"code"_s).toString(), QLatin1StringView(code));
    EXPECT_FALSE(reply.header("x-request-id").empty());
}

using GatewayTest = EdgeFixture;

TEST_F(GatewayTest, AnswersAndKeepsTheConnection)
{
    RawClient client(port());
    for (int i = 0; i < 3; ++i) {
        const RawReply reply = client.ask(requestText("GET", "/ping", "X-Request-Id: my-id.7\r\n"));
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, R"({"ok":true})");
        EXPECT_EQ(reply.header("x-request-id"), "my-id.7");
        EXPECT_FALSE(reply.header("date").empty());
    }
}

TEST_F(GatewayTest, ReplacesAnInsaneRequestId)
{
    RawClient client(port());
    const RawReply reply = client.ask(requestText("GET", "/ping", "X-Request-Id: a\"b{}\r\n"));
    EXPECT_FALSE(uuidFromText(QString::fromStdString(reply.header("x-request-id"))).isNull());
}

TEST_F(GatewayTest, PipelinedRepliesKeepTheirOrder)
{
    RawClient client(port());
    client.send(requestText("GET", "/slow/200") + requestText("GET", "/slow/1") + requestText("GET", "/ping"));
    EXPECT_EQ(client.read().body, "\"slow 200\"");
    EXPECT_EQ(client.read().body, "\"slow 1\"");
    EXPECT_EQ(client.read().body, R"({"ok":true})");
}

TEST_F(GatewayTest, HeadWorksWhereGetDoes)
{
    RawClient client(port());
    client.send(requestText("HEAD", "/ping") + requestText("HEAD", "/file/100") + requestText("GET", "/ping"));
    EXPECT_EQ(client.read(false).header("content-length"), "11");
    EXPECT_EQ(client.read(false).header("content-length"), "95");
    EXPECT_EQ(client.read().body, R"({"ok":true})");
}

TEST_F(GatewayTest, DecodesParametersAndPrefersWords)
{
    RawClient client(port());
    const QJsonObject item = jsonOf(client.ask(requestText("GET", "/items/%D8%B1%20x?a=1&q=%D8%A7+b%2Bc")));
    EXPECT_EQ(item.value(u"id"_s).toString(), u"ر x"_s);
    EXPECT_EQ(item.value(u"q"_s).toString(), u"ا b+c"_s);
    EXPECT_EQ(client.ask(requestText("GET", "/items/first")).body, "\"word\"");
    EXPECT_EQ(client.ask(requestText("GET", "http://elsewhere/ping?x=1")).status, 200);
}

TEST_F(GatewayTest, NamesTheParameterItDoesNotKnow)
{
    RawClient client(port());
    const RawReply reply = client.ask(requestText("GET", "/items/7?a=1&&qq=2"));
    expectProblem(reply, 422, "unknown_field");
    EXPECT_EQ(jsonOf(reply).value(u"subject"_s).toString(), u"qq"_s);
    EXPECT_NE(reply.body.find("this path takes: a, q, x"), std::string::npos);
}

TEST_F(GatewayTest, UnknownPathAndMethod)
{
    RawClient client(port());
    expectProblem(client.ask(requestText("GET", "/nowhere")), 404, "not_found");
    RawReply reply = client.ask(requestText("POST", "/items/7"));
    expectProblem(reply, 405, "method_not_allowed");
    EXPECT_EQ(reply.header("allow"), "GET, HEAD, DELETE");
    reply = client.ask(requestText("BREW", "/ping"));
    expectProblem(reply, 405, "method_not_allowed");
    EXPECT_EQ(reply.header("allow"), "GET, HEAD");
}

TEST_F(GatewayTest, RefusesWhatItCannotTrust)
{
    const std::vector<std::string> hostile{
        "GET /ping HTTP/1.1\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "\x01\x02 garbage\r\n\r\n",
        "GET /ping HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length : 3\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nX",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer editor\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
        "GET /a%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n",
    };
    for (const std::string &bytes : hostile) {
        RawClient client(port());
        SCOPED_TRACE(bytes);
        expectProblem(client.ask(bytes), 400, "invalid_argument");
        EXPECT_TRUE(client.isClosed());
    }
    RawClient client(port());
    EXPECT_EQ(client.ask(requestText("GET", "/ping")).status, 200);
}

TEST_F(GatewayTest, LimitsHeaderAndBody)
{
    RawClient header(port());
    expectProblem(header.ask(requestText("GET", "/ping", "X-A: " + std::string(20'000, 'a') + "\r\n")), 431,
                  "too_large");
    RawClient declared(port());
    expectProblem(declared.ask("POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer editor\r\n"
                               "Content-Length: 9000000\r\n\r\n"),
                  413, "too_large");
    RawClient chunked(port());
    chunked.send("POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer editor\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "100000\r\n" + std::string(1 << 20, 'x') + "\r\n";
    for (int i = 0; i < 9 && chunked.trySend(chunk); ++i) {
    }
    expectProblem(chunked.read(), 413, "too_large");
    RawClient anonymous(port()); // nobody may make us keep 8 MiB before signing in
    expectProblem(anonymous.ask("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"), 413, "too_large");
}

TEST_F(GatewayTest, TakesAJsonBody)
{
    RawClient client(port());
    const std::string large = R"({"t":")" + std::string(3 << 20, 'y') + R"("})";
    EXPECT_EQ(jsonOf(client.ask(jsonRequest("POST", "/echo", "viewer", large))).value(u"size"_s).toInt(),
              int(large.size()));
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer viewer\r\nContent-Type: application/json\r\n"
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n");
    EXPECT_EQ(jsonOf(client.read()).value(u"size"_s).toInt(), 7);
    expectProblem(client.ask(jsonRequest("POST", "/echo", "viewer", "[1]")), 422, "invalid_argument");
    expectProblem(client.ask(jsonRequest("POST", "/echo", "viewer", "{no")), 422, "invalid_argument");
    expectProblem(client.ask(requestText("POST", "/echo", "Authorization: Bearer viewer\r\n", "{}")), 415,
                  "unsupported_media_type");
}

TEST_F(GatewayTest, WaitsForExpectContinue)
{
    RawClient client(port());
    const RawReply interim =
        client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer viewer\r\nContent-Type: application/json\r\n"
                   "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(interim.status, 100);
    EXPECT_EQ(client.ask("{}").status, 200);
}

TEST_F(GatewayTest, AsksForASessionAndARole)
{
    RawClient client(port());
    RawReply reply = client.ask(requestText("DELETE", "/items/1"));
    expectProblem(reply, 401, "unauthenticated");
    EXPECT_EQ(reply.header("www-authenticate"), "Bearer");
    expectProblem(client.ask(jsonRequest("DELETE", "/items/1", "forged")), 401, "unauthenticated");
    expectProblem(client.ask(jsonRequest("DELETE", "/items/1", "editor")), 403, "permission_denied");
    EXPECT_EQ(client.ask(jsonRequest("DELETE", "/items/1", "admin")).status, 204);
}

TEST_F(GatewayTest, FiveFailedLoginsAMinute)
{
    RawClient client(port());
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(client.ask(requestText("POST", "/login", {}, "right")).status, 204);
    }
    for (int i = 0; i < 5; ++i) {
        expectProblem(client.ask(requestText("POST", "/login", {}, "wrong")), 401, "invalid_credentials");
    }
    const RawReply limited = client.ask(requestText("POST", "/login", {}, "right"));
    expectProblem(limited, 429, "rate_limited");
    EXPECT_GT(std::stoi(limited.header("retry-after")), 30);
    EXPECT_LE(std::stoi(limited.header("retry-after")), 60);
    EXPECT_EQ(client.ask(requestText("GET", "/ping")).status, 200);
}

TEST_F(GatewayTest, TellsWhatIsUnchanged)
{
    RawClient client(port());
    const RawReply unchanged = client.ask(requestText("GET", "/items/1", "If-None-Match: \"3\", W/\"7\"\r\n"));
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_EQ(unchanged.header("etag"), "\"7\"");
    EXPECT_EQ(unchanged.header("content-length"), "");
    EXPECT_EQ(client.ask(requestText("GET", "/items/1", "If-None-Match: \"8\"\r\n")).status, 200);
}

TEST_F(GatewayTest, KeepsCausesAndLineEndsInside)
{
    RawClient client(port());
    const RawReply injected = client.ask(requestText("GET", "/inject"));
    EXPECT_EQ(injected.header("x-evil"), "");
    EXPECT_EQ(injected.header("x-name"), "aX-Evil: 1");
    test::expectWarning(u"secret cause"_s);
    const RawReply broken = client.ask(requestText("GET", "/broken"));
    expectProblem(broken, 500, "database_error");
    EXPECT_EQ(broken.body.find("secret"), std::string::npos);
    EXPECT_NE(broken.body.find(broken.header("x-request-id")), std::string::npos);
}

TEST_F(GatewayTest, SendsFiles)
{
    RawClient client(port());
    client.send(requestText("GET", "/file/20000000") + requestText("GET", "/ping"));
    std::this_thread::sleep_for(std::chrono::milliseconds(100)); // lets the server meet a full socket
    const RawReply reply = client.read();
    EXPECT_EQ(reply.header("content-type"), "video/mp4");
    ASSERT_EQ(reply.body.size(), 19'999'995u);
    for (size_t i = 0; i < reply.body.size(); i += 9973) {
        ASSERT_EQ(reply.body[i], static_cast<char>('a' + (i + 5) % 23));
    }
    EXPECT_EQ(client.read().body, R"({"ok":true})");
}

TEST_F(GatewayTest, StreamsABodyInOrder)
{
    std::string bytes(3'000'000, '\0');
    for (size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(i * 31 % 251);
    }
    RawClient client(port());
    EXPECT_EQ(client.ask(requestText("PATCH", "/upload", "Authorization: Bearer editor\r\n", bytes)).status, 204);
    EXPECT_TRUE(sink->waitFinished());
    EXPECT_TRUE(*sink->complete);
    EXPECT_TRUE(sink->bytes == bytes);
    EXPECT_LE(*std::ranges::max_element(sink->pieces), 256u << 10);
    EXPECT_EQ(client.ask(requestText("GET", "/ping")).status, 200);
    expectProblem(client.ask(requestText("PATCH", "/upload", "Authorization: Bearer viewer\r\n", "x")), 403,
                  "permission_denied");
}

TEST_F(GatewayTest, KeepsWhatABrokenUploadSent)
{
    RawClient client(port());
    client.send("PATCH /upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer editor\r\nContent-Length: 1000000\r\n\r\n"
                + std::string(300'000, 'z'));
    client.close();
    ASSERT_TRUE(sink->waitFinished());
    EXPECT_FALSE(*sink->complete);
    EXPECT_EQ(sink->bytes.size(), 300'000u);
}

TEST_F(GatewayTest, TellsThatTheDiskIsFull)
{
    rawi::test::expectWarning(u"disk_full"_s);
    sink->refuseAt = 400'000;
    RawClient client(port());
    client.trySend(requestText("PATCH", "/upload", "Authorization: Bearer editor\r\n", std::string(2'000'000, 'q')));
    expectProblem(client.read(), 507, "disk_full");
    EXPECT_FALSE(*sink->complete);
}

TEST_F(GatewayTest, OutlivesClientsThatLeave)
{
    for (int i = 0; i < 20; ++i) {
        RawClient client(port());
        client.send(requestText("GET", i % 2 == 0 ? "/slow/50" : "/file/3000000"));
        if (i % 3 == 0) {
            client.reset();
        }
    }
    RawClient client(port());
    EXPECT_EQ(client.ask(requestText("GET", "/slow/100")).status, 200);
}

TEST_F(GatewayTest, CountsForPrometheus)
{
    RawClient client(port());
    client.ask(requestText("GET", "/items/42"));
    client.ask(requestText("GET", "/ping"));
    const std::string text = edge->metrics();
    EXPECT_NE(text.find("rawi_http_requests_total{method=\"GET\",route=\"/items/{id}\",status=\"200\"} 1\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("rawi_connections 1\n"), std::string::npos);
    EXPECT_NE(text.find("rawi_http_request_duration_seconds_bucket{"), std::string::npos);
}

TEST_F(GatewayTest, NamesATakenPort)
{
    EdgeConfig config;
    config.listen.front().port = port();
    Edge second(config, table, testSession, [](const SessionRef &, const std::string &) { return std::string(); });
    const Result<void> started = second.start();
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().code, ErrorCode::AddressInUse);
    EXPECT_EQ(started.error().subject, u"127.0.0.1:%1"_s.arg(port()));
}

TEST_F(GatewayTest, StopLetsARequestFinish)
{
    RawClient busy(port());
    RawClient idle(port());
    idle.ask(requestText("GET", "/ping"));
    busy.send(requestText("GET", "/slow/400"));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto start = std::chrono::steady_clock::now();
    edge->stop(5000);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
    const RawReply reply = busy.read();
    EXPECT_EQ(reply.body, "\"slow 400\"");
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_TRUE(idle.read().closed);
}

} // namespace

} // namespace rawi::server

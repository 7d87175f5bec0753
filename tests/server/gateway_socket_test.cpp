#include "tests/server/edge_fixture.h"
#include "tests/server/raw_http.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace rawi::server {

namespace {

using namespace std::chrono_literals;

std::shared_ptr<const std::string> message(std::string text)
{
    return std::make_shared<const std::string>(std::move(text));
}

class SocketTest : public EdgeFixture {
protected:
    // A client that was welcomed.
    std::unique_ptr<RawClient> welcomed(const std::string &token = "editor")
    {
        auto client = std::make_unique<RawClient>(port());
        EXPECT_EQ(client->ask(upgradeText("/api/v1/ws?access_token=" + token)).status, 101);
        client->sendFrame(1, R"({"type":"hello"})");
        EXPECT_EQ(client->readMessage().payload, R"({"type":"welcome"})");
        return client;
    }
    void waitForSockets(int count)
    {
        for (int i = 0; i < 500 && edge->hub().socketCount() != count; ++i) {
            std::this_thread::sleep_for(10ms);
        }
        EXPECT_EQ(edge->hub().socketCount(), count);
    }
};

TEST_F(SocketTest, EchoesTheSubprotocol)
{
    RawClient client(port());
    const RawReply reply = client.ask(upgradeText("/api/v1/ws?access_token=viewer",
                                                  "Sec-WebSocket-Protocol: other, rawi.v1\r\nX-Request-Id: ws-1\r\n"));
    EXPECT_EQ(reply.status, 101);
    EXPECT_EQ(reply.header("sec-websocket-protocol"), "rawi.v1");
    EXPECT_EQ(reply.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); // RFC 6455 §1.3
    EXPECT_EQ(reply.header("x-request-id"), "ws-1");
}

TEST_F(SocketTest, RefusesStrangers)
{
    EXPECT_EQ(RawClient(port()).ask(upgradeText("/api/v1/ws")).status, 401);
    EXPECT_EQ(RawClient(port()).ask(upgradeText("/api/v1/ws?access_token=forged")).status, 401);
    EXPECT_EQ(RawClient(port()).ask(upgradeText("/api/v1/ws?access_token=viewer", "")).status, 400);
    EXPECT_EQ(RawClient(port()).ask(requestText("GET", "/api/v1/ws")).status, 426);
    const std::string byHeader = "Sec-WebSocket-Protocol: rawi.v1\r\nAuthorization: Bearer viewer\r\n";
    EXPECT_EQ(RawClient(port()).ask(upgradeText("/api/v1/ws", byHeader)).status, 101);
}

TEST_F(SocketTest, DeliversInOrderWhole)
{
    const auto one = welcomed();
    const auto two = welcomed("viewer");
    for (int i = 0; i < 300; ++i) {
        edge->hub().publish(message("{\"n\":" + std::to_string(i) + ",\"t\":\"" + std::string(1000, 'x') + "\"}"));
    }
    const std::string large = "\"" + std::string(400'000, 'y') + "\"";
    edge->hub().publish(message(large));
    for (RawClient *client : {one.get(), two.get()}) {
        for (int i = 0; i < 300; ++i) {
            const RawClient::Frame frame = client->readMessage();
            ASSERT_EQ(frame.opcode, 1);
            ASSERT_TRUE(frame.fin);
            ASSERT_EQ(frame.payload.substr(0, 9 + (i > 9) + (i > 99)), "{\"n\":" + std::to_string(i) + ",\"t");
        }
        const RawClient::Frame last = client->readMessage();
        EXPECT_TRUE(last.fin); // never a fragment
        EXPECT_EQ(last.payload.size(), large.size());
    }
}

TEST_F(SocketTest, DeliversAtOnceWhenIdle)
{
    const auto client = welcomed();
    std::this_thread::sleep_for(50ms);
    const auto start = std::chrono::steady_clock::now();
    edge->hub().publish(message("\"now\""));
    EXPECT_EQ(client->readMessage().payload, "\"now\"");
    EXPECT_LT(std::chrono::steady_clock::now() - start, 500ms);
}

// What is committed while the welcome is being made would otherwise stay unseen until the next poke.
TEST_F(SocketTest, LosesNothingBesideTheWelcome)
{
    std::atomic<bool> inside = false;
    hello = [&](const std::string &) {
        inside = true;
        std::this_thread::sleep_for(200ms);
        return std::string("\"welcome\"");
    };
    RawClient client(port());
    EXPECT_EQ(client.ask(upgradeText("/api/v1/ws?access_token=editor")).status, 101);
    client.sendFrame(1, "{}");
    while (!inside) {
        std::this_thread::sleep_for(1ms);
    }
    edge->hub().publish(message("\"poke\""));
    EXPECT_EQ(client.readMessage().payload, "\"welcome\"");
    EXPECT_EQ(client.readMessage().payload, "\"poke\"");
}

TEST_F(SocketTest, SaysNothingBeforeTheHelloAndClosesWithoutOne)
{
    RawClient client(port());
    EXPECT_EQ(client.ask(upgradeText("/api/v1/ws?access_token=editor")).status, 101);
    edge->hub().publish(message("\"secret\""));
    const RawClient::Frame frame = client.readMessage();
    EXPECT_EQ(frame.opcode, 8);
    EXPECT_EQ(frame.closeCode(), 1008);
}

TEST_F(SocketTest, ClosesWhatItDoesNotUnderstand)
{
    hello = [](const std::string &) { return std::string(); };
    RawClient refused(port());
    refused.ask(upgradeText("/api/v1/ws?access_token=editor"));
    refused.sendFrame(1, "what?");
    EXPECT_EQ(refused.readMessage().closeCode(), 1008);
    RawClient binary(port());
    binary.ask(upgradeText("/api/v1/ws?access_token=editor"));
    binary.sendFrame(2, "\x01");
    EXPECT_EQ(binary.readMessage().closeCode(), 1003);
    RawClient tooLong(port());
    tooLong.ask(upgradeText("/api/v1/ws?access_token=editor"));
    tooLong.sendFrame(1, std::string((1 << 20) + 1, 'x'));
    EXPECT_EQ(tooLong.readMessage().closeCode(), 1009);
    RawClient notUtf8(port());
    notUtf8.ask(upgradeText("/api/v1/ws?access_token=editor"));
    notUtf8.sendFrame(1, "\xff\xfe");
    EXPECT_EQ(notUtf8.readMessage().closeCode(), 1007);
    for (RawClient *client : {&refused, &binary, &tooLong, &notUtf8}) {
        client->close();
    }
    waitForSockets(0);
}

TEST_F(SocketTest, TakesFragmentsThatSplitACharacter)
{
    std::mutex mutex;
    std::string got;
    hello = [&](const std::string &text) {
        const std::lock_guard lock(mutex);
        got = text;
        return std::string("\"ok\"");
    };
    RawClient client(port());
    client.ask(upgradeText("/api/v1/ws?access_token=editor"));
    client.sendFrame(1, "\xd8", false);
    client.sendFrame(0, "\xb1", true);
    EXPECT_EQ(client.readMessage().payload, "\"ok\"");
    EXPECT_EQ(got, "\xd8\xb1");
}

TEST_F(SocketTest, CutsASlowReader)
{
    const auto slow = welcomed();
    slow->readSlowly();
    const auto quick = welcomed();
    const auto text = message("\"" + std::string(100'000, 'z') + "\"");
    for (int i = 0; i < 200; ++i) {
        edge->hub().publish(text);
        EXPECT_EQ(quick->readMessage().payload.size(), text->size());
    }
    waitForSockets(1);
    EXPECT_NE(edge->metrics().find("rawi_sockets_cut_total 1\n"), std::string::npos);
}

TEST_F(SocketTest, DropsTheSocketsOfASession)
{
    const auto dropped = welcomed("editor");
    const auto kept = welcomed("viewer");
    edge->hub().dropSession(testSession("editor")->sessionId);
    EXPECT_TRUE(dropped->isClosed());
    edge->hub().publish(message("\"still\""));
    EXPECT_EQ(kept->readMessage().payload, "\"still\"");
}

TEST_F(SocketTest, GoesAwayOnStop)
{
    const auto client = welcomed();
    std::thread stopping([this] { edge->stop(3000); });
    const RawClient::Frame frame = client->readMessage();
    EXPECT_EQ(frame.closeCode(), 1001);
    client->sendFrame(8, frame.payload);
    stopping.join();
    EXPECT_TRUE(client->isClosed());
}

} // namespace

} // namespace rawi::server

// What strangers, and people who are signed in, may try against the edge: none of it takes the server's memory, its
// descriptors or its time from the others. Each prints what it cost.
#include "tests/server/edge_fixture.h"
#include "tests/server/raw_http.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <thread>

#include <sys/socket.h>
#include <unistd.h>

namespace rawi::server {

namespace {

using namespace std::chrono_literals;

qint64 residentBytes()
{
    QFile statm(u"/proc/self/statm"_s);
    return statm.open(QIODevice::ReadOnly) ? statm.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

qsizetype descriptors()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size();
}

std::string withToken(const std::string &method, const std::string &path, const std::string &token, const std::string &extra = {})
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n" + extra + "\r\n";
}

class Attack : public EdgeFixture {
protected:
    static constexpr size_t kMostConnections = 60;
    static constexpr size_t kMostOfAddress = 50;
    static constexpr size_t kLarge = size_t(4) << 20;

    void configure(EdgeConfig &config) override
    {
        config.connections = kMostConnections;
        config.connectionsOfAddress = kMostOfAddress;
    }

    void addRoutes() override
    {
        Route large;
        large.pattern = "/large";
        large.summary = "test";
        large.handle = [](const Request &) -> Result<Reply> { return Reply::rawJson('"' + std::string(kLarge, 'x') + '"'); };
        table.add(std::move(large));
        Route instant;
        instant.pattern = "/instant";
        instant.summary = "test";
        instant.needsSession = false;
        instant.isInstant = true;
        instant.handle = [](const Request &) -> Result<Reply> { return Reply::rawJson("1"); };
        table.add(std::move(instant));
    }

    // How long others wait meanwhile: the 99th of a hundred.
    std::chrono::milliseconds othersP99(const std::string &token = "editor")
    {
        std::vector<std::chrono::milliseconds> waits;
        RawClient other(port());
        for (int i = 0; i < 100; ++i) {
            const auto start = std::chrono::steady_clock::now();
            EXPECT_EQ(other.ask(withToken("GET", "/ping", token)).status, 200);
            waits.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start));
        }
        std::ranges::sort(waits);
        return waits[98];
    }

    // Sends `head` and then `more`, 64 MB of it or until the server closes: what it reads after its answer it throws away.
    RawReply pour(const std::string &head, const std::string &more)
    {
        const qint64 before = residentBytes();
        RawClient client(port());
        client.send(head);
        const std::string much = [&] {
            std::string text;
            while (text.size() < 64 * 1024) {
                text += more;
            }
            return text;
        }();
        size_t sent = 0;
        while (sent < size_t(64) << 20 && client.trySend(much)) {
            sent += much.size();
        }
        RawReply reply = client.read();
        const qint64 grown = residentBytes() - before;
        printf("[   cost   ] %zu kB poured, %lld kB of memory, others' p99 %lld ms\n", sent / 1024,
               static_cast<long long>(grown / 1024), static_cast<long long>(othersP99().count()));
        EXPECT_LT(grown, qint64(8) << 20);
        return reply;
    }
};

constexpr const char *kChunked = "Transfer-Encoding: chunked\r\n";

} // namespace

TEST_F(Attack, ChunkExtensionsWithoutEnd)
{
    for (const auto &[method, path] : {std::pair{"POST", "/echo"}, {"PATCH", "/upload"}}) {
        const RawReply reply = pour(withToken(method, path, "editor", kChunked) + "5;a=", "xxxxxxxxxxxxxxxx");
        EXPECT_EQ(reply.status, 413) << path << reply.body;
    }
    const RawReply stranger = pour("POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=", "xxxxxxxxxxxxxxxx");
    EXPECT_EQ(stranger.status, 413) << stranger.body;
}

TEST_F(Attack, TrailersWithoutEnd)
{
    for (const auto &[method, path] : {std::pair{"POST", "/echo"}, {"PATCH", "/upload"}}) {
        const RawReply reply = pour(withToken(method, path, "editor", kChunked) + "0\r\n", "X-A: xxxxxxxxxxxxxxxx\r\n");
        EXPECT_TRUE(reply.status == 413 || reply.status == 400) << path << ' ' << reply.status << reply.body;
    }
}

TEST_F(Attack, LeadingZerosWithoutEnd)
{
    for (const auto &[method, path] : {std::pair{"POST", "/echo"}, {"PATCH", "/upload"}}) {
        const RawReply reply = pour(withToken(method, path, "editor", kChunked), "0000000000000000");
        EXPECT_TRUE(reply.status == 413 || reply.status == 400) << path << ' ' << reply.status << reply.body;
    }
}

TEST_F(Attack, BrokenChunksAreSaidToBeSo)
{
    for (const auto &[method, path] : {std::pair{"POST", "/echo"}, {"PATCH", "/upload"}}) {
        const RawReply reply = RawClient(port()).ask(withToken(method, path, "editor", kChunked) + "zz\r\nabc\r\n");
        EXPECT_EQ(reply.status, 400) << path << reply.body;
    }
}

// One person asks for forty slow answers; the others are served between them.
TEST_F(Attack, OneCallerHoldsNotEveryWorker)
{
    std::vector<std::unique_ptr<RawClient>> greedy;
    for (int i = 0; i < 40; ++i) {
        greedy.push_back(std::make_unique<RawClient>(port()));
        greedy.back()->send(withToken("GET", "/slow/250", "viewer"));
    }
    const auto p99 = othersP99();
    int waiting = 0;
    for (const auto &client : greedy) {
        char byte = 0;
        waiting += ::recv(client->descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0 ? 1 : 0;
    }
    printf("[   cost   ] others' p99 %lld ms, %d of 40 slow ones still wait\n", static_cast<long long>(p99.count()), waiting);
    EXPECT_GT(waiting, 0) << "a hundred answers for the others came before the last for one";
    for (const auto &client : greedy) {
        EXPECT_EQ(client->read().status, 200) << "later, but answered";
    }
}

TEST_F(Attack, AnInstantAnswerNeedsNoWorker)
{
    std::vector<std::unique_ptr<RawClient>> everybody;
    for (const char *token : {"viewer", "editor", "admin"}) {
        for (int i = 0; i < 4; ++i) {
            everybody.push_back(std::make_unique<RawClient>(port()));
            everybody.back()->send(withToken("GET", "/slow/1000", token));
        }
    }
    RawClient health(port());
    EXPECT_EQ(health.ask(requestText("GET", "/instant")).status, 200);
    for (const auto &client : everybody) {
        char byte = 0;
        EXPECT_LE(::recv(client->descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT), 0) << "the workers were busy";
    }
}

// Somebody asks for large answers and reads none of them.
TEST_F(Attack, UnreadAnswersDoNotPileUp)
{
    const qint64 before = residentBytes();
    std::vector<std::unique_ptr<RawClient>> deaf;
    for (int i = 0; i < 40; ++i) {
        deaf.push_back(std::make_unique<RawClient>(port()));
        deaf.back()->readSlowly();
        deaf.back()->send(withToken("GET", "/large", "viewer"));
    }
    const auto p99 = othersP99();
    int refused = 0;
    for (size_t i = 1; i < deaf.size(); ++i) { // each answer's first bytes say it
        char head[12] = {};
        EXPECT_EQ(::recv(deaf[i]->descriptor(), head, sizeof head, MSG_PEEK | MSG_WAITALL), ssize_t(sizeof head));
        refused += std::string(head, sizeof head).ends_with("429") ? 1 : 0;
    }
    const qint64 grown = residentBytes() - before;
    printf("[   cost   ] %d of 40 refused, %lld kB of memory, others' p99 %lld ms\n", refused, static_cast<long long>(grown / 1024),
           static_cast<long long>(p99.count()));
    EXPECT_GE(refused, 25);
    EXPECT_LT(grown, qint64(80) << 20);
    deaf.clear();
    RawReply again;
    for (int i = 0; i < 200 && again.status != 200; ++i) { // as soon as the sockets are gone
        std::this_thread::sleep_for(20ms);
        again = RawClient(port()).ask(withToken("GET", "/large", "viewer"));
    }
    EXPECT_EQ(again.status, 200) << "who reads again is served again";
}

TEST_F(Attack, AnyPathMakesAWholeLogLine)
{
    ::testing::internal::CaptureStderr();
    RawClient client(port());
    EXPECT_EQ(client.ask(requestText("GET", "/a%FF%FE%22%7B%22forged%22:1%7D")).status, 404);
    EXPECT_EQ(client.ask(requestText("GET", "/ping")).status, 200); // a request is written down before the next one is read
    edge.reset(); // writes what waits
    const QByteArray log = QByteArray::fromStdString(::testing::internal::GetCapturedStderr());
    EXPECT_TRUE(log.isValidUtf8());
    int requests = 0;
    for (const QByteArray &line : log.trimmed().split('\n')) {
        QJsonParseError wrong;
        const QJsonObject entry = QJsonDocument::fromJson(line, &wrong).object();
        EXPECT_EQ(wrong.error, QJsonParseError::NoError) << line.constData();
        EXPECT_FALSE(entry.contains(u"forged"_s));
        requests += entry.value("msg"_L1) == u"request"_s ? 1 : 0;
    }
    EXPECT_GE(requests, 1);
}

TEST_F(Attack, IdleConnectionsOfOneAddressAreBounded)
{
    const qsizetype before = descriptors();
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 300; ++i) {
        idle.push_back(std::make_unique<RawClient>(port()));
    }
    const auto accepted = std::ranges::count_if(idle, [](const auto &client) {
        char byte = 0;
        std::this_thread::sleep_for(1ms);
        return ::recv(client->descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0; // 0: closed by the server
    });
    printf("[   cost   ] %lld of 300 kept, %lld descriptors of the server\n", static_cast<long long>(accepted),
           static_cast<long long>(descriptors() - before - 300));
    EXPECT_LE(accepted, qsizetype(kMostOfAddress));
    idle.clear();
    RawReply served;
    for (int i = 0; i < 200 && served.status != 200; ++i) {
        std::this_thread::sleep_for(20ms);
        RawClient client(port());
        served = client.trySend(requestText("GET", "/ping")) ? client.read() : RawReply();
    }
    EXPECT_EQ(served.status, 200);
}

} // namespace rawi::server

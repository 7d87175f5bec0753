// What is still open after a session has ended, and what a token can be used for twice.
#include "sync-server/people/session_watch.h"
#include "tests/server/rest_bench.h"

#include <chrono>
#include <thread>

namespace rawi {

namespace {

class AttackOnSessions : public test::RestBench {
protected:
    void SetUp() override
    {
        RestBench::SetUp();
        const auto added = people->addUser({u"layla@rawi.example"_s, password, Role::Editor, u"ليلى"_s, u"Layla"_s});
        ASSERT_TRUE(added.ok()) << qUtf8Printable(added.error().toString());
        layla = *added;
        watch = std::make_unique<server::SessionWatch>(people->sessions(), edge->hub());
        watch->start();
    }
    void TearDown() override
    {
        watch.reset();
        RestBench::TearDown();
    }

    server::SessionTokens signIn()
    {
        const auto tokens = people->signIn(u"layla@rawi.example"_s, password, u"127.0.0.1"_s, u"test"_s);
        EXPECT_TRUE(tokens.ok());
        return *tokens;
    }

    // A socket of Layla's that was welcomed.
    std::unique_ptr<server::RawClient> socketOf(const server::SessionTokens &tokens)
    {
        auto client = std::make_unique<server::RawClient>(edge->port());
        EXPECT_EQ(client->ask(server::upgradeText("/api/v1/ws?access_token=" + tokens.access.toStdString())).status, 101);
        return client;
    }

    // Whether it ends within five seconds.
    static bool ends(server::RawClient &client)
    {
        const auto start = std::chrono::steady_clock::now();
        while (client.readFrame().opcode != -1) {
        }
        const auto took = std::chrono::steady_clock::now() - start;
        printf("[   cost   ] closed after %lld ms\n",
               static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
        return took < std::chrono::seconds(5);
    }

    void hello(server::RawClient &client)
    {
        client.sendFrame(1, R"({"type":"hello","protocol":[1,1],"schema":1,"cursors":{}})");
    }

    const QString password = u"a long pass phrase 7"_s;
    QUuid layla;
    std::unique_ptr<server::SessionWatch> watch;
};

} // namespace

// As another server, or rawi-server user passwd on the command line, ends them: in the database alone.
TEST_F(AttackOnSessions, ASocketEndsWithItsSession)
{
    const auto tokens = signIn();
    const auto socket = socketOf(tokens);
    hello(*socket);
    one("DELETE FROM sessions WHERE id = $1 RETURNING 1", {uuidText(tokens.session).toStdString()});
    EXPECT_TRUE(ends(*socket));
}

TEST_F(AttackOnSessions, ASocketEndsWhenTheAccountIsSwitchedOff)
{
    const auto socket = socketOf(signIn());
    hello(*socket);
    one("UPDATE people SET active = false WHERE id = $1 RETURNING 1", {uuidText(layla).toStdString()});
    EXPECT_TRUE(ends(*socket));
}

TEST_F(AttackOnSessions, ASocketEndsWhenTheSessionExpires)
{
    const auto tokens = signIn();
    const auto socket = socketOf(tokens);
    hello(*socket);
    one("UPDATE sessions SET refresh_until = now() - interval '1 second' WHERE id = $1 RETURNING 1",
        {uuidText(tokens.session).toStdString()});
    EXPECT_TRUE(ends(*socket));
}

TEST_F(AttackOnSessions, ASocketOfALivingSessionStays)
{
    const auto tokens = signIn();
    const auto socket = socketOf(tokens);
    hello(*socket);
    std::this_thread::sleep_for(3 * server::SessionWatch::kEvery);
    EXPECT_EQ(edge->hub().socketCount(), 1);
}

// A desk with several windows renews at the same moment: each answer holds tokens that work.
TEST_F(AttackOnSessions, EightRefreshesAtOnceGiveTokensThatLive)
{
    const auto tokens = signIn();
    std::vector<std::thread> threads;
    std::vector<Result<server::SessionTokens>> answers(8, Error{});
    for (auto &answer : answers) {
        threads.emplace_back([&] { answer = people->refresh(tokens.refresh); });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    for (const auto &answer : answers) {
        ASSERT_TRUE(answer.ok()) << qUtf8Printable(answer.error().toString());
        EXPECT_TRUE(people->authenticate(answer->access.toStdString()).ok());
        EXPECT_EQ(answer->refresh, answers.front()->refresh);
    }
    EXPECT_TRUE(people->refresh(answers.front()->refresh).ok());
}

} // namespace rawi

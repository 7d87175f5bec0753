// More connections than there is room for: those who are signed in keep theirs.
#include "tests/server/edge_fixture.h"
#include "tests/server/raw_http.h"

namespace rawi::server {

namespace {

class AttackOnRoom : public EdgeFixture {
protected:
    static constexpr size_t kRoom = 40;

    void configure(EdgeConfig &config) override
    {
        config.connections = kRoom;
        config.connectionsOfAddress = 1000;
        config.ioThreads = 1;
    }
};

} // namespace

TEST_F(AttackOnRoom, StrangersMakeRoomForThoseWhoAreSignedIn)
{
    const std::string question = "POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer editor\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    RawClient first(port());
    ASSERT_EQ(first.ask(question).status, 200);
    std::vector<std::unique_ptr<RawClient>> strangers;
    for (int i = 0; i < 200; ++i) {
        strangers.push_back(std::make_unique<RawClient>(port()));
    }
    EXPECT_EQ(first.ask(question).status, 200) << "a connection that was signed in stays";
    RawClient second(port());
    EXPECT_EQ(second.ask(question).status, 200) << "and somebody who comes gets one";
}

} // namespace rawi::server

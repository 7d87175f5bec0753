#include "core/protocol/workspace_rules.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/people/password.h"
#include "sync-server/people/people_service.h"
#include "tests/support/manual_clock.h"
#include "tests/support/pg_fixture.h"

using namespace rawi;
using namespace rawi::server;

namespace {

class People : public rawi::test::PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        ASSERT_TRUE(ensureWorkspace(*pool, u"w"_s, clock.nowMs()).ok());
        commands = std::make_unique<CommandService>(*pool, rules, clock, nullptr);
        people = std::make_unique<PeopleService>(*pool, *commands, clock);
        const auto made = people->addUser({u"Admin@Rawi.example"_s, password, Role::Admin, u"مدير"_s, {}});
        ASSERT_TRUE(made.ok()) << qUtf8Printable(made.error().toString());
        admin = *made;
    }

    Result<SessionTokens> signIn(const QString &email, const QString &secret)
    {
        return people->signIn(email, secret, u"127.0.0.1"_s, u"test"_s);
    }

    Result<SessionRef> who(const QString &token) { return people->authenticate(token.toStdString()); }

    test::ManualClock clock;
    RuleBook rules = makeWorkspaceRules();
    QString password = u"correct horse 1"_s;
    QUuid admin;
    std::unique_ptr<CommandService> commands;
    std::unique_ptr<PeopleService> people;
};

} // namespace

TEST(Password, MustMixLettersWithOthers)
{
    for (const char16_t *weak : {u"short1", u"onlyletters", u"كلماتعربيةفقط", u"12345678"}) {
        EXPECT_EQ(checkPassword(QString::fromUtf16(weak)).error().code, ErrorCode::WeakPassword);
    }
    EXPECT_TRUE(checkPassword(u"letters and 1"_s).ok());
    EXPECT_TRUE(checkPassword(u"كلمة سر ١٢"_s).ok());
}

TEST_F(People, SignInKeepsOnlyHashes)
{
    const auto tokens = signIn(u"admin@rawi.example"_s, password);
    ASSERT_TRUE(tokens.ok()) << qUtf8Printable(tokens.error().toString());
    const auto session = who(tokens->access);
    ASSERT_TRUE(session.ok()) << qUtf8Printable(session.error().toString());
    EXPECT_EQ(session->actor.id.uuid(), admin);
    EXPECT_EQ(session->actor.role, Role::Admin);
    EXPECT_EQ(one("SELECT count(*) FROM sessions WHERE access_hash = $1 OR refresh_hash = $2",
                  {tokens->access.toStdString(), tokens->refresh.toStdString()}),
              u"0"_s);
    EXPECT_TRUE(one("SELECT password FROM users").startsWith(u"$argon2id$v=19$m=19456,t=2,p=1$"_s));
    EXPECT_TRUE(*people->hasAdmin());
}

TEST_F(People, WrongPasswordAndUnknownAddressLookAlike)
{
    const auto wrong = signIn(u"admin@rawi.example"_s, u"nope"_s);
    const auto unknown = signIn(u"nobody@rawi.example"_s, password);
    ASSERT_FALSE(wrong.ok());
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(wrong.error(), unknown.error());
    EXPECT_EQ(wrong.error().code, ErrorCode::InvalidCredentials);
    EXPECT_EQ(who(u"made up"_s).error().code, ErrorCode::Unauthenticated);
}

TEST_F(People, TokensExpireAndRotate)
{
    const auto first = signIn(u"admin@rawi.example"_s, password);
    ASSERT_TRUE(first.ok());
    clock.advance(3600 * 1000 + 1);
    EXPECT_EQ(who(first->access).error().code, ErrorCode::Unauthenticated);
    const auto second = people->refresh(first->refresh);
    ASSERT_TRUE(second.ok()) << qUtf8Printable(second.error().toString());
    EXPECT_TRUE(who(second->access).ok());
    clock.advance(61 * 1000);
    EXPECT_FALSE(people->refresh(first->refresh).ok()); // somebody else holds it
    EXPECT_FALSE(who(second->access).ok());
    EXPECT_FALSE(people->refresh(second->refresh).ok());
}

// Kind: one lost answer never asks for a password, however long the outage was.
TEST_F(People, ARenewalWhoseAnswerWasLostIsAskedForAgain)
{
    const auto first = signIn(u"admin@rawi.example"_s, password);
    ASSERT_TRUE(first.ok());
    ASSERT_TRUE(people->refresh(first->refresh).ok()); // nobody received it
    clock.advance(2LL * 24 * 3600 * 1000);
    const auto again = people->refresh(first->refresh);
    ASSERT_TRUE(again.ok()) << qUtf8Printable(again.error().toString());
    const auto third = people->refresh(again->refresh);
    ASSERT_TRUE(third.ok());
    EXPECT_TRUE(who(third->access).ok()); // this one has arrived
    clock.advance(61 * 1000);
    EXPECT_FALSE(people->refresh(again->refresh).ok()) << "somebody else holds it";
}

TEST_F(People, SignOutAndANewPasswordEndSessions)
{
    const auto one = signIn(u"admin@rawi.example"_s, password);
    const auto two = signIn(u"admin@rawi.example"_s, password);
    ASSERT_TRUE(one.ok() && two.ok());
    ASSERT_TRUE(who(one->access).ok());
    ASSERT_TRUE(people->signOut(one->session).ok());
    EXPECT_FALSE(who(one->access).ok());
    EXPECT_TRUE(who(two->access).ok());
    ASSERT_TRUE(people->setPassword(u"ADMIN@rawi.example"_s, u"another 22"_s).ok());
    EXPECT_EQ(PgTest::one("SELECT correlation || ' ' || args::text FROM audit WHERE command = 'person.reset_password' AND actor IS NULL"),
              u"rawi-server {\"id\": \"%1\"}"_s.arg(uuidText(admin))) << "by the command line; nothing of the password";
    EXPECT_FALSE(who(two->access).ok());
    EXPECT_FALSE(signIn(u"admin@rawi.example"_s, password).ok());
    EXPECT_TRUE(signIn(u"admin@rawi.example"_s, u"another 22"_s).ok());
}

TEST_F(People, AddressesAreUniqueAndTheLastAdministratorStays)
{
    const auto twice = people->addUser({u"ADMIN@rawi.example"_s, password, Role::Editor, {}, {}});
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(one("SELECT count(*) FROM users"), u"1"_s);
    const CommandContext server = PeopleService::serverContext();
    const auto gone = people->change(server, admin, {{u"active"_s, false}});
    ASSERT_FALSE(gone.ok());
    EXPECT_EQ(gone.error().code, ErrorCode::StateConflict);
    const auto editor = people->addUser({u"e@rawi.example"_s, password, Role::Editor, {}, {}});
    ASSERT_TRUE(editor.ok());
    const auto session = signIn(u"e@rawi.example"_s, password);
    ASSERT_TRUE(session.ok() && who(session->access).ok());
    ASSERT_TRUE(people->change(server, *editor, {{u"active"_s, false}}).ok());
    EXPECT_FALSE(who(session->access).ok());
    EXPECT_FALSE(signIn(u"e@rawi.example"_s, password).ok());
    const auto listed = people->listing(); // pages of them: PeopleSyncRoutesTest
    ASSERT_TRUE(listed.ok());
    EXPECT_TRUE(listed->contains(u"e@rawi.example"_s));
}

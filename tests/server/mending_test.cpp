// Rows that were kept before names had one form, in a real PostgreSQL.
#include "core/content/content_item.h"
#include "core/protocol/workspace_rules.h"
#include "core/rules/conflict.h"
#include "sync-server/feed/mending.h"
#include "sync-server/feed/workspace.h"
#include "tests/support/manual_clock.h"
#include "tests/support/pg_fixture.h"

namespace rawi::server {

namespace {

class MendingTest : public test::PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        ASSERT_TRUE(ensureWorkspace(*pool, u"w"_s, clock.nowMs()).ok());
        commands = std::make_unique<CommandService>(*pool, rules, clock, nullptr);
    }

    QString make(const QString &title)
    {
        const auto made = commands->run({Actor::server(), {}, u"test"_s}, u"content.create"_s,
                                        {{u"kind"_s, u"video"_s}, {u"title_en"_s, title}});
        EXPECT_TRUE(made.ok()) << (made.ok() ? "" : qUtf8Printable(made.error().toString()));
        return made.ok() ? made->value("id"_L1).toString() : QString();
    }

    void spoil(const QString &id, const std::string &set)
    {
        one("UPDATE content_items SET " + set + " WHERE id = $1 RETURNING id", {id.toStdString()});
    }

    QString titleOf(const QString &id) { return one("SELECT title_en FROM content_items WHERE id = $1", {id.toStdString()}); }

    test::ManualClock clock;
    RuleBook rules = makeWorkspaceRules();
    std::unique_ptr<CommandService> commands;
};

} // namespace

TEST_F(MendingTest, MendsWhatIsNotInFormOnceAndDesksHearOfIt)
{
    const QString good = make(u"Good"_s);
    const QString decomposed = make(u"x"_s);
    const QString unseen = make(u"y"_s);
    spoil(decomposed, "title_en = E'  Cafe\\u0301\\u001b ', tags = '[\"\\u0623\\u062f\\u0628\",\"\\u0627\\u062f\\u0628\",\" \"]'");
    spoil(unseen, "title_en = E'\\u0640\\u200d'");
    const qint64 head = one("SELECT head FROM feed_heads").toLongLong();
    const Result<int> count = mendTexts(*pool, *commands);
    ASSERT_TRUE(count.ok()) << qUtf8Printable(count.error().toString());
    EXPECT_EQ(*count, 2);
    EXPECT_EQ(titleOf(decomposed), u"Caf\u00E9"_s);
    EXPECT_EQ(one("SELECT tags::text FROM content_items WHERE id = $1", {decomposed.toStdString()}), u"[\"\u0623\u062f\u0628\"]"_s);
    EXPECT_EQ(titleOf(unseen), QString());
    EXPECT_EQ(titleOf(good), u"Good"_s);
    EXPECT_EQ(one("SELECT rev FROM content_items WHERE id = $1", {good.toStdString()}), u"1"_s);
    EXPECT_EQ(one("SELECT record_id FROM conflicts WHERE field = 'title_en' AND NOT settled"), unseen);
    EXPECT_EQ(one("SELECT head FROM feed_heads").toLongLong(), head + 3) << "two items and a conflict";
    EXPECT_EQ(one("SELECT count(*) FROM mendings"), u"0"_s);
    spoil(decomposed, "title_en = ' later '");
    EXPECT_EQ(*mendTexts(*pool, *commands), 0) << "once in a database's life";
    EXPECT_EQ(titleOf(decomposed), u" later "_s);
}

TEST_F(MendingTest, MoreRowsThanOnePageAreAllSeen)
{
    make(u"x"_s);
    one("INSERT INTO content_items SELECT workspace, gen_random_uuid(), rev, kind, state, parity, title_ar, ' n ', summary_ar,"
        " summary_en, body_ar, body_en, tags, main_asset, review_note, created_by, updated_by, created_at, updated_at,"
        " published_at, trashed, scope FROM content_items, generate_series(1, 1100) RETURNING id");
    EXPECT_EQ(*mendTexts(*pool, *commands), 1100);
    EXPECT_EQ(one("SELECT count(*) FROM content_items WHERE title_en = 'n'"), u"1100"_s);
}

} // namespace rawi::server

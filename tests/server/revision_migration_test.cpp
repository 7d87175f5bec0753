// A store that was made before there were revisions opens with what its audience reads.
#include "core/content/content_revision.h"
#include "core/protocol/workspace_rules.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/pg/row_store.h"
#include "tests/server/old_store.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/rule_bench.h"

namespace rawi::server {

namespace {

// The texts are such that a slip in the SQL's way to their hashes shows.
constexpr const char *kOldItems = R"(
INSERT INTO workspaces (id, name, epoch) VALUES ('00000000-0000-4000-8000-00000000000a', 'Rawi', 'e');
INSERT INTO content_items (workspace, id, rev, kind, state, parity, title_ar, title_en, summary_ar, summary_en, body_ar, body_en,
                           tags, review_note, created_at, updated_at, published_at, trashed)
    SELECT '00000000-0000-4000-8000-00000000000a', ('00000000-0000-7000-8000-00000000000' || n)::uuid, 7, 'article', state, parity,
           E'\u0627\u0653\u0646 \u00a0\t\r\n\u062b\u0645  ', E'  Cafe\u0301 ', '', E'A summary\r', E'\u0646\u0635 \n \n', E'\u1ea0 text',
           tags::jsonb, '', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', published::timestamptz, false
    FROM (VALUES (1, 'published', 'in_step', '2026-03-03T00:00:00Z', '["a", "ب"]'), (2, 'published', 'english_stale', '2026-03-03T00:00:00Z', '[]'),
                 (3, 'approved', 'arabic_stale', NULL, '["a"]'), (4, 'draft', 'in_step', NULL, '[]'),
                 (5, 'draft', 'in_step', '2026-03-03T00:00:00Z', '[]'), (6, 'archived', 'in_step', '2026-03-03T00:00:00Z', '[]'))
         AS old (n, state, parity, published, tags);
INSERT INTO audit (workspace, at, command, command_id, args, outcome, reason, correlation, rows) VALUES
 ('00000000-0000-4000-8000-00000000000a', '2026-02-02T00:00:00Z', 'content.publish', gen_random_uuid(),
  '{"id": "00000000-0000-7000-8000-000000000001"}', 'applied', '', '', '[]'),
 ('00000000-0000-4000-8000-00000000000a', '2026-02-01T00:00:00Z', 'content.publish', gen_random_uuid(),
  '{"id": "00000000-0000-7000-8000-000000000001"}', 'state_conflict', '', '', '[]');
)";

class RevisionMigration : public test::PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        const auto old = [](PgConnection &connection) -> Result<void> {
            RAWI_TRY(goBackBefore(connection, u"0020"_s));
            RAWI_TRY(connection.execScript(kOldItems));
            return migrate(connection);
        };
        const Result<void> migrated = pool->with<void>(old);
        ASSERT_TRUE(migrated.ok()) << qUtf8Printable(migrated.ok() ? QString() : migrated.error().toString());
        pool = std::make_unique<PgPool>(conninfo, 4); // no statement remembers the old tables
    }

    template <typename R>
    std::optional<R> find(const Id<R> &id)
    {
        const auto found = pool->with<std::optional<QJsonObject>>([&](PgConnection &connection) -> Result<std::optional<QJsonObject>> {
            RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
            PgRowStore store(connection, workspace.id);
            return store.row(recordInfo<R>(), id.uuid());
        });
        EXPECT_TRUE(found.ok());
        return found.ok() && *found ? std::optional<R>(fromJson<R>(**found)) : std::nullopt;
    }
    ContentItem item(int n)
    {
        return find(Id<ContentItem>::fromText(u"00000000-0000-7000-8000-00000000000%1"_s.arg(n))).value_or(ContentItem{});
    }
};

} // namespace

TEST_F(RevisionMigration, PublishedAndApprovedItemsHaveTheirRevision)
{
    for (const int n : {1, 2, 3}) {
        const ContentItem one = item(n);
        EXPECT_EQ(one.approvedRev, revisionOf(one)) << n;
        EXPECT_EQ(one.liveRev, n == 3 ? Id<ContentRevision>() : revisionOf(one)) << n;
        const auto kept = find(one.approvedRev);
        ASSERT_TRUE(kept) << n;
        EXPECT_EQ(kept->item, one.id);
        EXPECT_EQ(kept->n, 7);
        EXPECT_EQ(kept->hashAr, arabicHash(one));
        EXPECT_EQ(kept->hashEn, englishHash(one));
        for (const QString &name : readFields()) {
            EXPECT_EQ(kept->fields.value(name), toJson(one).value(name)) << qUtf8Printable(name);
        }
    }
    for (const int n : {4, 5, 6}) {
        EXPECT_TRUE(item(n).approvedRev.isNull() && item(n).liveRev.isNull()) << n;
    }
    EXPECT_EQ(one("SELECT count(*) FROM content_revisions"), u"3"_s);
}

TEST_F(RevisionMigration, TheFirstPublicationIsKnownAndADraftIsNotPublished)
{
    EXPECT_EQ(timestampText(item(1).firstPublishedAt), u"2026-02-02T00:00:00.000Z"_s) << "as the audit has it";
    EXPECT_EQ(timestampText(item(1).publishedAt), u"2026-03-03T00:00:00.000Z"_s);
    EXPECT_EQ(timestampText(item(2).firstPublishedAt), u"2026-03-03T00:00:00.000Z"_s);
    EXPECT_FALSE(item(3).firstPublishedAt.isSet());
    for (const int n : {5, 6}) {
        EXPECT_EQ(timestampText(item(n).firstPublishedAt), u"2026-03-03T00:00:00.000Z"_s) << n;
        EXPECT_FALSE(item(n).publishedAt.isSet()) << n;
    }
}

TEST_F(RevisionMigration, ALanguageThatWasBehindStaysBehindAndTheOthersAreJudgedFromNowOn)
{
    test::RuleBench bench;
    const auto tagged = [&](int n) {
        const ContentItem one = item(n);
        bench.store.put({u"content_items"_s, one.id.uuid()}, toJson(one));
        bench.make(u"content.update"_s, {{u"id"_s, one.id.text()}, {u"tags"_s, QJsonArray{u"new"_s}}});
        return bench.get<ContentItem>(one.id.text());
    };
    EXPECT_EQ(tagged(1).parity, Parity::InStep);
    EXPECT_EQ(tagged(2).parity, Parity::EnglishStale);
    EXPECT_EQ(tagged(3).parity, Parity::ArabicStale);
    EXPECT_TRUE(tagged(4).englishChecked.isEmpty()) << "a draft that was never approved";
    EXPECT_EQ(tagged(5).englishChecked, arabicHash(item(5)));
}

} // namespace rawi::server

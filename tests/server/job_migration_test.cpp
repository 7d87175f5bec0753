// A store that was made when only media had jobs opens with every job it holds.
#include "core/protocol/workspace_rules.h"
#include "sync-server/jobs/job_queue.h"
#include "sync-server/media/media_kind.h"
#include "tests/server/old_store.h"
#include "tests/support/pg_fixture.h"

namespace rawi::server {

namespace {

constexpr const char *kOldRows = R"(
INSERT INTO workspaces (id, name, epoch) VALUES ('00000000-0000-4000-8000-00000000000a', 'Rawi', 'e');
INSERT INTO media_jobs (id, kind, asset_id, sha256, args, state, permille, result, error, attempts, fence, leased_by, lease_until,
                        created_by, retry_key) VALUES
 ('00000000-0000-7000-8000-000000000001', 'verify', '00000000-0000-4000-8000-0000000000aa', '', '{"manifest_id":"m"}', 'pending', 0, '{}',
  NULL, 0, 0, '', NULL, NULL, ''),
 ('00000000-0000-7000-8000-000000000002', 'transcode', '00000000-0000-4000-8000-0000000000aa', 'abc', '{"variant":"original"}',
  'processing', 400, '{}', NULL, 1, 7, 'that server', now() + interval '1 minute', '00000000-0000-4000-8000-0000000000bb', 'key'),
 ('00000000-0000-7000-8000-000000000003', 'upload', NULL, 'def', '{}', 'completed', 1000,
  '{"media_id":"00000000-0000-4000-8000-0000000000cc"}', NULL, 1, 1, '', NULL, '00000000-0000-4000-8000-0000000000bb', ''),
 ('00000000-0000-7000-8000-000000000004', 'upload', NULL, 'ghi', '{}', 'failed', 0, '{}',
  '{"code":"not_media","subject":"a","detail":"b"}', 1, 1, '', NULL, '00000000-0000-4000-8000-0000000000bb', ''),
 ('00000000-0000-7000-8000-000000000005', 'analyze', '00000000-0000-4000-8000-0000000000aa', 'abc', '{}', 'cancelled', 0, '{}',
  NULL, 0, 1, '', NULL, '00000000-0000-4000-8000-0000000000bb', '');
)";

class JobMigration : public test::PgTest {
protected:
    void SetUp() override
    {
        PgTest::SetUp();
        const auto old = [](PgConnection &connection) -> Result<void> {
            RAWI_TRY(goBackBefore(connection, u"0010"_s));
            RAWI_TRY(connection.execScript(kOldRows));
            return migrate(connection);
        };
        const Result<void> migrated = pool->with<void>(old);
        ASSERT_TRUE(migrated.ok()) << qUtf8Printable(migrated.ok() ? QString() : migrated.error().toString());
        pool = std::make_unique<PgPool>(conninfo, 4); // no statement remembers the old tables
    }
};

} // namespace

TEST_F(JobMigration, KeepsEveryJob)
{
    JobStore store(*pool);
    JobFilter filter;
    filter.limit = 100;
    const Result<QList<Job>> jobs = store.list(filter);
    ASSERT_TRUE(jobs.ok()) << qUtf8Printable(jobs.error().toString());
    ASSERT_EQ(jobs->size(), 5);
    const QUuid asset = uuidFromText(u"00000000-0000-4000-8000-0000000000aa"_s);
    for (const Job &job : *jobs) {
        EXPECT_EQ(uuidText(job.workspace), u"00000000-0000-4000-8000-00000000000a"_s);
    }
    EXPECT_EQ(jobs->at(4).subject, asset);
    EXPECT_EQ(jobs->at(4).args.value("manifest_id"_L1).toString(), u"m"_s);
    EXPECT_EQ(jobs->at(3).needs, u"abc"_s);
    EXPECT_EQ(jobs->at(3).permille, 400);
    EXPECT_EQ(jobs->at(3).fence, 7);
    EXPECT_EQ(mediaJobJson(jobs->at(2)).value("media_id"_L1).toString(), u"00000000-0000-4000-8000-0000000000cc"_s);
    EXPECT_EQ(jobs->at(1).error->code, ErrorCode::NotMedia);
    EXPECT_EQ(jobs->at(0).state, JobState::Cancelled);
    filter.subject = uuidFromText(u"00000000-0000-4000-8000-0000000000cc"_s);
    EXPECT_EQ(store.list(filter)->size(), 1);
    EXPECT_TRUE(*store.someJobNeeds(u"abc"_s));
    EXPECT_FALSE(*store.someJobNeeds(u"def"_s));
}

// The server of that name goes on with what it held, and the retry key still answers the first job.
TEST_F(JobMigration, GoesOnWithWhatWasOpen)
{
    const RuleBook rules = makeWorkspaceRules();
    JobQueue queue(*pool, u"that server"_s);
    for (const char *kind : {"verify", "transcode"}) {
        queue.addKind(mediaKind(QLatin1StringView(kind), u"short"_s, rules, [](JobLease &) { return QJsonObject(); }));
    }
    Job again;
    again.kind = u"transcode"_s;
    again.subject = uuidFromText(u"00000000-0000-4000-8000-0000000000aa"_s);
    again.args = {{u"variant"_s, u"original"_s}};
    again.createdBy = uuidFromText(u"00000000-0000-4000-8000-0000000000bb"_s);
    again.retryKey = u"key"_s;
    const Result<Job> known = queue.enqueue(again, {1, {u"transcode"_s}, {}});
    ASSERT_TRUE(known.ok()) << qUtf8Printable(known.error().toString());
    EXPECT_EQ(uuidText(known->id), u"00000000-0000-7000-8000-000000000002"_s);
    ASSERT_TRUE(queue.start().ok());
    while (one("SELECT count(*) FROM jobs WHERE state IN ('pending', 'processing')") != u"0"_s) {
        QThread::msleep(10);
    }
    EXPECT_EQ(one("SELECT attempts FROM jobs WHERE kind = 'transcode'"), u"2"_s);
}

} // namespace rawi::server

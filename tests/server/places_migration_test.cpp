// Places that older desks wrote into their reports leave the rows and the audit, and every desk is told of the rows.
#include "core/base/literals.h"
#include "tests/support/pg_fixture.h"

#include <QFile>

namespace rawi::server {

namespace {

constexpr const char *kPlacedRows = R"(
INSERT INTO workspaces (id, name, epoch) VALUES ('00000000-0000-4000-8000-00000000000a', 'Rawi', 'e');
INSERT INTO feed_heads (workspace, head, nonce) VALUES ('00000000-0000-4000-8000-00000000000a', 7, 'x');
INSERT INTO media_assets (workspace, id, rev, original_filename, content_type, file_size, sha256, duration_ms, width, height, metadata) VALUES
 ('00000000-0000-4000-8000-00000000000a', '00000000-0000-7000-8000-000000000001', 4, 'a.mov', 'video/quicktime', 1, '', 0, 0, 0,
  '{"tags": {"title": "Aden", "com.apple.quicktime.location.ISO6709": "+12.7855+045.0187+006/"}}'),
 ('00000000-0000-4000-8000-00000000000a', '00000000-0000-7000-8000-000000000002', 1, 'b.mov', 'video/quicktime', 1, '', 0, 0, 0,
  '{"tags": {"title": "+20 percent"}}'),
 ('00000000-0000-4000-8000-00000000000a', '00000000-0000-7000-8000-000000000003', 1, 'c.png', 'image/png', 1, '', 0, 0, 0, '{}');
INSERT INTO audit (workspace, at, command, command_id, args, outcome, reason, correlation, rows) VALUES
 ('00000000-0000-4000-8000-00000000000a', now(), 'media.add_asset', '00000000-0000-7000-8000-000000000009',
  '{"metadata": {"tags": {"location": "+12.78+045.01/", "title": "Aden"}}}', 'applied', '', '', '[]');
)";

class PlacesMigration : public test::PgTest { };

} // namespace

TEST_F(PlacesMigration, LeavesOnlyThatThereIsAPlace)
{
    const auto again = [](PgConnection &connection) -> Result<void> {
        QFile file(u":/sql/0022_places.sql"_s);
        if (!file.open(QIODevice::ReadOnly)) {
            return Error{ErrorCode::IoError, file.fileName(), file.errorString()};
        }
        RAWI_TRY(connection.execScript(kPlacedRows));
        return connection.execScript("BEGIN;" + file.readAll().toStdString() + "COMMIT;");
    };
    const Result<void> done = pool->with<void>(again);
    ASSERT_TRUE(done.ok()) << qUtf8Printable(done.ok() ? QString() : done.error().toString());
    EXPECT_EQ(one("SELECT metadata FROM media_assets WHERE original_filename = 'a.mov'"),
              u"{\"tags\": {\"title\": \"Aden\"}, \"has_location\": true}"_s);
    EXPECT_EQ(one("SELECT string_agg(rev::text, ' ' ORDER BY id) FROM media_assets"), u"5 1 1"_s);
    EXPECT_EQ(one("SELECT string_agg(seq || ' ' || row_id || ' ' || rev, ',') FROM feed"), u"8 00000000-0000-7000-8000-000000000001 5"_s);
    EXPECT_EQ(one("SELECT count(*) FROM feed_heads h JOIN feed_commits c ON c.seq = h.head AND c.nonce = h.nonce WHERE h.head = 8"), u"1"_s);
    EXPECT_EQ(one("SELECT args #> '{metadata,tags}' FROM audit"), u"{\"title\": \"Aden\"}"_s);
}

} // namespace rawi::server

// Asking for a file that only another desk has.
#include "core/media/file_request.h"
#include "tests/support/ready_items.h"
#include "tests/support/rule_bench.h"

namespace rawi::test {

namespace {

class FileRequests : public testing::Test {
protected:
    void SetUp() override
    {
        bench.actAs(Role::Editor);
        const QString item = bench.make(u"content.create"_s, {{u"kind"_s, u"video"_s}});
        m_asset = bench.make(u"media.add_asset"_s, {{u"content_id"_s, item}, {u"original_filename"_s, u"a.mov"_s}});
    }
    QString ask() { return bench.make(u"media.request_original"_s, {{u"asset_id"_s, m_asset}}); }

    RuleBench bench;
    QString m_asset;
};

} // namespace

TEST_F(FileRequests, AViewerAsksOnceAndAnotherAsksToo)
{
    bench.actAs(Role::Viewer);
    const QString first = ask();
    EXPECT_EQ(bench.lastEvents.size(), 1);
    EXPECT_EQ(bench.lastEvents.value(0).type, u"media.original_requested"_s);
    EXPECT_EQ(bench.get<FileRequest>(first).person, bench.actor().id);
    EXPECT_EQ(ask(), first) << "whoever asks twice has asked once";
    EXPECT_TRUE(bench.lastEvents.isEmpty());
    bench.actAs(Role::Viewer);
    EXPECT_NE(ask(), first);
    EXPECT_EQ(bench.all<FileRequest>().size(), 2);
}

TEST_F(FileRequests, TheyAreClosedByWhoAskedAndByThoseWhoCouldBringTheFile)
{
    bench.actAs(Role::Viewer);
    const QString request = ask();
    bench.actAs(Role::Viewer); // another
    const auto refused = bench.run(u"media.close_request"_s, {{u"id"_s, request}});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::PermissionDenied);
    const QString own = ask();
    bench.make(u"media.close_request"_s, {{u"id"_s, own}});
    bench.actAs(Role::Editor);
    bench.make(u"media.close_request"_s, {{u"id"_s, request}});
    EXPECT_TRUE(bench.all<FileRequest>().isEmpty());
}

TEST_F(FileRequests, TheyEndWhenTheOriginalIsOnTheServerAndAreRefusedThen)
{
    bench.actAs(Role::Viewer);
    ask();
    bench.actAs(Role::Editor);
    const QString sha(64, u'b');
    const QString variant = bench.make(u"media.add_variant"_s, {{u"asset_id"_s, m_asset},
                                                                {u"type"_s, u"original"_s},
                                                                {u"name"_s, u"original"_s},
                                                                {u"content_type"_s, u"video/quicktime"_s},
                                                                {u"sha256"_s, sha}});
    EXPECT_EQ(bench.all<FileRequest>().size(), 1) << "it is only announced";
    bench.makeByServer(u"media.publish_variants"_s,
                       {{u"asset_id"_s, m_asset},
                        {u"variants"_s, QJsonObject{{variant, QJsonObject{{u"sha256"_s, sha}, {u"file_size"_s, 7}}}}}});
    EXPECT_TRUE(bench.all<FileRequest>().isEmpty());
    bench.actAs(Role::Viewer);
    const auto refused = bench.run(u"media.request_original"_s, {{u"asset_id"_s, m_asset}});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::StateConflict);
}

} // namespace rawi::test

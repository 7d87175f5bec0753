#include "tests/server/rest_bench.h"

#include "core/media/file_request.h"

namespace rawi::test {

namespace {

class RequestRoutesTest : public RestBench { };

} // namespace

TEST_F(RequestRoutesTest, AFileIsAskedForListedAndClosed)
{
    const server::CommandContext itself{Actor::server(), {}, u"test"_s};
    const auto made = [](const Result<QJsonObject> &result) {
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : qUtf8Printable(result.error().toString()));
        return result.ok() ? result->value("id"_L1).toString() : QString();
    };
    const QString item = made(commands->run(itself, u"content.create"_s, {{u"kind"_s, u"video"_s}}));
    const QString asset = made(
        commands->run(itself, u"media.add_asset"_s, {{u"content_id"_s, item}, {u"original_filename"_s, u"a.mp4"_s}}));
    const std::string collection = "/api/v1/media/" + asset.toStdString() + "/requests";
    const auto asked = ask("POST", collection, "editor", QJsonObject{});
    ASSERT_EQ(asked.status, 201) << asked.body;
    const std::string path = asked.header("location");
    ASSERT_TRUE(path.starts_with("/api/v1/media/requests/")) << path;
    EXPECT_EQ(ask("POST", collection, "editor", QJsonObject{}).status, 201) << "once more is the same";
    EXPECT_EQ(walk(collection, "id").size(), 1);
    EXPECT_EQ(ask("GET", path, "editor").status, 200);
    EXPECT_EQ(ask("DELETE", path, "editor").status, 204);
    EXPECT_EQ(ask("GET", path, "editor").status, 404);
    EXPECT_EQ(ask("POST", "/api/v1/media/00000000-0000-7000-8000-000000000000/requests", "editor", QJsonObject{}).status, 404);
}

} // namespace rawi::test

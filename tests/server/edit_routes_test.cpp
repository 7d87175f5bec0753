#include "tests/server/rest_bench.h"

#include "core/media/media_edit.h"

namespace rawi::test {

namespace {

QJsonObject body(const char *name, const EditList &edits)
{
    return {{u"name"_s, QString::fromUtf8(name)}, {u"edits"_s, edits.toJson()}};
}

class EditRoutesTest : public RestBench {
protected:
    QString makeAsset()
    {
        const server::CommandContext itself{Actor::server(), {}, u"test"_s};
        const auto made = [](const Result<QJsonObject> &result) {
            EXPECT_TRUE(result.ok());
            return result.ok() ? result->value("id"_L1).toString() : QString();
        };
        const QString item = made(commands->run(itself, u"content.create"_s, {{u"kind"_s, u"video"_s}}));
        return made(commands->run(itself, u"media.add_asset"_s,
                                  {{u"content_id"_s, item}, {u"original_filename"_s, u"a.mp4"_s}}));
    }
};

} // namespace

TEST_F(EditRoutesTest, KeepsChangesListsAndForgetsAnEdit)
{
    const QString asset = makeAsset();
    const std::string collection = "/api/v1/media/" + asset.toStdString() + "/edits";
    const EditList whole = EditList::whole(5'000'000);
    const std::string path = ask("POST", collection, "editor", body("الملخص", whole)).header("location");
    ASSERT_TRUE(path.starts_with("/api/v1/media/edits/")) << path;
    const auto kept = fromJson<MediaEdit>(json(200, "GET", path, "viewer"));
    EXPECT_EQ(kept.assetId.text(), asset);
    EXPECT_EQ(*EditList::fromJson(kept.edits), whole);

    const QJsonObject shorter{{u"edits"_s, whole.without(1'000'000, 2'000'000).toJson()}};
    expectProblem(ask("PATCH", path, "editor", shorter), 428, "precondition_required");
    expectProblem(ask("PATCH", path, "viewer", shorter, "If-Match: \"1\"\r\n"), 403, "permission_denied");
    json(200, "PATCH", path, "editor", shorter, "If-Match: \"1\"\r\n");
    expectProblem(ask("PATCH", path, "editor", shorter, "If-Match: \"1\"\r\n"), 412, "revision_conflict");
    ASSERT_EQ(ask("POST", collection, "editor", body("Second", whole)).status, 201);
    EXPECT_EQ(walk(collection + "?limit=1", "name"), (QStringList{u"الملخص"_s, u"Second"_s}));
    EXPECT_TRUE(walk("/api/v1/media/" + makeAsset().toStdString() + "/edits", "name").isEmpty());
    EXPECT_EQ(ask("DELETE", path, "editor").status, 204);
    expectProblem(ask("GET", path), 404, "not_found");
}

TEST_F(EditRoutesTest, RefusesEditsThatCannotBeMade)
{
    const std::string collection = "/api/v1/media/" + makeAsset().toStdString() + "/edits";
    const auto refused = [&](const QJsonObject &what, int status, const char *code, const char *subject) {
        expectProblem(ask("POST", collection, "editor", what), status, code, subject);
    };
    refused(body("x", EditList({{5, 5, {}}})), 422, "invalid_argument", "ranges[0].to_us");
    refused(body("x", EditList()), 422, "invalid_argument", "edits.ranges");
    refused(body(" ", EditList::whole(5)), 422, "field_required", "name");
    const auto nobody = Id<MediaAsset>(makeUuidV7(1));
    EXPECT_EQ(ask("POST", collection, "editor", body("x", EditList({{0, 5, nobody}}))).status, 404);
    EXPECT_EQ(ask("POST", "/api/v1/media/" + nobody.text().toStdString() + "/edits", "editor", body("x", EditList::whole(5))).status,
              404);
}

} // namespace rawi::test

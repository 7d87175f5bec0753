#include "tests/server/rest_bench.h"

#include "core/media/encode_preset.h"
#include "core/people/workspace_settings.h"

namespace rawi::test {

namespace {

QJsonObject mine(const char *key)
{
    return {{QStringLiteral("key"), QLatin1StringView(key)},
            {QStringLiteral("name_ar"), QStringLiteral("طريقتنا")},
            {QStringLiteral("name_en"), QStringLiteral("Ours")},
            {QStringLiteral("settings"), builtInPreset(QStringLiteral("av1-720p"))->settings}};
}

class PresetRoutesTest : public RestBench {};

} // namespace

TEST_F(PresetRoutesTest, MakesChangesAndRemovesAPreset)
{
    const std::string path = ask("POST", "/api/v1/media/presets", "managing_editor", mine("ours")).header("location");
    ASSERT_TRUE(path.starts_with("/api/v1/media/presets/"));
    const server::RawReply read = ask("GET", path, "viewer");
    EXPECT_EQ(read.header("etag"), "\"1\"");
    EXPECT_EQ(fromJson<EncodePreset>(bodyOf(read)).version, 1);
    const QJsonObject change{{QStringLiteral("settings"), builtInPreset(QStringLiteral("1080p"))->settings}};
    expectProblem(ask("PATCH", path, "managing_editor", change), 428, "precondition_required");
    expectProblem(ask("PATCH", path, "editor", change, "If-Match: \"1\"\r\n"), 403, "permission_denied");
    EXPECT_EQ(json(200, "PATCH", path, "managing_editor", change, "If-Match: \"1\"\r\n").value(QStringLiteral("version")), 2);
    expectProblem(ask("PATCH", path, "managing_editor", change, "If-Match: \"1\"\r\n"), 412, "revision_conflict");
    EXPECT_EQ(ask("DELETE", path, "managing_editor").status, 204);
    expectProblem(ask("GET", path), 404, "not_found");
}

TEST_F(PresetRoutesTest, ListsTheBuiltInOnesFirstAndOnce)
{
    QStringList expected;
    for (const EncodePreset &preset : builtInPresets()) {
        expected.append(preset.key);
    }
    EXPECT_EQ(walk("/api/v1/media/presets", "key"), expected);
    for (const char *key : {"b", "a", "c"}) {
        ASSERT_EQ(ask("POST", "/api/v1/media/presets", "managing_editor", mine(key)).status, 201);
        expected.append(QString::fromLatin1(key));
    }
    std::sort(expected.end() - 3, expected.end());
    EXPECT_EQ(walk("/api/v1/media/presets?limit=2", "key"), expected);
    const EncodePreset first = builtInPresets().first();
    const std::string path = "/api/v1/media/presets/" + first.id.text().toStdString();
    EXPECT_EQ(json(200, "GET", path, "viewer"), toJson(first));
    expectProblem(ask("DELETE", path, "managing_editor"), 404, "not_found");
}

TEST_F(PresetRoutesTest, RefusesWhatCouldNotBeUsed)
{
    const auto refused = [&](const QJsonObject &body, int status, const char *code, const char *subject) {
        expectProblem(ask("POST", "/api/v1/media/presets", "managing_editor", body), status, code, subject);
    };
    refused(mine("720p"), 409, "already_exists", "720p");
    refused(mine("a/b"), 422, "invalid_argument", "key");
    QJsonObject body = mine("ours");
    body.insert(QStringLiteral("settings"), QJsonObject{{QStringLiteral("form"), QStringLiteral("opus")}});
    refused(body, 422, "invalid_argument", "settings.audio");
    body = mine("ours");
    body.remove(QStringLiteral("name_ar"));
    refused(body, 422, "field_required", "name_ar");
    expectProblem(ask("POST", "/api/v1/media/presets", "editor", mine("ours")), 403, "permission_denied");
}

TEST_F(PresetRoutesTest, TheNewsroomSwitchesThePublishGate)
{
    const std::string path = "/api/v1/workspace/settings";
    EXPECT_EQ(json(200, "GET", path, "viewer").value(QStringLiteral("loudness_gate")), QStringLiteral("off"));
    const auto gate = [](const char *name) {
        return QJsonObject{{QStringLiteral("loudness_gate"), QLatin1StringView(name)}};
    };
    expectProblem(ask("PATCH", path, "editor", gate("r128")), 403, "permission_denied");
    expectProblem(ask("PATCH", path, "managing_editor", gate("loud")), 422, "invalid_argument", "loudness_gate");
    EXPECT_EQ(json(200, "PATCH", path, "managing_editor", gate("r128")).value(QStringLiteral("rev")), 1);
    EXPECT_EQ(json(200, "GET", path, "viewer").value(QStringLiteral("loudness_gate")), QStringLiteral("r128"));
    const QJsonObject item = json(201, "POST", "/api/v1/content", "editor",
                                  {{QStringLiteral("kind"), QStringLiteral("article")},
                                   {QStringLiteral("title_ar"), QStringLiteral("مقال")},
                                   {QStringLiteral("title_en"), QStringLiteral("Article")}});
    const std::string address = "/api/v1/content/" + item.value(QStringLiteral("id")).toString().toStdString();
    const server::CommandContext itself{{{}, Role::Admin}, {}, QStringLiteral("test")};
    const auto asset = commands->run(itself, QStringLiteral("media.add_asset"),
                                     {{QStringLiteral("content_id"), item.value(QStringLiteral("id"))},
                                      {QStringLiteral("original_filename"), QStringLiteral("a.wav")}});
    ASSERT_TRUE(asset.ok());
    EXPECT_EQ(ask("POST", address + "/submit", "editor").status, 200);
    EXPECT_EQ(ask("POST", address + "/approve", "managing_editor").status, 200);
    expectProblem(ask("POST", address + "/publish", "managing_editor"), 409, "loudness_unmet");
    EXPECT_EQ(json(200, "PATCH", path, "managing_editor", gate("off")).value(QStringLiteral("rev")), 2);
    EXPECT_EQ(ask("POST", address + "/publish", "managing_editor").status, 200);
}

} // namespace rawi::test

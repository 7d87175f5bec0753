#include "tests/server/rest_bench.h"

#include "core/media/encode_preset.h"
#include "core/people/workspace_settings.h"

namespace rawi::test {

namespace {

QJsonObject mine(const char *key)
{
    return {{u"key"_s, QLatin1StringView(key)},
            {u"name_ar"_s, u"طريقتنا"_s},
            {u"name_en"_s, u"Ours"_s},
            {u"settings"_s, builtInPreset(u"av1-720p"_s)->settings}};
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
    const QJsonObject change{{u"settings"_s, builtInPreset(u"1080p"_s)->settings}};
    expectProblem(ask("PATCH", path, "managing_editor", change), 428, "precondition_required");
    expectProblem(ask("PATCH", path, "editor", change, "If-Match: \"1\"\r\n"), 403, "permission_denied");
    EXPECT_EQ(json(200, "PATCH", path, "managing_editor", change, "If-Match: \"1\"\r\n").value(u"version"_s),
              2);
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
    body.insert(u"settings"_s, QJsonObject{{u"form"_s, u"opus"_s}});
    refused(body, 422, "invalid_argument", "settings.audio");
    body = mine("ours");
    body.remove(u"name_ar"_s);
    refused(body, 422, "field_required", "name_ar");
    expectProblem(ask("POST", "/api/v1/media/presets", "editor", mine("ours")), 403, "permission_denied");
}

TEST_F(PresetRoutesTest, TheNewsroomSwitchesThePublishGate)
{
    const std::string path = "/api/v1/workspace/settings";
    EXPECT_EQ(json(200, "GET", path, "viewer").value(u"loudness_gate"_s), u"off"_s);
    const auto gate = [](const char *name) {
        return QJsonObject{{u"loudness_gate"_s, QLatin1StringView(name)}};
    };
    expectProblem(ask("PATCH", path, "editor", gate("r128")), 403, "permission_denied");
    expectProblem(ask("PATCH", path, "managing_editor", gate("loud")), 422, "invalid_argument", "loudness_gate");
    EXPECT_EQ(json(200, "PATCH", path, "managing_editor", gate("r128")).value(u"rev"_s), 1);
    EXPECT_EQ(json(200, "GET", path, "viewer").value(u"loudness_gate"_s), u"r128"_s);
    const QJsonObject item =
        json(201, "POST", "/api/v1/content", "editor",
             {{u"kind"_s, u"article"_s}, {u"title_ar"_s, u"مقال"_s}, {u"title_en"_s, u"Article"_s}, {u"body_ar"_s, u"نص"_s}, {u"body_en"_s, u"Text"_s}});
    const std::string address = "/api/v1/content/" + item.value(u"id"_s).toString().toStdString();
    const server::CommandContext itself{Actor::server(), {}, u"test"_s};
    const auto asset =
        commands->run(itself, u"media.add_asset"_s,
                      {{u"content_id"_s, item.value(u"id"_s)}, {u"original_filename"_s, u"a.wav"_s}});
    ASSERT_TRUE(asset.ok());
    EXPECT_EQ(ask("POST", address + "/submit", "editor").status, 200);
    EXPECT_EQ(ask("POST", address + "/approve", "managing_editor").status, 200);
    expectProblem(ask("POST", address + "/publish", "managing_editor"), 409, "loudness_unmet");
    EXPECT_EQ(json(200, "PATCH", path, "managing_editor", gate("off")).value(u"rev"_s), 2);
    EXPECT_EQ(ask("POST", address + "/publish", "managing_editor").status, 200);
    const QJsonObject reached{{u"public_address"_s, u"https://news.example"_s}};
    expectProblem(ask("PATCH", path, "managing_editor", reached), 403, "permission_denied", "public_address");
    EXPECT_EQ(json(200, "PATCH", path, "admin", reached).value(u"loudness_gate"_s), u"off"_s);
    EXPECT_EQ(json(200, "PATCH", path, "managing_editor", gate("r128")).value(u"public_address"_s), u"https://news.example"_s);
}

} // namespace rawi::test

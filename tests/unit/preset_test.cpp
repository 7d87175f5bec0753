#include "core/media/fitting_preset.h"
#include "core/media/loudness_gate.h"
#include "core/media/preset_file.h"
#include "tests/support/rule_bench.h"
#include "tests/support/text.h"

#include <QJsonDocument>
#include <QSet>

namespace rawi::test {

namespace {

EncodeSettings settingsOf(const char *key)
{
    const auto preset = builtInPreset(text(key));
    EXPECT_TRUE(preset) << key;
    const auto settings = preset ? preset->encodeSettings() : Result<EncodeSettings>(Error{});
    EXPECT_TRUE(settings.ok()) << key;
    return settings.ok() ? *settings : EncodeSettings{};
}

QJsonObject row(const char *key)
{
    return {{text("key"), text(key)},
            {text("name_ar"), text("اسم")},
            {text("name_en"), text("Name")},
            {text("version"), 1},
            {text("settings"), builtInPreset(text("720p"))->settings}};
}

QByteArray fileOf(const QJsonArray &presets, int version = 1)
{
    return QJsonDocument(QJsonObject{{text("rawi_presets"), version}, {text("presets"), presets}}).toJson();
}

void expectRefused(const QByteArray &bytes, ErrorCode code, const char *subject)
{
    const auto read = readPresetFile(bytes);
    ASSERT_FALSE(read.ok()) << bytes.left(200).constData();
    EXPECT_EQ(read.error().code, code) << qUtf8Printable(read.error().toString());
    EXPECT_EQ(read.error().subject, text(subject)) << qUtf8Printable(read.error().toString());
}

} // namespace

TEST(Presets, AFilmIsMadeInNoSizeThatItDoesNotFill)
{
    const auto fitting = [](const char *key, int width, int height) { return fittingPreset(*builtInPreset(text(key)), width, height).key; };
    EXPECT_EQ(fitting("1080p", 1280, 720), text("720p"));
    EXPECT_EQ(fitting("720p", 1280, 720), text("720p"));
    EXPECT_EQ(fitting("1080p", 720, 1280), text("720p")) << "upright";
    EXPECT_EQ(fitting("hls-1080p", 1280, 720), text("hls-720p"));
    EXPECT_EQ(fitting("webm-1080p", 854, 480), text("webm-720p")) << "the smallest there is";
    EXPECT_EQ(fitting("1080p", 1920, 804), text("1080p")) << "a wide film fills the width";
    EXPECT_EQ(fitting("1080p", 1440, 1080), text("1080p"));
    EXPECT_EQ(fitting("1080p", 1280, 800), text("1080p")) << "720p would lose lines";
    EXPECT_EQ(fitting("720p", 320, 240), text("360p"));
    EXPECT_EQ(fitting("360p", 320, 240), text("360p"));
    EXPECT_EQ(fitting("1080p", 0, 0), text("1080p")) << "not known";
    for (const char *other : {"archive", "social-portrait", "broadcast-1080p", "audio-only", "jpeg-1600"}) {
        EXPECT_EQ(fitting(other, 320, 240), text(other));
    }
    EncodePreset own = *builtInPreset(text("1080p"));
    own.builtIn = false;
    EXPECT_EQ(fittingPreset(own, 320, 240).key, text("1080p"));
}

TEST(Presets, ARenditionIsCalledByTheLinesThatItHas)
{
    EXPECT_EQ(realSizeName(text("720p"), 768, 576), text("576p"));
    EXPECT_EQ(realSizeName(text("hls-360p"), 320, 240), text("hls-240p"));
    EXPECT_EQ(realSizeName(text("1080p"), 800, 1280), text("800p"));
    EXPECT_EQ(realSizeName(text("1080p"), 1920, 804), text("1080p"));
    EXPECT_EQ(realSizeName(text("720p"), 0, 0), text("720p"));
    for (const char *other : {"original", "poster", "archive", "podcast-mp3-mono", "900p"}) {
        EXPECT_EQ(realSizeName(text(other), 320, 240), text(other));
    }
}

TEST(Presets, AreBuiltInForEveryDestination)
{
    for (const char *key :
         {"1080p", "720p", "480p", "360p", "hls-1080p", "hls-720p", "hls-480p", "hls-360p", "webm-1080p", "webm-720p",
          "av1-1080p", "av1-720p", "social-portrait", "social-square", "broadcast-1080p", "archive", "podcast-mp3-stereo",
          "podcast-mp3-mono", "podcast-aac-stereo", "podcast-aac-mono", "podcast-opus-stereo", "podcast-opus-mono",
          "audio-only", "broadcast-audio", "archive-audio", "jpeg-1600", "webp-1600", "avif-1600"}) {
        EXPECT_TRUE(builtInPreset(text(key))) << key;
    }
    EXPECT_FALSE(builtInPreset(text("900p")));
    QSet<QString> keys;
    QSet<QUuid> ids;
    for (const EncodePreset &one : builtInPresets()) {
        const auto checked = one.check();
        EXPECT_TRUE(checked.ok()) << qUtf8Printable(one.key) << (checked.ok() ? "" : qUtf8Printable(checked.error().toString()));
        EXPECT_TRUE(one.builtIn);
        EXPECT_FALSE(one.nameAr == one.nameEn);
        keys.insert(one.key);
        ids.insert(one.id.uuid());
    }
    EXPECT_EQ(keys.size(), builtInPresets().size());
    EXPECT_EQ(ids.size(), builtInPresets().size());
}

TEST(Presets, HaveTheLoudnessOfTheirDestination)
{
    for (const EncodePreset &one : builtInPresets()) {
        const EncodeSettings settings = settingsOf(qPrintable(one.key));
        if (one.key.startsWith(text("podcast-"))) {
            EXPECT_EQ(settings.audio->loudness, -16.0) << qPrintable(one.key);
        } else if (one.key.startsWith(text("broadcast-"))) {
            EXPECT_EQ(settings.audio->loudness, -23.0) << qPrintable(one.key);
        } else if (one.key.startsWith(text("archive"))) {
            EXPECT_FALSE(settings.audio->loudness) << qPrintable(one.key);
        } else if (settings.audio) {
            EXPECT_EQ(settings.audio->loudness, -14.0) << qPrintable(one.key);
        }
        if (settings.audio && settings.audio->loudness) {
            EXPECT_EQ(settings.audio->ceiling, -1.0) << qPrintable(one.key);
        }
    }
    EXPECT_EQ(settingsOf("podcast-opus-mono").audio->channels, 1);
}

TEST(Presets, KeepThePictureOfTheFirstTwoRungs)
{
    const VideoSettings high{VideoCodec::H264, PictureShape::Source, 720, 22, 5'000'000, text("veryfast"), text("high")};
    const VideoSettings low{VideoCodec::H264, PictureShape::Source, 360, 23, 1'200'000, text("veryfast"), text("main")};
    EXPECT_EQ(*settingsOf("720p").video, high);
    EXPECT_EQ(*settingsOf("360p").video, low);
}

TEST(Presets, ComeBackFromAFileAsTheyWentIn)
{
    const auto back = readPresetFile(writePresetFile(builtInPresets()));
    ASSERT_TRUE(back.ok()) << qUtf8Printable(back.error().toString());
    ASSERT_EQ(back->size(), builtInPresets().size());
    for (qsizetype i = 0; i < back->size(); ++i) {
        const EncodePreset &was = builtInPresets().at(i);
        const EncodePreset &is = back->at(i);
        EXPECT_EQ(is.key, was.key);
        EXPECT_EQ(is.nameAr, was.nameAr);
        EXPECT_EQ(is.nameEn, was.nameEn);
        EXPECT_EQ(is.version, was.version);
        EXPECT_EQ(is.settings, was.settings);
        EXPECT_TRUE(is.id.isNull() && !is.builtIn);
    }
}

TEST(Presets, AFileThatIsNoneSaysWhereAndWhy)
{
    expectRefused("{\"rawi_presets\": 1, \"presets\": [", ErrorCode::CorruptData, "byte 32");
    expectRefused(QByteArray((1 << 20) + 1, ' '), ErrorCode::TooLarge, "");
    expectRefused("[]", ErrorCode::UnsupportedMediaType, "rawi_presets");
    expectRefused(fileOf({}, 2), ErrorCode::UnsupportedMediaType, "rawi_presets");
    QJsonArray many;
    for (int i = 0; i < 501; ++i) {
        many.append(QJsonObject());
    }
    expectRefused(fileOf(many), ErrorCode::TooLarge, "presets");
    expectRefused(fileOf({row("a"), 7}), ErrorCode::FieldRequired, "presets[1].key");
    expectRefused(fileOf({row("a"), row("a")}), ErrorCode::AlreadyExists, "presets[1] (a)");
}

TEST(Presets, AFileNamesThePresetAndTheMember)
{
    const auto changed = [](const char *member, const QJsonValue &value) {
        QJsonObject object = row("mine");
        object.insert(text(member), value);
        return fileOf({object});
    };
    expectRefused(changed("key", text("Mine")), ErrorCode::InvalidArgument, "presets[0] (Mine).key");
    expectRefused(changed("key", text("poster")), ErrorCode::InvalidArgument, "presets[0] (poster).key");
    expectRefused(changed("key", text("thumb-320")), ErrorCode::InvalidArgument, "presets[0] (thumb-320).key");
    expectRefused(changed("key", text("../x")), ErrorCode::InvalidArgument, "presets[0] (../x).key");
    expectRefused(changed("key", QString(49, QLatin1Char('a'))), ErrorCode::FieldTooLong,
                  qPrintable(u"presets[0] (%1).key"_s.arg(QString(48, QLatin1Char('a')))));
    expectRefused(changed("name_ar", text("  ")), ErrorCode::FieldRequired, "presets[0] (mine).name_ar");
    expectRefused(changed("version", 0), ErrorCode::InvalidArgument, "presets[0] (mine).version");
    expectRefused(changed("version", text("1")), ErrorCode::InvalidArgument, "presets[0] (mine).version");
    expectRefused(changed("retired", true), ErrorCode::UnknownField, "presets[0] (mine).retired");
    QJsonObject settings = row("mine").value(text("settings")).toObject();
    QJsonObject video = settings.value(text("video")).toObject();
    video.insert(text("crf"), 99);
    settings.insert(text("video"), video);
    expectRefused(changed("settings", settings), ErrorCode::InvalidArgument, "presets[0] (mine).settings.video.crf");
}

namespace {

class PresetRules : public testing::Test {
protected:
    QJsonObject args(const char *key = "mine")
    {
        QJsonObject made = row(key);
        made.remove(text("version"));
        return made;
    }
    ErrorCode refusal(const char *name, const QJsonObject &with, const QJsonObject &base = {})
    {
        const auto result = bench.run(text(name), with, base);
        EXPECT_FALSE(result.ok()) << name;
        return result.ok() ? ErrorCode::Internal : result.error().code;
    }

    RuleBench bench;
};

QJsonObject with(QJsonObject object, const char *member, const QJsonValue &value)
{
    object.insert(text(member), value);
    return object;
}

} // namespace

TEST_F(PresetRules, OtherSettingsRaiseTheVersionAndOtherNamesDoNot)
{
    bench.actAs(Role::ManagingEditor);
    const QString id = bench.make(text("preset.create"), args());
    EXPECT_EQ(bench.get<EncodePreset>(id).version, 1);
    bench.make(text("preset.update"), {{text("id"), id}, {text("name_en"), text("Ours")}});
    EXPECT_EQ(bench.get<EncodePreset>(id).version, 1);
    const QJsonObject same = bench.get<EncodePreset>(id).settings;
    bench.make(text("preset.update"), {{text("id"), id}, {text("settings"), same}});
    EXPECT_EQ(bench.get<EncodePreset>(id).version, 1);
    const QJsonObject other = builtInPreset(text("av1-720p"))->settings;
    bench.make(text("preset.update"), {{text("id"), id}, {text("settings"), other}});
    const auto preset = bench.get<EncodePreset>(id);
    EXPECT_EQ(preset.version, 2);
    EXPECT_EQ(preset.nameEn, text("Ours"));
    EXPECT_EQ(*preset.encodeSettings(), *builtInPreset(text("av1-720p"))->encodeSettings());
    bench.make(text("preset.remove"), {{text("id"), id}});
    EXPECT_TRUE(bench.all<EncodePreset>().isEmpty());
}

TEST_F(PresetRules, RefuseWhatCouldNotBeUsed)
{
    bench.make(text("preset.create"), args());
    EXPECT_EQ(refusal("preset.create", args()), ErrorCode::AlreadyExists);
    EXPECT_EQ(refusal("preset.create", args("720p")), ErrorCode::AlreadyExists) << "a built-in one's key";
    EXPECT_EQ(refusal("preset.create", args("poster")), ErrorCode::InvalidArgument);
    EXPECT_EQ(refusal("preset.create", with(args("other"), "name_ar", text(" "))), ErrorCode::FieldRequired);
    EXPECT_EQ(refusal("preset.create", with(args("other"), "version", 0)), ErrorCode::InvalidArgument);
    EXPECT_EQ(refusal("preset.create", with(args("other"), "settings", QJsonObject{{text("form"), text("mp3")}})),
              ErrorCode::InvalidArgument);
    const QString id = bench.all<EncodePreset>().first().id.text();
    EXPECT_EQ(refusal("preset.update", {{text("id"), id}, {text("key"), text("new")}}), ErrorCode::UnknownField);
    EXPECT_EQ(refusal("preset.update", {{text("id"), id}, {text("settings"), QJsonObject{{text("colour"), 1}}}}),
              ErrorCode::UnknownField);
    EXPECT_EQ(refusal("preset.update", {{text("id"), id}, {text("settings"), QJsonObject()}}), ErrorCode::FieldRequired);
    bench.actAs(Role::Editor);
    EXPECT_EQ(refusal("preset.create", args("other")), ErrorCode::PermissionDenied);
}

TEST_F(PresetRules, SettingsOfTwoDesksNeverMix)
{
    const QString id = bench.make(text("preset.create"), args());
    const QJsonObject seen = bench.get<EncodePreset>(id).settings;
    bench.make(text("preset.update"), {{text("id"), id}, {text("settings"), builtInPreset(text("av1-720p"))->settings}},
               {{text("settings"), seen}});
    EXPECT_EQ(refusal("preset.update", {{text("id"), id}, {text("settings"), builtInPreset(text("jpeg-800"))->settings}},
                      {{text("settings"), seen}}),
              ErrorCode::RevisionConflict);
    EXPECT_EQ(bench.get<EncodePreset>(id).version, 2);
}

TEST(LoudnessGate, AsksForTheDestinationsToleranceAndCeiling)
{
    const auto checked = [](LoudnessGate gate, const QList<LoudnessReport> &reports, const char *streams = "audio") {
        MediaAsset asset;
        asset.contentType = text("video/mp4");
        asset.metadata = {{text("streams"), QJsonArray{QJsonObject{{text("type"), text(streams)}}}}};
        QList<MediaVariant> variants;
        for (const LoudnessReport &one : reports) {
            MediaVariant variant;
            variant.name = QString::number(variants.size());
            variant.loudness = one.toJson();
            variants.append(variant);
        }
        const auto result = checkLoudness(gate, asset, variants);
        EXPECT_TRUE(result.ok() || result.error().code == ErrorCode::LoudnessUnmet);
        return result.ok();
    };
    const auto at = [](double integrated, double peak, std::optional<double> target) {
        return LoudnessReport{integrated, peak, 5, 0, false, target, -1};
    };
    EXPECT_TRUE(checked(LoudnessGate::Off, {}));
    EXPECT_TRUE(checked(LoudnessGate::R128, {}, "video")) << "no sound, nothing to measure";
    EXPECT_FALSE(checked(LoudnessGate::R128, {}));
    EXPECT_TRUE(checked(LoudnessGate::R128, {at(-23.2, -1, {})})) << "what was measured counts, not what was asked for";
    EXPECT_FALSE(checked(LoudnessGate::R128, {at(-23.21, -1, -23)}));
    EXPECT_FALSE(checked(LoudnessGate::R128, {at(-23, -0.9, -23)})) << "too high a peak";
    EXPECT_TRUE(checked(LoudnessGate::R128, {at(-14, -1, -14), at(-23, -3, -23)})) << "one of them is for this destination";
    EXPECT_TRUE(checked(LoudnessGate::Podcast, {at(-16.9, -1, -16)}));
    EXPECT_FALSE(checked(LoudnessGate::Web, {at(-16, -1, -16)}));
    EXPECT_TRUE(checked(LoudnessGate::Own, {at(-14.9, -1, -14), at(-18, 0, {})}));
    EXPECT_FALSE(checked(LoudnessGate::Own, {at(-14, -1, -14), at(-22, -1, -23)})) << "each has to meet its own";
    EXPECT_FALSE(checked(LoudnessGate::Own, {at(-14, -1, {})})) << "none had a target";
    EXPECT_TRUE(checked(LoudnessGate::R128, {LoudnessReport{}})) << "silence";
}

TEST(LoudnessReport, ComesBackWithTwoDecimalsAndRefusesWhatItIsNot)
{
    const LoudnessReport report{-22.98, -1.04, 7.25, 3.5, true, -23, -1};
    EXPECT_EQ(*LoudnessReport::fromJson(report.toJson()), report);
    EXPECT_EQ(*LoudnessReport::fromJson(LoudnessReport{}.toJson()), LoudnessReport{});
    EXPECT_EQ(LoudnessReport::fromJson({{text("integrated"), text("loud")}}).error().subject, text("loudness.integrated"));
    EXPECT_EQ(LoudnessReport::fromJson({{text("range"), -1}}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(LoudnessReport::fromJson({{text("colour"), 1}}).error().code, ErrorCode::UnknownField);
    EXPECT_EQ(LoudnessReport::fromJson({{text("limited"), 1}}).error().code, ErrorCode::InvalidArgument);
}

} // namespace rawi::test

#include "core/desk/house/preset_import.h"
#include "core/desk/media/preset_list.h"
#include "core/media/preset_file.h"
#include "tests/desktop/desk_fixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

namespace rawi::test {

namespace {

class PresetListTest : public DeskFixture {
protected:
    static EncodePreset made(const char *key, const char *like)
    {
        EncodePreset preset = *builtInPreset(QLatin1StringView(like));
        preset.key = QLatin1StringView(key);
        preset.nameAr = u"لنا"_s;
        preset.nameEn = u"Ours"_s;
        preset.version = 4;
        return preset;
    }
    // rawictl's answer in a profile of its own; its exit code in `code`.
    QJsonObject ctl(const QStringList &words, int *code = nullptr)
    {
        QProcess process;
        process.start(qEnvironmentVariable("RAWI_BIN") + u"/rawictl"_s,
                      QStringList{u"--profile"_s, m_directory.file(u"ctl"_s), u"--json"_s} + words);
        EXPECT_TRUE(process.waitForFinished());
        if (code) {
            *code = process.exitCode();
        } else {
            EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().constData();
        }
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
};

TEST_F(PresetListTest, OffersBuiltInAndOwnOnesButNoRetired)
{
    const Id<EncodePreset> id(run(u"preset.create"_s,
                                  {{u"key"_s, u"ours"_s},
                                   {u"name_ar"_s, u"لنا"_s},
                                   {u"name_en"_s, u"Ours"_s},
                                   {u"settings"_s, builtInPresets().last().settings}}));
    const auto offered = offeredPresets(desk().replica());
    ASSERT_TRUE(offered.ok());
    ASSERT_EQ(offered->size(), builtInPresets().size() + 1);
    EXPECT_EQ(offered->last().key, u"ours"_s);
    run(u"preset.update"_s, {{u"id"_s, id.text()}, {u"retired"_s, true}});
    EXPECT_EQ(offeredPresets(desk().replica())->size(), builtInPresets().size());
    EXPECT_EQ(knownPresets(desk().replica())->size(), builtInPresets().size() + 1);
    EXPECT_EQ(presetByKey(desk().replica(), u"ours"_s)->id, id);
    EXPECT_EQ(presetByKey(desk().replica(), u"none"_s).error().code, ErrorCode::NotFound);
}

TEST_F(PresetListTest, AFileIsTakenInOnceAndThenOnlyItsChanges)
{
    const QByteArray file = writePresetFile(
        {made("a", "av1-720p"), made("b", "jpeg-800"), *builtInPreset(u"720p"_s), made("360p", "jpeg-800")});
    const auto first = importPresets(desk(), file);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(first->made, (QStringList{u"a"_s, u"b"_s}));
    EXPECT_EQ(first->unchanged, QStringList{u"720p"_s});
    ASSERT_EQ(first->refused.size(), 1);
    EXPECT_EQ(first->refused.first().first, u"360p"_s);
    EXPECT_EQ(first->refused.first().second.code, ErrorCode::AlreadyExists);
    EXPECT_EQ(presetByKey(desk().replica(), u"a"_s)->version, 4);
    EXPECT_EQ(importPresets(desk(), file)->unchanged.size(), 3);
    const auto second = importPresets(desk(), writePresetFile({made("a", "av1-1080p"), made("b", "jpeg-800")}));
    EXPECT_EQ(second->changed, QStringList{u"a"_s});
    EXPECT_EQ(presetByKey(desk().replica(), u"a"_s)->version, 5);
    EXPECT_EQ(importPresets(desk(), "no file").error().code, ErrorCode::CorruptData);
}

TEST_F(PresetListTest, APlayerIsGivenWhatItCanPlay)
{
    const auto made = [](const char *name, const char *type, int height, VariantType kind = VariantType::Rendition) {
        MediaVariant variant;
        variant.type = kind;
        variant.name = QLatin1StringView(name);
        variant.contentType = QLatin1StringView(type);
        variant.width = height * 16 / 9;
        variant.height = height;
        variant.status = VariantStatus::Completed;
        return variant;
    };
    const MediaVariant original = made("original", "video/mp4", 2160, VariantType::Original);
    const MediaVariant picture = made("jpeg-1600", "image/jpeg", 900);
    const MediaVariant poster = made("poster", "image/jpeg", 720, VariantType::Poster);
    const MediaVariant sound = made("audio-only", "audio/mp4", 0);
    const MediaVariant low = made("360p", "video/mp4", 360), middle = made("720p", "video/mp4", 720), high = made("1080p", "video/mp4", 1080);
    EXPECT_EQ(variantToPlay({original, picture, low, high, middle, sound}), u"720p"_s);
    EXPECT_EQ(variantToPlay({high, low}), u"360p"_s);
    EXPECT_EQ(variantToPlay({original, high, sound}), u"1080p"_s);
    EXPECT_EQ(variantToPlay({original, sound, picture}), u"audio-only"_s);
    EXPECT_EQ(variantToPlay({picture, original}), u"original"_s);
    EXPECT_EQ(variantToPlay({picture, poster}), QString());
    MediaVariant pending = middle;
    pending.status = VariantStatus::Pending;
    EXPECT_EQ(variantToPlay({pending}), QString());
}

TEST_F(PresetListTest, RawictlCarriesThemFromDeskToDesk)
{
    const QString path = m_directory.file(u"presets.json"_s);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(writePresetFile({made("a", "av1-720p")}));
    file.close();
    EXPECT_EQ(ctl({u"preset"_s, u"import"_s, path}).value(u"made"_s), QJsonArray{u"a"_s});
    const QJsonArray items = ctl({u"preset"_s, u"list"_s}).value(u"items"_s).toArray();
    ASSERT_EQ(items.size(), builtInPresets().size() + 1);
    EXPECT_TRUE(items.first().toObject().value(u"built_in"_s).toBool());
    const QString copy = m_directory.file(u"copy.json"_s);
    EXPECT_EQ(ctl({u"preset"_s, u"export"_s, u"--to"_s, copy}).value(u"exported"_s), 1);
    QFile back(copy);
    ASSERT_TRUE(back.open(QIODevice::ReadOnly));
    const auto read = readPresetFile(back.readAll());
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->first().settings, EncodeSettings::fromJson(made("a", "av1-720p").settings)->toJson());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\"rawi_presets\":1,\"presets\":[{}]}");
    file.close();
    int code = 0;
    const QJsonObject problem = ctl({u"preset"_s, u"import"_s, path}, &code).value(u"error"_s).toObject();
    EXPECT_EQ(code, 1);
    EXPECT_EQ(problem.value(u"code"_s), u"field_required"_s);
    EXPECT_EQ(problem.value(u"subject"_s), path + u": presets[0].key"_s);
}

} // namespace

} // namespace rawi::test
